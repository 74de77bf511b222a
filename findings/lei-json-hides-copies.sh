#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei q with -f json, jsonl, mboxrd and other formats, on two mails with one Message-ID and different bodies.
#
# Expected: the format changes how mails are written, not which: "--dedupe … Default: content".
# Seen: mboxrd, maildir and text write both mails. The JSON formats write one: there the content that is compared is From, To, Cc, Date,
# Subject, References and Message-ID, without the text. With `--dedupe=oid` they write both. Mails that differ in the body only are
# a list's copy with a footer, and a patch that was mended and sent again with its old id and date. The blob that is named
# is that of one of the two.
#
# Here: a count or a list of blobs from `lei q -f json` may lack mails that the archive has. Ask with `--dedupe=oid`.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1

export PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example
mkdir emergency
public-inbox-init -V2 oak "$temporary/oak" http://oak.example/oak oak@lists.example 2> /dev/null
git config -f "$HOME/.public-inbox/config" publicinboxmda.spamcheck none
public-inbox-init -V2 elm "$temporary/elm" http://oak.example/elm elm@lists.example 2> /dev/null
mail() { # added line, footer
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    printf '\nIt was loud.\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+%s\n-- \n2.39.5\n%s' "$1" "$2"
}
mail two '' | public-inbox-mda --no-precheck
mail three '' | ORIGINAL_RECIPIENT=elm@lists.example public-inbox-mda --no-precheck
asked() { lei q --only="$temporary/oak" --only="$temporary/elm" "$@" mid:calm@oak.example 2> /dev/null; }

same "mboxrd" "+three +two" "$(asked -f mboxrd | grep '^+t' | sort | paste -sd' ')"
same "text" "+three +two" "$(asked -f text | grep '^+t' | sort | paste -sd' ')"
asked -o "maildir:$temporary/maildir" > said
same "maildir" "2" "$(find maildir/cur maildir/new -type f | wc -l)"
for format in json jsonl concatjson; do
    same "$format" "1" "$(asked -f $format | grep -o '"blob"' | wc -l)"
    same "$format with --dedupe=oid" "2" "$(asked --dedupe=oid -f $format | grep -o '"blob"' | wc -l)"
done
