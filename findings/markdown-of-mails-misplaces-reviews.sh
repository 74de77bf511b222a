#!/usr/bin/env bash
# mbox-md 0.1.1 (PyPI), which makes a Markdown file of each mail of an mbox, and markdown-it-py 4.3.0 (PyPI), which shows it as CommonMark says.
#
# Expected: text/plain is shown as it was sent, in a block of code or with its signs escaped; or at worst the diff is a mess.
# Seen: the text of the mail is the text of the file, without a block. So an answer right below a quoted line belongs to the quote, as lines do that
# go on: the reviewer's "No." is shown as said by the author, on a patch as below a message. The paragraph above the signature, `-- `, is a heading, and
# above the `---` of a patch the trailers are: a Reviewed-by is the title of what follows. The end of the diff is a heading as well, up to
# the empty line before, and `_init_` loses its signs.
#
# Here: in archives that went through Markdown, who said what cannot be told from how it is shown; read the file, or leave an empty line below
# quotes.
source "$(dirname "$0")/common"
pypi mbox-md==0.1.1 markdown-it-py==4.3.0

{
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' patch '[PATCH] wind: calm'
    printf '\nIt was loud in _init_ of\nthe deck.\n\nSigned-off-by: Mira\nReviewed-by: Ane\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n'
    printf '+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n'
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Bo 'Mon, 5 Jan 2026 11:00:00' answer 'Re: [PATCH] wind: calm' patch
    printf '\nOn Mon, 5 Jan 2026, Mira wrote:\n> It was loud.\nNo.\n\n> +two\nWhy two?\n\nNacked-by: Bo\n-- \nBo\n\n'
} > oak.mbox
mbox-md -q oak.mbox out 2> /dev/null
shown() { # part of the name
    python - "$(echo out/2026/01/*"$1"*.md)" <<'PYTHON'
import sys
from markdown_it import MarkdownIt
print(MarkdownIt("commonmark").render(open(sys.argv[1]).read().split("---\n", 2)[2]).strip())
PYTHON
}

same "an answer" "<h1>Re: [PATCH] wind: calm</h1>
<p>On Mon, 5 Jan 2026, Mira wrote:</p>
<blockquote>
<p>It was loud.
No.</p>
</blockquote>
<blockquote>
<p>+two
Why two?</p>
</blockquote>
<h2>Nacked-by: Bo</h2>
<p>Bo</p>" "$(shown 1100)"
same "a patch" "<h1>[PATCH] wind: calm</h1>
<p>It was loud in <em>init</em> of
the deck.</p>
<h2>Signed-off-by: Mira
Reviewed-by: Ane</h2>
<h2>diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two</h2>
<p>2.39.5</p>" "$(shown 1000)"
