// What the search page shows, as a part of its script. Nothing that comes from a mail is ever read as HTML: it is all put in as text.

/**
 * @typedef {{kind: string, title: string, href: string, authors: string[], subsystem?: string, date?: string,
 *   list?: string, version?: string, state?: {word: string, label: string}, moved?: string,
 *   marks: [number, number][]}} Result
 * @typedef {{done: boolean, pending: number, failed: string[], plain: boolean, total: number, near?: [string, string[]][], states?: string[],
 *   facets: Object<string, object[]>, results: Result[]}} Answer
 */

const KINDS = { series: t("kind-series"), author: t("kind-author"), subsystem: t("kind-subsystem"), digest: t("kind-digest") };
/** What the index has in English. */
const STATES = {
  merged: t("state-merged"), applied: t("state-applied"), waiting: t("state-waiting"), discussed: t("state-discussed"),
  quiet: t("state-quiet"), backport: t("state-backport"),
};
const MONTHS = [t("month-1"), t("month-2"), t("month-3"), t("month-4"), t("month-5"), t("month-6"), t("month-7"), t("month-8"),
  t("month-9"), t("month-10"), t("month-11"), t("month-12")];

/** Made once: the first of all takes longer than all that it writes. */
const NUMBERS = new Intl.NumberFormat(document.documentElement.lang);

const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** An element with its properties and what is in it. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** `2026-02-19` as the other pages write it. */
function dateText(iso) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso) ?? [];
  return year && MONTHS[month - 1] ? t("date-day", { day: Number(day), month: MONTHS[month - 1], year }) : iso;
}

/** A text with some of it marked. */
function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), make("mark", { textContent: text.slice(start, end) }));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** The first few of them, and how many more. */
function people(names) {
  const more = names.length - 3;
  return names.slice(0, 3).join(", ") + (more > 0 ? ` ${t("search-others", { count: more, number: NUMBERS.format(more) })}` : "");
}

/**
 * Puts new elements in place of old ones; what had the focus has it again. If it is not there any more, what is now in its
 * place has it, or the last of them.
 */
function replace(parent, children) {
  const stops = () => [...parent.querySelectorAll("a, input, button")];
  const key = (element) => element.getAttribute("href") ?? `${element.name} ${element.value}`;
  const at = stops().indexOf(document.activeElement);
  const old = at < 0 ? null : key(document.activeElement);
  parent.replaceChildren(...children);
  if (old === null) return;
  const now = stops();
  (now.find((element) => key(element) === old) ?? now[at] ?? now.at(-1))?.focus({ preventScroll: true });
}

class View {
  #title = document.title;
  /** What was asked. */
  state = null;
  /** What was answered, as text, and what is still on its way. */
  #tally = "";
  #slow = false;
  #pending = 0;
  /** What shows filters and names, once it is there. */
  filters = null;
  #loading = null;

  /**
   * @param {string} root the site's address
   * @param {string[]} facets
   */
  constructor(root, facets) {
    this.root = root;
    this.facets = facets;
    // On a desk there is room next to the results.
    byId("filters").open = matchMedia("(min-width: 64rem)").matches;
  }

  showsFilters() {
    return byId("filters").open;
  }

  /** No search: what can be done here. */
  showStart() {
    for (const id of ["names", "tally", "trouble", "found"]) byId(id).hidden = true;
    byId("start").hidden = false;
    byId("heard").textContent = "";
    byId("results").replaceChildren();
    this.#tally = "";
    document.title = this.#title;
  }

  /** A search has begun. What was found before stays until there is something better. */
  expect(state) {
    this.state = state;
    this.#slow = false;
    this.#pending = 0;
    for (const id of ["start", "trouble"]) byId(id).hidden = true;
    for (const id of ["tally", "found"]) byId(id).hidden = false;
    byId("found").ariaBusy = "true";
    document.title = state.q ? `${state.q} · ${this.#title}` : this.#title;
    this.#showTally();
  }

  /**
   * @param {Answer} answer
   * @param {number} limit how many results were asked for
   * @param {number} step how many more may be
   */
  showAnswer(answer, limit, step) {
    const { results, total, done, failed } = answer;
    const left = total - limit;
    this.#pending = done ? 0 : answer.pending;
    byId("found").ariaBusy = String(!done);
    // An answer that still grows may not know yet what it will show: then what was there before stays.
    if (total || done) this.#tally = this.sum(answer);
    if (results.length || done) {
      this.#showFacets(answer);
      replace(byId("results"), results.map((result) => this.#row(result)));
    }
    byId("more").hidden = left <= 0 || byId("results").childElementCount === 0;
    byId("more").textContent = t("search-show-more", { count: Math.min(step, left) });
    byId("nothing").hidden = true;
    if (failed.length) {
      this.showTrouble(t("search-parts-failed", { count: failed.length, number: NUMBERS.format(failed.length) }));
    }
    this.#showTally();
  }

  /** The counts of the filters; those of a first answer wait until all of it is there. */
  #showFacets({ facets, done, total }) {
    const { filters: chosen } = this.state;
    this.filters?.offer(facets, done);
    // What is found first is often one, and more are to come.
    this.showFilters(chosen, done ? total > 1 && !this.filters : total > 0);
    if (!done || this.filters) return;
    const asked = this.state;
    this.later((filters) => {
      filters.offer(facets, done);
      if (asked === this.state) filters.show(chosen);
    });
  }

  /** How much was found, as text. */
  sum({ total, plain, failed, near = [], states = [] }) {
    const nothing = failed.length ? t("search-nothing-yet") : t("search-nothing");
    const sum = total ? t("search-total", { count: total, number: NUMBERS.format(total) }) : nothing;
    if (total && near.length) {
      const instead = near.map(([typed, words]) => t("search-near", { words: words.join(t("search-or")), typed }));
      return t("search-sum-for", { sum, what: instead.join(", ") });
    }
    if (!total && states.length) return t("search-states", { sum, states: states.join(", ") });
    return plain ? t("search-plain", { sum }) : sum;
  }

  #showTally() {
    const count = this.#pending;
    const slow = () => (count ? t("search-loading-parts", { count, number: NUMBERS.format(count) }) : t("search-loading-index"));
    const loading = this.#slow ? slow() : "";
    byId("tally").textContent = [this.#tally, loading].filter(Boolean).join(" · ") || t("search-running");
  }

  /** Whether the search takes longer than one waits without a word. */
  showSlow(slow) {
    this.#slow = slow;
    this.#showTally();
  }

  /** The search came to nothing. */
  showFailure(text) {
    byId("found").ariaBusy = "false";
    this.showTrouble(text);
  }

  showTrouble(text) {
    byId("trouble").firstElementChild.textContent = text;
    byId("trouble").hidden = false;
  }

  /** @param {Result} result */
  #row({ kind, title, marks, href, version, authors, subsystem, list, date, state, moved }) {
    const time = (day) => day && make("time", { dateTime: day, textContent: dateText(day) });
    const days = make("span", {}, ...(moved && moved !== date ? [time(date), `, ${t("search-last")} `, time(moved)] : [time(date)]));
    const shown = state && make("span", { className: `state s-${state.word}`, textContent: STATES[state.word] ?? state.label });
    const facts = [shown, version, people(authors), subsystem, list, date && days].filter(Boolean);
    return make("li", {},
      make("p", { className: "line" }, make("a", { className: "title", href: this.root + href }, ...marked(title, marks))),
      make("p", { className: "meta" }, make("span", { className: "tag", textContent: KINDS[kind] }),
        ...facts.flatMap((fact, at) => [at ? " · " : " ", fact])));
  }

  /** Shows what is chosen, even where nothing has it. What is chosen is in the form at once, whenever it is shown. */
  showFilters(chosen, coming = false) {
    const inputs = this.facets.flatMap((name) => chosen[name].map((value) => ({ type: "hidden", name, value })));
    if (this.filters) return this.filters.show(chosen, coming);
    byId("filters").hidden = !inputs.length && !coming;
    byId("filters").lastElementChild.replaceChildren(...inputs.map((input) => {
      const element = make("input", input);
      element.setAttribute("form", "search");
      return element;
    }));
  }

  /** What results do not wait for. Without it, there are neither filters nor names until the next search asks again. */
  async later(work) {
    this.#loading ??= import(`${this.root}search-filters.js`);
    try {
      const { Filters } = await this.#loading;
      const { root, facets } = this;
      this.filters ??= new Filters({ root, facets, make, replace, byId, kinds: KINDS, states: STATES, number: (count) => NUMBERS.format(count) });
      work(this.filters);
    } catch {
      this.#loading = null;
    }
  }
}
