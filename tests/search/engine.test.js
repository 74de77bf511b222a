/** What the engine promises beside ranking: names, filters, failures, growing answers, and that nothing throws. */
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const { SearchEngine, open } = require("./site.js");

const site = open(process.env.SITES.split(" ").at(-1));

test("a name is completed from its first letters", async () => {
  const engine = site.engine();
  const [first] = await engine.names("a");
  const word = first.title.split(" ")[0];
  const found = await engine.names(word.slice(0, 3).toUpperCase());
  assert.ok(found.some(({ title }) => title.startsWith(word)), word);
  assert.ok(found.length <= 8);
  assert.ok(found.every(({ kind, href, count }) => /^(author|subsystem)$/.test(kind) && href.endsWith("/") && count > 0));
  assert.deepEqual(await engine.names(" "), []);
  assert.deepEqual(await engine.names("王"), []);
});

test("filters keep what their counts promise", async () => {
  const engine = site.engine();
  const all = await engine.search({ q: "v1", limit: 10 });
  assert.ok(all.total > 10);
  assert.equal(all.facets.kind.reduce((sum, { count }) => sum + count, 0), all.total);
  for (const name of ["kind", "year", "list", "author"]) {
    assert.ok(all.facets[name].length > 0, name);
    for (const { value, count } of all.facets[name].slice(0, 3)) {
      const answer = await engine.search({ q: "v1", filters: { [name]: [value] }, limit: 5 });
      assert.equal(answer.total, count, `${name} ${value}`);
      if (name === "kind") assert.ok(answer.results.every(({ kind }) => kind === value));
      if (name === "year") assert.ok(answer.results.every(({ date }) => date.startsWith(value)));
      if (name === "list") assert.ok(answer.results.every(({ list }) => list === value));
    }
  }
  const [{ value, label }] = all.facets.author;
  const both = await engine.search({ q: "v1", filters: { author: [value], kind: ["series"] }, limit: 5 });
  assert.ok(both.results.every(({ authors }) => authors[0] === label));
  assert.equal((await engine.search({ q: "v1", filters: { author: [value], kind: ["digest"] } })).total, 0);
});

test("parts of a long answer follow each other", async () => {
  const engine = site.engine();
  const whole = await engine.search({ q: "v1 v2", limit: 30 });
  const second = await engine.search({ q: "v1 v2", limit: 10, offset: 10 });
  assert.deepEqual(second.results, whole.results.slice(10, 20));
});

test("the answer grows and ends", async () => {
  const answers = [];
  const last = await site.engine().search({ q: "v1", limit: 10 }, (answer) => answers.push(answer));
  assert.ok(answers.length > 0 && answers.every(({ done }) => !done));
  assert.equal(last.done, true);
  assert.equal(last.pending, 0);
});

test("a shard that fails is named, and can be tried again", async () => {
  for (const broken of [/search\/[0-9a-f]+\.txt$/, /results/, /columns/, /index\.json/]) {
    let down = true;
    const load = (url) => (down && broken.test(url) ? Promise.reject(new Error("down")) : site.load(url));
    const engine = new SearchEngine({ root: `${site.folder}/`, load });
    const answer = await engine.search({ q: "v1", limit: 5 });
    assert.equal(answer.done, true);
    assert.ok(answer.failed.length > 0 && answer.failed.every((url) => broken.test(url)), String(broken));
    down = false;
    engine.retry();
    const again = await engine.search({ q: "v1", limit: 5 });
    assert.deepEqual(again.failed, []);
    assert.equal(again.results.length, 5);
  }
});

test("whatever is typed gives an answer", async () => {
  const engine = site.engine();
  const odd = ["", " ", ":", "a:", ":a", "title:", "title::", "+", "-", "+-", "--", "~", "~1", "a~", "a~x", "a~99", "^", "a^", "a^x", "*", "**",
    "a*b*c*d*e*f", "\\", "a\\", "\\:", "\"", "author:\"", "author:\"\"", "+the", "-the", "+the vgic", "the -v1", "__proto__", "constructor",
    "title:__proto__", "toString:x", "text:", "text:*", "text:a~1", "😀", "王小明", "a".repeat(100_000), "+".repeat(600), "x..y", "..", "0".repeat(40) + ".." + "f".repeat(40)];
  for (const q of odd) {
    for (const texts of [false, true]) {
      const answer = await engine.search({ q, texts, limit: 2 });
      assert.equal(answer.done, true, q);
      assert.deepEqual(answer.failed, [], q);
    }
  }
  assert.equal((await engine.search({ q: "" })).total, 0);
  assert.equal((await engine.search({ q: "a~b" })).plain, true);
  assert.equal((await engine.search({ q: "KVM: arm64" })).plain, false);
});
