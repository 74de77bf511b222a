#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am, on mails of git 2.39.5 (Debian), git format-patch --attach and --inline.
#
# Expected: the commit that git am makes of such a mail: b4 writes message and diff as one text.
# Seen: of several parts b4 takes the last one that has a diff, and nothing of the others: message, sign-offs and Fixes are lost, without
# a warning. The diff of a changed file gets empty lines in front of `--- a/a.c`, and a Reviewed-by that came in an answer stands
# there too: git am refuses it, "patch with only garbage". A patch that only adds a file is applied, as a commit with a title and
# nothing else. The same goes for a patch that somebody attached to a mail with a message.
#
# Here: a commit without a message or a sign-off need not be what its author wrote. Take both from the mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q project
cd project
echo one > a.c
git add . && git commit -qm base && git tag base
message='It was loud.

Fixes: 0123456789ab ("wind: blow")
Signed-off-by: Mira Holt <mira@oak.example>'
echo two > a.c
git commit -qam $'wind: calm\n\n'"$message" && git tag changed
git reset -q --hard base
echo two > b.c
git add . && git commit -qm $'wind: calm\n\n'"$message" && git tag added
git reset -q --hard base

mail() { # commit, option of format-patch
    git format-patch "$2" --stdout -1 "$1" | sed '1d; s/^Subject:/Message-ID: <calm@oak.example>\n&/'
}
by_b4() {
    {
        echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
        mail "$@"
        printf '\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n'
        fields Bo 'Mon, 5 Jan 2026 12:00:00' answer 'Re: [PATCH] wind: calm' calm
        printf '\nReviewed-by: Bo <bo@oak.example>\n\n'
    } > ../thread.mbox
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../thread.mbox -o - calm@oak.example 2> /dev/null
}
committed() { # the mail comes from standard input
    if git am -q > ../said 2>&1; then git log -1 --format=%b; else grep '^error' ../said && git am --abort; fi
    git reset -q --hard base
}
for option in --attach --inline; do
    same "git am, $option" "$message" "$(mail changed $option | committed)"
    same "b4 am, $option, of a changed file" "error: patch with only garbage at line 3" "$(by_b4 changed $option | committed)"
    same "b4 am, $option, of a new file" "" "$(by_b4 added $option | committed)"
done
same "where the review is" 'diff --git a/a.c b/a.c
Reviewed-by: Bo <bo@oak.example>
--- a/a.c
+++ b/a.c' "$(by_b4 changed --attach | grep -E '^(diff|Reviewed|---|\+\+\+)')"
