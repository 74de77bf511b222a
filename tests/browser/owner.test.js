// A site's owner changes the header, the colours, a template and a picture, in a folder of their own and with nothing but the
// program: as the guide says in "How it looks".

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { launch, withPage } from "./harness.js";
import { program, repository, serve } from "./server.js";

const run = promisify(execFile);
const lorepress = (...args) => run(program(), args, { cwd: folder });

let folder;
let browser;
let server;
before(async () => {
  [browser, folder] = await Promise.all([launch(), mkdtemp(join(tmpdir(), "lorepress-"))]);
  await cp(join(repository, "sample/tidepool-devel.mbox"), join(folder, "mails.mbox"));
});
after(async () => {
  await browser.close();
  server?.close();
  await rm(folder, { recursive: true });
});

const write = (name, text) => writeFile(join(folder, name), text);

/** Changes a file of the folder, in one place that must be there. */
async function change(name, old, text) {
  const before = await readFile(join(folder, name), "utf8");
  assert.ok(before.includes(old), `${name}: ${old}`);
  await write(name, before.replace(old, () => text));
}

test("the header, the colours, a template and a static file are the owner's", async () => {
  await write("lorepress.toml", `
title = "Tides"
accent = "#b30059"
[[inbox]]
name = "tides"
path = "mails.mbox"
windows = "month"
`);
  await lorepress("templates", "site-templates/base.html", "site-templates/domain.html", "static/favicon.svg");
  await change("site-templates/base.html", "<p class=\"brand\">", "<p class=\"brand\"><img src=\"{{ page.root }}wave.svg\" width=\"24\" height=\"24\" alt=\"\">");
  await change("site-templates/base.html", "</head>", "<link rel=\"stylesheet\" href=\"{{ page.root }}own.css\">\n</head>");
  await change("site-templates/domain.html", "<h1>{{ name }}</h1>", "<h1>People at {{ name }}</h1>");
  await write("static/wave.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 4h9v3H0z\"/></svg>\n");
  await write("static/own.css", ".top { background: rgb(255, 240, 245) }\n");
  await lorepress("build");

  server = await serve(join(folder, "public"));
  await withPage(browser, { colorScheme: "light" }, async (page) => {
    await page.goto(`${server.root}domains/deltalab.example/`);
    assert.equal(await page.title(), "deltalab.example · Tides");
    assert.equal(await page.locator("h1").textContent(), "People at deltalab.example");
    const picture = page.locator(".brand img");
    assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth > 0));
    const style = (name) => page.locator(".top").evaluate((top, name) => getComputedStyle(top)[name], name);
    assert.equal(await style("borderTopColor"), "rgb(179, 0, 89)");
    assert.equal(await style("backgroundColor"), "rgb(255, 240, 245)");
    // What was not changed is the program's.
    await page.goto(`${server.root}authors/`);
    assert.equal(await page.locator("h1").textContent(), "Authors");
    assert.ok(await page.locator(".brand img").isVisible());
  });
});

test("what is wrong with a template is told with its file and line", async () => {
  await change("site-templates/domain.html", "{{ name }}", "{{ naem }}");
  await assert.rejects(lorepress("build"), ({ stderr }) => {
    assert.match(stderr, /site-templates\/domain\.html:4:\d+/);
    assert.match(stderr, /naem/);
    return true;
  });
});
