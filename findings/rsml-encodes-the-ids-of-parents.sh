#!/usr/bin/env bash
# rsml 0.3.2 (PyPI, 2026), a mailing list server, on answers to mails with long ids, as Outlook has them; read by lei 1.9.0,
# mblaze 1.1, notmuch 0.37 (Debian) and b4 0.16.0 (PyPI).
#
# Expected: the server adds its fields and leaves In-Reply-To and References as they are; the answer stays below its patch.
# Seen: it writes the mail anew with Python's email, which codes an id that does not fit into 78 columns as if it were text:
# `In-Reply-To: =?utf-8?q?=3CAS8PR04…?=`. Message-ID stays. lei and mblaze find no id in the fields: the answer has a thread of
# its own. notmuch and b4 decode it, and so the review is in the commit. The ids of Outlook have about 80 characters, those of git
# send-email about 50.
#
# Here: an archive of such a list has answers without a parent, which other readers of the same list see in their place. Decode
# the fields before ids are looked for.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian mblaze=1.1-1 notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2
pypi rsml==0.3.2 aiosmtpd==1.4.6 b4==0.16.0

cat > forward.py <<'PYTHON'
import asyncio
import socket
import sys
from pathlib import Path

from aiosmtpd.controller import UnthreadedController
from rsml.config import RSMLConfig
from rsml.mailer import Mailer


class Reader:
    """The server of a subscriber, which writes the mail that it gets."""

    async def handle_DATA(self, server, session, envelope):
        sys.stdout.buffer.write(envelope.content.replace(b"\r\n", b"\n"))
        return "250 OK"


async def forward(raw):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        loop = asyncio.get_running_loop()
        controller = UnthreadedController(Reader(), loop=loop)
        server = await loop.create_server(controller.factory, sock=listening)
        config = RSMLConfig(
            subscriber_db=Path("subscribers"), email_directory=Path("archive"), server_secret="oak", list_id="oak.lists.example",
            relay_port=listening.getsockname()[1])
        assert await Mailer(config).forward_message(raw, ["jo@oak.example"]) == []
        server.close()


asyncio.run(forward(sys.stdin.buffer.read()))
PYTHON
mails() { # folder, id of the patch
    mkdir -p "$1/cur" "$1/new" "$1/tmp"
    {
        printf 'From: Mira <mira@oak.example>\nTo: oak@lists.example\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: [PATCH] wind: calm\n'
        printf 'Message-ID:\n <%s>\n\nText.\n---\ndiff --git a/w b/w\n--- a/w\n+++ b/w\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n' "$2"
    } > patch
    {
        printf 'From: Bo <bo@oak.example>\nTo: oak@lists.example\nDate: Mon, 5 Jan 2026 11:00:00 +0000\nSubject: Re: [PATCH] wind: calm\n'
        printf 'Message-ID: <%s-bo@oak.example>\nIn-Reply-To:\n <%s>\nReferences:\n <%s>\n\nReviewed-by: Bo <bo@oak.example>\n' "$1" "$2" "$2"
    } > answer
    python forward.py < patch > "$1/cur/1:2,S" 2> said
    python forward.py < answer > "$1/cur/2:2,S" 2> said
    lei import "maildir:$1" 2> said
    for mail in "$1"/cur/*; do
        echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
        cat "$mail"
        echo
    done > "$1.mbox"
    printf '[database]\npath=%s\n[user]\nname=Mira\nprimary_email=mira@oak.example\n' "$temporary/$1" > notmuch-config
    NOTMUCH_CONFIG=notmuch-config notmuch new > said 2>&1
}
read_by() { # folder, id of the patch
    echo "lei: $(lei q --quiet --threads -f json "m:$1-bo@oak.example" 2> said | grep -c '"m"') in the thread"
    echo "mblaze: $(mthread "$1"/cur/* | sed "s,$1/cur/,," | paste -sd '|')"
    echo "notmuch: $(NOTMUCH_CONFIG=notmuch-config notmuch search '*' | grep -o '\[[0-9]/[0-9]\]' | paste -sd ' ')"
    echo "b4: $(b4 --offline-mode am -o - -m "$1.mbox" "$2" 2> said | grep '^Reviewed-by')"
}
long=AS8PR04MB8404A5E7C0A5F7A9C5C0A1A692C2A@AS8PR04MB8404.eurprd04.prod.oak.example
short=20260105100000.12345-1-mira@oak.example
mails long "$long"
same "the field of the answer" "In-Reply-To: =?utf-8?q?=3CAS8PR04MB8404A5E7C0A5F7A9C5C0A1A692C2A=40AS8PR04M?=" \
    "$(grep '^In-Reply-To' 'long/cur/2:2,S' | tr -s ' ')"
same "the id of the patch" "<$long>" "$(grep -oE '<[^ >]*prod[^>]*>' 'long/cur/1:2,S')"
same "a long id" "lei: 1 in the thread
mblaze: 1:2,S|2:2,S
notmuch: [2/2]
b4: Reviewed-by: Bo <bo@oak.example>" "$(read_by long "$long")"
mails short "$short"
same "a short id" "lei: 2 in the thread
mblaze: 1:2,S| 2:2,S
notmuch: [2/2]
b4: Reviewed-by: Bo <bo@oak.example>" "$(read_by short "$short")"
