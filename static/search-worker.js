// Runs the engine next to the page, so that typing never waits for it. In a site, this is a part of the script of the search page,
// behind the engine.
//
// To the worker: {type: "manifest", text} | {type: "search", id, request} | {type: "names", id, prefix} | {type: "drawn"} |
//   {type: "retry"}
// To the page:   {type: "answer", id, answer} | {type: "names", id, names} | {type: "trouble", about: "search" | "names", id, message}

/** Longer than any file of the index takes; a host that does not answer is as good as one that fails. */
const PATIENCE = 30_000;
/** Longer than a page takes to draw what it was told. */
const UNSEEN = 2_000;

/** The script's file is in a folder of the site. */
const engine = new SearchEngine({ root: new URL("../", self.location.href).href, load, later, drawn });

/** The page has the manifest; one without it gives nothing. Used once. */
let give;
let manifest = new Promise((resolve) => { give = resolve; });

/** The newest message of each type. Older ones are stale: nobody waits for them any more. */
const newest = { search: null, names: null };

let onDrawn = () => {};

/** What failed: a host may have told the browser to keep even that. */
const failed = new Set();

/** @param {string} url */
async function load(url) {
  if (manifest && url.endsWith("/search/index.json")) {
    const text = await manifest;
    manifest = null;
    if (text) return text;
  }
  const cache = failed.has(url) ? "reload" : "default";
  const response = await fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) {
    failed.add(url);
    throw new Error(`${url}: ${response.status}`);
  }
  return response.text();
}

/** Runs a script, which a worker may wait for, and gives what it has. */
function later(path, name) {
  if (!self[name]) importScripts(engine.root + path);
  return self[name];
}

/** Until the page has drawn what it was told; one that is not seen draws nothing. */
function drawn() {
  return new Promise((resolve) => {
    onDrawn = resolve;
    setTimeout(resolve, UNSEEN);
  });
}

self.onmessage = ({ data }) => {
  if (data.type === "drawn") return void onDrawn();
  if (data.type === "manifest") return void give(data.text);
  if (data.type === "retry") {
    engine.retry();
    // What is still under way will fail as it began, and is not heard any more.
    for (const [type, work] of Object.entries({ search, names })) {
      if (newest[type]) soon(newest[type] = { ...newest[type] }, work);
    }
    return;
  }
  newest[data.type] = data;
  soon(data, data.type === "search" ? search : names);
};

/** Lets messages that wait already come first: of several keystrokes only the last is worked on. */
function soon(message, work) {
  setTimeout(async () => {
    if (newest[message.type] !== message) return;
    try {
      await work(message);
    } catch (error) {
      tell(message, { type: "trouble", about: message.type, message: String(error?.message ?? error) });
    }
  });
}

async function search(message) {
  const update = (answer) => tell(message, { type: "answer", answer: withMarks(answer) });
  update(await engine.search(message.request, update));
}

async function names(message) {
  tell(message, { type: "names", names: await engine.names(message.prefix) });
}

function tell(message, reply) {
  if (newest[message.type] === message) postMessage({ ...reply, id: message.id });
}

function withMarks(answer) {
  const mark = (result) => ({ ...result, marks: marks(result.title, new Set(result.matched)) });
  return { ...answer, results: answer.results.map(mark) };
}

/**
 * Where a title has the matched terms, as pairs of start and end. Terms are stems, so words are compared by theirs.
 * A symbol such as `kvm_pgtable_walk` is a term as a whole and by its parts.
 * @param {string} title
 * @param {Set<string>} terms
 */
function marks(title, terms) {
  const found = [];
  for (const { 0: chunk, index } of title.matchAll(/[^\s-]+/g)) {
    const [, before, core] = /^([^\p{Alphabetic}\p{N}_]*)(.*?)[^\p{Alphabetic}\p{N}_]*$/u.exec(chunk);
    const words = core && isTerm(core, terms)
      ? [[before.length, core]]
      : [...chunk.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(({ 0: word, index: at }) => marked(word, at, terms));
    for (const [at, word] of words) {
      const last = found.at(-1);
      if (last && index + at < last[1]) last[1] = index + at + word.length;
      else found.push([index + at, index + at + word.length]);
    }
  }
  return found;
}

/** The word, or those pairs of its characters that are terms: of scripts without spaces. */
function marked(word, at, terms) {
  if (isTerm(word, terms)) return [[at, word]];
  const found = [];
  const letters = [...word];
  letters.forEach((letter, place) => {
    const pair = letter + (letters[place + 1] ?? "");
    if (SearchParts.isUnspaced(letter) && isTerm(pair, terms)) found.push([at, pair]);
    at += letter.length;
  });
  return found;
}

function isTerm(text, terms) {
  const word = SearchParts.trim(SearchParts.plain(text));
  return terms.has(word) || terms.has(SearchParts.stem(word));
}
