// Lighthouse's figures for the pages that weigh most, as a phone on a slow line has them. Run by itself, so that the figures with
// the machine's time, which it prints, say something: `node --test quality/lighthouse.js`.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch as launchChromium } from "chrome-launcher";
import lighthouse, { defaultConfig } from "lighthouse";

import { CHROMIUM, QUIET, serveSite } from "../harness.js";
import { kinds } from "../pages.js";

const WHOLE = ["accessibility", "best-practices", "seo"];
/** Points of each of these. The Speed Index is not among them: it is watched while the page is drawn, in this machine's time. */
const PERFORMANCE = 95;
const BY_THE_LINE = ["first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift"];
const { throttling } = defaultConfig.settings;
/**
 * What a page costs a phone's line: what is loaded, in which order, what waits for what, and what moves. Time that the processor of
 * this machine takes counts for next to nothing, since that says as much of what else the machine does as of the page.
 */
const LINE = { ...throttling, cpuSlowdownMultiplier: 0.001 };
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
async function run(path, categories, throttling) {
  const flags = { port: chromium.port, onlyCategories: categories, logLevel: "error", throttling };
  for (let tries = 1; ; tries += 1) {
    try {
      const { lhr } = await lighthouse(server.root + path, flags);
      const isWhole = !lhr.runtimeError && Object.values(lhr.categories).every(({ score }) => score !== null);
      if (isWhole || tries === TRIES) return lhr;
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

/** The figures of one run: of the categories and of what they are made of, in points, and what took points away. */
async function measure(path, categories, throttling) {
  const lhr = await run(path, categories, throttling);
  const figures = {};
  const parts = {};
  const faults = [];
  for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
    figures[id] = Math.round(score * 100);
    for (const { id: name, weight } of auditRefs) {
      const audit = lhr.audits[name];
      if (!weight || audit.score === null) continue;
      parts[name] = Math.round(audit.score * 100);
      if (audit.score < 1) faults.push(`${name}: ${audit.displayValue ?? audit.title}`);
    }
  }
  return { figures, parts, faults: faults.join(", ") };
}

for (const kind of ["home", "digest", "series", "search-results"]) {
  test(`Lighthouse on the largest page of the kind ${kind}`, async (t) => {
    const path = pages[kind];
    const whole = await measure(path, WHOLE, throttling);
    t.diagnostic(`${path || "/"}: ${WHOLE.map((id) => `${id} ${whole.figures[id]}`).join(", ")}`);
    assert.deepEqual(whole.figures, Object.fromEntries(WHOLE.map((id) => [id, 100])), whole.faults);

    const { parts, faults } = await measure(path, ["performance"], LINE);
    const said = BY_THE_LINE.map((name) => `${name} ${parts[name]}`).join(", ");
    t.diagnostic(`by the line alone: ${said}`);
    assert.ok(BY_THE_LINE.every((name) => parts[name] >= PERFORMANCE), `${said} (${faults})`);

    const timed = await measure(path, ["performance"], throttling);
    t.diagnostic(`performance with this machine's time counted four times: ${timed.figures.performance} (${timed.faults})`);
  });
}
