#!/usr/bin/env bash
# git-pile 1.3 (PyPI), git-pile format-patch, for lists that keep a pile of patches in a branch; git 2.39.5 (Debian), git am; b4 0.16.0
# (PyPI), b4 am.
#
# Expected: of a branch with one changed and one new commit, a cover letter and two patches.
# Seen: the changed commit has no mail. "[PATCH 1/2]" is the new one; the change is in the cover letter alone, as a diff whose lines are
# those of a patch (`-+9 calm`, `++9 calmer`) and whose files are `series` and `0001-wind-calm.patch`. The last mail, "[PATCH 2/2]
# REVIEW: Full tree diff", repeats everything. git am refuses the cover letter, as there are no such files, and without it refuses the
# last mail, as its files are there already. b4 am counts both as patches, "Total patches: 2". Only git-pile am reads the cover letter.
#
# Here: the diff of such a cover letter changes no file of the project, its titles are those of other patches, and the last mail of the
# series is no commit. That nobody applied it does not mean that it was rejected.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi git-pile==1.3 b4==0.16.0 liblore==0.10.1 patatt==0.8.0
pile() { git-pile "$@" > ../said 2>&1; }

git init -q oak && cd oak
seq 30 > a.c
git add . && git commit -qm base && git tag base
git checkout -qb internal
sed -i 's/^[2-9]$/& calm/' a.c
git commit -qam 'wind: calm' -m 'It was loud.' && git tag before
pile init -p pile -b main -r internal
pile genpatches -m 'wind: calm'
git init -q --bare ../server.git
git remote add origin ../server.git
git push -q origin main internal pile
git branch -q -u origin/internal internal && git branch -q -u origin/pile pile
sed -i 's/^9 calm/9 calmer/' a.c && git commit -qa --amend --no-edit
echo sail > b.c && git add b.c && git commit -qm 'sail: add' -m 'It was missing.'
printf 'oak: calmer, and a sail\n\nTwo.\n' > ../text
pile format-patch -o ../mails -F ../text --no-compose

same "the titles" '[PATCH 0/2] oak: calmer, and a sail
[PATCH 1/2] sail: add
[PATCH 2/2] REVIEW: Full tree diff against origin/internal' "$(sed -ns 's/^Subject: //p' ../mails/*)"
same "the diff of the cover letter" '+++ b/series
+++ b/0001-wind-calm.patch
-+9 calm
++9 calmer
+++ b/0001-sail-add.patch' "$(grep -E '^\+\+\+ b/|9 calm' ../mails/0000*)"
same "the last mail" '+++ b/a.c
-9 calm
+9 calmer
+++ b/b.c
+sail' "$(grep -E '^(\+\+\+ b/|[-+][^-+])' ../mails/0002*)"

am() {
    git checkout -q -B try before
    git am -q "$@" 2>&1 | sed -n 's/^error: //p'
    git log --reverse --format='commit: %s' before..
    git am --abort
}
same "git am of all mails" 'series: does not exist in index
0001-wind-calm.patch: does not exist in index' "$(am ../mails/*)"
same "git am without the cover letter" 'b.c: already exists in index
commit: sail: add' "$(am ../mails/000[12]*)"

for mail in ../mails/*; do
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\nMessage-ID: <%s@oak.example>\n' "$(basename "$mail" .patch)"
    case $mail in */0000*) ;; *) echo 'In-Reply-To: <0000-cover-letter@oak.example>' ;; esac
    sed 1d "$mail"
    echo
done > ../thread
git init -q ../project && cd ../project
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../thread -o .. 0000-cover-letter@oak.example > ../said 2>&1
same "b4 am" 'Total patches: 2
Subject: [PATCH 1/2] sail: add
Subject: [PATCH 2/2] REVIEW: Full tree diff against origin/internal' "$(grep -h '^Total' ../said; grep -h '^Subject' ../*.mbx)"
