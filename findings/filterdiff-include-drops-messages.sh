#!/usr/bin/env bash
# patchutils 0.4.2 (Debian), filterdiff and grepdiff --output-matching; git 2.39.5 (Debian), git format-patch, git am.
#
# Expected: filterdiff takes one file out of a mail, or all but that, and both halves have the fields and the message.
# Seen: what `-x sail.c` writes has fields, message and the whole list of files; what `-i sail.c`, `--hunks` or grepdiff write has the diffs
# alone: git am refuses it, and who made it and why is lost. Of a series in one file, `-i` makes one lump of all patches; with `-x` a
# patch that changes that file only is left as a message without a diff, at which git am stops.
#
# Here: the half of a patch that somebody took need not have the author and the title of its mail, and the other half has a list of files
# that names more than its diff: count files from the diff.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patchutils=0.4.2-1

git init -q oak && cd oak
for file in sail wind; do seq 9 > $file.c; done
git add . && git commit -qm base && git tag base
sed -i 's/5/five/' sail.c wind.c && git commit -qa --author='Bo Reed <bo@reed.example>' -m 'ship: words' -m 'Numbers are words.'
sed -i 's/9/nine/' sail.c && git commit -qam 'sail: nine' -m 'This, too.'
git format-patch -q --stdout -1 HEAD~1 > ../one.mail
git format-patch -q --stdout base > ../series.mbox
git checkout -q base

had() { sed -nE 's/^(From:|Subject:|diff).*/\1/p; s/^ ([a-z]+\.c) .*/listed \1/p; /^(Numbers|This)/p'; }
same "-x sail.c" 'From:
Subject:
Numbers are words.
listed sail.c
listed wind.c
diff' "$(filterdiff -p1 -x sail.c ../one.mail | had)"
same "-i sail.c" 'diff' "$(filterdiff -p1 -i sail.c ../one.mail | had)"
same "--hunks" 'diff
diff' "$(filterdiff -p1 --hunks=1 ../one.mail | had)"
same "grepdiff" 'diff
diff' "$(grepdiff --output-matching=file five ../one.mail | had)"
same "-i wind.c of the series" 'diff' "$(filterdiff -p1 -i wind.c ../series.mbox | had)"
same "-i sail.c of the series" 'diff
diff' "$(filterdiff -p1 -i sail.c ../series.mbox | had)"

am() {
    git checkout -q -B try base
    cat > ../filtered
    git am -q ../filtered 2>&1 | sed -nE 's/^(Patch format detection failed|error: No valid patches in input).*/\1/p'
    git am --abort 2> ../said || true
    git log --name-only --format='%an: %s' base.. | sed '/^$/d'
}
same "git am of -x" 'Bo Reed: ship: words
wind.c' "$(filterdiff -p1 -x sail.c ../one.mail | am)"
same "git am of -i" 'Patch format detection failed' "$(filterdiff -p1 -i sail.c ../one.mail | am)"
same "git am of the series with -x" 'error: No valid patches in input' "$(filterdiff -p1 -x sail.c ../series.mbox | am)"
