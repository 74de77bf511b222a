// A page of `lorepress serve` that is open is loaded again once a template, a Markdown page or the mails have changed.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

import { eventually, launch, withPage } from "./harness.js";
import { program, repository } from "./server.js";

/** Milliseconds until a site is built and a page is loaded again, on a machine under load. */
const PATIENCE = 60_000;

let folder;
let browser;
let served;
let root;
before(async () => {
  [browser, folder] = await Promise.all([launch(), mkdtemp(join(tmpdir(), "lorepress-"))]);
  await cp(join(repository, "sample/tidepool-devel.mbox"), join(folder, "mails.mbox"));
  await mkdir(join(folder, "content"));
  await write("lorepress.toml", "base_url = \"https://digests.example/all%20tides/\"\n[[inbox]]\nname = \"tides\"\npath = \"mails.mbox\"\nwindows = \"month\"\n");
  await write("content/about.md", "The first text.\n");
  execFileSync(program(), ["templates", "site-templates/page.html"], { cwd: folder });
  served = spawn(program(), ["serve", "--port", "0"], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  ({ value: root } = await createInterface(served.stdout)[Symbol.asyncIterator]().next());
  await eventually(async () => assert.equal((await fetch(root)).status, 200), PATIENCE);
});
after(async () => {
  served?.kill();
  await browser.close();
  await rm(folder, { recursive: true });
});

const write = (name, text) => writeFile(join(folder, name), text);
const read = (name) => readFile(join(folder, name), "utf8");

/** Waits until the open page says something, by itself. */
const says = (page, text) => eventually(async () => assert.ok((await page.locator("body").textContent()).includes(text), text), PATIENCE);

test("after a change of a Markdown page or a template", () => withPage(browser, {}, async (page) => {
  await page.goto(`${root}about/`);
  await says(page, "The first text.");
  await write("content/about.md", "The second text.\n");
  await says(page, "The second text.");
  const template = await read("site-templates/page.html");
  await write("site-templates/page.html", template.replace("{% endblock", "<p>By the owner.</p>{% endblock"));
  await says(page, "By the owner.");
  await write("site-templates/page.html", "{% if %}");
  await eventually(async () => assert.match(await page.locator("[role=alert]").textContent(), /site-templates\/page\.html/), PATIENCE);
  await write("site-templates/page.html", template);
  await eventually(async () => assert.equal(await page.locator("[role=alert]").count(), 0), PATIENCE);
  await eventually(async () => assert.ok(!(await page.locator("body").textContent()).includes("By the owner.")), PATIENCE);
}));

test("after a mail has come", () => withPage(browser, {}, async (page) => {
  await page.goto(`${root}series/`);
  assert.ok(!(await page.locator("body").textContent()).includes("Mend the weir"));
  await appendFile(join(folder, "mails.mbox"), [
    "From ada@deltalab.example Wed Dec 31 20:00:00 2025", "From: Ada Fischer <ada@deltalab.example>", "To: tides@lists.example",
    "Subject: [PATCH] reef: Mend the weir", "Date: Wed, 31 Dec 2025 20:00:00 +0000", "Message-ID: <weir@deltalab.example>", "",
    "It leaks.", "---", " weir.c | 2 +-", " 1 file changed, 1 insertion(+), 1 deletion(-)", "", "diff --git a/weir.c b/weir.c",
    "--- a/weir.c", "+++ b/weir.c", "@@ -1 +1 @@", "-leaks", "+holds", "", "",
  ].join("\n"));
  await says(page, "Mend the weir");
}));
