#!/usr/bin/env bash
# mlmmj 1.3.0 (Debian), mlmmj-process of a list with a prefix and a footer; b4 0.16.0 (PyPI), b4 am on what it delivers.
#
# Expected: a prefix behind `Re:`, `Re: [Oak] [PATCH]`, and a footer that mail programs show.
# Seen: the prefix is put in front of everything: an answer to a patch is `[Oak] Re: [PATCH v2 1/1] …`, and for b4 that is no
# answer. If it has a diff ("rather so"), b4 am writes it as a patch of its own by the reviewer, in front of the real one; with
# `Re:` in front it does not. The footer is added to the bytes of the body: as plain text behind base64, and behind the last
# boundary of a mail with parts, where nobody sees it.
#
# Here: look for `Re:` behind the first bracket too, and for plain text behind base64. What was applied from such a list may be
# the reviewer's sketch.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian mlmmj=1.3.0-4
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

list=$temporary/list
mkdir -p list/{incoming,queue/discarded,archive,subscribers.d,control,text}
echo oak@lists.example > list/control/listaddress
echo '[Oak]' > list/control/prefix
printf -- '-- \nThe list Oak\n' > list/control/footer
delivered() { # a mail on standard input, as subscribers get it
    { echo 'Return-Path: <mira@oak.example>'; cat; } > list/incoming/mail
    "$temporary/debian/usr/bin/mlmmj-process" -L "$list" -m "$list/incoming/mail" -P
    find list/queue -maxdepth 1 -type f -exec cat {} +
    find list/queue -type f -delete
}
diff() { printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+%s\n' "$1"; }
patch() { fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH v2 1/1] wind: calm'; printf '\nIt was loud.\n---\n'; diff two; printf -- '-- \n2.39.5\n'; }
answer() { fields Bo 'Mon, 5 Jan 2026 11:00:00' answer "$1" calm; printf '\nRather so:\n\n'; diff three; }
{
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    patch | delivered
    printf '\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n'
    answer 'Re: [PATCH v2 1/1] wind: calm' | delivered
    echo
} > list.mbox
same "the subjects" "Subject: [Oak] [PATCH v2 1/1] wind: calm
Subject: [Oak] Re: [PATCH v2 1/1] wind: calm" "$(grep ^Subject list.mbox)"

git init -q project
taken() {
    (cd project && b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "../$1" -o - calm@oak.example 2> /dev/null) |
        grep -E '^(Subject|From:|\+[a-z])'
}
same "b4 am: the sketch is a patch" \
"Subject: [PATCH] wind: calm
From: Bo <bo@oak.example>
+three
Subject: [PATCH v2 1/1] wind: calm
From: Mira <mira@oak.example>
+two" \
"$(taken list.mbox)"
sed 's/^Subject: \[Oak\] Re:/Subject: Re: [Oak]/' list.mbox > usual.mbox
same "with Re: in front: the patch alone" \
"Subject: [PATCH v2 1/1] wind: calm
From: Mira <mira@oak.example>
+two" \
"$(taken usual.mbox)"

encoded() {
    fields Mira 'Mon, 5 Jan 2026 10:00:00' encoded '[PATCH] wind: calm'
    printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nSXQgd2FzIGxvdWQuCg==\n'
}
mixed() {
    fields Mira 'Mon, 5 Jan 2026 10:00:00' mixed '[PATCH] wind: calm'
    printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nIt was loud.\n--q--\n'
}
same "the footer behind base64" "SXQgd2FzIGxvdWQuCg==
-- 
The list Oak" "$(encoded | delivered | tail -3)"
same "the footer behind the parts" "--q--
-- 
The list Oak" "$(mixed | delivered | tail -3)"
