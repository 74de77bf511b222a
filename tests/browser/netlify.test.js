// netlify.toml as Netlify itself reads it, and its policy on a page of each kind.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { resolveConfig } from "@netlify/config";

import { launch, serveSite, site, withPage } from "./harness.js";
import { policies, repository } from "./server.js";

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

/** The first page below a folder. */
async function below(folder) {
  const entries = await readdir(join(site, folder), { withFileTypes: true });
  const { name } = entries.filter((entry) => entry.isDirectory() && /[a-z-]/.test(entry.name)).sort().at(-1);
  return `${folder}${name}/`;
}

test("Netlify reads its configuration as it is meant", async () => {
  const { config } = await resolveConfig({ cwd: repository, repositoryRoot: repository, offline: true, mode: "cli", context: "production" });
  assert.match(config.build.command, /^cargo run .*--release -- build$/);
  assert.equal(config.build.publish, site);
  assert.deepEqual(config.plugins.map((plugin) => plugin.package), ["./netlify/keep"]);
  const rules = await policies();
  for (const { path, headers } of rules) {
    const read = config.headers.filter((rule) => path.test(rule.for.replaceAll("*", "x")) && path.source.length >= rule.for.length);
    for (const [name, value] of Object.entries(headers)) {
      assert.ok(read.some((rule) => [rule.values[name]].flat().includes(value)), `${path} ${name}`);
    }
  }
});

test("the build keeps the archive for the next one", async () => {
  const keep = createRequire(import.meta.url)(join(repository, "netlify/keep/index.js"));
  const kept = [];
  const cache = { restore: (folders) => kept.push(["restore", folders]), save: (folders) => kept.push(["save", folders]) };
  keep.onPreBuild({ utils: { cache } });
  keep.onEnd({ utils: { cache } });
  assert.deepEqual(kept.map(([what]) => what), ["restore", "save"]);
  assert.deepEqual(kept[0][1], kept[1][1]);
  assert.ok(kept[0][1].includes(".lorepress"));
});

test("a page of each kind works under the policy", () => withPage(browser, { expected: /status of 404/ }, async (page) => {
  const kinds = ["", "digests/", "series/", "authors/", "subsystems/", "domains/", "search/?q=tide", "feeds/", "developers/", "about/", "404.html"];
  for (const folder of ["digests/", "series/", "authors/", "subsystems/", "domains/"]) kinds.push(await below(folder));
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  for (const path of kinds) {
    const response = await page.goto(server.root + path, { waitUntil: "networkidle" });
    assert.match(response.headers()["content-security-policy"], /^default-src 'none';/, path);
    assert.equal(response.headers()["x-content-type-options"], "nosniff", path);
    assert.deepEqual(await page.evaluate(() => window.violations), [], path);
    // The page of a wrong address leads to the address that the site is made for.
    if (path !== "404.html") assert.ok(await page.evaluate(() => document.styleSheets.length === 1), path);
  }
}));

test("what is named by its hash is kept, and pages are asked for again", () => withPage(browser, {}, async (page) => {
  await page.goto(server.root);
  const style = await page.locator("link[rel=stylesheet]").first().evaluate((link) => link.href);
  assert.match(style, /\/assets\/style-[0-9a-f]{8}\.css$/);
  const caching = async (address) => (await page.request.get(address)).headers()["cache-control"];
  assert.match(await caching(style), /immutable/);
  assert.match(await caching(server.root), /must-revalidate/);
  assert.match(await caching(`${server.root}digests/`), /must-revalidate/);
}));
