#!/usr/bin/env bash
# colordiff 1.0.20 (Debian), which colours what comes in, on mails of patches, as people set it up in mutt for the text of a mail.
#
# Expected: lines of the diff are coloured, the message is not; colordiff knows several forms of diffs, and a mail of git has one form.
# Seen: it looks for the form in the first line that could be of one, and that may be in the message: a line `*** DEADLOCK ***` of a
# kernel's log makes the mail a context diff, `1234a567890`, the short id of a commit, a diff of the oldest form, `[-1, ..., 7-]` or `{+wind+}` one of
# words. No removed or added line below has a colour then; in the first form `--- a/wind.c` is an added line. A blank or `> ` in front of such a line
# of the message helps. Below an ordinary message all is right, but for a list in it, `+ calm`, which is coloured as added.
#
# Here: a reader who saw such a mail may have seen no change in it. Where lines are coloured, begin at the diff and take its form from there.
source "$(dirname "$0")/common"
debian colordiff=1.0.20-1

colours() { # line of the message: the lines that are coloured as removed (-) or added (+)
    printf 'From: Mira Holt <mira@oak.example>\nSubject: [PATCH] wind: calm\n\nIt was loud:\n\n%s\n+ calm\n\nSigned-off-by: Mira Holt <mira@oak.example>\n' "$1" |
        cat - <(printf -- '---\n wind.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\ndiff --git a/wind.c b/wind.c\n--- a/wind.c\n+++ b/wind.c\n') \
            <(printf '@@ -1,3 +1,3 @@\n one\n-two\n+calm\n three\n') |
        colordiff --color=yes 2> /dev/null | sed -n 's/\x1b\[0;0m//g; s/^\x1b\[1;31m/removed: /p; s/^\x1b\[1;34m/added: /p'
}
same "an ordinary message" "added: + calm
removed: ---
removed: --- a/wind.c
added: +++ b/wind.c
removed: -two
added: +calm" "$(colours 'It is calm.')"
same "a line of a log" "removed: *** DEADLOCK ***
added: + calm
added: --- a/wind.c" "$(colours '*** DEADLOCK ***')"
same "the id of a commit" "" "$(colours 1234a567890)"
same "marks of words" "" "$(colours 'the row [-1, ..., 7-]')"
same "marks of words" "" "$(colours 'the word {+wind+}')"
same "the same with a blank or in a quote in front" "$(colours 'It is calm.')" "$(colours ' *** DEADLOCK ***')"
same "the same in a quote" "$(colours 'It is calm.')" "$(colours '> *** DEADLOCK ***')"
