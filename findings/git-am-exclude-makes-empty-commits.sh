#!/usr/bin/env bash
# git 2.39.5 (Debian; 2.47.3 alike), git am with --exclude and --include, as people apply a series who do not want the generated files or
# the documentation of it.
#
# Expected: a patch with nothing left is skipped, or stops git am, as a mail without a diff does ("Patch is empty").
# Seen: it becomes a commit that changes nothing, with title, author, date and Signed-off-by of the patch; git am says "Applying"
# and ends with 0. --3way makes no difference. Of a patch with several files the commit has the whole message and a part of the
# diff; nothing in it says so. A file that is moved out of what is excluded is moved: its new name alone counts.
#
# Here: a commit with a patch's title and link need not have its change, or any change. "Taken" is to be told by the files too.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q project
cd project
mkdir doc
echo one > doc/sail.txt
seq 9 > doc/wind.c
echo one > sail.c
git add . && git commit -qm start && git tag start
signed() { git add -A && git commit -qm "$1" -m 'Signed-off-by: Bo <bo@oak.example>' --author 'Bo <bo@oak.example>'; }
echo two > doc/sail.txt && signed 'doc: calm'
echo three > doc/sail.txt && echo two > sail.c && signed 'sail: calm'
git mv doc/wind.c wind.c && signed 'wind: move'
git format-patch -q -3 --stdout > ../series

commits() { git log --reverse --format='%s, %an, %(trailers:key=Signed-off-by,separator=,valueonly):' --name-status start.. | grep . | tr '\t' ' '; }
applied() { # options of git am
    git reset -q --hard start
    git am "$@" ../series > ../said 2>&1 || git am --abort
    commits
}

for way in '--exclude=doc/*' '--include=*.c' '--3way --exclude=doc/*'; do
    same "$way" "doc: calm, Bo, Bo <bo@oak.example>:
sail: calm, Bo, Bo <bo@oak.example>:
M sail.c
wind: move, Bo, Bo <bo@oak.example>:
R100 doc/wind.c wind.c" "$(applied $way)"
    same "$way: what it says" "Applying: doc: calm
Applying: sail: calm
Applying: wind: move" "$(cat ../said)"
done

git reset -q --hard start
{ echo 'From mboxrd@z Thu Jan  1 00:00:00 1970' && fields Bo 'Mon, 5 Jan 2026 10:00:00' cover '[PATCH 0/3] Calm' && printf '\nText.\n'; } > ../cover
if git am ../cover > ../said 2>&1; then echo 'applied' >> ../said; fi
same "a mail without a diff" "Patch is empty." "$(grep -x 'Patch is empty.\|applied' ../said)"
