// What a browser gives to the search's worker: its files come from `lorepressFile`, which gives no text
// for a file that is not there. The root of the site is the empty path.
globalThis.self = globalThis;
self.location = { href: "" };
self.URL = class {
  href = "";
};
self.AbortSignal = { timeout: () => undefined };
self.setTimeout = (work) => void Promise.resolve().then(work);
self.importScripts = (name) => {
  const text = lorepressFile(name);
  if (text === undefined) throw new Error(`${name} is missing`);
  (0, eval)(text);
};
self.fetch = async (url) => {
  const text = lorepressFile(url);
  return { ok: text !== undefined, status: text === undefined ? 404 : 200, text: async () => text };
};

/** Asks the worker as the page does, and gives its last answer as JSON. */
self.lorepressAsk = (request) => new Promise((resolve, reject) => {
  self.postMessage = ({ type, answer, message }) => {
    if (type === "trouble") reject(new Error(message));
    else if (answer?.done) resolve(JSON.stringify(answer));
  };
  self.onmessage({ data: { type: "search", id: 1, request: JSON.parse(request) } });
});
