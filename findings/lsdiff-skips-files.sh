#!/usr/bin/env bash
# patchutils 0.4.2 (Debian), lsdiff and filterdiff on a mail of git format-patch.
#
# Expected: every file that the mail's `diff --git` lines name.
# Seen: only files with lines of change. Files that were only renamed, got another mode, are new and empty, or are binary in
# the form of GIT binary patch are not listed, and filterdiff leaves them out: what it writes applies without an error and
# lacks them. git apply --numstat lists all.
#
# Here: a count or a list of files made with lsdiff is smaller than that of a digest, and neither is wrong about lines.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patchutils=0.4.2-1

git init -q oak && cd oak
echo one > lines.c
printf '\0one' > binary.bin
echo old > old.txt
echo run > run.sh
git add . && git commit -qm base
echo two > lines.c
printf '\0two' > binary.bin
git mv old.txt new.txt
chmod +x run.sh
: > empty.txt
git add .
git commit -qm "wind: all kinds"
git format-patch -q --stdout -1 > ../mail

same "git names five files" "binary.bin empty.txt lines.c new.txt run.sh" "$(git apply --numstat ../mail | cut -f3 | sort | paste -sd' ')"
same "lsdiff names one" "a/lines.c" "$(lsdiff ../mail)"
git checkout -q HEAD~1
filterdiff ../mail > ../filtered
git apply ../filtered
same "filterdiff drops the others" " M lines.c" "$(git status --short)"
