#!/usr/bin/env bash
# git 2.39.5 (Debian), git am; b4 0.16.0 (PyPI), b4 am; notmuch 0.37, mblaze 1.1, lei 1.9.0 (Debian); mailparser 3.14.2 (npm); on mails
# of programs that in January 2000 wrote `Date: 3 Jan 100`.
#
# Expected: the year 2000, as RFC 5322 says of obsolete dates: to a year of three digits 1900 is added, to one of two from 00 to 49 2000.
# Seen: git am refuses the mail, "invalid date format", and stops. b4 and mailparser read the year 100: b4 writes `03 Jan 0100`, which git am
# refuses too. For notmuch and mblaze it has no date, and notmuch sorts it as of 1 January 1970. lei reads the year 2000. Of years with two digits,
# mblaze has no date for `00`; the others read 2000, and `94` is 1994 for all.
#
# Here: mails of that winter may stand at the beginning of a list, or have no year of their own, and a series is not applied. Add 1900
# to a year below 1000, or take the date that the archive has for the mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian mblaze=1.1-1 notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2
pypi b4==0.16.0
npm install --silent --no-audit --no-fund --prefix node mailparser@3.14.2 > /dev/null

mkdir -p mail/{cur,new,tmp}
for year in 100 00 94; do
    {
        fields Mira "3 Jan $year 10:00:00" "in-$year" '[PATCH] wind: calm'
        printf '\nText.\n---\ndiff --git a/wind.c b/wind.c\n--- a/wind.c\n+++ b/wind.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'
    } > "mail/cur/$year:2,S"
    { echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; cat "mail/cur/$year:2,S"; } > "$year.mbox"
done
git init -q oak
echo one > oak/wind.c
git -C oak add . && git -C oak commit -qm base && git -C oak tag base
applied() { # a mail or an mbox: the author's date, or what git am says
    git -C oak reset -q --hard base
    if git -C oak am -q "../$1" 2> said; then
        git -C oak log -1 --format=%as
    else
        sed -n 's/^fatal: //p' said
        git -C oak am --abort
    fi
}
b4_date() {
    b4 --offline-mode am -o - -m "$1.mbox" "in-$1@oak.example" 2> said > "$1.am"
    sed -n 's/^Date: //p' "$1.am"
}
printf '[database]\npath=%s/mail\n[user]\nname=Mira\nprimary_email=mira@oak.example\n' "$temporary" > notmuch-config
export NOTMUCH_CONFIG=$temporary/notmuch-config
notmuch new > said 2>&1
lei import maildir:mail > said 2>&1
cat > node/date.js <<'JS'
const { readFileSync } = require("fs");
require("mailparser").simpleParser(readFileSync(process.argv[2])).then(mail => console.log(mail.date.toISOString().slice(0, 10)));
JS
seen() { # year
    echo "git am: $(applied "mail/cur/$1:2,S")"
    echo "b4: $(b4_date "$1")"
    echo "git am of b4's: $(applied "$1.am")"
    echo "mailparser: $(node node/date.js "mail/cur/$1:2,S")"
    echo "notmuch: $(notmuch search "id:in-$1@oak.example" | grep -oE '[0-9]{4}-[0-9]{2}-[0-9]{2}')"
    echo "mblaze: $(mscan -f '%16D' "mail/cur/$1:2,S" 2> said | xargs)"
    echo "lei: $(lei q --quiet -f json "m:in-$1@oak.example" 2> said | grep -oE '"dt":"[^T]*' | cut -d'"' -f4)"
}
same "100" "git am: invalid date format: 3 Jan 100 10:00:00 +0000
b4: Sun, 03 Jan 0100 10:00:00 +0000
git am of b4's: invalid date format: Sun, 03 Jan 0100 10:00:00 +0000
mailparser: 0100-01-03
notmuch: 1970-01-01
mblaze: (invalid)
lei: 2000-01-03" "$(seen 100)"
same "00" "git am: 2000-01-03
b4: Mon, 03 Jan 2000 10:00:00 +0000
git am of b4's: 2000-01-03
mailparser: 2000-01-03
notmuch: 2000-01-03
mblaze: (invalid)
lei: 2000-01-03" "$(seen 00)"
same "94" "git am: 1994-01-03
b4: Mon, 03 Jan 1994 10:00:00 +0000
git am of b4's: 1994-01-03
mailparser: 1994-01-03
notmuch: 1994-01-03
mblaze: 1994-01-03 10:00
lei: 1994-01-03" "$(seen 94)"
