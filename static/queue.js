// Filters of a queue, kept in the address. The rows are on the page; once somebody turns to the filters, those of its further
// parts are fetched as well. What comes from mails is put in as text only.

const FIELDS = [["state", t("queue-state")], ["area", t("queue-area")], ["author", t("queue-author")], ["company", t("queue-company")], ["tag", t("queue-tag")], ["since", t("queue-since")]];
const CHECKS = [["needs", "review", t("queue-reviewed")], ["open", "comments", t("queue-open")]];

const list = document.getElementById("queue");
const form = document.getElementById("filter");
/** Becomes all rows; unset until they are wanted. */
let rest;
let isShort = false;

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** What a row can be filtered by. Of areas also those above, of days the months. */
function valuesOf(row, field) {
  const values = (row.dataset[field] ?? "").split("\n").filter(Boolean);
  if (field === "since") return values.map((day) => day.slice(0, 7));
  if (field !== "area") return values;
  return values.flatMap((area) => area.split(" › ").map((_, at, levels) => levels.slice(0, at + 1).join(" › ")));
}

const chosen = () => [...new FormData(form)].map(([name, value]) => [name, String(value)]).filter(([, value]) => value);

const isShown = (row, filters) => filters.every(([field, value]) => valuesOf(row, field).includes(value));

/** The rows of the parts of the list that this page does not have, in its place among them. */
async function loadRest() {
  const other = (link, page, at) => {
    const href = page.querySelector(`.pager a[rel="${link}"]`)?.getAttribute("href");
    return href && new URL(href, at).href;
  };
  for (const link of ["prev", "next"]) {
    let at = other(link, document, location.href);
    while (at) {
      const response = await fetch(at);
      if (!response.ok) throw new Error(at);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const rows = [...page.querySelectorAll("#queue > li")];
      for (const anchor of page.querySelectorAll("#queue a")) anchor.href = new URL(anchor.getAttribute("href"), at).href;
      if (link === "next") list.append(...rows);
      else list.prepend(...rows);
      at = other(link, page, at);
    }
  }
  document.querySelector(".pager")?.remove();
}

/** All rows, or those that could be had. */
function whole() {
  rest ??= loadRest().catch(() => (isShort = true));
  return rest;
}

/** Counts of each value among the rows that the other filters leave. */
function showChoices() {
  const filters = chosen();
  for (const [field] of FIELDS) {
    const select = form.elements.namedItem(field);
    const others = filters.filter(([name]) => name !== field);
    const counts = new Map();
    for (const row of list.children) {
      if (isShown(row, others)) for (const value of new Set(valuesOf(row, field))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const value = select.value;
    if (value && !counts.has(value)) counts.set(value, 0);
    const sorted = [...counts].sort(([a, one], [b, other]) => (field === "since" ? 0 : other - one) || (a < b ? -1 : 1));
    const option = ([value, count]) => make("option", { value, textContent: `${value} (${count})` });
    select.replaceChildren(make("option", { value: "", textContent: t("queue-all") }), ...sorted.map(option));
    select.value = value;
  }
}

function show() {
  const filters = chosen();
  let count = 0;
  for (const row of list.children) {
    row.hidden = !isShown(row, filters);
    if (!row.hidden) count += 1;
  }
  showChoices();
  const short = isShort ? `${t("queue-short")} ` : "";
  document.getElementById("tally").textContent = short + (filters.length ? t("queue-tally", { count, total: list.childElementCount }) : "");
}

function build() {
  for (const [name, label] of FIELDS) form.append(make("label", {}, `${label} `, make("select", { name })));
  for (const [name, value, label] of CHECKS) form.append(make("label", {}, make("input", { type: "checkbox", name, value }), ` ${label}`));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const query = new URLSearchParams(chosen());
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    void whole().then(show);
  });
  for (const event of ["pointerover", "focusin"]) form.addEventListener(event, () => void whole().then(show), { once: true });
}

/** The address is what counts when a page is opened. */
function follow() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) {
      field.append(make("option", { value, textContent: value }));
      field.value = value;
    } else if (field instanceof HTMLInputElement) field.checked = field.value === value;
  }
}

async function start() {
  build();
  follow();
  form.parentElement.hidden = false;
  form.parentElement.open = chosen().length > 0 || matchMedia("(min-width: 64rem)").matches;
  if (chosen().length) await whole();
  show();
}

if (list && form) await start();
