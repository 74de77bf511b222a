/**
 * The language of queries beyond words: stars, edits, months, windows of commits, and what is no query at all. Loaded for queries
 * that have such signs; lunr itself only for words with edits.
 */
"use strict";

(function (root) {
  const Terms = root.SearchParts || require("./search-terms.js");
  const { LONGEST, SIMPLE, escaped, simple, stem, wordsOf } = Terms;

  /* ---- What was typed ---- */

  const MOST_STARS = 3;
  const COMMIT_DIGITS = 8;
  const WINDOW = /(^|\s)([0-9a-f]{7,40})\.\.([0-9a-f]{7,40})(?=$|\s)/gi;
  const DATE = /(^|\s)(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?(?=$|\s)/g;

  /** Every colon is text. Dates and windows of commits are those of digests, where their fields are searched. */
  function sanitised(typed, fields) {
    const windows = (_, before, from, to) => before + [from, to].map(commit).join(" ");
    const dates = (_, before, year, month, day) => before + dayTerms(year, month, day).join(" ");
    const isOf = (names) => names.every((name) => fields.includes(name));
    const known = isOf(["title", "tags"]) ? typed.replace(WINDOW, windows).replace(DATE, dates) : typed;
    const own = known === typed ? /^$/ : /^(title|tags):/;
    return wordsOf(known).map((word) => (own.test(word) ? word : escaped(word))).join(" ");
  }

  /** Digests are found by the first digits of their commits. */
  const commit = (id) => id.length < COMMIT_DIGITS ? `tags:${id}*` : `tags:${id.slice(0, COMMIT_DIGITS)}`;

  const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

  /** A day, or a month, as digests are titled: apart, the numbers would fit other days as well. */
  function dayTerms(year, month, day) {
    return [...(day ? [Number(day)] : []), MONTHS[month - 1], year].map((term) => `title:${term}`);
  }

  /** All that lunr's language gives a meaning to becomes text; none of these words needs a parser. */
  const plainWords = (typed) =>
    typed.split(/\s+/).map((word) => word.replace(/^[+-]+/, "").replace(/\*/g, "").replace(/-+/g, "-").replace(/[\\:~^+]/g, "\\$&"))
      .filter(Boolean).join(" ");

  /** Edits and weights are numbers. */
  const BROKEN = /(?<!\\)[~^](?!\d)/;

  /** Clauses as lunr's parser gives them; it is asked itself where something is special. */
  function parsed(text, fields) {
    const words = wordsOf(text);
    const read = words.map((word) => SIMPLE.exec(word));
    if (!read.every(Boolean) && words.some((word) => BROKEN.test(word))) throw new Error("no number");
    const clauses = read.every(Boolean) ? read.flatMap((word) => simple(word, fields)) : byLunr(text, fields);
    // Of a long word without these the parts are looked for.
    const isLong = ({ term, editDistance }) => (term.includes("*") || editDistance) && term.length > 2 * LONGEST;
    const odd = (clause) => clause.term.split("*").length > MOST_STARS + 1 || isLong(clause);
    if (clauses.some(odd)) throw new Error("too much for a query");
    return clauses;
  }

  function byLunr(text, fields) {
    const query = new root.lunr.Query(fields);
    new root.lunr.QueryParser(text, query).parse();
    return query.clauses;
  }

  /** The clauses of what was typed; what is not a query is plain words. */
  function read(typed, fields) {
    const attempts = [sanitised(typed, fields), plainWords(typed)];
    for (const [at, text] of attempts.entries()) {
      try {
        return { clauses: parsed(text, fields), isOdd: at > 0 };
      } catch {
        // The next one is plainer.
      }
    }
    return { clauses: [], isOdd: true };
  }

  /** Whether words have signs that only lunr reads. */
  const needsLunr = (words, fields) => {
    const all = wordsOf(sanitised(Terms.plain(words.slice(0, Terms.MOST_TYPED)), fields));
    return !all.every((word) => SIMPLE.test(word)) && !all.some((word) => BROKEN.test(word));
  };

  /* ---- Patterns ---- */

  /** @returns {(term: string) => boolean} whether a term is one that lunr's wildcards match */
  function fits(pattern) {
    const [first, ...others] = pattern.split(/\*+/);
    const last = others.pop();
    if (last === undefined) return (term) => term === first;
    // Each piece as early as it can be: what is left is longest, and no other place has to be tried.
    return (term) => {
      let at = term.startsWith(first) ? first.length : -1;
      for (const piece of others) {
        if (at < 0) break;
        const found = term.indexOf(piece, at);
        at = found < 0 ? -1 : found + piece.length;
      }
      return at >= 0 && at + last.length <= term.length && term.endsWith(last);
    };
  }

  /** How English words go on where only their beginning is known; each ending, and what is left of one. */
  const ENDINGS = [...new Set(["ies", "ing", "ation", "ment", "ness", "able", "ed", "er", "ly", "ity"]
    .flatMap((ending) => [...ending].map((_, at) => ending.slice(at)))), ""];

  /**
   * A pattern, and those that find what it means: terms are stems, so that of `image*` neither `image` nor `images`
   * is among them, but `imag`. Fewer than three letters tell nothing of how a word ends.
   */
  function patterns(pattern) {
    const [, before, last, open] = /^(.*\*|)([^*]{3,})(\*?)$/s.exec(pattern.replace(/\*+/g, "*")) ?? [];
    if (last === undefined) return [pattern];
    const covered = (term) => (open ? term.startsWith(last) : term === last);
    const stems = (open ? ENDINGS : [""]).map((ending) => stem(last + ending));
    const others = new Set(stems.filter((term) => term.length > 1 && !covered(term)));
    return [pattern, ...[...others].map((term) => before + term)];
  }

  /** Those of a pattern's patterns that match some term. lunr gives up at the first that does not. */
  function present(pattern, vocabulary) {
    const matching = patterns(pattern).filter((one) => vocabulary.some(fits(one)));
    return matching.length ? matching : [pattern];
  }

  /** What is looked for in place of a term that was typed. */
  const meant = (term, vocabulary) => (term.includes("*") ? present(term, vocabulary) : [stem(term)]);

  const node = () => ({ isEnd: false, edges: {} });

  /** Letters that follow each other, as they stand in a word or, with stars, in a pattern. */
  function add(root, word, stars) {
    let at = root;
    for (let place = 0; place < word.length; place++) {
      const letter = word[place];
      if (stars && letter === "*") at.edges[letter] = at;
      else at = at.edges[letter] ??= node();
      if (stars) at.isEnd = place === word.length - 1;
    }
    at.isEnd ||= !stars;
    return root;
  }

  /** What a pattern matches among words, in the order in which lunr's token sets give it: ranks are sums in that order. */
  function matching(pattern, words) {
    const root = node();
    const all = words.reduce((all, word) => add(all, word, false), node());
    const steps = [[add(node(), pattern, true), all, root]];
    while (steps.length) {
      const [asked, had, found] = steps.pop();
      // Several stars lead here in many ways, and all of them go on alike.
      if (had.met?.has(asked)) continue;
      (had.met ??= new Set()).add(asked);
      for (const sign of Object.keys(asked.edges)) {
        for (const letter of sign === "*" ? Object.keys(had.edges) : had.edges[sign] ? [sign] : []) {
          const [next, own] = [asked.edges[sign], had.edges[letter]];
          const both = found.edges[letter] ??= node();
          both.isEnd ||= next.isEnd && own.isEnd;
          steps.push([next, own, both]);
        }
      }
    }
    const ends = [];
    const open = [["", root]];
    while (open.length) {
      const [word, { isEnd, edges }] = open.pop();
      if (isEnd) ends.push(word);
      for (const [letter, next] of Object.entries(edges)) open.push([word + letter, next]);
    }
    return ends;
  }

  /**
   * What a clause with wildcards or edits matches among terms, in lunr's order.
   * @param {string[]} terms sorted
   */
  function among({ term, editDistance }, terms) {
    if (!editDistance) return matching(term, terms.filter(fits(term)));
    // Labels and numbers of lunr's token sets collide where edges are digits, unless numbers are long.
    root.lunr.TokenSet._nextId = 1e9;
    // lunr looks whether there is a distance, not what it is.
    return root.lunr.TokenSet.fromArray(terms).intersect(root.lunr.TokenSet.fromClause({ term, editDistance })).toArray();
  }


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

  /** What may match a clause with wildcards or edits; lunr decides among these. */
  function candidates(clause, vocabulary) {
    const of = (pattern, words) => among({ ...clause, term: pattern }, words);
    if (!clause.editDistance) {
      return patterns(clause.term).flatMap((pattern) => of(pattern, vocabulary.filter(fits(pattern))));
    }
    const term = clause.usePipeline ? stem(clause.term) : clause.term;
    return of(term, vocabulary.filter((word) => isNear(term, word, 2 * clause.editDistance)));
  }

  root.SearchSyntax = { needsLunr, read, fits, patterns, present, meant, among, candidates, isNear };
  if (typeof module !== "undefined") module.exports = root.SearchSyntax;
})(typeof self !== "undefined" ? self : globalThis);
