#!/usr/bin/env bash
# quilt 0.66 (Debian) with GNU patch 2.7.6, quilt refresh, on a patch of git 2.39.5 (Debian), git format-patch.
#
# Expected: quilt push applies all of the patch, so that quilt refresh, where nothing was changed, writes a patch that does the same.
# Seen: push applies modes, moves and empty files, and says so. Refresh writes what diff tells: the new mode and the empty file are
# gone, and a moved file is removed and added in full. There is no warning, and the next push leaves the file without its mode. The
# list of files above the diff stays as git wrote it and names what is no longer there. The signature is cut off. In the paths the folder
# of the tree stands in place of a and b, with `.orig` on the old side.
#
# Here: a patch that went through quilt may do less than its own list of files says; take files and modes from the diff. A path in it
# begins with a folder that is not in the tree.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7 quilt=0.67+really0.66-1 diffstat=1.65-1
export QUILT_DIR=$temporary/debian/usr/share/quilt QUILT_PC=.pc QUILT_PATCHES=patches

git init -q project
cd project
seq 3 > old.c && echo 'exit 0' > run.sh && echo one > a.c
git add . && git commit -qm base && git tag base
git mv old.c new.c && chmod +x run.sh && : > empty.c && echo two > a.c
git add . && git commit -qm 'wind: calm'
mkdir ../tree ../tree/patches
git archive base | tar -x -C ../tree
git format-patch -q --stdout base > ../tree/patches/calm.patch
cd ../tree
echo calm.patch > patches/series

state() { for file in *.c run.sh; do printf '%s%s ' "$file" "$(test ! -x "$file" || echo '*')"; done; }
quilt push -q > ../said
same "after push" "a.c empty.c new.c run.sh* " "$(state)"
quilt refresh > ../said
quilt pop -q > ../said
quilt push -q > ../said
same "after refresh, pop and push" "a.c new.c run.sh " "$(state)"
same "the list of files" " a.c            | 2 +-
 empty.c        | 0
 old.c => new.c | 0
 run.sh         | 0
 create mode 100644 empty.c
 rename old.c => new.c (100%)
 mode change 100644 => 100755 run.sh" "$(grep -E '^ .*(\||mode|rename)' patches/calm.patch)"
same "the diff" "--- tree.orig/a.c
+++ tree/a.c
-one
+two
--- /dev/null
+++ tree/new.c
+1
+2
+3
--- tree.orig/old.c
+++ /dev/null
-1
-2
-3" "$(grep -E '^[-+].' patches/calm.patch | grep -v '^---$' | cut -f1)"
