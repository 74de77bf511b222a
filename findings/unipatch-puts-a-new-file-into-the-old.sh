#!/usr/bin/env bash
# unipatch 1.0.1 (PyPI, 2026; "compatible with GNU patch"), apply_patch, GNU patch 2.7.6 (Debian), on a mail of git 2.39.5 with two files.
#
# Expected: of a mail, the part for the given file is applied, or the mail is refused, as it changes more than one file.
# Seen: names of files are not read at all, and every hunk is for the one text: the text of a new file is put at the end of the
# changed file, without an error. GNU patch with the file named says "already exists" and ends with 1. A line `@@ is a mark` of the message
# is a broken hunk for unipatch, and the mail is refused.
#
# Here: a file that carries a patch of the list may end with the text of another one. Give such a program one file's part of the mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7
pypi unipatch==1.0.1

git init -q oak
printf 'one\ntwo\nfour\n' > oak/a.c
git -C oak add .
git -C oak commit -qm base
printf 'one\nthree\nfour\n' > oak/a.c
printf 'int calm;\nint wind;\n' > oak/b.c
git -C oak add .
git -C oak commit -qm 'wind: calm'
git -C oak format-patch -q -1 --stdout > mail
git -C oak show HEAD~1:a.c > a.c
cat > apply.py <<'PYTHON'
import sys

import unipatch

try:
    print(unipatch.apply_patch(open("a.c").read(), sys.stdin.read()), end="")
except unipatch.PatchError as error:
    print(type(error).__name__)
PYTHON
same "the new file in the changed one" "one
three
four
int calm;
int wind;" "$(python apply.py < mail)"
same "a line of the message" "PatchParseError" "$(sed 's/^---$/@@ is a mark.\n&/' mail | python apply.py)"
same "GNU patch ends with 1, and the file has its own change alone" "1
one
three
four" "$(patch -t a.c mail > said && echo 0 || echo $?; cat a.c)"
