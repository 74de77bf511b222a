// Every kind of page at three widths: nothing runs over the edge.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open, together, unfolded, withPage, WIDTHS } from "../harness.js";
import { hard, kinds } from "../pages.js";

const own = together();

/** What sticks out at the right, but for what scrolls by itself, as a diff does. Text alone has no element of its own, but lines. */
function outside() {
  const scrolls = (element) => element && element !== document.body
    && (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const edge = document.documentElement.clientWidth;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    const isText = node.nodeType === Node.TEXT_NODE;
    if (isText) range.selectNodeContents(node);
    const { right, width } = (isText ? range : node).getBoundingClientRect();
    if (width && right > edge + 1 && !scrolls(isText ? node.parentElement : node)) found.push(node.textContent.trim().slice(0, 60));
  }
  return found;
}

test("nothing overflows sideways on any kind of page", () => withPage(own.browser, { expected: /status of 404/ }, async (page) => {
  for (const [kind, path] of Object.entries({ ...await kinds(), ...await hard() })) {
    await open(page, own.server.root + path);
    await unfolded(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${kind}, ${path} at ${width}`);
      assert.deepEqual(await page.evaluate(outside), [], `${kind}, ${path} at ${width}`);
    }
  }
}));
