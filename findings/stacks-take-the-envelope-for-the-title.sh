#!/usr/bin/env bash
# StGit 0.19 and guilt 0.36 (Debian), stg import and guilt import of a file of git format-patch.
#
# Expected: a commit as git am makes it; the author and the date are read from the fields at the file's top.
# Seen: the line `From <commit> Mon Sep 17 00:00:00 2001` is the beginning of the commit's title, followed by the subject with
# its brackets: with `Subject: ` in stg, without in guilt. An author below the fields, for a patch that was passed on, is
# not read: the commit is the sender's. `stg import --mbox` makes the right commit of a patch, but it also makes an empty
# commit of the cover letter.
#
# Here: a patch that was taken up may have a commit whose title begins with `From ` and forty digits. Look for a patch's title
# inside a commit's title, and for its author in the mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian stgit=0.19-1.1 guilt=0.36-3
export PYTHONPATH=$temporary/debian/usr/lib/python3/dist-packages

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
echo two > a.c
git commit -qa --author='Jo Elm <jo@elm.example>' -m 'wind: calm all that blows over the hills and the sea' -m 'It was loud.'
git format-patch -q --from --cover-letter -v2 -o .. -1
git reset -q --hard base
commits() { git log --reverse --format='%an: %s' base.. | sed -E 's/[0-9a-f]{40}/COMMIT/'; }
stg() { /usr/bin/python3 "$temporary/debian/usr/bin/stg" "$@" > /dev/null 2>&1; }

git am -q ../v2-0001*
same "git am" "Jo Elm: wind: calm all that blows over the hills and the sea" "$(commits)"

git reset -q --hard base
stg init
stg import ../v2-0001*
same "stg import" \
"Mira Holt: From COMMIT Mon Sep 17 00:00:00 2001 Subject: [PATCH v2 1/1] wind: calm all that blows over the hills and the sea" \
"$(commits)"
stg delete --top
cat ../v2-000* | stg import --mbox
same "stg import --mbox: right, but for the cover letter" \
"Mira Holt: *** SUBJECT HERE ***
Jo Elm: wind: calm all that blows over the hills and the sea" \
"$(commits)"

git checkout -qb other base
guilt init > /dev/null
guilt import -P calm ../v2-0001* > /dev/null
guilt push > /dev/null 2>&1
same "guilt" \
"Mira Holt: From COMMIT Mon Sep 17 00:00:00 2001 [PATCH v2 1/1] wind: calm all that blows over the hills and the sea" \
"$(commits)"
