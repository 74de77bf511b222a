// What readers come for, in at most two clicks or one search from home, on any site.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { site, together, withPage } from "../harness.js";
import { kinds } from "../pages.js";

const own = together();
const data = async (path) => JSON.parse(await readFile(join(site, path, "index.json"), "utf8"));

/** Opens home, and does what a reader does there. */
const fromHome = (act) => withPage(own.browser, {}, async (page) => {
  await page.goto(own.server.root);
  await act(page);
});

/** Follows a link, and waits for the page behind it. */
async function follow(page, link) {
  const target = await link.evaluate(({ href }) => href);
  await link.click();
  await page.waitForURL(({ href }) => href === target);
}

/** Searches from home, by keyboard. */
async function search(page, words) {
  await page.keyboard.press("/");
  await page.getByRole("searchbox").fill(words);
  await page.keyboard.press("Enter");
  await page.locator("#found[aria-busy=false]").waitFor({ state: "attached" });
}

/** The series that a search shows, as their addresses have them. */
async function found(page) {
  while (await page.locator("#more").isVisible()) {
    const before = await page.locator("#results > li").count();
    await page.locator("#more").click();
    await page.waitForFunction((count) => document.querySelectorAll("#results > li").length > count, before);
  }
  const links = await page.locator("#results a.title").evaluateAll((all) => all.map((link) => link.href));
  return links.filter((href) => href.includes("/series/")).map((href) => href.split("/series/")[1].replace("/", ""));
}

const main = (page) => page.locator("main");
const named = (page, section) => page.getByRole("navigation").first().getByRole("link", { name: section, exact: true });

test("what is new: the newest digest is one click away, and names its series", () => fromHome(async (page) => {
  await follow(page, main(page).locator("a[href*='digests/']").first());
  assert.match(page.url(), /\/digests\/.+/);
  await main(page).locator("a[href*='series/']").first().waitFor({ state: "attached" });
}));

test("what is new for me: a subsystem's page is two clicks away, and begins with what moved last", () => fromHome(async (page) => {
  await follow(page, named(page, "Subsystems"));
  await follow(page, main(page).locator("a[href*='subsystems/']").first());
  await main(page).locator("a[href*='series/']").first().waitFor({ state: "attached" });
}));

test("what waits: the queue is one click away, and one search gives that of a subsystem", () => fromHome(async (page) => {
  const { queue } = await data("queue");
  const [{ subsystems: [subsystem] }] = queue.filter(({ subsystems }) => subsystems.length > 0);
  const [top] = subsystem.split("/");
  const waiting = queue.filter(({ subsystems }) => subsystems.some((key) => key.split("/")[0] === top)).map(({ series }) => series);
  await search(page, `state:open subsystem:${top}`);
  assert.deepEqual((await found(page)).sort(), waiting.sort());
  await follow(page, named(page, "Queue"));
  assert.ok(await main(page).locator("a[href*='series/']").count() >= Math.min(queue.length, 10));
}));

test("how this came to be: a Message-ID leads to all versions", () => fromHome(async (page) => {
  const path = (await kinds())["series-versions"];
  const { revisions, series } = await data(path);
  const [id] = revisions.findLast(({ message_ids: ids }) => ids.length > 0).message_ids;
  await search(page, id);
  assert.deepEqual(await found(page), [series]);
  await follow(page, page.locator("#results a.title"));
  const text = await main(page).textContent();
  for (const { version } of revisions) assert.ok(text.includes(`v${version}`), version);
}));

test("how this came to be: a link to a version shows it, also where the middle of many folds", () => fromHome(async (page) => {
  const path = (await kinds())["series-versions"];
  await page.goto(own.server.root + path);
  const links = await main(page).locator(".versions a").evaluateAll((all) => all.map((link) => link.href));
  if (links.length > 5) assert.equal(await main(page).locator(".versions.middle").isVisible(), false);
  for (const link of new Set([links[0], links[Math.floor(links.length / 2)], links.at(-1)])) {
    await page.goto("about:blank");
    await page.goto(link);
    await page.locator(new URL(link).hash).waitFor({ state: "visible" });
  }
}));

test("what changed since a version: one search and one click", () => fromHome(async (page) => {
  const path = (await kinds())["series-versions"];
  const { revisions } = await data(path);
  await search(page, revisions.find(({ message_ids: ids }) => ids.length > 0).message_ids[0]);
  await follow(page, page.locator("#results a.title"));
  const steps = main(page).locator(".steps");
  assert.ok(await steps.locator("summary h3", { hasText: "→" }).count() > 0 || revisions.length === 1);
}));

/** The titles and ids of a feed's entries. */
async function entries(page, href) {
  const feed = await (await page.request.get(new URL(href, page.url()).href)).text();
  return page.evaluate((text) => [...new DOMParser().parseFromString(text, "application/xml").querySelectorAll("entry")]
    .map((entry) => ({ title: entry.querySelector("title").textContent, id: entry.querySelector("id").textContent })), feed);
}

test("tell me only when: a series, and a subsystem, has a feed of its own two clicks away", () => fromHome(async (page) => {
  await follow(page, main(page).locator("a[href*='series/']:not([href$='series/'])").first());
  await page.locator("link[rel=alternate]").first().waitFor({ state: "attached" });
  await page.goBack();
  await follow(page, named(page, "Subscribe"));
  await main(page).locator("a[href*='subsystems/'][href$='.xml']").first().waitFor({ state: "attached" });
}));

test("tell me only when a series ends, or has a new version: feeds with nothing else, one click away", () => fromHome(async (page) => {
  await follow(page, named(page, "Subscribe"));
  for (const [kind, fits] of [["endings", /\/(?:applied-|pull-|merged)[^/]*$/], ["versions", /\/v\d[^/]*$/]]) {
    const feed = main(page).locator(`a[href$='digests/${kind}/atom.xml']`).first();
    const found = await entries(page, await feed.getAttribute("href"));
    assert.ok(found.length > 0, kind);
    assert.deepEqual(found.filter(({ id }) => !fits.test(id)), [], kind);
  }
}));

test("tell me only when somebody comments on mine: an author's feed has it, one search and one click away", () => fromHome(async (page) => {
  const said = /<id>[^<]*said-/;
  const keys = (await readdir(join(site, "authors"))).filter((name) => !name.includes(".") && !name.startsWith("page_"));
  for (const key of keys) {
    const feed = await readFile(join(site, "authors", key, "atom.xml"), "utf8").catch(() => "");
    const { name, author } = said.test(feed) ? await data(`authors/${key}`) : {};
    if (author !== key) continue;
    await search(page, name);
    await follow(page, page.locator(`#results a[href$='authors/${key}/']`).first());
    const href = await page.locator("link[rel=alternate]").first().getAttribute("href");
    assert.ok((await entries(page, href)).some(({ id }) => id.includes("/said-")));
    return;
  }
  assert.fail("nobody commented on anything");
}));

test("how our people fare: a domain is two clicks away, with people and patches", () => fromHome(async (page) => {
  await follow(page, named(page, "Domains"));
  await follow(page, main(page).locator("a[href*='domains/']").first());
  await main(page).locator("a[href*='authors/']").first().waitFor({ state: "attached" });
}));

test("how our series fare: a company is two clicks away, with its open series, what became of the others, and a feed", () => fromHome(async (page) => {
  const { quarter } = await kinds();
  const company = quarter.replace(/[^/]+\/$/, "");
  const { queue } = await data("queue");
  await follow(page, named(page, "Domains"));
  await follow(page, main(page).locator(`a[href$='${company}']`));
  const open = main(page).locator("section", { has: page.getByRole("heading", { name: "Open series" }) });
  const rows = open.locator("li");
  const waiting = queue.filter(({ company_href: href }) => href === company).map(({ title }) => title);
  assert.equal(await rows.count(), Math.min(waiting.length, 100));
  for (const row of await rows.all()) {
    assert.ok(waiting.includes(await row.locator("a").first().textContent()));
    assert.equal(await row.locator(".state").count(), 1);
  }
  for (const heading of ["New series", "Taken", "Newer versions"]) {
    assert.equal(await main(page).getByRole("heading", { name: new RegExp(`^${heading}`) }).count(), 1, heading);
  }
  const feed = await page.locator("link[rel=alternate]").first().getAttribute("href");
  assert.ok(new URL(feed, page.url()).pathname.endsWith(`${company}atom.xml`));
}));

test("who said what, and who changed a file: one search", () => fromHome(async (page) => {
  const path = (await kinds())["series-versions"];
  const { comments, series } = await data(path);
  const [word] = comments.map(({ text }) => text.match(/\b[a-z]{6,12}\b/)?.[0]).filter(Boolean);
  if (word) {
    await search(page, `said:${word}`);
    assert.ok((await found(page)).includes(series), word);
  }
  const [file] = comments.map((comment) => comment.file).filter(Boolean);
  if (file) {
    await search(page, `file:${file}`);
    assert.equal(await page.locator("#trouble").isVisible(), false);
  }
}));
