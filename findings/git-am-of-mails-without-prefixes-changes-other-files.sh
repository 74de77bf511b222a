#!/usr/bin/env bash
# git 2.39.5 (Debian), git format-patch with diff.noprefix; git am, GNU patch 2.7.6 (Debian) and Mercurial 7.2.4 (PyPI) on its mails.
#
# Expected: git am says that the file is not there, as the first part of the path is cut off as if it were `a/` or `b/`.
# Seen: where a file with the rest of the path is there, it is changed in its place and without a word: the patch to `net/Makefile` is committed as
# one to `Makefile` if a hunk fits, as in files with the same license, list or end; hg import does so too. A new file `net/calm.c` is
# made as `calm.c`. The patch-id of the mail is not that of the commit. b4 am passes such a mail on as it is.
# git 2.47.3 writes prefixes whatever the setting says, and needs format.noprefix for the same.
#
# Here: the files of a commit need not be those that its mail names: a path in the mail may be longer by its first folder. In such a
# mail both sides of a file have one name.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7
pypi mercurial==7.2.4 b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
mkdir net
printf 'one\ntwo\n' | tee Makefile > net/Makefile
git add . && git commit -qm base && git tag base
echo three >> net/Makefile && echo calm > net/calm.c
git add . && git commit -qm 'net: calm'
git -c diff.noprefix=true format-patch -q -1 --stdout --add-header='Message-ID: <calm@oak.example>' > ../mail
same "the mail" "diff --git net/Makefile net/Makefile
diff --git net/calm.c net/calm.c" "$(grep ^diff ../mail)"
same "its patch-id is that of the commit" "no" "$([ "$(git patch-id < ../mail)" = "$(git show | git patch-id)" ] && echo yes || echo no)"
changed() { paste -sd,; }
git checkout -q base
git am -q ../mail
same "git am" "Makefile,calm.c" "$(git diff --name-only base HEAD | changed)"
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mail -o .. calm@oak.example > ../said 2>&1
git reset -q --hard base
git am -q ../*.mbx
same "b4 am, git am" "Makefile,calm.c" "$(git diff --name-only base HEAD | changed)"
git reset -q --hard base
patch -s -p1 < ../mail
same "GNU patch" "Makefile,calm.c" "$(git add . && git diff --cached --name-only base | changed)"
hg init ../hg && git archive base | tar x -C ../hg && cd ../hg
hg commit -q -A -u mira -m base
hg import -q ../mail
same "hg import" "Makefile,calm.c" "$(hg status --change tip -n | changed)"
