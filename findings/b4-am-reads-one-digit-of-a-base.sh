#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am, on a patch whose author wrote the base by hand: `base-commit: v6.10`.
#
# Expected: the tag, which the repository has; or the whole value in what b4 says.
# Seen: b4 looks for the first letters that can be of a hexadecimal number: of `v6.10` it takes `6`, of `next-20260105` `e`, of `tag oak` and
# `oak/main` `a`. "base-commit 6 not known, ignoring", though the repository has that tag. If it has a branch of such a name, b4 proposes to begin
# there: `git checkout -b 20260105_mira_oak_example a`. With the id of the commit in front all is right.
#
# Here: that a maintainer began somewhere else need not mean that the base was not known. Read the whole value, names too.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
seq 9 > a.c
git add . && git commit -qm base
git tag v6.10 && git tag next-20260105
git branch oak/main

said() { # value
    {
        echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
        fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
        printf '\nIt was loud.\n---\n a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n'
        printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -4,3 +4,3 @@\n 4\n-5\n+five\n 6\n\nbase-commit: %s\n-- \n2.39.5\n' "$1"
    } > ../mbox
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mbox -o .. calm@oak.example 2>&1 |
        grep -E '^ *(Base:|git checkout)' | sed 's/^ *//'
}
same "a tag" "Base: base-commit 6 not known, ignoring" "$(said v6.10)"
same "another tag" "Base: base-commit e not known, ignoring" "$(said next-20260105)"
same "a branch" "Base: base-commit a not known, ignoring" "$(said oak/main)"
same "an id and a tag" "git checkout -b 20260105_mira_oak_example $(git rev-parse HEAD)" "$(said "$(git rev-parse HEAD) (tag: v6.10)")"
git branch a
same "a branch, where there is one called a" "git checkout -b 20260105_mira_oak_example a" "$(said oak/main)"
