#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei q, on mails with titles of series.
#
# Expected: `lei q 's:"mend the sail"'` finds the phrase, as the same words do in the search of an archive's page, or with --stdin.
# Seen: it finds nothing, and says nothing. lei puts quotes of its own around every argument with a space, and those inside end
# them. `lei q 's:mend the sail'`, one argument without quotes, is the phrase. So is 's:wind OR s:sail' in one argument, which also
# finds nothing; as three arguments it finds both.
#
# Here: an empty answer of lei does not mean that the archive has no such mail. Queries for the page belong to `lei q --stdin`.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei

for title in 'wind: calm' 'sail: mend the sail' 'oak: the sail, mend'; do
    fields Mira 'Mon, 5 Jan 2026 10:00:00' "${title%%:*}" "[PATCH 1/2] $title"
    printf '\nText of %s.\n' "${title%%:*}"
done | awk '/^From: /{file = "mail" ++mails ".eml"} {print > file}'
lei import -q -F eml mail?.eml

found() { # how many mails an answer has
    grep -o '"m":' | wc -l
}
asked() { lei q --no-external -f json "$@" 2> /dev/null | found; }
page() { printf '%s' "$1" | lei q --no-external -f json --stdin 2> /dev/null | found; }

same "a phrase as on the page: arguments, --stdin" "0 1" "$(asked 's:"mend the sail"') $(page 's:"mend the sail"')"
same "without quotes in one argument: a phrase; --stdin: words" "1 2" "$(asked 's:mend the sail') $(page 's:mend the sail')"
same "a number as on the page: arguments, --stdin" "0 3" "$(asked 's:"PATCH 1/2"') $(page 's:"PATCH 1/2"')"
same "OR in one argument, in three, --stdin" "0 2 2" \
    "$(asked 's:wind OR s:mend the') $(asked s:wind OR 's:mend the') $(page 's:wind OR s:"mend the"')"
