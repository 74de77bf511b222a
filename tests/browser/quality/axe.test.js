// axe-core on a page of each kind, in both colours, on a phone and on a desk.

import assert from "node:assert/strict";
import { test } from "node:test";

import axe from "axe-core";

import { open, together, unfolded, withPage } from "../harness.js";
import { kinds } from "../pages.js";

const own = together();

/** What axe has against a page: the rule, and where. */
async function violations(page) {
  // The debugger's way in is not the page's: the policy does not see it.
  await page.evaluate(axe.source);
  // A rule that axe has, and leaves to be asked for: what is touched is large enough, or far enough from the next.
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const found = await page.evaluate(async (options) => (await window.axe.run(options)).violations, options);
  return found.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`));
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1440]) {
    const options = { colorScheme, viewport: { width, height: 800 }, expected: /status of 404/ };
    test(`axe finds nothing at ${width}, ${colorScheme}`, () => withPage(own.browser, options, async (page) => {
      const found = {};
      for (const [kind, path] of Object.entries(await kinds())) {
        await open(page, own.server.root + path);
        await unfolded(page);
        const wrong = await violations(page);
        if (wrong.length) found[`${kind}, ${path}`] = wrong;
      }
      assert.deepEqual(found, {});
    }));
  }
}
