#!/usr/bin/env bash
# git 2.39.5 (Debian; 2.47.3 alike), git format-patch --base; libgit2 through pygit2 1.21.0 (PyPI).
#
# Expected: a `prerequisite-patch-id:` is what `git patch-id --stable` says of the mail of that patch, as the manual of
# format-patch calls it a patch-id and describes the purpose.
# Seen: so it is for patches that edit, add or delete text. For a renamed file, a mode change and an empty new file the two
# differ, whatever --[no-]renames and --full-index say, as format-patch hashes the commit without looking for renames and
# without mode lines. libgit2 agrees with the one for the empty file, with the other for the mode, and has a third id for
# the rename. (For binary files see patch-id-of-binary-files.)
#
# Here: a prerequisite that no mail's patch-id matches need not be missing from the archive. Look for it by
# `prerequisite-message-id:` or a link, and do not say that it is lost.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi pygit2==1.21.0

git init -q oak && cd oak
seq 1 40 > a.c
seq 5 > run.sh
git add . && git commit -qm base && git tag base
commit() { git add . && git commit -qm "$1"; }
sed -i 's/^9$/nine/' a.c && commit edit
echo new > new.c && commit add
git rm -q new.c && commit delete
git mv a.c b.c && sed -i 's/^20$/twenty/' b.c && commit rename
chmod +x run.sh && commit mode
: > empty.c && commit empty
echo top > top.c && commit top

git format-patch -q --base=base --stdout -1 | sed -n 's/^prerequisite-patch-id: //p' > prerequisites
git log --reverse --format=%H base..HEAD~ | while read -r commit; do
    git format-patch -q --stdout -1 "$commit" | git patch-id --stable | cut -d' ' -f1
done > mails
git log --reverse --format=%s base..HEAD~ > names

cat > ../libgit2.py <<'PYTHON'
import subprocess
import pygit2
repository = pygit2.Repository(".")
for commit in subprocess.check_output(["git", "log", "--reverse", "--format=%H", "base..HEAD~"], text=True).split():
    commit = repository[commit]
    diff = repository.diff(commit.parents[0], commit)
    diff.find_similar()
    print(diff.patchid)
PYTHON
python ../libgit2.py > libgit2

same "prerequisite, mail and libgit2: which ids are equal" \
"edit: mail yes, libgit2 yes
add: mail yes, libgit2 yes
delete: mail yes, libgit2 yes
rename: mail no, libgit2 no
mode: mail no, libgit2 no
empty: mail no, libgit2 yes" \
"$(paste names prerequisites mails libgit2 | awk '{ print $1 ": mail " ($2 == $3 ? "yes" : "no") ", libgit2 " ($2 == $4 ? "yes" : "no") }')"
same "mail and libgit2" "yes yes yes no yes no" "$(paste mails libgit2 | awk '{ printf "%s%s", (NR > 1 ? " " : ""), ($1 == $2 ? "yes" : "no") }')"

for option in --no-renames --full-index; do
    same "the rename's mail, $option: another id than the prerequisite" no \
        "$([ "$(git format-patch -q --stdout $option -1 HEAD~3 | git patch-id --stable | cut -d' ' -f1)" = "$(sed -n 4p prerequisites)" ] && echo yes || echo no)"
done
