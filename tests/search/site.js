/** What the tests share: a built site, its documents, an engine over it, and whole lunr indexes to compare with. */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");

const lunr = globalThis.lunr = require("lunr");
const { SearchEngine, Terms: OfWords } = require("../../static/search-engine.js");
// What a browser loads for some queries only, the tests have from the beginning.
const later = ["syntax", "fields", "near", "mail", "unspaced"].map((name) => require(`../../static/search-${name}.js`));
const Terms = Object.assign({ ...OfWords }, ...later.map(({ read, find, ...own }) => own));

/** @param {string} folder of the built site; next to it its documents, `FOLDER.jsonl` */
function open(folder) {
  const fetched = new Map();
  const load = async (url) => {
    const bytes = fs.readFileSync(url);
    fetched.set(path.relative(folder, url), zlib.gzipSync(bytes, { level: 9 }).length);
    return bytes.toString("utf8");
  };
  const engine = () => new SearchEngine({ root: `${folder}/`, load });
  const manifest = JSON.parse(fs.readFileSync(`${folder}/search/index.json`, "utf8"));
  return { folder, engine, load, fetched, manifest };
}

function* documents(folder) {
  for (const line of fs.readFileSync(`${folder}.jsonl`, "utf8").split("\n")) {
    if (line) yield JSON.parse(line);
  }
}

/** What the engine does to words before lunr sees them, for lunr's pipelines: in place of lunr's trimmer, which cuts all but ASCII. */
const parts = (token) => Terms.parts(token.toString()).map((part) => token.clone(() => part));
lunr.Pipeline.registerFunction(parts, "lorepressParts");

/** A whole index by lunr alone, over the same documents. */
function wholeIndex(site, texts) {
  const { fields, asked: [[text]] } = site.manifest;
  lunr.TokenSet._nextId = 1e9;
  const builder = new lunr.Builder();
  builder.pipeline.add(parts, lunr.stopWordFilter, lunr.stemmer);
  builder.ref("ref");
  for (const field of texts ? [...fields, text] : fields) builder.field(field, { extractor: (document) => Terms.plain(document[field]) });
  for (const document of documents(site.folder)) builder.add(document);
  const index = builder.build();
  const vocabulary = Object.keys(index.invertedIndex);
  index.pipeline = { runString: (term) => Terms.meant(term, vocabulary) };
  return index;
}

/** Numbers that look random and are the same in every run (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

module.exports = { lunr, Terms, parts, SearchEngine, open, documents, wholeIndex, random };
