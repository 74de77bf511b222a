// Stands in for the search engine: the same calls and answers, over documents that a test makes up.
"use strict";

class SearchEngine {
  #shards = new Map();

  constructor({ root, load }) {
    this.busy = `${root}stub/busy.json`;
    this.fetch = async (name) => JSON.parse(await load(`${root}stub/${name}.json`));
  }

  async names(prefix) {
    const names = await this.fetch("names");
    return names.filter(({ title }) => title.toLowerCase().startsWith(prefix.toLowerCase()));
  }

  async search({ q, filters, limit, offset }, onUpdate) {
    const count = await this.fetch("shards");
    if (q.includes("busy")) wait(this.busy);
    const found = [];
    const failed = [];
    let pending = count;
    const terms = q.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
    const answer = () => {
      const documents = found.flat().filter(({ title }) => terms.every((term) => title.toLowerCase().includes(term)));
      const kept = documents.filter((document) => Object.keys(filters).every((facet) => passes(document, facet, filters)));
      const results = kept.slice(offset, offset + limit).map((document) => ({ ...document, matched: terms }));
      return { done: pending === 0, pending, failed, plain: q.includes("("), total: kept.length, facets: facets(documents), results };
    };
    await Promise.all(Array.from({ length: count }, async (_, at) => {
      try {
        if (!this.#shards.has(at)) this.#shards.set(at, await this.fetch(at));
        found[at] = this.#shards.get(at);
      } catch {
        failed.push(`stub/${at}.json`);
      }
      pending -= 1;
      if (pending) onUpdate(answer());
    }));
    return answer();
  }

  retry() {}
}

/** Keeps the thread until there is an answer. */
function wait(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.send();
}

const valuesOf = (document, facet) => ({
  kind: [document.kind], year: [document.date.slice(0, 4)], list: [document.list], author: document.authors,
})[facet];

function passes(document, facet, filters) {
  return filters[facet].length === 0 || valuesOf(document, facet).some((value) => filters[facet].includes(value));
}

function facets(documents) {
  const count = (facet) => {
    const counts = new Map();
    for (const document of documents) for (const value of valuesOf(document, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].map(([value, count]) => ({ value, label: value, count })).sort((a, b) => b.count - a.count);
  };
  return { kind: count("kind"), year: count("year"), list: count("list"), author: count("author") };
}
