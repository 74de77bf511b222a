#!/usr/bin/env bash
# feedparser 6.0.14 (PyPI), entries of Atom with several authors, as a series or a reviewed patch has.
#
# Expected: each author has the name, the address and the page that the feed gives, and nothing else; `author_detail` is one of them.
# Seen: an author without an address gets that of the one before: `authors` has Bo Reed with Mira's address. If the last part of its host is
# longer than four letters, the address is cut: `mira@oak.exam` of oak.example, `mira@oak.code` of oak.codes. `author` and `author_detail`
# are of the last author, with the address, in full, and the page of the first. With an author without an address in front all is right.
#
# Here: an answer or a mail made by such a program may go to somebody else, or to a host that does not exist. In a feed, give all authors of an
# entry an address, or none.
source "$(dirname "$0")/common"
pypi feedparser==6.0.14 sgmllib3k==1.0.0

cat > authors.py <<'PYTHON'
import sys

import feedparser

ELEMENTS = ("name", "email", "uri")
people = [arg.split(",") for arg in sys.argv[1:]]
authors = "".join(
    f"<author>{''.join(f'<{e}>{value}</{e}>' for e, value in zip(ELEMENTS, person) if value)}</author>" for person in people
)
entry = feedparser.parse(
    f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Oak</title><id>tag:oak.example,2026:oak</id><updated>2026-01-06T10:00:00Z</updated>
<entry><title>wind: calm</title><id>tag:oak.example,2026:1</id><updated>2026-01-06T10:00:00Z</updated>{authors}</entry></feed>"""
).entries[0]
for author in entry.authors:
    print(*(value for _, value in sorted(author.items(), reverse=True)))
print("author:", entry.author)
print("detail:", *(value for _, value in sorted(entry.author_detail.items(), reverse=True)))
PYTHON
same "the second author without an address" "Mira Holt mira@oak.example
Bo Reed mira@oak.exam
author: Bo Reed (mira@oak.exam)
detail: Bo Reed mira@oak.example" "$(python authors.py 'Mira Holt,mira@oak.example' 'Bo Reed')"
same "two more, another host" "Mira Holt mira@oak.codes
Bo Reed mira@oak.code
Jo Elm mira@oak.code
author: Jo Elm (mira@oak.code)
detail: Jo Elm mira@oak.codes" "$(python authors.py 'Mira Holt,mira@oak.codes' 'Bo Reed' 'Jo Elm')"
same "the page of the first" "Mira Holt https://oak.example/mira
Bo Reed
author: Bo Reed
detail: Bo Reed https://oak.example/mira" "$(python authors.py 'Mira Holt,,https://oak.example/mira' 'Bo Reed')"
same "the other way round, and an address each" "Bo Reed
Mira Holt mira@oak.example
author: Mira Holt (mira@oak.example)
detail: Mira Holt mira@oak.example
Mira Holt mira@oak.example
Bo Reed bo@reed.example
author: Bo Reed (bo@reed.example)
detail: Bo Reed bo@reed.example" "$(python authors.py 'Bo Reed' 'Mira Holt,mira@oak.example'
    python authors.py 'Mira Holt,mira@oak.example' 'Bo Reed,bo@reed.example')"
