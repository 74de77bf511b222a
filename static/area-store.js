// What a reader picked: subsystems, people, companies and words. The browser keeps it; nothing is sent. What was picked comes from
// a file that anybody may have written, and what is new comes from mails: both are put in as text, and lead only to pages of
// this site.

/** Where the site begins. */
export const root = new URL(".", import.meta.url);
const KEY = `lorepress-area ${root.pathname}`;
const SESSION = `lorepress-visit ${root.pathname}`;
/** What there is of each kind at most. */
export const MOST = 100;
/** Characters of a name: the site cuts longer ones, and says so with one more. */
const LONGEST = 301;
/** Ids of news that are remembered. */
const REMEMBERED = 5000;

/** The kinds with a page, and the folders of their pages. */
export const KINDS = { subsystems: "subsystems/", people: "authors/", companies: "domains/" };
/** @typedef {{ name: string, href: string, feed: boolean }} Pick `feed` says whether its page has one. */
/** @typedef {{ subsystems: Pick[], people: Pick[], companies: Pick[], words: string[], known: string[], pending: string[] }} Area */

export const empty = () => ({ subsystems: [], people: [], companies: [], words: [], known: [], pending: [] });

const texts = (value, most) => (Array.isArray(value) ? value.filter((text) => typeof text === "string" && text && text.length <= LONGEST).slice(0, most) : []);

/** The pages of each kind: a person and a company have one key, a subsystem has one for each level. No key has what could lead
 * elsewhere, or the underscore of a long page's parts. */
const PAGES = {
  subsystems: /^subsystems\/([a-z\d][a-z\d.-]*\/)+$/u,
  people: /^authors\/[a-z\d][a-z\d.-]*\/$/u,
  companies: /^domains\/[a-z\d-][a-z\d.-]*\/$/u,
};

export const isPage = (kind, href) => href.length <= LONGEST && PAGES[kind].test(href);

/** Only what an area can be: pages of this site, in their folders. */
export function checked(value) {
  const area = empty();
  if (typeof value !== "object" || value === null) return area;
  for (const kind of Object.keys(KINDS)) {
    const fits = (pick) => typeof pick?.name === "string" && typeof pick.href === "string" && pick.name.length <= LONGEST
      && isPage(kind, pick.href);
    const picks = Array.isArray(value[kind]) ? value[kind].filter(fits) : [];
    area[kind] = picks.slice(0, MOST).map(({ name, href, feed }) => ({ name, href, feed: feed !== false }));
  }
  area.words = texts(value.words, MOST);
  area.known = texts(value.known, REMEMBERED);
  area.pending = texts(value.pending, REMEMBERED);
  return area;
}

/** What could not be kept: a browser may forbid it, and the area then holds for the page. */
let unkept;

/** The area as it is now: another tab may have changed it since it was last asked for. */
export function load() {
  if (unkept) return checked(unkept);
  try {
    return checked(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return empty();
  }
}

/** Whether it could be kept. */
export function save(area) {
  try {
    if (isEmpty(area)) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(area));
    unkept = undefined;
    return true;
  } catch {
    unkept = area;
    return false;
  }
}

export const isEmpty = (area) => !area.words.length && Object.keys(KINDS).every((kind) => !area[kind].length);

/** All that has a page. */
export const picks = (area) => Object.keys(KINDS).flatMap((kind) => area[kind]);

async function fetched(href) {
  const response = await fetch(new URL(href, root));
  if (!response.ok && response.status !== 404) throw new Error(href);
  return response.ok ? response : undefined;
}

/** The news of a page's feed. */
async function newsOf({ name, href }) {
  const response = await fetched(`${href}atom.xml`);
  if (!response) return [];
  const feed = new DOMParser().parseFromString(await response.text(), "application/xml");
  const linkOf = (element) => [...element.children].find((child) => child.localName === "link" && child.getAttribute("rel") === "alternate")?.getAttribute("href") ?? "";
  const textOf = (element, child) => element.getElementsByTagName(child)[0]?.textContent ?? "";
  // The feed names pages as they will be published: what is before the page's own address is where that site begins.
  const own = linkOf(feed.documentElement);
  const base = own.endsWith(href) ? own.slice(0, -href.length) : own;
  return [...feed.getElementsByTagName("entry")].map((entry) => ({
    id: textOf(entry, "id"),
    title: textOf(entry, "title"),
    href: linkOf(entry).startsWith(base) ? linkOf(entry).slice(base.length) : "",
    day: textOf(entry, "updated").slice(0, 10),
    of: name,
  }));
}

/** What an area's series wait for: rows of the queue, the oldest wait first. */
async function waitingOf(area) {
  const response = await fetched("queue/index.json");
  const { queue } = response ? await response.json() : { queue: [] };
  const words = area.words.map((word) => word.toLowerCase());
  const keys = area.subsystems.map(({ href }) => href.slice(KINDS.subsystems.length, -1));
  const nameOf = new Map([...area.people, ...area.companies].map(({ href, name }) => [href, name]));
  const why = (row) => row.subsystems.find((key) => keys.some((own) => key === own || key.startsWith(`${own}/`)))
    ?? [row.author.href, ...row.asked.map(({ href }) => href), row.company_href].map((href) => nameOf.get(href)).find((name) => name !== undefined)
    ?? words.find((word) => row.title.toLowerCase().includes(word));
  return queue.map((row) => ({ ...row, href: `series/${row.series}/`, why: why(row) })).filter((row) => row.why !== undefined);
}

/** What is in an area: all news of its feeds, newest first, each once, and what waits. What cannot be loaded hides nothing else. */
export async function gathered(area) {
  let isWhole = true;
  const orNone = (loading) => loading.catch(() => {
    isWhole = false;
    return [];
  });
  const [waiting, ...feeds] = await Promise.all([waitingOf(area), ...picks(area).filter(({ feed }) => feed).map(newsOf)].map(orNone));
  const byId = new Map(feeds.flat().map((news) => [news.id, news]));
  // Of words, and of what has no feed, new versions that wait are news.
  const unfed = new Set([...area.words.map((word) => word.toLowerCase()), ...picks(area).filter(({ feed }) => !feed).map(({ name }) => name)]);
  for (const row of waiting) {
    const id = `${row.series} ${row.version}`;
    if (unfed.has(row.why)) byId.set(id, { id, title: `${row.title} ${row.version}`, href: row.href, day: row.since, of: row.why });
  }
  const news = [...byId.values()].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  return { news, waiting, isWhole };
}

const remembered = (...ids) => [...new Set(ids.flat())].slice(0, REMEMBERED);
const idsOf = ({ news }) => news.map(({ id }) => id);

/** The news that were not there at the last visit. A visit lasts as long as the tab is open. */
export function fresh(news) {
  let isSame = false;
  try {
    isSame = sessionStorage.getItem(SESSION) !== null;
    sessionStorage.setItem(SESSION, "1");
  } catch {
    // Then each page is a visit.
  }
  const area = load();
  if (!isSame) area.known = remembered(area.pending, area.known);
  area.pending = remembered(idsOf({ news }), area.pending);
  save(area);
  const known = new Set(area.known);
  return news.filter(({ id }) => !known.has(id));
}

/** What is in what was picked now is not news, unless it is in the rest of the area as well. */
export async function acquaint(added) {
  const rest = load();
  for (const kind of Object.keys(KINDS)) rest[kind] = rest[kind].filter(({ href }) => !added[kind].some((pick) => pick.href === href));
  rest.words = rest.words.filter((word) => !added.words.includes(word));
  const [own, other] = (await Promise.all([added, rest].map(gathered))).map(idsOf);
  const area = load();
  area.known = remembered(own.filter((id) => !other.includes(id)), area.known);
  save(area);
}

/** An element with properties and children; texts are only texts. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A link to a page of this site; the text alone if it leads elsewhere. */
export function link(text, href) {
  let target = "";
  try {
    target = new URL(href, root).href;
  } catch {
    // Then it leads nowhere.
  }
  return target.startsWith(root.href) ? make("a", { textContent: text, href: target }) : make("span", { textContent: text });
}
