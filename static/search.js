// The search page: what is in the form, the address and the list of results, kept the same.
//
// The form is the state. A keystroke or a filter reads it, writes it into the address and asks the worker; an answer
// is shown unless something newer was asked since. Going back or forward writes the address into the form again.
//
// In a site, this is a part of the one script of the search page, which has `View` from search-view.js, and runs both in the page
// and, as its worker, with the engine: what a browser has loaded for the page it need not load for the worker.
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
/** Milliseconds: after a keystroke; until a search is called slow; until its number of results is spoken. */
const PAUSE = 80;
const SLOW = 700;
const SPEAK = 900;

const root = new URL("../", location.href).href;
/** The script runs before there is a page: it starts the engine meanwhile. */
const script = document.currentScript.src;
const page = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
// What is below what will be found has its place before the page is first shown.
if (new URLSearchParams(location.search).get("q")) document.documentElement.classList.add("asked");
/** The page has what the engine needs first. */
const manifest = page.then(() => document.getElementById("index")?.textContent);
/** @type {HTMLFormElement} */
let form;
let box;
let view;

let worker = start();
/** The number of the newest question, and how many results it wants. */
let asked = 0;
let limit = FIRST;
/** Whether it wants the filters' counts, which take longer to load than what they count. */
let counts = false;
/** The words whose names were not asked for yet. */
let prefix = null;
/** Whether the address is one that going back should lead to. */
let settled = true;
/** Where the page was scrolled to before it was left; the result that is to have the focus, if one is. */
let scroll = 0;
let reach = -1;
const timers = {};

/** @returns {State} */
const readForm = () => read(new FormData(form));

/** @returns {State} */
const readAddress = () => read(new URLSearchParams(location.search));

function read(data) {
  const q = String(data.get("q") ?? "").trim();
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, data.getAll(facet).map(String)]));
  const sort = SORTS.find((sort) => sort === data.get("sort")) ?? "";
  return { q, texts: data.get("texts") === "1", sort, filters };
}

/** @param {State} state */
function addressOf({ q, texts, sort, filters }) {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  for (const facet of FACETS) for (const value of filters[facet]) query.append(facet, value);
  if (texts) query.set("texts", "1");
  if (sort) query.set("sort", sort);
  return `${location.pathname}${query.size ? `?${query}` : ""}`;
}

/**
 * A finished search, and the first keystroke after it, get an entry in the history; the keystrokes after that change
 * it. So going back leads from search to search, never from letter to letter.
 */
function writeAddress(state, finished) {
  const address = addressOf(state);
  if (address === location.pathname + location.search) {
    settled ||= finished;
    return;
  }
  const push = (finished || settled) && location.search !== "";
  history[push ? "pushState" : "replaceState"]({ limit }, "", address);
  settled = finished;
}

/** What the form says is searched for. */
function changed(finished) {
  clearTimeout(timers.pause);
  limit = FIRST;
  reach = -1;
  const state = readForm();
  writeAddress(state, finished);
  ask(state);
}

/** @param {State} state */
function ask(state) {
  asked += 1;
  clearTimeout(timers.slow);
  clearTimeout(timers.speak);
  // Filters without words are for looking through all there is.
  if (!state.q && FACETS.every((facet) => state.filters[facet].length === 0)) {
    view.showFilters(state.filters);
    view.showStart();
    return;
  }
  const id = asked;
  counts = view.showsFilters();
  timers.slow = setTimeout(() => view.showSlow(true), SLOW);
  view.expect(state);
  worker ??= start();
  if (!worker) return showFailure();
  worker.postMessage({ type: "search", id, request: { ...state, counts, limit, offset: 0 } });
  prefix = state.q;
  // Who opens a search by its address has typed all of it: names come after the results.
  if (asked > 1) askNames();
}

/** Asks for names that complete what was typed. */
function askNames() {
  if (prefix !== null) worker?.postMessage({ type: "names", id: asked, prefix });
  prefix = null;
}

/** @returns {Worker | null} null where the browser lets none run, as for files of this machine */
function start() {
  let started;
  try {
    started = new Worker(script);
  } catch {
    return null;
  }
  manifest.then((text) => started.postMessage({ type: "manifest", text }));
  started.onmessage = ({ data }) => {
    if (data.id === asked) receive[data.type](data);
  };
  // A script that could not be loaded has no message.
  started.onerror = (event) => {
    event.preventDefault();
    if (worker === started) worker = null;
    started.terminate();
    page.then(() => showFailure(event.message));
  };
  return started;
}

const receive = {
  answer({ answer }) {
    view.showAnswer(answer, limit, STEP);
    requestAnimationFrame(() => setTimeout(() => worker?.postMessage({ type: "drawn" })));
    if (reach >= 0 && answer.results.length > reach) {
      view.focusResult(reach);
      reach = -1;
    }
    if (!answer.done) return;
    askNames();
    // There is nothing to go to.
    if (reach >= 0 && answer.total === 0) box.focus();
    reach = -1;
    clearTimeout(timers.slow);
    view.showSlow(false);
    timers.speak = setTimeout(() => view.speak(answer), SPEAK);
    if (scroll) scrollTo(0, scroll);
    scroll = 0;
  },
  names({ names }) {
    view.showNames(names);
  },
  trouble({ about, message }) {
    if (about === "search") showFailure(message);
    else view.showTrouble(t("search-names-failed"));
  },
};

function showFailure(message) {
  clearTimeout(timers.slow);
  view.showSlow(false);
  view.showFailure(message ? t("search-broken-because", { message }) : t("search-broken"));
}

function again() {
  view.hideTrouble();
  box.focus();
  if (!worker) return ask(readForm());
  timers.slow = setTimeout(() => view.showSlow(true), SLOW);
  worker.postMessage({ type: "retry" });
}

/** The address is what counts: after opening the page, going back or going forward. */
function follow(entry) {
  const state = readAddress();
  settled = true;
  limit = entry?.limit ?? FIRST;
  scroll = entry?.scroll ?? 0;
  reach = entry?.at ?? -1;
  box.value = state.q;
  form.elements.namedItem("texts").checked = state.texts;
  form.elements.namedItem("sort").value = state.sort;
  view.showFilters(state.filters);
  ask(state);
}

/** Arrows go through the results. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const stops = [box, ...view.stops()];
  const at = stops.indexOf(document.activeElement);
  if (at < 0 || (at === 0 && step < 0)) return;
  event.preventDefault();
  stops[Math.min(at + step, stops.length - 1)].focus();
}

function escape(event) {
  if (event.key !== "Escape" || event.isComposing) return;
  if (document.activeElement !== box) {
    box.focus();
    box.select();
  } else if (box.value) {
    event.preventDefault();
    box.value = "";
    changed(false);
  }
}

function listen() {
  box.addEventListener("input", () => {
    clearTimeout(timers.pause);
    timers.pause = setTimeout(changed, PAUSE, false);
  });
  // Filters belong to the form, wherever on the page they are.
  document.addEventListener("change", ({ target }) => {
    if (target.form === form && target !== box) changed(true);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(true);
  });
  view.onFilters(() => {
    if (!counts && worker && view.showsFilters()) ask(readForm());
  });
  view.on("more", () => {
    reach = limit;
    limit += STEP;
    history.replaceState({ limit }, "");
    ask(readForm());
  });
  view.on("again", again);
  view.on("unfilter", () => {
    view.showFilters(Object.fromEntries(FACETS.map((facet) => [facet, []])));
    changed(true);
    reach = 0;
  });
  view.on("deepen", () => {
    form.elements.namedItem("texts").checked = true;
    changed(true);
    reach = 0;
  });
  document.addEventListener("keydown", walk);
  document.addEventListener("keydown", escape);
  addEventListener("popstate", (event) => {
    // A step to a place on the page, such as its content, is no other search.
    if (addressOf(readAddress()) !== addressOf(readForm())) follow(event.state);
  });
  addEventListener("pagehide", () => history.replaceState({ limit, scroll: scrollY, at: view.focusedResult() }, ""));
}

page.then(() => {
  form = document.getElementById("search");
  box = form.elements.namedItem("q");
  view = new View(root, FACETS);
  listen();
  follow(history.state);
  if (!box.value) box.focus();
});
