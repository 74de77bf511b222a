#!/usr/bin/env bash
# git-debcherry of gitpkg 0.30, with patchutils 0.4.2 and git 2.39.5 (Debian): writes debian/patches from the commits of a package, many of
# which are patches of a list.
#
# Expected: one patch for each commit above upstream, as git format-patch writes it, in the same order.
# Seen: a patch that changes a file which a later commit removes has no patch of its own: what it changed elsewhere is in "debcherry fixup
# patch", by whoever made the package, without its message and sign-off, and as the first of all. Only a short hash and the title tell
# it. The removal itself is in no patch, though upstream has the file, nor are a changed mode and an empty file. A commit that removes
# a file as upstream has it keeps its patch, but then the fixup patch adds the file first, which patch refuses as it is there.
#
# Here: that a package has no patch of a title does not show that it lacks the change; look at the text of a fixup patch. Its author is not
# the author of the change.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian gitpkg=0.30 patchutils=0.4.2-1 patch=2.7.6-7

git init -q oak && cd oak
seq 20 > wind.c
echo old > old.c
echo 'echo wind' > run.sh
git add . && git commit -qm base && git tag upstream
mkdir debian
echo 'oak (1-1) unstable; urgency=low' > debian/changelog
git add . && git commit -qm 'debian: begin' && git tag package
by_jo() {
    git add -A && git commit -q --author='Jo Elm <jo@elm.example>' -m "$1" -m 'Signed-off-by: Jo Elm <jo@elm.example>'
}
patches() { # the patches for the branch, then how upstream with them differs from it
    git-debcherry -o ../patches upstream > ../said 2>&1
    (cd ../patches && for patch in $(grep -v '#' series); do
        sed -n 's/^From: //p; s/^Subject: //p; s/^Signed-off-by/  &/p; s/^\([0-9a-f]\{7\}\) /  HASH /p; /^[-+]/{/^[-+][-+]/!s/^/  /p}' "$patch"
    done)
    git worktree add -q ../tree upstream
    (cd ../tree && for patch in $(grep -v '#' ../patches/series); do
        patch -s -f -p1 < "../patches/$patch" 2>&1 | sed -n 's/^/patch: /; 1,2p'
    done; rm -f ./*.orig ./*.rej; git add -A; git diff --cached --summary main -- ':!debian')
    git worktree remove --force ../tree && rm -r ../patches
}
sed -i 's/^5$/five/' wind.c && by_jo 'wind: five'
sed -i 's/^15$/fifteen/' wind.c && echo older > old.c && by_jo 'wind: fifteen'
git rm -q old.c && by_jo 'old: remove'
chmod +x run.sh && : > calm.c && by_jo 'run: mode'
same "a file that is changed, then removed" "Mira Holt <mira@oak.example>
[PATCH 1/2] debcherry fixup patch
  HASH old: remove
  HASH wind: fifteen
  -15
  +fifteen
Jo Elm <jo@elm.example>
[PATCH 2/2] wind: five
  Signed-off-by: Jo Elm <jo@elm.example>
  -5
  +five
 delete mode 100644 calm.c
 create mode 100644 old.c
 mode change 100755 => 100644 run.sh" "$(patches)"
git reset -q --hard package
sed -i 's/^5$/five/' wind.c && by_jo 'wind: five'
git rm -q old.c && by_jo 'old: remove'
same "a file that is removed" "Mira Holt <mira@oak.example>
[PATCH 1/3] debcherry fixup patch
  +old
Jo Elm <jo@elm.example>
[PATCH 2/3] wind: five
  Signed-off-by: Jo Elm <jo@elm.example>
  -5
  +five
Jo Elm <jo@elm.example>
[PATCH 3/3] old: remove
  Signed-off-by: Jo Elm <jo@elm.example>
  -old
patch: 1 out of 1 hunk FAILED -- saving rejects to file old.c.rej" "$(patches)"
