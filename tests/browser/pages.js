// One page of each kind of a built site, and those that are hard to lay out. They are found by looking at the site: nothing here
// knows its lists or its people.

import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { site } from "./harness.js";

/** Kinds that every site has. A name is that of the page's pictures, too. */
const FIXED = {
  home: "",
  digests: "digests/",
  "series-list": "series/",
  authors: "authors/",
  subsystems: "subsystems/",
  domains: "domains/",
  search: "search/",
  feeds: "feeds/",
  developers: "developers/",
  missing: "404.html",
};

/** Kinds of which a site has many pages, by their addresses. A series and an author may have further pages below theirs. */
const MANY = {
  year: /^digests\/\d{4}\/$/,
  month: /^digests\/\d{4}\/\d\d\/$/,
  "further-page": /(^|\/)page_\d+\/$/,
  digest: /^digests\/(?!\d{4}\/|page_)[^/]+\/$/,
  "digest-part": /^digests\/(?!\d{4}\/)[^/]+\/.+\/$/,
  series: /^series\/(?!page_)[^/]+\/$/,
  "series-part": /^series\/[^/]+\/.+\/$/,
  author: /^authors\/(?!page_)[^/]+\/$/,
  subsystem: /^subsystems\/(?!page_).+\/$/,
  domain: /^domains\/(?!page_)[^/]+\/$/,
};

const isKnown = (path) => Object.values(FIXED).includes(path) || Object.values(MANY).some((address) => address.test(path));

/** All pages, each with its size. */
async function walk() {
  const files = await readdir(site, { recursive: true });
  const pages = files.filter((file) => file.endsWith("index.html")).map((file) => file.slice(0, -"index.html".length));
  return Promise.all(pages.sort().map(async (path) => ({ path, size: (await stat(join(site, path, "index.html"))).size })));
}

/** What `measure` gives the most for; the first of several. */
const most = (items, measure) => items.reduce((best, item) => (measure(item) > measure(best) ? item : best));

async function data(paths) {
  const read = async (path) => ({ path, ...JSON.parse(await readFile(join(site, path, "index.json"), "utf8")) });
  return Promise.all(paths.map(read));
}

/** The width of a mail's widest diffstat, in characters. */
function statWidth({ body }) {
  return Math.max(0, ...(body ?? "").split("\n").filter((line) => /^ \S.* \| +(\d+|Bin)/.test(line)).map((line) => line.length));
}

/**
 * The pages by the names of their kinds. Of the many, the largest.
 * @returns {Promise<Record<string, string>>}
 */
export async function kinds() {
  const pages = await walk();
  const found = { ...FIXED };
  for (const [kind, address] of Object.entries(MANY)) {
    const own = pages.filter(({ path }) => address.test(path));
    if (own.length) found[kind] = most(own, ({ size }) => size).path;
  }
  // What the site's owner wrote.
  const written = pages.find(({ path }) => !isKnown(path));
  if (written) found.markdown = written.path;

  const series = await data(pages.map(({ path }) => path).filter((path) => MANY.series.test(path)));
  const short = series.find(({ revisions }) => revisions.length === 1);
  if (short) found["series-short"] = short.path;
  const revised = most(series, ({ revisions }) => revisions.length);
  found["series-versions"] = revised.path;
  const [word] = revised.title.match(/\p{L}{4,}/u) ?? ["patch"];
  found["search-results"] = `search/?q=${encodeURIComponent(word)}`;
  return found;
}

/**
 * Pages that are hard to lay out: with the longest subject and the widest diffstat of all digests, and the series of those.
 * @returns {Promise<Record<string, string>>}
 */
export async function hard() {
  const pages = (await walk()).map(({ path }) => path);
  const digests = await data(pages.filter((path) => MANY.digest.test(path)));
  const entries = digests.flatMap(({ path, entries }) => entries.map((entry) => ({ ...entry, path })));
  const subject = most(entries, (entry) => entry.subject.length);
  const stat = most(entries, statWidth);
  const found = { "longest-subject": subject.path, "widest-diffstat": stat.path };
  if (subject.series) found["longest-subject-series"] = `series/${subject.series}/`;
  if (stat.series) found["widest-diffstat-series"] = `series/${stat.series}/`;
  return found;
}
