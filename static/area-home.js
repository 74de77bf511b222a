// The first part of the home page for a reader who picked an area: what is new there, and what waits.

import { fresh, gathered, isEmpty, link, load, make } from "./area-store.js";

/** Rows that are shown of each. */
const SHOWN = 10;

const section = document.getElementById("area");
const area = load();

const row = (title, href, ...meta) => make("li", {}, link(title, href), " ", make("span", { className: "meta", textContent: meta.filter(Boolean).join(" · ") }));

function list(heading, rows, none) {
  const parts = [make("div", { className: "head" }, make("h2", { textContent: heading }), make("p", {}, link(t("area-change"), "area/")))];
  if (rows.length) parts.push(make("ul", { className: "superseded" }, ...rows.slice(0, SHOWN)));
  else parts.push(make("p", { className: "empty", textContent: none }));
  if (rows.length > SHOWN) {
    const more = make("details", {}, make("summary", { textContent: t("and-more", { count: rows.length - SHOWN }) }), make("ul", { className: "superseded" }, ...rows.slice(SHOWN)));
    parts.push(more);
  }
  return parts;
}

async function start() {
  section.hidden = false;
  section.append(make("h2", { textContent: t("my-area-here") }), make("p", { className: "empty", textContent: t("area-loading") }));
  const { news, waiting, isWhole } = await gathered(area);
  const found = fresh(news);
  section.replaceChildren(
    ...list(t("area-new", { count: found.length }), found.map(({ title, href, day, of }) => row(title, href, day, of)), t("area-nothing-new")),
    ...list(t("area-waiting", { count: waiting.length }), waiting.map(({ title, href, version, state, since, why }) => row(title, href, version, state, t("since-day", { day: since }), why)), t("area-nothing-waits")),
    ...(isWhole ? [] : [make("p", { className: "note", textContent: t("area-some-failed") })]),
  );
}

if (section && !isEmpty(area)) {
  await start().catch(() => section.replaceChildren(make("p", { className: "note", textContent: t("area-all-failed") })));
}
