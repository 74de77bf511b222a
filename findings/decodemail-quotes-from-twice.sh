#!/usr/bin/env bash
# decodemail of GNU mailutils 3.15 (Debian), which writes a mailbox with base64 and quoted-printable taken off, as people do to search patches in
# it; git 2.39.5 (Debian), git am, on what it writes; movemail of the same package.
#
# Expected: the mails with their text decoded, in an mbox whose lines `From …` are quoted once; the encoding is named as it is then.
# Seen: a line "From here on" of a message is `>>From here on` in the new mbox, whether it was encoded or quoted as `>From`: git am gives `>>From`,
# a reader of mboxrd `>From`. movemail, which reads and writes the same mbox, has `>From`; in a maildir decodemail writes it
# without a sign. UTF-8 is there byte by byte below "Content-Transfer-Encoding: 7bit", and in the subject without any encoding. To has a blank
# more, and there are X-UID and X-IMAPbase. The diff is right.
#
# Here: a message of a mailbox that went through it differs from that of other archives by `>>`. Take 8-bit text below "7bit", and in
# subjects, for UTF-8.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian mailutils=1:3.15-4 libmailutils9=1:3.15-4 libmu-dbm9=1:3.15-4 mailutils-common=1:3.15-4 libgsasl18 libgssglue1 libntlm0 \
    libidn12 libmariadb3 libpq5 libfribidi0 guile-3.0-libs libgc1 libunistring2

git init -q project
cd project
echo one > a.c && git add . && git commit -qm base && git tag base
cd ..
diff='diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two
-- 
2.39.5'
{
    echo 'From mira@oak.example Mon Jan  5 10:00:00 2026'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' one '[PATCH] wind: calm'
    printf '\nIt was loud.\n>From here on it is calm.\n---\n%s\n\n' "$diff"
    echo 'From mira@oak.example Mon Jan  5 10:00:01 2026'
    fields Mira 'Mon, 5 Jan 2026 10:00:01' two '[PATCH] =?utf-8?q?na=C3=AFve?= wind'
    printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n'
    printf 'Naïve.\nFrom here on it is calm.\n---\n%s\n' "$diff" | base64
    echo
} > coded.mbox
from() { grep -h 'From here' "$@"; }

decodemail coded.mbox decoded.mbox
same "quoting" ">>From here on it is calm.
>>From here on it is calm." "$(from decoded.mbox)"
movemail.mailutils -p "mbox:$temporary/coded.mbox" "mbox:$temporary/moved.mbox"
same "quoting by movemail" ">From here on it is calm." "$(from moved.mbox)"
decodemail coded.mbox "maildir:$temporary/maildir"
same "in a maildir" "From here on it is calm.
From here on it is calm." "$(from maildir/*/*)"
same "encoding" "Content-Transfer-Encoding: 7bit
Content-Transfer-Encoding: 7bit
Naïve.
Subject: [PATCH] naïve wind" "$(grep -aE '^(Content-Tran|Subject: .*ve|Na)' decoded.mbox | sort)"
git mailsplit -oproject decoded.mbox > said
same "git am" ">>From here on it is calm." "$(cd project && git am -q 0002 && git log -1 --format=%b | grep 'From')"
