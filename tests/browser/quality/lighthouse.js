// Lighthouse's figures for the pages that weigh most, as a phone on a slow line has them. Run by itself, with nothing next to
// it: `node --test quality/lighthouse.js`.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch as launchChromium } from "chrome-launcher";
import lighthouse, { defaultConfig } from "lighthouse";

import { CHROMIUM, QUIET, serveSite } from "../harness.js";
import { kinds } from "../pages.js";

const WHOLE = ["accessibility", "best-practices", "seo"];
const PERFORMANCE = 95;
/**
 * What else a machine does takes time from a run and never gives it any: a page is as fast as this many runs say, of so many
 * at most.
 */
const ENOUGH = 3;
const RUNS = 9;
/**
 * Lighthouse's index of the phone that a page is measured for. It takes every machine for a fast desktop, whose index is 1750, and
 * counts its time four times; how often on this one, its own index says (docs/throttling.md, "Calibrating the CPU slowdown").
 */
const PHONE = 1750 / 4;
const { throttling } = defaultConfig.settings;
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

/**
 * What Lighthouse says of a page if this machine's time counts `slowdown` times: a run in which every category has a figure, or what
 * came of the last one that was tried.
 */
async function run(path, categories, slowdown) {
  const flags = {
    port: chromium.port, onlyCategories: categories, logLevel: "error", throttling: { ...throttling, cpuSlowdownMultiplier: slowdown },
  };
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

/** The figures of one run, what took points away, and how often the time of the machine counts, as fast as it was then. */
async function measure(path, categories, slowdown) {
  const lhr = await run(path, categories, slowdown);
  const figures = {};
  const faults = [];
  for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
    figures[id] = Math.round(score * 100);
    for (const { id: name, weight } of auditRefs) {
      const audit = lhr.audits[name];
      if (weight && audit.score !== null && audit.score < 1) faults.push(`${name}: ${audit.displayValue ?? audit.title}`);
    }
  }
  const asFast = lhr.environment.benchmarkIndex / PHONE;
  return { figures, faults, slowdown: Math.min(throttling.cpuSlowdownMultiplier, Math.max(1, asFast)) };
}

for (const kind of ["home", "digest", "series", "search-results"]) {
  test(`Lighthouse on the largest page of the kind ${kind}`, async (t) => {
    const path = pages[kind];
    // This run says how fast the machine is as well: the next are measured by that, each by the one before it.
    let { figures, faults, slowdown } = await measure(path, WHOLE, throttling.cpuSlowdownMultiplier);
    t.diagnostic(`${path || "/"}: ${WHOLE.map((id) => `${id} ${figures[id]}`).join(", ")}`);
    assert.deepEqual(figures, Object.fromEntries(WHOLE.map((id) => [id, 100])), faults.join("\n"));

    const said = [];
    let fast = 0;
    while (fast < ENOUGH && said.length < RUNS) {
      const counts = slowdown;
      ({ figures, faults, slowdown } = await measure(path, ["performance"], counts));
      if (figures.performance >= PERFORMANCE) fast += 1;
      said.push(`${figures.performance} (time counts ${counts.toFixed(1)} times)`);
    }
    t.diagnostic(`performance ${said.join(", ")}`);
    assert.equal(fast, ENOUGH, `performance ${said.join(", ")}: ${faults.join("\n")}`);
  });
}
