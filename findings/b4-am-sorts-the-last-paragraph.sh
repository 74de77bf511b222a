#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am, on a last paragraph of a message that has trailers and other lines, or looks as if it had.
#
# Expected: b4 adds new trailers at the end and leaves the message as it is, as `git am` does; git takes only a last paragraph
# for trailers that consists of them, or has at least one that git makes.
# Seen: in the last paragraph each line of the form `word: text`, indented or not, is a trailer. b4 writes the other lines first, as a
# paragraph of their own, and then these without their indentation. A `(cherry picked from commit …)` between two sign-offs
# moves above both, and so do the words between two lines of results; an indented log is torn apart; an example of a
# Signed-off-by in the text becomes the signature of a person who did not sign. That happens also if there is nothing to add. The same
# paragraph above a paragraph of trailers stays.
#
# Here: the message of a commit can differ from that of its mail in order and in its trailers. Find commits by titles and changes, and
# take trailers and message from the mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q project
cd project
echo one > a.c
git add . && git commit -qm base && git tag base
mail() { # the message comes from standard input
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    echo
    cat
    printf -- '---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n'
}
committed() { # the mail comes from standard input
    cat > ../mail.mbox
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mail.mbox -o - calm@oak.example 2> /dev/null | git am -q
    git log -1 --format=%b
    git reset -q --hard base
}

same "a backport" "It was loud.

(cherry picked from commit 0123456789012345678901234567890123456789)

Signed-off-by: Mira <mira@oak.example>
Signed-off-by: Bo <bo@oak.example>" "$(mail <<'MESSAGE' | committed
It was loud.

Signed-off-by: Mira <mira@oak.example>
(cherry picked from commit 0123456789012345678901234567890123456789)
Signed-off-by: Bo <bo@oak.example>
MESSAGE
)"
results='It was loud. The log of the boat:
    wind: 12 knots
    sail: torn
without this, and with it:
    wind: 2 knots'
same "a log at the end" "It was loud. The log of the boat:
without this, and with it:

wind: 12 knots
sail: torn
wind: 2 knots" "$(mail <<< "$results" | committed)"
same "the log above a signature" "$results

Signed-off-by: Mira <mira@oak.example>" "$(mail <<< "$results"$'\n\nSigned-off-by: Mira <mira@oak.example>' | committed)"
example='Do not sign by the name of a boat, as in
    Signed-off-by: The Boat <boat@oak.example>
since boats cannot write.'
same "git: an example is no trailer" "" "$(git interpret-trailers --parse <<< $'title\n\n'"$example")"
same "b4: it is" "Signed-off-by: The Boat <boat@oak.example>" \
    "$(mail <<< "$example" | committed | { echo title; echo; cat; } | git interpret-trailers --parse)"
