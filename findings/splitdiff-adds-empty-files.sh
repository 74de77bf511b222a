#!/usr/bin/env bash
# patchutils 0.4.2 (Debian), splitdiff -a, with which people cut a patch into one for each file, for the maintainer of each, on a diff
# of git 2.39.5.
#
# Expected: one part for each file, each with what git says of that file; moved files and modes perhaps left out, as in lsdiff.
# Seen: in front of an added file a part ends at `--- /dev/null`, not at `diff --git`: the file's first lines, with `new file mode`, are
# the end of the part before. For git apply that part adds the file, empty; the part that has its text is then refused,
# "already exists", and alone it adds the file without its mode. Other files have their lines together. A moved or empty file and a
# changed mode have no part of their own, and are the end of whichever is in front. All parts together are the diff again.
#
# Here: a patch may end in the first lines of a file that the next one adds; it does not add that file. The same file, empty
# in one patch and with text in the other, is one.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patchutils=0.4.2-1

git init -q project
cd project
echo one > a.c
echo one > c.c
echo one > old.c
git add . && git commit -qm start && git tag start
echo two > a.c
echo calm > b.c && chmod +x b.c
echo two > c.c
git mv old.c new.c
git add . && git commit -qm 'wind: calm'
git diff start HEAD > ../whole
cd ..
splitdiff -a whole > said
same "the parts" "whole.part001.patch
whole.part002.patch
whole.part003.patch" "$(ls whole.part*)"
head_lines() { grep -hvE '^(index|similarity) ' "$1" | paste -sd'|'; }
same "the part of a.c" "diff --git a/a.c b/a.c|--- a/a.c|+++ b/a.c|@@ -1 +1 @@|-one|+two|diff --git a/b.c b/b.c|new file mode 100755" \
    "$(head_lines whole.part001.patch)"
same "the part of b.c" "--- /dev/null|+++ b/b.c|@@ -0,0 +1 @@|+calm" "$(head_lines whole.part002.patch)"
same "the part of c.c" \
    "diff --git a/c.c b/c.c|--- a/c.c|+++ b/c.c|@@ -1 +1 @@|-one|+two|diff --git a/old.c b/new.c|rename from old.c|rename to new.c" "$(head_lines whole.part003.patch)"
same "all parts together" "$(cat whole)" "$(cat whole.part*)"

cd project
applied() { # part
    git reset -q --hard start && git clean -qfd
    if git apply --index "../whole.part$1.patch" 2> ../errors; then git diff --cached --summary --stat start; else sed 's/^error: //' ../errors; fi
}
same "git apply of the first part" " a.c | 2 +-
 b.c | 0
 2 files changed, 1 insertion(+), 1 deletion(-)
 create mode 100755 b.c" "$(applied 001)"
same "git apply of the second, without the first" " b.c | 1 +
 1 file changed, 1 insertion(+)
 create mode 100644 b.c" "$(applied 002)"
git reset -q --hard start
git apply --index ../whole.part001.patch
same "git apply of the second, after the first" "error: b.c: already exists in index" "$(git apply --index ../whole.part002.patch 2>&1)"
