#!/usr/bin/env bash
# git-check-rebase 0.10 with pydantic 2.12.5 and PyYAML 6.0.3 (PyPI), a table of what became of each patch between two versions; git
# 2.39.5 (Debian), git range-diff.
#
# Expected: a row is green if the patch did not change; each patch of both versions has a row.
# Seen: empty lines that a patch adds or removes do not count, nor what a binary file holds, nor the author: such rows are green,
# where range-diff shows two of them as other patches. Patches are paired by title: of two patches with one title in v1 the first has
# no row, the last has two.
#
# Here: a green row, or a line "no changes" in a cover letter that was written after it, does not tell that the patch is the one that was
# reviewed. Compare blob ids and the whole text, and pair two patches of one title by their changes.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi git-check-rebase==0.10 pydantic==2.12.5 pyyaml==6.0.3

git init -q oak && cd oak
seq 9 > wind.c
seq 9 > sail.c
printf '\1\0\2' > list.bin
git add . && git commit -qm base && git tag base
git checkout -q -b one
printf 'one\ntwo\n' > expected.txt && git add . && git commit -qm 'tests: add'
printf '\1\0\3' > list.bin && git commit -qam 'list: three'
sed -i 's/5/five/' wind.c && git commit -qam 'wind: five'
sed -i 's/2/two/' sail.c && git commit -qam 'sail: words'
sed -i 's/7/seven/' sail.c && git commit -qam 'sail: words'
git checkout -q -b two base
printf 'one\n\n\ntwo\n' > expected.txt && git add . && git commit -qm 'tests: add'
printf '\1\0\4' > list.bin && git commit -qam 'list: three'
sed -i 's/5/five/' wind.c && git commit -qam 'wind: five' --author='Bo Reed <bo@reed.example>'
sed -i 's/2/two/' sail.c && git commit -qam 'sail: words'
sed -i 's/7/seven/' sail.c && git commit -qam 'sail: words'

# named: ids of commits as their places in their version.
named() {
    sed "$(for version in one two; do
        number=0
        for commit in $(git rev-list --reverse --abbrev-commit --abbrev=7 base..$version); do
            number=$((number + 1)) && echo "s/$commit/$version-$number/g;"
        done
    done)"
}
same "range-diff" '1: one-1 < -: ------- tests: add
-: ------- > 1: two-1 tests: add
2: one-2 = 2: two-2 list: three
3: one-3 ! 3: two-3 wind: five
4: one-4 = 4: two-4 sail: words
5: one-5 = 5: two-5 sail: words' "$(git range-diff --abbrev=7 base one two | grep '^[-0-9]' | tr -s ' ' | named)"
git-check-rebase --output html base..one base..two > ../table.html
same "git-check-rebase" 'one-1 green two-1 green tests: add
one-2 green two-2 green list: three
one-3 green two-3 green wind: five
one-5 two-4 sail: words
one-5 green two-5 green sail: words' "$(named < ../table.html | python -c '
import re, sys
for row in re.findall(r"<tr>(.*?)</tr>", sys.stdin.read(), re.S)[1:]:
    row = re.sub(r"<span style=.color: (\w+).>(.*?)</span>", r"\2 \1", row)
    print(" ".join(re.sub("<[^>]*>", " ", row).split()))')"
