#!/usr/bin/env bash
# mailparser 3.14.2 (npm), `textAsHtml`, from which pages for mails are made; also linkifyjs 4.4.0 and autolinker 4.1.5 (npm), which
# pages of mails use for the same, with their usual options; on a patch.
#
# Expected: addresses become links: those that begin with https://, and perhaps those of people.
# Seen: all three also link names of files and words of code whose last part is a country or a new ending of hosts: lib.rs, setup.py,
# run.sh, README.md, libwind.so, main.ml, wind.cc, `self.name`, `dev.id`, `vcpu.run.in`. Each goes to a host that somebody else owns. `main.c`, `main.go` and
# `wind.h` are no links. linkifyjs also cuts `tools/run.sh` and `a/lib.rs` at the slash and links the rest.
#
# Here: a link in somebody's page of a patch need not be the author's: follow only those whose text has `https://`. What makes
# pages of patches should link no bare names.
source "$(dirname "$0")/common"
npm install --silent --no-audit --no-fund --prefix node mailparser@3.14.2 linkifyjs@4.4.0 autolinker@4.1.5 > /dev/null

cat > mail <<'MAIL'
From: Mira Holt <mira@oak.example>
To: oak@lists.example
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: [PATCH] wind: calm
Message-ID: <one@oak.example>

See setup.py and README.md, main.c, main.go and wind.h.

Link: https://oak.example/wind/
---
 lib.rs       | 2 +-
 tools/run.sh | 2 +-

diff --git a/lib.rs b/lib.rs
@@ -1 +1,4 @@
-load(libwind.so)
+self.name = dev.id;
+vcpu.run.in(wind.cc)
+let m = main.ml
MAIL
cat > node/links.js <<'JS'
const { readFileSync } = require("fs");
const { simpleParser } = require("mailparser");
const linkify = require("linkifyjs");
const { Autolinker } = require("autolinker");

const mail = readFileSync("mail", "utf8");
const text = mail.slice(mail.indexOf("\n\n") + 2);
const links = html => [...html.matchAll(/href="([^"]*)"/g)].map(match => match[1]);
simpleParser(mail).then(parsed => {
    console.log("mailparser", ...links(parsed.textAsHtml));
    console.log("linkifyjs", ...linkify.find(text).map(found => found.href));
    console.log("autolinker", ...links(Autolinker.link(text)));
});
JS
same "the links" "mailparser http://setup.py http://README.md https://oak.example/wind/ http://lib.rs http://libwind.so http://self.name http://dev.id http://vcpu.run.in http://wind.cc http://main.ml
linkifyjs http://setup.py http://README.md https://oak.example/wind/ http://lib.rs http://run.sh http://lib.rs http://lib.rs http://libwind.so http://self.name http://dev.id http://vcpu.run.in http://wind.cc http://main.ml
autolinker http://setup.py http://README.md https://oak.example/wind/ http://lib.rs http://libwind.so http://self.name http://dev.id http://vcpu.run.in http://wind.cc http://main.ml" \
"$(node node/links.js)"
