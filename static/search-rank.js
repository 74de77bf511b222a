/**
 * lunr's ranking (2.3.9), without lunr: of the terms that a query needs, it gives the same documents, scores and matched words
 * in the same order as a lunr index of all documents does. `tests/search` compares them.
 */
"use strict";

(function (root) {
  const Words = root.SearchWords || require("./search-words.js");

  /** What a clause says of documents that have its terms. */
  const [OPTIONAL, REQUIRED, PROHIBITED] = [1, 2, 3];
  /** lunr's defaults. */
  const K1 = 1.2;
  const B = 0.75;

  /** The terms of a query, with what each document's fields weigh for them. */
  class Index {
    /**
     * @param {Map<string, object>} terms postings by term
     * @param {{fields: string[], documents: number, lengths: number[]}} collection
     * @param {Set<string>} needed fields whose weights count
     */
    constructor(terms, { fields, documents, lengths }, needed) {
      const byFirst = [...terms].sort(([, a], [, b]) =>
        a.first[0] - b.first[0] || a.first[1] - b.first[1] || a.first[2] - b.first[2]);
      this.terms = new Map(byFirst.map(([term, { fields: own }], order) => {
        let holders = 0;
        for (const field of own.values()) holders += field.refs.length;
        const rarity = Math.log(1 + Math.abs((documents - holders + 0.5) / (holders + 0.5)));
        const weights = fields.map((name, at) =>
          (own.has(at) && needed.has(name) ? weightsOf(own.get(at), rarity, lengths[at] / documents) : new Map()));
        return [term, { order, weights: new Map(fields.map((name, at) => [name, weights[at]])) }];
      }));
      this.fields = fields;
      this.words = [...terms.keys()].sort();
    }

    /** What is looked for in place of a term that was typed. */
    #meant({ term, usePipeline }) {
      if (!usePipeline) return [term];
      return term.includes("*") ? root.SearchSyntax.present(term, this.words) : [Words.stem(term)];
    }

    /** The terms that one of a clause stands for. */
    #expanded(term, { editDistance }) {
      if (!term.includes("*") && !editDistance) return this.terms.has(term) ? [term] : [];
      return root.SearchSyntax.among({ term, editDistance }, this.words);
    }

    /**
     * @param {object[]} clauses
     * @param {number[]} all the documents that a query which only forbids is about
     * @returns {{ref: number, score: number, matched: string[]}[]}
     */
    query(clauses, all = []) {
      const queried = new Map(this.fields.map((field) => [field, new Map()]));
      const found = new Map(this.fields.map((field) => [field, new Map()]));
      const hits = [];
      const prohibited = new Set();
      let required = null;
      for (const clause of clauses) {
        const { presence, fields, boost } = clause;
        const matches = new Set();
        for (const term of this.#meant(clause)) {
          const expanded = this.#expanded(term, clause);
          if (expanded.length === 0 && presence === REQUIRED) {
            matches.clear();
            break;
          }
          for (const own of expanded) {
            for (const field of fields) {
              const weights = this.terms.get(own).weights.get(field);
              if (!weights) continue;
              const target = presence === PROHIBITED ? prohibited : matches;
              for (const ref of weights.keys()) target.add(ref);
              if (presence === PROHIBITED) continue;
              const boosts = queried.get(field);
              const known = boosts.get(own);
              boosts.set(own, (known ?? 0) + boost);
              if (known === undefined) note(weights, own, field, found.get(field), hits);
            }
          }
        }
        if (presence === REQUIRED) required = required ? new Set([...required].filter((ref) => matches.has(ref))) : matches;
      }
      if (clauses.every(({ presence }) => presence === PROHIBITED)) hits.push(...all.map((ref) => ({ ref, field: null, words: [] })));
      const passes = (ref) => (!required || required.has(ref)) && !prohibited.has(ref);
      const scores = new Map(this.fields.map((field) => [field, this.#scores(field, queried.get(field))]));
      return summed(hits.filter(({ ref }) => passes(ref)), scores);
    }

    /** What each document's field scores: added in the order in which lunr adds. */
    #scores(field, boosts) {
      const own = [...boosts].map(([term, boost]) => ({ ...this.terms.get(term), boost })).sort((a, b) => a.order - b.order);
      const magnitude = Math.sqrt(own.reduce((sum, { boost }) => sum + boost * boost, 0));
      const scores = new Map();
      for (const { weights, boost } of own) {
        for (const [ref, weight] of weights.get(field)) scores.set(ref, (scores.get(ref) ?? 0) + boost * weight);
      }
      for (const [ref, score] of scores) scores.set(ref, score / magnitude || 0);
      return scores;
    }
  }

  /** By document, in the order of their numbers. */
  function weightsOf({ refs, counts, lengths }, rarity, average) {
    const order = refs.map((_, at) => at).sort((a, b) => refs[a] - refs[b]);
    const weights = new Map();
    for (const at of order) {
      const count = counts[at];
      const score = rarity * ((K1 + 1) * count) / (K1 * (1 - B + B * (lengths[at] / average)) + count);
      weights.set(refs[at], Math.round(score * 1000) / 1000);
    }
    return weights;
  }

  /** Notes the documents that have a term in a field. */
  function note(weights, term, field, known, hits) {
    for (const ref of weights.keys()) {
      const hit = known.get(ref) ?? { ref, field, words: [] };
      if (hit.words.push(term) > 1) continue;
      known.set(ref, hit);
      hits.push(hit);
    }
  }

  /** Documents, those that score most first, of what their fields score. */
  function summed(hits, scores) {
    const documents = new Map();
    for (const { ref, field, words } of hits) {
      if (!documents.has(ref)) documents.set(ref, { ref, score: 0, metadata: Object.create(null) });
      const document = documents.get(ref);
      document.score += field === null ? 0 : scores.get(field).get(ref);
      for (const word of words) document.metadata[word] = true;
    }
    const ranked = [...documents.values()].sort((a, b) => b.score - a.score);
    return ranked.map(({ ref, score, metadata }) => ({ ref, score, matched: Object.keys(metadata) }));
  }

  root.SearchRank = { Index, OPTIONAL, REQUIRED, PROHIBITED };
  if (typeof module !== "undefined") module.exports = root.SearchRank;
})(typeof self !== "undefined" ? self : globalThis);
