// What of an index is new or different after a build, as a row of a table: changes.js BEFORE AFTER DAY MAILS

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [before, after, day, mails] = process.argv.slice(2);

/** Files by path; the page itself is not part of the index. */
function read(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).filter((path) => !path.endsWith(".html"));
  return new Map(paths.map((path) => [path.slice(folder.length), readFileSync(path)]));
}

const old = read(before);
const all = [...read(after)].map(([path, bytes]) => ({ path, bytes, size: gzipSync(bytes, { level: 9 }).length }));
const changed = all.filter(({ path, bytes }) => !old.get(path)?.equals(bytes));
const kilobytes = (files) => (files.reduce((sum, { size }) => sum + size, 0) / 1000).toFixed(0);
console.log(`| ${day} | ${mails} | ${changed.length} | ${all.length} | ${kilobytes(changed)} | ${kilobytes(all)} |`);
if (process.argv.includes("--files")) {
  for (const { path, size } of changed) console.log(`    ${size} ${path}`);
}
