#!/usr/bin/env bash
# patchtrack 0.1.0 (PyPI), the states of series in patchtrack list and what patchtrack nudge says of them; here reading an mbox.
#
# Expected: "applied" if a maintainer says so, and a Nacked-by as an answer that needs work.
# Seen: any answer of anybody but the author in which a paragraph begins with "Applied" makes the series applied: a
# tester's "Applied on top of 6.10, and the board no longer boots." does, and so does a question, "Applied to which tree?". Such a
# series leaves `list --open`, and `nudge` never names it, though somebody waits for an answer. A Nacked-by is no state: with its reason it is
# "commented", until another person answers with an Acked-by, and then "reviewed".
#
# Here: its "applied" needs the sentence, and the tree, before it is believed; its list of what waits for the author is too short.
source "$(dirname "$0")/common"
pypi patchtrack==0.1.0

patch() { # id, title
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' "$1" "[PATCH] $2"
    printf '\nIt was loud.\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+%s\n-- \n2.39.5\n\n' "$1"
}
answer() { # whose, to, title, text
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields "$1" 'Tue, 6 Jan 2026 10:00:00' "$1-$2" "Re: [PATCH] $3" "$2"
    printf '\nOn Mon, 5 Jan 2026, Mira wrote:\n> It was loud.\n\n%b\n\n' "$4"
}
{
    patch one 'wind: calm'
    answer Bo one 'wind: calm' 'Applied on top of 6.10, and the board no longer boots.'
    patch two 'sail: mend'
    answer Bo two 'sail: mend' 'Applied to which tree? I cannot find the base.'
    patch three 'keel: paint'
    answer Bo three 'keel: paint' 'This breaks every ship with two masts.\n\nNacked-by: Bo <bo@oak.example>'
    patch four 'mast: turn'
    answer Bo four 'mast: turn' 'This breaks every ship with two masts.\n\nNacked-by: Bo <bo@oak.example>'
    answer Ane four 'mast: turn' 'Acked-by: Ane <ane@oak.example>'
    patch five 'rope: knot'
    answer Bo five 'rope: knot' 'It applied, and the board no longer boots.'
} > oak.mbox
track() { patchtrack --db store "$@" --author mira@oak.example; }
track import oak.mbox 2> /dev/null

same "states" "applied sail: mend
applied wind: calm
commented keel: paint
commented rope: knot
reviewed mast: turn" "$(track list --color never | grep -oE '[a-z-]+ +[a-z]+: [a-z]+' | tr -s ' ' | sort)"
same "what is open" "keel: paint
mast: turn
rope: knot" "$(track list --open --color never | grep -oE '[a-z]+: [a-z]+  ' | sed 's/ *$//' | sort)"
same "where an answer is owed" "keel: paint
mast: turn
rope: knot" "$(track nudge --color never | grep -oE '[a-z]+: [a-z]+  ' | sed 's/ *$//' | sort)"
