#!/usr/bin/env bash
# git 2.39.5 (Debian), git range-diff and git format-patch --range-diff, where v2 has another author's name or address than v1 and the
# two are one person by `.mailmap`.
#
# Expected: `!`, with the line `Author:`, as the From of the mails has changed; the commits alone decide.
# Seen: authors go through the `.mailmap` of the folder that is checked out. With it, v1 by `Jo <jo@old.example>` and v2 by `Jo Elm
# <jo@elm.example>` are `=`; without it, on a branch that does not have the line yet, the same two commits are `!`. Even a line that a
# patch of v2 adds counts for its v1. `log.mailmap=false` changes the answer as well.
#
# Here: `=` in a cover letter does not say that From is the same, and two people get two answers. Compare names and addresses of the
# mails; do not take `!` for a change of the patch where only the author's line differs.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
seq 9 > a.c && git add . && git commit -qm base && git tag base
version() { # name, author
    git checkout -q -b "$1" base
    sed -i 's/^5$/five/' a.c
    git commit -qa --author "$2" -m 'wind: calm' -m 'It was loud.'
}
version v1 'Jo <jo@old.example>'
version v2 'Jo Elm <jo@elm.example>'
marks() { sed -nE 's/^1: *[0-9a-f]* ([=!<>]) .*/\1/p; s/^ *([-+]Author: .*)/\1/p; s/^-: .*(> 2:) .*/\1/p'; }
changed='!
-Author: Jo <jo@old.example>
+Author: Jo Elm <jo@elm.example>'
same "range-diff, no .mailmap" "$changed" "$(git range-diff base v1 v2 | marks)"
echo 'Jo Elm <jo@elm.example> <jo@old.example>' > .mailmap
git add . && git commit -qm 'mailmap: one Jo'
same "range-diff, on a branch that adds a line" "=
> 2:" "$(git range-diff base v1 v2 | marks)"
same "the cover letter of format-patch" "=
> 2:" "$(git format-patch --stdout --cover-letter --range-diff=base..v1 base | sed '/^-- $/,$d' | marks)"
git checkout -q base
same "the same versions, seen from main" "$changed
> 2:" "$(git range-diff base v1 v2 | marks)"
git checkout -q v2
same "with log.mailmap=false" "$changed
> 2:" "$(git -c log.mailmap=false range-diff base v1 v2 | marks)"
