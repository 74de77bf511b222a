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
  const hostile = { ...area, people: [{ name: "x", href: "authors/../../evil/" }, { name: "y", href: "https://evil.example/" }], words: ["<img src=x>"] };
  await page.locator("#import").setInputFiles({ name: "area.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(hostile)) });
  await page.locator("#picked li").nth(1).waitFor();
  assert.equal(await page.locator("#picked li").count(), 2);
  assert.equal(await page.locator("#picked img").count(), 0);
}));

test("without scripts the page says what else there is", () => withPage(browser, { javaScriptEnabled: false }, async (page) => {
  await page.goto(`${server.root}area/`);
  assert.match(await page.locator("main").innerText(), /This page needs JavaScript/);
  assert.ok(await page.locator("#pick").isHidden());
}));
