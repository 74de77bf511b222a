#!/usr/bin/env bash
# git 2.39.5 (Debian), git contacts (contrib), on a patch as format-patch wrote it and as an archive of its list has it.
#
# Expected: names the people who wrote or reviewed the lines that the patch removes: the diff has all that is needed.
# Seen: does so only if the line above the mail, `From COMMIT Mon Sep 17 …`, names a commit that the repository has, from whose parent it
# takes the lines. For the same mail with `From mboxrd@z …`, as public-inbox and lei write it, it prints nothing and ends
# with 0; in a clone of somebody who did not make the commit it says "bad revision". A patch that only adds lines asks for those around
# them; one that adds a file or moves one finds nobody.
#
# Here: an empty answer does not tell that a patch concerns nobody. Only the sender can ask before the patch is sent.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
contacts=$temporary/debian/usr/share/doc/git/contrib/contacts/git-contacts

git init -q project
cd project
commit() { git commit -q --author "$1 <${1,,}@oak.example>" -m "$2"; }
printf '%s\n' one . . . . . . . . two > a.c
git add . && commit Bo $'wind: blow\n\nReviewed-by: Jo <jo@oak.example>'
git clone -q . ../clone
sed -i 's/two/TWO/' a.c && git add . && commit Mira 'wind: calm'
git format-patch -q --stdout -1 > ../mail
sed '1s/.*/From mboxrd@z Thu Jan  1 00:00:00 1970/' ../mail > ../archived
sed -i 's/one/one\nmore/' a.c && git add . && commit Mira 'wind: more'
git format-patch -q --stdout -1 > ../added
cp a.c b.c && git add . && commit Mira 'wind: copy'
git format-patch -q --stdout -1 > ../new-file
git mv a.c c.c && commit Mira 'wind: move'
git format-patch -q --stdout -1 > ../moved
asked() { perl "$contacts" "../$1" 2>&1 | sort | paste -sd'|'; }

same "as format-patch wrote it" "Bo <bo@oak.example>|Jo <jo@oak.example>" "$(asked mail)"
same "from an archive" "" "$(asked archived)"
same "its exit code" "0" "$(perl "$contacts" ../archived; echo $?)"
same "in a clone" "fatal: bad revision" "$(cd ../clone && asked mail | grep -o '^fatal: bad revision')"
same "lines are added" "Bo <bo@oak.example>|Jo <jo@oak.example>" "$(asked added)"
same "a new file, and a move" " / " "$(asked new-file) / $(asked moved)"
