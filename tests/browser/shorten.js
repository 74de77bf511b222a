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
const MODULES = ["area.js", "area-home.js", "area-store.js", "queue.js"];

async function script(text, name) {
  const module = MODULES.includes(name);
  const { code } = await minify(named(text), { module, compress: { passes: 2 }, mangle: { reserved: ["t"] }, format: { ascii_only: true } });
  return called(code);
}

const style = async (text) => (await transform(text, { loader: "css", minify: true, target: "esnext" })).code.trimEnd();

/** @returns {Promise<Map<string, string>>} the short forms by the names of their sources */
export async function shortened() {
  const names = (await readdir(folder)).filter((name) => [".js", ".css"].includes(extname(name))).sort();
  const make = async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    return [name, `${await (extname(name) === ".js" ? script(text, name) : style(text))}\n`];
  };
  return new Map(await Promise.all(names.map(make)));
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
