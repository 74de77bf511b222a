#!/usr/bin/env bash
# git 2.39.5 (Debian), git range-diff, and git format-patch --range-diff, which writes it into cover letters.
#
# Expected: `=` is written for a patch that did not change, but for line numbers.
# Seen: two versions of a patch that change a binary file are `=` whatever the file holds, with --binary too. So are two
# patches that make the same change at another place of one file, if the lines around are alike, as in two tables or two
# functions of one pattern. git patch-id tells the binaries apart, not the places.
#
# Here: "unchanged" in a cover letter may be wrong where it matters most: firmware, pictures, test data. Compare the blob ids
# of `index` lines, or the data, before a patch is called the same.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
printf '\0one' > wind.bin
{ seq 6 12; seq 6 12; } > table
git add . && git commit -qm base && git tag base
version() { # branch, command
    git checkout -q -b "$1" base
    eval "$2"
    git commit -qam "wind: calm"
}
version binary-1 "printf '\0two' > wind.bin"
version binary-2 "printf '\0three, and much more' > wind.bin"
version place-1 "sed -i '4s/9/nine/' table"
version place-2 "sed -i '11s/9/nine/' table"
version text-2 "sed -i '4s/9/NINE/' table"

compared() { git range-diff --no-color "${@:3}" "base..$1" "base..$2" | head -1 | cut -d' ' -f4; }
same_id() {
    [ "$(git diff --binary base "$1" | git patch-id --stable | cut -c1-40)" = "$(git diff --binary base "$2" | git patch-id --stable | cut -c1-40)" ] &&
        echo yes || echo no
}
same "another change of text" "!" "$(compared place-1 text-2)"
same "another binary file" "= =" "$(compared binary-1 binary-2) $(compared binary-1 binary-2 --binary)"
same "another place" "=" "$(compared place-1 place-2)"
same "the files differ" "table wind.bin" "$(git diff --name-only place-1 place-2) $(git diff --name-only binary-1 binary-2)"
same "one patch-id: binaries no, places yes" "no yes" "$(same_id binary-1 binary-2) $(same_id place-1 place-2)"
same "in the cover letter of v2" "1:  X = 1:  X wind: calm" \
    "$(git format-patch --stdout -v2 --cover-letter --range-diff=base..binary-1 base..binary-2 | grep '^1: ' | sed -E 's/[0-9a-f]{7}/X/g')"
