#!/usr/bin/env bash
# git 2.39.5, git apply; patch 2.7.6-7, GNU patch; busybox 1.35.0, patch (all Debian), on a series in one file, as an archive
# gives it for download.
#
# Expected: what `git am` makes of it. git apply says of files that it reads several patches one after the other.
# Seen: where each patch changes files in place, all agree. But git apply takes a rename or a copy from the file as it was before
# the series: "change a.c" and then "move a.c to b.c" gives a.c with the change and b.c without, and no error. A file that
# one patch adds and a later one removes stays. A file that is moved twice is an error: "b.c: No such file". GNU patch does the
# same to the first, and refuses to change a file that an earlier patch moved, but removes what was added. patch of busybox
# ignores a move without a word, and leaves an empty file of what was added.
#
# Here: a series that was tried with git apply may differ from what is merged, without an error. Offer a series for git am.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7 busybox=1:1.35.0-4+deb12u1+b1
export PATH=$temporary/debian/bin:$PATH

begin() {
    rm -rf ../oak
    git init -q ../oak && cd ../oak
    seq 1 9 > a.c
    git add . && git commit -qm base && git tag base
}
next() { git add -A . && git commit -qm "step"; }
state() { # a sum of what each file says on line 5, if it has one
    for file in *; do echo "$file:$(sed -n 5p "$file")"; done | paste -sd' '
}
after() { # command: the files after it has read the series
    git reset -q --hard base && git clean -fdq
    status=0
    "$@" < ../series.mbox > ../said 2>&1 || status=$?
    if [ "$status" = 0 ]; then state; else echo "failed: $(state)"; fi
}
all() {
    git format-patch -q -C --stdout base > ../series.mbox
    git tag -f end > /dev/null
    echo "git am: $(after git am -q)"
    for command in 'git apply' 'patch -p1 -s -f' 'busybox patch -p1'; do
        echo "${command%% -*}: $(after $command)"
    done
}
mkdir oak && cd oak

begin
sed -i s/5/five/ a.c && next
sed -i s/five/cinq/ a.c && next
same "changed twice" \
"git am: a.c:cinq
git apply: a.c:cinq
patch: a.c:cinq
busybox patch: a.c:cinq" \
"$(all)"

begin
sed -i s/5/five/ a.c && next
git mv a.c b.c && next
same "changed, then moved" \
"git am: b.c:five
git apply: a.c:five b.c:5
patch: a.c:five b.c:5
busybox patch: a.c:five" \
"$(all)"

begin
git mv a.c b.c && next
sed -i s/5/five/ b.c && next
same "moved, then changed" \
"git am: b.c:five
git apply: b.c:five
patch: failed: b.c:5
busybox patch: failed: a.c:5" \
"$(all)"

begin
git mv a.c b.c && next
git mv b.c c.c && next
same "moved twice" \
"git am: c.c:5
git apply: failed: a.c:5
patch: failed: b.c:5
busybox patch: a.c:5" \
"$(all)"

begin
seq 11 19 > b.c && next
git rm -q b.c && next
same "added, then removed" \
"git am: a.c:5
git apply: a.c:5 b.c:15
patch: a.c:5
busybox patch: a.c:5 b.c:" \
"$(all)"
