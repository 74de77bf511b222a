#!/usr/bin/env bash
# git 2.39.5 (Debian; 2.47.3 alike but for one thing), git format-patch of commits that move a submodule, in a project whose .gitmodules says
# `ignore = all` for it, as projects write it who want git status to be quick or silent.
#
# Expected: `ignore` is about the folder on disk; what was committed is in the mail.
# Seen: the new commit of the submodule is not in the mail, neither in the diff nor in the list of files, and nothing says so. A commit that
# only moves the submodule has no mail at all, but counts: `[PATCH 1/2]` comes alone (2.47.3 sends a mail without a diff). After `git am` the project
# has the old submodule. git show, git log -p and even git diff-tree leave it out; `--ignore-submodules=none` brings
# it back, but not in git range-diff, which calls two such versions equal. The same with diff.ignoreSubmodules in the sender's settings.
#
# Here: a missing last patch, or "update the library" without a diff, need not be a mistake of the list; and a patch that was not changed since v1 may
# bring another library.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q lib && git -C lib commit -q --allow-empty -m 'lib: one'
git init -q oak && cd oak
echo one > a.c
git -c protocol.file.allow=always submodule --quiet add ../lib lib
git config -f .gitmodules submodule.lib.ignore all
git add . && git commit -qm base && git tag base
move() { # title
    git -C lib commit -q --allow-empty -m "lib: for $1"
    git update-index --cacheinfo "160000,$(git -C lib rev-parse HEAD),lib"
    git commit -qm "$1"
}
echo two > a.c && git add a.c
move 'wind: calm, with a new lib'
move 'lib: update'
mails() { git format-patch --stdout "$@" base | grep -E '^(Subject|diff)'; }

same "as .gitmodules says" "Subject: [PATCH 1/2] wind: calm, with a new lib
diff --git a/a.c b/a.c" "$(mails)"
same "with the option" "Subject: [PATCH 1/2] wind: calm, with a new lib
diff --git a/a.c b/a.c
diff --git a/lib b/lib
Subject: [PATCH 2/2] lib: update
diff --git a/lib b/lib" "$(mails --ignore-submodules=none)"
git format-patch -q -o .. base
git branch sent
git reset -q --hard base
git am -q ../0001*
same "the submodule after git am is the old one" "$(git rev-parse base:lib)" "$(git rev-parse HEAD:lib)"
same "range-diff of what was sent and what arrived" "1:  N = 1:  N wind: calm, with a new lib" \
    "$(git range-diff base..sent~1 base..HEAD | sed -E 's/[0-9a-f]{7}/N/g')"
same "with the option as well" "=" "$(git range-diff --ignore-submodules=none base..sent~1 base..HEAD | sed -nE '1s/.*[0-9a-f]{7} (.) .*/\1/p')"
git config -f .gitmodules --unset submodule.lib.ignore
git reset -q sent
same "without that line" "Subject: [PATCH 1/2] wind: calm, with a new lib
diff --git a/a.c b/a.c
diff --git a/lib b/lib
Subject: [PATCH 2/2] lib: update
diff --git a/lib b/lib" "$(mails)"
same "with the setting of the sender" "Subject: [PATCH 1/2] wind: calm, with a new lib
diff --git a/a.c b/a.c" "$(git config diff.ignoreSubmodules all; mails)"
