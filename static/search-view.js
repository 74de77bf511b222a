// What the search page shows. Nothing that comes from a mail is ever read as HTML: it is all put in as text.

/**
 * @typedef {{kind: string, title: string, href: string, count: number}} Name
 * @typedef {{value: string, label: string, count: number}} Bucket
 * @typedef {{kind: string, title: string, href: string, authors: string[], subsystem?: string, date?: string,
 *   list?: string, version?: string, state?: {word: string, label: string}, moved?: string,
 *   marks: [number, number][]}} Result
 * @typedef {{done: boolean, pending: number, failed: string[], plain: boolean, total: number, near?: [string, string[]][], states?: string[],
 *   facets: Object<string, Bucket[]>, results: Result[]}} Answer
 */

/** Values of a filter that are seen at once; the rest is folded. */
const SEEN = 6;
const TITLES = { kind: "Kind", state: "State", year: "Year", list: "List", author: "Author" };
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

/** Made once: the first of all takes longer than all that it writes. */
const NUMBERS = new Intl.NumberFormat("en");

const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** An element with its properties and what is in it. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const plural = (count, one, many) => `${NUMBERS.format(count)} ${count === 1 ? one : many}`;

/** `2026-02-19` as the other pages write it. */
function dateText(iso) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso) ?? [];
  return year && MONTHS[month - 1] ? `${Number(day)} ${MONTHS[month - 1]} ${year}` : iso;
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
  return names.slice(0, 3).join(", ") + (more > 0 ? ` and ${plural(more, "other", "others")}` : "");
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

/** The filters that have values. */
function known(facets) {
  return Object.fromEntries(Object.entries(facets).filter(([, buckets]) => buckets.length));
}

class View {
  #title = document.title;
  /** What was asked. */
  #state = null;
  /** What was answered, as text, and what is still on its way. */
  #tally = "";
  #slow = false;
  #pending = 0;
  /** What the filters offer, and which of them show all of it. */
  #facets = {};
  #unfolded = new Set();

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

  /** Calls `act` when a button is pressed: `more`, `again`, `unfilter`, `deepen`. */
  on(button, act) {
    byId(button).addEventListener("click", act);
  }

  /** Calls `act` when the filters were opened or closed. */
  onFilters(act) {
    byId("filters").addEventListener("toggle", act);
  }

  showsFilters() {
    return byId("filters").open;
  }

  /** Where arrows lead, from top to bottom. */
  stops() {
    return [...document.querySelectorAll("#names a, #found > div :is(a, button)")].filter((stop) => stop.checkVisibility());
  }

  /** Which result has the focus; -1 if none has it. */
  focusedResult() {
    return [...byId("results").children].findIndex((row) => row.contains(document.activeElement));
  }

  focusResult(at) {
    byId("results").children[at]?.querySelector("a").focus({ preventScroll: true });
  }

  /** No search: what can be done here. */
  showStart() {
    for (const id of ["names", "tally", "trouble", "found"]) byId(id).hidden = true;
    byId("start").hidden = false;
    byId("start").classList.remove("waiting");
    byId("heard").textContent = "";
    byId("results").replaceChildren();
    this.#tally = "";
    document.title = this.#title;
  }

  /** A search has begun. What was found before stays until there is something better. */
  expect(state) {
    this.#state = state;
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
    if (total || done) this.#tally = this.#sum(answer);
    if (results.length || done) {
      this.#facets = done ? answer.facets : { ...this.#facets, ...known(answer.facets) };
      this.showFilters(this.#state.filters, !done && total > 1);
      replace(byId("results"), results.map((result) => this.#row(result)));
    }
    byId("more").hidden = left <= 0 || byId("results").childElementCount === 0;
    byId("more").textContent = `Show ${Math.min(step, left)} more`;
    this.#showNothing(done && !total && !failed.length);
    if (failed.length) {
      const parts = plural(failed.length, "part of the index was", "parts of the index were");
      this.showTrouble(`${parts} not loaded. There may be more to find.`);
    }
    this.#showTally();
  }

  #sum({ total, plain, failed, near = [], states = [] }) {
    const nothing = failed.length ? "Nothing found yet" : "Nothing found";
    const sum = total ? plural(total, "result", "results") : nothing;
    if (total && near.length) {
      const instead = near.map(([typed, words]) => `“${words.join("” or “")}” in place of “${typed}”, which nothing has`);
      return `${sum} for ${instead.join(", ")}`;
    }
    if (!total && states.length) return `${sum}. States are ${states.join(", ")}`;
    return plain ? `${sum}, searched as plain words` : sum;
  }

  #showTally() {
    const parts = this.#pending ? plural(this.#pending, "part", "parts") : "the index";
    const loading = this.#slow ? `still loading ${parts}…` : "";
    byId("tally").textContent = [this.#tally, loading].filter(Boolean).join(" · ") || "Searching…";
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

  hideTrouble() {
    byId("trouble").hidden = true;
  }

  /** For those who hear the page. */
  speak(answer) {
    const { q } = this.#state;
    byId("heard").textContent = `${this.#sum(answer)}${q ? ` for ${q}` : ""}`;
  }

  #showNothing(nothing) {
    const { q, texts, filters } = this.#state;
    const filtered = this.facets.some((facet) => filters[facet].length);
    const where = `in titles, people, subsystems and lists${texts ? " or in messages" : ""}`;
    // A field or a phrase says itself where it is looked for.
    const what = q ? `No results for “${q}”${/\w:\S|"/.test(q) ? "" : ` ${where}`}` : "No results";
    byId("nothing").hidden = !nothing;
    byId("nothing").firstElementChild.textContent = `${what}${filtered ? ", with these filters" : ""}.`;
    byId("unfilter").parentElement.hidden = !filtered;
    byId("deepen").parentElement.hidden = texts;
  }

  /** @param {Name[]} names */
  showNames(names) {
    const row = ({ title, href, kind, count }) => make("li", {},
      make("a", { href: this.root + href, textContent: title }), " ",
      make("span", { className: "meta", textContent: `${kind} · ${NUMBERS.format(count)}${count < 10 ? "" : "+"}` }));
    replace(byId("names").firstElementChild, names.map(row));
    byId("names").hidden = names.length === 0;
  }

  /** @param {Result} result */
  #row({ kind, title, marks, href, version, authors, subsystem, list, date, state, moved }) {
    const time = (day) => day && make("time", { dateTime: day, textContent: dateText(day) });
    const days = make("span", {}, ...(moved && moved !== date ? [time(date), ", last mail ", time(moved)] : [time(date)]));
    const shown = state && make("span", { className: `state s-${state.word}`, textContent: state.label });
    const facts = [shown, version, people(authors), subsystem, list, date && days].filter(Boolean);
    return make("li", {},
      make("p", { className: "line" }, make("a", { className: "title", href: this.root + href }, ...marked(title, marks))),
      make("p", { className: "meta" }, make("span", { className: "tag", textContent: kind }),
        ...facts.flatMap((fact, at) => [at ? " · " : " ", fact])));
  }

  /**
   * The filters: what can be chosen, and what is chosen, even where nothing has it. They have their place on the page
   * as soon as there will be some.
   */
  showFilters(chosen, coming = false) {
    const filters = byId("filters");
    const fields = this.facets.map((facet) => this.#field(facet, chosen)).filter(Boolean);
    replace(filters.lastElementChild, fields);
    filters.hidden = fields.length === 0 && !coming;
    const count = this.facets.reduce((sum, facet) => sum + chosen[facet].length, 0);
    filters.querySelector("summary .count").textContent = count ? `${count} chosen` : "";
  }

  #field(facet, chosen) {
    const values = chosen[facet];
    const offered = this.#facets[facet] ?? [];
    const unseen = values.filter((value) => !offered.some((bucket) => bucket.value === value));
    const all = [...unseen.map((value) => ({ value, label: value, count: 0 })), ...offered];
    if (all.length < 2 && !values.length) return null;
    const open = this.#unfolded.has(facet);
    const seen = open ? all : all.filter(({ value }, at) => at < SEEN || values.includes(value));
    const field = make("fieldset", {}, make("legend", { textContent: TITLES[facet] }));
    field.append(...seen.map((bucket) => this.#choice(facet, bucket, values.includes(bucket.value))));
    if (seen.length < all.length) field.append(this.#unfold(facet, all.length, chosen));
    return field;
  }

  #choice(facet, { value, label, count }, checked) {
    const input = make("input", { type: "checkbox", name: facet, value, checked });
    input.setAttribute("form", "search");
    const number = make("span", { className: "count", textContent: NUMBERS.format(count) });
    return make("label", {}, input, make("span", { textContent: label }), number);
  }

  #unfold(facet, count, chosen) {
    const button = make("button", { type: "button", textContent: `All ${NUMBERS.format(count)}` });
    button.addEventListener("click", () => {
      const at = button.parentElement.querySelectorAll("input").length;
      this.#unfolded.add(facet);
      this.showFilters(chosen);
      byId("filters").querySelectorAll(`input[name="${facet}"]`)[at]?.focus();
    });
    return button;
  }
}
