// Lighthouse's figures for the pages that weigh most, as a phone on a slow line has them. Run by itself, with nothing next to
// it: `node --test quality/lighthouse.js`.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch as launchChromium } from "chrome-launcher";
import lighthouse from "lighthouse";

import { CHROMIUM, QUIET, serveSite } from "../harness.js";
import { kinds } from "../pages.js";

const WHOLE = ["accessibility", "best-practices", "seo"];
const PERFORMANCE = 95;
/** How fast a page is, the time of the processor decides too: the figure is the median of so many runs. */
const RUNS = 7;
/** Now and then the browser draws nothing while it is traced: such a run has no figure, and is made again so many times at most. */
const TRIES = 6;
/** Of half a second each, in which the browser may start. */
const CONNECTIONS = 600;

let chromium;
let server;
let pages;
before(async () => {
  chromium = await launchChromium({
    chromePath: CHROMIUM, chromeFlags: ["--headless=new", ...QUIET], logLevel: "error", maxConnectionRetries: CONNECTIONS,
  });
  server = await serveSite();
  pages = await kinds();
});
after(() => {
  chromium?.kill();
  server?.close();
});

/** What Lighthouse says of a page: a run in which every category has a figure, or what came of the last one that was tried. */
async function run(path, categories) {
  for (let tries = 1; ; tries += 1) {
    try {
      const { lhr } = await lighthouse(server.root + path, { port: chromium.port, onlyCategories: categories, logLevel: "error" });
      const isWhole = !lhr.runtimeError && Object.values(lhr.categories).every(({ score }) => score !== null);
      if (isWhole || tries === TRIES) return lhr;
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

/** The figures of one run, and what took points away. */
async function measure(path, categories) {
  const lhr = await run(path, categories);
  const figures = {};
  const faults = [];
  for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
    figures[id] = Math.round(score * 100);
    for (const { id: name, weight } of auditRefs) {
      const audit = lhr.audits[name];
      if (weight && audit.score !== null && audit.score < 1) faults.push(`${name}: ${audit.displayValue ?? audit.title}`);
    }
  }
  return { figures, faults };
}

for (const kind of ["home", "digest", "series", "search-results"]) {
  test(`Lighthouse on the largest page of the kind ${kind}`, async (t) => {
    const path = pages[kind];
    const { figures: { performance, ...whole }, faults } = await measure(path, ["performance", ...WHOLE]);
    const runs = [performance];
    // The median is on one side of a limit as soon as more than half of the runs are.
    const isClear = () => runs.filter((run) => run >= PERFORMANCE).length > RUNS / 2;
    const isSettled = () => isClear() || runs.filter((run) => run < PERFORMANCE).length > RUNS / 2;
    while (!isSettled()) runs.push((await measure(path, ["performance"])).figures.performance);
    t.diagnostic(`${path || "/"}: performance ${runs.join(", ")}; ${WHOLE.map((id) => `${id} ${whole[id]}`).join(", ")}`);
    assert.deepEqual(whole, Object.fromEntries(WHOLE.map((id) => [id, 100])), faults.join("\n"));
    assert.ok(isClear(), `performance ${runs.join(", ")}: ${faults.join("\n")}`);
  });
}
