/**
 * The parts of the search that load nothing: words become clauses, and lines of shards become an index that ranks. Words with
 * signs such as stars are read by `search-syntax.js`.
 * `src/search` in the generator's source describes the files.
 *
 * An index of just a query's own terms gives what an index of the whole archive would give: a score depends on
 * those terms, and on sums over the collection that the manifest holds.
 */
"use strict";

(function (root) {
  const Words = root.SearchWords || require("./search-words.js");
  const Rank = root.SearchRank || require("./search-rank.js");
  const { LONGEST, trim, plain, asked, isStopWord, stem } = Words;
  const { OPTIONAL, REQUIRED, PROHIBITED } = Rank;

  const KINDS = ["series", "author", "subsystem", "digest"];
  /** Of kinds, in names of files. */
  const LETTERS = "saud";
  const KIND_BITS = 28;
  const kindOf = (ref) => ref >>> KIND_BITS;
  const placeOf = (ref) => ref & ((1 << KIND_BITS) - 1);
  const refOf = (kind, place) => kind * 2 ** KIND_BITS + place;

  /* ---- What was typed ---- */

  /** Fields that a query requires exactly, and the list of the files of their values. */
  const EXACT = ["state", "subsystem", "author", "list", "tags", "year", "file"];
  const EXACT_LIST = "search/exact.json";

  const MOST_EDITS = 2;
  const MOST_TYPED = 500;

  /** Error codes are words, as code writes them: `return -EINVAL` excludes nothing. Not many other words are such a row of capitals. */
  const ERROR_CODE = /(?<=^|\s)-(?=E(?:IO|2BIG|[A-Z_]{3,}\d*)(?=$|[\s;,.)]))/g;
  const withErrorCodes = (typed) => typed.replace(ERROR_CODE, "");

  /** Every colon is text. */
  const escaped = (text) => text.replace(/[\\:]/g, "\\$&");

  /** A word that needs no parser, maybe with a sign, a field and a weight; hyphens separate. */
  const PIECE = "(?:\\\\.|[^\\s+~^:\\\\-])(?:\\\\.|[^\\s~^:\\\\-])*";
  const SIMPLE = new RegExp(`^([+-]?)(?:(title|tags):)?(${PIECE}(?:-${PIECE})*)(?:\\^(\\d+)|-)?$`);
  /** Stars and edits, months and windows of commits. */
  const SPECIAL = /[*~]|\d{4}-\d\d|[0-9a-f]{7}\.\./i;

  const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

  /** The words of a text, if none needs what `search-syntax.js` reads. */
  function simpleWords(text) {
    if (SPECIAL.test(text)) return null;
    const words = wordsOf(escaped(text)).map((word) => SIMPLE.exec(word));
    return words.every(Boolean) ? words : null;
  }

  /** Whether words need more than this file: `search-syntax.js` is then to be loaded before they are read. */
  const isSpecial = (words) => !simpleWords(plain(words.slice(0, MOST_TYPED)));

  /** Whether a query may have fields, phrases, or parts of sentences without spaces: `search-fields.js` reads those. */
  function isFielded(q, asked) {
    const names = [...EXACT, "tag", "title", ...asked].join("|");
    return new RegExp(`"|(?:^|\\s)[+-]?(?:${names}):\\S`, "iu").test(q) || (/(?:^|\s)-/.test(q) && Words.mayBeUnspaced(q));
  }

  /** A word as clauses, as lunr's parser gives them. */
  function simple([, sign, field, pieces, weight], fields) {
    const terms = pieces.match(new RegExp(PIECE, "g"));
    return terms.map((piece, at) => {
      const own = at > 0 ? {} : { ...(sign && { presence: sign === "+" ? REQUIRED : PROHIBITED }), ...(field && { fields: [field] }) };
      const term = piece.replace(/\\(.)/g, "$1");
      const boost = weight && at === terms.length - 1 ? Number(weight) : 1;
      return { ...own, term, ...(own.fields ? {} : { fields }), boost, usePipeline: true, wildcard: 0, ...(own.presence ? {} : { presence: OPTIONAL }) };
    });
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
    if (clause.presence === PROHIBITED) {
      // No document has a word that is too long to be a term, though many may have its parts.
      const own = trim(clause.term).length > LONGEST ? [] : terms.slice(0, 1);
      return own.map((term) => as(term, PROHIBITED));
    }
    if (clause.presence !== REQUIRED || pieces.length === 0) return terms.map((term) => as(term, clause.presence));
    return terms.map((term) => as(term, pieces.includes(term) ? REQUIRED : OPTIONAL));
  }

  /**
   * Reads words. Never throws: what is not a query is plain words.
   * @param {string} typed
   * @param {string[]} fields those searched by words without a field
   * @param {boolean} [isAll] whether nothing else is asked for
   * @returns {{clauses: object[], plain: boolean}}
   */
  function read(typed, fields, isAll = true) {
    const short = plain(typed.slice(0, MOST_TYPED));
    const words = simpleWords(short);
    const { clauses, isOdd } = words
      ? { clauses: words.flatMap((word) => simple(word, fields)), isOdd: false }
      : root.SearchSyntax.read(short, fields);
    const terms = clauses.flatMap(clausesOf);
    const onlyForbids = (list) => list.every((clause) => clause.presence === PROHIBITED);
    // lunr answers a query that only forbids with all other documents, and an empty one with all; this is neither.
    const empty = isAll && terms.length > 0 && onlyForbids(terms) && !onlyForbids(clauses);
    return { clauses: empty ? [] : terms, plain: isOdd };
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

  /** A title as addresses have it, by levels of a subsystem. */
  const slug = (title) =>
    title.toLowerCase().split(" › ").map((level) => level.split(/[^a-z0-9]+/).filter(Boolean).join("-")).join("/");

  /**
   * What is shown first of documents: distances from the one before, titles and what follows a title in the address, or so many
   * letters of it.
   */
  function readTitles(rows) {
    let ref = 0;
    return rows.map(([distance, title, rest = "/", same]) => {
      const kind = kindOf(ref += distance);
      return [ref, title, same === 0 ? rest : `${KINDS[kind]}${kind ? "s" : ""}/${slug(title).slice(0, same)}${rest}`];
    });
  }

  /** @returns {Map<string, string> & {titles: [number, string, string][]}} lines by term, undecoded; titles and addresses */
  function readShard(text) {
    const [rows, titles] = text.split("\n\n");
    const lines = new Map();
    for (const line of rows.split("\n")) {
      if (line) lines.set(line.slice(0, line.indexOf("\t")), line);
    }
    return Object.assign(lines, { titles: titles ? readTitles(JSON.parse(titles)) : [] });
  }

  const LETTER = /([a-z]*)([A-Z])/g;

  /** The documents of a line that lists only these. */
  function readSet(line) {
    const [, text] = line.split("\t");
    return text.split(";").flatMap((group, kind) => {
      let place = 0;
      return Array.from(group.matchAll(LETTER), ([, before, last]) => {
        place += letters(before.toUpperCase() + last);
        return refOf(kind, place);
      });
    });
  }

  /** Numbers that are given as distances. */
  function readDistances(distances) {
    let ref = 0;
    return new Set(distances.map((distance) => (ref += distance)));
  }

  /** @returns {{first: number[], fields: object[]}} first: document, field and position of the first appearance */
  function readLine(line, names, replaced) {
    const [, position, ...texts] = line.split("\t");
    const fields = texts.map((text) => readField(text, position, replaced));
    const places = fields.flatMap((field, at) => field.refs.length ? [[field.refs[0], names[at], parseInt(field.position, 36)]] : []);
    places.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return { first: places[0], fields: new Map(fields.map((field, at) => [names[at], field])) };
  }

  const listed = (text) => (text ? text.split(" ") : []);
  /** Names of files, which are all of one length. */
  const namesOf = (text) => text.match(/.{10}/g) ?? [];

  /** Where the shards of a tier are, or of an age. */
  class Shards {
    /**
     * @param {{first: string, files: string, split: string, own: string}} list
     * @param {number[]} replaced documents whose part here does not count
     */
    constructor({ first, files, split, own }, replaced) {
      this.first = listed(first);
      this.files = namesOf(files);
      this.replaced = readDistances(replaced);
      const names = listed(own);
      this.split = new Map(listed(split).map((term, at) => [term, namesOf(names[at])]));
    }

    /** @param {{shards: object[], replaced: number[][]}} listed */
    static all(listed) {
      return listed.shards.map((shards, at) => new Shards(shards, listed.replaced[at]));
    }

    at(term) {
      let low = 0;
      let high = this.first.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.first[middle] <= term) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }

    filesOf(term) {
      if (this.split.has(term)) return this.split.get(term);
      const at = this.at(term);
      return at < 0 ? [] : [this.files[at]];
    }

    /** Files with terms that begin so. */
    filesFrom(prefix) {
      const from = Math.max(this.at(prefix), 0);
      const to = this.at(prefix + "\uffff");
      const split = [...this.split].filter(([term]) => term.startsWith(prefix));
      return [...this.files.slice(from, to + 1), ...split.flatMap(([, files]) => files)];
    }
  }

  /* ---- Ranking ---- */

  /** Puts postings behind others. Who said something in two months is in files of both: all of it counts. */
  function append(all, { refs, counts, lengths }) {
    const places = new Map(all.refs.map((ref, at) => [ref, at]));
    refs.forEach((ref, at) => {
      const place = places.get(ref) ?? all.refs.push(ref) - 1;
      all.counts[place] = (all.counts[place] ?? 0) + counts[at];
      all.lengths[place] = (all.lengths[place] ?? 0) + lengths[at];
    });
  }

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
        if (before) append(before, field);
        else fields.set(name, field);
      }
    }
    return { first, fields };
  }

  root.SearchParts = {
    ...Words, ...Rank, KINDS, LETTERS, EXACT, EXACT_LIST, MOST_TYPED, SIMPLE, kindOf, placeOf, refOf, wordsOf, escaped, simple, isSpecial, isFielded, withErrorCodes,
    read, Shards, readShard, readLine, readSet, joined,
  };
  if (typeof module !== "undefined") module.exports = root.SearchParts;
})(typeof self !== "undefined" ? self : globalThis);
