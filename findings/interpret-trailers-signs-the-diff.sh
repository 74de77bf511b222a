#!/usr/bin/env bash
# git 2.39.5 (Debian), git interpret-trailers, the manual's way to add a trailer to a patch file, on mails without a list of files, as
# git format-patch --no-stat and git show --format=email write them: such mails have no line `---`.
#
# Expected: the trailer is put below the Signed-off-by, as in other mails, since the diff begins at `diff --git`; at worst at the very end.
# Seen: only a line that begins with `---` and a blank ends the message, and the first one is `--- a/sail.c`, inside the diff. The
# trailer is put between `index …` and that line: git am refuses the mail, "patch with only garbage", and GNU patch applies it.
# For a mode, a moved file and an empty one there is no such line, and the trailer is put below git's signature: git am applies the
# mail, and the commit does not have it. --parse finds no trailer in any of them. All end with 0 and say nothing.
#
# Here: a diff may have a `Reviewed-by:` between its header lines: it is no change, and a trailer of the patch all the same. A review
# that a commit lacks may be below the signature of the mail that was applied.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q project
cd project
echo one > sail.c
echo 'echo calm' > run
git add . && git commit -qm start && git tag start
patch_of() { # name, command that makes the change
    git switch -q -C "$1" start
    eval "$2"
    git add -A && git commit -qm "$1: calm

It was loud.

Signed-off-by: Mira Holt <mira@oak.example>"
    git format-patch -q -1 --no-stat --stdout > ../mail
    git format-patch -q -1 --stdout > ../usual
    git show --format=email > ../shown
    for mail in mail usual shown; do git interpret-trailers --trailer 'Reviewed-by: Bo <bo@oak.example>' "../$mail" > "../$mail.reviewed"; done
    git switch -q -C main start
}
around() { grep -B1 -A1 -x 'Reviewed-by: .*' "../$1.reviewed" | paste -sd'|'; } # the lines around the trailer
applied() { # the commit's trailers, or what git am says
    if git am -q "../$1.reviewed" > ../said 2>&1; then git log -1 --format=%B | grep -- -by:; else git am --abort; grep -o 'patch with only garbage' ../said; fi
    git reset -q --hard start
}

patch_of text 'echo two > sail.c'
same "with a list of files" 'Signed-off-by: Mira Holt <mira@oak.example>|Reviewed-by: Bo <bo@oak.example>|---' "$(around usual)"
for mail in mail shown; do
    same "$mail: where the trailer is" '|Reviewed-by: Bo <bo@oak.example>|--- a/sail.c' "$(around "$mail")"
    same "$mail: git am" "patch with only garbage" "$(applied "$mail")"
    same "$mail: --parse" "" "$(git interpret-trailers --parse "../$mail")"
done
same "GNU patch" two "$(cp sail.c ../sail.c && cd .. && patch -s -p1 < mail.reviewed && cat sail.c)"

for change in 'mode:chmod +x run' 'move:git mv run go' 'empty:: > sail.h'; do
    name=${change%%:*}
    patch_of "$name" "${change#*:}"
    same "$name: where the trailer is" '-- |2.39.5||Reviewed-by: Bo <bo@oak.example>|' "$(tail -5 ../mail.reviewed | paste -sd'|')"
    same "$name: git am" "Signed-off-by: Mira Holt <mira@oak.example>" "$(applied mail)"
    same "$name: --parse" "" "$(git interpret-trailers --parse ../mail)"
done
