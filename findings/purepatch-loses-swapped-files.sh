#!/usr/bin/env bash
# purepatch 0.1.1 (PyPI, 2026), which applies patches without git; git 2.39.5 and GNU patch 2.7.6 (Debian), on mails of `format-patch -B -M` and `-C`.
#
# Expected: files that change their names are moved, copies are made and modes are set, or it says that it cannot do so.
# Seen: moves are done one after the other: of two files that swap their names, and of a chain in which the later name is not yet free, the text of
# one is nowhere any more. It says "renamed" of both and ends with 0. A copy without a change is left out without a word; a patch of
# nothing else has "no file patches". Of a new mode it says "patched" and does not set it. git apply and GNU patch do all of this.
#
# Here: who puts a series together with it may lose a file that the list of files in the mail shows as moved. Compare the tree with
# that of git am before going on.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7
pypi purepatch==0.1.1

git init -q oak
cd oak
seq 1000 1199 > wind.c
seq 5000 5199 > sail.c
echo run > run.sh
git add . && git commit -qm base && git tag base
again() { git reset -q --hard base && git clean -qfd; }
mail() { # name, options of format-patch: the changes of the folder as a mail
    git add -A
    git commit -qm change
    git format-patch -q "${@:2}" -1 --stdout > "../$1"
}
files() { # mail, command that applies it: what it says, then the files with their first lines
    again
    { "${@:2}" "../$1" || echo "ends with $?"; } 2>&1 | sed 's/ \+/ /'
    for file in *; do echo "$file $(head -1 "$file") $(stat -c %A "$file" | cut -c4)"; done
}
by_git() { git apply "$@"; }
by_patch() { patch -t -p1 -i "$@" > ../said; }

git mv wind.c calm.c && git mv sail.c wind.c && git mv calm.c sail.c
mail swap -B -M
same "git, two files swapped" "run.sh run -
sail.c 1000 -
wind.c 5000 -" "$(files swap by_git)"
same "GNU patch" "$(files swap by_git)" "$(files swap by_patch)"
same "purepatch" "renamed sail.c
renamed wind.c
run.sh run -
wind.c 1000 -" "$(files swap purepatch)"

again
git mv sail.c tarp.c && git mv wind.c sail.c
mail chain -B -M
same "git, a chain" "run.sh run -
sail.c 1000 -
tarp.c 5000 -" "$(files chain by_git)"
same "GNU patch" "$(files chain by_git)" "$(files chain by_patch)"
same "purepatch" "renamed sail.c
renamed tarp.c
run.sh run -
tarp.c 1000 -" "$(files chain purepatch)"

again
cp wind.c calm.c && echo walk > run.sh && chmod +x run.sh
mail copy -C --find-copies-harder
same "git, a copy and a mode" "calm.c 1000 -
run.sh walk x
sail.c 5000 -
wind.c 1000 -" "$(files copy by_git)"
same "GNU patch" "$(files copy by_git)" "$(files copy by_patch)"
same "purepatch" "patched run.sh
run.sh walk -
sail.c 5000 -
wind.c 1000 -" "$(files copy purepatch)"
again
cp wind.c calm.c
mail lone-copy -C --find-copies-harder
same "purepatch, nothing but a copy" "purepatch: no file patches found in input
ends with 2
run.sh run -
sail.c 5000 -
wind.c 1000 -" "$(files lone-copy purepatch)"
