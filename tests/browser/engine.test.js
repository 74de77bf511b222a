// The search page with the engine and the index of the sample site.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { closing, eventually, launch, searchScript, serveSite, site, withPage } from "./harness.js";
import { program, repository, serve } from "./server.js";

let browser;
let server;
let lists;
before(async () => {
  browser = await launch();
  server = await serveSite();
});
after(async () => {
  await browser.close();
  server.close();
  if (lists) await rm(lists, { recursive: true });
});

/** A site of two lists; the second has every other mail of the first as well. */
async function buildOfTwoLists() {
  lists = await mkdtemp(join(tmpdir(), "lorepress-"));
  const mails = (await readFile(join(repository, "sample/tidepool-devel.mbox"), "utf8")).split(/^(?=From )/m);
  await writeFile(join(lists, "first.mbox"), mails.join(""));
  await writeFile(join(lists, "second.mbox"), mails.filter((_, at) => at % 2).join(""));
  const inbox = (name, file) => `[[inbox]]\nname = "${name}"\npath = "${file}"\n`;
  await writeFile(join(lists, "lorepress.toml"), `${inbox("first list", "first.mbox")}slug = ""\n${inbox("second", "second.mbox")}`);
  const site = join(lists, "public");
  execFileSync(program(),
    ["build", "--config", join(lists, "lorepress.toml"), "--output", site], { stdio: "pipe" });
  return site;
}

const open = (page, query = "", at = server) => page.goto(`${at.root}search/${query}`);
const results = (page) => page.locator("#results > li");
const titles = (page) => page.locator("#results .title");
const done = (page) => page.locator("#found[aria-busy=false] #results > li").first().waitFor();
const total = async (page) => Number.parseInt((await page.locator("#tally").textContent()).replaceAll(",", ""), 10);

test("words find series, and a result opens", () => withPage(browser, {}, async (page) => {
  await open(page);
  await page.keyboard.type("escape labels", { delay: 40 });
  await page.waitForURL(/escape\+labels$/);
  await done(page);
  const first = titles(page).first();
  // The title is one that would run as a script if it were read as HTML.
  assert.equal(await first.textContent(), "tools: plot: escape labels like <script>alert(1)</script> and ../../etc");
  assert.deepEqual(await first.locator("mark").allTextContents(), ["escape", "labels"]);
  assert.equal(await page.locator("main script").count(), 0);
  // Names that fit what was typed first come before the results.
  await page.locator("#names").waitFor({ state: "hidden" });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/series\/tools-plot-escape-labels/);
  assert.match(await page.locator("h1").textContent(), /escape labels/);
}));

test("every result and every name leads to a page", () => withPage(browser, {}, async (page) => {
  for (const query of ["gauge", "docs", "2025", "tidepool-devel"]) {
    await open(page, `?q=${query}`);
    await done(page);
    const links = await page.locator("#results a, #names a").evaluateAll((all) => all.map((link) => link.href));
    assert.ok(links.length > 0, query);
    for (const link of links) assert.equal((await page.request.get(link)).status(), 200, link);
  }
}));

test("the beginning of a name leads to its page", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.root}authors/`);
  const name = await page.locator("table a").first().textContent();
  await open(page);
  const typed = name.slice(0, 4).toLowerCase();
  await page.keyboard.type(typed);
  await page.waitForURL(({ searchParams }) => searchParams.get("q") === typed.trim());
  // Names that are made anew keep the focus; a mouse that is just pressed would miss them.
  await page.locator("#names a", { hasText: name }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/authors\/./);
  assert.equal(await page.locator("h1").textContent(), name);
}));

test("each filter keeps as many as it says", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=hw");
  await done(page);
  const whole = await total(page);
  const boxes = page.locator("#filters input");
  const names = await boxes.evaluateAll((all) => all.map((box) => [box.name, box.value]));
  assert.deepEqual([...new Set(names.map(([facet]) => facet))], ["kind", "state", "year", "author"]);
  for (const [facet, value] of names) {
    const choice = page.locator(`#filters label:has(input[name="${facet}"][value="${value}"])`);
    const count = Number(await choice.locator(".count").textContent());
    await choice.locator("input").check();
    await done(page);
    assert.equal(await total(page), count, `${facet}=${value}`);
    const address = page.url();
    await open(page, new URL(address).search);
    await done(page);
    assert.equal(await total(page), count, address);
    await choice.locator("input").uncheck();
    await done(page);
    assert.equal(await total(page), whole);
  }
}));

test("a site of several lists has them as filters", () => withPage(browser, {}, async (page) => {
  const folder = await buildOfTwoLists();
  const own = closing(page, await serve(folder));
  await open(page, "?q=gauge", own);
  await done(page);
  const whole = await total(page);
  const choice = (list) => page.locator(`#filters label:has(input[name="list"][value="${list}"])`);
  let sum = 0;
  for (const list of ["first list", "second"]) {
    const count = Number(await choice(list).locator(".count").textContent());
    assert.ok(count > 0 && count <= whole, list);
    await choice(list).locator("input").check();
    await done(page);
    assert.equal(await total(page), count, list);
    const facts = await page.locator("#results > li .meta").allTextContents();
    assert.ok(facts.every((text) => text.includes(list)), list);
    assert.equal(new URL(page.url()).searchParams.get("list"), list);
    await choice(list).locator("input").uncheck();
    await done(page);
    sum += count;
  }
  assert.ok(sum >= whole);
}));

test("filters without words lead through all there is", () => withPage(browser, {}, async (page) => {
  await open(page, "?kind=series");
  await done(page);
  const whole = await total(page);
  assert.ok(whole > 10);
  assert.equal(await page.getByLabel("Series").isChecked(), true);
  assert.equal(new URL(page.url()).search, "?kind=series");
  // Behind the day of a series may be that of its last mail.
  const days = await page.locator("#results > li").evaluateAll((rows) => rows.map((row) => row.querySelector("time").dateTime));
  assert.ok(days.length > 5);
  assert.deepEqual(days, [...days].sort().reverse());
  // Words narrow them, and taking the words back leaves the filter.
  await page.getByRole("searchbox").fill("gauge");
  await page.waitForURL(/q=gauge&kind=series/);
  await eventually(async () => assert.ok(await total(page) < whole));
  await page.getByRole("searchbox").fill("");
  await eventually(async () => assert.equal(await total(page), whole));
  await done(page);
  await page.locator('#filters input[value="series"]').uncheck();
  await page.locator("#start").waitFor();
}));

test("the id of a mail leads to its series", () => withPage(browser, {}, async (page) => {
  const mails = (await readFile(join(repository, "sample/tidepool-devel.mbox"), "utf8")).split(/^(?=From )/m);
  const [, id] = /^Message-ID:\s*<(.*)>$/im.exec(mails.find((mail) => /^Subject: \[PATCH/m.test(mail)));
  const found = [];
  for (const typed of [`<${id}>`, `https://lore.kernel.org/r/${encodeURIComponent(id)}/`]) {
    await open(page, `?q=${encodeURIComponent(typed)}`);
    await done(page);
    assert.equal(await total(page), 1, typed);
    found.push(await titles(page).first().evaluate((link) => link.href));
  }
  assert.equal(found[0], found[1]);
  assert.match(found[0], /\/series\/./);
}));

test("messages are searched when that is asked for", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=signed");
  await page.getByText("Nothing found").waitFor();
  await page.getByRole("button", { name: "Search in messages too" }).click();
  await done(page);
  assert.ok(await total(page) > 0);
}));

test("odd queries never break the page", () => withPage(browser, {}, async (page) => {
  await open(page);
  for (const query of ["KVM: arm64: vgic", "a:b:c", "+", "-", "*", "~", "^^", "gauge~9", "\\", "constructor", "__proto__",
    "title:", "<img src=x onerror=alert(1)>", "x".repeat(3000), "🌊", "hw/", "-gauge", "+gauge -float", "gau*", "*uge"]) {
    await page.getByRole("searchbox").fill(query);
    await page.waitForFunction((q) => new URLSearchParams(location.search).get("q") === q, query);
    await page.locator("#found[aria-busy=false]").waitFor({ state: "attached" });
    assert.match(await page.locator("#tally").textContent(), /result|Nothing found/);
    assert.equal(await page.locator("#trouble").isVisible(), false, query);
  }
}));

/** Files of the index that a search loads, in order. */
async function loaded(page, query) {
  const own = closing(page, await serveSite());
  await open(page, query, own);
  await done(page);
  await page.locator("#names a").first().waitFor();
  return own.requests.filter((path) => /^\/search(\/.+|-columns\.js$)/.test(path));
}

test("where the worker gets no script, the page itself searches", () => withPage(browser, { expected: /503/ }, async (page) => {
  const own = closing(page, await serveSite());
  const script = await searchScript();
  const body = await readFile(join(site, script), "utf8");
  // Here the browser may not keep what it has loaded for the page.
  const headers = { "Cache-Control": "no-store" };
  const answers = [{ body, headers }];
  own.stub(script, async () => answers.shift() ?? { status: 503, body: "", headers });
  await open(page, "", own);
  await page.keyboard.type("gauge");
  await done(page);
  assert.equal(await page.locator("#trouble").isVisible(), false);
  assert.ok(own.requests.filter((path) => path === script).length > 1);
}));

test("what answers to a reader may come late", () => withPage(browser, { expected: /503/ }, async (page) => {
  const own = closing(page, await serveSite());
  own.stub("/search-form.js", async () => ({ status: 503, body: "" }));
  await open(page, "?q=gauge", own);
  await done(page);
  assert.ok(await total(page) > 0);
  // Without it, the form leads to the page of another search.
  await page.getByRole("searchbox").fill("hw");
  own.unstub("/search-form.js");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=hw/);
  await done(page);
  await page.getByRole("searchbox").fill("gauge");
  await page.waitForURL(/q=gauge/);
}));

test("before a search the page shows what can be typed", () => withPage(browser, { expected: /503/ }, async (page) => {
  const own = closing(page, await serveSite());
  await open(page, "", own);
  await page.locator("#syntax dt").first().waitFor();
  assert.equal(await page.locator("#syntax .hints").count(), 1);
  own.stub("/search/syntax/", async () => ({ status: 503, body: "" }));
  await open(page, "", own);
  // Where that fails, there is the way to it.
  await page.getByRole("link", { name: "Search syntax" }).waitFor();
  assert.equal(await page.locator("#syntax dt").count(), 0);
  own.unstub("/search/syntax/");
  await page.getByRole("searchbox").fill("gauge");
  await done(page);
  await page.getByRole("searchbox").fill("");
  await page.locator("#syntax dt").first().waitFor();
}));

test("searches run in a worker", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=gauge");
  await done(page);
  assert.equal(page.workers().length, 1);
}));

test("any file of the index may fail once", () => withPage(browser, { expected: /status of 503/ }, async (page) => {
  const files = await loaded(page, "?q=gauge&texts=1");
  assert.ok(files.length >= 5 && files.includes("/search-columns.js"), files.join());
  const whole = await titles(page).allTextContents();
  for (const file of files) {
    const own = closing(page, await serveSite());
    own.stub(file, async () => ({ status: 503, body: "" }));
    await open(page, "?q=gauge&texts=1", own);
    await page.locator("#trouble").waitFor();
    await page.locator("#found[aria-busy=false]").waitFor({ state: "attached" });
    own.unstub(file);
    await page.getByRole("button", { name: "Try again" }).click();
    await eventually(async () => assert.deepEqual(await titles(page).allTextContents(), whole, file));
    assert.equal(await page.locator("#trouble").isVisible(), false, file);
  }
}));

test("it works under any path", () => withPage(browser, {}, async (page) => {
  const own = closing(page, await serveSite("/some/where/"));
  await open(page, "?q=gauge", own);
  await done(page);
  assert.ok(await results(page).count() > 0);
  assert.ok(own.requests.every((path) => path.startsWith("/some/where/")));
}));
