/**
 * Words nearby, for a search that finds nothing: in place of each word that no document has, those that differ by a letter or two.
 */
"use strict";

(function (root) {
  const Terms = root.SearchParts || require("./search-terms.js");

  /**
   * The terms nearest to one that no document has, at most three: one edit away, or two from a long one.
   * @param {string[]} vocabulary
   */
  function nearest(term, vocabulary) {
    const most = term.length < 3 ? 0 : term.length < 6 ? 1 : 2;
    for (let edits = 1; edits <= most; edits++) {
      const near = vocabulary.filter((word) => word !== term && !/\d/.test(word) && root.SearchSyntax.isNear(term, word, edits));
      const same = near.filter((word) => word[0] === term[0]);
      if (near.length) return (same.length ? same : near).slice(0, 3);
    }
    return [];
  }

  /**
   * Puts a word nearby in place of each that no document has; whether there are any.
   * @param {object} search as in `search-run.js`
   */
  async function find(search) {
    const { isMissing } = search;
    const missing = search.parts.missing(search.index);
    const vocabulary = await search.vocabulary();
    const { REQUIRED, OPTIONAL } = Terms;
    const nearTo = (term, most) => {
      // Documents have the word, if not where it was looked for.
      if (!vocabulary || vocabulary.includes(Terms.stem(term))) return [];
      const near = nearest(Terms.stem(term), vocabulary).slice(0, most);
      if (near.length) search.near.push([term, near]);
      return near;
    };
    const replaced = (clause, most) => {
      const near = isMissing(clause) ? nearTo(clause.term, most) : [];
      return near.length ? near.map((term) => ({ ...clause, term, usePipeline: false })) : [clause];
    };
    // All words that are required must be there; of those nearby any will do.
    search.clauses = search.clauses.flatMap((clause) => replaced(clause, clause.presence === REQUIRED ? 1 : undefined));
    for (const part of missing) {
      part.words = root.SearchFields.asWords(part).map((clause) => replaced(clause).map((one) => ({ ...one, presence: OPTIONAL })));
      part.clauses = part.words.flat();
      delete part.lists;
    }
    return search.near.length > 0;
  }

  root.SearchNear = { nearest, find };
  if (typeof module !== "undefined") module.exports = root.SearchNear;
})(typeof self !== "undefined" ? self : globalThis);
