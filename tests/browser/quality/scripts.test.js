// No page but the search and a reader's own area needs JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open, together, withPage } from "../harness.js";
import { kinds } from "../pages.js";

const own = together();

/** The title, and all text that is drawn, line by line. Filters only choose among it, and are there with scripts alone. */
async function said(javaScriptEnabled, paths) {
  const texts = {};
  await withPage(own.browser, { javaScriptEnabled, expected: /status of 404/ }, async (page) => {
    for (const path of paths) {
      await open(page, own.server.root + path);
      texts[path] = (await page.evaluate(() => {
        document.querySelector("details:has(> #filter)")?.remove();
        return `${document.title}\n${document.body.innerText}`;
      })).split("\n");
    }
  });
  return texts;
}

test("every kind of page but these says the same without JavaScript", async () => {
  const paths = Object.values(await kinds()).filter((path) => !path.startsWith("search/") && path !== "area/");
  const [without, scripted] = [await said(false, paths), await said(true, paths)];
  for (const path of paths) {
    assert.ok(without[path].length > 10, path);
    assert.deepEqual(without[path], scripted[path], path);
  }
});
