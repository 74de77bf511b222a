#!/usr/bin/env bash
# git 2.39.5 (Debian): commit -s, commit --trailer, rebase --signoff, cherry-pick -x, format-patch -s and git log, on a commit message
# with `---` and notes below the trailers, as people write it who keep the changes between versions with the commit.
#
# Expected: all put their line where the trailers are, above `---`, since what is below it is cut off by git am.
# Seen: only `commit --trailer` does. The others write it below the notes: the mail of `format-patch -s` has the notes, then
# Signed-off-by, then a second `---`, and `git am` makes a commit without the sign-off. `git log --format='%(trailers)'` does not know
# `---` either: notes of the form `v2: mend` are trailers for it, and not for `git interpret-trailers`.
#
# Here: a patch that seems not to be signed off may have the line below `---`. A line `v2: …` in a list of trailers is a note.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
git init -q oak && cd oak
git commit -q --allow-empty -m base && git tag base
echo one > a.c
git add .
printf 'wind: calm\n\nIt was loud.\n\nSigned-off-by: Bo Reed <bo@reed.example>\n---\nv2: mend a line\n' | git commit -q -F -
git tag noted
git checkout -q -b other base

message() { # command: the last lines of the message that it leaves
    git checkout -q -B work noted
    "$@" > ../said 2>&1
    git log -1 --format=%B | sed '1,/^Signed-off-by: Bo/d' | grep .
}
same "commit --trailer" "Tested-by: Jo Elm <jo@elm.example>
---
v2: mend a line" "$(message git commit -q --amend --no-edit --trailer 'Tested-by: Jo Elm <jo@elm.example>')"
for command in 'git commit -q --amend --no-edit -s' 'git rebase -q --signoff base'; do
    same "$command" "---
v2: mend a line
Signed-off-by: Mira Holt <mira@oak.example>" "$(message $command)"
done
pick() { git checkout -q -B work base && git cherry-pick -x noted; }
same "cherry-pick -x" "---
v2: mend a line
(cherry picked from commit $(git rev-parse noted))" "$(message pick)"

git checkout -q noted
git format-patch -q -s --stdout -1 > ../mail.mbox
same "the mail of format-patch -s" "Signed-off-by: Bo Reed <bo@reed.example>
---
v2: mend a line
Signed-off-by: Mira Holt <mira@oak.example>
---
 a.c | 1 +" "$(sed -n '/^Signed-off-by: Bo/,/^ a.c/p' ../mail.mbox | grep .)"
git checkout -q -B work base
git am -q ../mail.mbox
same "git am" "Signed-off-by: Bo Reed <bo@reed.example>" "$(git log -1 --format=%b | grep . | tail -1)"
same "trailers of git log" "Signed-off-by: Bo Reed <bo@reed.example>,v2: mend a line" \
    "$(git log -1 --format='%(trailers:only)' noted | grep . | paste -sd,)"
same "trailers of interpret-trailers" "Signed-off-by: Bo Reed <bo@reed.example>" "$(git log -1 --format=%B noted | git interpret-trailers --parse)"
