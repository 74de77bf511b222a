#!/usr/bin/env bash
# git 2.39.5 (Debian), git am -3 of a mail of git format-patch, and git cherry-pick, on a branch on which the folder of the patch was moved, or
# half of the patch is there already.
#
# Expected: the patch is applied in the new folder, as git knows of moved folders since 2.18, or git am stops; and a patch of which a part is there
# already is a conflict.
# Seen: a changed file is followed to `drivers/net`, and a new file of the same patch is put into `net`, which no longer exists otherwise: one
# commit in two folders, exit code 0. git cherry-pick and git rebase of the same commit stop there: "CONFLICT (file location)". Where another patch
# made one of two changes already, the commit has the other one only, under the whole message, and nothing says so but "Falling back to patching
# base and 3-way merge"; with -q not even that. Where all is there, no commit is made, with exit code 0.
#
# Here: the commit of a mail may have other paths, fewer files and another patch-id than the mail, though nobody changed it by hand. Find it by
# title and author, and name files from the mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
mkdir net && seq 30 > net/wind.c && seq 30 > net/rope.c
git add . && git commit -qm base && git tag base
sed -i 's/^5$/five/' net/wind.c && sed -i 's/^20$/twenty/' net/rope.c && echo one > net/sail.c
git add . && git commit -qm 'wind: calm' && git tag sent
git format-patch -q --stdout base > ../mail

git checkout -q -b moved base
mkdir drivers && git mv net drivers/net && git commit -qm 'move the folder'
git am -q -3 ../mail > ../said 2>&1
same "one commit in two folders" \
"drivers/net/rope.c
drivers/net/wind.c
net/sail.c" \
"$(git diff --name-only HEAD^)"
git checkout -q --detach moved~1
same "cherry-pick stops" "CONFLICT (file location)" \
    "$(if git cherry-pick sent > ../picked 2>&1; then echo picked; else grep -o 'CONFLICT (file location)' ../picked; fi)"
git cherry-pick --abort
git checkout -q --detach sent
same "rebase stops" "CONFLICT (file location)" \
    "$(if git rebase moved~1 > ../rebased 2>&1; then echo rebased; else grep -o 'CONFLICT (file location)' ../rebased | sort -u; fi)"
git rebase --abort

git checkout -q -b half base
sed -i 's/^20$/twenty/' net/rope.c && git commit -qam 'rope: mend'
same "git am without -3" "stops" "$(if git am -q ../mail > ../said 2>&1; then echo goes on; else git am --abort; echo stops; fi)"
git am -q -3 ../mail > ../said 2>&1
same "a commit of what was left" "wind: calm net/sail.c net/wind.c" \
    "$(git log -1 --format=%s) $(git diff --name-only HEAD^ | paste -sd' ')"
same "-q says nothing of it" "" "$(grep -v -e '^Using index info' -e '^M	' -e '^Falling back' -e '^Auto-merging' ../said || true)"
before=$(git rev-parse HEAD)
git am -q -3 ../mail > ../said 2>&1
same "no commit" "$before" "$(git rev-parse HEAD)"

patch_id() { git patch-id --stable | cut -d' ' -f1; }
same "another patch-id" "differs" "$([ "$(git show half | patch_id)" = "$(patch_id < ../mail)" ] && echo same || echo differs)"
