#!/usr/bin/env bash
# fastfeedparser 0.6.5 (PyPI; a quick feedparser), feedparser 6.0.14 (PyPI), on a feed with patches.
#
# Expected: the same as feedparser, whose fields it takes over: text of `type="text"` as it is, all authors, no date that the feed has not.
# Seen: `description`, its field for what an entry says, is made of the content as if that were HTML, of plain text too: `a < b && c > d` is
# `a d`, `#include <wind.h>` is `#include`, and the lines are one. Only `content` has the text. Of two authors the first is named, without an
# address; an entry without `published` has the time of its last change there; a link is as it stands in the feed, without `xml:base` in front.
#
# Here: what such a program shows of a patch need not be the patch, and a co-author is missing. Give full links in a feed, and a `summary`, which
# is taken as it is.
source "$(dirname "$0")/common"
pypi fastfeedparser==0.6.5 feedparser==6.0.14 sgmllib3k==1.0.0

cat > feed.xml <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://oak.example/list/">
<title>Oak</title><id>tag:oak.example,2026:oak</id><updated>2026-01-06T10:00:00Z</updated>
<entry>
<title>wind: calm</title><id>tag:oak.example,2026:1</id><updated>2026-01-06T10:00:00Z</updated>
<author><name>Mira Holt</name><email>mira@oak.example</email></author><author><name>Bo Reed</name></author>
<link href="calm/"/>
<content type="text">#include &lt;wind.h&gt;
-	one
+	if (a &lt; b &amp;&amp; c &gt; d)</content>
</entry>
</feed>
XML
cat > read.py <<'PYTHON'
import sys

library = __import__(sys.argv[1])
entry = library.parse(open("feed.xml").read()).entries[0]
for name in ("link", "published", "description"):
    print(f"{name}:", repr(entry.get(name)))
print("content:", repr(entry["content"][0]["value"]))
print("authors:", ", ".join(author["name"] for author in entry["authors"]))
PYTHON
same "fastfeedparser" "link: 'calm/'
published: '2026-01-06T10:00:00+00:00'
description: '#include - one + if (a d)'
content: '#include <wind.h>\\n-\\tone\\n+\\tif (a < b && c > d)'
authors: Mira Holt" "$(python read.py fastfeedparser)"
same "feedparser" "link: 'https://oak.example/list/calm/'
published: None
description: '#include <wind.h>\\n-\\tone\\n+\\tif (a < b && c > d)'
content: '#include <wind.h>\\n-\\tone\\n+\\tif (a < b && c > d)'
authors: Mira Holt, Bo Reed" "$(python read.py feedparser)"
