/**
 * Names that complete what is typed: loaded when some of it is there, or behind the results.
 */
"use strict";

(function (root) {
  const Terms = root.SearchParts || require("./search-terms.js");

  /** Names at most. */
  const MOST = 8;
  const wordsOf = (text) => Terms.plain(text).split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean);

  /** @param {object} engine what loads */
  async function find(engine, prefix) {
    const words = wordsOf(prefix);
    if (words.length === 0) return [];
    const initials = await engine.json("search/names.json");
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
    const [first, second = ""] = [...longest].map((letter) => (letter <= "\x7f" ? letter : "_"));
    if (!initials[first]?.includes(second)) return [];
    const names = await engine.json(`search/names/${first}${second}.json`);
    const fits = ([, title]) => {
      const own = wordsOf(title);
      return words.every((word) => own.some((mine) => mine.startsWith(word)));
    };
    return names.filter(fits).slice(0, MOST).map(([letter, title, href, count]) =>
      ({ kind: Terms.KINDS[Terms.LETTERS.indexOf(letter)], title, href, count }));
  }

  root.SearchNames = { find };
  if (typeof module !== "undefined") module.exports = root.SearchNames;
})(typeof self !== "undefined" ? self : globalThis);
