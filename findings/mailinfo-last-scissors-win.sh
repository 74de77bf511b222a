#!/usr/bin/env bash
# git 2.39.5 (Debian), git mailinfo --scissors (git am --scissors).
#
# Expected: what stands above the first scissors line is dropped.
# Seen: every scissors line drops all that stands above it, so the last one counts. The author and the title given below the
# first are dropped with its text; the author is again the sender. A line such as `8< 8< 8<` is no scissors line, as it
# needs dashes. A scissors line below `---` or in the diff is never one.
#
# Here: a mail with two patches below scissors lines, or with a drawing of scissors in its message, is applied under a name
# and a message that the first scissors line does not tell.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

read_mail() { # lines of the message
    {
        printf 'From: Mira Holt <mira@oak.example>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: Re: wind\n\n%s\n' "$1"
        printf -- '---\n-- >8 --\n a.c | 2 +-\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'
    } | git mailinfo --scissors message patch | sed '/^Date/d; /^$/d'
    cat message
}

one='Perhaps so:

-- >8 --
From: Joerg Tael <joerg@oak.example>
Subject: [PATCH] wind: calm

It was loud.'

same "one scissors line" \
"Author: Joerg Tael
Email: joerg@oak.example
Subject: wind: calm
It was loud." \
"$(read_mail "$one")"

same "two: the last counts, and the author is the sender" \
"Author: Mira Holt
Email: mira@oak.example
Subject: wind
The sail next." \
"$(read_mail "$one
--- 8< --- cut here --- 8< ---
The sail next.")"

same "no dashes, no scissors" \
"Author: Joerg Tael
Email: joerg@oak.example
Subject: wind: calm
It was loud.
8< 8< 8<
The sail next." \
"$(read_mail "$one
8< 8< 8<
The sail next.")"
