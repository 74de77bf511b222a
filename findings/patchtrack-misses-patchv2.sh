#!/usr/bin/env bash
# patchtrack 0.1.0 (PyPI), a tool that tells authors where their patches on public-inbox lists are; here reading an mbox.
#
# Expected: a second version is seen however its author writes it: `[PATCHv2 1/2]`, which git's own `--subject-prefix=PATCHv2` makes and
# b4 reads, `[RFC v2 1/2]`, Mercurial's `[PATCH 1 of 2 V2]`.
# Seen: a mail is a patch only if "PATCH" is a word by itself in the brackets. The series `[PATCHv2 …]` and `[RFC v2 …]` are not there:
# "5 new" of 9 mails, without a word on the others; v1 stays the newest version, and `nudge` says to send it again. Mercurial's counter is
# not read, so each patch has the number 1: its series of two is "1 patch", with the title of the first and the mail of the second.
#
# Here: a list of open series made with it names versions that were replaced long ago; who reads its "v1, no reply" should look for
# `PATCHv2` in the archive before asking or sending again.
source "$(dirname "$0")/common"
pypi patchtrack==0.1.0

mail() { # id, subject, day, parent
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira "$3 Jan 2026 10:00:0${1: -1}" "$1" "$2" "${4-}"
    case $2 in *0/2*) printf '\nTwo.\n\n'; return ;; esac
    printf '\nIt was loud.\n---\ndiff --git a/%s.c b/%s.c\n--- a/%s.c\n+++ b/%s.c\n@@ -1 +1 @@\n-one\n+%s\n-- \n2.39.5\n\n' \
        "${1: -1}" "${1: -1}" "${1: -1}" "${1: -1}" "$1"
}
series() { # key, prefix, day
    mail "$1-0" "[$2 0/2] oak: two winds" "$3"
    mail "$1-1" "[$2 1/2] wind: calm" "$3" "$1-0"
    mail "$1-2" "[$2 2/2] sail: mend" "$3" "$1-0"
}
track() { patchtrack --db "store-$1" "${@:2}" --author mira@oak.example; }
listed() { # file
    track "$1" import "$1.mbox" 2>&1 | sed 's/.*read, //'
    track "$1" list --color never | grep -o '[a-z-]*  *[a-z]*: .*' | tr -s ' ' | sed 's/ · 2026.*//'
}

{ series a PATCH 'Mon, 5'; series b 'PATCH v2' 'Mon, 12'; } > blank.mbox
same "PATCH v2" "6 new
no-reply oak: two winds v2 · 2 patches" "$(listed blank)"
{ series a PATCH 'Mon, 5'; series b PATCHv2 'Mon, 12'; } > joined.mbox
same "PATCHv2" "3 new
no-reply oak: two winds v1 · 2 patches" "$(listed joined)"
same "what to do, for v1" "resend oak: two winds v1" \
    "$(track joined nudge --color never | tr -s ' ' | grep -o 'resend oak: two winds v1')"
{ series a 'RFC PATCH' 'Mon, 5'; series b 'RFC v2' 'Mon, 12'; } > draft.mbox
same "RFC v2" "3 new
no-reply oak: two winds [RFC] v1 · 2 patches" "$(listed draft)"
{ mail a-1 '[PATCH 1 of 2 V2] wind: calm' 'Mon, 5'; mail a-2 '[PATCH 2 of 2 V2] sail: mend' 'Mon, 5' a-1; } > hg.mbox
same "Mercurial" "2 new
no-reply wind: calm v2 · 1 patch" "$(listed hg)"
same "the mail of that patch" "<a-2@oak.example>" "$(track hg show wind | grep -o '1/1 <[^>]*>' | cut -d' ' -f2)"
