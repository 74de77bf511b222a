import assert from "node:assert/strict";
import { test } from "node:test";

import { kept, shortened } from "./shorten.js";

test("the short forms of scripts and styles are those of their sources", async () => {
  assert.deepEqual([...await kept()], [...await shortened()], "run `node tests/browser/shorten.js`");
});
