#!/usr/bin/env bash
# patchutils 0.4.2 (Debian), combinediff and flipdiff, of two patches of one series of git 2.39.5 (Debian); GNU patch 2.7.6 (Debian) on what they write.
#
# Expected: one diff that does what both patches do; the two patches in the other order.
# Seen: of a file that the first patch moves and the second changes, combinediff writes two diffs, `a/old.c` to `b/new.c` without the lines of a
# rename, and one to new.c: git apply refuses that, and GNU patch changes old.c where it is and finds no new.c. flipdiff has the diff of
# new.c first, before the move. Of a patch that only moves a file, changes a mode or adds an empty file, combinediff says that it "doesn't
# contain a patch", and writes the other one with exit code 0; its words "only in patch2:" and "unchanged:" are lines of the result.
#
# Here: the diff of a whole series is to be made from the commits. A diff with two names and no rename may be a moved file; count it once,
# and do not look for lines that begin with "only in patch".
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patchutils=0.4.2-1 patch=2.7.6-7

git init -q project
cd project
seq 10 > old.c
seq 5 > z.c
echo run > run.sh
git add . && git commit -qm start && git tag start
git mv old.c new.c && sed -i s/^3$/three/ new.c && git commit -qam 'wind: move'
sed -i s/^8$/eight/ new.c && echo 6 >> z.c && git commit -qam 'wind: calm'
git format-patch -q -o .. start
git checkout -q start
chmod +x run.sh && git mv old.c new.c && : > empty.c
git add . && git commit -qm 'wind: move, and no more'
git format-patch -q -1 --stdout > ../quiet
git checkout -q start
names() { grep -E '^(---|\+\+\+) |rename|patch2|unchanged' | sed 's/\t.*//'; }

combinediff ../0001-* ../0002-* > ../combined
same "moved, then changed" "unchanged:
--- a/old.c
+++ b/new.c
only in patch2:
unchanged:
--- a/new.c
+++ b/new.c
only in patch2:
unchanged:
--- a/z.c
+++ b/z.c" "$(names < ../combined)"
same "git apply" "error: new.c: No such file or directory" "$(git apply --check ../combined 2>&1 | sort -u)"
patch -sfp1 < ../combined > ../said || true
same "GNU patch" " M old.c
 M z.c" "$(git status --short)"
git reset -q --hard start
same "both patches with git am" "new.c run.sh z.c" "$(git am -q ../0001-* ../0002-* && git ls-files | xargs)"
same "flipdiff" "--- a/new.c
+++ b/new.c
--- a/z.c
+++ b/z.c
--- a/old.c
+++ b/new.c" "$(flipdiff ../0001-* ../0002-* | names)"
same "a patch without hunks" "--- a/new.c
+++ b/new.c
--- a/z.c
+++ b/z.c" "$(combinediff ../quiet ../0002-* 2> ../said | names | grep -v :)"
same "its words" "doesn't contain a patch" "$(grep -o "doesn't contain a patch" ../said)"
