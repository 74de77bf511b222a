/**
 * The engine of the search: loads what a query needs and tells of each step. It touches no page: it runs in a web
 * worker, behind lunr, and in Node.
 *
 * 1. What was typed is read; the shards of its terms are loaded, and lunr ranks what they hold.
 * 2. The records of the results to be shown are loaded.
 * 3. So are the columns that filters count, and what reads them, last of all.
 */
"use strict";

const Terms = typeof SearchParts === "undefined" ? require("./search-terms.js") : SearchParts;

/** Names that complete what is typed, at most. */
const MOST_NAMES = 8;
/** Partial answers are ranked no more often than this, in milliseconds. */
const PAUSE = 120;
const NO_FILTERS = { kind: [], year: [], list: [], author: [] };

/**
 * @typedef {{kind: string[], year: string[], list: string[], author: string[]}} Filters
 * @typedef {{q: string, texts?: boolean, filters?: Partial<Filters>, counts?: boolean, limit?: number,
 *   offset?: number}} Request counts: whether the filters by list and author are to be counted, which loads more
 * @typedef {{value: string, label: string, count: number}} Facet
 * @typedef {{ref: number, score: number, kind: string, title: string, href: string, authors: string[],
 *   subsystem: string, date: string, list: string, version: string, matched: string[]}} Result
 * @typedef {{done: boolean, pending: number, failed: string[], plain: boolean, total: number,
 *   facets: Record<"kind"|"year"|"list"|"author", Facet[]>, results: Result[]}} Answer
 */

class SearchEngine {
  /** @type {Map<string, Promise<any>>} what was loaded and read, by path */
  #loaded = new Map();
  /** Paths of what could not be loaded or read. */
  #failed = new Set();

  /**
   * @param {{root: string, load: (url: string) => Promise<string>, columns?: () => Function}} site columns: gives the
   *   class of `search-columns.js`, which a first answer can do without
   */
  constructor({ root, load, columns = () => require("./search-columns.js") }) {
    this.root = root;
    this.load = load;
    this.columns = columns;
  }

  /**
   * Authors and subsystems with words that begin as those of `prefix` do.
   * @param {string} prefix
   * @returns {Promise<{kind: "author"|"subsystem", title: string, href: string, count: number}[]>}
   */
  async names(prefix) {
    const words = wordsOf(prefix);
    if (words.length === 0) return [];
    const { columns } = await this.manifest();
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
    const [first, second = ""] = [...longest].map((letter) => (letter <= "\x7f" ? letter : "_"));
    if (!columns.initials[first]?.includes(second)) return [];
    const names = await this.json(`search/names/${first}${second}.json`);
    const fits = ([, title]) => {
      const own = wordsOf(title);
      return words.every((word) => own.some((mine) => mine.startsWith(word)));
    };
    return names.filter(fits).slice(0, MOST_NAMES).map(([letter, title, href, count]) =>
      ({ kind: Terms.KINDS[Terms.LETTERS.indexOf(letter)], title, href, count }));
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

const wordsOf = (text) => Terms.plain(text).split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean);
const unranked = (refs) => refs.map((ref) => ({ ref, score: 0, matchData: { metadata: {} } }));
const pathOf = (name) => `search/${name}.txt`;

/** One search, from what was typed to the last answer. */
class Search {
  #told = 0;

  constructor(engine, request, onUpdate) {
    this.engine = engine;
    this.request = { texts: false, counts: true, limit: 20, offset: 0, ...request };
    this.filters = { ...NO_FILTERS, ...request.filters };
    this.isFiltered = Object.values(this.filters).some((values) => values.length);
    this.columns = null;
    this.onUpdate = onUpdate;
    this.failed = new Set();
    this.pending = 0;
    this.records = new Map();
    this.ranked = [];
    this.plain = false;
  }

  async run() {
    const manifest = await this.attempt("search/index.json", () => this.engine.manifest());
    if (!manifest) return this.answer(true);
    this.manifest = manifest;
    if (this.isFiltered) await this.loadColumns();
    if (!(await this.findMail()) && !(await this.browse()) && !(await this.findWords())) return this.answer(true);
    const ofRanked = (columns) => columns.of(this.ranked);
    if (this.filters.author.length || this.filters.list.length) await this.loadColumns(ofRanked);
    this.tell();
    await this.loadRecords();
    this.tell();
    if (this.ranked.length) await this.loadColumns(this.request.counts ? ofRanked : undefined);
    return this.answer(true);
  }

  /** A single mail that was named: its series, or the digests of its commit. */
  async findMail() {
    const mail = Terms.mailOf(this.request.q);
    const ages = mail && await this.attempt("search/ids.json", () => this.engine.json("search/ids.json"));
    if (!ages) return false;
    const files = (shards) => (mail.id ? shards.filesOf(mail.id) : shards.filesFrom(mail.prefix));
    const found = new Set();
    await Promise.all(ages.flatMap((list) => files(new Terms.Shards(list))).map(async (name) => {
      const path = pathOf(name);
      const lines = await this.attempt(path, () => this.engine.read(path, Terms.readShard));
      for (const [id, line] of lines ?? []) {
        if (mail.id ? id !== mail.id : !id.startsWith(mail.prefix)) continue;
        for (const ref of Terms.readLine(line, [0]).fields.get(0).refs) found.add(ref);
      }
    }));
    this.ranked = unranked([...found]);
    return found.size > 0;
  }

  /** Filters without words are for looking through all there is, the newest first. */
  async browse() {
    if (this.request.q.trim() || !this.isFiltered) return false;
    const newest = (a, b) => Terms.kindOf(a) - Terms.kindOf(b) || b - a;
    this.ranked = unranked((await this.allRefs()).sort(newest));
    return true;
  }

  async findWords() {
    if (!(await this.prepare())) return false;
    const paths = await this.needs();
    const partial = () => {
      if (this.pending === 0 || Date.now() - this.#told < PAUSE || this.onlyForbids()) return;
      this.rank();
      this.tell();
    };
    await Promise.all(paths.map(([tier, name]) => this.loadShard(tier, name).then(partial)));
    this.rank(this.onlyForbids() ? await this.allRefs() : null);
    return true;
  }

  /** Loads something; a failure is noted and gives null. */
  async attempt(path, load) {
    this.pending++;
    try {
      return await load();
    } catch {
      this.failed.add(this.engine.root + path);
      return null;
    } finally {
      this.pending--;
    }
  }

  /** Reads the query; whether there is anything to look for. */
  async prepare() {
    const { manifest } = this;
    const searched = this.request.texts ? [...manifest.fields, manifest.text] : manifest.fields;
    const { clauses, fields, plain } = Terms.read(this.request.q, searched, manifest.text);
    this.plain = plain;
    this.clauses = clauses;
    this.collection = { fields, documents: manifest.documents, lengths: manifest.lengths };
    this.tiers = [new Terms.Shards(manifest.shards)];
    this.places = [manifest.fields.map((_, at) => at)];
    this.replaced = [new Set()];
    if (clauses.length > 0 && fields.includes(manifest.text)) {
      const texts = await this.attempt("search/texts.json", () => this.engine.json("search/texts.json"));
      if (!texts) return false;
      this.collection.lengths = [...manifest.lengths, texts.total];
      texts.shards.forEach((shards, age) => {
        this.tiers.push(new Terms.Shards(shards));
        this.places.push([manifest.fields.length]);
        let ref = 0;
        this.replaced.push(new Set(texts.replaced[age].map((distance) => (ref += distance))));
      });
    }
    this.shards = this.tiers.map(() => new Map());
    return clauses.length > 0;
  }

  /** The shards to be loaded, as tier and name; notes which terms each clause is about. */
  async needs() {
    this.wanted = [];
    const found = new Map();
    const add = (tier, names) => names.forEach((name) => found.set(`${tier} ${name}`, [tier, name]));
    for (const clause of this.clauses) {
      const want = await this.want(clause);
      this.wanted.push(want);
      this.tiers.forEach((shards, tier) => {
        if (want.prefix !== undefined) add(tier, shards.filesFrom(want.prefix));
        want.terms.forEach((term) => add(tier, shards.filesOf(term)));
      });
    }
    return [...found.values()];
  }

  /** The terms of a clause, and how others begin. */
  async want(clause) {
    if (!clause.term.includes("*") && !clause.editDistance) return { terms: [Terms.stem(clause.term)] };
    if (/^[^*]+\*$/.test(clause.term)) {
      const [, ...terms] = Terms.patterns(clause.term);
      return { prefix: clause.term.slice(0, -1), terms };
    }
    const path = pathOf(this.manifest.vocabulary);
    const vocabulary = await this.attempt(path, () => this.engine.read(path, (text) => text.split("\n").filter(Boolean)));
    return { terms: vocabulary ? Terms.candidates(clause, vocabulary) : [] };
  }

  async loadShard(tier, name) {
    const path = pathOf(name);
    const lines = await this.attempt(path, () => this.engine.read(path, Terms.readShard));
    if (lines) this.shards[tier].set(name, lines);
  }

  /** What the loaded shards hold of the wanted terms. */
  terms() {
    const lines = new Map();
    const add = (term, tier, line) => {
      if (!lines.has(term)) lines.set(term, []);
      lines.get(term).push(Terms.readLine(line, this.places[tier], this.replaced[tier]));
    };
    const exact = new Set(this.wanted.flatMap((want) => want.terms));
    const prefixes = this.wanted.flatMap((want) => want.prefix ?? []);
    this.shards.forEach((shards, tier) => {
      for (const shard of shards.values()) {
        if (prefixes.length === 0) {
          for (const term of exact) if (shard.has(term)) add(term, tier, shard.get(term));
        } else {
          const fits = (term) => exact.has(term) || prefixes.some((prefix) => term.startsWith(prefix));
          for (const [term, line] of shard) if (fits(term)) add(term, tier, line);
        }
      }
    });
    // Of some terms all documents have been replaced.
    return new Map([...lines].map(([term, some]) => [term, Terms.joined(some)]).filter(([, { first }]) => first));
  }

  onlyForbids() {
    return this.clauses.every((clause) => clause.presence === Terms.lunr.Query.presence.PROHIBITED);
  }

  /** @param {number[]} [all] the documents that a query which only forbids is about */
  rank(all) {
    const needed = new Set(this.clauses.flatMap((clause) => clause.fields));
    const index = Terms.indexOf(this.terms(), this.collection, needed);
    this.ranked = Terms.rank(index, this.clauses, all).map((hit) => ({ ...hit, ref: Number(hit.ref) }));
    this.#told = Date.now();
  }

  /** Loads what reads the columns, and those files of them that `pick` names. */
  async loadColumns(pick = () => []) {
    this.columns ??= await this.attempt("search-columns.js", async () => new (this.engine.columns())(this.manifest));
    if (!this.columns) return;
    const load = (path, reading) => this.attempt(path, () => this.engine.read(path, reading));
    await this.columns.load(pick(this.columns), load);
  }

  /** All documents that there are. */
  async allRefs() {
    await this.loadColumns((columns) => columns.ofAll());
    return this.columns?.refs() ?? [];
  }

  /* ---- The answer ---- */

  blockOf(ref) {
    return `${Terms.LETTERS[Terms.kindOf(ref)]}${Math.floor(Terms.placeOf(ref) / this.manifest.columns.span)}`;
  }

  async loadRecords() {
    const { limit, offset } = this.request;
    const shown = this.filtered().kept.slice(offset, offset + limit);
    const blocks = new Set(shown.map(({ ref }) => this.blockOf(ref)));
    await Promise.all([...blocks].map(async (block) => {
      const path = `search/results/${block}.json`;
      const read = (text) => new Map(JSON.parse(text).map((record) => [record[0], record]));
      const records = await this.attempt(path, () => this.engine.read(path, read));
      if (!records) return;
      this.records.set(block, records);
      if (this.pending > 0 && Date.now() - this.#told > PAUSE) this.tell();
    }));
  }

  /** Results whose records are there. */
  results(kept) {
    const { limit, offset } = this.request;
    return kept.slice(offset, offset + limit).flatMap(({ ref, score, matchData }) => {
      const record = this.records.get(this.blockOf(ref))?.get(Terms.placeOf(ref));
      if (!record) return [];
      const [, title, href, authors, subsystem, date, list, version] = record;
      const kind = Terms.KINDS[Terms.kindOf(ref)];
      const matched = Object.keys(matchData.metadata);
      return [{ ref, score, kind, title, href, authors, subsystem, date, list, version, matched }];
    });
  }

  /** What passes the filters; nothing where the columns that they read are missing. */
  filtered() {
    const uncounted = { kept: this.isFiltered ? [] : this.ranked, facets: {} };
    return this.columns?.filtered(this.ranked, this.filters) ?? uncounted;
  }

  /** @returns {Answer} */
  answer(done) {
    const { kept, facets } = this.filtered();
    return {
      done,
      pending: this.pending,
      failed: [...this.failed],
      plain: this.plain,
      total: kept.length,
      facets: { kind: [], year: [], list: [], author: [], ...facets },
      results: this.results(kept),
    };
  }

  tell() {
    this.#told = Date.now();
    this.onUpdate(this.answer(false));
  }
}

if (typeof module !== "undefined") module.exports = { SearchEngine, Terms };
