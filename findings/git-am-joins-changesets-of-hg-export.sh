#!/usr/bin/env bash
# git 2.39.5 (Debian), git am, on files of `hg export` of Mercurial 7.2.4 (PyPI), a format that git am recognises.
#
# Expected: a commit for each changeset, whether they come in one file, as `hg export` writes them, or in one file each.
# Seen: a file is one commit: title, message and author are the first changeset's, the diffs are those of all. The messages of
# the others are lost, and so are their authors. Nothing is said; `hg import` makes a changeset of each.
#
# Here: a commit under one patch's title may hold the whole series: the other patches are found neither by title nor by
# patch-id, though they were applied.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi mercurial==7.2.4
export HGRCPATH=

hg init oak && cd oak
cat > .hg/hgrc <<'CONFIG'
[ui]
username = Mira Holt <mira@oak.example>
[diff]
git = 1
CONFIG
echo one > a.c
echo one > b.c
hg -q add && hg commit -d '0 0' -m base
echo two > a.c
hg commit -d '1 0' -u 'Jo Elm <jo@elm.example>' -m 'wind: calm

It was loud.'
echo two > b.c
hg commit -d '2 0' -u 'Bo Reed <bo@reed.example>' -m 'sail: mend

It was torn.'
echo three > a.c
hg commit -d '3 0' -u 'Jo Elm <jo@elm.example>' -m 'wind: calm more'
hg export -r 1:3 > ../series.patch
mkdir ../each && hg export -q -r 1:3 -o '../each/%n.patch'

git init -q ../git && cd ../git
echo one > a.c
echo one > b.c
git add . && git commit -qm base && git tag base
commits() { # files: of each commit its author, title, message and changed files; what is in the files at the end
    git reset -q --hard base
    git am -q "$@" 2>&1
    git log --reverse --format='%an: %s. %b' --name-only base.. | grep -v '^$'
    echo "in the end $(cat a.c b.c | paste -sd' ')"
}
same "one file each" \
"Jo Elm: wind: calm. It was loud.
a.c
Bo Reed: sail: mend. It was torn.
b.c
Jo Elm: wind: calm more. 
a.c
in the end three two" \
"$(commits ../each/*)"
same "one file" \
"Jo Elm: wind: calm. It was loud.
a.c
b.c
in the end three two" \
"$(commits ../series.patch)"
cd ../oak
hg -q update 0 && hg -q --config extensions.strip= strip 1 && hg import -q ../series.patch
same "hg import" "wind: calm, sail: mend, wind: calm more" "$(hg log -r 1: --template '{desc|firstline}\n' | paste -sd, | sed 's/,/, /g')"
