#!/usr/bin/env bash
# patchutils 0.4.2 (Debian), interdiff and combinediff, on two versions of a series, each in one file.
#
# Expected: nothing for two equal files; else what changed from v1 to v2.
# Seen: right while no file is changed by two patches of a series. If one is, a series compared with itself differs, and the
# diff of two versions mixes patches: of a line that v1 and v2 both change it says that v2 takes v1's change back. There is no
# error. combinediff on the patches of each series, and interdiff of what it writes, is right. A rename that only one of two
# versions makes is not shown. git range-diff is right in all cases.
#
# Here: an interdiff that somebody pastes for readers of v2 may show changes that nobody made. Compare patch by patch.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patchutils=0.4.2-1

git init -q oak && cd oak
seq 20 > a.c
git add . && git commit -qm base && git tag base
series() { # name, what the first and the second patch make of the lines 5 and 15
    git checkout -q -b "$1" base
    sed -i "s/^5$/$2/" a.c && git commit -qam "wind: calm"
    sed -i "s/^15$/$3/" a.c && git commit -qam "wind: hush"
    git format-patch -q --stdout base > "../$1"
    git format-patch -q -o "../$1-patches" base
}
series v1 five fifteen
series v2 FIVE FIFTEEN
git checkout -q -b moved base
git mv a.c b.c && sed -i 's/^5$/five/' b.c && git commit -qam "wind: calm"
git format-patch -q --stdout base > ../moved
git format-patch -q --stdout -1 v1~ > ../edited
cd ..
changed() { grep -E '^[-+]' | grep -vE '^(---|\+\+\+) ' | paste -sd' '; }

same "v1 and itself" "-5 +five -fifteen +15" "$(interdiff v1 v1 | changed)"
same "v1 and v2" "-five +FIVE -5 +FIVE -fifteen +15" "$(interdiff v1 v2 | changed)"
combinediff v1-patches/* > v1-whole
combinediff v2-patches/* > v2-whole
same "combined first" "-five +FIVE -fifteen +FIFTEEN" "$(interdiff v1-whole v2-whole | changed)"
same "a rename of v2 is not seen" "" "$(interdiff edited moved)"
same "git range-diff of v1 and itself" "= =" "$(git -C oak range-diff --no-color base..v1 base..v1 | cut -d' ' -f4 | paste -sd' ')"
same "and of the rename" "!" "$(git -C oak range-diff --no-color base..v1~ base..moved | head -1 | cut -d' ' -f4)"
