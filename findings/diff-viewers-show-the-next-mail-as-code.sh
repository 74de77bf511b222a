#!/usr/bin/env bash
# git-split-diffs 2.3.0 and diff-so-fancy 1.4.12 (npm), pagers that git and mail readers pipe patches through, on a series in one file of
# git 2.39.5 (Debian), git format-patch --stdout.
#
# Expected: messages are shown as they are, diffs in colours, and each file of a diff with its name.
# Seen: for git-split-diffs a diff ends only at the next `diff --git`: the signature is a removed line, and the fields and the message of
# the next mail are code with line numbers, without their first letters (`F rom:`). A new empty file and a changed mode are a rule
# without a name. diff-so-fancy cuts the first character of each line behind the first diff: a list in the next message has no marks,
# `- not this` and `+ but this` look alike, the `---` above the notes is `--`.
#
# Here: who reads a series through such a pager sees other messages than were sent, and no name of an empty file. A remark that quotes
# from it has lines that no mail has; look for a quoted line also without its first character.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
npm install --silent --no-audit --no-fund --prefix node git-split-diffs@2.3.0 diff-so-fancy@1.4.12 > /dev/null

git init -q oak && cd oak
seq 5 > a.c
echo true > run.sh
git add . && git commit -qm base && git tag base
sed -i 's/5/five/' a.c
git commit -qam 'a: write five'
chmod +x run.sh
: > empty.h
git add . && git commit -qm 'run: can be called' -m 'What it does:
- not this
+ but this' -m 'Signed-off-by: Mira Holt <mira@oak.example>'
git format-patch -q --stdout base > ../series.mbox
cd ..
# shown PROGRAM: what a person reads, without colours and without the blanks and rules that fill the screen.
shown() { "node/node_modules/.bin/$1" < series.mbox | sed -E 's/\x1b\[[0-9;]*[mK]//g; s/ +$//; /^─+$/d; /^$/d'; }
from() { sed -nE "/^ *[0-9]* ?.?$1/,/$2/{s/[0-9a-f]{40}/COMMIT/; s/^(.*D ?ate:).*/\1/; p}"; }

same "the second mail" 'What it does:
- not this
+ but this' "$(sed -n '/^What/,/^+/p' series.mbox)"
same "git-split-diffs, from the signature on" '    6  - -
    5  + five
    7  2 .39.5
    8
    9
   10  F rom COMMIT Mon Sep 17 00:00:00 2001
   11  F rom: Mira Holt <mira@oak.example>
   12  D ate:
   13  S ubject: [PATCH 2/2] run: can be called
   14
   15  W hat it does:
   16  -  not this
   15  +  but this
   17
   18  S igned-off-by: Mira Holt <mira@oak.example>
   19  - --' "$(shown git-split-diffs | from ' - -$' '- --$')"
same "git-split-diffs, names of the three files" ' ■■ a.c
 ■■
 ■■' "$(shown git-split-diffs | grep '■')"
same "diff-so-fancy, the second message" 'What it does:
 not this
 but this
Signed-off-by: Mira Holt <mira@oak.example>
--' "$(shown diff-so-fancy | from What '^--$')"
