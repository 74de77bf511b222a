/**
 * One search: loads what a query needs and tells of each step.
 *
 * 1. What was typed is read: fields and phrases, which are required, and words. The shards of its terms are loaded, and
 *    what they hold is ranked. Where nothing is found, words nearby are looked for. Shards have titles of the first results.
 * 2. The records of the results to be shown are loaded.
 * 3. So are the columns that filters count, and what reads them, last of all.
 *
 * Words are all that this file and those before it know. What few queries need is in scripts that are loaded with them.
 */
"use strict";

(function (root) {
  const Terms = root.SearchParts || require("./search-terms.js");

  /** Partial answers are ranked no more often than this, in milliseconds. */
  const PAUSE = 120;
  const NO_FILTERS = { kind: [], state: [], year: [], list: [], author: [] };

  /** Scripts that are loaded when a query needs them, and where they put what they have. */
  const LATER = {
    fields: ["search-fields.js", "SearchFields"],
    syntax: ["search-syntax.js", "SearchSyntax"],
    unspaced: ["search-unspaced.js", "SearchUnspaced"],
    near: ["search-near.js", "SearchNear"],
    mail: ["search-mail.js", "SearchMail"],
    columns: ["search-columns.js", "SearchColumns"],
    lunr: ["vendor/lunr-2.3.9.min.js", "lunr"],
  };
  /** What the name of a mail has: a sign of addresses, or digits of a commit. */
  const MAY_BE_MAIL = /@|%40|[0-9a-f]{7}/i;

  /** The parts of a query that has no fields. */
  const noParts = (q) => ({
    words: q.slice(0, Terms.MOST_TYPED).replace(/\*+/g, "*"),
    list: [], states: [], clauses: [], marks: [], requires: false,
    load: async () => {}, missing: () => [], sets: () => ({ must: null, not: new Set() }),
  });
  const unranked = (refs) => refs.map((ref) => ({ ref, score: 0, matched: [] }));
  /** Without words to rank by: kind by kind, the newest first. */
  const newest = (refs) => unranked([...refs].sort((a, b) => Terms.kindOf(a) - Terms.kindOf(b) || b - a));
  const pathOf = (name) => `search/${name}.txt`;

  /** One search, from what was typed to the last answer. */
  class Search {
    /** The first files of several come together, mostly: who waits for all of them is served sooner. */
    #told = Date.now();

    constructor(engine, request, onUpdate) {
      this.engine = engine;
      this.request = { texts: false, counts: true, limit: 20, offset: 0, ...request, q: Terms.withErrorCodes(request.q) };
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

    /** What a script has that is loaded now, if it is not there already; null if it cannot be. */
    later(name) {
      const [path, global] = LATER[name];
      return this.attempt(path, async () => this.engine.later(path, global));
    }

    /** A single mail that was named: its series, or the digests of its commit. */
    async findMail() {
      const mail = MAY_BE_MAIL.test(this.request.q) && await this.later("mail");
      const found = mail ? await mail.find(this) : new Set();
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
      let ready = this.parts.list.length === 0;
      const partial = () => {
        if (!ready || this.pending === 0 || Date.now() - this.#told < PAUSE || this.asksForAll()) return;
        this.rank();
        this.tell();
      };
      this.isUnsure = false;
      const values = this.parts.load(this).then(() => (ready = true));
      await Promise.all([values, ...paths.map(([tier, name]) => this.loadShard(tier, name).then(partial))]);
      this.rank(this.asksForAll() ? await this.allRefs() : null);
    }

    /** The lines of a file by term; null if it cannot be loaded. */
    lines(name) {
      return this.attempt(pathOf(name), () => this.engine.read(pathOf(name), Terms.readShard));
    }

    /** Words nearby take the place of those that nothing has; whether there are any. */
    async findNear() {
      const terms = this.terms();
      this.isMissing = ({ term, presence, editDistance }) =>
        !term.includes("*") && !editDistance && presence !== Terms.PROHIBITED && !terms.has(Terms.stem(term));
      if (!this.clauses.some(this.isMissing) && this.parts.missing(this.index).length === 0) return false;
      for (const name of ["near", "syntax", "fields"]) if (!(await this.later(name))) return false;
      return root.SearchNear.find(this);
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
      if (!(await this.readParts(searched))) return false;
      const { clauses, plain } = Terms.read(this.parts.words, searched, this.parts.list.length === 0);
      this.plain = plain;
      this.clauses = clauses;
      this.collection = { fields: [...fields], documents: manifest.documents, lengths: [...manifest.lengths] };
      const places = fields.map((_, at) => at);
      // The manifest may have the newest documents itself.
      this.tiers = Terms.Shards.all(manifest).map((shards, age) => ({ shards, fields, places, text: age > 0 && manifest.recent }));
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

    /** Fields and phrases, and what reads the words that are left; whether all of it is there. */
    async readParts(searched) {
      const { q } = this.request;
      const { asked } = this.manifest;
      let words = [q];
      this.parts = noParts(q);
      if (Terms.mayBeUnspaced(q) && !(await this.later("unspaced"))) return false;
      const isFielded = Terms.isFielded(q, asked.map(([field]) => field));
      if (isFielded) {
        // The script is waited for: meanwhile this comes as well.
        this.engine.json(Terms.EXACT_LIST).catch(() => {});
        if (!(await this.later("fields"))) return false;
        words = root.SearchFields.worded(q, asked);
      }
      if (words.some(Terms.isSpecial)) {
        const syntax = await this.later("syntax");
        if (!syntax || (words.some((some) => syntax.needsLunr(some, searched)) && !(await this.later("lunr")))) return false;
      }
      if (isFielded) this.parts = new root.SearchFields.Parts(q, this.manifest, searched);
      return true;
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
        const [, ...terms] = root.SearchSyntax.patterns(clause.term);
        return { prefix: clause.term.slice(0, -1), terms };
      }
      const vocabulary = await this.vocabulary();
      return { terms: vocabulary ? root.SearchSyntax.candidates(clause, vocabulary) : [] };
    }

    async loadShard(tier, name) {
      const { text } = this.tiers[tier];
      const lines = text ? Terms.readShard(text) : await this.lines(name);
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
      const Columns = this.columns ? null : await this.later("columns");
      this.columns ??= Columns && new Columns(this.manifest);
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
