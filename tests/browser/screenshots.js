// Takes pictures of the search page for a person to look at: `node screenshots.js` puts them into target/screenshots.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { launch, serveSite } from "./harness.js";
import { repository } from "./server.js";

const folder = join(repository, "target/screenshots");
const PAGES = {
  start: "search/",
  results: "search/?q=gauge",
  filtered: "search/?q=hw&kind=series&year=2025",
  nothing: "search/?q=octopus",
  home: "",
};

await mkdir(folder, { recursive: true });
const [browser, server] = await Promise.all([launch(), serveSite()]);
for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1440]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(server.root + path, { waitUntil: "networkidle" });
      await page.screenshot({ path: join(folder, `search-${name}-${width}-${colorScheme}.png`) });
    }
    await context.close();
  }
}
await browser.close();
server.close();
