#!/usr/bin/env bash
# HyperKitty 1.3.12 (PyPI), hyperkitty_import, by which lists move to Mailman 3, on an archive that is brought over in several calls.
#
# Expected: a call adds the mails that are not there yet, known by Message-ID; threads are what In-Reply-To and References join.
# Seen: a later call leaves out every mail whose Date is not after the newest Date that is there, new or not: an answer that came
# late, a year before the one that was imported first; and after one mail with a wrong clock, all that follow. It warns
# of "messages older than Jan. 5", names none, and ends with 0. `--since` brings them. A mail in front of its parent begins a
# thread of its own until a job of every day finds it. One whose parent is not there stays alone for good, also where
# References has the mail above it: only In-Reply-To counts, or the last of References if there is no In-Reply-To.
#
# Here: an archive in HyperKitty may lack patches and reviews that others have, and has more threads. Import the oldest part first,
# in the order of arrival, with `--since=1970-01-01`.
source "$(dirname "$0")/common"
pypi HyperKitty==1.3.12 Django==5.0.14 django-mailman3==1.3.15 django-haystack==3.4.0 django-q2==1.10.0 mailmanclient==3.3.5 \
    Whoosh==2.7.4

cat > settings.py <<'PYTHON'
from hyperkitty.tests.settings_test import *

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "list.sqlite"}}
LOGGING = {}
PYTHON
export DJANGO_SETTINGS_MODULE=settings PYTHONPATH=$temporary

mail() { # sender, date, id, subject, parent, references
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields "$1" "$2" "$3" "$4"
    if [ -n "${5-}" ]; then printf 'In-Reply-To: <%s@oak.example>\n' "$5"; fi
    if [ -n "${6-}" ]; then printf 'References:'; printf ' <%s@oak.example>' $6; echo; fi
    printf '\nText.\n\n'
}
{
    mail Bo 'Mon, 5 Jan 2026 12:00:00' early 'Re: [PATCH] wind: calm' patch patch
    mail Mira 'Mon, 5 Jan 2026 10:00:00' patch '[PATCH] wind: calm'
    mail Jo 'Mon, 5 Jan 2026 14:00:00' orphan 'Re: [PATCH] wind: calm' lost 'patch lost'
} > first.mbox
{
    mail Ane 'Mon, 5 Jan 2026 13:00:00' late 'Re: [PATCH] wind: calm' patch patch
    mail Ane 'Mon, 5 Jan 2026 15:00:00' later 'Re: [PATCH] wind: calm' patch patch
} > second.mbox
mail Mira 'Mon, 5 Jan 2032 10:00:00' clock '[PATCH] sail: mend' > third.mbox
mail Mira 'Tue, 6 Jan 2026 10:00:00' next '[PATCH] sail: mend more' > fourth.mbox

import() { django-admin hyperkitty_import -l oak@lists.example --no-sync-mailman "$@" 2> /dev/null; }
cat > threads.py <<'PYTHON'
import sqlite3
from itertools import groupby

rows = sqlite3.connect("list.sqlite").execute("select thread_id, message_id from hyperkitty_email order by thread_id, date")
for _, mails in groupby(rows, lambda row: row[0]):
    print(" ".join(message_id.split("@")[0] for _, message_id in mails))
PYTHON
threads() { python threads.py | sort; }

django-admin migrate > /dev/null 2>&1
import first.mbox > said
same "one thread is three" "early
orphan
patch" "$(threads)"
import second.mbox > said
same "what it says" 'Warning: not importing messages older than Jan. 5, 2026. Use "--since=<date>" to import older messages.' "$(grep Warning said)"
same "the late answer is not there" "early
orphan
patch later" "$(threads)"
django-admin runjob orphan_emails > /dev/null 2>&1
same "after the job" "orphan
patch early later" "$(threads)"
import third.mbox > said
import fourth.mbox > said
same "after a mail of 2032, nothing" "clock
orphan
patch early later" "$(threads)"
import --since=1970-01-01 second.mbox fourth.mbox > said
same "with --since" "clock
next
orphan
patch early late later" "$(threads)"
