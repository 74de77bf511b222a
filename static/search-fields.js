/**
 * Fields and phrases of a query: what a result must have, exactly. Loaded for queries that have some; `search-run.js` ranks the
 * words that are left. `src/search/exact.rs` in the generator's source describes the terms.
 */
"use strict";

(function (root) {
  const Terms = root.SearchParts || require("./search-terms.js");

  const { EXACT } = Terms;
  /** Those of them that have no words. */
  const WORDLESS = ["state", "file"];
  const ALIASES = { tag: "tags" };

  const hasUnspaced = (text) =>
    Terms.mayBeUnspaced(text) && (root.SearchUnspaced || require("./search-unspaced.js")).hasUnspaced(text);

  const both = (a, b) => new Set([...a].filter((ref) => b.has(ref)));
  const either = (a, b) => new Set([...a, ...b]);
  const wordsOf = (text) => Terms.plain(text).split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean);
  const pairsOf = (field, words) => words.slice(1).map((word, at) => `${field}=${words[at]}+${word}`);
  const slug = (level) => level.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const isLatin = (text) => /^[\x00-\x7f]*$/.test(text);
  /** Levels of a subsystem; those in other scripts than Latin are asked for as they are written. */
  const pathOf = (value) => {
    const levels = Terms.plain(value).split(/[\/:›]+/).map((level) => level.trim());
    return levels.map(isLatin(levels.join("")) ? slug : (level) => level.replace(/\s+/g, "-")).filter(Boolean).join("/");
  };
  /** `/a//b/` is `a/b`. */
  const fileOf = (value) => oneWord(value).split("/").filter(Boolean).join("/");
  const oneWord = (value) => Terms.plain(value).split(/\s+/).filter(Boolean).join("-");

  /**
   * @typedef {{field: string, value: string, quoted: boolean, forbids: boolean}} Typed field: empty for a phrase
   * @param {string} typed
   * @param {string[]} worded fields of words, such as the title
   * @returns {{words: string, typed: Typed[]}} what is about fields, and the words that are left
   */
  function split(typed, worded) {
    const names = [...EXACT, ...Object.keys(ALIASES), ...worded].join("|");
    const pattern = new RegExp(`(?<=^|\\s)([+-]?)(?:(${names}):)?(?:"([^"]*)"|(?<=:)([^\\s"]+))(?=$|\\s)`, "giu");
    const found = [];
    // Several stars are one.
    const words = typed.slice(0, Terms.MOST_TYPED).replace(/\*+/g, "*").replace(pattern, (_, sign, name = "", quoted, plain) => {
      const field = ALIASES[Terms.plain(name)] ?? Terms.plain(name);
      found.push({ field, value: quoted ?? plain, quoted: quoted !== undefined, forbids: sign === "-" });
      return " ";
    });
    // A part of a sentence without spaces is no term of its own: who has all its pairs has it.
    const rest = words.replace(/(?<=^|\s)-([^\s"*~^:]+)(?=$|\s)/gu, (all, value) => {
      if (!hasUnspaced(value) || [...value].length < 3) return all;
      found.push({ field: "", value, quoted: true, forbids: true });
      return " ";
    });
    return { words: rest, typed: found };
  }

  /** What of a query is read as words: what is about no field, and the values of fields that are words. */
  function worded(q, asked) {
    const { words, typed } = split(q, ["title", ...asked.map(([field]) => field)]);
    const isWorded = (one) => !EXACT.includes(one.field) || (!WORDLESS.includes(one.field) && !lookups(one));
    const values = typed.filter(isWorded).map(({ value }) => requiring(value));
    return [words, ...values];
  }

  /**
   * Lists of terms to look up: a result has all of one list. `first`: of the first list that has any results. A star alone is
   * any value.
   */
  function lookups({ field, value: typed }) {
    if (/^\*+$/.test(typed) && field !== "file") return { lists: [[`${field}=*`]], first: true };
    // What is below a folder is what the folder has, and so it is of levels.
    const value = { file: typed.replace(/\/\*+$/, "/"), subsystem: typed.replace(/[\/:›]\*+$/, "/") }[field] ?? typed;
    const open = /[^*~^]\*$/.test(value) ? "*" : "";
    const bare = open ? value.slice(0, -1) : value;
    if (/[*~^]/.test(bare)) return null;
    const ended = (terms) => terms.map((term, at) => (at === terms.length - 1 ? term + open : term));
    const lists = {
      author() {
        const words = wordsOf(bare.replace(/@.*/s, ""));
        const each = ended(words.map((word) => `author=${word}`));
        return words.length > 1 && !open ? [pairsOf("author", words), each] : [each];
      },
      subsystem: () => (pathOf(bare) ? ["=", "~"].map((sign) => [`subsystem${sign}${pathOf(bare)}${open}`]) : [[]]),
      file: () => (fileOf(bare) ? ["=", "~"].map((sign) => [`file${sign}${fileOf(bare)}${open}`]) : [[]]),
    };
    const own = lists[field]?.() ?? [oneWord(bare) ? [`${field}=${oneWord(bare)}${open}`] : []];
    return { lists: own, first: true };
  }

  /** A query that wants all words of a value, and its clauses. */
  const requiring = (value) =>
    value.split(/[\s-]+/).map((word) => word.replace(/^\++/, "")).filter(Boolean).map((word) => `+${word}`).join(" ");
  const required = (value, fields) => Terms.read(requiring(value), fields).clauses;

  /**
   * `words`: for each word those nearby; any of them will do.
   * @typedef {{field: string, forbids: boolean, lists?: string[][], first?: boolean, clauses?: object[], words?: object[][],
   *   marks: string[], value: string}} Part
   * @param {Typed} typed
   * @param {string[]} searched the fields that words are looked for in
   * @returns {Part | null} null where nothing is left to look for
   */
  function partOf(typed, searched) {
    const { field, value, quoted, forbids } = typed;
    const part = { field, value, forbids, marks: [] };
    const words = wordsOf(value);
    if (EXACT.includes(field)) {
      const found = lookups(typed);
      // Nothing has an empty value.
      if (found) return { ...part, ...found, lists: found.lists[0].length ? found.lists : [[`${field}=`]] };
    } else if (quoted && words.length > 1 && ["", "title"].includes(field) && !hasUnspaced(value)) {
      const titles = pairsOf("title", words);
      const lists = field === "title" ? [titles] : [titles, pairsOf("author", words)];
      return { ...part, lists, first: false, marks: words };
    }
    // A star in the middle of a value fits nothing.
    if (WORDLESS.includes(field)) return { ...part, lists: [[`${field}=${oneWord(value)}`]], first: true };
    const clauses = required(value, field ? [field] : searched);
    return clauses.length ? { ...part, clauses } : null;
  }

  /** The words of a value, as clauses; in place of a word of several parts these, for it is there if they are. */
  const asWords = ({ clauses, value, field }) =>
    (clauses ?? required(value.replace(/@.*/s, ""), [field])).filter(({ presence }) => presence === Terms.REQUIRED);

  /** Open states are several. */
  function spread(typed, states) {
    const isOpen = ({ field, value }) => field === "state" && value.toLowerCase() === "open";
    const open = states.filter(([, , open]) => open).map(([word]) => word);
    return typed.flatMap((one) => (isOpen(one) ? open.map((value) => ({ ...one, value })) : [one]));
  }

  /** The states that there are, where somebody typed one that there is not. */
  function statesFor(typed, states) {
    const words = ["open", ...states.map(([word]) => word)];
    const isOne = (value) => words.some((word) => (value.endsWith("*") ? word.startsWith(value.slice(0, -1)) : word === value));
    return typed.every(({ field, value }) => field !== "state" || isOne(value.toLowerCase())) ? [] : words;
  }

  /** What a query requires and forbids. */
  class Parts {
    /** @param {{fields: string[], asked: [string, string][], columns: object}} manifest */
    constructor(q, manifest, searched) {
      const { words, typed } = split(q, ["title", ...manifest.asked.map(([field]) => field)]);
      this.words = words;
      this.states = statesFor(typed, manifest.columns.states);
      const parts = spread(typed, manifest.columns.states).map((one) => partOf(one, searched));
      this.list = parts.filter(Boolean);
      this.lines = new Map();
    }

    get clauses() {
      return this.list.flatMap((part) => part.clauses ?? []);
    }

    /** Terms to be looked up; a star at the end stands for all that begin so. */
    get terms() {
      return [...new Set(this.list.flatMap((part) => part.lists?.flat() ?? []))];
    }

    /** Those of a step. Where a value has several lists, the first that has results counts: each is a step of its own. */
    termsOf(step) {
      const isOpen = ({ lists }) => step < lists.length && lists.slice(0, step).every((terms) => this.#having(terms).size === 0);
      const of = (part) => (part.first ? (isOpen(part) ? part.lists[step] : []) : step === 0 ? part.lists.flat() : []);
      return [...new Set(this.list.flatMap((part) => (part.lists ? of(part) : [])))];
    }

    get requires() {
      return this.list.some((part) => !part.forbids);
    }

    /** Words to mark in titles. */
    get marks() {
      return this.list.filter((part) => !part.forbids).flatMap((part) => part.marks);
    }

    /** Takes the lines of a file that have one of a step's terms. */
    take(shard, replaced, terms) {
      const wanted = terms.map((term) => (term.endsWith("*") ? [term.slice(0, -1), true] : [term, false]));
      for (const [term, line] of shard) {
        const [name] = wanted.find(([name, open]) => (open ? term.startsWith(name) : term === name)) ?? [];
        if (name === undefined) continue;
        const refs = Terms.readSet(line).filter((ref) => !replaced.has(ref));
        this.lines.set(term, [...(this.lines.get(term) ?? []), ...refs]);
      }
    }

    #refsOf(term) {
      if (!term.endsWith("*")) return new Set(this.lines.get(term));
      const fits = [...this.lines].filter(([own]) => own.startsWith(term.slice(0, -1)));
      return new Set(fits.flatMap(([, refs]) => refs));
    }

    /** The documents that have all of some terms. */
    #having = (terms) => terms.map((term) => this.#refsOf(term)).reduce(both);

    /** Loads the documents that have the values of fields, and phrases. What failed says nothing of whether another step counts. */
    async load(search) {
      this.lines.clear();
      const isFile = (term) => term.startsWith("file");
      for (let step = 0, terms; !search.isUnsure && (terms = this.termsOf(step)).length; step++) {
        const kinds = [[Terms.EXACT_LIST, terms.filter((term) => !isFile(term))], ["search/files.json", terms.filter(isFile)]];
        await Promise.all(kinds.map(([path, own]) => own.length && this.#loadSets(search, path, own)));
      }
    }

    /** Those of the files that a list names. */
    async #loadSets(search, path, terms) {
      const listed = await search.attempt(path, () => search.engine.json(path));
      if (!listed) return void (search.isUnsure = true);
      const filesOf = (shards) =>
        new Set(terms.flatMap((term) => (term.endsWith("*") ? shards.filesFrom(term.slice(0, -1)) : shards.filesOf(term))));
      const files = Terms.Shards.all(listed).flatMap((shards) => [...filesOf(shards)].map((name) => [name, shards.replaced]));
      await Promise.all(files.map(async ([name, replaced]) => {
        const lines = await search.lines(name);
        if (!lines) return void (search.isUnsure = true);
        this.take(lines, replaced, terms);
        search.takeTitles(lines, replaced);
      }));
    }

    /** @param {object} index with the terms of all clauses */
    refsOf(part, index) {
      const ranked = (clauses) => new Set(index.query(clauses).map(({ ref }) => ref));
      if (part.words) return part.words.map((near) => near.map((clause) => ranked([clause])).reduce(either)).reduce(both);
      if (part.clauses) return ranked(part.clauses);
      const found = part.lists.map(this.#having);
      return part.first ? found.find((refs) => refs.size) ?? new Set() : found.reduce(either);
    }

    /**
     * What passes: of the values of one field any, of fields and phrases all.
     * @returns {{must: Set<number> | null, not: Set<number>}} must: null where nothing is required
     */
    sets(index) {
      const groups = new Map();
      let not = new Set();
      this.list.forEach((part, at) => {
        const refs = this.refsOf(part, index);
        const group = part.field || at;
        if (part.forbids) not = either(not, refs);
        else groups.set(group, either(refs, groups.get(group) ?? []));
      });
      const all = [...groups.values()];
      return { must: all.length ? all.reduce(both) : null, not };
    }

    /** Values that no document has, and that a word nearby may stand for. */
    missing(index) {
      const words = ["author", "subsystem", "title"];
      const isRead = (part) => words.includes(part.field) && !part.forbids && asWords(part).length > 0;
      return this.list.filter((part) => isRead(part) && this.refsOf(part, index).size === 0);
    }
  }

  root.SearchFields = { Parts, split, asWords, worded };
  if (typeof module !== "undefined") module.exports = root.SearchFields;
})(typeof self !== "undefined" ? self : globalThis);
