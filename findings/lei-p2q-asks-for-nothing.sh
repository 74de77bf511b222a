#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei p2q, which makes of a patch a query that finds its mail, other versions, and answers.
#
# Expected: a query for each patch, at least of its file names.
# Seen: the query is of the ids of what files become. A patch that only moves a file or changes its mode gives an empty line, also
# with `-w dfn`. For a removed file it is `dfpost:0000000`, which finds every patch of a list that removes one, and a new empty
# file has the id of all empty files, which finds every patch that adds one. None of this is an error.
#
# Here: do not look for versions of a patch by the ids of its files alone; a patch may have no such id, or a common one.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei

git init -q oak && cd oak
seq 1 20 > wind.c
echo gone > gone.c
echo old > old.c
echo '#!/bin/sh' > run.sh
git add . && git commit -qm base && git tag base
step() { git add -A . && git commit -qm "$1"; }
sed -i 's/^10$/ten/' wind.c && step 'change'
git mv wind.c sail.c && step 'move'
chmod +x run.sh && step 'mode'
git rm -q gone.c && step 'remove one'
git rm -q old.c && step 'remove another'
touch oak.c && step 'one empty file'
touch elm.c && step 'another empty file'
git format-patch -q --thread -o ../mails base
cd ..
lei import -q -F eml mails/*.patch

query() { lei p2q "${@:2}" mails/000"$1"-*.patch 2> /dev/null; }
titles() { # number: the titles that its query finds
    query "$1" | lei q --no-external -f json --stdin 2> /dev/null | sed -n 's/.*"s":"\[PATCH .\/7\] \([^"]*\)".*/\1/p' | sort | paste -sd,
}
same "a change" "dfpost:$(git -C oak rev-parse --short=7 HEAD~6:wind.c) change" "$(query 1) $(titles 1)"
same "a move and a mode" ", " "$(query 2), $(query 3)"
same "a move, a mode, a removed and an empty file with -w dfn" ", , dfn:gone.c, " \
    "$(query 2 -w dfn), $(query 3 -w dfn), $(query 4 -w dfn), $(query 6 -w dfn)"
same "a removed file" "dfpost:0000000 remove another,remove one" "$(query 4) $(titles 4)"
same "an empty file" "dfpost:e69de29 another empty file,one empty file" "$(query 6) $(titles 6)"
