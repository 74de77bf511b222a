#!/usr/bin/env bash
# diffstat 1.65 (Debian) on a series of git format-patch in one file.
#
# Expected: a table of the series like that of `git diff --stat`, but for the beginnings of paths, which diffstat guesses.
# Seen: right as long as no file is changed by two patches. If one is, the table has two lines for it, `b/lib/x.c` and
# `lib/x.c`, and a file too many. The sums of lines are right. With -p0 or -p1, so that nothing is guessed, the table is right.
#
# Here: a cover letter with a diffstat made so claims more files than the series has. Count the files of the patches' diffs.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian diffstat=1.65-1

git init -q oak && cd oak
mkdir lib
echo one > lib/x.c
echo one > lib/y.c
git add . && git commit -qm base && git tag base
change() {
    echo "$2" > "lib/$1"
    git commit -qam "wind: $2"
}
change x.c two
change y.c two
git format-patch --stdout base.. > ../each-once
change x.c three
git format-patch --stdout base.. > ../one-twice

table() { diffstat "$@" | sed -E 's/ +/ /g'; }
same "each file once" " x.c | 2 +-
 y.c | 2 +-
 2 files changed, 2 insertions(+), 2 deletions(-)" "$(table ../each-once)"
twice=' b/lib/x.c | 2 +-
 b/lib/y.c | 2 +-
 lib/x.c | 2 +-
 3 files changed, 3 insertions(+), 3 deletions(-)'
same "one file twice" "$twice" "$(table ../one-twice)"
same "with -p0" "2 files" "$(table -p0 ../one-twice | grep -o '[0-9] files')"
same "with -p1" " lib/x.c | 4 ++--
 lib/y.c | 2 +-
 2 files changed, 3 insertions(+), 3 deletions(-)" "$(table -p1 ../one-twice)"
same "what git counts" "2 files" "$(git diff --shortstat base | grep -o '[0-9] files')"
