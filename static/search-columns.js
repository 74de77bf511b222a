/**
 * The columns of the search: which documents pass the filters, and how many there are for each value. Kinds and years
 * follow from a document's number; lists, authors, states and last days are in files of their own, by ranges of numbers.
 */
"use strict";

(function (root) {
  const Terms = root.SearchParts || require("./search-terms.js");

  const KIND_LABELS = ["Series", "Authors", "Subsystems", "Digests"];
  const [SERIES, DIGEST] = [0, 3];
  const FACETS = ["kind", "state", "year", "list", "author"];
  const DAY = 86_400_000;
  /** Authors to filter by, at most. */
  const MOST_AUTHORS = 12;

  class Columns {
    #rows = new Map();
    #loaded = new Set();

    constructor({ columns, lists }) {
      this.about = columns;
      this.lists = lists;
    }

    /** The files that have these results. */
    of(ranked) {
      return new Set(ranked.filter(({ ref }) => this.#has(Terms.kindOf(ref))).map(({ ref }) => this.#fileOf(ref)));
    }

    /** The files that have all series. */
    ofAll() {
      const files = Math.ceil(this.about.ends[SERIES] / this.about.column_span);
      return Array.from({ length: files }, (_, block) => `${Terms.LETTERS[SERIES]}${block}`);
    }

    /** @param {(path: string, reading: (text: string) => any) => Promise<any>} load gives null where it fails */
    async load(names, load) {
      await Promise.all([...names].filter((name) => !this.#loaded.has(name)).map(async (name) => {
        const rows = await load(`search/columns/${name}.json`, (text) => this.#read(JSON.parse(text), name));
        if (!rows) return;
        this.#loaded.add(name);
        for (const [ref, row] of rows) this.#rows.set(ref, row);
      }));
    }

    /** All documents; of series, which have gaps between their numbers, those whose columns were loaded. */
    refs() {
      const rest = this.about.ends.flatMap((end, kind) =>
        kind === SERIES ? [] : Array.from({ length: end }, (_, place) => Terms.refOf(kind, place)));
      const series = [...this.#rows.keys()].filter((ref) => Terms.kindOf(ref) === SERIES);
      return [...series.sort((a, b) => a - b), ...rest];
    }

    /** Results that pass the filters, and how many would for each value of each filter. */
    filtered(ranked, filters) {
      const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
      const kept = ranked.filter(({ ref }) => {
        const values = this.#values(ref);
        const missed = FACETS.filter((name) =>
          filters[name].length > 0 && !values[name].some(([value]) => filters[name].includes(value)));
        for (const name of FACETS) {
          if (missed.some((other) => other !== name)) continue;
          for (const [value, label] of values[name]) {
            const facet = counts[name].get(value) ?? { value, label, count: 0 };
            facet.count++;
            counts[name].set(value, facet);
          }
        }
        return missed.length === 0;
      });
      return { kept, facets: facetsOf(counts) };
    }

    #has(kind) {
      return kind === SERIES || (kind === DIGEST && this.lists.length > 1);
    }

    #fileOf(ref) {
      return `${Terms.LETTERS[Terms.kindOf(ref)]}${Math.floor(Terms.placeOf(ref) / this.about.column_span)}`;
    }

    /** The state of a series and the day of its last mail, where they are known. */
    life(ref) {
      const { state, moved } = this.#rows.get(ref) ?? {};
      if (moved === undefined) return {};
      const [word, label] = this.about.states[state];
      return { state: { word, label }, moved: new Date(moved * DAY).toISOString().slice(0, 10) };
    }

    /** Results by the day of their last mail, the latest first; what has none comes last. */
    sorted(ranked) {
      const moved = ({ ref }) => this.#rows.get(ref)?.moved ?? -Infinity;
      return [...ranked].sort((a, b) => (moved(a) === moved(b) ? 0 : moved(b) > moved(a) ? 1 : -1));
    }

    /** Rows of lists, authors and lives, by document. */
    #read({ numbers, authors, names, lists, states, moved }, name) {
      const kind = Terms.LETTERS.indexOf(name[0]);
      let place = Number(name.slice(1)) * this.about.column_span;
      return numbers.map((distance, at) => {
        place += distance;
        return [Terms.refOf(kind, place), { author: names[authors[at]], lists: lists[at], state: states[at], moved: moved[at] }];
      });
    }

    /** What a document counts for: values and labels, by filter. */
    #values(ref) {
      const kind = Terms.kindOf(ref);
      const { series_years, digest_years } = this.about;
      const years = kind === SERIES ? series_years : kind === DIGEST ? digest_years : [];
      const year = years.findLast(([, first]) => first <= Terms.placeOf(ref));
      const row = this.#rows.get(ref);
      const only = this.lists.length === 1 && (kind === SERIES || kind === DIGEST);
      const own = only ? [0] : row?.lists ?? [];
      return {
        kind: [[Terms.KINDS[kind], KIND_LABELS[kind]]],
        year: year ? [[String(year[0]), String(year[0])]] : [],
        state: row?.state === undefined ? [] : [this.about.states[row.state].slice(0, 2)],
        list: own.map((list) => [this.lists[list], this.lists[list]]),
        author: row?.author ? [row.author] : [],
      };
    }
  }

  function facetsOf(counts) {
    const byCount = (a, b) => b.count - a.count || (a.label < b.label ? -1 : 1);
    const order = (a, b) => Terms.KINDS.indexOf(a.value) - Terms.KINDS.indexOf(b.value);
    return {
      kind: [...counts.kind.values()].sort(order),
      state: [...counts.state.values()].sort(byCount),
      year: [...counts.year.values()].sort((a, b) => Number(b.value) - Number(a.value)),
      list: [...counts.list.values()].sort(byCount),
      author: [...counts.author.values()].sort(byCount).slice(0, MOST_AUTHORS),
    };
  }

  root.SearchColumns = Columns;
  if (typeof module !== "undefined") module.exports = Columns;
})(typeof self !== "undefined" ? self : globalThis);
