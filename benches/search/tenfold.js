// Writes an archive ten times as large: tenfold.js ARCHIVE | git fast-import. Each mail comes ten times in a row,
// the copies with ids, names and half of the words of titles of their own, so that common words become ten times as
// common, rare ones stay rare, and people are ten times as many. Mails whose subjects have no [PATCH] are left out.

import { execFileSync, spawn } from "node:child_process";

const COPIES = 10;
const [archive] = process.argv.slice(2);
const git = (...args) => execFileSync("git", ["-C", archive, ...args], { maxBuffer: 2 ** 31 - 1 });

/** A number that looks random, the same in every run (FNV-1a). */
function hash(text) {
  let mixed = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return mixed >>> 0;
}

const LETTERS = "bcdfghjklm";
const renamed = (word, copy) => `${word}${LETTERS[copy]}`;

/** A title's words behind the brackets, every other one changed, the same ones in all mails of a copy. */
const retitled = (subject, copy) => subject.replace(/(?<=^|[\s:/])[A-Za-z]{3,}(?![^[]*\])/g, (word) =>
  (word !== "PATCH" && hash(`${word.toLowerCase()}${copy}`) % 2 ? renamed(word, copy) : word));

function header(line, copy) {
  const [, name, value] = /^([\w-]+):(.*)$/s.exec(line) ?? [];
  switch (name?.toLowerCase()) {
    case "message-id": case "in-reply-to": case "references":
      return `${name}:${value.replace(/@/g, `.copy${copy}@`)}`;
    case "subject":
      return `${name}:${retitled(value, copy)}`;
    case "from":
      return `${name}:${value.replace(/[A-Za-z]{2,}(?=[^<]*<)/g, (word) => renamed(word, copy)).replace(/@/, `${LETTERS[copy]}@`)}`;
    default:
      return line;
  }
}

function copied(mail, copy) {
  if (copy === 0) return mail;
  const end = mail.search(/\r?\n\r?\n/);
  const lines = mail.slice(0, end).split(/\n(?![ \t])/);
  return lines.map((line) => header(line, copy)).join("\n") + mail.slice(end);
}

const log = git("log", "--reverse", "--format=%H %ct").toString().trimEnd().split("\n").map((line) => line.split(" "));
const batch = spawn("git", ["-C", archive, "cat-file", "--batch"], { stdio: ["pipe", "pipe", "inherit"] });
batch.stdin.end(log.map(([commit]) => `${commit}:m\n`).join(""));
const chunks = [];
for await (const chunk of batch.stdout) chunks.push(chunk);
const all = Buffer.concat(chunks);

let at = 0;
for (const [, time] of log) {
  const line = all.indexOf(10, at);
  const [, type, size] = all.toString("latin1", at, line).split(" ");
  if (type !== "blob") {
    at = line + 1;
    continue;
  }
  const mail = all.toString("latin1", line + 1, line + 1 + Number(size));
  at = line + 2 + Number(size);
  if (!/^subject:.*\[[^\]]*patch/im.test(mail.slice(0, mail.search(/\r?\n\r?\n/)))) continue;
  for (let copy = 0; copy < COPIES; copy++) {
    const bytes = Buffer.from(copied(mail, copy), "latin1");
    const head = `commit refs/heads/master\ncommitter a <a@example.org> ${time} +0000\ndata 0\nM 100644 inline m\ndata ${bytes.length}\n`;
    if (!process.stdout.write(Buffer.concat([Buffer.from(head), bytes, Buffer.from("\n")]))) {
      await new Promise((resolve) => process.stdout.once("drain", resolve));
    }
  }
}
