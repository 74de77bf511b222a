/**
 * Words and their terms, as `src/search/token.rs` in the generator's source makes them, and what a typed word or
 * pattern can be found by among them. The stemmer and the stop words are lunr's.
 */
"use strict";

(function (root) {
  const lunr = root.lunr || require("./vendor/lunr-2.3.9.min.js");

  // Labels and numbers of lunr's token sets collide where edges are digits, unless numbers are long.
  lunr.TokenSet._nextId = 1e9;

  const LONGEST = 64;
  const ACCENTS = /[\u0300-\u036f]/g;
  const LETTERS = /[ßæœþøłđðħıς]/g;
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ς: "σ" };
  const PUNCTUATION = /[\x00-\x2f\x3a-\x60\x7b-\x7f\u2010-\u205e\u3001-\u3003\u3008-\u301f\u30fb]/;
  const ENDS = /^[^\p{Alphabetic}\p{N}_]+|[^\p{Alphabetic}\p{N}_]+$/gu;
  /** Thai, Lao, Burmese and Khmer, Kana, Han and Hangul: scripts without spaces, or with particles behind a word. */
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff"
    + "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
  const FIRST_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const isUnspaced = (text) => FIRST_UNSPACED.test(text);

  /** A text in lower case, its letters without accents. */
  function plain(text) {
    const lower = text.toLowerCase();
    if (/^[\x00-\x7f]*$/.test(lower)) return lower;
    const bare = lower.normalize("NFKD").replace(ACCENTS, "").replace(LETTERS, (letter) => PLAIN[letter]);
    return bare.normalize("NFC").toLowerCase().replace(/ς/g, "σ");
  }

  /** A word without what is neither letter nor digit at its ends. */
  const trim = (word) => word.replace(ENDS, "");

  /** What each character of a run begins: a pair, and the last one itself. */
  function pairs(run) {
    const letters = [...run];
    return letters.map((letter, at) => letter + (letters[at + 1] ?? ""));
  }

  /** The same for a run that is looked for: its pairs; a single character is the beginning of one. */
  function askedPairs(run) {
    const all = pairs(run);
    return all.length > 1 ? all.slice(0, -1) : [`${run}*`];
  }

  function partsBy(word, pairs) {
    const whole = trim(word);
    const ofRun = (run) => (isUnspaced(run) ? pairs(run) : [trim(run)]);
    const pieces = word.split(PUNCTUATION).flatMap((piece) => trim(piece).match(RUNS) ?? []).flatMap(ofRun);
    return [whole, ...pieces.filter((piece) => piece !== whole)].filter((part) => part !== "" && part.length <= LONGEST);
  }

  /**
   * A lower-case word and what it is made of.
   * @param {string} word
   * @returns {string[]}
   */
  const parts = (word) => partsBy(word, pairs);

  /** The same of a word that is looked for. */
  function asked(word) {
    const terms = partsBy(word, askedPairs);
    const [whole] = terms;
    return terms.includes(`${whole}*`) ? [`${whole}*`] : terms;
  }

  const isStopWord = (word) => lunr.stopWordFilter(new lunr.Token(word)) === undefined;
  const stem = (word) => lunr.stemmer(new lunr.Token(word)).toString();

  /* ---- Patterns ---- */

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /** @returns {(term: string) => boolean} whether a term is one that lunr's wildcards match */
  function fits(pattern) {
    const whole = new RegExp(`^${pattern.split(/\*+/).map(escaped).join(".*")}$`, "s");
    return (term) => whole.test(term);
  }

  /** How English words go on where only their beginning is known; each ending, and what is left of one. */
  const ENDINGS = [...new Set(["ies", "ing", "ation", "ment", "ness", "able", "ed", "er", "ly", "ity"]
    .flatMap((ending) => [...ending].map((_, at) => ending.slice(at)))), ""];

  /**
   * A pattern, and those that find what it means: terms are stems, so that of `image*` neither `image` nor `images`
   * is among them, but `imag`. Fewer than three letters tell nothing of how a word ends.
   */
  function patterns(pattern) {
    const [, before, last, open] = /^(.*\*|)([^*]{3,})(\*?)$/s.exec(pattern.replace(/\*+/g, "*")) ?? [];
    if (last === undefined) return [pattern];
    const covered = (term) => (open ? term.startsWith(last) : term === last);
    const stems = (open ? ENDINGS : [""]).map((ending) => stem(last + ending));
    const others = new Set(stems.filter((term) => term.length > 1 && !covered(term)));
    return [pattern, ...[...others].map((term) => before + term)];
  }

  /** Those of a pattern's patterns that match some term. lunr gives up at the first that does not. */
  function present(pattern, vocabulary) {
    const matching = patterns(pattern).filter((one) => vocabulary.some(fits(one)));
    return matching.length ? matching : [pattern];
  }

  /** The pipeline of an index with these terms: what lunr is to look for in place of a term that was typed. */
  const asking = (vocabulary) => ({
    runString: (term) => (term.includes("*") ? present(term, vocabulary) : [stem(term)]),
  });

  root.SearchWords = { lunr, LONGEST, plain, trim, parts, asked, isUnspaced, isStopWord, stem, fits, patterns, asking };
  if (typeof module !== "undefined") module.exports = root.SearchWords;
})(typeof self !== "undefined" ? self : globalThis);
