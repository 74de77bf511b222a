// Takes pictures of each kind of page for a person to look at: `node screenshots.js` puts them into target/screenshots. What is
// folded stays folded, but on the digest and the series once more with the first of it open.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { launch, PATIENCE, serveSite, WIDTHS } from "./harness.js";
import { hard, kinds } from "./pages.js";
import { repository } from "./server.js";

const folder = join(repository, "target/screenshots");
/** How much of a page is in a picture, in pixels: a few screens. */
const LONGEST = 3_000;

await mkdir(folder, { recursive: true });
const [browser, server, found] = await Promise.all([launch(), serveSite(), kinds()]);
const word = found["search-results"].split("=")[1];
const pages = {
  ...found,
  ...await hard(),
  "search-filtered": `search/?q=${word}&kind=series`,
  "search-nothing": "search/?q=octopus",
};

async function picture(page, name, width, colours) {
  await page.setViewportSize({ width, height: 800 });
  const height = Math.min(LONGEST, await page.evaluate(() => document.documentElement.scrollHeight));
  await page.setViewportSize({ width, height });
  await page.screenshot({ path: join(folder, `${name}-${width}-${colours}.png`) });
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of WIDTHS) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(server.root + path, { waitUntil: path.startsWith("search/") ? "networkidle" : "load" });
      await picture(page, name, width, colorScheme);
      if (!["digest", "series"].includes(name)) continue;
      await page.evaluate(() => [...document.querySelectorAll("details")].slice(0, 6).forEach((part) => { part.open = true; }));
      await picture(page, `${name}-unfolded`, width, colorScheme);
    }
    await context.close();
  }
}
await browser.close();
server.close();
