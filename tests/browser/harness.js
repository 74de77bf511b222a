// A browser, a server of the sample site, and pages that complain when anything is wrong with them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { after, before } from "node:test";

import { chromium } from "playwright-core";

import { repository, serve } from "./server.js";

/** The built site: the sample, unless LOREPRESS_SITE names another. */
export const site = resolve(process.env.LOREPRESS_SITE ?? join(repository, "public"));

export const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

/** A phone, a tablet, a desk. */
export const WIDTHS = [360, 768, 1440];

/** Milliseconds until a test gives up: how fast a machine is, no test says. */
export const PATIENCE = 60_000;

export const CHROMIUM = "/usr/bin/chromium";
export const launch = (...args) => chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, ...args] });

/** Documents that the stub of the engine finds; those that a test does not care about. */
export const DOCUMENTS = Array.from({ length: 50 }, (_, at) => ({
  kind: "series",
  title: `reef: Make the tide rise, part ${at + 1}`,
  href: `series/reef-${at + 1}/`,
  authors: [at % 2 ? "Ada Fischer" : "Bela Nagy"],
  subsystem: "reef",
  date: `${2020 + (at % 3)}-02-${String((at % 28) + 1).padStart(2, "0")}`,
  list: "tidepool-devel",
  version: `v${(at % 3) + 1}`,
}));

const json = (value) => async () => ({ body: JSON.stringify(value) });

/** The address of the search's script. */
export async function searchScript() {
  const page = await readFile(join(site, "search/index.html"), "utf8");
  return page.match(/src="\.\.(\/assets\/search-[^"]*)"/)[1];
}

/** The search's script, with the stub in place of the engine: what runs in the page alone is as the site has it, with its messages. */
async function stubbed(path) {
  const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
  const own = async (names) => (await Promise.all(names.map((name) => read(`../../static/${name}.js`)))).join("\n");
  const inBoth = [await own(["search-words", "search-rank", "search-terms"]), await read("stub/search-engine.js"), await own(["search-worker"])];
  const between = "\n}\nif (self.document) {\n";
  const [, inPage] = (await readFile(join(site, path), "utf8")).split(between);
  return `"use strict";\n{\n${inBoth.join("\n")}${between}${inPage}`;
}

/** A server of the site as it is. Its page of a wrong address takes its styles from there, and not from where the site will be. */
export async function serveSite(under = "/") {
  const server = await serve(site, under);
  const [home, missing] = await Promise.all(["index.html", "404.html"].map((file) => readFile(join(site, file), "utf8")));
  const [, base] = home.match(/<link rel="canonical" href="([^"]*)"/);
  server.stub("/404.html", async () => ({ status: 404, body: missing.replaceAll(base, server.root) }));
  return server;
}

/** A server whose search engine is the stub, over these documents in shards of ten. */
export async function serveStub(documents = DOCUMENTS, under = "/") {
  const server = await serve(site, under);
  const path = await searchScript();
  const script = await stubbed(path);
  const shards = Math.max(1, Math.ceil(documents.length / 10));
  server.stub(path, async () => ({ body: script }));
  server.stub("/stub/shards.json", json(shards));
  for (let at = 0; at < shards; at += 1) {
    server.stub(`/stub/${at}.json`, json(documents.slice(at * 10, at * 10 + 10)));
  }
  server.stub("/stub/names.json", json([
    { kind: "author", title: "Ada Fischer", href: "authors/ada/", count: 25 },
    { kind: "subsystem", title: "reef", href: "subsystems/reef/", count: 50 },
  ]));
  return server;
}

/**
 * Runs a test on a page. Whatever the console says is an error, such as what the policy forbids; `expected` are those
 * that belong to the test.
 */
export async function withPage(browser, options, test) {
  const { expected, ...settings } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...settings });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.setDefaultTimeout(PATIENCE);
  try {
    await test(page);
    assert.deepEqual(wrong.filter((text) => !expected?.test(text)), []);
  } finally {
    await context.close();
  }
}

/** A server that is closed after the page, whatever that still asks for. */
export function closing(page, server) {
  page.once("close", () => server.close());
  return server;
}

/** Waits for all that a search finds, where the page is about one. */
async function answered(page) {
  if (page.url().includes("/search/?q=")) await page.locator("#found[aria-busy=false] #results a").first().waitFor();
}

/** Goes to a page, and waits for what a search finds. */
export async function open(page, address) {
  await page.goto(address);
  await answered(page);
}

/** Opens all that is folded. A search counts for its filters what they offer once they are seen. */
export async function unfolded(page) {
  await page.evaluate(async () => {
    await Promise.all([...document.querySelectorAll("details:not([open])")].map((part) => new Promise((resolve) => {
      part.addEventListener("toggle", resolve, { once: true });
      part.open = true;
    })));
  });
  await answered(page);
}

/** A browser and a server of the site for all tests of a file, from its first test to its last. */
export function together() {
  const own = {};
  before(async () => {
    [own.browser, own.server] = await Promise.all([launch(), serveSite()]);
  });
  after(async () => {
    await own.browser.close();
    own.server.close();
  });
  return own;
}

/** Waits until a check holds. */
export async function eventually(check, limit = PATIENCE) {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
