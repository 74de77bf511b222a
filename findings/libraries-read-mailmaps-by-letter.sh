#!/usr/bin/env bash
# pygit2 1.21.0 (libgit2) and dulwich 1.2.21 (PyPI), against git 2.39.5 (Debian), git check-mailmap.
#
# Expected: the person whom git names; both libraries say that they read .mailmap.
# Seen: git compares names and addresses in any case, the libraries by letter: `M@Elm.Example` in the file does not name
# m@elm.example. Of a line for the name and a line for the address git takes both, the libraries the last. A third address
# on a line is ignored by git; with it the libraries ignore the line.
#
# Here: one history has more persons for such a program than for git or a digest. Write one line for each old address, in the
# letters of the commits.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi pygit2==1.21.0 dulwich==1.2.21
git init -q oak && cd oak

cat > ../read.py <<'PYTHON'
import sys

import pygit2
from dulwich.mailmap import Mailmap

name, address = sys.argv[1:]
text = open(".mailmap").read()
print("pygit2: {} <{}>".format(*pygit2.Mailmap.from_buffer(text).resolve(name, address)))
print("dulwich:", Mailmap.from_path(".mailmap").lookup(f"{name} <{address}>".encode()).decode())
PYTHON
named() { # the lines of the file, name, address
    printf '%b\n' "$1" > .mailmap
    echo "git: $(git check-mailmap "$2 <$3>")"
    python ../read.py "$2" "$3"
}

same "as it should be" \
"git: Mira Holt <mira@oak.example>
pygit2: Mira Holt <mira@oak.example>
dulwich: Mira Holt <mira@oak.example>" \
"$(named 'Mira Holt <mira@oak.example> <m@elm.example>' M m@elm.example)"
same "capitals in the address" \
"git: Mira Holt <mira@oak.example>
pygit2: M <m@elm.example>
dulwich: M <m@elm.example>" \
"$(named 'Mira Holt <mira@oak.example> <M@Elm.Example>' M m@elm.example)"
same "capitals in the name" \
"git: Mira Holt <mira@oak.example>
pygit2: Mira <m@elm.example>
dulwich: Mira <m@elm.example>" \
"$(named 'Mira Holt <mira@oak.example> mira <m@elm.example>' Mira m@elm.example)"
same "a line for the name and one for the address" \
"git: Mira Holt <mira@oak.example>
pygit2: M <mira@oak.example>
dulwich: M <mira@oak.example>" \
"$(named 'Mira Holt <m@elm.example>\n<mira@oak.example> <m@elm.example>' M m@elm.example)"
same "three addresses on a line" \
"git: Mira Holt <mira@oak.example>
pygit2: M <m@elm.example>
dulwich: M <m@elm.example>" \
"$(named 'Mira Holt <mira@oak.example> <m@elm.example> <old@elm.example>' M m@elm.example)"
