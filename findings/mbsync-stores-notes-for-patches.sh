#!/usr/bin/env bash
# isync 1.4.4 (Debian), mbsync with MaxSize, as people set it who keep large attachments on the server; here between two maildirs.
#
# Expected: what is larger stays on the server, and the maildir has the other mails, byte by byte.
# Seen: a larger mail is there too, as a short one that mbsync wrote: sender, date and Message-ID are the original's, the subject is
# `[placeholder] [PATCH 2/2] …`, and the text a note of two lines on its size. So a patch of a generated file becomes
# a mail of its author without a diff. If the note is flagged, the next call brings the mail itself, as another file, and leaves the
# note next to it, marked as trash, until something expunges it: two mails of one Message-ID, the note being the older file. All mails
# get a field X-TUID.
#
# Here: a mail with `[placeholder]` in front of its subject holds nothing that its sender wrote. Do not keep it under its
# Message-ID, or the mail itself is "known already" when it comes.
source "$(dirname "$0")/common"
debian isync=1.4.4-5 libdb5.3 libsasl2-2

mkdir -p {server,here}/INBOX/{cur,new,tmp}
cat > mbsyncrc <<CONFIG
MaildirStore server
Path $temporary/server/
Inbox $temporary/server/INBOX

MaildirStore here
Path $temporary/here/
Inbox $temporary/here/INBOX

Channel oak
Far :server:
Near :here:
MaxSize 1k
SyncState *
CONFIG
patch() { # id, subject, number of added lines
    fields Mira 'Mon, 5 Jan 2026 10:00:00' "$1" "$2" zero
    printf '\nIt was loud.\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,%s @@\n-one\n' "$3"
    seq "$3" | sed 's/^/+line /'
    printf -- '-- \n2.39.5\n'
}
patch one '[PATCH 1/2] wind: calm' 1 > server/INBOX/new/1.one.oak
patch two '[PATCH 2/2] wind: stop' 300 > server/INBOX/new/2.two.oak

sync() { mbsync -c mbsyncrc oak > said 2>&1; }
sync
two() { grep -lF '<two@oak.example>' here/INBOX/*/*; }
same "the small patch, but for X-TUID" "$(cat server/INBOX/new/1.one.oak*)" \
    "$(cat $(grep -lF '<one@oak.example>' here/INBOX/*/*) | grep -v '^X-TUID: ')"
same "the large patch" "From: Mira <mira@oak.example>
To: oak@lists.example
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: [placeholder] [PATCH 2/2] wind: stop
Message-ID: <two@oak.example>
In-Reply-To: <zero@oak.example>
References: <zero@oak.example>

Having a size of 3KiB, this message is over the MaxSize limit.
Flag it and sync again (Sync mode ReNew) to fetch its real contents." "$(grep -v '^X-TUID: ' "$(two)")"

note=$(basename "$(two)")
mv "$(two)" "here/INBOX/cur/${note%:*}:2,F"
sync
same "after the note was flagged" "cur, 2,FT: [placeholder] [PATCH 2/2] wind: stop
new, 2,: [PATCH 2/2] wind: stop" \
    "$(two | while read -r file; do echo "$(basename "$(dirname "$file")"), ${file##*:}: $(sed -n 's/^Subject: //p' "$file")"; done)"
