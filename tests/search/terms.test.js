/** The generator's terms are those of lunr in the browser: odd strings, and all titles and texts. */
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const { execFileSync } = require("node:child_process");
const { Terms, documents, lunr, parts, random } = require("./site.js");

const { PROGRAM, SITES } = process.env;
const pipeline = new lunr.Pipeline();
pipeline.add(parts, lunr.stopWordFilter, lunr.stemmer);

function compare(texts) {
  const input = texts.map((text) => JSON.stringify(text)).join("\n");
  const lines = execFileSync(PROGRAM, ["--terms"], { input, maxBuffer: 2 ** 31 - 1 }).toString().trimEnd().split("\n");
  assert.equal(lines.length, texts.length);
  texts.forEach((text, at) => {
    const expected = pipeline.run(lunr.tokenizer(Terms.plain(text))).map(String);
    assert.deepEqual(JSON.parse(lines[at]), expected, JSON.stringify(text).slice(0, 200));
    const words = lunr.tokenizer(Terms.plain(text)).flatMap((token) => Terms.parts(token.toString()));
    const own = words.filter((word) => !Terms.isStopWord(word)).map(Terms.stem);
    assert.deepEqual(own, expected, JSON.stringify(text).slice(0, 200));
  });
}

test("odd strings", () => {
  compare(JSON.parse(fs.readFileSync(`${__dirname}/odd.json`, "utf8")));
});

test("words put together at random", () => {
  const next = random(1);
  const syllables = "y e ed ing s ss es ies eed at bl iz ation al ate ous ive ize ness ful ment tion ll o u a i b c t x w z _ / é ß Ø ő Ł ﬁ 😀 王 明 が 김 ｶﾞ ー ж ς ث ก —".split(" ");
  const word = () => Array.from({ length: 1 + Math.floor(next() * 6) }, () => syllables[Math.floor(next() * syllables.length)]).join("");
  compare(Array.from({ length: 20_000 }, word));
});

test("a pattern with several stars takes few steps", () => {
  const word = "a".repeat(Terms.LONGEST);
  const { keys } = Object;
  let steps = 0;
  Object.keys = (of) => { steps += 1; return keys(of); };
  try {
    assert.deepEqual(Terms.among({ term: "*a*a*a" }, [word]), [word]);
  } finally {
    Object.keys = keys;
  }
  assert.ok(steps > 0 && steps < 20 * word.length, `${steps} steps`);
});

test("a pattern fits what an expression fits", () => {
  const next = random(3);
  const word = (letters, most) => Array.from({ length: Math.floor(next() * most) }, () => letters[Math.floor(next() * letters.length)]).join("");
  for (let count = 0; count < 5_000; count++) {
    const [pattern, term] = [word("ab*", 7), word("ab", 9)];
    const expected = new RegExp(`^${pattern.replace(/\*+/g, ".*")}$`).test(term);
    assert.equal(Terms.fits(pattern)(term), expected, `${pattern} ${term}`);
  }
});

for (const site of SITES.split(" ")) {
  test(`titles and texts of ${site}`, () => {
    const texts = [];
    for (const document of documents(site)) texts.push(document.title, document.author, document.text.slice(0, 100_000));
    compare(texts);
  });
}

test("error codes are words, and no sign excludes them", () => {
  const typed = "return -EINVAL or -EPROBE_DEFER, -EIO; not -EL2 -quiet -einval x-EINVAL";
  assert.equal(Terms.withErrorCodes(typed), "return EINVAL or EPROBE_DEFER, EIO; not -EL2 -quiet -einval x-EINVAL");
});
