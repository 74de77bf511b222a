#!/usr/bin/env bash
# git 2.39.5 (Debian), git patch-id on the mail of a backport.
#
# Expected: beside the patch-id, the commit that the mail's envelope line names, as for every other mail of git format-patch.
# Seen: a line of the message that begins with `commit ` and 40 digits, as `commit … upstream.` of stable trees, replaces it:
# the id is paired with the commit that was copied, in another tree. So is a line `From ` with 40 digits. The patch-id
# itself is right. `git show` and `git log -p` piped into patch-id name the right commit, as they indent the message.
# `[ Upstream commit … ]`, and an id of 12 digits, do no harm.
#
# Here: a table of patch-ids made of mails gives backports the commit of the mainline; a lookup in it says that the mainline
# commit was posted to a stable list. Take the commit from the mail, not from patch-id's second column.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

copied=0123456789abcdef0123456789abcdef01234567
git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
named() { # first line of the message: which commit patch-id names for the mail, and for git show
    git reset -q --hard base
    echo two > a.c
    git commit -qam "wind: calm" -m "$1" -m "It was loud."
    own=$(git rev-parse HEAD)
    { git format-patch --stdout -1 | git patch-id --stable; git show | git patch-id --stable; } |
        sed "s/^[0-9a-f]* $own$/its own/; s/^[0-9a-f]* $copied$/the copied one/; s/^[0-9a-f]* 0*$/none/" | paste -sd,
}
same "no such line" "its own,its own" "$(named 'Text.')"
same "commit … upstream." "the copied one,its own" "$(named "commit $copied upstream.")"
same "a line From … of another mail" "the copied one,its own" "$(named "From $copied Mon Sep 17 00:00:00 2001")"
same "[ Upstream commit … ]" "its own,its own" "$(named "[ Upstream commit $copied ]")"
same "a short id" "its own,its own" "$(named "commit 0123456789ab upstream.")"
named "commit $copied upstream." > /dev/null
same "the patch-id is right" "$(git show | git patch-id --stable | cut -c1-40)" \
    "$(git format-patch --stdout -1 | git patch-id --stable | cut -c1-40)"
