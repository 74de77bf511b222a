/**
 * Words of scripts without spaces: their terms are pairs of characters, as `src/search/token.rs` in the generator's source makes
 * them. Loaded for queries that may have some.
 */
"use strict";

(function (root) {
  const { partsBy, trim } = root.SearchWords || require("./search-words.js");

  /** Thai, Lao, Burmese and Khmer, Kana, Han and Hangul: scripts without spaces, or with particles behind a word. */
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff"
    + "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
  const FIRST_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const isUnspaced = (text) => FIRST_UNSPACED.test(text);
  const hasUnspaced = (text) => [...text].some(isUnspaced);

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

  const by = (pairs) => (piece) => (piece.match(RUNS) ?? []).flatMap((run) => (isUnspaced(run) ? pairs(run) : [trim(run)]));

  /**
   * A lower-case word and what it is made of.
   * @param {string} word
   * @returns {string[]}
   */
  const parts = (word) => partsBy(word, by(pairs));

  /** The same of a word that is looked for. */
  function asked(word) {
    const terms = partsBy(word, by(askedPairs));
    const [whole] = terms;
    return terms.includes(`${whole}*`) ? [`${whole}*`] : terms;
  }

  /** Where a word has pairs that are terms. */
  function found(word, at, isTerm) {
    const all = [];
    for (const pair of pairs(word)) {
      const [letter] = pair;
      if (isUnspaced(letter) && isTerm(pair)) all.push([at, pair]);
      at += letter.length;
    }
    return all;
  }

  root.SearchUnspaced = { hasUnspaced, parts, asked, found };
  if (typeof module !== "undefined") module.exports = root.SearchUnspaced;
})(typeof self !== "undefined" ? self : globalThis);
