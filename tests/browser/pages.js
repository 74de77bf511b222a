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
  "search-syntax": "search/syntax/",
  feeds: "feeds/",
  area: "area/",
  queue: "queue/",
  statistics: "statistics/",
  developers: "developers/",
  missing: "404.html",
};

/** Kinds with many pages, by their addresses. A page is of the first kind that has its address. */
const MANY = {
  "digest-part": /^digests\/(?!\d{4}\/)[^/]+\/.+\/$/,
  "series-part": /^series\/[^/]+\/.+\/$/,
  "further-page": /(^|\/)page_\d+\/$/,
  year: /^digests\/\d{4}\/$/,
  month: /^digests\/\d{4}\/\d\d\/$/,
  digest: /^digests\/[^/]+\/$/,
  series: /^series\/[^/]+\/$/,
  author: /^authors\/[^/]+\/$/,
  subsystem: /^subsystems\/.+\/$/,
  directory: /^directories\/.+\/$/,
  directories: /^directories\/$/,
  "statistics-year": /^(.+\/)?statistics\/\d{4}\/$/,
  "statistics-subsystem": /^statistics\/subsystems\/.+\/$/,
  "queue-subsystem": /^queue\/.+\/$/,
  quarter: /^domains\/[^/]+\/\d{4}-q\d\/$/,
  watch: /^watches\/[^/]+\/$/,
  watches: /^watches\/$/,
  domain: /^domains\/[^/]+\/$/,
};

/** The kind of a page; what has none was written by the site's owner. */
const kindOf = (path) => [...Object.entries(FIXED), ...Object.entries(MANY)]
  .find(([, address]) => address === path || address instanceof RegExp && address.test(path))?.[0] ?? "markdown";

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
  const pages = (await walk()).map((page) => ({ ...page, kind: kindOf(page.path) }));
  const found = { ...FIXED };
  for (const kind of [...Object.keys(MANY), "markdown"]) {
    const own = pages.filter((page) => page.kind === kind);
    if (own.length) found[kind] = most(own, ({ size }) => size).path;
  }

  const series = await data(pages.filter(({ kind }) => kind === "series").map(({ path }) => path));
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
  const digests = await data(pages.filter((path) => kindOf(path) === "digest"));
  const entries = digests.flatMap(({ path, entries }) => entries.map((entry) => ({ ...entry, path })));
  const subject = most(entries, (entry) => entry.subject.length);
  const stat = most(entries, statWidth);
  const found = {};
  for (const [name, { path, series }] of Object.entries({ "longest-subject": subject, "widest-diffstat": stat })) {
    // Where a digest has several pages, it may be on any of them.
    pages.filter((page) => page.startsWith(path)).forEach((page, at) => { found[at ? `${name}-${at + 1}` : name] = page; });
    if (series) found[`${name}-series`] = `series/${series}/`;
  }
  return found;
}
