// The first part of the home page for a reader who picked an area: what is new there, and what waits.

import { fresh, gathered, isEmpty, link, load, make } from "./area-store.js";

/** Rows that are shown of each. */
const SHOWN = 10;

const section = document.getElementById("area");
const area = load();

const row = (title, href, ...meta) => make("li", {}, link(title, href), " ", make("span", { className: "meta", textContent: meta.filter(Boolean).join(" · ") }));

function list(heading, rows, none) {
  const parts = [make("div", { className: "head" }, make("h2", { textContent: heading }), make("p", {}, link("change", "area/")))];
  if (rows.length) parts.push(make("ul", { className: "superseded" }, ...rows.slice(0, SHOWN)));
  else parts.push(make("p", { className: "empty", textContent: none }));
  if (rows.length > SHOWN) {
    const more = make("details", {}, make("summary", { textContent: `and ${rows.length - SHOWN} more` }), make("ul", { className: "superseded" }, ...rows.slice(SHOWN)));
    parts.push(more);
  }
  return parts;
}

async function start() {
  section.hidden = false;
  section.append(make("h2", { textContent: "My area" }), make("p", { className: "empty", textContent: "Loading …" }));
  const { news, waiting, isWhole } = await gathered(area);
  const found = fresh(news);
  section.replaceChildren(
    ...list(`New in my area: ${found.length}`, found.map(({ title, href, day, of }) => row(title, href, day, of)), "Nothing is new since your last visit."),
    ...list(`Waiting in my area: ${waiting.length}`, waiting.map(({ title, href, version, state, since, why }) => row(title, href, version, state, `since ${since}`, why)), "Nothing waits."),
    ...(isWhole ? [] : [make("p", { className: "note", textContent: "Some of what is in your area could not be loaded." })]),
  );
}

if (section && !isEmpty(area)) {
  await start().catch(() => section.replaceChildren(make("p", { className: "note", textContent: "What is in your area could not be loaded." })));
}
