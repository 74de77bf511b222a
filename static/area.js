// The page on which a reader picks an area. Names are offered from the lists that the site has.

import { acquaint, checked, isEmpty, KINDS, link, load, make, picks, root, save } from "./area-store.js";

/** Parts of a long list that are read for names. */
const PARTS = 20;
const LABELS = { subsystems: "Subsystem", people: "Person", companies: "Company or domain", words: "Word of a title" };
const ONE = { subsystems: "subsystem", people: "person", companies: "company or domain" };

const form = document.getElementById("pick");
const told = document.getElementById("told");
let area = load();
/** The pages of each kind by name, once they are wanted. */
const known = new Map();

/** The names in a list of the site, and where they lead. */
async function readNames(folder) {
  const names = new Map();
  let at = new URL(folder, root).href;
  for (let part = 0; at && part < PARTS; part += 1) {
    const response = await fetch(at);
    if (!response.ok) break;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const anchor of page.querySelectorAll("main a[href]")) {
      const href = new URL(anchor.getAttribute("href"), at).href.slice(root.href.length);
      const name = anchor.textContent.trim();
      const isPart = href.includes("/page_") || href === folder;
      if (href.startsWith(folder) && !isPart && !names.has(name)) names.set(name, href);
    }
    const next = page.querySelector('.pager a[rel="next"]')?.getAttribute("href");
    at = next && new URL(next, at).href;
  }
  return names;
}

function namesOf(kind) {
  if (!known.has(kind)) known.set(kind, readNames(KINDS[kind]).catch(() => new Map()));
  return known.get(kind);
}

async function offer() {
  const kind = form.elements.namedItem("kind").value;
  const names = kind in KINDS ? [...(await namesOf(kind)).keys()] : [];
  document.getElementById("offered").replaceChildren(...names.map((value) => make("option", { value })));
}

/** The page of what somebody wrote: a name of the list, or the address of the page itself. */
async function find(kind, text) {
  const names = await namesOf(kind);
  const name = names.has(text) ? text : [...names.keys()].find((own) => own.toLowerCase() === text.toLowerCase());
  const href = text.startsWith(root.href) ? text.slice(root.href.length).replace(/[?#].*$/u, "") : names.get(name);
  const response = href?.startsWith(KINDS[kind]) ? await fetch(new URL(href, root)) : undefined;
  if (!response?.ok) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const feeds = [...page.querySelectorAll('link[type="application/atom+xml"]')].map((feed) => new URL(feed.getAttribute("href"), response.url).href);
  const feed = feeds.includes(new URL(`${href}atom.xml`, root).href);
  return { name: name ?? page.querySelector("main h1")?.textContent.trim() ?? text, href, feed };
}

function tell(text) {
  told.textContent = text;
}

function keep(text) {
  tell(save(area) ? text : `${text} Your browser does not keep it after this page.`);
  show();
}

async function add() {
  const kind = form.elements.namedItem("kind").value;
  const box = form.elements.namedItem("what");
  const text = box.value.trim();
  if (!text) return;
  if (kind in KINDS) {
    const found = await find(kind, text);
    if (!found) return tell(`There is no ${ONE[kind]} “${text}” in the list. The address of its page will do as well.`);
    if (!area[kind].some(({ href }) => href === found.href)) area[kind].push(found);
  } else if (!area.words.includes(text)) area.words.push(text);
  area = checked(area);
  box.value = "";
  await acquaint(area).catch(() => undefined);
  keep(`“${text}” is in your area.`);
  box.focus();
}

function remove(kind, at) {
  area[kind].splice(at, 1);
  keep("Removed.");
  form.elements.namedItem("what").focus();
}

function show() {
  const rows = Object.keys(LABELS).flatMap((kind) => area[kind].map((pick, at) => {
    const name = typeof pick === "string" ? pick : pick.name;
    const button = make("button", { type: "button", textContent: "Remove" });
    button.setAttribute("aria-label", `Remove ${name}`);
    button.addEventListener("click", () => remove(kind, at));
    const label = make("span", { className: "meta", textContent: ` ${LABELS[kind].toLowerCase()} ` });
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
    area = { ...area, subsystems, people, companies, words };
    await acquaint(area).catch(() => undefined);
    keep(isEmpty(area) ? "The file holds no area." : "Your area is that of the file.");
  } catch {
    tell("The file is not an exported area.");
  }
}

if (form) {
  form.hidden = false;
  document.getElementById("files").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void add().catch(() => tell("The list could not be loaded."));
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
