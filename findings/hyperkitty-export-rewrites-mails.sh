#!/usr/bin/env bash
# HyperKitty 1.3.12 (PyPI; the archive of Mailman 3), the download "mbox.gz" of a list.
#
# Expected: the mails as they came to the list, perhaps with addresses hidden.
# Seen: new mails made from a database. Each has From, To, Subject, Date, Message-ID, In-Reply-To and no other field of the
# mail: Cc and other recipients are lost, To is always the list, and so are References, List-Id and X- fields. Each is
# multipart/mixed with new boundaries at every call; a patch in an attachment or inline part of its own is in base64, also
# where it was plain. format=flowed is lost while the lines stay broken. Of two mails with one Message-ID there is the first
# only, and a Message-ID is cut after 254 characters. Text, addresses, time zones and threads are right.
#
# Here: such an archive does not know who was asked to review, and cannot be compared with the list's other archives byte by
# byte; two downloads of one list are never equal. Ask the list's owner for the mails themselves.
source "$(dirname "$0")/common"
pypi HyperKitty==1.3.12 Django==5.0.14 django-mailman3==1.3.15 django-haystack==3.4.0 django-q2==1.10.0 mailmanclient==3.3.5 \
    Whoosh==2.7.4

cat > settings.py <<'PYTHON'
from hyperkitty.tests.settings_test import *

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "list.sqlite"}}
LOGGING = {}
PYTHON
export DJANGO_SETTINGS_MODULE=settings PYTHONPATH=$temporary

mail() { # Message-ID, fields, body
    printf 'From mira@oak.example Mon Jan  5 10:00:00 2026\nFrom: Mira Holt <mira@oak.example>\nTo: Jo Elm <jo@elm.example>\n'
    printf 'Cc: oak@lists.example, Ane Elm <ane@elm.example>\nDate: Mon, 5 Jan 2026 12:00:00 +0200\n'
    printf 'Message-ID: <%s@oak.example>\nX-Mailer: git-send-email 2.39.5\n%s\n\n%s\n\n' "$1" "$2" "$3"
}
diff='diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two'
{
    mail cover 'Subject: [PATCH 0/1] Calm' 'Cover.'
    mail patch 'Subject: [PATCH 1/1] wind: calm
In-Reply-To: <cover@oak.example>
References: <cover@oak.example>' "Text.

Signed-off-by: Mira Holt <mira@oak.example>
---
$diff"
    mail answer 'Subject: Re: [PATCH 1/1] wind: calm
In-Reply-To: <patch@oak.example>
References: <cover@oak.example> <patch@oak.example>
Content-Type: text/plain; format=flowed' 'A line that is 
broken here.'
    mail parts 'Subject: [PATCH] sail: mend
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=oak' "--oak
Content-Type: text/plain

Text.
--oak
Content-Type: text/x-patch; name=a.patch
Content-Disposition: inline; filename=a.patch

$diff

--oak--"
    mail twice 'Subject: [PATCH] one' 'First.'
    mail twice 'Subject: [PATCH] one' 'Second.'
    mail "$(printf 'x%.0s' $(seq 250))" 'Subject: [PATCH] long' 'Long.'
} > in.mbox

django-admin migrate > /dev/null 2>&1
django-admin hyperkitty_import --list-address oak@lists.example --no-sync-mailman in.mbox > /dev/null 2>&1

cat > download.py <<'PYTHON'
import gzip
import sys

import django

django.setup()
from django.test import RequestFactory
from hyperkitty.models import MailingList
from hyperkitty.views.mlist import export_mbox

while hasattr(export_mbox, "__wrapped__"):
    export_mbox = export_mbox.__wrapped__
request = RequestFactory().get("/")
request.mlist = MailingList.objects.get(name="oak@lists.example")
answer = export_mbox(request, "oak@lists.example", "oak")
sys.stdout.buffer.write(gzip.decompress(b"".join(answer.streaming_content)))
PYTHON
python download.py > out.mbox 2> errors
python download.py > again.mbox 2>> errors

python - > facts <<'PYTHON'
import mailbox

for mail in mailbox.mbox("out.mbox"):
    if mail["Message-ID"] == "<answer@oak.example>":
        print(*sorted(set(mail.keys())))
        print("To", mail["To"], "Date", mail["Date"])
        print("In-Reply-To", mail["In-Reply-To"], "References", mail["References"])
        print(mail.get_content_type(), [part["Content-Type"] for part in mail.get_payload()])
        print(repr(mail.get_payload(0).get_payload()))
    if mail["Message-ID"] == "<parts@oak.example>":
        for part in mail.get_payload():
            print(part.get_content_type(), part["Content-Transfer-Encoding"], part["Content-Disposition"])
    if mail["Subject"] == "[PATCH] one":
        print(repr(mail.get_payload(0).get_payload()))
    if mail["Subject"] == "[PATCH] long":
        print(len(mail["Message-ID"].strip("<>")), mail["Message-ID"][-4:])
PYTHON
same "fields and parts of the downloaded mails" \
"Content-Type Date From In-Reply-To MIME-Version Message-ID Subject To
To oak@lists.example Date Mon, 05 Jan 2026 12:00:00 +0200
In-Reply-To <patch@oak.example> References None
multipart/mixed ['text/plain; charset=\"utf-8\"']
'A line that is \\nbroken here.\\n'
text/plain 7bit None
text/x-patch base64 attachment; filename=\"a.patch\"
'First.\\n'
254 oak>" \
"$(cat facts)"
same "two downloads are equal" no "$(cmp -s out.mbox again.mbox && echo yes || echo no)"
same "but for the boundaries" yes "$(cmp -s <(sed -E 's/=+[0-9]+==//' out.mbox) <(sed -E 's/=+[0-9]+==//' again.mbox) && echo yes || echo no)"
