/** What the engine promises besides ranking: names, filters, failures, growing answers, and that nothing throws. */
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const { SearchEngine, Terms, documents, open } = require("./site.js");

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
  for (const name of ["kind", "state", "year", "list", "author"]) {
    assert.ok(all.facets[name].length > 0, name);
    for (const { value, count } of all.facets[name].slice(0, 3)) {
      const answer = await engine.search({ q: "v1", filters: { [name]: [value] }, limit: 5 });
      assert.equal(answer.total, count, `${name} ${value}`);
      if (name === "state") assert.ok(answer.results.every(({ state }) => state.word === value));
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

test("filters without words list all that passes them, the newest first", async () => {
  const engine = site.engine();
  const { total, results, facets } = await engine.search({ q: " ", filters: { kind: ["series"] }, limit: 50 });
  assert.equal(facets.kind.find(({ value }) => value === "series").count, total);
  assert.equal(total, [...documents(site.folder)].filter(({ ref }) => Terms.kindOf(ref) === 0).length);
  const dates = results.map(({ date }) => date);
  assert.deepEqual(dates, [...dates].sort().reverse());
  assert.ok(results.every(({ kind }) => kind === "series"));
});

test("a commit leads to the digests that hold it", async () => {
  const [filter] = (await site.engine().search({ q: "", filters: { kind: ["digest"] }, limit: 1 })).results;
  const [lines] = Terms.Shards.all(JSON.parse(await site.load(`${site.folder}/search/ids.json`))).slice(-1);
  const text = (await Promise.all(lines.files.map((name) => site.load(`${site.folder}/search/${name}.txt`)))).join("");
  const commit = /^([0-9a-f]{12})\t/m.exec(text)[1];
  for (const typed of [commit, ` ${commit.slice(0, 9).toUpperCase()} `, commit.padEnd(40, "0")]) {
    const { results, total } = await site.engine().search({ q: typed, limit: 5 });
    assert.ok(total >= 1 && results.every(({ kind }) => kind === "digest"), typed);
    assert.ok(results.some(({ date }) => date.slice(0, 7) === filter.date.slice(0, 7)), typed);
  }
});

test("what looks like a mail is told from what does not", () => {
  const check = (typed, expected) => assert.deepEqual(Terms.mailOf(typed), expected, typed);
  check("<a@b>", { id: "a@b" });
  check(" 20230105173017.3264126-1-maz@kernel.org ", { id: "20230105173017.3264126-1-maz@kernel.org" });
  check("https://lore.kernel.org/kvmarm/20230105.1-maz@kernel.org/T/#u", { id: "20230105.1-maz@kernel.org" });
  check("https://lore.kernel.org/r/20230105.1%2Fmaz%40kernel.org", { id: "20230105.1/maz@kernel.org" });
  check("https://lore.kernel.org/r/1%zz@kernel.org/", { id: "1%zz@kernel.org" });
  check("lore.kernel.org/all/20230105.1-maz@kernel.org/", { id: "20230105.1-maz@kernel.org" });
  check("Link: https://lore.kernel.org/r/20230105.1-maz@kernel.org", { id: "20230105.1-maz@kernel.org" });
  check("Message-ID: <a@b>", { id: "a@b" });
  check("Y6C/aACDK8rrF6df@google.com", { id: "Y6C/aACDK8rrF6df@google.com" });
  check("0123456789abcdef0123456789abcdef01234567", { prefix: "0123456789ab" });
  check("commit: 0123456789ab", { prefix: "0123456789ab" });
  for (const typed of ["maz@kernel.org", "id: vgic", "lore.kernel.org/kvmarm/", "author:maz2@kernel.org", "defaced", "abc123", "vgic", "a <b@c>", "1@"]) check(typed, null);
  check(`${"1".repeat(100_000)}`, null);
});

test("names are found as they are written and as they are typed", async () => {
  const accented = [...documents(site.folder)].find(({ ref, title }) => Terms.kindOf(ref) === 1 && /[à-ž]/i.test(title));
  assert.ok(accented, "the site has such a name");
  const plain = Terms.plain(accented.title);
  assert.match(plain, /^[\x00-\x7f]+$/);
  for (const typed of [accented.title, plain, accented.title.toUpperCase()]) {
    const { results } = await site.engine().search({ q: typed, limit: 5 });
    assert.ok(results.some(({ kind, title }) => kind === "author" && title === accented.title), typed);
    assert.ok((await site.engine().names(typed)).some(({ title }) => title === accented.title), typed);
  }
});

test("a date is read as digests are titled", () => {
  const check = (typed, words) => {
    const { clauses, plain } = Terms.read(typed, site.manifest.fields);
    assert.deepEqual([clauses.map(({ term }) => term), plain], [words, false], typed);
    assert.ok(clauses.filter(({ term }) => /2022|december/.test(term)).every(({ fields }) => fields.join() === "title"), typed);
  };
  check("2022-12-06", ["6", "december", "2022"]);
  check("vgic 2022-12", ["vgic", "december", "2022"]);
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

test("where the file of a value fails, no other meaning takes its place", async () => {
  const lists = Terms.Shards.all(JSON.parse(await site.load(`${site.folder}/search/exact.json`)));
  const texts = await Promise.all(lists.flatMap(({ files }) => files).map((name) => site.load(`${site.folder}/search/${name}.txt`)));
  const lines = new Map(texts.flatMap((text) => [...Terms.readShard(text)]));
  const refsOf = (term) => (lines.has(term) ? Terms.readSet(lines.get(term)) : []);
  const paths = [...lines.keys()].flatMap((term) => /^subsystem=([\w/-]+)$/.exec(term)?.[1] ?? []);
  const path = paths.find((path) => refsOf(`subsystem~${path}`).some((ref) => !refsOf(`subsystem=${path}`).includes(ref)));
  assert.ok(path, "the site has a level of that name below another");
  // The term is in a file of its own, which is gone.
  const own = `subsystem=${path}`;
  const load = async (url) => {
    const text = (await site.load(url)).replace(new RegExp(`^${own}\t.*\n`, "m"), "");
    if (!url.endsWith("/exact.json")) return text;
    const listed = JSON.parse(text);
    const shards = listed.shards.map((list) => ({ ...list, split: `${list.split} ${own}`.trim(), own: `${list.own} isnotthere`.trim() }));
    return JSON.stringify({ ...listed, shards });
  };
  for (const q of [`subsystem:${path}`, `subsystem:${path} tags:v*`]) {
    const { failed, total } = await new SearchEngine({ root: `${site.folder}/`, load }).search({ q });
    assert.deepEqual([failed, total], [[`${site.folder}/search/isnotthere.txt`], 0], q);
  }
});

test("what has no edits needs no lunr, and what does says if it cannot be had", async () => {
  const later = (path) => {
    if (path.includes("lunr")) throw new Error("down");
    return require(`../../static/${path}`);
  };
  const engine = new SearchEngine({ root: `${site.folder}/`, load: site.load, later });
  for (const q of ["v1", "KVM: arm64: vgic-v3", "+v1 -v2", "title:v1", "state:open", '"a b"', "year:20* v1", "C++", "v*", "+*1 v1^2", "author:a*b", "tags:*", "王",
    "a~b", "v1^x", "title:v1^2", "file:a~1 v1"]) {
    assert.deepEqual((await engine.search({ q })).failed, [], q);
  }
  for (const q of ["v1~1", "title:v1~1", "-v1~1 state:open"]) assert.match(String((await engine.search({ q })).failed), /lunr/, q);
});

test("scripts are loaded for the queries that need them, and named where they cannot be had", async () => {
  const needed = {
    "v1": [], "+v1 -v2": [], "KVM: arm64: vgic-v3": [], "v1^2": [], "it's 50%": [],
    "state:open": ["fields"], '"a b"': ["fields"], "TAG:v1": ["fields"], "+author:ada v1": ["fields"],
    "v1*": ["syntax"], "v1~": ["syntax"], "2022-12-06": ["syntax"], "0123abc..0123def": ["mail", "syntax"],
    "title:v1*": ["fields", "syntax"], "王小明": ["unspaced"], "-王小明": ["fields", "unspaced"], "a@b": ["mail"],
  };
  for (const [q, expected] of Object.entries(needed)) {
    const asked = new Set();
    const load = (down) => new SearchEngine({
      root: `${site.folder}/`, load: site.load,
      later(path) {
        asked.add(path);
        // Words nearby are for what is not found, and need more.
        if (path === down || path.includes("near")) throw new Error("down");
        return require(`../../static/${path}`);
      },
    });
    await load().search({ q });
    const own = [...asked].filter((path) => !/columns|near/.test(path));
    assert.deepEqual(own.sort(), expected.map((name) => `search-${name}.js`), q);
    for (const path of own) assert.match(String((await load(path).search({ q })).failed), new RegExp(path), q);
  }
});

test("titles come with the shards of their words", async () => {
  const load = (url) => (/results/.test(url) ? Promise.reject(new Error("down")) : site.load(url));
  const whole = await site.engine().search({ q: "v1", limit: 10 });
  const { results } = await new SearchEngine({ root: `${site.folder}/`, load }).search({ q: "v1", limit: 10 });
  assert.ok(results.length > 0);
  for (const { ref, title, href } of results) {
    const same = whole.results.find((result) => result.ref === ref);
    assert.deepEqual([title, href], [same.title, same.href]);
  }
});

test("the files of a newer build are found at the second try", async () => {
  let old = true;
  // The manifest of a build whose shards are gone.
  const load = async (url) => {
    const text = await site.load(url);
    return old && url.endsWith("search/index.json") ? text.replace(/[0-9a-f]{10}(?=[0-9a-f ]*")/g, "0123456789") : text;
  };
  const engine = new SearchEngine({ root: `${site.folder}/`, load });
  assert.ok((await engine.search({ q: "v1", limit: 5 })).failed.length > 0);
  old = false;
  engine.retry();
  const { failed, results } = await engine.search({ q: "v1", limit: 5 });
  assert.deepEqual([failed, results.length], [[], 5]);
});

test("what is forbidden is forbidden beside a word that tells nothing", async () => {
  const of = async (q) => (await site.engine().search({ q, limit: 1e6 })).results.map(({ ref }) => ref);
  for (const part of ["state:open", "-state:open"]) {
    const [own, all] = [await of(`${part} -v1`), await of(part)];
    assert.ok(own.length < all.length, part);
    assert.deepEqual(await of(`${part} the -v1`), own, part);
  }
  assert.deepEqual(await of("the -v1"), []);
});

test("a long word leaves the others as they are", async () => {
  const own = await site.engine().search({ q: "v1" });
  assert.ok(own.total > 0);
  for (const length of [60, 100, 200, 400]) {
    for (const word of ["x".repeat(length), `-${"x".repeat(length)}`, `-${"x".repeat(length)}_v1`]) {
      const { total, plain, results } = await site.engine().search({ q: `v1 ${word}` });
      assert.deepEqual([total, plain, results.map(({ ref }) => ref)], [own.total, false, own.results.map(({ ref }) => ref)], word);
    }
  }
});

test("whatever is typed gives an answer", async () => {
  const engine = site.engine();
  const odd = ["", " ", ":", "a:", ":a", "title:", "title::", "+", "-", "+-", "--", "~", "~1", "a~", "a~x", "a~99", "^", "a^", "a^x", "*", "**",
    "a*b*c*d*e*f", "\\", "a\\", "\\:", "\"", "author:\"", "author:\"\"", "state:", "state::", "subsystem:/", "-state:x", "-\"a b\"", "\"\"", "file:", "file:/", "file:*", "file:..", "-file:a", "said:", "said:*", "said:\"a b\"", "said:a~1", "file:* v1", "file:v*c v1",
    "file:vgic~1 v1", "ſtate:vgic v1", "ｶ", "㈱", "vgic＊", "＋vgic", "a－－b", "tags:* year:*~1", "state:w~1", "+the", "-the", "+the vgic", "the -v1", "__proto__", "constructor",
    "title:__proto__", "toString:x", "text:", "text:*", "text:a~1", "😀", "王小明", "a".repeat(100_000), "+".repeat(600), "x..y", "..", "0".repeat(40) + ".." + "f".repeat(40)];
  const { lunr } = globalThis;
  for (const q of odd) {
    for (const texts of [false, true]) {
      // Each query loads what it needs, whatever the one before it needed.
      delete globalThis.lunr;
      const answer = await engine.search({ q, texts, limit: 2 });
      assert.equal(answer.done, true, q);
      assert.deepEqual(answer.failed, [], q);
    }
  }
  globalThis.lunr = lunr;
  assert.equal((await engine.search({ q: "" })).total, 0);
  assert.equal((await engine.search({ q: "a~b" })).plain, true);
  assert.equal((await engine.search({ q: "KVM: arm64" })).plain, false);
});
