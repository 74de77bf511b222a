#!/usr/bin/env bash
# git 2.39.5 (Debian), git am and git mailinfo, on mails of git format-patch; b4 0.16.0 (PyPI), b4 am; GNU patch 2.7.6 (Debian).
#
# Expected: the message goes to the line `---`, three dashes and nothing else; the manual of git am also names lines that begin with "diff -" and
# "Index: ".
# Seen: a line of three dashes, a blank and a word ends it as well: `--- before`, `--- a remark of the tester`, as people write headings of tables
# or quote a tracker of bugs. git am drops that line and all below it, with the Signed-off-by and the Reviewed-by, without a word, so that
# rebuilding a branch from its own mails loses them. b4 am passes the whole message on, as the mail has it, and git am cuts it then. `--- before
# ---` ends it too, `---- before`, `---before` and ` --- before` do not. GNU patch passes over all of them.
#
# Here: a commit may have half a message, and no sign-off, where the mail has both. Read the message up to a lone `---` or the diff, and do not
# take the trailers that a commit lacks for ones that were taken back.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
seq 9 > a.c
git add . && git commit -qm base && git tag base
signed='Signed-off-by: Mira Holt <mira@oak.example>
Reviewed-by: Bo Reed <bo@reed.example>'

taken() { # line
    git checkout -q --detach base
    sed -i 's/^5$/five/' a.c
    git commit -qa --cleanup=verbatim -m 'wind: calm' -m "Turns a minute:

$1
12 turns

$signed"
    git format-patch -q --stdout base > ../mail
    git checkout -q --detach base
    git am -q ../mail
    git log -1 --format=%b | sed '/^$/d'
}
for line in '--- before' '--- before ---' '--- '; do
    same "cut at '$line'" "Turns a minute:" "$(taken "$line")"
done
for line in '---- before' '---before' ' --- before'; do
    same "kept: '$line'" \
"Turns a minute:
$line
12 turns
$signed" \
"$(taken "$line")"
done

taken '--- before' > ../cut
git config user.email jo@elm.example # b4 would move its caller's own sign-off
{ echo 'From mboxrd@z Thu Jan  1 00:00:00 1970' && sed '1d; s/^From: .*/&\nMessage-ID: <calm@oak.example>/' ../mail; } > ../mbox
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mbox -o - calm@oak.example > ../b4.mbox 2> ../said
same "b4 am writes all of it" \
"Turns a minute:
--- before
12 turns
$signed" \
"$(sed -n '/^Turns/,/^---$/{/^---$/d;/^$/d;p}' ../b4.mbox)"
git checkout -q --detach base
git am -q ../b4.mbox
same "and git am cuts that" "Turns a minute:" "$(git log -1 --format=%b | sed '/^$/d')"
git checkout -q --detach base
same "GNU patch" "patching file a.c" "$(patch -p1 --dry-run < ../mail | sed 's/^checking/patching/')"
