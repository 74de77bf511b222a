#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 diff, which shows what changed between two versions; git 2.39.5 (Debian), git format-patch.
#
# Expected: a range-diff of the two versions, where the repository has the files that they begin with.
# Seen: b4 makes the commits anew from the `index` lines of the diffs, and a file that is only moved, or only gets another mode, has none: "Could not
# fake-am version v1", and nothing is shown, of the other patches neither. A moved file with one changed line is fine, and so are new, empty and
# removed files. git am applies all of them.
#
# Here: that a maintainer did not see what changed in v2 may come from a move in it. git range-diff of the applied series works.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q project && cd project
seq 9 > a.c && seq 20 > old.c && echo 'exit 0' > run.sh && echo gone > gone.c
git add . && git commit -qm base && git tag base
version() { # name, number, what is done beside the change
    git checkout -q -B try base
    sed -i "s/5/$2$2/" a.c
    eval "$3"
    git add -A && git commit -qm 'wind: calm' -m 'It was loud.'
    git format-patch --stdout "-v$2" base | sed "1c From mboxrd@z Thu Jan  1 00:00:00 1970
s/^From: .*/&\nMessage-ID: <$1-$2@oak.example>/" > "../$1.$2"
}
compared() { # name, what is done
    version "$1" 1 "$2"
    version "$1" 2 "$2"
    git checkout -q base
    b4 --offline-mode -n --no-stdin diff -m "../$1.1" "../$1.2" > ../said 2>&1 || true
    sed 's/\x1b\[[0-9;]*m//g' ../said | grep -E '^ERROR|^1:|^ +[-+]\+' | paste -sd' ' | sed -E 's/[0-9a-f]{7}/N/g; s/ +/ /g'
}
shown='1: N ! 1: N wind: calm -+11 ++22'
same "a text" "$shown" "$(compared text true)"
same "a moved file" "ERROR: Could not fake-am version v1" "$(compared move 'git mv old.c new.c')"
same "a mode" "ERROR: Could not fake-am version v1" "$(compared mode 'chmod +x run.sh')"
same "a moved and changed file" "$shown" "$(compared edit 'git mv old.c new.c; sed -i s/3/three/ new.c')"
same "a new, an empty and a removed file" "$shown" "$(compared other 'echo two > new.c; : > empty.c; git rm -q gone.c')"
same "what git range-diff says of the applied patches" "!" \
    "$(for number in 1 2; do git checkout -q -B "v$number" base; git am -q "../move.$number"; done
       git range-diff base v1 v2 | sed -nE '1s/.*[0-9a-f]{7} (.) .*/\1/p')"
