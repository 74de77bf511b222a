#!/usr/bin/env bash
# sfeed 1.7 and Newsboat 2.21 (Debian), rss-parser 3.13.0 (npm), on titles of an Atom feed that are of type html, as some programs write all of
# their titles, and of type text.
#
# Expected: RFC 4287: in a title of type html, `&lt;` stands for `<`, as in the text below it; the title `drop <linux/err.h>` is shown alike,
# whichever type the feed has.
# Seen: Newsboat shows both alike. sfeed and rss-parser take each title for text: of type html they have `drop &lt;linux/err.h&gt;` and
# `a &amp;&amp; b`, and sfeed_html escapes this again, so that a browser shows the escapes. The content of the entry is taken
# by its type.
#
# Here: titles of patches have `<`, `&` and `->`. Write them with type="text", escaped for XML alone: all three show them as they are.
source "$(dirname "$0")/common"
debian newsboat=2.21-1.5 libstfl0 libjson-c5 sfeed=1.7-1
npm install --silent --no-audit --no-fund rss-parser@3.13.0 > /dev/null

feed() { # type, title
    printf '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:oak.example,2026:</id><title>oak</title>'
    printf '<updated>2026-01-05T10:00:00Z</updated><author><name>Mira</name></author><entry><id>tag:oak.example,2026:1</id>'
    printf '<title type="%s">%s</title><updated>2026-01-05T10:00:00Z</updated>' "$1" "$2"
    printf '<content type="html">&lt;p&gt;a &amp;amp;&amp;amp; b&lt;/p&gt;</content></entry></feed>\n'
}
newsboat_title() {
    rm -rf cache.db*
    echo "file://$temporary/feed" > urls
    newsboat -u urls -c cache.db -C /dev/null -x reload
    python3 -c 'import sqlite3; print(sqlite3.connect("cache.db").execute("select title from rss_item").fetchone()[0])'
}
cat > title.mjs <<'SCRIPT'
import fs from "fs";
import Parser from "rss-parser";

console.log((await new Parser().parseString(fs.readFileSync("feed", "utf8"))).items[0].title);
SCRIPT
titles() { newsboat_title && sfeed < feed | cut -f2 && node title.mjs; }

plain='drop <linux/err.h>, a && b' escaped='drop &lt;linux/err.h&gt;, a &amp;&amp; b'
feed text "$escaped" > feed
same "type text: Newsboat, sfeed, rss-parser" "$plain
$plain
$plain" "$(titles)"
feed html "${escaped//&/&amp;}" > feed
same "type html: Newsboat, sfeed, rss-parser" "$plain
$escaped
$escaped" "$(titles)"
same "the page of sfeed_html" "drop &amp;lt;linux/err.h&amp;gt;" "$(sfeed < feed > list && sfeed_html list | grep -o 'drop [^,]*')"
