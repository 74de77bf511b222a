// The page on which a reader picks an area. Names are offered from the lists that the site has.

import { acquaint, checked, empty, isEmpty, isPage, KINDS, link, load, make, MOST, picks, root, save } from "./area-store.js";

/** Parts of a long list that are read for names. */
const PARTS = 20;
/** Of several with one name, so many are named. */
const NAMED = 10;
const LABELS = { subsystems: t("area-subsystem"), people: t("area-person"), companies: t("area-company"), words: t("area-word") };

const form = document.getElementById("pick");
const told = document.getElementById("told");
let area = load();
/** The pages of each kind by name, once they are wanted. */
const known = new Map();

/** The pages of a list of the site by name, and what else tells each from others: an address, or the end of its own. */
async function readPages(folder) {
  const pages = new Map();
  let at = new URL(folder, root).href;
  for (let part = 0; at && part < PARTS; part += 1) {
    const response = await fetch(at);
    if (!response.ok) break;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const anchor of page.querySelectorAll("main a[href]")) {
      const href = new URL(anchor.getAttribute("href"), at).href.slice(root.href.length);
      const name = anchor.textContent.trim();
      const isPart = href.includes("/page_") || href === folder;
      if (!href.startsWith(folder) || isPart) continue;
      const email = anchor.parentElement.querySelector(".email")?.textContent.trim();
      const same = pages.get(name) ?? pages.set(name, new Map()).get(name);
      if (!same.has(href)) same.set(href, email || href.slice(folder.length).replace(/\/$/u, ""));
    }
    const next = page.querySelector('.pager a[rel="next"]')?.getAttribute("href");
    at = next && new URL(next, at).href;
  }
  return pages;
}

/** Names, and where they lead; those that several have, each with the names by which one of them is meant. */
async function readNames(folder) {
  const [names, several] = [new Map(), new Map()];
  for (const [name, pages] of await readPages(folder)) {
    const own = ([href, more]) => [pages.size > 1 ? `${name} (${more})` : name, href];
    const all = [...pages].map(own);
    for (const [one, href] of all) names.set(one, href);
    if (all.length > 1) several.set(name.toLowerCase(), all.map(([one]) => one));
  }
  return { names, several };
}

function namesOf(kind) {
  if (!known.has(kind)) known.set(kind, readNames(KINDS[kind]).catch(() => ({ names: new Map(), several: new Map() })));
  return known.get(kind);
}

async function offer() {
  const kind = form.elements.namedItem("kind").value;
  const names = kind in KINDS ? [...(await namesOf(kind)).names.keys()] : [];
  document.getElementById("offered").replaceChildren(...names.map((value) => make("option", { value })));
}

/** What a page is called where the site will be published, and where that site begins. */
const canonicalOf = (page) => page.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? "";
const published = canonicalOf(document).replace(/area\/$/u, "");

/** What a page calls itself: one that has moved names the page that it leads to. */
function ownHref(page, href) {
  const own = canonicalOf(page);
  return own && published && own.startsWith(published) ? own.slice(published.length) : href;
}

async function readPage(href) {
  const response = await fetch(new URL(href, root));
  return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : undefined;
}

/** The page of what somebody wrote: a name of the list, or the address of the page itself. */
async function find(kind, text) {
  const { names, several } = await namesOf(kind);
  const lower = text.toLowerCase();
  const name = names.has(text) || several.has(lower) ? text : [...names.keys()].find((own) => own.toLowerCase() === lower);
  const asked = text.startsWith(root.href) ? text.slice(root.href.length).replace(/[?#].*$/u, "") : names.get(name);
  if (!asked || !isPage(kind, asked)) return undefined;
  let page = await readPage(asked);
  const href = page && ownHref(page, asked);
  if (!page || !isPage(kind, href)) return undefined;
  if (href !== asked) page = await readPage(href);
  if (!page) return undefined;
  const feeds = [...page.querySelectorAll('link[type="application/atom+xml"]')].map((feed) => new URL(feed.getAttribute("href"), new URL(href, root)).href);
  const feed = feeds.includes(new URL(`${href}atom.xml`, root).href);
  return { name: name ?? page.querySelector("main h1")?.textContent.trim() ?? text, href, feed };
}

function tell(text) {
  told.textContent = text;
}

function keep(text) {
  tell(save(area) ? text : `${text} ${t("area-forgotten")}`);
  show();
}

const has = (kind, picked) => area[kind].some((own) => (typeof own === "string" ? own === picked : own.href === picked.href));

async function add() {
  const kind = form.elements.namedItem("kind").value;
  const box = form.elements.namedItem("what");
  const text = box.value.trim();
  if (!text) return;
  const picked = kind in KINDS ? await find(kind, text) : text;
  const several = kind in KINDS && !picked ? (await namesOf(kind)).several.get(text.toLowerCase()) : undefined;
  if (several) return tell(t("area-several", { name: text, names: several.slice(0, NAMED).join("; ") }));
  if (!picked) return tell(t("area-unknown", { kind: LABELS[kind], name: text }));
  area = load();
  if (!has(kind, picked)) {
    if (area[kind].length >= MOST) return tell(t("area-full", { count: MOST }));
    area[kind].push(picked);
    area = checked(area);
    if (!has(kind, picked)) {
      area = load();
      return tell(t("area-long"));
    }
    save(area);
    await acquaint({ ...empty(), [kind]: [picked] }).catch(() => undefined);
    area = load();
  }
  box.value = "";
  keep(t("area-added", { name: text }));
  box.focus();
}

function remove(kind, picked) {
  area = load();
  area[kind] = area[kind].filter((own) => (typeof own === "string" ? own !== picked : own.href !== picked.href));
  keep(t("area-removed"));
  form.elements.namedItem("what").focus();
}

function show() {
  const rows = Object.keys(LABELS).flatMap((kind) => area[kind].map((pick) => {
    const name = typeof pick === "string" ? pick : pick.name;
    const button = make("button", { type: "button", textContent: t("area-remove") });
    button.setAttribute("aria-label", t("area-remove-one", { name }));
    button.addEventListener("click", () => remove(kind, pick));
    const label = make("span", { className: "meta", textContent: ` ${LABELS[kind]} ` });
    return make("li", {}, typeof pick === "string" ? name : link(name, pick.href), label, button);
  }));
  document.getElementById("picked").replaceChildren(...rows);
  document.getElementById("none").hidden = !isEmpty(area);
}

/** Gives the reader a file that is made here. */
function give(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

function exportAll() {
  const { subsystems, people, companies, words } = area;
  give("area.json", "application/json", `${JSON.stringify({ subsystems, people, companies, words }, null, 1)}\n`);
}

/** The feeds of what was picked, for feed readers. */
function exportFeeds() {
  const list = document.implementation.createDocument(null, "opml");
  list.documentElement.setAttribute("version", "2.0");
  const add = (parent, tag, attributes = {}) => {
    const element = list.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return parent.appendChild(element);
  };
  const head = add(list.documentElement, "head");
  add(head, "title").textContent = document.title;
  const body = add(list.documentElement, "body");
  for (const { name, href } of picks(area).filter(({ feed }) => feed)) {
    const xmlUrl = new URL(`${href}atom.xml`, root).href;
    add(body, "outline", { type: "rss", text: name, title: name, xmlUrl, htmlUrl: new URL(href, root).href });
  }
  give("area.opml", "text/x-opml", `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(list)}\n`);
}

async function importAll(file) {
  try {
    const { subsystems, people, companies, words } = checked(JSON.parse(await file.text()));
    const imported = { subsystems, people, companies, words };
    area = load();
    const added = empty();
    for (const kind of Object.keys(imported)) added[kind] = imported[kind].filter((picked) => !has(kind, picked));
    area = { ...area, ...imported };
    save(area);
    await acquaint(added).catch(() => undefined);
    area = load();
    keep(isEmpty(area) ? t("area-no-picks") : t("area-imported"));
  } catch {
    tell(t("area-bad-file"));
  }
}

if (form) {
  form.hidden = false;
  document.getElementById("files").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void add().catch(() => tell(t("area-failed")));
  });
  form.elements.namedItem("kind").addEventListener("change", () => void offer());
  form.elements.namedItem("what").addEventListener("focus", () => void offer(), { once: true });
  document.getElementById("export").addEventListener("click", exportAll);
  document.getElementById("feeds").addEventListener("click", exportFeeds);
  document.getElementById("import").addEventListener("change", ({ target }) => {
    if (target.files[0]) void importAll(target.files[0]);
    target.value = "";
  });
  show();
}
