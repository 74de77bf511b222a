/** `lorepress query` finds what the search in the browser finds, over the same site. */
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const { spawnSync } = require("node:child_process");
const { open } = require("./site.js");

const QUERIES = fs.readFileSync(`${__dirname}/queries.txt`, "utf8").split("\n").filter((line) => line.trim() && !line.startsWith("#"));
const ODD = ["author:maz state:waiting", "state:open -year:2020", "\"a b\"", "title:", "a~x", "-the", "王小明", "__proto__", "+", "subsystem:*", "2022-12-06", "2026-01"];
const LIMIT = 15;

function query(folder, q, messages) {
  const flags = ["--site", folder, "--format", "json", "-n", String(LIMIT), ...(messages ? ["--messages"] : [])];
  const { status, stdout, stderr } = spawnSync(process.env.LOREPRESS, ["query", ...flags, "--", q], { encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(status, 0, `${q}: ${stderr}`);
  return JSON.parse(stdout);
}

for (const folder of process.env.SITES.split(" ")) {
  test(`the same results in the same order: ${folder.split("/").at(-1)}`, async () => {
    const site = open(folder);
    for (const messages of [false, true]) {
      let found = 0;
      for (const q of [...QUERIES, ...ODD]) {
        const expected = await site.engine().search({ q, texts: messages, counts: false, limit: LIMIT });
        const answer = query(folder, q, messages);
        assert.deepEqual([answer.total, answer.plain, answer.near], [expected.total, expected.plain, expected.near], q);
        const rows = (results) => results.map(({ kind, title, href, authors, subsystem, date, list, version, state, moved }) =>
          ({ kind, title, href, authors, subsystem, date, list, version, state: state ?? null, moved: moved ?? null }));
        assert.deepEqual(rows(answer.results), rows(expected.results), q);
        found += answer.total;
      }
      assert.ok(found > 0, "some query finds something");
    }
  });
}
