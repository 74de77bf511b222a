#!/usr/bin/env bash
# patch-ng 1.19.1 (PyPI), which Conan calls to apply patches, and wiggle 1.1 (Debian), which applies what does not fit; on a mail of
# git 2.39.5 format-patch.
#
# Expected: the files of the commit, or an error that names what cannot be done.
# Seen: patch-ng returns True and has no errors, and leaves out a changed mode, an empty new file and a binary one; new, moved and removed
# files with text are right. wiggle changes the files that are there and leaves all others: it does not make the new file, says
# "cannot load file" for it, for the new name of a moved one, and for `null` in place of a removed one, which stays.
#
# Here: a package that carries a patch of the list may lack a file or a mode of it, and nobody was told. That a patch "is in"
# must be told by the diff, not by the patch file lying there.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian wiggle=1.1-1
pypi patch-ng==1.19.1

git init -q oak && cd oak
mkdir lib && cd lib
printf 'one\ntwo\n' > a.c && printf 'x\ny\n' > old.c && echo gone > gone.c && echo run > run.sh && head -c 30 /dev/zero > data
git add . && git commit -qm base && git tag base
printf 'one\nthree\n' > a.c && git mv old.c new.c && echo z >> new.c && git rm -q gone.c && chmod +x run.sh && head -c 40 /dev/zero > data
echo new > added.c && : > empty.c
git add . && git commit -qm 'wind: calm'
cd .. && git format-patch -q -1 -o ..
changed() { git add -A && git diff --cached -M --name-status base | tr '\t' ' '; git reset -q --hard base; }

git reset -q --hard base
git am -q ../0001-wind-calm.patch
same "git am" "M lib/a.c
A lib/added.c
M lib/data
A lib/empty.c
D lib/gone.c
R066 lib/old.c lib/new.c
M lib/run.sh" "$(changed)"
same "patch-ng: errors, result" "0 True" \
    "$(python -c 'import patch_ng; it = patch_ng.fromfile("../0001-wind-calm.patch"); print(it.errors, it.apply(strip=0))' 2> ../said)"
same "patch-ng" "M lib/a.c
A lib/added.c
D lib/gone.c
R066 lib/old.c lib/new.c" "$(changed)"
same "wiggle says" "wiggle: cannot load file 'lib/added.c' - No such file or directory
wiggle: cannot load file 'null' - No such file or directory
wiggle: cannot load file 'lib/new.c' - No such file or directory" "$(wiggle -p1 -r ../0001-wind-calm.patch 2>&1 || true)"
rm lib/*.porig
same "wiggle" "M lib/a.c" "$(changed)"
