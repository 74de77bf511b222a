/**
 * The engine of the search: what it has loaded, and searches, one by one (`search-run.js`).
 * It touches no page: it runs in a web worker, in a page, and in Node.
 */
"use strict";

const Terms = typeof SearchParts === "undefined" ? require("./search-terms.js") : SearchParts;
const Search = typeof SearchRun === "undefined" ? require("./search-run.js") : SearchRun;

/**
 * @typedef {{kind: string[], state: string[], year: string[], list: string[], author: string[]}} Filters
 * @typedef {{q: string, texts?: boolean, filters?: Partial<Filters>, counts?: boolean, limit?: number,
 *   offset?: number, sort?: string}} Request counts: whether the filters by list and author are to be counted, which
 *   loads more; sort: "moved" for the latest moved first
 * @typedef {{value: string, label: string, count: number}} Facet
 * @typedef {{ref: number, score: number, kind: string, title: string, href: string, authors: string[],
 *   subsystem: string, date: string, list: string, version: string, matched: string[], state?: {word: string,
 *   label: string}, moved?: string}} Result state, moved: of series, once their columns are there
 * @typedef {{done: boolean, pending: number, failed: string[], plain: boolean, total: number, near: [string, string[]][], states: string[],
 *   facets: Record<"kind"|"state"|"year"|"list"|"author", Facet[]>, results: Result[]}} Answer near: words that nothing
 *   has, and those that were looked for in their place; states: all of them, where one was asked for that does not exist
 */

class SearchEngine {
  /** @type {Map<string, Promise<any>>} what was loaded and read, by path */
  #loaded = new Map();
  /** Paths of what could not be loaded or read. */
  #failed = new Set();

  /**
   * @param {{root: string, load: (url: string) => Promise<string>, later?: (path: string, name: string) => any,
   *   drawn?: () => Promise<void>}} site later: runs a script that not all queries need, and gives what it has under a name that
   *   all can see; drawn: waits until a reader sees what was told last
   */
  constructor({
    root, load, later = (path, name) => (globalThis[name] ??= require(`./${path}`)), drawn = async () => {},
  }) {
    Object.assign(this, { root, load, later, drawn });
  }

  /**
   * Authors and subsystems with words that begin as those of `prefix` do.
   * @param {string} prefix
   * @returns {Promise<{kind: "author"|"subsystem", title: string, href: string, count: number}[]>}
   */
  async names(prefix) {
    return (await this.later("search-names.js", "SearchNames")).find(this, prefix);
  }

  /**
   * @param {Request} request
   * @param {(answer: Answer) => void} [onUpdate] is told of answers that still grow
   * @returns {Promise<Answer>} the last one
   */
  search(request, onUpdate = () => {}) {
    return new Search(this, request, onUpdate).run();
  }

  /** Forgets everything once something failed: a newer build has other files, and only its manifests name them. */
  retry() {
    if (this.#failed.size > 0) this.#loaded.clear();
    this.#failed.clear();
  }

  manifest() {
    return this.json("search/index.json");
  }

  json(path) {
    return this.read(path, JSON.parse);
  }

  /** What `reading` makes of a file; loaded and read once. */
  read(path, reading) {
    if (!this.#loaded.has(path)) {
      const promise = this.load(this.root + path).then(reading);
      promise.catch(() => this.#failed.add(path));
      this.#loaded.set(path, promise);
    }
    return this.#loaded.get(path);
  }
}

if (typeof module !== "undefined") module.exports = { SearchEngine, Terms };
