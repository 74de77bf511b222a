// What a reader does on the search page: types, chooses filters, goes back and forward, walks through the results. `search.js` loads
// this behind the first results, and has what is asked and shown: the desk.
//
// A keystroke or a filter reads the form, writes it into the address and asks; going back or forward writes the address into the form.

/** Milliseconds: after a keystroke; until the number of results of a search is spoken. */
const PAUSE = 80;
const SPEAK = 900;

const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
let desk;

/** @param {object} state as in search.js */
function addressOf({ q, texts, sort, filters }) {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  for (const facet of desk.facets) for (const value of filters[facet]) query.append(facet, value);
  if (texts) query.set("texts", "1");
  if (sort) query.set("sort", sort);
  return `${location.pathname}${query.size ? `?${query}` : ""}`;
}

const ofAddress = () => desk.read(new URLSearchParams(location.search));

/**
 * A finished search, and the first keystroke after it, get an entry in the history; the keystrokes after that change
 * it. So going back leads from search to search, never from letter to letter.
 */
function writeAddress(state, finished) {
  const address = addressOf(state);
  if (address === location.pathname + location.search) {
    desk.settled ||= finished;
    return;
  }
  const push = (finished || desk.settled) && location.search !== "";
  history[push ? "pushState" : "replaceState"]({ limit: desk.limit }, "", address);
  desk.settled = finished;
}

/** What the form says is searched for. */
function changed(finished) {
  clearTimeout(desk.timers.pause);
  desk.limit = desk.first;
  desk.reach = -1;
  const state = desk.readForm();
  writeAddress(state, finished);
  desk.ask(state);
}

/** Asks for names that complete what was typed, once. */
function askNames() {
  if (desk.prefix) desk.post({ type: "names", id: desk.asked, prefix: desk.prefix });
  desk.prefix = null;
}

function withoutNames() {
  desk.view.showTrouble(t("search-names-failed"));
}

/** What follows an answer that the page shows. */
function heard(answer) {
  const { view, box, timers } = desk;
  if (desk.reach >= 0 && answer.results.length > desk.reach) {
    byId("results").children[desk.reach]?.querySelector("a").focus({ preventScroll: true });
    desk.reach = -1;
  }
  if (!answer.done) return;
  askNames();
  if (!answer.total && !answer.failed.length) showNothing(view.state);
  // There is nothing to go to.
  if (desk.reach >= 0 && answer.total === 0) box.focus();
  desk.reach = -1;
  timers.speak = setTimeout(() => speak(answer), SPEAK);
  if (desk.scroll) scrollTo(0, desk.scroll);
  desk.scroll = 0;
}

/** For those who hear the page. */
function speak(answer) {
  const { q } = desk.view.state;
  const sum = desk.view.sum(answer);
  byId("heard").textContent = q ? t("search-sum-for", { sum, what: q }) : sum;
}

function showNothing({ q, texts, filters }) {
  const filtered = desk.facets.some((facet) => filters[facet].length);
  const where = () => (texts ? t("search-none-anywhere", { query: q }) : t("search-none-in-titles", { query: q }));
  // A field or a phrase says itself where it is looked for.
  const none = () => (/\w:\S|"/.test(q) ? t("search-none-for", { query: q }) : where());
  const what = q ? none() : t("search-none");
  byId("nothing").hidden = false;
  byId("nothing").firstElementChild.textContent = filtered ? t("search-with-filters", { what }) : `${what}.`;
  byId("unfilter").parentElement.hidden = !filtered;
  byId("deepen").parentElement.hidden = texts;
}

/** Before a search, the page shows what can be typed, once; where that cannot be loaded, a link leads to it. */
async function help() {
  if (desk.helped) return;
  desk.helped = true;
  try {
    const response = await fetch(`${desk.root}search/syntax/`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    byId("syntax").append(...page.getElementById("syntax").children);
  } catch {
    desk.helped = false;
  }
  byId("start").classList.remove("waiting");
}

function again() {
  const { view, timers } = desk;
  byId("trouble").hidden = true;
  desk.box.focus();
  timers.slow = setTimeout(() => view.showSlow(true), 700);
  desk.post({ type: "retry" });
}

/** Where arrows lead, from top to bottom. */
function stops() {
  return [...document.querySelectorAll("#names a, #found > div :is(a, button)")].filter((stop) => stop.checkVisibility());
}

/** Which result has the focus; -1 if none has it. */
const focusedResult = () => [...byId("results").children].findIndex((row) => row.contains(document.activeElement));

/** Arrows go through the results. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const all = [desk.box, ...stops()];
  const at = all.indexOf(document.activeElement);
  if (at < 0 || (at === 0 && step < 0)) return;
  event.preventDefault();
  all[Math.min(at + step, all.length - 1)].focus();
}

function escape(event) {
  if (event.key !== "Escape" || event.isComposing) return;
  const { box } = desk;
  if (document.activeElement !== box) {
    box.focus();
    box.select();
  } else if (box.value) {
    event.preventDefault();
    box.value = "";
    changed(false);
  }
}

/** Buttons, each by its name. */
const PRESSED = {
  again,
  more() {
    desk.reach = desk.limit;
    desk.limit += desk.step;
    history.replaceState({ limit: desk.limit }, "");
    desk.ask(desk.readForm());
  },
  unfilter() {
    desk.view.showFilters(Object.fromEntries(desk.facets.map((facet) => [facet, []])));
    changed(true);
    desk.reach = 0;
  },
  deepen() {
    desk.form.elements.namedItem("texts").checked = true;
    changed(true);
    desk.reach = 0;
  },
};

function listen() {
  const { form, box, view, timers } = desk;
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
  byId("filters").addEventListener("toggle", () => {
    if (!desk.counts && desk.asked && view.showsFilters()) desk.ask(desk.readForm());
  });
  for (const [button, act] of Object.entries(PRESSED)) byId(button).addEventListener("click", act);
  document.addEventListener("keydown", walk);
  document.addEventListener("keydown", escape);
  addEventListener("popstate", (event) => {
    // A step to a place on the page, such as its content, is no other search.
    if (addressOf(ofAddress()) !== addressOf(desk.readForm())) desk.follow(event.state);
  });
  addEventListener("pagehide", () => history.replaceState({ limit: desk.limit, scroll: scrollY, at: focusedResult() }, ""));
}

/** @param {object} given the desk of search.js */
export function attend(given) {
  desk = given;
  Object.assign(desk, { heard, askNames, withoutNames, help });
  desk.receive.names = ({ names }) => {
    if (names.length || desk.view.filters) desk.view.later((filters) => filters.showNames(names));
  };
  listen();
  // What was typed before this was there.
  const isChanged = addressOf(desk.readForm()) !== addressOf(ofAddress());
  if (isChanged) changed(false);
  else if (desk.answer) heard(desk.answer);
  else if (!byId("start").hidden) help();
}
