#!/usr/bin/env bash
# s-nail 14.9.24 (Debian; the mailx of today), what it quotes in an answer with the settings that it begins with, and b4 0.16.0 (PyPI),
# b4 am on that answer.
#
# Expected: the quote has `>` in front of each line; whatever marks it, b4 takes over only what the reviewer wrote.
# Seen: s-nail puts a tab in front of each line, and nothing else. b4 takes indented trailers for the writer's own: of an
# answer "No." below the quoted question "does this still hold?", it adds the Tested-by that was asked about to the commit. With
# `> ` in front of the lines (indentprefix) it does not.
#
# Here: an indented block below an attribution is a quote; a trailer in it is not the writer's. A commit may carry a review that
# was only asked for.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian s-nail=14.9.24-2
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

envelope='From mboxrd@z Thu Jan  1 00:00:00 1970'
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' patch '[PATCH v2] wind: calm'
    printf '\nIt was loud.\n---\n a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n'
    printf 'diff --git a/a.c b/a.c\nindex 1111111..2222222 100644\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'
} > patch
{
    fields Mira 'Mon, 5 Jan 2026 11:00:00' question 'Re: [PATCH v2] wind: calm' patch
    printf '\nBo, for v1 you gave\n\n    Tested-by: Bo <bo@oak.example>\n\nDoes this still hold?\n'
} > question

printf '#!/bin/sh\ncp "$1" %s/written\n' "$temporary" > editor
chmod +x editor
answer() { # settings of s-nail
    { echo "$envelope" && cat question && echo; } > box
    printf '%s\n' "set EDITOR=$temporary/editor mta=/bin/true quote" "$@" 'reply 1' '~e' '~x' 'xit' | s-nail -# -n -Rf box > said 2>&1
    fields Bo 'Mon, 5 Jan 2026 12:00:00' answer 'Re: [PATCH v2] wind: calm' question
    printf '\n'
    cat written
    printf '\nNo.\n'
}
taken() { # trailers that b4 adds
    for mail in patch question answer; do echo "$envelope" && cat "$mail" && echo; done > thread.mbox
    git init -q project
    (cd project && b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../thread.mbox -o - patch@oak.example 2> /dev/null) |
        grep -E '^[A-Z][a-z-]*-by:' || echo none
}

answer > answer
same "the quote" 'Mira <mira@oak.example> wrote:|~Bo, for v1 you gave|~    Tested-by: Bo <bo@oak.example>|~Does this still hold?' \
    "$(grep -v '^[[:space:]]*$' written | tr '\t' '~' | paste -sd'|')"
same "b4 takes it" "Tested-by: Bo <bo@oak.example>" "$(taken)"
answer 'set indentprefix="> "' > answer
same "with another prefix" "none" "$(taken)"
