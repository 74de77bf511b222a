#!/usr/bin/env bash
# git 2.39.5 (Debian), git am and git mailsplit on a maildir, to which mail programs save a series.
#
# Expected: the patches in the order of their numbers, or at least of their arrival, which the names of the files tell.
# Seen: mails that were opened come before all others: git sorts by the whole name, and the folder `cur` comes before `new`. Of
# three patches with one opened, that one is applied first, and git am stops, or, where it applies, the commits have
# another order than the series. Within a folder they have the order of arrival. Mails with a mark of deletion are applied as
# well, and a mail that is no patch ends it: "Patch is empty".
#
# Here: the order of commits need not be that of the series, also where the maintainer did no more than call git am. Order by
# the numbers of the mails.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
printf 'one\ntwo\nthree\n' > a.c
git add . && git commit -qm base && git tag base
for name in x y z; do echo "$name" > "$name.c"; git add . && git commit -qm "wind: $name"; done
git format-patch -q -o ../patches base && git reset -q --hard base
cd .. && mkdir -p mail/{cur,new,tmp}
saved() { sed 1d patches/000"$1"-* > "mail/$2/176760000$1.M1P1.oak$3"; }
applied() { (cd oak && git reset -q --hard base && git am -q ../mail && git log --reverse --format=%s base.. | paste -sd,); }
for number in 1 2 3; do saved $number new ''; done
same "nothing opened" "wind: x,wind: y,wind: z" "$(applied)"
for number in 1 2 3; do rm mail/new/*"$number".M*; saved $number cur :2,S; done
same "all opened" "wind: x,wind: y,wind: z" "$(applied)"
rm mail/cur/*1.M* && saved 1 new ''
same "the second and the third opened" "wind: y,wind: z,wind: x" "$(applied)"
rm mail/cur/*3.M* && saved 3 cur :2,ST
same "the third marked as deleted" "wind: y,wind: z,wind: x" "$(applied)"
