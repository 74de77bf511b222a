// What a search costs a reader in Chromium with nothing cached: bytes that the server sends, with the headers of its
// answers, and milliseconds, until ten results are shown, or all where there are fewer. Pagefind's page is next to
// ours, query by query.
//
//     node measure.js SITE [--pagefind] [--texts] [--tls FOLDER] [--delay MS] [--times N] [--only PATTERN] [--files]
//
// Each search is made N times, by turns with those of the others, and its row has the medians. PATTERN picks queries; `plain` those
// that Pagefind can take. Each answer waits MS milliseconds, as on a line whose round trip takes that long. With --files, the files that were sent
// follow each row, with their bytes after compression; in brackets, those that came when the results were there.
// FOLDER has key.pem and cert.pem for HTTP/2, which is what hosts speak; without, it is HTTP/1.1.

import { X509Certificate, createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { launch } from "../../tests/browser/harness.js";
import { serve } from "../../tests/browser/server.js";
import { addPagefindPage } from "./pagefind.js";

/** Results that the search page shows at first. */
const SHOWN = 10;
/** Milliseconds without an answer, after which a page has all it wants. */
const IDLE = 300;
/** What Pagefind can take: it knows words, and nothing of fields, stars or edits. */
const IS_PLAIN = /^[\w@./]+([ -]+[\w@./]+)*$/;

/** How a page shows what it found, and that it will find no more. */
const OURS = { path: "search/?q=", results: "#results > li", done: "#found[aria-busy=false]" };
const TEXTS = { ...OURS, path: "search/?texts=1&q=" };
const PAGEFIND = { path: "pagefind-page/?q=", results: "#results > li", done: "#results[aria-busy=false]" };

/** Notes in the page when enough is shown. */
function watch({ results, done, shown }) {
  const look = () => {
    if (document.querySelectorAll(results).length < shown && !document.querySelector(done)) return;
    window.shownAt ??= performance.timeOrigin + performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

/**
 * @typedef {{bytes: number, all: number, requests: number, ms: number, results: number, files: string}} Cost until
 *   the results are shown; `all` are the bytes until nothing more is loaded
 * @returns {Promise<Cost>}
 */
async function cost(browser, server, kind, query) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch, { ...kind, shown: SHOWN });
  const before = server.sent.length;
  const sentBefore = server.sent.at(-1)?.bytes ?? 0;
  await page.goto(server.root + kind.path + encodeURIComponent(query));
  await page.locator(kind.done).waitFor({ state: "attached", timeout: 60_000 });
  while (Date.now() - server.sent.at(-1).time < IDLE) await page.waitForTimeout(IDLE / 5);
  const [begun, shownAt] = await page.evaluate(() => [performance.timeOrigin, window.shownAt]);
  const results = await page.locator(kind.results).count();
  await context.close();
  const answers = server.sent.slice(before);
  const needed = answers.filter(({ time }) => time <= shownAt);
  const since = (list) => list.at(-1).bytes - sentBefore;
  const files = answers.map(({ path, size, time }) => (time <= shownAt ? `${path} ${size}` : `(${path} ${size})`)).join(" ");
  return { bytes: since(needed), all: since(answers), requests: needed.length, ms: Math.round(shownAt - begun), results, files };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return Math.round(sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
}

/** What is in the middle of several measurements of one search; of the files one measurement's. */
function middle(costs) {
  const keys = ["bytes", "all", "requests", "ms"];
  return { ...costs[0], ...Object.fromEntries(keys.map((key) => [key, median(costs.map((cost) => cost[key]))])) };
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

function summary(name, costs) {
  const of = (key, sum) => sum(costs.map((cost) => cost[key]));
  const worst = (numbers) => Math.max(...numbers);
  return `| ${name} | ${costs.length} | ${kilobytes(of("bytes", median))} | ${kilobytes(of("bytes", worst))} | `
    + `${of("requests", median)} | ${of("ms", median)} | ${of("ms", worst)} | ${kilobytes(of("all", median))} |`;
}

/** Chromium keeps nothing of a server whose certificate it does not trust: readers' browsers trust those of sites. */
function trusting(pem) {
  const key = new X509Certificate(pem).publicKey.export({ type: "spki", format: "der" });
  return `--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`;
}

async function main() {
  const { positionals: [site], values } = parseArgs({
    allowPositionals: true,
    options: { pagefind: { type: "boolean" }, texts: { type: "boolean" }, tls: { type: "string" }, delay: { type: "string" },
      times: { type: "string", default: "1" }, only: { type: "string", default: "" }, files: { type: "boolean" } },
  });
  const pem = (name) => readFileSync(`${values.tls}/${name}.pem`, "utf8");
  const server = await serve(site, "/", values.tls ? { key: pem("key"), cert: pem("cert") } : null, Number(values.delay ?? 0));
  if (values.pagefind) await addPagefindPage(server, site);
  const browser = await launch(...(values.tls ? [trusting(pem("cert"))] : []));
  const queries = readFileSync(new URL("../../tests/search/queries.txt", import.meta.url), "utf8").split("\n")
    .filter((query) => query && (values.only === "plain" ? IS_PLAIN : new RegExp(values.only, "i")).test(query));
  const kinds = [["ours", OURS], ...(values.texts ? [["ours, in messages", TEXTS]] : []), ...(values.pagefind ? [["Pagefind", PAGEFIND]] : [])];
  // The first page that a browser opens pays for its own start.
  await cost(browser, server, OURS, "warm");

  console.log(`| query | ${kinds.map(([name]) => `${name}: KB | requests | ms | shown`).join(" | ")} |`);
  console.log(`| --- ${"| ---: ".repeat(4 * kinds.length)}|`);
  const rows = [];
  for (const query of queries) {
    const own = kinds.map(() => []);
    for (let time = 0; time < Number(values.times); time++) {
      for (const [at, [name, kind]] of kinds.entries()) {
        if (name !== "Pagefind" || IS_PLAIN.test(query)) own[at].push(await cost(browser, server, kind, query));
      }
    }
    const costs = own.map((list) => (list.length ? middle(list) : null));
    rows.push(costs);
    const cells = costs.map((one) => (one ? `${kilobytes(one.bytes)} | ${one.requests} | ${one.ms} | ${one.results}` : "- | - | - | -"));
    console.log(`| \`${query}\` | ${cells.join(" | ")} |`);
    if (values.files) costs.forEach((one, at) => one && console.log(`    ${kinds[at][0]}: ${one.files}`));
  }
  await browser.close();
  server.close();

  console.log(`\n| | queries | KB, median | KB, worst | requests, median | ms, median | ms, worst | KB until idle, median |`);
  console.log(`| --- ${"| ---: ".repeat(7)}|`);
  kinds.forEach(([name], at) => {
    console.log(summary(name, rows.map((costs) => costs[at]).filter(Boolean)));
    if (values.pagefind && name !== "Pagefind") {
      const shared = rows.filter((costs) => costs.at(-1)).map((costs) => costs[at]);
      console.log(summary(`${name}, queries of Pagefind`, shared));
    }
  });
  const pairs = rows.filter((costs) => values.pagefind && costs.at(-1)).map((costs) => [costs[0].ms, costs.at(-1).ms]);
  if (pairs.length) {
    const [ours, theirs] = [0, 1].map((at) => median(pairs.map((pair) => pair[at])));
    const ratios = pairs.map(([own, other]) => own / other).sort((a, b) => a - b);
    const half = (ratios[(ratios.length - 1) >> 1] + ratios[ratios.length >> 1]) / 2;
    console.log(`\nOurs of Pagefind's time: ${(ours / theirs).toFixed(2)} of the medians; query by query ${half.toFixed(2)} (median), `
      + `${ratios[0].toFixed(2)} to ${ratios.at(-1).toFixed(2)}.`);
  }
}

await main();
