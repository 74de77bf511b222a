#!/usr/bin/env bash
# @extractus/feed-extractor 8.0.3 (npm), extractFromXml, of Atom feeds of patches.
#
# Expected: the text of an entry, shortened to some 250 letters as its page says, or the content as it is with getExtraEntryFields.
# Seen: the text of each entry is taken for HTML once more than it is: of `if (a < b && c > d)` and `#include <linux/err.h>` in text, or
# escaped in HTML as it should be, what is between the signs is gone, and all lines are one. An entry with `type="xhtml"`, as public-inbox
# writes all of its entries, has no text at all. There is no author.
#
# Here: what a program shows of a patch with this library need not be the patch. A `<summary>` in words, without code, is what it shows whole.
source "$(dirname "$0")/common"
npm install --silent @extractus/feed-extractor@8.0.3 > said

code='	if (a &lt; b &amp;&amp; c &gt; d)
-#include &lt;linux/err.h&gt;
 two'
escaped=${code//&/&amp;}
entry() { # ID, ELEMENTS
    printf '<entry><id>urn:%s</id><title>[PATCH] wind: drop &lt;linux/err.h&gt;</title><author><name>Mira Holt</name></author>' "$1"
    printf '<updated>2026-01-05T10:00:00Z</updated>%s</entry>' "$2"
}
{
    printf '<feed xmlns="http://www.w3.org/2005/Atom"><title>oak</title><id>urn:oak</id><updated>2026-01-05T10:00:00Z</updated>'
    entry text "<content type=\"text\">$code</content>"
    entry html "<content type=\"html\">&lt;pre&gt;$escaped&lt;/pre&gt;</content>"
    entry xhtml "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><pre>$code</pre></div></content>"
    entry summary "<summary>It was loud.</summary><content type=\"html\">&lt;pre&gt;$escaped&lt;/pre&gt;</content>"
    printf '</feed>'
} > oak.atom
cat > show.mjs <<'JS'
import { readFileSync } from "node:fs";
import { extractFromXml } from "@extractus/feed-extractor";

const feed = extractFromXml(readFileSync("oak.atom", "utf8"));
for (const entry of feed.entries) console.log(`${entry.id}|${entry.description}`);
console.log(Object.keys(feed.entries[0]).join(" "));
console.log(feed.entries[0].title);
JS

same "entries" "urn:text|if (a  d) -#include   two
urn:html|if (a  d) -#include   two
urn:xhtml|
urn:summary|It was loud.
id title link published description
[PATCH] wind: drop <linux/err.h>" "$(node show.mjs)"
