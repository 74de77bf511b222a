/**
 * One search: loads what a query needs and tells of each step.
 *
 * 1. What was typed is read: fields and phrases, which are required, and words. The shards of its terms are loaded, and
 *    what they hold is ranked. Where nothing is found, words nearby are looked for. Shards have titles of the first results.
 * 2. The records of the results to be shown are loaded.
 * 3. So are the columns that filters count, and what reads them, last of all.
 */
"use strict";

(function (root) {
  const Terms = root.SearchParts || require("./search-terms.js");
  const { Parts, asWords, worded } = root.SearchFields || require("./search-fields.js");

  /** Partial answers are ranked no more often than this, in milliseconds. */
  const PAUSE = 120;
  const NO_FILTERS = { kind: [], state: [], year: [], list: [], author: [] };

  const LUNR = "vendor/lunr-2.3.9.min.js";
  const unranked = (refs) => refs.map((ref) => ({ ref, score: 0, matched: [] }));
  /** Without words to rank by: kind by kind, the newest first. */
  const newest = (refs) => unranked([...refs].sort((a, b) => Terms.kindOf(a) - Terms.kindOf(b) || b - a));
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
      /** Whether a file of values could not be loaded. */
      this.isUnsure = false;
      this.records = new Map();
      /** Titles and addresses, by document. */
      this.titles = new Map();
      this.ranked = [];
      this.plain = false;
      this.near = [];
    }

    async run() {
      const manifest = await this.attempt("search/index.json", () => this.engine.manifest());
      if (!manifest) return this.answer(true);
      this.manifest = manifest;
      if (this.isFiltered) await this.loadColumns();
      if (!(await this.findMail()) && !(await this.browse()) && !(await this.findWords())) return this.answer(true);
      const ofRanked = (columns) => columns.of(this.ranked);
      const needsColumns = ["author", "list", "state"].some((name) => this.filters[name].length) || this.request.sort;
      if (needsColumns) await this.loadColumns(ofRanked);
      if (this.request.sort && this.columns) this.ranked = this.columns.sorted(this.ranked);
      this.tell();
      await this.loadRecords(this.shown().filter(({ ref }) => !this.titles.has(ref)));
      this.tell();
      // What is around the titles is not to hold them up.
      await this.engine.drawn();
      await this.loadRecords(this.shown());
      this.tell();
      const ofShown = (columns) => columns.of(this.shown());
      if (this.ranked.length) await this.loadColumns(this.request.counts ? ofRanked : ofShown);
      return this.answer(true);
    }

    /** A single mail that was named: its series, or the digests of its commit. */
    async findMail() {
      const mail = Terms.mailOf(this.request.q);
      const listed = mail && await this.attempt("search/ids.json", () => this.engine.json("search/ids.json"));
      if (!listed) return false;
      const files = (shards) => (mail.id ? shards.filesOf(mail.id) : shards.filesFrom(mail.prefix));
      const found = new Set();
      await Promise.all(Terms.Shards.all(listed).flatMap(files).map(async (name) => {
        const path = pathOf(name);
        const lines = await this.attempt(path, () => this.engine.read(path, Terms.readShard));
        for (const [id, line] of lines ?? []) {
          if (mail.id ? id !== mail.id : !id.startsWith(mail.prefix)) continue;
          for (const ref of Terms.readSet(line)) found.add(ref);
        }
      }));
      this.ranked = unranked([...found]);
      return found.size > 0;
    }

    /** Filters without words are for looking through all there is, the newest first. */
    async browse() {
      if (this.request.q.trim() || !this.isFiltered) return false;
      this.ranked = newest(await this.allRefs());
      return true;
    }

    async findWords() {
      if (!(await this.prepare())) return false;
      await this.load();
      if (this.ranked.length === 0 && this.failed.size === 0 && (await this.findNear())) await this.load();
      return true;
    }

    /** Loads what the clauses and the parts need, and ranks. */
    async load() {
      const paths = await this.needs();
      let ready = this.parts.terms.length === 0;
      const partial = () => {
        if (!ready || this.pending === 0 || Date.now() - this.#told < PAUSE || this.asksForAll()) return;
        this.rank();
        this.tell();
      };
      this.isUnsure = false;
      const values = this.loadValues().then(() => (ready = true));
      await Promise.all([values, ...paths.map(([tier, name]) => this.loadShard(tier, name).then(partial))]);
      this.rank(this.asksForAll() ? await this.allRefs() : null);
    }

    /** The documents that have the values of fields, and phrases. What failed says nothing of whether another step counts. */
    async loadValues() {
      this.parts.lines.clear();
      const isFile = (term) => term.startsWith("file");
      for (let step = 0, terms; !this.isUnsure && (terms = this.parts.termsOf(step)).length; step++) {
        const kinds = [["search/exact.json", terms.filter((term) => !isFile(term))], ["search/files.json", terms.filter(isFile)]];
        await Promise.all(kinds.map(([path, own]) => own.length && this.loadSets(path, own)));
      }
    }

    /** Those of the files that a list names. */
    async loadSets(path, terms) {
      const listed = await this.attempt(path, () => this.engine.json(path));
      if (!listed) return void (this.isUnsure = true);
      const filesOf = (shards) =>
        new Set(terms.flatMap((term) => (term.endsWith("*") ? shards.filesFrom(term.slice(0, -1)) : shards.filesOf(term))));
      const files = Terms.Shards.all(listed).flatMap((shards) => [...filesOf(shards)].map((name) => [name, shards.replaced]));
      await Promise.all(files.map(async ([name, replaced]) => {
        const lines = await this.attempt(pathOf(name), () => this.engine.read(pathOf(name), Terms.readShard));
        if (!lines) return void (this.isUnsure = true);
        this.parts.take(lines, replaced, terms);
        this.takeTitles(lines, replaced);
      }));
    }

    /** Puts a word nearby in place of each that no document has; whether there are any. */
    async findNear() {
      const { parts } = this;
      const terms = this.terms();
      const isMissing = ({ term, presence, editDistance }) =>
        !term.includes("*") && !editDistance && presence !== Terms.PROHIBITED && !terms.has(Terms.stem(term));
      const missing = parts.missing(this.index);
      if (!this.clauses.some(isMissing) && missing.length === 0) return false;
      const vocabulary = await this.vocabulary();
      const { REQUIRED, OPTIONAL } = Terms;
      const nearTo = (term, most) => {
        // Documents have the word, if not where it was looked for.
        if (!vocabulary || vocabulary.includes(Terms.stem(term))) return [];
        const near = Terms.nearest(Terms.stem(term), vocabulary).slice(0, most);
        if (near.length) this.near.push([term, near]);
        return near;
      };
      const replaced = (clause, most) => {
        const near = isMissing(clause) ? nearTo(clause.term, most) : [];
        return near.length ? near.map((term) => ({ ...clause, term, usePipeline: false })) : [clause];
      };
      // All words that are required must be there; of those nearby any will do.
      this.clauses = this.clauses.flatMap((clause) => replaced(clause, clause.presence === REQUIRED ? 1 : undefined));
      for (const part of missing) {
        part.words = asWords(part).map((clause) => replaced(clause).map((one) => ({ ...one, presence: OPTIONAL })));
        part.clauses = part.words.flat();
        delete part.lists;
      }
      return this.near.length > 0;
    }

    vocabulary() {
      const path = pathOf(this.manifest.vocabulary);
      return this.attempt(path, () => this.engine.read(path, (text) => text.split("\n").filter(Boolean)));
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
      const { fields, asked } = manifest;
      const searched = this.request.texts ? [...fields, asked[0][0]] : fields;
      const needsLunr = worded(this.request.q, asked).some((words) => Terms.needsLunr(words, searched));
      if (needsLunr && !(await this.attempt(LUNR, async () => this.engine.lunr()))) return false;
      this.parts = new Parts(this.request.q, manifest, searched);
      const { clauses, plain } = Terms.read(this.parts.words, searched, this.parts.list.length === 0);
      this.plain = plain;
      this.clauses = clauses;
      this.collection = { fields: [...fields], documents: manifest.documents, lengths: [...manifest.lengths] };
      this.tiers = Terms.Shards.all(manifest).map((shards) => ({ shards, fields, places: fields.map((_, at) => at) }));
      for (const [field, path] of asked) {
        if (!this.allClauses().some((clause) => clause.fields.includes(field))) continue;
        const listed = await this.attempt(path, () => this.engine.json(path));
        if (!listed) return false;
        const place = this.collection.fields.push(field) - 1;
        this.collection.lengths.push(listed.total);
        this.tiers.push(...Terms.Shards.all(listed).map((shards) => ({ shards, fields: [field], places: [place] })));
      }
      this.shards = this.tiers.map(() => new Map());
      return clauses.length > 0 || this.parts.list.length > 0;
    }

    /** Those that rank, and those of the parts. */
    allClauses = () => [...this.clauses, ...this.parts.clauses];

    /** The shards to be loaded, as tier and name; notes which terms each clause is about. */
    async needs() {
      this.wanted = [];
      const found = new Map();
      const add = (tier, names) => names.forEach((name) => found.set(`${tier} ${name}`, [tier, name]));
      for (const clause of this.allClauses()) {
        const want = await this.want(clause);
        this.wanted.push(want);
        this.tiers.forEach(({ shards, fields }, tier) => {
          if (!clause.fields.some((field) => fields.includes(field))) return;
          if (want.prefix !== undefined) add(tier, shards.filesFrom(want.prefix));
          want.terms.forEach((term) => add(tier, shards.filesOf(term)));
        });
      }
      return [...found.values()];
    }

    /** The terms of a clause, and how others begin. */
    async want(clause) {
      if (!clause.usePipeline && !clause.editDistance) return { terms: [clause.term] };
      if (!clause.term.includes("*") && !clause.editDistance) return { terms: [Terms.stem(clause.term)] };
      if (/^[^*]+\*$/.test(clause.term)) {
        const [, ...terms] = Terms.patterns(clause.term);
        return { prefix: clause.term.slice(0, -1), terms };
      }
      const vocabulary = await this.vocabulary();
      return { terms: vocabulary ? Terms.candidates(clause, vocabulary) : [] };
    }

    async loadShard(tier, name) {
      const path = pathOf(name);
      const lines = await this.attempt(path, () => this.engine.read(path, Terms.readShard));
      if (!lines) return;
      this.shards[tier].set(name, lines);
      this.takeTitles(lines, this.tiers[tier].shards.replaced);
    }

    takeTitles({ titles }, replaced) {
      for (const [ref, title, href] of titles) if (!replaced.has(ref)) this.titles.set(ref, { title, href });
    }

    /** What the loaded shards hold of the wanted terms. */
    terms() {
      const lines = new Map();
      const add = (term, tier, line) => {
        if (!lines.has(term)) lines.set(term, []);
        const { places, shards: { replaced } } = this.tiers[tier];
        lines.get(term).push(Terms.readLine(line, places, replaced));
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

    onlyForbids = () => this.clauses.every((clause) => clause.presence === Terms.PROHIBITED);

    /** Whether a query is about all documents but some. */
    asksForAll() {
      return this.onlyForbids() && !this.parts.requires;
    }

    /** @param {number[]} [all] the documents that a query which only forbids is about */
    rank(all) {
      this.#told = Date.now();
      const needed = new Set(this.allClauses().flatMap((clause) => clause.fields));
      const index = this.index = new Terms.Index(this.terms(), this.collection, needed);
      // What is excluded is not known.
      if (this.isUnsure && this.parts.list.some((part) => part.forbids)) return void (this.ranked = []);
      const { must, not } = this.parts.sets(index);
      const passes = ({ ref }) => (!must || must.has(ref)) && !not.has(ref);
      const words = this.parts.list.flatMap((part) => (part.forbids ? [] : part.clauses ?? []));
      const about = must ? [...must] : all ?? [];
      const hits = () => {
        if (this.clauses.length === 0) return words.length ? this.#withRest(index.query(words), about) : newest(about);
        return this.onlyForbids() ? index.query(this.clauses, must ? newest(about).map(({ ref }) => ref) : about) : index.query(this.clauses);
      };
      this.ranked = hits().filter(passes);
    }

    /** Documents of words that were ranked, and those that only fields have. */
    #withRest(ranked, refs) {
      const known = new Set(ranked.map(({ ref }) => ref));
      return [...ranked, ...newest(refs.filter((ref) => !known.has(ref)))];
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

    /** The results that are asked for. */
    shown() {
      const { limit, offset } = this.request;
      return this.filtered().kept.slice(offset, offset + limit);
    }

    async loadRecords(results) {
      const blocks = new Set(results.map(({ ref }) => this.blockOf(ref)));
      await Promise.all([...blocks].map(async (block) => {
        const path = `search/results/${block}.json`;
        const read = (text) => new Map(JSON.parse(text).map((record) => [record[0], record]));
        const records = await this.attempt(path, () => this.engine.read(path, read));
        if (!records) return;
        this.records.set(block, records);
        if (this.pending > 0 && Date.now() - this.#told > PAUSE) this.tell();
      }));
    }

    /** Results whose title, at least, is there. */
    results(kept) {
      const { limit, offset } = this.request;
      return kept.slice(offset, offset + limit).flatMap(({ ref, score, matched: words }) => {
        const first = this.titles.get(ref);
        const record = this.records.get(this.blockOf(ref))?.get(Terms.placeOf(ref)) ?? (first && [0, first.title, first.href, [], "", "", "", ""]);
        if (!record) return [];
        const [, title, href, authors, subsystem, date, list, version] = record;
        const kind = Terms.KINDS[Terms.kindOf(ref)];
        const matched = [...words, ...(this.parts?.marks ?? [])];
        const life = this.columns?.life(ref);
        return [{ ref, score, kind, title, href, authors, subsystem, date, list, version, matched, ...life }];
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
        near: kept.length ? this.near : [],
        states: kept.length ? [] : (this.parts?.states ?? []),
        total: kept.length,
        facets: { kind: [], state: [], year: [], list: [], author: [], ...facets },
        results: this.results(kept),
      };
    }

    tell() {
      this.#told = Date.now();
      this.onUpdate(this.answer(false));
    }
  }

  root.SearchRun = Search;
  if (typeof module !== "undefined") module.exports = Search;
})(typeof self !== "undefined" ? self : globalThis);
