#!/usr/bin/env bash
# git 2.39.5 (Debian), git patch-id on a change of a binary file.
#
# Expected: one patch-id for one change, whether the diff comes from git show, git log -p, or a mail.
# Seen: for a binary file the id depends on the length of the blob ids in the `index` line: git show with seven digits, with
# twelve (core.abbrev, which grows with the repository), and with all forty give three ids. Mails of git format-patch have
# all forty for binary files, so that only `git show --full-index` or `--binary` agrees with them. For text all agree.
#
# Here: the commit of a patch with a binary file is not found by comparing the mail's patch-id with those of `git log -p`,
# unless that was called with --full-index, and ids that were stored earlier may differ from those of today.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
printf '\0one' > binary.bin
echo one > text.c
git add . && git commit -qm base
echo two > text.c
git commit -qam text
printf '\0two' > binary.bin
git commit -qam binary

ids() { # commit
    for options in '--abbrev=7' '--abbrev=12' '--full-index' '--binary'; do
        git show "$options" "$1" | git patch-id --stable
    done | cut -d' ' -f1
    git format-patch --stdout -1 "$1" | git patch-id --stable | cut -d' ' -f1
}
different() { ids "$1" | sort -u | wc -l; }

same "text: one id" 1 "$(different HEAD~1)"
same "a binary file: three ids" 3 "$(different HEAD)"
same "the mail agrees with --full-index" 1 "$(ids HEAD | tail -n 3 | sort -u | wc -l)"
