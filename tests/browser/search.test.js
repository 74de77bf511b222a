// The search page in a browser. The engine is a stub here, so that a test decides what is found, when, and what fails.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closing, DOCUMENTS, eventually, launch, serveStub, withPage } from "./harness.js";

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

/** Opens the search page with a query string. */
const open = (page, query = "", at = server) => page.goto(`${at.root}search/${query}`);
const box = (page) => page.getByRole("searchbox");
const results = (page) => page.locator("#results > li");
const tally = (page, text) => eventually(async () => {
  const shown = await page.locator("#tally").textContent();
  if (text instanceof RegExp) assert.match(shown, text);
  else assert.equal(shown, text);
});
const query = (page) => decodeURIComponent(new URL(page.url()).search);
const answered = (page) => page.locator("#found[aria-busy=false]").waitFor();
/** Keeps in `window.said` whatever an element says from now on. */
const listen = (page, id) => page.evaluate((id) => {
  const element = document.getElementById(id);
  window.said = [];
  new MutationObserver(() => window.said.push(element.textContent)).observe(element, { childList: true });
}, id);
const said = (page) => page.evaluate(() => window.said);
/** A promise, and what keeps it. */
function promised() {
  let keep;
  const promise = new Promise((resolve) => { keep = resolve; });
  return [promise, keep];
}
const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.name);

test("typing finds, marks the words, and keeps the address", () => withPage(browser, {}, async (page) => {
  await open(page);
  assert.equal(await focused(page), "q");
  const before = await page.evaluate(() => history.length);
  await page.keyboard.type("tide part 7", { delay: 20 });
  await tally(page, "5 results");
  assert.equal(query(page), "?q=tide+part+7");
  assert.equal(await page.evaluate(() => history.length), before);
  assert.equal(await results(page).first().locator(".title").textContent(), "reef: Make the tide rise, part 7");
  assert.deepEqual(await results(page).first().locator("mark").allTextContents(), ["tide", "part", "7"]);
  const facts = "series v1 · Bela Nagy · reef · tidepool-devel · 7 February 2020";
  assert.equal(await results(page).first().locator(".meta").textContent(), facts);
  assert.match(await page.title(), /^tide part 7 · Search · /);
}));

test("the number of results is spoken once, when typing has ended", () => withPage(browser, {}, async (page) => {
  // The page's time stands still, but where the test lets it pass.
  await page.clock.install({ time: 0 });
  await open(page);
  await page.clock.pauseAt(3_600_000);
  await listen(page, "heard");
  for (const letter of "reef") {
    await page.keyboard.type(letter);
    await page.clock.runFor(80);
    await answered(page);
    await page.clock.runFor(800);
  }
  await page.clock.runFor(99);
  assert.deepEqual(await said(page), []);
  await page.clock.runFor(1);
  assert.deepEqual(await said(page), ["50 results for reef"]);
  await page.clock.runFor(10_000);
  assert.deepEqual(await said(page), ["50 results for reef"]);
  assert.equal(await page.locator("#heard").getAttribute("role"), "status");
}));

test("only the newest of several searches is shown", () => withPage(browser, {}, async (page) => {
  const own = closing(page, await serveStub());
  const [arrival, arrive] = promised();
  own.stub("/stub/0.json", async () => {
    await arrival;
    return { body: JSON.stringify(DOCUMENTS.slice(0, 10)) };
  });
  await open(page, "?q=reef", own);
  await tally(page, /^40 results/);
  await listen(page, "tally");
  await box(page).fill("part 3");
  await tally(page, /^13 results/);
  arrive();
  await tally(page, "14 results");
  await page.waitForTimeout(700);
  assert.equal(await page.locator("#tally").textContent(), "14 results");
  assert.deepEqual((await said(page)).filter((text) => text.startsWith("50")), []);
}));

// A search in the page's thread would keep the keys back for ever.
test("typing does not wait for the search", { timeout: 120_000 }, () => withPage(browser, {}, async (page) => {
  const own = closing(page, await serveStub());
  const [[isBusy, begin], [end, finish]] = [promised(), promised()];
  // The stub keeps the thread that it runs in until this is answered.
  own.stub("/stub/busy.json", async () => {
    begin();
    await end;
    return { body: "" };
  });
  await open(page, "", own);
  await page.keyboard.type("busy");
  await isBusy;
  await page.keyboard.type(" reef tide");
  assert.equal(await box(page).inputValue(), "busy reef tide");
  await eventually(() => assert.equal(query(page), "?q=busy+reef+tide"));
  finish();
  await tally(page, "Nothing found");
}));

test("names lead straight to their pages", () => withPage(browser, {}, async (page) => {
  await open(page);
  await page.keyboard.type("ada");
  const name = page.locator("#names a");
  await name.waitFor();
  assert.equal(await name.textContent(), "Ada Fischer");
  assert.equal(await name.evaluate((link) => link.href), `${server.root}authors/ada/`);
  assert.equal(await page.locator("#names .meta").textContent(), "author · 25+");
}));

test("filters narrow the results, and are in the address", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=reef");
  await tally(page, "50 results");
  await page.getByLabel("2021").check();
  await tally(page, "17 results");
  await page.getByLabel("Ada Fischer").check();
  await tally(page, "9 results");
  assert.equal(query(page), "?q=reef&year=2021&author=Ada+Fischer");
  // The focus stays where it was, though the filters are made anew.
  assert.equal(await page.evaluate(() => document.activeElement.value), "Ada Fischer");
  await page.getByLabel("in messages too").check();
  assert.equal(query(page), "?q=reef&year=2021&author=Ada+Fischer&texts=1");
}));

test("a link opens with its query and filters", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=tide&year=2020&year=2022&author=Bela%20Nagy&texts=1");
  await tally(page, "17 results");
  assert.equal(await box(page).inputValue(), "tide");
  for (const label of ["2020", "2022", "Bela Nagy", "in messages too"]) {
    assert.equal(await page.getByLabel(label).isChecked(), true, label);
  }
  assert.equal(await page.getByLabel("2021").isChecked(), false);
}));

test("a filter that nothing has can be taken back", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=tide&year=1999");
  await tally(page, "Nothing found");
  await page.locator("#nothing .lead").waitFor();
  assert.match(await page.locator("#nothing .lead").textContent(), /“tide”.*with these filters/);
  await page.getByRole("button", { name: "Search without the filters" }).click();
  await tally(page, "50 results");
  assert.equal(query(page), "?q=tide");
  // Who pressed that button by keyboard goes on among the results.
  await eventually(async () => assert.equal(await focused(page), DOCUMENTS[0].title));
}));

test("back and forward go from search to search", () => withPage(browser, {}, async (page) => {
  await open(page);
  await page.keyboard.type("part 7");
  await page.keyboard.press("Enter");
  await tally(page, "5 results");
  await box(page).fill("");
  await page.keyboard.type("part 3", { delay: 100 });
  await tally(page, "14 results");
  await page.getByLabel("2021").check();
  await tally(page, "4 results");
  await page.goBack();
  await tally(page, "14 results");
  assert.equal(await page.getByLabel("2021").isChecked(), false);
  await page.goBack();
  await tally(page, "5 results");
  assert.equal(await box(page).inputValue(), "part 7");
  await page.goForward();
  await tally(page, "14 results");
}));

test("going back to the results finds them where they were", () => withPage(browser, {}, async (page) => {
  // No name fits that word: names that come late push the results down.
  await open(page, "?q=tide");
  await tally(page, "50 results");
  await page.getByRole("button", { name: "Show 20 more" }).click();
  await eventually(async () => assert.equal(await results(page).count(), 30));
  await page.evaluate(() => scrollTo(0, 900));
  const at = await page.evaluate(() => scrollY);
  await page.goto(server.root);
  await page.goBack();
  await eventually(async () => assert.equal(await results(page).count(), 30));
  await eventually(async () => assert.equal(await page.evaluate(() => scrollY), at));
}));

test("all is reached by keys", () => withPage(browser, { expected: /status of 404/ }, async (page) => {
  await open(page, "?q=reef");
  await tally(page, "50 results");
  await page.locator("#names a").waitFor();
  await page.keyboard.press("/");
  assert.equal(await focused(page), "q");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), "reef");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), DOCUMENTS[0].title);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), DOCUMENTS[1].title);
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), DOCUMENTS[0].title);
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "q");
  assert.equal(await box(page).inputValue(), "reef");
  await page.keyboard.press("Escape");
  assert.equal(await box(page).inputValue(), "");
  assert.equal(query(page), "");
  await page.locator("#start").waitFor();
  await page.keyboard.type("reef");
  await page.locator("#names a").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${server.root}subsystems/reef/`);
}));

test("more results come on demand, and the first of them has the focus", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=reef");
  await tally(page, "50 results");
  await page.getByRole("button", { name: "Show 20 more" }).click();
  await eventually(async () => assert.equal(await focused(page), DOCUMENTS[10].title));
  await page.getByRole("button", { name: "Show 20 more" }).click();
  await eventually(async () => assert.equal(await results(page).count(), 50));
  assert.equal(await page.locator("#more").isVisible(), false);
}));

test("no result says what was searched for, and what else can be done", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=<b>octopus</b>");
  await tally(page, "Nothing found");
  await page.locator("#nothing .lead").waitFor();
  assert.match(await page.locator("#nothing .lead").textContent(), /^No results for “<b>octopus<\/b>” in titles/);
  assert.equal(await page.locator("#nothing b").count(), 0);
  const links = page.locator("#nothing a");
  assert.deepEqual(await links.allTextContents(), ["authors", "subsystems"]);
  await page.getByRole("button", { name: "Search in messages too" }).click();
  await page.waitForURL(/texts=1/);
}));

test("an odd query is told to be searched as plain words", () => withPage(browser, {}, async (page) => {
  await open(page, "?q=tide(");
  await tally(page, "50 results, searched as plain words");
}));

test("a part that fails says so and can be tried again", () => withPage(browser, { expected: /status of 503/ }, async (page) => {
  const own = closing(page, await serveStub());
  let fails = true;
  own.stub("/stub/2.json", async () => (fails ? { status: 503, body: "" } : { body: JSON.stringify(DOCUMENTS.slice(20, 30)) }));
  await open(page, "?q=reef", own);
  await tally(page, "40 results");
  const trouble = page.locator("#trouble");
  await trouble.waitFor();
  assert.match(await trouble.textContent(), /1 part of the index was not loaded/);
  await page.getByRole("button", { name: "Try again" }).click();
  await trouble.waitFor();
  fails = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await tally(page, "50 results");
  assert.equal(await trouble.isVisible(), false);
}));

test("a browser that lets no worker run searches in the page", () => withPage(browser, {}, async (page) => {
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new Error("no workers here");
      }
    };
  });
  await open(page);
  await page.keyboard.type("reef");
  await tally(page, "50 results");
}));

test("names that fail do not keep the results back", () => withPage(browser, { expected: /status of 503/ }, async (page) => {
  const own = closing(page, await serveStub());
  own.stub("/stub/names.json", async () => ({ status: 503, body: "" }));
  await open(page, "?q=reef", own);
  await tally(page, "50 results");
  await page.getByText("The names of authors and subsystems could not be loaded").waitFor();
  own.stub("/stub/names.json", async () => ({ body: JSON.stringify([{ kind: "subsystem", title: "reef", href: "subsystems/reef/", count: 1 }]) }));
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("#names a").waitFor();
}));

test("a slow part is waited for aloud, while the others are shown", () => withPage(browser, {}, async (page) => {
  const own = closing(page, await serveStub());
  const [arrival, arrive] = promised();
  own.stub("/stub/4.json", async () => {
    await arrival;
    return { body: JSON.stringify(DOCUMENTS.slice(40)) };
  });
  await open(page, "?q=reef", own);
  await tally(page, "40 results · still loading 1 part…");
  arrive();
  await tally(page, "50 results");
}));

test("what a mail says stays text", () => withPage(browser, {}, async (page) => {
  const evil = '<img src=x onerror="window.evil=1">';
  const hostile = {
    kind: evil, title: `reef ${evil} <script>window.evil=2</script>`, href: "javascript:window.evil=3",
    authors: [evil], subsystem: evil, date: `2020-${evil}`, list: evil, version: evil,
  };
  const own = closing(page, await serveStub([hostile, ...DOCUMENTS.slice(0, 3)]));
  own.stub("/stub/names.json", async () => ({ body: JSON.stringify([{ kind: evil, title: `reef${evil}`, href: "//evil.example/", count: 1 }]) }));
  await open(page, "?q=reef", own);
  await tally(page, "4 results");
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.equal(await results(page).first().locator(".title").textContent(), hostile.title);
  for (const link of await page.locator("#results a, #names a").all()) {
    assert.ok((await link.evaluate((a) => a.href)).startsWith(own.root));
  }
  assert.equal(await page.evaluate(() => window.evil), undefined);
}));

test("it works under any path", () => withPage(browser, {}, async (page) => {
  const own = closing(page, await serveStub(DOCUMENTS, "/some/where/"));
  await open(page, "?q=reef", own);
  await tally(page, "50 results");
  assert.equal(await results(page).first().locator("a").evaluate((a) => a.href), `${own.root}series/reef-1/`);
  assert.ok(own.requests.every((path) => path.startsWith("/some/where/")));
}));

test("nothing runs over the edge of a phone", () => withPage(browser, { viewport: { width: 360, height: 740 } }, async (page) => {
  const long = { ...DOCUMENTS[0], title: `reef ${"kvm_pgtable_stage2_set_owner".repeat(8)}`, authors: ["x".repeat(90)] };
  const own = closing(page, await serveStub([long, ...DOCUMENTS.slice(1)]));
  for (const search of ["", "?q=reef", "?q=octopus", `?q=${"octopus".repeat(30)}`]) {
    await open(page, search, own);
    if (search) await page.locator("#results li, #nothing:not([hidden])").first().waitFor();
    const [inside, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(inside <= width, `${search}: ${inside} > ${width}`);
  }
  await open(page, "?q=reef", own);
  await page.locator("#filters summary").click();
  // What the filters count comes later, and they are made anew.
  await eventually(() => page.getByLabel("2021").check());
  await tally(page, "17 results");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
}));
