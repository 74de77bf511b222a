#!/usr/bin/env bash
# email-reply-parser 0.5.12 and mail-parser-reply 1.36 (PyPI), libraries that find what a mail's writer wrote, on reviews of patches.
#
# Expected: the reviewer's own words, without the quotes and the signature.
# Seen: email-reply-parser takes a line that begins with two dashes, or with one and a letter, for the beginning of a signature:
# where a reviewer ends with a diff, the diff and all below it is gone, the Reviewed-by too. A quoted diff does no harm.
# mail-parser-reply expects the answer above the quote: of an answer below it, its latest reply is the attribution with the
# whole quote; with a greeting on top it is the greeting alone, and the first reply's body ends where a quoted line `> -one`
# seems to sign it.
#
# Here: a program that counts or sorts reviews with such a library sees no Reviewed-by where one was given. A quote in a
# patch review must be found by what it quotes, and `-one` is code before it is anything else.
source "$(dirname "$0")/common"
pypi email-reply-parser==0.5.12 mail-parser-reply==1.36

cat > parse.py <<'PYTHON'
from email_reply_parser import EmailReplyParser
from mailparser_reply import EmailReplyParser as OtherParser

ATTRIBUTION = "On Mon, 5 Jan 2026 10:00:00 +0000, Mira Holt <mira@oak.example> wrote:\n"
QUOTE = "> It was loud.\n>\n> --- a/a.c\n> +++ b/a.c\n> @@ -1 +1 @@\n> -one\n> +two\n"
DIFF = "--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+three\n"
TRAILER = "Reviewed-by: Bo Reed <bo@reed.example>\n"

def show(name, mail):
    print(f"{name}: {EmailReplyParser.parse_reply(mail)!r}")
    other = OtherParser(languages=["en"]).read(text=mail)
    quoted = sum(line.startswith(">") for line in other.latest_reply.splitlines())
    print(f"  other: {quoted} quoted lines" if quoted else f"  other: {other.latest_reply!r}")
    return other

show("below a quoted diff", ATTRIBUTION + QUOTE + f"\nWhy not three?\n\n{TRAILER}")
show("with a diff", ATTRIBUTION + f"> It was loud.\n\nRather so:\n\n{DIFF}\nWith that,\n\n{TRAILER}")
show("with a removed line", ATTRIBUTION + f"> It was loud.\n\nOnly this can go:\n\n-one\n\nWith that,\n\n{TRAILER}")
other = show("with a greeting", "Hi Mira,\n\n" + ATTRIBUTION + QUOTE + f"\nWhy not three?\n\n{TRAILER}")
print(repr(other.replies[-1].body.splitlines()[-1]))
PYTHON
same "what is left of four reviews" \
"below a quoted diff: 'Why not three?\n\nReviewed-by: Bo Reed <bo@reed.example>'
  other: 7 quoted lines
with a diff: 'Rather so:'
  other: 1 quoted lines
with a removed line: 'Only this can go:'
  other: 1 quoted lines
with a greeting: 'Hi Mira,\nWhy not three?\n\nReviewed-by: Bo Reed <bo@reed.example>'
  other: 'Hi Mira,'
'> @@ -1 +1 @@'" \
"$(python parse.py)"
