#!/usr/bin/env bash
# git 2.39.5 (Debian), git format-patch --cover-letter and git request-pull, with a .mailmap.
#
# Expected: one name for a person in one series: the shortlog of the cover letter names the authors of its patches.
# Seen: the shortlog of the cover letter, and that of git request-pull, go through the project's .mailmap, the `From:` of the
# patches does not, whatever log.mailmap says: "Mira of the Oak (2)" announces two mails by Mira Holt. Two people by
# address that the mailmap joins are one entry.
#
# Here: who looks for the patches that a cover letter, a request to pull or a release lists, by the name above the titles,
# misses people who changed their name. Go by the titles; use the project's mailmap if names are compared.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
cat > .mailmap <<'MAILMAP'
Mira of the Oak <mira@new.example> <mira@oak.example>
Mira of the Oak <mira@new.example> <mira@old.example>
MAILMAP
echo one > a.c
git add . && git commit -qm base && git tag base
echo two > a.c
git commit -qam 'wind: calm'
echo three > a.c
git commit -qa --author='Mira H <mira@old.example>' -m 'wind: hush'
same "the names of the commits" \
"Mira H <mira@old.example>
Mira Holt <mira@oak.example>" \
"$(git log --format='%an <%ae>' base..)"

names() { grep -E '^From: |^[A-Z][^:]* \([0-9]+\):$'; }
series='From: Mira Holt <mira@oak.example>
Mira of the Oak (2):
From: Mira Holt <mira@oak.example>
From: Mira H <mira@old.example>'
same "the cover letter, and the patches" "$series" "$(git format-patch --cover-letter --stdout base.. | names)"
same "without log.mailmap" "$series" "$(git -c log.mailmap=false format-patch --cover-letter --stdout base.. | names)"

git clone -q --bare . ../public
same "git request-pull" "Mira of the Oak (2):" "$(git request-pull base ../public main | names)"
