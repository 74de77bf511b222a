/**
 * The parts of the search that load nothing: what was typed becomes clauses, lines of shards become a lunr index,
 * and that ranks. `src/search` in the generator's source describes the files.
 *
 * An index of just a query's own terms gives what an index of the whole archive would give: a score depends on
 * those terms, and on sums over the collection that the manifest holds.
 */
"use strict";

(function (root) {
  const Words = root.SearchWords || require("./search-words.js");
  const { lunr, LONGEST, trim, plain, asked, isStopWord, stem, asking } = Words;

  const KINDS = ["series", "author", "subsystem", "digest"];
  /** Of kinds, in names of files. */
  const LETTERS = "saud";
  const KIND_BITS = 28;
  /** lunr's defaults. */
  const K1 = 1.2;
  const B = 0.75;

  const kindOf = (ref) => ref >>> KIND_BITS;
  const placeOf = (ref) => ref & ((1 << KIND_BITS) - 1);
  const refOf = (kind, place) => kind * 2 ** KIND_BITS + place;

  /* ---- What was typed ---- */

  const { REQUIRED, PROHIBITED } = lunr.Query.presence;
  const MOST_EDITS = 2;
  const MOST_STARS = 3;
  const MOST_TYPED = 500;
  const COMMIT_DIGITS = 8;
  const LISTED_DIGITS = 12;
  const WINDOW = /(^|\s)([0-9a-f]{7,40})\.\.([0-9a-f]{7,40})(?=$|\s)/gi;
  const DATE = /(^|\s)(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?(?=$|\s)/g;

  /** Every colon is text. Dates and windows of commits are those of digests, where their fields are searched. */
  function sanitised(typed, fields) {
    const escape = (text) => text.replace(/[\\:]/g, "\\$&");
    const windows = (_, before, from, to) => before + [from, to].map(commit).join(" ");
    const dates = (_, before, year, month, day) => before + dayTerms(year, month, day).join(" ");
    const isOf = (names) => names.every((name) => fields.includes(name));
    const known = isOf(["title", "tags"]) ? typed.replace(WINDOW, windows).replace(DATE, dates) : typed;
    const own = known === typed ? /^$/ : /^(title|tags):/;
    return known.split(/\s+/).filter(Boolean).map((word) => (own.test(word) ? word : escape(word))).join(" ");
  }

  /** Digests are found by the first digits of their commits. */
  const commit = (id) => id.length < COMMIT_DIGITS ? `tags:${id}*` : `tags:${id.slice(0, COMMIT_DIGITS)}`;

  /** A day, or a month, as digests are titled: apart, the numbers would fit other days as well. */
  function dayTerms(year, month, day) {
    const name = new Date(Date.UTC(year, month - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" });
    return [...(day ? [Number(day)] : []), name.toLowerCase(), year].map((term) => `title:${term}`);
  }

  /** All that lunr's language gives a meaning to becomes text. */
  const plainWords = (typed) =>
    typed.split(/\s+/).map((word) => word.replace(/^[+-]+/, "").replace(/\*/g, "").replace(/[\\:~^+]/g, "\\$&"))
      .filter(Boolean).join(" ");

  function parsed(text, fields) {
    const query = new lunr.Query(fields);
    new lunr.QueryParser(text, query).parse();
    const odd = (clause) => clause.term.split("*").length > MOST_STARS + 1 || clause.term.length > 2 * LONGEST;
    if (query.clauses.some(odd)) throw new lunr.QueryParseError("too much for a query", 0, 0);
    return query.clauses;
  }

  /**
   * The clause of a typed word as clauses of terms. A document that must have `kvm_pgtable_walk` must have all its
   * parts, one that must not have it is not to have the whole.
   */
  function clausesOf(clause) {
    if (clause.term.includes("*")) {
      const { editDistance, ...pattern } = clause;
      return [{ ...pattern, usePipeline: true }];
    }
    if (clause.editDistance) {
      const term = trim(clause.term);
      return term ? [{ ...clause, term, editDistance: Math.min(clause.editDistance, MOST_EDITS) }] : [];
    }
    const terms = [...new Set(asked(clause.term))].filter((term) => !isStopWord(term));
    const pieces = terms.filter((term) => term !== trim(clause.term));
    const as = (term, presence) => ({ ...clause, term, presence });
    if (clause.presence === PROHIBITED) return terms.slice(0, 1).map((term) => as(term, PROHIBITED));
    if (clause.presence !== REQUIRED || pieces.length === 0) return terms.map((term) => as(term, clause.presence));
    return terms.map((term) => as(term, pieces.includes(term) ? REQUIRED : lunr.Query.presence.OPTIONAL));
  }

  /**
   * Reads words. Never throws: what is not a query is plain words.
   * @param {string} typed
   * @param {string[]} fields those searched by words without a field
   * @returns {{clauses: object[], plain: boolean}}
   */
  function read(typed, fields) {
    const short = plain(typed.slice(0, MOST_TYPED));
    let odd = false;
    let clauses;
    try {
      clauses = parsed(sanitised(short, fields), fields);
    } catch {
      odd = true;
      try {
        clauses = parsed(plainWords(short), fields);
      } catch {
        clauses = [];
      }
    }
    const terms = clauses.flatMap(clausesOf);
    const onlyForbids = (list) => list.every((clause) => clause.presence === PROHIBITED);
    // lunr answers a query that only forbids with all other documents, and an empty one with all; this is neither.
    const empty = terms.length > 0 && onlyForbids(terms) && !onlyForbids(clauses);
    return { clauses: empty ? [] : terms, plain: odd };
  }

  /**
   * What was typed as the name of one mail: a Message-ID, bare if it has a digit that addresses seldom have, in
   * brackets, or in the address of an archive's page, also as a line of a mail has them; or a commit, by at least
   * seven digits.
   * @param {string} typed
   * @returns {{id: string} | {prefix: string} | null}
   */
  function mailOf(typed) {
    if (typed.length > MOST_TYPED) return null;
    const text = typed.trim().replace(/^(?:message-id|in-reply-to|link|closes|commit|mid|m|id):\s*/i, "");
    if (/^(?=.*\d)[0-9a-f]{7,40}$/i.test(text)) return { prefix: text.slice(0, LISTED_DIGITS).toLowerCase() };
    const [, bracketed] = /^<([^\s<>]+@[^\s<>]+)>$/.exec(text) ?? [];
    const [, linked] = /^(?:https?:\/\/|(?=[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}\/))[^\s?#]*?\/([^\s/?#]+(?:@|%40)[^\s/?#]+)/i.exec(text) ?? [];
    const [bare] = /^[^\s<>@:]*\d[^\s<>@:]*@[^\s<>]+$/.exec(text) ?? [];
    const id = bracketed ?? linked ?? bare;
    if (!id) return null;
    try {
      return { id: linked ? decodeURIComponent(id) : id };
    } catch {
      return { id };
    }
  }

  /* ---- Terms of a query ---- */

  /** Whether a term is at most so many single edits from another; lunr's swap of two letters counts as two. */
  function isNear(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return false;
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[b.length] <= most;
  }

  /**
   * The terms nearest to one that no document has, at most three: one edit away, or two from a long one.
   * @param {string[]} vocabulary
   */
  function nearest(term, vocabulary) {
    const most = term.length < 3 ? 0 : term.length < 6 ? 1 : 2;
    for (let edits = 1; edits <= most; edits++) {
      const near = vocabulary.filter((word) => word !== term && !/\d/.test(word) && isNear(term, word, edits));
      const same = near.filter((word) => word[0] === term[0]);
      if (near.length) return (same.length ? same : near).slice(0, 3);
    }
    return [];
  }

  /** What may match a clause with wildcards or edits; lunr decides among these. */
  function candidates(clause, vocabulary) {
    const among = (pattern, words) => {
      const set = lunr.TokenSet.fromArray(words);
      return set.intersect(lunr.TokenSet.fromClause({ ...clause, term: pattern })).toArray();
    };
    if (!clause.editDistance) {
      return Words.patterns(clause.term).flatMap((pattern) => among(pattern, vocabulary.filter(Words.fits(pattern))));
    }
    const term = clause.usePipeline ? stem(clause.term) : clause.term;
    return among(term, vocabulary.filter((word) => isNear(term, word, 2 * clause.editDistance)));
  }

  /* ---- Shards ---- */

  const POSTING = /(?:([0-9a-z]+)\*)?(?:([0-9a-z]+)!)?([0-9a-z]+)([A-Z]+)/g;

  const letters = (text) => {
    let number = 0;
    for (let at = 0; at < text.length; at++) number = number * 26 + text.charCodeAt(at) - 65;
    return number;
  };

  /**
   * The postings of a field: parallel arrays of documents, counts and lengths, without replaced documents; and where
   * the first of them has the term.
   */
  function readField(text, position, replaced) {
    const field = { refs: [], counts: [], lengths: [], position };
    text.split(";").forEach((group, kind) => {
      let place = 0;
      for (const [, count, before, distance, length] of group.matchAll(POSTING)) {
        place += parseInt(distance, 36);
        const ref = refOf(kind, place);
        if (replaced?.has(ref)) continue;
        if (before && field.refs.length === 0) field.position = before;
        field.refs.push(ref);
        field.counts.push(count ? parseInt(count, 36) : 1);
        field.lengths.push(letters(length));
      }
    });
    return field;
  }

  /** @returns {Map<string, string>} lines by term, undecoded */
  function readShard(text) {
    const lines = new Map();
    for (const line of text.split("\n")) {
      if (line) lines.set(line.slice(0, line.indexOf("\t")), line);
    }
    return lines;
  }

  /** @returns {{first: number[], fields: object[]}} first: document, field and position of the first appearance */
  function readLine(line, names, replaced) {
    const [, position, ...texts] = line.split("\t");
    const fields = texts.map((text) => readField(text, position, replaced));
    const places = fields.flatMap((field, at) => field.refs.length ? [[field.refs[0], names[at], parseInt(field.position, 36)]] : []);
    places.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return { first: places[0], fields: new Map(fields.map((field, at) => [names[at], field])) };
  }

  /** Where the shards of a tier are: of the fields, of Message-IDs, or of the texts of series of one age. */
  class Shards {
    /** @param {{first: string[], files: string[], split: [string, string[]][]}} list */
    constructor(list) {
      this.list = list;
      this.split = new Map(list.split);
    }

    at(term) {
      let low = 0;
      let high = this.list.first.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.list.first[middle] <= term) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }

    filesOf(term) {
      if (this.split.has(term)) return this.split.get(term);
      const at = this.at(term);
      return at < 0 ? [] : [this.list.files[at]];
    }

    /** Files with terms that begin so. */
    filesFrom(prefix) {
      const from = Math.max(this.at(prefix), 0);
      const to = this.at(prefix + "\uffff");
      const split = this.list.split.filter(([term]) => term.startsWith(prefix));
      return [...this.list.files.slice(from, to + 1), ...split.flatMap(([, files]) => files)];
    }
  }

  /* ---- Ranking ---- */

  /** Puts what several files hold of a term together. */
  function joined(lines) {
    const fields = new Map();
    let first = null;
    for (const line of lines) {
      if (line.first && (!first || line.first[0] < first[0] || (line.first[0] === first[0] && line.first[1] < first[1]))) {
        first = line.first;
      }
      for (const [name, field] of line.fields) {
        const before = fields.get(name);
        fields.set(name, before ? {
          refs: before.refs.concat(field.refs),
          counts: before.counts.concat(field.counts),
          lengths: before.lengths.concat(field.lengths),
        } : field);
      }
    }
    return { first, fields };
  }

  /**
   * A lunr index of some terms.
   * @param {Map<string, object>} terms what `joined` gives, by term
   * @param {{fields: string[], documents: number, lengths: number[]}} collection
   * @param {Set<string>} needed fields whose weights count
   */
  function indexOf(terms, collection, needed) {
    const byFirst = [...terms].sort(([, a], [, b]) =>
      a.first[0] - b.first[0] || a.first[1] - b.first[1] || a.first[2] - b.first[2]);
    const invertedIndex = Object.create(null);
    const elements = new Map();
    byFirst.forEach(([term, { fields }], index) => {
      let holders = 0;
      for (const field of fields.values()) holders += field.refs.length;
      const idf = Math.log(1 + Math.abs((collection.documents - holders + 0.5) / (holders + 0.5)));
      const posting = Object.create(null);
      posting._index = index;
      collection.fields.forEach((name, at) => {
        posting[name] = Object.create(null);
        const field = fields.get(at);
        if (!field || !needed.has(name)) return;
        const average = collection.lengths[at] / collection.documents;
        for (let i = 0; i < field.refs.length; i++) {
          const count = field.counts[i];
          const score = idf * ((K1 + 1) * count) / (K1 * (1 - B + B * (field.lengths[i] / average)) + count);
          posting[name][field.refs[i]] = Object.create(null);
          const key = `${name}/${field.refs[i]}`;
          if (!elements.has(key)) elements.set(key, []);
          elements.get(key).push(index, Math.round(score * 1000) / 1000);
        }
      });
      invertedIndex[term] = posting;
    });
    const fieldVectors = {};
    for (const [key, vector] of elements) fieldVectors[key] = new lunr.Vector(vector);
    const tokenSet = lunr.TokenSet.fromArray([...terms.keys()].sort());
    return new lunr.Index({ invertedIndex, fieldVectors, tokenSet, fields: collection.fields, pipeline: asking([...terms.keys()]) });
  }

  /** lunr's answer to clauses; `all` are the numbers of all documents, for a query that only forbids. */
  function rank(index, clauses, all) {
    const own = index.fieldVectors;
    try {
      if (all) index.fieldVectors = Object.fromEntries(all.map((ref) => [`${index.fields[0]}/${ref}`, new lunr.Vector()]));
      return index.query((query) => clauses.forEach((clause) => query.clause({ ...clause })));
    } finally {
      index.fieldVectors = own;
    }
  }

  root.SearchParts = {
    ...Words, KINDS, LETTERS, kindOf, placeOf, refOf, read, mailOf, candidates, nearest,
    Shards, readShard, readLine, joined, indexOf, rank,
  };
  if (typeof module !== "undefined") module.exports = root.SearchParts;
})(typeof self !== "undefined" ? self : globalThis);
