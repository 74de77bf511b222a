// What search adds to the other pages, and what is left of it without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually, launch, serveStub, withPage } from "./harness.js";
import { policies } from "./server.js";

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serveStub();
});
after(async () => {
  await browser.close();
  server.close();
});

const PAGES = ["", "digests/", "series/", "authors/", "subsystems/", "subsystems/hw/gauge/", "domains/", "about/", "no-such-page/"];
const WIDTHS = [360, 768, 1440];

test("a slash leads to the box on every page, and Enter to the results", () => withPage(browser, { expected: /status of 404/ }, async (page) => {
  // The 404 page leads to the address that the site is made for.
  for (const path of PAGES.slice(0, -1)) {
    await page.goto(server.root + path);
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.name), "q", path);
    await page.keyboard.type("a/b reef");
    assert.equal(await page.getByRole("searchbox").inputValue(), "a/b reef");
    await page.getByRole("searchbox").fill("reef");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${server.root}search/?q=reef`);
    await page.locator("#results a").first().waitFor();
  }
}));

test("no page runs over its edge, and none loads more than one script", () => withPage(browser, { expected: /status of 404/ }, async (page) => {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of PAGES) {
      await page.goto(server.root + path);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} at ${width}`);
      const scripts = await page.evaluate(() => [...document.scripts].map((script) => new URL(script.src).pathname));
      assert.deepEqual(scripts, ["/site.js"], path);
    }
  }
}));

test("a subsystem says who looks after it, and a series where it belongs", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.root}subsystems/hw/gauge/`);
  const section = page.locator("aside section", { hasText: "Maintained by" });
  assert.match(await section.locator("h3").first().textContent(), /^GAUGES Supported$/);
  const said = await section.locator("dl").first().locator("dt, dd").allTextContents();
  assert.deepEqual(said.filter((text) => !text.includes("@")), [
    "Maintainers", "Reviewer", "List", "Trees",
    "git https://git.tidepool.example/gauges.git", "git https://git.tidepool.example/gauges.git next",
  ]);
  await section.getByRole("link", { name: "Jane Doe" }).click();
  await page.waitForURL(/\/authors\//);
  await page.goto(`${server.root}subsystems/hw/gauge/`);
  await page.locator("table.series th a").first().click();
  await page.waitForURL(/\/series\/./);
  assert.match(await page.locator("main").textContent(), /In MAINTAINERS: GAUGES/);
}));

const back = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the switch of colours is remembered, and follows the system again when it is set back", () => withPage(browser, { colorScheme: "light" }, async (page) => {
  const button = page.getByRole("button", { name: "Dark colours" });
  // The page hears of the system's colours after they are drawn.
  const pressed = (value) => button.and(page.locator(`[aria-pressed="${value}"]`)).waitFor();
  await page.goto(server.root);
  const light = await back(page);
  await pressed(false);
  await button.click();
  const dark = await back(page);
  assert.notEqual(dark, light);
  await pressed(true);
  // On the next page it holds before anything is drawn.
  await page.goto(`${server.root}series/`, { waitUntil: "commit" });
  await page.locator("body").waitFor();
  assert.equal(await back(page), dark);
  await pressed(true);
  await button.click();
  assert.equal(await back(page), light);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await back(page), dark);
  await pressed(true);
  await button.click();
  assert.equal(await back(page), light);
  await page.reload();
  assert.equal(await back(page), light);
  // Paper is white whatever the screen is.
  await button.click();
  await page.emulateMedia({ media: "print" });
  assert.equal(await back(page), light);
}));

test("without scripts there is no switch, and the system decides", () => withPage(browser, { javaScriptEnabled: false, colorScheme: "dark" }, async (page) => {
  await page.goto(server.root);
  assert.equal(await page.locator("[data-colours-switch]").isVisible(), false);
  assert.equal(await page.locator("html").evaluate((html) => getComputedStyle(html).colorScheme), "light dark");
}));

test("without scripts the search page leads to the lists", () => withPage(browser, { javaScriptEnabled: false }, async (page) => {
  await page.goto(server.root);
  await page.getByRole("searchbox").fill("reef");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${server.root}search/?q=reef`);
  assert.match(await page.locator("noscript p").textContent(), /^The search needs JavaScript/);
  for (const list of ["authors", "subsystems", "series"]) {
    for (const part of ["noscript", "#start"]) {
      const link = page.locator(part).locator("a", { hasText: list });
      assert.equal(await link.isVisible(), true, `${part} ${list}`);
      assert.equal((await page.request.get(new URL(await link.getAttribute("href"), page.url()).href)).status(), 200);
    }
  }
  await page.getByRole("link", { name: "Search syntax" }).click();
  assert.match(await page.locator("#syntax").textContent(), /author:name.*must match exactly/s);
}));

test("a browser can take the site into its own search box", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.root}digests/`);
  const link = page.locator("link[rel=search]");
  assert.equal(await link.evaluate((element) => element.href), `${server.root}opensearch.xml`);
  const response = await page.request.get(`${server.root}opensearch.xml`);
  assert.match(response.headers()["content-type"], /^application\/opensearchdescription\+xml/);
  const address = await page.evaluate((xml) => {
    const root = new DOMParser().parseFromString(xml, "application/xml");
    return root.querySelector("Url[type='text/html']").getAttribute("template");
  }, await response.text());
  assert.equal(address, "https://tidepool.example/search/?q={searchTerms}");
}));

test("the policy lets in nothing inline and nothing foreign", async () => {
  const [{ headers }] = await policies();
  const policy = headers["Content-Security-Policy"];
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe|https?:|data:|blob:|\*/);
});

test("a queue is filtered, its filters are in the address, and without a script it is a plain list", () => withPage(browser, {}, async (page) => {
  await page.goto(`${server.root}queue/`);
  const rows = page.locator("#queue > li");
  const shown = page.locator("#queue > li:not([hidden])");
  await page.locator("details:has(#filter)").waitFor();
  const total = await rows.count();
  const states = await rows.evaluateAll((all) => all.map((row) => row.dataset.state));
  await page.getByLabel("State").selectOption(states[0]);
  const expected = states.filter((state) => state === states[0]).length;
  await eventually(async () => assert.equal(await shown.count(), expected));
  await eventually(async () => assert.equal(await page.locator("#tally").textContent(), `${expected} of ${total} series`));
  assert.equal(new URL(page.url()).search, `?state=${states[0]}`);
  await page.reload();
  await page.locator("details:has(#filter)").waitFor();
  await eventually(async () => assert.equal(await shown.count(), expected));
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const other = await plain.newPage();
  await other.goto(`${server.root}queue/`);
  assert.equal(await other.locator("#queue > li").count(), total);
  assert.equal(await other.locator("#filter").isVisible(), false);
  await plain.close();
}));
