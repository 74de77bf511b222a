#!/usr/bin/env bash
# mutt 2.2.12, NeoMutt 20220429, notmuch 0.37, mblaze 1.1 (all Debian): what they quote in an answer to a patch that was sent with
# `format=flowed` (RFC 3676), with the settings that they begin with.
#
# Expected: quotes with the lines of the mail, or with the paragraphs of the message joined and the diff as it is.
# Seen: mutt and NeoMutt join all lines that end in a blank, also in the diff: a removed line, the added one below it and an empty line
# of context with what follows become one quoted line, `> -one +two    }`, however long. Below it stands the answer. notmuch and
# mblaze join nothing, and leave the blank in front that the format adds: `>   {` for a line of context ` {`.
#
# Here: a remark may stand below a quoted line that is several lines of the patch, and be about the last of them; a quoted line
# may have a blank too many. Compare without blanks, and look for the quoted text across the ends of lines.
source "$(dirname "$0")/common"
debian mutt=2.2.12-0.1~deb12u2 neomutt=20220429+dfsg1-4.1 notmuch=0.37-1+b1 mblaze=1.1-1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 \
    libassuan0 libsexp1 libtalloc2 libxapian30 libgsasl18 libgssglue1 libntlm0 libtokyocabinet9 libidn12 liblua5.4-0 libncursesw6
export TERM=xterm NOTMUCH_CONFIG=$temporary/notmuchrc MBLAZE=$temporary/home/.mblaze

mkdir -p maildir/cur maildir/new maildir/tmp "$MBLAZE"
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' one '[PATCH] wind: calm'
    printf 'MIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\nIt was loud and \nit was cold.\n---\n'
    printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,4 +1,4 @@\n  {\n-one \n+two \n  \n  }\n'
} > maildir/cur/mail:2,
{ echo 'From mira@oak.example Mon Jan  5 10:00:00 2026' && cat maildir/cur/mail:2,; } > mbox

printf '#!/bin/sh\ncp "$1" %s/answer\n' "$temporary" > editor
chmod +x editor
cat > muttrc <<RC
set editor="$temporary/editor %s" fast_reply include=yes autoedit edit_headers=no from=bo@reed.example tmpdir=$temporary
set folder=$temporary sendmail=/bin/true
push "<reply><exit>"
RC
printf '[database]\npath=%s/maildir\n[user]\nname=Bo Reed\nprimary_email=bo@reed.example\n' "$temporary" > notmuchrc

quoted() { # program
    rm -f answer
    case $1 in
        mblaze) mquote "$temporary/maildir/cur/mail:2," > answer ;;
        notmuch) notmuch new --quiet && notmuch reply '*' > answer ;;
        *) timeout 60 script -qc "$1 -n -F $temporary/muttrc -R -f $temporary/mbox" /dev/null < /dev/null > screen ;;
    esac
    sed -n '/^> It/,/^> ---/p; /^> @@/,$p' answer | grep '^>' | tr ' ' _
}
joined='>_It_was_loud_and_it_was_cold.
>_---
>_@@_-1,4_+1,4_@@
>__{
>_-one_+two____}'
same "mutt" "$joined" "$(quoted mutt)"
same "NeoMutt" "$joined" "$(quoted neomutt)"
sent='>_It_was_loud_and_
>_it_was_cold.
>_---
>_@@_-1,4_+1,4_@@
>___{
>_-one_
>_+two_
>___
>___}'
same "notmuch" "$sent" "$(quoted notmuch)"
same "mblaze" "$sent" "$(quoted mblaze)"
