#!/usr/bin/env bash
# wiggle 1.1 (Debian), wiggle --replace -p1 --patch, on mails of git 2.39.5 (Debian) format-patch whose files did not change since.
#
# Expected: wiggle is for patches that do not apply; one that applies as it is, it applies as git am does.
# Seen: a patch that adds or removes a line at the top of a file is "1 unresolved conflict found", where
# nothing is "found" above the very line that was "expected"; one line below there is no conflict. A moved file, a changed mode and an empty file are
# left out, and the call ends with 0. Of a removed or a new file it says "cannot load file 'null'" or its name, and ends with 2,
# after the files above it were changed.
#
# Here: "v1 had conflicts, which I resolved" need not mean that another change came between, and a commit made this way may lack
# moves, modes and empty files that its mail has.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian wiggle=1.1-1

git init -q oak && cd oak
seq 20 > a.c
seq 100 120 > b.c
git add . && git commit -qm base && git tag base
wiggled() { # the change that was made, as a mail, on the files as they were
    git add -A && git commit -qm 'oak: wind'
    git format-patch -q -1 --stdout > ../mail
    git reset -q --hard base
    local ended=0
    wiggle --replace -p1 --patch ../mail 2>&1 || ended=$?
    rm -f ./*.porig
    echo "ended with $ended"
    git status --short
    git diff -U0 | grep '^[-+][^-+]' || true
    git reset -q --hard base && git clean -qfd
    git am -q ../mail && echo "git am: $(git show --summary --stat=40 --format= | sed 's/^ *//' | tr -s ' ' | paste -sd ';')"
    git reset -q --hard base
}
sed -i '1i // SPDX-License-Identifier: MIT' a.c
same "a first line" '1 unresolved conflict found
ended with 1
 M a.c
+<<<<<<< found
+||||||| expected
+1
+=======
+// SPDX-License-Identifier: MIT
+1
+>>>>>>> replacement
git am: a.c | 1 +;1 file changed, 1 insertion(+)' "$(wiggled)"
sed -i '2i // calm' a.c
same "a second line" 'ended with 0
 M a.c
+// calm
git am: a.c | 1 +;1 file changed, 1 insertion(+)' "$(wiggled)"
git mv a.c c.c && chmod +x b.c && sed -i 's/110/calm/' b.c && : > d.c
same "a move, a mode, an empty file" 'ended with 0
 M b.c
-110
+calm
git am: b.c | 2 +-;a.c => c.c | 0;d.c | 0;3 files changed, 1 insertion(+), 1 deletion(-);mode change 100644 => 100755 b.c;rename a.c => c.c (100%);create mode 100644 d.c' "$(wiggled)"
sed -i 's/^10$/ten/' a.c && git rm -q b.c
same "a removed file" "wiggle: cannot load file 'null' - No such file or directory
ended with 2
 M a.c
-10
+ten
git am: a.c | 2 +-;b.c | 21 ---------------------;2 files changed, 1 insertion(+), 22 deletions(-);delete mode 100644 b.c" "$(wiggled)"
sed -i 's/^10$/ten/' a.c && echo calm > d.c
same "a new file" "wiggle: cannot load file 'd.c' - No such file or directory
ended with 2
 M a.c
-10
+ten
git am: a.c | 2 +-;d.c | 1 +;2 files changed, 2 insertions(+), 1 deletion(-);create mode 100644 d.c" "$(wiggled)"
