#!/usr/bin/env bash
# git 2.39.5 (Debian), git am; b4 0.16.0 (PyPI), b4 am; lei 1.9.0, notmuch 0.37, mblaze 1.1 (Debian); on dates of old mails with the zone in letters,
# `Date: Tue, 6 Jan 1998 10:00:00 MET`.
#
# Expected: EST, EDT and the like as RFC 5322 has them, all other letters as UTC, as it says too; so one hour for all.
# Seen: git and lei also know names of other lands, each its own: MET is an hour for both, JST nine, MSK three for lei alone; "MET DST" is
# 9:00 for git, 8:00 for lei. b4 and notmuch read these as UTC, so a commit by b4 has another author date than one by git am of the
# same mail. mblaze reads even EST as UTC. Of a zone that lei does not know, IST or Europe/Berlin, it drops the date: the mail is of
# the hour of the import.
#
# Here: of old mails the order in a thread differs from tool to tool, by up to nine hours, and lei may show a mail of 1998 as
# today's. Compare by day, and follow References.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian mblaze=1.1-1 notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2
pypi b4==0.16.0

git init -q oak
echo one > oak/wind.c
git -C oak add . && git -C oak commit -qm base && git -C oak tag base
zones=('+0100 (CET)' EST MET 'MET DST' JST MSK IST Europe/Berlin)
mkdir -p mail/{cur,new,tmp}
for number in "${!zones[@]}"; do
    {
        printf 'From: Mira <mira@oak.example>\nTo: oak@lists.example\nDate: Tue, 6 Jan 1998 10:00:00 %s\n' "${zones[number]}"
        printf 'Subject: [PATCH] wind: calm\nMessage-ID: <zone-%s@oak.example>\n\nText.\n---\n' "$number"
        printf 'diff --git a/wind.c b/wind.c\n--- a/wind.c\n+++ b/wind.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'
    } > "mail/cur/$number:2,S"
done
printf '[database]\npath=%s/mail\n[user]\nname=Mira\nprimary_email=mira@oak.example\n' "$temporary" > notmuch-config
export NOTMUCH_CONFIG=$temporary/notmuch-config
notmuch new > said 2>&1
lei import maildir:mail > said 2>&1
applied() { # mail: hour of the author's date
    git -C oak reset -q --hard base
    git -C oak am -q "../$1"
    git -C oak log -1 --format=%ad --date=format-local:%H
}
hours() { # number of a zone: UTC by git am, b4 am, lei, notmuch, mblaze
    local id=zone-$1@oak.example mail="mail/cur/$1:2,S" by_b4 by_lei by_notmuch
    { echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; cat "$mail"; } > mbox
    b4 --offline-mode am -o - -m mbox "$id" 2> said > by-b4
    by_b4=$(applied by-b4)
    by_lei=$(lei q --quiet -f json "m:$id" 2> said | grep -oE '"dt":"[^"]*' | cut -d'"' -f4)
    case $by_lei in 1998-01-06T*) by_lei=${by_lei:11:2} ;; "$(date +%Y)"*) by_lei=now ;; esac
    by_notmuch=$(date -d "@$(notmuch show --format=json "id:$id" | grep -oE '"timestamp": [0-9]*' | cut -d' ' -f2)" +%H)
    echo "${zones[$1]}: git $(applied "$mail"), b4 $by_b4, lei $by_lei, notmuch $by_notmuch, mblaze $(mscan -f '%16D' "$mail" 2> said | cut -c12-13)"
}
same "the hours" "+0100 (CET): git 09, b4 09, lei 09, notmuch 09, mblaze 09
EST: git 15, b4 15, lei 15, notmuch 15, mblaze 10
MET: git 09, b4 10, lei 09, notmuch 10, mblaze 10
MET DST: git 09, b4 10, lei 08, notmuch 10, mblaze 10
JST: git 01, b4 10, lei 01, notmuch 10, mblaze 10
MSK: git 10, b4 10, lei 07, notmuch 10, mblaze 10
IST: git 10, b4 10, lei now, notmuch 10, mblaze 10
Europe/Berlin: git 10, b4 10, lei now, notmuch 10, mblaze 10" "$(for number in "${!zones[@]}"; do hours "$number"; done)"
