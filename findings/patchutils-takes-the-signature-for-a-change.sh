#!/usr/bin/env bash
# patchutils 0.4.2 (Debian), recountdiff, rediff and unwrapdiff on a mail of git format-patch.
#
# Expected: a mail that is right comes out as it went in. A hunk's header says where the hunk ends, and lsdiff, filterdiff
# and interdiff of the same package stop there.
# Seen: the three tools that mend patches read on to the `-- ` of git's signature and take it for a removed line.
# recountdiff and rediff add one to the old length of the last hunk; the mail no longer applies. unwrapdiff takes the
# signature for the wrapped end of an added last line, and joins the two: the mail applies, and the file's last line ends
# in ` -- `. All three are silent and exit with 0.
#
# Here: a mail or an attachment that went through these tools has a hunk header that is wrong by one, or a last line that
# nobody wrote. Cut the signature off before mending a patch, and do not count lines by the hunk headers alone.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patchutils=0.4.2-1

git init -q oak && cd oak
seq 1 9 > a.c
git add . && git commit -qm base
sed -i 's/^5$/five/' a.c
git commit -qam "wind: change"
git format-patch -q --stdout -1 > ../change.mail
echo calm > new.c
git add . && git commit -qm "wind: add"
git format-patch -q --stdout -1 > ../add.mail
git checkout -q HEAD~2

changed() { diff "$1" - | grep '^[<>]' || true; } # mail: lines that differ from standard input

same "the mails apply" "" "$(git apply --check ../change.mail ../add.mail 2>&1)"
same "filterdiff leaves the hunks as they are" \
"@@ -2,7 +2,7 @@
@@ -0,0 +1 @@" \
"$(filterdiff ../change.mail ../add.mail | grep '^@@')"

same "recountdiff counts the signature" \
"< @@ -2,7 +2,7 @@
> @@ -2,8 +2,7 @@
< @@ -0,0 +1 @@
> @@ -1 +1 @@" \
"$(recountdiff ../change.mail | changed ../change.mail; recountdiff ../add.mail | changed ../add.mail)"
same "and the mail does not apply" "error: patch failed: a.c:2" "$(recountdiff ../change.mail | git apply --check 2>&1 | head -1)"

same "rediff counts it too" \
"< @@ -2,7 +2,7 @@
> @@ -2,8 +2,7 @@
< @@ -0,0 +1 @@
> @@ -1 +1 @@" \
"$(rediff ../change.mail | changed ../change.mail; rediff ../add.mail | changed ../add.mail)"

same "unwrapdiff joins it to the last line" \
"< +calm
< -- 
> +calm -- " \
"$(unwrapdiff ../add.mail | changed ../add.mail)"
unwrapdiff ../add.mail | git apply 2> /dev/null
same "and the file gets it" "calm -- " "$(cat new.c)"
