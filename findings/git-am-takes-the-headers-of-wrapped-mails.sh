#!/usr/bin/env bash
# git 2.39.5 (Debian), git am, and b4 0.16.0 (PyPI), b4 am, on mails that Mailman 3.3.10 (PyPI) wrapped because of DMARC.
#
# Expected: the wrapped mail (message/rfc822) is applied, by its own author; or the outer mail, by "Mira Holt via Oak".
# Seen: git am takes the outer author and title, and all header fields of the inner mail become text of the commit's message:
# Received, From, To, Message-ID. With a notice of the list in front, that is the message's first paragraph. If the inner mail
# has no Received field, its `From:` comes first and is taken for an in-body header, the author is right, and the rest of
# the fields is the message; an in-body From of the real author stays text. b4 am writes a clean message, by the in-body
# From, else by "Mira Holt via Oak".
#
# Here: commits made from a wrapping list may have the list's address for an author, and mail fields in their message.
# Unwrap such mails before anything else, and do not look for the commit by its author.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
python3 -m venv lists
lists/bin/pip install --quiet mailman==3.3.10 SQLAlchemy==2.1.9 zope.component==7.1 zope.configuration==7.1 flufl.lock==10.0.0

cat > wrap.py <<'PYTHON'
import email
import sys
from email.generator import BytesGenerator

from mailman.email.message import Message
from mailman.testing.layers import ConfigLayer
from zope.component import getUtility

ConfigLayer.setUp()
try:
    from mailman.app.lifecycle import create_list
    from mailman.handlers.dmarc import wrap_message
    from mailman.interfaces.domain import IDomainManager

    getUtility(IDomainManager).add("lists.example")
    oak = create_list("oak@lists.example")
    source, oak.dmarc_wrapped_message_text = sys.argv[1:]
    with open(source, "rb") as file:
        mail = email.message_from_binary_file(file, Message)
    wrap_message(oak, mail, {})
    sys.stdout.buffer.write(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n")
    BytesGenerator(sys.stdout.buffer, mangle_from_=False).flatten(mail)
finally:
    ConfigLayer.tearDown()
PYTHON

cat > sent <<'MAIL'
From: Mira Holt <mira@oak.example>
To: oak@lists.example
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: [PATCH] wind: calm
Message-ID: <calm@oak.example>

From: Jo Elm <jo@elm.example>

It was loud.

Signed-off-by: Jo Elm <jo@elm.example>
---
 a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two
-- 
2.39.5

MAIL
{ printf 'Received: from oak.example by lists.example; Mon, 5 Jan 2026 10:00:01 +0000\n'; cat sent; } > received
wrap() { (cd "$temporary" && HOME=$usual_home lists/bin/python wrap.py "$temporary/$1" "$2" 2> errors); }
wrap received '' > wrapped
wrap received 'The list wrapped this mail.' > noticed
wrap sent '' > bare

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
made() {
    git am -q "$1"
    git log --format='%an <%ae>: %s%n%b' base.. | sed '/^$/d'
    git reset -q --hard base
}
fields='To: oak@lists.example
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: [PATCH] wind: calm
Message-ID: <calm@oak.example>
From: Jo Elm <jo@elm.example>
It was loud.
Signed-off-by: Jo Elm <jo@elm.example>'

same "the author and title of the sent mail" "Jo Elm <jo@elm.example>: wind: calm" "$(made ../sent | head -1)"
same "git am of the wrapped mail" \
"Mira Holt via Oak <oak@lists.example>: wind: calm
Received: from oak.example by lists.example; Mon, 5 Jan 2026 10:00:01 +0000
From: Mira Holt <mira@oak.example>
$fields" \
"$(made ../wrapped)"
same "with a notice" "The list wrapped this mail." "$(made ../noticed | sed -n 2p)"
same "without a Received field" \
"Mira Holt <mira@oak.example>: wind: calm
$fields" \
"$(made ../bare)"

by_b4() {
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "$1" -o - \
        "$(sed -n 's/^Message-ID: <\(.*\)>/\1/p' "$1" | head -1)" 2> /dev/null | grep '^From:'
}
sed '/^From: Jo/,+1d' ../received > ../own
wrap own '' > ../plain
same "b4 am with an in-body From" "From: Jo Elm <jo@elm.example>" "$(by_b4 ../wrapped)"
same "b4 am without" "From: Mira Holt via Oak <oak@lists.example>" "$(by_b4 ../plain)"
