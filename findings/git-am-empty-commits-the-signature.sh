#!/usr/bin/env bash
# git 2.39.5 (Debian), git am --empty=keep, on what git format-patch --always writes of a commit without a change, and on a cover letter.
#
# Expected: a commit without a change with the message that was sent; git's own signature, `-- ` and its version, is no part of it, as below a
# diff.
# Seen: the signature is the end of the message: `--`, without its blank, and `2.39.5`, in the paragraph of the sign-offs. Sent and applied once
# more, there are two of them, and git log then finds no trailer at all, as most of the paragraph is none. A signature of the sender's own is kept
# as well. With --no-signature the message is as it was. A cover letter becomes a commit with titles, list of files and signature.
#
# Here: a message may end in `--` and a version that are no words of its author, and such a patch seems not to be signed off. Cut both before
# messages are compared and trailers are read.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
seq 9 > a.c
git add . && git commit -qm base && git tag base
git commit -q --allow-empty -m 'wind: nothing' -m 'It was calm.' -m 'Signed-off-by: Mira Holt <mira@oak.example>'
git tag sent

again() { # options of git format-patch
    git format-patch -q --always --stdout "$@" base > ../mail
    git checkout -q --detach base
    git am -q --empty=keep ../mail
    git log -1 --format=%b | sed '/^$/d'
}
said='It was calm.
Signed-off-by: Mira Holt <mira@oak.example>'
trailers() { git log -1 --format='%(trailers:key=signed-off-by)' | sed '/^$/d'; }
same "without a signature" "$said" "$(again --no-signature)"
git checkout -q --detach sent
same "with one of the sender" "$said
--
The oak" "$(again --signature='The oak')"
git checkout -q --detach sent
same "with git's" "$said
--
2.39.5" "$(again)"
same "one trailer" "Signed-off-by: Mira Holt <mira@oak.example>" "$(trailers)"
same "once more" "$said
--
2.39.5
--
2.39.5" "$(again)"
same "no trailer" "" "$(trailers)"

git checkout -q --detach base
sed -i 's/^5$/five/' a.c && git commit -qam 'wind: calm'
git format-patch -q --stdout --cover-letter base > ../mail
git checkout -q --detach base
git am -q --empty=keep ../mail
same "a cover letter" " 1 file changed, 1 insertion(+), 1 deletion(-)
--
2.39.5" "$(git log -1 --format=%b HEAD^ | sed '/^$/d' | tail -3)"
