#!/usr/bin/env bash
# pygit2 1.21.0 (PyPI) with the libgit2 that it brings, Diff.parse_diff, on patches of git 2.39.5 (Debian), git format-patch.
#
# Expected: it reads what git writes; a new or a removed empty file has a header and no hunk, and is a file of the diff.
# Seen: an empty file that is followed by another one makes it refuse the whole text: "invalid patch header". Where nothing follows at all, as
# in `git diff`, it is refused too, "unexpected header"; with git's signature behind it, it is read. An emptied file, a
# moved one and a new mode are read in each place.
#
# Here: a program that asks libgit2 for the files of mails has none for a patch that adds a `__init__.py` or a `.gitkeep`, or stops there.
# Such a patch is valid: git am takes it.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi pygit2==1.21.0

cat > read.py <<'PYTHON'
import sys

import pygit2

try:
    print(*(f"{patch.delta.status_char()} {patch.delta.new_file.path}" for patch in pygit2.Diff.parse_diff(sys.stdin.read())), sep=", ")
except pygit2.GitError as error:
    print(error)
PYTHON
git init -q oak && cd oak
seq 3 > a.c && seq 5 > m.c && echo 'exit 0' > run.sh && echo one > one && : > gone
git add . && git commit -qm base && git tag base
patch() { # options of git; the change comes as a command
    git format-patch -q --stdout -1 "$@"
}
commit() { git add -A && git commit -qm "$1"; }
: > empty && commit 'empty: add'
same "an empty file alone" "A empty" "$(patch | python ../read.py)"
same "the same without a signature" "unexpected header line 14" "$(patch --no-signature | python ../read.py)"
same "git diff" "unexpected header line 4" "$(git diff base | python ../read.py)"
: > b && seq 4 > a.c && commit 'b: add, and more'
same "the empty file is the last one" "M a.c, A b" "$(patch | python ../read.py)"
: > c && seq 4 > m.c && commit 'c: add, and more'
same "another one follows" "invalid patch header at line 15" "$(patch | python ../read.py)"
git rm -q gone && seq 5 > m.c && commit 'gone: remove, and more'
same "a removed one" "invalid patch header at line 15" "$(patch | python ../read.py)"
: > one && git mv m.c n.c && chmod +x run.sh && commit 'one: empty'
same "an emptied, a moved one and a mode" "R n.c, M one, M run.sh" "$(patch | python ../read.py)"
git format-patch -q --stdout base > ../mails
git checkout -q base
git am -q ../mails
same "git am" "" "$(git diff main)"
