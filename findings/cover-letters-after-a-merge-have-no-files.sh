#!/usr/bin/env bash
# git 2.39.5 (Debian), git format-patch --cover-letter and --base, git request-pull, on a branch into which main was merged between two
# patches.
#
# Expected: a cover letter with the titles and the files of main..topic, as git diff main...topic and git request-pull count them;
# merges are no mails, as the manual says.
# Seen: the cover letter has the titles and no files at all: no diffstat, no sum, no word of why. --base=main ends with "base commit
# should be the ancestor of revision list", though main is one. What the merge itself changed, here a file that makes both
# sides fit, is in no mail, and the numbers are 1/2 and 2/2 without a gap; request-pull lists the merge and counts its lines.
#
# Here: a cover letter without a diffstat need not be of another tool than git, and the sum of the mails may be less than what was
# pulled or what the author tested. Count files from the patches.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
seq 9 > a.c
git add . && git commit -qm base
git checkout -q -b topic
sed -i 's/^5$/five/' a.c
git commit -qam 'wind: calm'
git checkout -q main
seq 5 > b.c
git add . && git commit -qm 'sail: add'
cover() { git format-patch --stdout --cover-letter main..topic | sed '/^-- $/,$d' | sed -n 's/^  \([a-z].*\)/\1/p; /|/p; /changed/p'; }
git checkout -q topic
same "before the merge" "wind: calm
 a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)" "$(cover)"
git merge -q --no-commit main 2> ../said
echo four > c.c
git add . && git commit -qm 'Merge main'
sed -i 's/^2$/two/' a.c b.c
git commit -qam 'wind: hush'

same "after it: the titles only" "wind: calm
wind: hush" "$(cover)"
same "the mails" "[PATCH 1/2] wind: calm: a.c
[PATCH 2/2] wind: hush: a.c b.c" \
    "$(git format-patch --stdout main..topic | sed -n 's/^Subject: //p; s/^diff --git.* b\///p' | awk '/^\[/{if (line) print line; line = $0 ":"; next} {line = line " " $0} END {print line}')"
same "the branch" "a.c b.c c.c" "$(git diff --name-only main...topic | paste -sd' ')"
same "git request-pull" "Mira Holt (3): Merge main 3 files changed" \
    "$(git request-pull main . topic 2> said | sed -n 's/^ *\(Mira Holt (.*\|Merge main\|3 files changed\).*/\1/p' | paste -sd' ')"
same "--base=main" "fatal: base commit should be the ancestor of revision list" "$(git format-patch --base=main --stdout main..topic 2>&1 || true)"
same "main is an ancestor" 0 "$(git merge-base --is-ancestor main topic && echo $?)"
