#!/usr/bin/env bash
# git 2.39.5 (Debian), git range-diff, and git format-patch --range-diff with --notes, on a patch whose author keeps the changes between
# versions as a note of the commit (git notes), as the manual of format-patch proposes.
#
# Expected: `=` for a patch whose message and diff are the same; a note is no part of a commit.
# Seen: a note counts as part of the message. A patch is `!`, changed, because of the note "v2: no change" alone, and the note is shown
# as what changed, under `## Notes ##`. git range-diff does so without being asked; format-patch with --notes writes it into
# the cover letter, and without --notes says `=` of the same two commits. With --no-notes range-diff does as well.
#
# Here: `!` in a cover letter need not be a change of the patch, and two people who compare the same versions get different answers.
# Compare messages and diffs; show what stands below `---` apart.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
seq 9 > a.c
git add . && git commit -qm base && git tag base
for version in 1 2; do
    git checkout -q -b v$version base
    sed -i 's/^5$/five/' a.c
    GIT_AUTHOR_DATE="2026-01-0${version}T10:00:00Z" git commit -qam 'wind: calm' -m 'It was loud.'
done
git notes add -m 'v2: no change' v2

marks() { sed -n 's/^1: *[0-9a-f]* \([=!<>]\) .*/\1/p; /## Notes/p; /v2: no/p' | tr -d '+ ' | paste -sd' '; }
cover() { git format-patch --stdout --cover-letter --range-diff=v1 "$@" base..v2 | sed '/^-- $/,$d' | marks; }
same "git range-diff" "! ##Notes## v2:nochange" "$(git range-diff base v1 v2 | marks)"
same "git range-diff --no-notes" "=" "$(git range-diff --no-notes base v1 v2 | marks)"
same "the cover letter of format-patch" "=" "$(cover)"
same "the same with --notes" "! ##Notes## v2:nochange" "$(cover --notes)"
