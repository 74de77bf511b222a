#!/usr/bin/env bash
# git 2.39.5 (Debian), git mailinfo and git am on a message whose first line is a sentence that begins with `From: `.
#
# Expected: without an address it is no in-body header: the line stays in the message and the author is the sender.
# Seen: the line goes, whatever follows the colon. Without an `@` the author is empty, and git am stops: "empty ident name".
# With an address, or a link that has an `@`, anywhere in the sentence, the words around it become the author's name.
# The space behind the colon may be missing. `Date: next spring.` goes too and is passed on as the date.
#
# Here: a reader that keeps the sender is right for people, but a commit in the project may have such a sentence for its
# author and lack the line that the mail has.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

mail() { # first line of the message
    printf 'From: Bo Reed <bo@reed.example>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: [PATCH] wind: calm\n\n%s\n\nIt was loud.\n' "$1"
    printf -- '---\n a.c | 2 +-\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'
}
author() { mail "$1" | git mailinfo message patch | sed -n 's/^Author: //p; s/^Email: //p'; cat message; }

same "no address: nobody is the author" "$(printf '\n\nIt was loud.')" "$(author 'From: the workshop we hear it blow.')"
same "a link with an @" "see for the log
https://logs.example/@oak/7
It was loud." "$(author 'From: see https://logs.example/@oak/7 for the log')"
same "no space behind the colon: the same" "$(printf '\n\nIt was loud.')" "$(author 'From:the workshop we hear it blow.')"
same "in the second paragraph it is text" "Bo Reed
bo@reed.example
The wind.

From: the workshop we hear it blow.

It was loud." "$(author 'The wind.

From: the workshop we hear it blow.')"

same "a sentence for a date" "Date: next spring." "$(mail 'Date: next spring.' | git mailinfo message patch | sed -n '/^Date/s/ *$//p')"

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base
mail 'From: the workshop we hear it blow.' > ../mail
same "git am refuses the mail" "fatal: empty ident name (for <>) not allowed" "$(git am -q ../mail 2>&1 | grep fatal)"
git am --abort
mail 'From: the log of wind@tower.example at noon' > ../mail
git am -q ../mail
same "and takes a sentence for a person" "the log of at noon <wind@tower.example>" "$(git log -1 --format='%an <%ae>')"
