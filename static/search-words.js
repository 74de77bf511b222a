/**
 * Words and their terms, as `src/search/token.rs` in the generator's source makes them. The stop words are lunr's, and so is
 * the stemmer (Porter's).
 */
"use strict";

(function (root) {
  const LONGEST = 64;
  const ACCENTS = /[\u0300-\u036f]/g;
  const LETTERS = /[ßæœþøłđðħıς]/g;
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ς: "σ" };
  const PUNCTUATION = /[\x00-\x2f\x3a-\x60\x7b-\x7f\u2010-\u205e\u3001-\u3003\u3008-\u301f\u30fb]/;
  const ENDS = /^[^\p{Alphabetic}\p{N}_]+|[^\p{Alphabetic}\p{N}_]+$/gu;
  /** Letters of those that `search-unspaced.js` knows, among others. */
  const MAY_BE_UNSPACED = /[\u0e00-\u{3ffff}]/u;

  /** A text in lower case, its letters without accents. */
  function plain(text) {
    const lower = text.toLowerCase();
    if (/^[\x00-\x7f]*$/.test(lower)) return lower;
    const bare = lower.normalize("NFKD").replace(ACCENTS, "").replace(LETTERS, (letter) => PLAIN[letter]);
    return bare.normalize("NFC").toLowerCase().replace(/ς/g, "σ");
  }

  /** A word without what is neither letter nor digit at its ends. */
  const trim = (word) => word.replace(ENDS, "");

  /** A word and what it is made of; `ofPiece` gives what a piece of it is made of. */
  function partsBy(word, ofPiece) {
    const whole = trim(word);
    const pieces = word.split(PUNCTUATION).map(trim).flatMap(ofPiece);
    return [whole, ...pieces.filter((piece) => piece !== whole)].filter((part) => part !== "" && part.length <= LONGEST);
  }

  const mayBeUnspaced = (text) => MAY_BE_UNSPACED.test(text);

  /**
   * The terms of a lower-case word that is looked for. Who asks for one that may be of a script without spaces loads what knows
   * them first.
   * @param {string} word
   * @returns {string[]}
   */
  function asked(word) {
    if (!mayBeUnspaced(word)) return partsBy(word, (piece) => piece);
    const Unspaced = root.SearchUnspaced || require("./search-unspaced.js");
    return Unspaced.asked(word);
  }

  const STOP_WORDS = new Set(("a able about across after all almost also am among an and any are as at be because been but by can cannot "
    + " could dear did do does either else ever every for from get got had has have he her hers him his how however i "
    + " if in into is it its just least let like likely may me might most must my neither no nor not of off often on "
    + " only or other our own rather said say says she should since so some than that the their them then there these "
    + " they this tis to too twas us wants was we were what when where which while who whom why will with would yet "
    + " you your").split(" "));
  const isStopWord = (word) => STOP_WORDS.has(word);

  /* ---- Stems ---- */

  /** Consonants and vowels, in a row. */
  const C = "[^aeiou][^aeiouy]*";
  const V = "[aeiouy][aeiou]*";
  const [MEASURES, MEASURES_TWO, MEASURES_ONE, HAS_VOWEL, IS_SHORT] = [`^(${C})?${V}${C}`, `^(${C})?${V}${C}${V}${C}`,
    `^(${C})?${V}${C}(${V})?$`, `^(${C})?[aeiouy]`, `^${C}[aeiouy][^aeiouwxy]$`].map((pattern) => new RegExp(pattern));
  const SECOND = { ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al", entli: "ent",
    eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive", fulness: "ful",
    ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log" };
  const THIRD = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
  const FOURTH = /^(.+?)(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/;
  const endsWith = (endings) => new RegExp(`^(.+?)(${Object.keys(endings).join("|")})$`);
  const STEPS = [[endsWith(SECOND), SECOND], [endsWith(THIRD), THIRD]];

  /** Without `ed` and `ing`. */
  function withoutEnding(word) {
    const [, agreed] = /^(.+?)eed$/.exec(word) ?? [];
    if (agreed !== undefined) return MEASURES.test(agreed) ? word.slice(0, -1) : word;
    const [, stem] = /^(.+?)(?:ed|ing)$/.exec(word) ?? [];
    if (stem === undefined || !HAS_VOWEL.test(stem)) return word;
    if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
    if (/([^aeiouylsz])\1$/.test(stem)) return stem.replace(/.$/, "");
    return IS_SHORT.test(stem) ? `${stem}e` : stem;
  }

  function withoutLast(word) {
    const [, stem] = FOURTH.exec(word) ?? [];
    if (stem !== undefined) return MEASURES_TWO.test(stem) ? stem : word;
    const [, ion] = /^(.+?[st])ion$/.exec(word) ?? [];
    return ion !== undefined && MEASURES_TWO.test(ion) ? ion : word;
  }

  function stem(whole) {
    if (whole.length < 3) return whole;
    const isConsonant = whole[0] === "y";
    let word = isConsonant ? `Y${whole.slice(1)}` : whole;
    const plural = /^(.+?)(ss|i)es$/.test(word) ? /^(.+?)(ss|i)es$/ : /^(.+?)([^s])s$/;
    word = withoutEnding(word.replace(plural, "$1$2")).replace(/^(.+?[^aeiou])y$/, "$1i");
    for (const [ending, list] of STEPS) {
      const [, stem, own] = ending.exec(word) ?? [];
      if (stem !== undefined && MEASURES.test(stem)) word = stem + list[own];
    }
    word = withoutLast(word);
    const [, mute] = /^(.+?)e$/.exec(word) ?? [];
    if (mute !== undefined && (MEASURES_TWO.test(mute) || (MEASURES_ONE.test(mute) && !IS_SHORT.test(mute)))) word = mute;
    if (/ll$/.test(word) && MEASURES_TWO.test(word)) word = word.slice(0, -1);
    return isConsonant ? `y${word.slice(1)}` : word;
  }

  root.SearchWords = { LONGEST, plain, trim, partsBy, mayBeUnspaced, asked, isStopWord, stem };
  if (typeof module !== "undefined") module.exports = root.SearchWords;
})(typeof self !== "undefined" ? self : globalThis);
