#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 prep and b4 send -o of a branch with an empty commit, and b4 am of these mails; git 2.39.5 (Debian), git format-patch.
#
# Expected: what b4 sends, b4 takes; an empty commit, as `git commit --allow-empty` or a rebase leaves it, is refused or left out.
# Seen: it is sent as a patch of its own, `[PATCH 2/3] …`, with the message and no diff, without a word. b4 am does not take such a mail for a
# patch: "ERROR: missing [2/3]!", "Thread incomplete!", though the mail is there; it writes the others, and the message is lost. git format-patch
# counts the commit and writes no mail for it.
#
# Here: a numbered mail of the author without a diff is a patch that changes nothing, not an answer; "missing" in what a bot says of a series need
# not be a lost mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q project && cd project
seq 9 > a.c
git add . && git commit -qm base
quiet() { b4 --offline-mode -n --no-stdin "$@" > ../said 2>&1; }
quiet prep -n calm -f main
git config b4.send-series-to oak@lists.example
sed -i s/3/three/ a.c && git commit -qam 'wind: calm' -m 'It was loud.'
git commit -q --allow-empty -m 'wind: say why' -m 'The deck was wet.'
sed -i s/7/seven/ a.c && git commit -qam 'sail: mend' -m 'It was torn.'
quiet send -o ../out --no-sign --to oak@lists.example
same "what it sends" "Subject: [PATCH 1/3] wind: calm
Subject: [PATCH 2/3] wind: say why
Subject: [PATCH 3/3] sail: mend" "$(grep -h ^Subject ../out/000[1-3]*)"
same "the text of the second" "
The deck was wet.

-- 
2.39.5" "$(sed -n '/^$/,$p' ../out/0002*)"
for mail in ../out/*; do echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; cat "$mail"; echo; done > ../thread.mbox
id=$(sed -n 's/^Message-Id: <\(.*\)>/\1/p' ../out/0000*)
git checkout -q main
quiet am --no-cache --use-local-mbox ../thread.mbox -o .. "$id"
same "what it says of it" "  ERROR: missing [2/3]!
Total patches: 2
WARNING: Thread incomplete!" "$(grep -E 'missing|Total|incomplete' ../said)"
same "what it takes" "Subject: [PATCH 1/3] wind: calm
Subject: [PATCH 3/3] sail: mend" "$(grep ^Subject ../*.mbx)"
git checkout -q b4/calm
same "git format-patch, with b4's empty commit for the cover letter" "Subject: [PATCH 2/4] wind: calm
Subject: [PATCH 4/4] sail: mend" "$(git format-patch --stdout main | grep ^Subject)"
