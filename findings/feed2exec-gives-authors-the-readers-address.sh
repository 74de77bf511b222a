#!/usr/bin/env bash
# feed2exec 0.23.0 (PyPI), its output to a maildir, of a feed of patches; git 2.39.5 (Debian), git am.
#
# Expected: a mail from the program, or from the author as the feed names them.
# Seen: an entry whose author has a name and no address, as sites that hide addresses write it, is from the author's name with the reader's
# own address: "Mira Holt <bo@reed.example>" in the maildir of Bo. Its Message-ID is the id of the entry with every sign made a dash and no
# host, so that `tag:oak.example,2026:wind/2` and `tag:oak.example,2026:wind-2` are one mail. Text of `type="text"` is the mail's text,
# and git am makes a commit of it by that person.
#
# Here: a person with a name of the list and a stranger's address may come from such a mail; look for `User-Agent: feed2exec`. An id without
# a host is none that a sender's program made.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi feed2exec==0.23.0

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base
cd ..
entry() { # ID AUTHOR
    printf '<entry><id>%s</id><title>[PATCH] wind: calm</title><author>%s</author><updated>2026-01-05T10:00:00Z</updated>' "$1" "$2"
    printf '<link href="http://oak.example/1/"/><content type="text">It was loud.\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'
    printf '</content></entry>'
}
{
    printf '<feed xmlns="http://www.w3.org/2005/Atom"><title>oak</title><id>urn:oak</id><updated>2026-01-05T10:00:00Z</updated>'
    entry 'tag:oak.example,2026:wind/2' '<name>Mira Holt</name>'
    entry 'tag:oak.example,2026:wind-2' '<name>Mira Holt</name><email>mira@oak.example</email>'
    printf '</feed>'
} > oak.atom
feed2exec add oak "file://$temporary/oak.atom" --output maildir --args bo@reed.example --mailbox "$temporary/mail" --folder oak > said 2>&1
feed2exec fetch > said 2>&1

same "senders" "From: Mira Holt <bo@reed.example>
From: Mira Holt <mira@oak.example>" "$(cat mail/oak/new/* | grep '^From:' | sort)"
same "ids" "Message-ID: <tag-oak-example-2026-wind-2>" "$(cat mail/oak/new/* | grep -i '^Message-ID:' | sort -u)"
cd oak
git am -q "$(grep -l '^From: .*bo@reed.example' ../mail/oak/new/*)"
same "the commit" "Mira Holt <bo@reed.example> wind: calm" "$(git log -1 --format='%an <%ae> %s')"
