/** The engine answers as one lunr index over all documents does: the same results, scores and matched words. */
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const { split } = require("../../static/search-fields.js");
const { Terms, documents, lunr, open, random, wholeIndex } = require("./site.js");

const RANDOM = 500;
const SHOWN = 20;
/** Of words alone: what fields and phrases find is in `fields.test.js`. */
const HAND_WRITTEN = fs.readFileSync(`${__dirname}/queries.txt`, "utf8").split("\n")
  .filter((typed) => typed && split(typed, ["title", "text", "said"]).typed.length === 0);

/** Random queries of all forms, from the words of random documents. */
function queries(site, fields, edits) {
  const next = random(7);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const words = new Map(fields.map((field) => [field, []]));
  for (const document of documents(site.folder)) {
    for (const field of fields) words.get(field).push(...document[field].slice(0, 2_000).split(/\s+/).filter((word) => /\w/.test(word)));
  }
  const used = fields.filter((field) => words.get(field).length > 0);
  const plain = (field) => pick(words.get(field)).replace(/[~^*+:\\-]/g, "");
  const forms = [
    () => plain(pick(used)),
    () => plain(pick(used)),
    () => `${plain(pick(used)).slice(0, 2 + Math.floor(next() * 3))}*`,
    () => `+${plain(pick(used))}`,
    () => `-${plain(pick(used))}`,
    () => `${plain(pick(used))}^${1 + Math.floor(next() * 9)}`,
  ];
  if (edits) {
    forms.push(() => { const word = plain("title"); const at = Math.floor(next() * word.length); return `${word.slice(0, at)}${word.slice(at + 1)}~1`; });
    forms.push(() => `*${plain("title").slice(-4)}`);
    forms.push(() => { const word = plain("title"); return `${word.slice(0, 2)}*${word.slice(-2)}`; });
  }
  return Array.from({ length: RANDOM }, () => Array.from({ length: 1 + Math.floor(next() * 4) }, () => pick(forms)()).join(" "));
}

/** What lunr itself makes of the clauses; of the words as they were typed where the engine changed nothing. */
function expected(index, typed, fields) {
  const { clauses } = Terms.read(typed, fields);
  if (clauses.length === 0) return [];
  let own = null;
  try {
    const query = new lunr.Query(fields);
    new lunr.QueryParser(typed, query).parse();
    own = query.clauses;
  } catch {
    // No query for lunr: the engine reads it as plain words.
  }
  const unchanged = own && JSON.stringify(own) === JSON.stringify(clauses);
  return unchanged ? index.search(typed) : index.query((query) => clauses.forEach((clause) => query.clause({ ...clause })));
}

/** The fields that a query searches. */
function fieldsOf({ manifest }, texts) {
  return texts ? [...manifest.fields, manifest.asked[0][0]] : manifest.fields;
}

/** How many results a query has, whose answer is compared. */
async function compare(site, index, texts, typed) {
  const fields = fieldsOf(site, texts);
  const hits = expected(index, Terms.withErrorCodes(typed), fields);
  const answer = await site.shared.search({ q: typed, texts, limit: SHOWN });
  assert.deepEqual(answer.failed, [], typed);
  assert.equal(answer.done, true);
  // The name of a mail that is there leads to it, and lunr is not asked.
  if (Terms.mailOf(typed) && answer.results.every(({ score }) => score === 0)) return answer.total;
  // Where lunr finds nothing, words nearby are tried.
  if (hits.length === 0 && answer.near.length > 0) return 0;
  assert.equal(answer.total, hits.length, `total of ${typed}`);
  const shown = (list) => list.map(({ ref, score, words }) => [Number(ref), score, words]);
  const theirs = hits.slice(0, SHOWN).map((hit) => ({ ...hit, words: Object.keys(hit.matchData.metadata) }));
  const ours = answer.results.map((result) => ({ ...result, words: result.matched }));
  assert.deepEqual(shown(ours), shown(theirs), typed);
  return hits.length;
}

for (const folder of process.env.SITES.split(" ")) {
  for (const texts of [false, true]) {
    test(`queries over ${folder}${texts ? ", with texts" : ""}`, async (t) => {
      const site = open(folder);
      site.shared = site.engine();
      const index = wholeIndex(site, texts);
      const fields = fieldsOf(site, texts);
      // In texts no term is looked up by edits or by its end.
      const byHand = HAND_WRITTEN.filter((typed) => !texts || !/~|(^|:)\*|\w\*\w/.test(typed));
      let found = 0;
      const all = [...queries(site, fields, !texts), ...byHand];
      for (const typed of all) found += (await compare(site, index, texts, typed)) > 0 ? 1 : 0;
      t.diagnostic(`${all.length} queries, ${found} with results`);
      assert.ok(found > all.length / 2);
    });
  }
}
