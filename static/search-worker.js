// Answers what is asked: in a worker next to the page, so that typing never waits, or in the page where no worker runs. In a site,
// this is a part of the script of the search page, behind the engine.
//
// Asked:    {type: "manifest", text} | {type: "search", id, request} | {type: "names", id, prefix} | {type: "drawn"} | {type: "retry"}
// Answered: {type: "answer", id, answer} | {type: "names", id, names} | {type: "trouble", about: "search" | "names", id, message}

/** Longer than any file of the index takes; a host that does not answer is as good as one that fails. */
const PATIENCE = 30_000;
/** Longer than a page takes to draw what it was told. */
const UNSEEN = 2_000;

/**
 * @param {string} root the site's address
 * @param {(reply: object) => void} tell
 * @param {(path: string, name: string) => any} run runs a script, and gives what it has under a name that all can see
 * @returns {(message: object) => void} what asks
 */
function searchService(root, tell, run) {
  const engine = new SearchEngine({ root, load, later: (path, name) => self[name] ?? run(root + path, name), drawn });
  /** The page has the manifest; one without it gives nothing. Used once. */
  let give;
  let manifest = new Promise((resolve) => { give = resolve; });
  /** The newest message of each type. Older ones are stale: nobody waits for them any more. */
  const newest = {};
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

  /** Until the page has drawn what it was told; one that is not seen draws nothing. */
  function drawn() {
    return new Promise((resolve) => {
      onDrawn = resolve;
      setTimeout(resolve, UNSEEN);
    });
  }

  const answer = (message, reply) => newest[message.type] === message && tell({ ...reply, id: message.id });

  const works = {
    async search(message) {
      const update = (found) => answer(message, { type: "answer", answer: withMarks(found) });
      update(await engine.search(message.request, update));
    },
    async names(message) {
      answer(message, { type: "names", names: await engine.names(message.prefix) });
    },
  };

  /** Lets messages that wait already come first: of several keystrokes only the last is worked on. */
  function soon(message) {
    newest[message.type] = message;
    setTimeout(async () => {
      if (newest[message.type] !== message) return;
      try {
        await works[message.type](message);
      } catch (error) {
        answer(message, { type: "trouble", about: message.type, message: String(error?.message ?? error) });
      }
    });
  }

  return (message) => {
    if (message.type === "drawn") return onDrawn();
    if (message.type === "manifest") return give(message.text);
    if (message.type !== "retry") return soon(message);
    engine.retry();
    // What is still under way will fail as it began, and is not heard any more.
    for (const asked of Object.values(newest)) soon({ ...asked });
  };
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

/** The word, or those pairs of its characters that are terms: of scripts without spaces, which only a query of such has. */
function marked(word, at, terms) {
  if (isTerm(word, terms)) return [[at, word]];
  return self.SearchUnspaced?.found(word, at, (pair) => isTerm(pair, terms)) ?? [];
}

function isTerm(text, terms) {
  const word = SearchParts.trim(SearchParts.plain(text));
  return terms.has(word) || terms.has(SearchParts.stem(word));
}

if (!self.document) {
  // The script's file is in a folder of the site.
  const root = new URL("../", self.location.href).href;
  const hear = searchService(root, (reply) => postMessage(reply), (address, name) => {
    importScripts(address);
    return self[name];
  });
  self.onmessage = ({ data }) => void hear(data);
}
self.searchService = searchService;
