#!/usr/bin/env bash
# git 2.39.5 (Debian), git patch-id, on mails of git format-patch with diff.suppressBlankEmpty, the setting that writes an unchanged empty
# line without its leading blank.
#
# Expected: the patch-id of the mail is that of the commit, as a patch-id ignores all blanks, and as git am takes both forms.
# Seen: it is another one. An empty line does not count towards the lines that the hunk's header announces, so that patch-id waits for more of
# them and takes git's signature for the missing ones: the id depends on the version of git that the sender has, or on the text of their
# signature. A patch whose hunks have no empty line keeps its id.
#
# Here: a patch from such a sender is not found by its patch-id, and the same patch of two senders has two. Count an empty line within a hunk
# as an unchanged one before ids are made.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
printf 'one\n\ntwo\n' > a.c
printf 'one\ntwo\n' > b.c
git add . && git commit -qm base && git tag base
printf 'one\n\nthree\n' > a.c
git commit -qam 'wind: calm'
printf 'one\nthree\n' > b.c
git commit -qam 'sail: mend'
mails() { git format-patch -q --stdout "$@" base..main; }
without=(-c diff.suppressBlankEmpty=true)
ids() { git patch-id --stable | cut -c1-8 | paste -sd' '; }
same "the mails" " one,,-two,+three" "$(git "${without[@]}" format-patch -q --stdout -1 HEAD^ | sed -n '/^@@/,/^+/p' | sed 1d | paste -sd,)"

same "of the commits" "2b8ef3e0 afec87d3" "$(git log -p --reverse base.. | ids)"
same "of the usual mails" "2b8ef3e0 afec87d3" "$(mails | ids)"
same "of the mails without the blank" "3bb496ab afec87d3" "$(git "${without[@]}" format-patch -q --stdout base.. | ids)"
same "of the same with another signature" "3b35bd7f afec87d3" \
    "$(git "${without[@]}" format-patch -q --stdout --signature=2.47.3 base.. | ids)"
same "of the same without a signature" "2b8ef3e0 afec87d3" \
    "$(git "${without[@]}" format-patch -q --stdout --no-signature base.. | ids)"
same "of git log with the setting" "2b8ef3e0 afec87d3" "$(git "${without[@]}" log -p --reverse base.. | ids)"
git "${without[@]}" format-patch -q -o .. base..
git checkout -q base
git am -q ../000*
same "git am" "" "$(git diff main)"
