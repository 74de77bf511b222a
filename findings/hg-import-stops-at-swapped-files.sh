#!/usr/bin/env bash
# Mercurial 7.2.4 (PyPI), hg import, on a patch of git 2.39.5 (Debian), git format-patch -B -M, in which two files change their names; against
# git am, and patchutils 0.4.2 (Debian), lsdiff.
#
# Expected: hg import knows git's form with renames, and makes what git am makes; if it cannot, it leaves the folder as it was.
# Seen: "abort: cannot create a.c: destination already exists": each rename is done by itself, in the order of the diff, and the first one's
# target is still there. By then b.c is gone from the working folder; hg status calls it missing. git am and GNU patch (2.7.6)
# read all names from the files as they were before. lsdiff names a.c for the part that becomes b.c, and nothing for the other.
#
# Here: a patch may have one file's old name for another's new name: pair files by `rename from` and `rename to`, and do not follow names
# from one part of a diff to the next. A project in Mercurial may not have taken a patch for this reason alone.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7 patchutils=0.4.2-1
pypi mercurial==7.2.4

git init -q project
cd project
seq 200 | sed 's/^/line /' > a.c && seq 301 500 | sed 's/^/number /' > b.c
git add . && git commit -qm base && git tag base
git mv a.c c.c && git mv b.c a.c && git mv c.c b.c && sed -i 's/^line 5$/five/' b.c && git commit -qam 'wind: swap'
git format-patch -q -B -M --stdout base > ../swap.patch
for tool in git patch hg; do mkdir "../$tool" && git archive base | tar -x -C "../$tool"; done
state() { for file in a.c b.c; do if [ -e $file ]; then printf '%s: %s, %s. ' $file "$(sed -n 1p $file)" "$(sed -n 5p $file)"; fi; done; }
swapped='a.c: number 301, number 305. b.c: line 1, five. '

same "the renames" "rename from b.c
rename to a.c
rename from a.c
rename to b.c" "$(grep '^rename' ../swap.patch)"
cd ../git
git init -q && git add . && git commit -qm base && git am -q ../swap.patch
same "git am" "$swapped" "$(state)"
cd ../patch
patch -s -p1 < ../swap.patch
same "GNU patch" "$swapped" "$(state)"
cd ../hg
hg init && hg commit -qAm base -u mira
same "hg import" "abort: cannot create a.c: destination already exists" "$(hg import ../swap.patch 2>&1 | grep abort)"
same "the folder" "a.c: line 1, line 5. 
! b.c" "$(state)
$(hg status)"
same "lsdiff" "a/a.c" "$(lsdiff ../swap.patch)"
