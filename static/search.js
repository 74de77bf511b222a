// The search page: what the address asks for, and answers. What a reader does then is in `search-form.js`, which comes behind the
// first results; they do not wait for it.
//
// The form is the state: an answer is shown unless something newer was asked since.
//
// In a site, this is the last part of the one script of the search page, behind the engine and `View` from search-view.js. The
// engine runs in a worker of the same script: what a browser has loaded for the page it need not load again.
"use strict";

/**
 * @typedef {{kind: string[], state: string[], year: string[], list: string[], author: string[]}} Filters
 * @typedef {{q: string, texts: boolean, sort: string, filters: Filters}} State
 */

const FACETS = ["kind", "state", "year", "list", "author"];
const SORTS = ["moved"];
/** Results shown at first, which a reader may wait for on a slow line, and with each "Show more". */
const FIRST = 10;
const STEP = 20;
/** Milliseconds until a search is called slow. */
const SLOW = 700;

const root = new URL("../", location.href).href;
const page = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
// As `site.js` does, which comes later here. A browser may forbid to keep anything.
try {
  const chosen = localStorage.getItem("lorepress-colours");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.colours = chosen;
} catch {
  // The system decides.
}
// What is below what will be found has its place before the page is first shown.
if (new URLSearchParams(location.search).get("q")) document.documentElement.classList.add("asked");

/** What is asked and shown; the form's script goes on with it. */
const desk = {
  root, ask, read, readForm, follow, facets: FACETS, first: FIRST, step: STEP, timers: {},
  /** The page has what the engine needs first. */
  manifest: page.then(() => byId("index")?.textContent),
  /** The number of the newest question, how many results it wants, and its last answer. */
  asked: 0,
  limit: FIRST,
  answer: null,
  /** Whether it wants the filters' counts, which take longer to load than what they count. */
  counts: false,
  receive: {
    answer({ answer }) {
      desk.answer = answer;
      desk.view.showAnswer(answer, desk.limit, STEP);
      requestAnimationFrame(() => setTimeout(() => desk.post({ type: "drawn" })));
      if (answer.done) quieten();
      if (answer.done || answer.results.length >= desk.limit) goOn();
      desk.heard?.(answer);
    },
    trouble({ about, message }) {
      if (about === "names") return desk.withoutNames();
      quieten();
      desk.view.showFailure(message ? t("search-broken-because", { message }) : t("search-broken"));
      goOn();
    },
  },
};

/** Where no worker runs, as for files of this machine, the page itself searches. */
function inPage() {
  const post = searchService(root, hear, (src, name) => new Promise((resolve, reject) => {
    document.head.append(make("script", { src, onload: () => resolve(self[name]), onerror: reject }));
  }));
  desk.manifest.then((text) => post({ type: "manifest", text }));
  return post;
}

/** What searches, next to the page: on a phone the first search alone would keep the page busy for longer than one can bear. */
function inWorker() {
  try {
    const worker = new Worker(document.currentScript.src);
    desk.manifest.then((text) => worker.postMessage({ type: "manifest", text }));
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      desk.post = inPage();
      if (desk.asked && !desk.answer?.done) ask(readForm());
    };
    return (message) => worker.postMessage(message);
  } catch {
    return inPage();
  }
}

desk.post = inWorker();

function hear(data) {
  if (data.id === desk.asked) desk.receive[data.type](data);
}

function quieten() {
  clearTimeout(desk.timers.slow);
  desk.view.showSlow(false);
}

/** Loads what answers to a reader; without it the form leads to the page of another search. */
function goOn() {
  void import(`${root}site.js`).catch(() => {});
  desk.going ??= import(`${root}search-form.js`).then(({ attend }) => attend(desk)).catch(() => {
    desk.going = null;
    byId("start").classList.remove("waiting");
  });
}

/** @returns {State} */
function read(data) {
  const q = String(data.get("q") ?? "").trim();
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, data.getAll(facet).map(String)]));
  const sort = SORTS.find((sort) => sort === data.get("sort")) ?? "";
  return { q, texts: data.get("texts") === "1", sort, filters };
}

/** @returns {State} */
function readForm() {
  return read(new FormData(desk.form));
}

/** @param {State} state */
function ask(state) {
  const { view, timers } = desk;
  desk.asked += 1;
  desk.answer = null;
  clearTimeout(timers.slow);
  clearTimeout(timers.speak);
  // Filters without words are for looking through all there is.
  if (!state.q && FACETS.every((facet) => state.filters[facet].length === 0)) {
    view.showFilters(state.filters);
    view.showStart();
    desk.help?.();
    return goOn();
  }
  desk.counts = view.showsFilters();
  timers.slow = setTimeout(() => view.showSlow(true), SLOW);
  view.expect(state);
  desk.post({ type: "search", id: desk.asked, request: { ...state, counts: desk.counts, limit: desk.limit, offset: 0 } });
  desk.prefix = state.q;
  // Who opens a search by its address has typed all of it: names come after the results.
  if (desk.asked > 1) desk.askNames?.();
}

/** The address is what counts: after opening the page, going back or going forward. */
function follow(entry) {
  const { form, box, view } = desk;
  const state = read(new URLSearchParams(location.search));
  /** Whether the address is one that going back should lead to. */
  desk.settled = true;
  desk.limit = entry?.limit ?? FIRST;
  /** Where the page was scrolled to before it was left; the result that is to have the focus, if one is. */
  desk.scroll = entry?.scroll ?? 0;
  desk.reach = entry?.at ?? -1;
  box.value = state.q;
  form.elements.namedItem("texts").checked = state.texts;
  form.elements.namedItem("sort").value = state.sort;
  view.showFilters(state.filters);
  ask(state);
}

page.then(() => {
  desk.form = byId("search");
  desk.box = desk.form.elements.namedItem("q");
  desk.view = new View(root, FACETS);
  desk.box.addEventListener("input", goOn, { once: true });
  follow(history.state);
  if (!desk.box.value) desk.box.focus();
});
