#!/usr/bin/env bash
# castmail2list 0.10.4 (PyPI), a list server on a mailbox, the mails that it sends to subscribers; b4 0.16.0 (PyPI), b4 am on them.
#
# Expected: as with other list servers the Message-ID stays, as do References, text and attachments; the sender may become "Mira via Oak".
# Seen: each mail is made anew, with a Message-ID of the list; the sender's is in Original-Message-ID, at the end of References, and, if the
# mail answers nothing, in In-Reply-To: the mail answers itself. In a series the patches answer the id that the sender gave to
# the cover letter, which no mail of the list has: In-Reply-To leads nowhere. A copy that came directly has another id than that of the
# list. The address of the sender is in X-MailFrom alone: for b4 am, the list is the author. Fields of the sender's program are gone.
#
# Here: take Original-Message-ID for a mail's id where it is there, or look for parents in it too, and X-MailFrom for the address. Else a
# series is as many threads as mails, the author is the list, and a mail that was also sent directly is there twice.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi castmail2list==0.10.4 b4==0.16.0 liblore==0.10.1 patatt==0.8.0

cat > list.py <<'PYTHON'
import sys
from types import SimpleNamespace

import castmail2list.mailer as mailer
from imap_tools import MailMessage

# what the server keeps in its database
mailer.get_list_recipients_recursive = lambda number: {"bo@reed.example": None, "mira@oak.example": None}
oak = SimpleNamespace(id=1, mode="group", address="oak@lists.example", display="Oak", from_addr="", avoid_duplicates=False)
app = SimpleNamespace(
    config={"DOMAIN": "lists.example", "SMTP_HOST": "", "SMTP_PORT": 25, "SMTP_USER": "", "SMTP_PASS": "", "SMTP_STARTTLS": False}
)
for name in sys.argv[1:]:
    mail = MailMessage.from_bytes(open(name, "rb").read())
    out = mailer.OutgoingEmail(app, oak, mail, f"{name}.castmail2list@lists.example")
    sys.stdout.buffer.write(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n")
    sys.stdout.buffer.write(out.send_email_to_recipient("bo@reed.example", dry=True) + b"\n\n")
PYTHON
diff='diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two
-- 
2.39.5'
{ fields Mira 'Mon, 5 Jan 2026 10:00:00' cover '[PATCH 0/2] wind'; printf '\nCalm.\n'; } > cover
for n in 1 2; do
    { fields Mira "Mon, 5 Jan 2026 10:00:0$n" "p$n" "[PATCH $n/2] wind $n" cover; printf 'X-Tree: oak\n\nIt was loud.\n---\n%s\n' "$diff"; } > "p$n"
done
python list.py cover p1 p2 > list.mbox
field() { grep -E "^($1): " list.mbox; }

same "ids" "Message-ID: <cover.castmail2list@lists.example>
Original-Message-ID: <cover@oak.example>
In-Reply-To: <cover@oak.example>
Message-ID: <p1.castmail2list@lists.example>
Original-Message-ID: <p1@oak.example>
In-Reply-To: <cover@oak.example>
Message-ID: <p2.castmail2list@lists.example>
Original-Message-ID: <p2@oak.example>
In-Reply-To: <cover@oak.example>" "$(field 'Message-ID|Original-Message-ID|In-Reply-To')"
same "References" "References: <cover@oak.example>
References: <cover@oak.example> <p1@oak.example>
References: <cover@oak.example> <p2@oak.example>" "$(field References)"
same "sender and other fields" "From: Mira via Oak <oak@lists.example>
Sender: oak@lists.example
X-MailFrom: mira@oak.example" "$(field 'From|Sender|X-MailFrom|X-Tree' | sort -u)"
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox list.mbox -o taken cover.castmail2list@lists.example > said 2>&1
same "authors for b4" "From: Mira via Oak <oak@lists.example>" "$(grep -h '^From:' taken/*.mbx | uniq)"
