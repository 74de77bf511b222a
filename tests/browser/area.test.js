// A reader's own area: kept by the browser, sent nowhere, and at the beginning of the home page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launch, serveSite, withPage } from "./harness.js";

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serveSite();
});
after(async () => {
  await browser.close();
  server.close();
});

async function pick(page, kind, what) {
  await page.locator("#pick select").selectOption(kind);
  await page.locator("#pick input[name=what]").fill(what);
  await page.locator("#pick button").click();
}

test("what a reader picks is at the beginning of home, and nothing leaves the machine", () => withPage(browser, {}, async (page) => {
  const elsewhere = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.root) && !request.url().startsWith("blob:")) elsewhere.push(request.url());
    if (request.method() !== "GET") elsewhere.push(request.method());
  });
  await page.goto(server.root);
  assert.ok(await page.locator("#area").isHidden());
  await page.goto(`${server.root}area/`);
  await pick(page, "subsystems", "no such thing");
  assert.match(await page.locator("#told").textContent(), /There is no subsystem/);
  await pick(page, "subsystems", "hw");
  await page.locator("#picked li").waitFor();
  await pick(page, "words", "gauge");
  await page.locator("#picked li").nth(1).waitFor();
  await page.goto(server.root);
  await page.locator("#area h2", { hasText: "New in my area: 0" }).waitFor();
  await page.locator("#area h2", { hasText: /Waiting in my area: [1-9]/ }).waitFor();
  assert.deepEqual(elsewhere, []);
}));

test("a new build shows what is new until the next visit", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.root}area/`);
  await pick(page, "subsystems", "hw");
  await page.locator("#picked li").waitFor();
  const feed = await (await page.request.get(`${server.root}subsystems/hw/atom.xml`)).text();
  const entry = feed.slice(feed.indexOf("<entry>"), feed.indexOf("</entry>") + "</entry>".length);
  const later = entry.replace(/<id>[^<]*/, "<id>tag:new").replace(/<title[^>]*>[^<]*/, "<title>hw: <![CDATA[<b>]]> new");
  server.stub("/subsystems/hw/atom.xml", async () => ({ body: feed.replace("<entry>", `${later}<entry>`) }));
  await page.goto(server.root);
  await page.locator("#area h2", { hasText: "New in my area: 1" }).waitFor();
  assert.equal(await page.locator("#area a", { hasText: "hw: <b> new" }).count(), 1);
  await page.reload();
  await page.locator("#area h2", { hasText: "New in my area: 1" }).waitFor();
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await page.locator("#area h2", { hasText: "New in my area: 0" }).waitFor();
}));

test("an area is exported, imported again, and its feeds are listed", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.root}area/`);
  await pick(page, "subsystems", "hw");
  await page.locator("#picked li").waitFor();
  const saved = async (button) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
    return readFile(await download.path(), "utf8");
  };
  const area = JSON.parse(await saved("#export"));
  assert.deepEqual(area, { subsystems: [{ name: "hw", href: "subsystems/hw/", feed: true }], people: [], companies: [], words: [] });
  assert.match(await saved("#feeds"), new RegExp(`xmlUrl="${server.root}subsystems/hw/atom.xml"`));
  await page.locator("#picked button").click();
  assert.ok(await page.locator("#none").isVisible());
  const hostile = { ...area, people: [{ name: "x", href: "authors/../../evil/" }, { name: "y", href: "https://evil.example/" },
    { name: "z", href: "authors/%2e%2e/%2e%2e/evil/" }, { name: "part", href: "authors/page_2/" }], words: ["<img src=x>"] };
  await page.locator("#import").setInputFiles({ name: "area.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(hostile)) });
  await page.locator("#picked li").nth(1).waitFor();
  assert.equal(await page.locator("#picked li").count(), 2);
  assert.equal(await page.locator("#picked img").count(), 0);
}));

/** The feed of a subsystem with one entry more, which leads to `href`. */
async function feedWithNews(page, subsystem, href) {
  const feed = await (await page.request.get(`${server.root}subsystems/${subsystem}/atom.xml`)).text();
  const entry = feed.slice(feed.indexOf("<entry>"), feed.indexOf("</entry>") + "</entry>".length);
  const [, base] = feed.match(/<link href="([^"]*)subsystems\/[^"]*" rel="alternate"/);
  const later = entry
    .replace(/<id>[^<]*/, `<id>tag:new-${subsystem}`)
    .replace(/<title[^>]*>[^<]*/, `<title>new in ${subsystem}`)
    .replace(/<link href="[^"]*" rel="alternate"/, `<link href="${base}${href}" rel="alternate"`);
  return feed.replace("<entry>", `${later}<entry>`);
}

/** A page on which `hw` was picked, before there was news of it that leads to `href`. */
async function withNews(page, href, about) {
  const site = await serveSite();
  const first = server;
  server = site;
  try {
    await page.goto(`${server.root}area/`);
    await pick(page, "subsystems", "hw");
    await page.locator("#picked li").waitFor();
    const feed = await feedWithNews(page, "hw", href);
    server.stub("/subsystems/hw/atom.xml", async () => ({ body: feed }));
    await about();
  } finally {
    server = first;
    await page.close();
    site.close();
  }
}

test("picking one thing leaves the news of others unread", () => withPage(browser, {}, (page) => withNews(page, "series/", async () => {
  await pick(page, "words", "gauge");
  await page.locator("#picked li").nth(1).waitFor();
  await page.locator("#told", { hasText: "is in your area" }).waitFor();
  await page.goto(server.root);
  await page.locator("#area h2", { hasText: "New in my area: 1" }).waitFor();
})));

test("news that lead out of the site are texts", () => withPage(browser, {}, (page) => withNews(page, "//evil.example/", async () => {
  await page.goto(server.root);
  await page.locator("#area li span", { hasText: "new in hw" }).first().waitFor();
  assert.equal(await page.locator("#area a", { hasText: "new in hw" }).count(), 0);
})));

test("a feed that cannot be loaded hides no other", () => withPage(browser, { expected: /Failed to load resource/ }, (page) => withNews(page, "series/", async () => {
  await pick(page, "subsystems", "net");
  await page.locator("#picked li").nth(1).waitFor();
  await page.locator("#told", { hasText: "“net” is in your area" }).waitFor();
  await page.route("**/subsystems/net/atom.xml", (route) => route.abort());
  await page.goto(server.root);
  await page.locator("#area h2", { hasText: "New in my area: 1" }).waitFor();
  assert.ok(await page.locator("#area .note", { hasText: "could not be loaded" }).isVisible());
})));

test("two tabs keep what is picked in both, and companies are picked by their pages", () => withPage(browser, {}, async (page) => {
  const other = await page.context().newPage();
  await page.goto(`${server.root}area/`);
  await other.goto(`${server.root}area/`);
  await pick(page, "subsystems", "hw");
  await page.locator("#picked li").waitFor();
  const { queue } = await (await page.request.get(`${server.root}queue/index.json`)).json();
  await pick(other, "companies", queue[0].company);
  await other.locator("#picked li").nth(1).waitFor();
  await page.reload();
  assert.equal(await page.locator("#picked li").count(), 2);
  await page.goto(server.root);
  await page.locator("#area li", { hasText: queue[0].title }).first().waitFor();
}));

test("the address of a moved page picks the page that it leads to, and that of another page nothing", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.root}area/`);
  const own = await page.locator('link[rel="canonical"]').getAttribute("href");
  const { queue } = await (await page.request.get(`${server.root}queue/index.json`)).json();
  const href = queue[0].company_href;
  const body = `<!DOCTYPE html><title>Moved</title><link rel="canonical" href="${own.replace(/area\/$/, href)}">`;
  server.stub("/domains/old.example/", async () => ({ type: "text/html; charset=utf-8", body }));
  await pick(page, "companies", `${server.root}domains/old.example/`);
  await page.locator("#picked li").waitFor();
  assert.equal(await page.locator("#picked a").getAttribute("href"), server.root + href);
  await pick(page, "companies", `${server.root}${href}2026-q1/`);
  await page.locator("#told", { hasText: "There is no company or domain" }).waitFor();
}));

test("an area that is full says so", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.root}area/`);
  const words = Array.from({ length: 100 }, (_, at) => `word ${at}`);
  await page.locator("#import").setInputFiles({ name: "area.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ words })) });
  await page.locator("#told", { hasText: "Imported." }).waitFor();
  await pick(page, "words", "one more");
  await page.locator("#told", { hasText: "Your area is full: 100 of a kind" }).waitFor();
  await page.locator("#picked button").first().click();
  await pick(page, "words", "x".repeat(1000));
  await page.locator("#told", { hasText: "That is too long." }).waitFor();
  assert.equal(await page.locator("#picked li").count(), 99);
}));

test("without scripts the page says what else there is", () => withPage(browser, { javaScriptEnabled: false }, async (page) => {
  await page.goto(`${server.root}area/`);
  assert.match(await page.locator("main").innerText(), /This page needs JavaScript/);
  assert.ok(await page.locator("#pick").isHidden());
}));

test("two people of one name are told apart", () => withPage(browser, {}, async (page) => {
  const list = await (await page.request.get(`${server.root}authors/`)).text();
  const [, href] = /<th scope="row"><a href="([^"]*)">/.exec(list);
  const row = (to, email) => `<tr><th scope="row"><a href="${to}">Jo Twin</a> <span class="email">${email}</span></th><td>1</td></tr>`;
  const twins = row(href, "jo@one.example") + row("../authors/jo-two/", "jo@two.example");
  server.stub("/authors/", async () => ({ body: list.replace("<tbody>", `<tbody>${twins}`) }));
  await page.goto(`${server.root}area/`);
  await pick(page, "people", "jo twin");
  await page.locator("#told", { hasText: "Several have the name “jo twin”. Pick one of them: Jo Twin (jo@one.example); Jo Twin (jo@two.example)." }).waitFor();
  await pick(page, "people", "Jo Twin (jo@one.example)");
  await page.locator("#picked li", { hasText: "Jo Twin (jo@one.example)" }).waitFor();
}));
