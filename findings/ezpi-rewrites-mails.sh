#!/usr/bin/env bash
# ezpi 0.7.0 with pygit2 1.21.0 (PyPI), a library and program that writes archives of public-inbox's second format.
#
# Expected: what public-inbox writes: the mail as it came, once, in a commit of the time at which it was received.
# Seen: a text mail without a charset, as git writes most, gets MIME-Version, Content-Type and Content-Transfer-Encoding. If it
# has UTF-8 in it all the same, each byte beyond ASCII becomes U+FFFD: the diff does not apply any more. A text in
# ISO 8859-1 becomes UTF-8. A mail that comes twice is there twice. The commit has the time of the call, whatever Received says;
# its author and author's date are the mail's.
#
# Here: an archive of old mails made with it has them all on one day: order and dates come from the Date fields, or not at all.
# Two archives of one list differ in every mail; compare them by Message-ID.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi ezpi==0.7.0 pygit2==1.21.0

mail() { # id, further fields, body in bytes as printf has them
    echo 'Received: from oak.example by lists.example; Mon, 5 Jan 2026 10:00:05 +0000'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' "$1" '[PATCH] wind: calm'
    printf "$2\n$3\n"
}
stored() { git -C oak/git/0.git show "master${1-}:m" | sed -n '/^Message-ID/,$p' | sed 1d; }
added() { mail "$@" | ezpi --v2-path oak --rfc822 -q; stored; }

same "plain ASCII" \
'MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 7bit

It was loud.' \
"$(added ascii '' 'It was loud.')"
same "UTF-8 without a charset, in hexadecimal" "2b efbfbd efbfbd 6c 0a" \
    "$(added utf8 '' '+\xc3\xa9l' | tail -1 | od -An -tx1 | sed 's/ef bf bd/efbfbd/g; s/^ //')"
same "ISO 8859-1" \
'Content-Transfer-Encoding: 8bit
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

+él' \
"$(added latin 'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n' '+\xe9l')"
same "UTF-8 with its charset" \
'MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

+él' \
"$(added good 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n' '+\xc3\xa9l')"
added good 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n' '+\xc3\xa9l' > /dev/null
same "the mails with one id" 2 "$(for commit in '' '~1' '~2'; do git -C oak/git/0.git show "master$commit:m"; done | grep -c '<good@')"
same "dates" "2026-01-05 10:00 by the author, today by EZ PI" \
    "$(git -C oak/git/0.git log -1 --date='format:%Y-%m-%d %H:%M' --format='%ad' master) by the author, $(
        committed=$(git -C oak/git/0.git log -1 --format=%ct master)
        [ $(($(date +%s) - committed)) -lt 3600 ] && echo today) by $(git -C oak/git/0.git log -1 --format=%cn master)"
