#!/usr/bin/env bash
# rss2email 3.14 (PyPI), with the settings that it begins with, on an Atom feed of patches whose entries name their authors.
#
# Expected: a mail from the address in its settings, with the entry's text; it can be told from the mail of the patch.
# Seen: where the feed has an author's address, the mail is From it: a subject `[PATCH v2] …` and the author's address, sent by the
# reader, with a Message-ID and a List-ID of rss2email's own and the time of the call for a Date. A line of the text that begins with
# `From ` gets a `>`. Of an author without an address the name is in front of the address in the settings.
#
# Here: such a mailbox, taken for an archive, has patches of these authors that they never sent, most without a diff. Look for
# X-RSS-ID before a mail is taken for its author's; an answer to it goes to the author without any reference to the thread.
source "$(dirname "$0")/common"
pypi rss2email==3.14

entry() { # number, author, text
    printf '<entry><id>tag:oak.example,2026:/%s</id><title>[PATCH v2] wind: calm %s</title><updated>2026-01-05T10:00:00Z</updated>' "$1" "$1"
    printf '<link href="https://oak.example/%s/"/><author>%s</author><content type="text">%s</content></entry>' "$1" "$2" "$3"
}
{
    printf '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:oak.example,2026:/</id><title>wind</title><updated>2026-01-05T10:00:00Z</updated>'
    entry 1 '<name>Mira Holt</name><email>mira@oak.example</email>' 'It was loud.
From here on it is calm.'
    entry 2 '<name>Bo Reed</name>' 'It was loud.'
    printf '</feed>\n'
} > feed.atom
printf '#!/usr/bin/env bash\n{ cat; echo; } >> %s/sent\n' "$temporary" > server
chmod +x server
cat > rss2email.cfg <<CONFIG
[DEFAULT]
from = reader@home.example
to = reader@home.example
email-protocol = sendmail
sendmail = $temporary/server
[feed.wind]
url = $temporary/feed.atom
CONFIG
r2e -c rss2email.cfg -d rss2email.json run 2> said
same "senders and subjects" 'From: "wind: Bo Reed" <reader@home.example>
From: "wind: Mira Holt" <mira@oak.example>
Subject: [PATCH v2] wind: calm 1
Subject: [PATCH v2] wind: calm 2' "$(grep -E '^(From|Subject): ' sent | sort)"
same "the list" "2 List-ID: <wind.localhost>" "$(grep -c '^X-RSS-ID' sent) $(grep -m1 '^List-ID' sent)"
same "the text" "It was loud.
>From here on it is calm." "$(grep -A1 'It was loud' sent | grep -B1 From)"
