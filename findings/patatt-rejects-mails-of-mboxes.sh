#!/usr/bin/env bash
# patatt 0.8.0 (PyPI), patatt validate, on signed patches in an mbox of lei 1.9.0 (Debian), as archives and their tools hand them out.
#
# Expected: a signature that is good in the mail is good in the mbox, whose quoting of `From ` (mboxrd) can be undone.
# Seen: if a line of the message begins with "From ", patatt reads `>From` as the text, and says BADSIG, as of a mail that was
# changed. In mboxcl2, which does not quote, it ends the mail at that line. A mail without such a line passes, also with the list's prefix in the
# subject, other recipients, another Date or another transfer encoding. A list's footer makes it BADSIG.
#
# Here: BADSIG in a check of an archive does not mean that somebody changed the mail. Check the mails one by one, as they were sent.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
pypi patatt==0.8.0 PyNaCl==1.6.2

patatt genkey -n key > said 2>&1
git config --global patatt.signingkey ed25519:key
git config --global patatt.selector key
mail() { # file, a line of the message
    {
        fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
        printf '\nIt was loud.\n%s\n\nSigned-off-by: Mira <mira@oak.example>\n---\n' "$2"
        printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'
    } > "$1"
    patatt sign --hook "$1" > said 2>&1
}
mail since 'Since here it is calm.'
mail from 'From here it is calm.'
result() { # mail, kind of mbox
    rm -f mbox
    lei convert --quiet -F eml -o "$2:$temporary/mbox" "$1" 2> /dev/null
    patatt validate mbox 2>&1 | grep -oE 'PASS|BADSIG|ERROR' | paste -sd' '
}
same "mboxrd" "PASS" "$(result since mboxrd)"
same "mboxrd, a line that begins with From" "BADSIG" "$(result from mboxrd)"
same "the line" ">From here it is calm." "$(grep here mbox)"
same "mboxcl2, the same line" "BADSIG ERROR" "$(result from mboxcl2)"

sed 's/^Subject: /&[oak] /; s/^To: .*/To: elm@lists.example/; s/^Date: .*/Date: Mon, 5 Jan 2026 12:00:00 +0100/' since > relayed
same "by way of a list" "PASS" "$(result relayed mboxrd)"
{ cat since && printf '_____\nOak, the list\n'; } > footer
same "with its footer" "BADSIG" "$(result footer mboxrd)"
