#!/usr/bin/env bash
# toybox 0.8.9 (Debian), toybox patch -p1, the patch of Android and of small systems; on mails of git 2.39.5 (Debian), with GNU patch 2.7.6
# (Debian) next to it.
#
# Expected: what GNU patch does with such a mail, or an error before anything is changed.
# Seen: it does not read the lines of a move: at a changed file that was moved, it stops with "No such file or directory", with the files above
# changed and the files below not. A mail that only moves a file, changes a mode or adds an empty file does nothing, and ends with 0; the
# example of a diff in a message, with nothing in front of its lines, is applied too.
#
# Here: that a patch of a list is in a tree made so need not mean all of it: look for moves, modes and empty files on their own. What was
# changed there may be less, or more, than the list of files in the mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian toybox=0.8.9+dfsg-1 patch=2.7.6-7

git init -q project
cd project
seq 10 > a.c
seq 11 20 > old.c
seq 21 25 > z.c
echo run > run.sh
git add . && git commit -qm start && git tag start
sed -i s/^5$/five/ a.c && git mv old.c new.c && sed -i s/^15$/fifteen/ new.c && echo 26 >> z.c
git add . && git commit -qm 'wind: move'
git format-patch -q -1 --stdout > ../move
git checkout -q start
git mv old.c new.c && chmod +x run.sh && : > empty.c
git add . && git commit -qm 'wind: move, and no more'
git format-patch -q -1 --stdout > ../quiet
git checkout -q start
echo 11 > b.c
git add . && git commit -qm 'wind: add' -m "$(printf 'As in this:\n\n--- a/z.c\n+++ b/z.c\n@@ -1,3 +1,2 @@\n 21\n-22\n 23')"
git format-patch -q -1 --stdout > ../example
git checkout -q start

patch_by() { # PROGRAM MAIL: how it ends, and what has changed then
    git reset -q --hard start && git clean -qfd
    local ends=0
    "$1" -p1 < "../$2" > ../said 2>&1 || ends=$?
    echo "ends with $ends:" "$(git add -A && git diff --cached -M --summary --stat=60 start | sed -E '/changed/d;s/ \|.*//' | xargs)"
}
gnu() { "$temporary/debian/usr/bin/patch" -s "$@"; }
small() { "$temporary/debian/bin/toybox" patch "$@"; }

same "a moved and changed file, toybox" "ends with 1: a.c" "$(patch_by small move)"
same "its words" "patch: new.c: No such file or directory" "$(patch_by small move > ../ended; grep -v patching ../said)"
same "a moved and changed file, GNU patch" "ends with 0: a.c old.c => new.c z.c rename old.c => new.c (77%)" "$(patch_by gnu move)"
same "a move, a mode and an empty file, toybox" "ends with 0: " "$(patch_by small quiet)"
same "a move, a mode and an empty file, GNU patch" \
    "ends with 0: empty.c old.c => new.c run.sh create mode 100644 empty.c rename old.c => new.c (100%) mode change 100644 => 100755 run.sh" \
    "$(patch_by gnu quiet)"
same "an example in the message, toybox" "ends with 0: b.c z.c create mode 100644 b.c" "$(patch_by small example)"
