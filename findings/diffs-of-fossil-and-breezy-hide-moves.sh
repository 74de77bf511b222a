#!/usr/bin/env bash
# Fossil 2.21 and Breezy 3.3.2 (Debian), fossil diff and brz diff of a moved file, a new one and a new mode, read by git 2.39.5 (Debian).
#
# Expected: a diff that makes the same tree when it is applied, as those of git, Mercurial and Subversion: what is moved is removed and added.
# Seen: Fossil writes nothing at all for the moved file and the mode, and `ADDED  new.c` without its text (with -N it comes), next to usual
# hunks of the changed files. Breezy names both, in lines such as `=== renamed file 'b.c' => 'd.c'` and `(properties changed: -x to +x)` between
# the hunks. git apply takes the hunks, passes over such lines and ends well: the moved file has its old name, the new one is missing.
#
# Here: a patch of such a project can do less when it is applied than its author had; where there is a line `=== renamed file`, `ADDED` or
# `DELETED`, name the file.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian fossil=1:2.21-1+deb12u1 libfuse2
debian brz=3.3.2-3 python3-breezy=3.3.2-3 libpython3.11 python3-configobj python3-six python3-fastbencode python3-merge3 \
    python3-yaml python3-dulwich python3-patiencediff python3-urllib3
export PYTHONPATH=$temporary/debian/usr/lib/python3/dist-packages BRZ_EMAIL='Mira Holt <mira@oak.example>' BRZ_LOG=/dev/null USER=mira

first() { mkdir "$1" && cd "$1" && seq 3 > a.c && seq 5 > b.c && echo 'exit 0' > run.sh; }
second() { seq 2 > a.c && echo new > new.c && chmod +x run.sh; }
headers() { grep -vE '^(index |[ +-][0-9]*$)' "$1" | sed 's/\t.*//'; }
applied() { # the diff, the number of folders to strip
    git -C project reset -q --hard
    git -C project apply "-p$2" "../$1"
    git -C project add . && git -C project diff --cached HEAD --raw --no-renames --abbrev=1 | cut -d' ' -f1,2,5 | sed 's/^://' | paste -sd,
}
(first project && git init -q . && git add . && git commit -qm base)
(
    fossil init repository > /dev/null
    first fossil && fossil open -f ../repository > /dev/null
    fossil add . > /dev/null && fossil commit -m base --no-warnings > /dev/null 2>&1
    second && fossil mv b.c moved.c > /dev/null && mv b.c moved.c && fossil add new.c > /dev/null
    fossil changes > ../fossil.changes
    fossil diff -i > ../fossil.diff
)
(
    first brz && brz init -q . && brz add -q && brz commit -q -m base
    second && brz mv -q b.c moved.c && brz add -q
    brz diff > ../brz.diff || true
)
same "what fossil knows" "EDITED     a.c
RENAMED    b.c  ->  moved.c
ADDED      new.c
EXECUTABLE run.sh" "$(cat fossil.changes)"
same "fossil diff" "Index: a.c
==================================================================
--- a.c
+++ a.c
@@ -1,3 +1,2 @@

ADDED    new.c" "$(headers fossil.diff)"
same "brz diff" "=== modified file 'a.c'
--- old/a.c
+++ new/a.c
@@ -1,3 +1,2 @@

=== renamed file 'b.c' => 'moved.c'
=== added file 'new.c'
--- old/new.c
+++ new/new.c
@@ -0,0 +1,1 @@
+new

=== modified file 'run.sh' (properties changed: -x to +x)" "$(headers brz.diff)"
same "git apply, fossil" "100644 100644 M	a.c" "$(applied fossil.diff 0)"
same "git apply, brz" "100644 100644 M	a.c,000000 100644 A	new.c" "$(applied brz.diff 1)"
