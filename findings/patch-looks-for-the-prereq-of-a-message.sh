#!/usr/bin/env bash
# GNU patch 2.7.6 (Debian), against git 2.39.5 (Debian), git am, on a mail of format-patch whose message names in a line `Prereq:` what must go in
# before, as other authors do with `Depends-on:`.
#
# Expected: the message is passed over, as it is with any other such line; the file to change is named by git's own lines below.
# Seen: patch takes the word behind `Prereq:` for one that must be in the file. As no file has a Message-ID in it, `patch -t`, which dpkg-source
# calls for debian/patches, changes nothing and ends with 2: "This file doesn't appear to be the … version". With `-f` it warns and goes on.
# If the word is in the file, nothing is said. With blanks in front the line means the same, with a quote mark not.
#
# Here: a tester's "does not apply" may come from a line of the message, while the patch applies with git am. Name what must go in
# before with another word, or below the diffstat in words.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7

git init -q oak && cd oak
seq 9 > wind.c
echo wind: > calm.c
git add . && git commit -qm base && git tag base
mail() { # changed file, line of the message
    sed -i 's/$/ -/' "$1"
    git commit -qam 'oak: wind' -m 'It was loud.' -m "$2"
    git format-patch -q --stdout -1 > ../mail
    git reset -q --hard base
}
patched() { # options of patch
    local ended=0
    patch -p1 "$@" < ../mail 2>&1 || ended=$?
    echo "ended with $ended, $(git diff --name-only | wc -l) changed"
    git reset -q --hard base
}
before='20260105-calm-v1-1@oak.example'
mail wind.c "Depends-on: $before"
same "Depends-on" "patching file wind.c
ended with 0, 1 changed" "$(patched -t)"
refused="patch: **** This file doesn't appear to be the $before version -- aborting.
ended with 2, 0 changed"
mail wind.c "Prereq: $before"
same "Prereq, patch -t" "$refused" "$(patched -t)"
same "Prereq, patch -f" "Warning: this file doesn't appear to be the $before version -- patching anyway.
patching file wind.c
ended with 0, 1 changed" "$(patched -f)"
git am -q ../mail
same "git am" "wind.c" "$(git diff --name-only base)"
git reset -q --hard base
mail wind.c "  Prereq: $before"
same "with blanks in front" "$refused" "$(patched -t)"
mail wind.c "> Prereq: $before"
same "in a quote" "patching file wind.c
ended with 0, 1 changed" "$(patched -t)"
mail calm.c "Prereq: wind:"
same "a word that the file has" "patching file calm.c
ended with 0, 1 changed" "$(patched -t)"
