// Short forms of the program's own scripts and style sheets, which the program has in it: `static/short/`.
//
//     node shorten.js       writes them
//
// A test looks whether they are those of the sources.

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { transform } from "esbuild";
import { minify } from "terser";

const folder = fileURLToPath(new URL("../../static", import.meta.url));
const short = join(folder, "short");

// Two calls of `t` with other messages are never one, as `t(is ? "a" : "b")` would be: the program looks for their names.
const named = (text) => text.replaceAll(/(?<![\w.])t\("([\w-]+)"(?:, )?/g, (_, id) => `t$${id.replaceAll("-", "$")}(`);
const called = (text) => text.replaceAll(/\bt\$([\w$]+)\((\))?/g, (_, id, end) => `t("${id.replaceAll("$", "-")}"${end ?? ","}`);

/** Those that are modules. What is declared in another is seen by the scripts beside it: its name stays. */
const MODULES = ["area.js", "area-home.js", "area-store.js", "queue.js", "search-filters.js", "search-form.js"];

async function script(text, name) {
  const module = MODULES.includes(name);
  const { code } = await minify(named(text), { module, compress: { passes: 2 }, mangle: { reserved: ["t"] }, format: { ascii_only: true } });
  return called(code);
}

/** Parts of the script of the search page, as `src/site/assets.rs` puts them together: those that run in its worker as well, and the rest. */
const IN_BOTH = ["search-words.js", "search-rank.js", "search-terms.js", "search-run.js", "search-engine.js", "search-worker.js"];
const IN_PAGE = ["search-view.js", "search.js"];
const JOINED = "search-joined.js";

/** What the parts say for Node, where each is by itself. */
const FOR_NODE = [[/^ *if \(typeof module .*\n/gm, ""], [/ \|\| require\(".*?"\)/g, ""], [/typeof (\w+) === "undefined" \? require\(".*?"\) : /g, ""],
  [/typeof self !== "undefined" \? self : globalThis/g, "self"], [/^"use strict";\n/gm, ""]];

/** Those parts as one script: together they are shorter than each by itself, for whom has changed none of them. */
async function joined() {
  const part = async (names) => {
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    const text = FOR_NODE.reduce((text, [found, other]) => text.replaceAll(found, other), texts.join("\n"));
    const { code } = await minify(named(text), { module: true, compress: { passes: 3 }, mangle: { reserved: ["t"] }, format: { ascii_only: true } });
    return called(code);
  };
  return `"use strict";\n{\n${await part(IN_BOTH)}\n}\nif (self.document) {\n${await part(IN_PAGE)}\n}\n`;
}

const style = async (text) => (await transform(text, { loader: "css", minify: true, target: "esnext" })).code.trimEnd();

/** @returns {Promise<Map<string, string>>} the short forms by the names of their sources */
export async function shortened() {
  const names = (await readdir(folder)).filter((name) => [".js", ".css"].includes(extname(name))).sort();
  const make = async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    return [name, `${await (extname(name) === ".js" ? script(text, name) : style(text))}\n`];
  };
  const all = await Promise.all([...names.map(make), joined().then((text) => [JOINED, text])]);
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @returns {Promise<Map<string, string>>} those that are there */
export async function kept() {
  const names = (await readdir(short)).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(short, name), "utf8")])));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(short, { recursive: true });
  for (const [name, text] of await shortened()) await writeFile(join(short, name), text);
}
