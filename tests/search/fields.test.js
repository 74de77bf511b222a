/** Fielded queries and phrases find exactly the series that the catalog says: the JSON next to the pages. */
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const { Terms, documents, open, random, wholeIndex } = require("./site.js");

const QUERIES = 60;
const wordsOf = (text) => Terms.plain(text).split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean);
const pairsOf = (words) => words.slice(1).map((word, at) => `${words[at]} ${word}`);

/** All JSON of a kind of pages. */
function read(folder, kind) {
  return fs.readdirSync(`${folder}/${kind}`).map((name) => `${folder}/${kind}/${name}/index.json`)
    .filter((path) => fs.existsSync(path)).map((path) => JSON.parse(fs.readFileSync(path, "utf8")));
}

/** The series of a site, each with what it can be asked for by. */
function catalog(folder) {
  const authors = read(folder, "authors");
  const keys = new Set();
  const series = read(folder, "series").map((row) => {
    const people = authors.filter(({ series, sent }) => [...series, ...sent].includes(row.series));
    row.subsystems.forEach((key) => key.split("/").forEach((_, at, all) => keys.add(all.slice(0, at + 1).join("/"))));
    return {
      key: row.series,
      title: row.title,
      state: [row.state],
      list: row.lists,
      year: row.revisions.map(({ date }) => date.slice(0, 4)),
      tags: row.revisions.map(({ version }) => `v${version}`),
      subsystem: row.subsystems,
      author: people.map(({ name, addresses }) => wordsOf([name, ...addresses.map(({ email }) => email.split("@")[0])].join(" "))),
      names: people.map(({ name }) => name),
    };
  });
  return { series, keys };
}

function has({ keys }, row, field, value) {
  if (field === "subsystem") {
    const isOf = keys.has(value) ? (key) => `${key}/`.startsWith(`${value}/`) : (key) => `/${key}/`.includes(`/${value}/`);
    return row.subsystem.some(isOf);
  }
  if (field === "author") {
    const pairs = pairsOf(wordsOf(value));
    return row.author.some((words) => (pairs.length ? pairs.every((pair) => pairsOf(words).includes(pair)) : words.includes(wordsOf(value)[0])));
  }
  return row[field].includes(value);
}

/** Random queries of one to three fields, some with two values, some of them forbidden. */
function queries(site, { series }) {
  const next = random(11);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const fields = ["state", "list", "year", "tags", "subsystem", "author"];
  const value = (field) => {
    const row = pick(series);
    const own = pick(field === "author" ? row.names : row[field]);
    if (field !== "subsystem" || !own) return own;
    const levels = own.split("/");
    const from = Math.floor(next() * levels.length);
    return levels.slice(from, from + 1 + Math.floor(next() * levels.length)).join("/");
  };
  return Array.from({ length: QUERIES }, () => {
    const names = fields.filter(() => next() < 0.35).slice(0, 3);
    const asked = (names.length ? names : ["state"]).flatMap((field) => {
      const forbids = next() < 0.2;
      return Array.from({ length: next() < 0.3 ? 2 : 1 }, () => ({ field, value: value(field), forbids }));
    });
    return asked.filter((one) => one.value && wordsOf(one.value).length > 0);
  }).filter((asked) => asked.length > 0);
}

const typed = (asked) => asked.map(({ field, value, forbids }) => `${forbids ? "-" : ""}${field}:${/\s/.test(value) ? `"${value}"` : value}`).join(" ");

function expected(known, asked) {
  const isOf = (row, { field, value }) => has(known, row, field, value);
  return known.series.filter((row) => {
    const fields = new Set(asked.filter(({ forbids }) => !forbids).map(({ field }) => field));
    return !asked.some((one) => one.forbids && isOf(row, one))
      && [...fields].every((field) => asked.some((one) => one.field === field && !one.forbids && isOf(row, one)));
  }).map(({ key }) => key).sort();
}

async function found(site, q) {
  const answer = await site.engine().search({ q, limit: 1e6 });
  assert.deepEqual([answer.failed, answer.near], [[], []], q);
  return answer.results.filter(({ kind }) => kind === "series").map(({ href }) => href.split("/")[1]);
}

for (const folder of process.env.SITES.split(" ")) {
  const site = open(folder);
  const known = catalog(folder);

  test(`fields are required and exact in ${folder}`, async (t) => {
    let some = 0;
    const all = queries(site, known);
    for (const asked of all) {
      const keys = expected(known, asked);
      if (keys.length) some += 1;
      // Where nothing is found, words nearby are tried.
      else if ((await site.engine().search({ q: typed(asked) })).near.length) continue;
      assert.deepEqual((await found(site, typed(asked))).sort(), keys, typed(asked));
    }
    t.diagnostic(`${all.length} queries, ${some} with results`);
    assert.ok(all.length >= 30 && some > all.length / 4);
  });

  test(`words rank as lunr ranks them, whatever is required besides, in ${folder}`, async () => {
    const index = wholeIndex(site, false);
    const [word] = known.series.flatMap(({ title }) => wordsOf(title)).filter((word) => word.length > 2 && !Terms.isStopWord(word));
    const { clauses } = Terms.read(word, site.manifest.fields);
    const ranked = index.query((query) => clauses.forEach((clause) => query.clause({ ...clause }))).map(({ ref }) => Number(ref));
    for (const [state] of site.manifest.columns.states) {
      const own = (await site.engine().search({ q: `state:${state} ${word}`, limit: 1e6 })).results;
      const refs = own.map(({ ref }) => ref);
      assert.deepEqual(refs, ranked.filter((ref) => refs.includes(ref)), `${state} ${word}`);
      assert.ok(own.every((result) => result.state.word === state));
    }
  });

  test(`a phrase is a phrase in ${folder}`, async () => {
    const plain = known.series.filter(({ title }) => /^[\x20-\x7e]+$/.test(title) && wordsOf(title).length > 3).slice(0, 20);
    for (const { title } of plain) {
      const words = wordsOf(title).slice(1, 4);
      const isOf = (list) => pairsOf(words).every((pair) => pairsOf(list).includes(pair));
      const keys = known.series.filter((row) => isOf(wordsOf(row.title)) || row.author.some(isOf)).map(({ key }) => key);
      assert.deepEqual((await found(site, `"${words.join(" ")}"`)).sort(), keys.sort(), words.join(" "));
    }
  });
}

/** A word of plain letters, or nothing. */
const wordOf = (text, pick) => pick(text.match(/[a-z]{4,12}/g) ?? [""]);

/** Compares queries for one field with the documents that have what is asked for. */
async function compare(site, t, queries, has) {
  const all = [...documents(site.folder)].filter(({ ref }) => Terms.kindOf(ref) === 0);
  let some = 0;
  for (const { q, value } of queries(all)) {
    const refs = all.filter((document) => has(document, value, all)).map(({ ref }) => ref);
    const { results, failed } = await site.engine().search({ q, limit: 1e6 });
    assert.deepEqual(failed, [], q);
    assert.deepEqual(results.map(({ ref }) => ref).sort((a, b) => a - b), refs, q);
    some += refs.length > 0 ? 1 : 0;
  }
  t.diagnostic(`${some} queries with results`);
  return some;
}

for (const folder of process.env.SITES.split(" ")) {
  const site = open(folder);
  const next = random(5);
  const pick = (list) => list[Math.floor(next() * list.length)];

  test(`file: finds what changes a file, or one below a folder, in ${folder}`, async (t) => {
    const queries = (all) => {
      const paths = all.flatMap(({ files }) => files).filter((path) => /^[\w./+-]+$/.test(path));
      return Array.from({ length: paths.length && QUERIES }, () => {
        const levels = pick(paths).split("/").filter(Boolean);
        const value = next() < 0.2 ? levels.at(-1) : levels.slice(0, 1 + Math.floor(next() * levels.length)).join("/");
        return { q: `file:${value}`, value: Terms.plain(value) };
      });
    };
    const isBelow = (files, value) => files.some((file) => `${Terms.plain(file)}/`.startsWith(`${value}/`));
    const has = ({ files }, value, all) => (all.some((other) => isBelow(other.files, value))
      ? isBelow(files, value) : files.some((file) => Terms.plain(file).split("/").at(-1) === value));
    await compare(site, t, queries, has);
  });

  test(`said: finds what people wrote in ${folder}`, async (t) => {
    const terms = new Map();
    const termsOf = ({ ref, said }) => {
      if (!terms.has(ref)) terms.set(ref, new Set(Terms.plain(said).split(/[\s-]+/).flatMap(Terms.parts)
        .filter((word) => !Terms.isStopWord(word)).map(Terms.stem)));
      return terms.get(ref);
    };
    const queries = (all) => {
      const texts = all.map(({ said }) => said).filter((said) => /[a-z]{4}/.test(said));
      const words = Array.from({ length: texts.length && QUERIES }, () => [wordOf(pick(texts), pick), ...(next() < 0.3 ? [wordOf(pick(texts), pick)] : [])]);
      const asked = words.filter((own) => own.every((word) => word && !Terms.isStopWord(word) && Terms.parts(word).length === 1));
      return asked.map((own) => ({ q: own.length > 1 ? `said:"${own.join(" ")}"` : `said:${own[0]}`, value: own }));
    };
    // What nothing has is looked for by words nearby: only what is there is asked for.
    const has = (document, value) => value.every((word) => termsOf(document).has(Terms.stem(word)));
    const known = (all) => queries(all).filter(({ value }) => all.some((document) => has(document, value)));
    await compare(site, t, known, has);
  });
}

test("several stars are one", async () => {
  const site = open(process.env.SITES.split(" ").at(-1));
  const [letter] = [...documents(site.folder)].flatMap(({ said }) => /[a-z]{4}/.exec(said)?.[0][0] ?? []);
  for (const q of [`said:${letter}*`, "year:20*", "author:a*", "subsystem:*", "state:w*", "v*"]) {
    const one = await site.engine().search({ q, limit: 50 });
    assert.ok(one.total > 0, q);
    assert.deepEqual(await site.engine().search({ q: q.replace("*", "***"), limit: 50 }), one, q);
  }
});

test("open states are those that wait and those that are discussed", async () => {
  const site = open(process.env.SITES.split(" ").at(-1));
  const known = catalog(site.folder);
  const of = (words) => known.series.filter(({ state }) => words.includes(state[0])).map(({ key }) => key).sort();
  assert.deepEqual((await found(site, "state:open")).sort(), of(["waiting", "discussed"]));
  assert.deepEqual((await found(site, "-state:open")).sort(), of(["merged", "applied", "quiet", "backport"]));
  assert.deepEqual((await found(site, "state:wait*")).sort(), of(["waiting"]));
});

test("a state that there is not leads to those that there are", async () => {
  const site = open(process.env.SITES.split(" ").at(-1));
  const states = async (q) => (await site.engine().search({ q })).states;
  assert.deepEqual((await states("state:waitin")).slice(0, 2), ["open", "merged"]);
  for (const q of ["state:waiting zzzzqqqqxxxx", "state:wait* zzzzqqqqxxxx", "state:OPEN", "zzzzqqqqxxxx"]) assert.deepEqual(await states(q), [], q);
});

test("a name with a wrong letter leads to one nearby, and says so", async () => {
  const site = open(process.env.SITES.split(" ").at(-1));
  const words = catalog(site.folder).series.flatMap(({ names }) => names.flatMap(wordsOf)).filter((word) => /^[a-z]{6,}$/.test(word));
  const word = words.find((word) => Terms.stem(word) === word && !words.some((other) => other !== word && other.startsWith(word.slice(0, 3))));
  const wrong = word.slice(0, 3) + word.slice(4);
  for (const q of [wrong, `author:${wrong}`, `author:${wrong} state:open`, wrong.toUpperCase()]) {
    const { near, results } = await site.engine().search({ q, limit: 5 });
    if (q.includes("state") && results.length === 0) continue;
    assert.equal(near[0]?.[0], wrong, q);
    assert.ok(near[0][1].includes(word) && results.some(({ authors, title }) => wordsOf([title, ...authors].join(" ")).includes(word)), q);
  }
  assert.deepEqual((await site.engine().search({ q: word })).near, []);
  assert.equal((await site.engine().search({ q: "zzzzqqqqxxxx" })).total, 0);
});

test("of several words only those that no document has are replaced", async () => {
  const site = open(process.env.SITES.split(" ").at(-1));
  const names = catalog(site.folder).series.flatMap(({ names }) => names.map(wordsOf));
  const [first, last] = names.find((words) => words.length === 2 && words.every((word) => /^[a-z]{5,}$/.test(word)));
  const wrong = last.slice(0, 3) + last.slice(4);
  const { near, results } = await site.engine().search({ q: `author:"${first} ${wrong}"` });
  assert.deepEqual(near.map(([word]) => word), [wrong]);
  assert.ok(results.length && results.every(({ authors, title }) => wordsOf([title, ...authors].join(" ")).includes(first)));
});

test("a value without words has none nearby, and a word of parts has those of its parts", async () => {
  const site = open(process.env.SITES.split(" ").at(-1));
  const titles = catalog(site.folder).series.map(({ title }) => wordsOf(title).filter((word) => /^[a-z]{6,}$/.test(word)));
  const [first, last] = titles.find((words) => words.length > 1);
  const wrong = last.slice(0, 3) + last.slice(4);
  for (const q of [`author:@a.example ${wrong}`, `author:@a.example author:${wrong}q`]) {
    const { total, failed } = await site.engine().search({ q });
    assert.deepEqual([total, failed], [0, []], q);
  }
  const { near, total } = await site.engine().search({ q: `title:${first}_${wrong}` });
  assert.ok(near.length > 0 && total > 0, `${first}_${wrong}`);
});

test("what no document has is found nowhere, whatever else is asked", async () => {
  const site = open(process.env.SITES.split(" ").at(-1));
  const [word] = catalog(site.folder).series.flatMap(({ title }) => wordsOf(title)).filter((word) => word.length > 4);
  for (const q of [`title:${word} state:none -other`, 'author:"" state:open', "subsystem:--- state:open", `author:@a.example ${word}`]) {
    const { total, failed } = await site.engine().search({ q });
    assert.deepEqual([total, failed], [0, []], q);
  }
});

test("results can be had by their last mails", async () => {
  const { results } = await open(process.env.SITES.split(" ").at(-1)).engine().search({ q: "state:open", sort: "moved", limit: 50 });
  const days = results.map(({ moved }) => moved);
  assert.ok(days.length > 1 && days.every(Boolean));
  assert.deepEqual(days, [...days].sort().reverse());
});
