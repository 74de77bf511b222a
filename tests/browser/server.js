// Serves the built site as Netlify would: compressed, and with the headers of netlify.toml. A test can put its own answers in place
// of files, to make a part of the index slow, broken or hostile.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { extname, join, normalize } from "node:path";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
export const repository = join(here, "../..");
/** The program, wherever cargo builds it. */
export const program = () => join(execFileSync(join(repository, "tests/target"), { encoding: "utf8" }).trim(), "release/lorepress");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".xml": "application/xml; charset=utf-8",
};

/** The tables `[[headers]]` of netlify.toml: a path, and the headers under it. */
export async function policies() {
  const text = await readFile(join(repository, "netlify.toml"), "utf8");
  return text.split("[[headers]]").slice(1).map((table) => {
    const pairs = [...table.matchAll(/^([\w-]+)\s*=\s*"(.*)"$/gm)].map(([, name, value]) => [name, value]);
    const { for: path, ...headers } = Object.fromEntries(pairs);
    return { path: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll("*", ".*")}$`), headers };
  });
}

/**
 * @typedef {(request: {path: string}) => Promise<{status?: number, type?: string, headers?: object, body: string}>} Answer
 */

/**
 * A server of a folder, at any free port, under a path such as `/` or `/digests/`.
 * @param {{key: string, cert: string}} [tls] for HTTP/2
 * @param {number} [delay] milliseconds that each answer waits: those of a round trip
 */
export async function serve(folder, under = "/", tls = null, delay = 0) {
  /** @type {Map<string, Answer>} */
  const stubs = new Map();
  const requests = [];
  /** When an answer was ready, what had gone out when it was sent, in bytes with the headers, and its own bytes without them. */
  const sent = [];
  const sockets = new Set();
  const rules = await policies();

  async function answer(path) {
    const stub = stubs.get(path);
    if (stub) return { status: 200, type: TYPES[extname(path)], ...await stub({ path }) };
    const file = normalize(path.endsWith("/") ? `${path}index.html` : path);
    try {
      return { status: 200, type: TYPES[extname(file)], body: await readFile(join(folder, file)) };
    } catch {
      return { status: 404, type: TYPES[".html"], body: await readFile(join(folder, "404.html")) };
    }
  }

  const make = tls ? (act) => createSecureServer(tls, act) : createServer;
  const server = make(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    requests.push(pathname);
    if (!pathname.startsWith(under)) return response.writeHead(404).end();
    const path = `/${decodeURI(pathname.slice(under.length))}`;
    const [{ status, type, headers: own, body }] = await Promise.all([answer(path), delay && setTimeout(delay)]);
    const headers = rules.filter((rule) => rule.path.test(path)).map((rule) => rule.headers);
    const content = { "Content-Type": type ?? "application/octet-stream", "Content-Encoding": "gzip" };
    response.writeHead(status, Object.assign(content, ...headers, own));
    const packed = gzipSync(body, { level: 9 });
    const time = Date.now();
    response.once("finish", () => sent.push({ time, bytes: written(), path, size: packed.length }));
    response.end(packed);
  });
  const written = () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);
  server.on(tls ? "secureConnection" : "connection", (socket) => sockets.add(socket));
  // A test that fails does not close its server, and should not wait for it.
  server.unref();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    root: `${tls ? "https" : "http"}://127.0.0.1:${server.address().port}${under}`,
    requests,
    sent,
    /** @param {string} path @param {Answer} act */
    stub: (path, act) => stubs.set(path, act),
    unstub: (path) => stubs.delete(path),
    close: () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}
