#!/usr/bin/env bash
# s-nail 14.9.24 (Debian; the mailx of today), s-nail -t, which sends a mail that is ready, on a file of git 2.39.5 (Debian) format-patch; git am; b4
# 0.16.0 (PyPI), b4 am; lei 1.9.0, notmuch 0.37, mblaze 1.1 (Debian).
#
# Expected: the mail as the file has it, with the Date of the file or that of the sending.
# Seen: both, in two fields `Date:`; RFC 5322 allows one. The first is that of the sending, the second, behind "User-Agent", that of the commit, which
# may be months older. git am takes the second, the others the first, so that commits of git am and of b4 differ in their author date.
# A nickname in quotes loses them: `Bo "Q" Reed` is "Bo Q Reed". In-Reply-To, References and fields that git was told to add are kept.
#
# Here: of two Date fields the first is when the mail was sent, the second the commit's.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian s-nail=14.9.24-2 mblaze=1.1-1 notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2
debian_lei
pypi b4==0.16.0

git init -q oak
cd oak
echo one > wind.c
git add . && git commit -qm base && git tag base
echo two > wind.c
GIT_AUTHOR_DATE='2025-06-02T10:00:00Z' git commit -qam 'wind: calm'
git format-patch -q --thread --in-reply-to='<cover@oak.example>' --to=oak@lists.example --cc='Bo "Q" Reed <bo@reed.example>' --add-header='X-Wind: calm' -1
id=$(sed -n 's/^Message-Id: <\(.*\)>/\1/Ip' 0001-wind-calm.patch)
printf '#!/bin/sh\ncat > "%s/sent"\n' "$temporary" > ../mta
chmod +x ../mta
s-nail -n -S mta="$temporary/mta" -S sendwait -t < 0001-wind-calm.patch 2> ../said
now=$(date +%F)
mkdir -p ../mail/{cur,new,tmp}
cp ../sent ../mail/cur/1:2,S
same "fields" "From: Mira Holt <mira@oak.example>
To: oak@lists.example
Cc: \"Bo Q Reed\" <bo@reed.example>
Subject: [PATCH] wind: calm
In-Reply-To: <cover@oak.example>
References: <cover@oak.example>
User-Agent: s-nail v14.9.24
Date: Mon, 2 Jun 2025 10:00:00 +0000
X-Wind: calm" "$(sed -n '2,/^$/p' ../sent | grep -v Message-ID)"
same "the date of the sending" "$now" "$(date -d "$(sed -n '1s/^Date: //p' ../sent)" +%F)"

git reset -q --hard base
git am -q ../sent
same "git am" 2025-06-02 "$(git log -1 --format=%as)"
{ echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; cat ../sent; } > ../sent.mbox
b4 --offline-mode am -o - -m ../sent.mbox "$id" 2> ../said > ../b4.am
same "b4 am" "$now" "$(date -d "$(sed -n 's/^Date: //p' ../b4.am)" +%F)"
git reset -q --hard base
git am -q ../b4.am
same "git am of what b4 wrote" "$now" "$(git log -1 --format=%as)"
cd ..
printf '[database]\npath=%s/mail\n[user]\nname=Mira\nprimary_email=mira@oak.example\n' "$temporary" > notmuch-config
export NOTMUCH_CONFIG=$temporary/notmuch-config
notmuch new > said 2>&1
same "notmuch" "$now" "$(date -d "@$(notmuch show --format=json '*' | grep -o '"timestamp": [0-9]*' | cut -d' ' -f2)" +%F)"
same "mblaze" "$now" "$(mscan -f '%10D' mail/cur/1:2,S 2> said | xargs | cut -c1-10)"
lei import maildir:mail > said 2>&1
same "lei" "$now" "$(lei q --quiet -f json "m:$id" 2> said | grep -o '"dt":"[^T]*' | cut -d'"' -f4)"
