#!/usr/bin/env bash
# mutt 2.2.12, NeoMutt 20220429, notmuch 0.37, mblaze 1.1 (all Debian): what they quote in an answer to a mail of git 2.39.5,
# git format-patch --attach or --inline, with the settings that they begin with.
#
# Expected: the message, and the patch as well where it is inline and of a type of text; all four show it, and it is what is reviewed.
# Seen: mutt and notmuch quote the patch, attached or inline. NeoMutt and mblaze quote the message alone, and take in the same part as
# soon as its type is text/plain. mutt has an empty line without `>` between message and patch, as if the answer began there;
# NeoMutt ends in two. With application/octet-stream, as other programs send patches, all quote only the message.
#
# Here: an answer to an attached patch may have no line of the diff, only of the message: its remarks are about the diff all the
# same, and their place must come from the words. An empty line between two quotes is no answer.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian mutt=2.2.12-0.1~deb12u2 neomutt=20220429+dfsg1-4.1 notmuch=0.37-1+b1 mblaze=1.1-1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 \
    libassuan0 libsexp1 libtalloc2 libxapian30 libgsasl18 libgssglue1 libntlm0 libtokyocabinet9 libidn12 liblua5.4-0 libncursesw6
export TERM=xterm NOTMUCH_CONFIG=$temporary/notmuchrc MBLAZE=$temporary/home/.mblaze

git init -q oak
echo one > oak/a.c
git -C oak add . && git -C oak commit -qm base
echo two > oak/a.c
git -C oak commit -qam 'wind: calm' -m 'It was loud.'
for way in attach inline; do git -C oak format-patch -q --$way --stdout HEAD~1 | sed 's/^Subject:/Message-ID: <one@oak.example>\n&/' > $way; done
sed 's#text/x-patch#text/plain#' inline > plain
sed 's#text/x-patch#application/octet-stream#' inline > octets

printf '#!/bin/sh\ncp "$1" %s/answer\n' "$temporary" > editor
chmod +x editor
cat > muttrc <<RC
set editor="$temporary/editor %s" fast_reply include=yes autoedit edit_headers=no from=bo@reed.example tmpdir=$temporary
set folder=$temporary sendmail=/bin/true
push "<reply><exit>"
RC
printf '[database]\npath=%s/maildir\n[user]\nname=Bo Reed\nprimary_email=bo@reed.example\n' "$temporary" > notmuchrc

answer() { # program, mail
    rm -rf answer maildir
    mkdir -p maildir/cur maildir/new maildir/tmp "$MBLAZE"
    sed 1d "$2" > maildir/cur/mail:2,
    case $1 in
        mblaze) mquote "$temporary/maildir/cur/mail:2," > answer ;;
        notmuch) notmuch new --quiet && notmuch reply '*' > answer ;;
        *) timeout 60 script -qc "$1 -n -F $temporary/muttrc -R -f $temporary/$2" /dev/null < /dev/null > screen ;;
    esac
}
quoted() { # what an answer quotes: the message, the diff
    answer "$1" "$2"
    printf '%s ' "$2" "$(grep -c '^> It was loud' answer || true)" "$(grep -c '^> +two' answer || true)"
}
same "mutt: mail, message, diff" "attach 1 1 inline 1 1 plain 1 1 octets 1 0 " "$(for way in attach inline plain octets; do quoted mutt $way; done)"
same "NeoMutt" "attach 1 0 inline 1 0 plain 1 1 octets 1 0 " "$(for way in attach inline plain octets; do quoted neomutt $way; done)"
same "notmuch" "attach 1 1 inline 1 1 plain 1 1 octets 1 0 " "$(for way in attach inline plain octets; do quoted notmuch $way; done)"
same "mblaze" "attach 1 0 inline 1 0 plain 1 1 octets 1 0 " "$(for way in attach inline plain octets; do quoted mblaze $way; done)"
answer mutt inline
same "mutt's quote has a line without >" ">  1 file changed, 1 insertion(+), 1 deletion(-)
> 

> diff --git a/a.c b/a.c" "$(sed -n '/1 file/,/^> diff/p' answer)"
