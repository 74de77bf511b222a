// A search page of the same site with Pagefind in place of our search: its script interface, which loads less than
// its own page elements do.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

const SCRIPT = `import * as pagefind from "/pagefind/pagefind.js";
const list = document.getElementById("results");
document.getElementById("found").hidden = false;
const { results } = await pagefind.search(new URLSearchParams(location.search).get("q"));
for (const { url, meta } of await Promise.all(results.slice(0, 10).map((result) => result.data()))) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: meta.title });
  const row = document.createElement("li");
  row.append(link);
  list.append(row);
}
list.ariaBusy = "false";
`;

/** Adds the page to a server of a site that Pagefind has indexed, at `/pagefind-page/`. */
export async function addPagefindPage(server, site) {
  const page = await readFile(join(site, "search/index.html"), "utf8");
  // It needs none of what our own page has for our own script.
  const bare = page.replace(/<script type="application\/json" id="index">.*?<\/script>\n/s, "");
  const body = bare.replace(/<script src="[^"]*\/search-[^"]*"><\/script>/, '<script type="module" src="../pagefind-page.js"></script>');
  if (bare.length >= page.length || !body.includes("pagefind-page")) throw new Error("the search page has changed: where is its script?");
  // Pagefind is WebAssembly, which the site's own policy does not let in, neither in a page nor in its worker.
  const headers = { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" };
  const worker = await readFile(join(site, "pagefind/pagefind-worker.js"));
  server.stub("/pagefind-page/", async () => ({ type: "text/html; charset=utf-8", headers, body }));
  server.stub("/pagefind-page.js", async () => ({ body: SCRIPT }));
  server.stub("/pagefind/pagefind-worker.js", async () => ({ headers, body: worker }));
}
