// No page but the search needs JavaScript.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open, serveSite, withPage } from "../harness.js";
import { kinds } from "../pages.js";

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  server.close();
});

/** The title, and all text that is drawn, line by line. */
async function said(javaScriptEnabled, paths) {
  const texts = {};
  await withPage(browser, { javaScriptEnabled, expected: /status of 404/ }, async (page) => {
    for (const path of paths) {
      await open(page, server.root + path);
      texts[path] = (await page.evaluate(() => `${document.title}\n${document.body.innerText}`)).split("\n");
    }
  });
  return texts;
}

test("every kind of page but the search says the same without JavaScript", async () => {
  const paths = Object.values(await kinds()).filter((path) => !path.startsWith("search/"));
  const [without, scripted] = [await said(false, paths), await said(true, paths)];
  for (const path of paths) {
    assert.ok(without[path].length > 10, path);
    assert.deepEqual(without[path], scripted[path], path);
  }
});
