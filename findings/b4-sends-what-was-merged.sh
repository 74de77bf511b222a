#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 send -o, of a branch into which main was merged; git 2.39.5 (Debian), git format-patch main.
#
# Expected: the mails of the author's own commits, as git format-patch main writes them; b4 was told that the branch begins on main.
# Seen: b4 sends all that came by the merge too, first in the series and from the address of the sender, with an in-body From. It
# says nothing of it. The base is that of the time before. The cover letter counts the merge itself among the titles, "Mira Holt (3)",
# for which there is no mail: its list has five titles, the series four patches.
#
# Here: a patch of a series may have been in main before the series was sent, by somebody who sent it in another thread: that it is
# in main does not show that the series was applied. The number of titles need not be that of the mails.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
git config --global b4.send-no-patatt-sign yes

git init -q oak && cd oak
seq 9 > a.c && git add . && git commit -qm base && git tag base
b4() { command b4 -n "$@" > ../said 2>&1; }
b4 prep -n calm -f main
sed -i 's/3/three/' a.c && git commit -qam 'wind: calm' -m 'It was loud.'
git checkout -q main
export GIT_COMMITTER_DATE='Mon, 5 Jan 2026 10:00:00 +0000'
for file in b c; do
    echo new > $file.c && git add .
    git commit -q --author 'Jo Elm <jo@elm.example>' -m "hull: add $file" -m 'It was not there.'
done
unset GIT_COMMITTER_DATE
git checkout -q b4/calm
git merge -q --no-edit main
sed -i 's/7/seven/' a.c && git commit -qam 'sail: mend' -m 'It was old.'

git format-patch -q -o ../git main -- a.c # without the empty commit in which b4 keeps the cover letter
same "git format-patch main" '[PATCH 1/2] wind: calm
[PATCH 2/2] sail: mend' "$(sed -ns 's/^Subject: //p' ../git/*)"
EDITOR='sed -i 1s/.*/calm/' b4 prep --edit-cover
b4 --offline-mode send -o ../mails --no-sign --to oak@lists.example
same "what b4 says" 'Running in OFFLINE mode
Converted the branch to 5 messages
Will write out messages into ../mails' "$(head -3 ../said)"
same "titles" '[PATCH 0/4] calm
[PATCH 1/4] hull: add b
[PATCH 2/4] hull: add c
[PATCH 3/4] wind: calm
[PATCH 4/4] sail: mend' "$(sed -ns 's/^Subject: //p' ../mails/*)"
same "authors of the first" 'From: Mira Holt <mira@oak.example>
From: Jo Elm <jo@elm.example>' "$(grep ^From: ../mails/0001*)"
same "titles in the cover letter, and the base" "Jo Elm (2):
      hull: add b
      hull: add c
Mira Holt (3):
      wind: calm
      Merge branch 'main' into b4/calm
      sail: mend
base-commit: $(git rev-parse base)" "$(grep -E '^(      |base|[A-Z].* \([0-9]\):)' ../mails/0000*)"
