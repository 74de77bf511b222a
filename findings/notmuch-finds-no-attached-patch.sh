#!/usr/bin/env bash
# notmuch 0.37 and lei 1.9.0 (both Debian), words of a diff in their search, for the mails that git 2.39.5 format-patch --attach and
# --inline writes, and for the same with the type that mail programs give to patches, in base64.
#
# Expected: both find words of text/x-patch, attached or not, as they show it; none finds those of application/octet-stream.
# Seen: the type does not matter to notmuch, only Content-Disposition: of what is attached it knows the file name alone, so no word of
# a patch by --attach is found, and those of an inline application/octet-stream are, in base64 too. lei finds all four, also by the names
# of files and by changed lines (`dfn:`, `dfb:`). Both find the words of the message.
#
# Here: who searches a list with notmuch for a function or a file misses each patch that was sent attached. That nothing was found
# there does not show that nobody changed it.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2
export NOTMUCH_CONFIG=$temporary/notmuchrc
printf '[database]\npath=%s/maildir\n[user]\nname=Bo Reed\nprimary_email=bo@reed.example\n' "$temporary" > notmuchrc
mkdir -p maildir/cur maildir/new maildir/tmp

git init -q oak
echo one > oak/a.c
git -C oak add . && git -C oak commit -qm base
echo breeze > oak/a.c
git -C oak commit -qam 'wind: calm' -m 'It was loud.'
mail() { # Message-ID, way; changes of the mail's text
    git -C oak format-patch -q --stdout "--$2" HEAD~1 | sed "1d; s/^Subject:/Message-ID: <$1@oak.example>\n&/"
}
in_base64() {
    sed 's#text/x-patch#application/octet-stream#' |
        awk '/octet-stream/{part = 1} part && /^Content-Transfer/{$0 = "Content-Transfer-Encoding: base64"} part == 2 && /^---.*--$/{close(code); part = 0}
             part == 2{print | code; next} {print; fflush()} part == 1 && /^$/{part = 2; code = "base64"}'
}
mail attached attach > maildir/cur/1:2,
mail inline inline > maildir/cur/2:2,
mail attached-octets attach | in_base64 > maildir/cur/3:2,
mail inline-octets inline | in_base64 > maildir/cur/4:2,
same "the mails hold one patch" 4 "$(for mail in maildir/cur/*; do git mailinfo m p < "$mail" > info && cat m p; done | grep -c '^+breeze')"
notmuch new --quiet
for mail in maildir/cur/*; do lei import -q -F eml "$mail"; done

by_notmuch() { notmuch search --output=messages "$1" | sed 's/^id:\(.*\)@.*/\1/' | sort | paste -sd' '; }
by_lei() { lei q --no-external -f json "$1" 2> said | grep -o '"m":"[^@]*' | cut -d'"' -f4 | sort | paste -sd' '; }
all="attached attached-octets inline inline-octets"
same "notmuch: a word of the message, of the diff" "$all / inline inline-octets" "$(by_notmuch loud) / $(by_notmuch breeze)"
same "lei: the same, a changed line, a file" "$all / $all / $all / $all" "$(by_lei b:loud) / $(by_lei breeze) / $(by_lei dfb:breeze) / $(by_lei dfn:a.c)"
