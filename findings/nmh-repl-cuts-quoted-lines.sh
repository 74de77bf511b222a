#!/usr/bin/env bash
# nmh 1.8 (Debian), repl with the filter mhl.reply that comes with it, on a patch and on an answer to it.
#
# Expected: `> ` in front of each line, as mutt, aerc, notmuch and mblaze write it; they leave long lines as they are.
# Seen: repl cuts every line after 79 columns, in the middle of a word, and begins the rest with a `> ` of its own. In a quoted
# diff the rest looks like a line without a mark, of a hunk header like code. A tab counts up to the next eighth column and
# stays a tab. Of a line that was quoted already the rest has one `>` only, as if the person that is answered had written it.
#
# Here: a quoted line of a diff is not always one line of the patch. Look for a comment's place in the pieces joined without a blank,
# and do not take the depth of a quote for who wrote it.
source "$(dirname "$0")/common"
debian nmh=1.8~RC2-2 liblockfile1
export PATH=$temporary/debian/usr/bin/mh:$PATH MH=$temporary/profile MHMTSCONF=$temporary/debian/etc/nmh/mts.conf
printf 'Path: %s/mail\nmhlproc: %s/debian/usr/lib/mh/mhl\n' "$temporary" "$temporary" > profile
mkdir -p mail/inbox

{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' one '[PATCH] wind: calm'
    printf '\nIt was loud.\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n'
    printf '@@ -1,2 +1,2 @@ static int calm(struct wind *wind, struct sail *sail, unsigned long flags)\n {\n'
    printf -- '-\treturn wind_set_strength(wind, WIND_LOUD, sail->canvas, flags | WIND_NOISY);\n'
    printf '+\treturn wind_set_strength(wind, WIND_CALM, sail->canvas, flags | WIND_QUIET);\n'
} > mail/inbox/1
{
    fields Bo 'Mon, 5 Jan 2026 11:00:00' two 'Re: [PATCH] wind: calm' one
    printf '\n> -\treturn wind_set_strength(wind, WIND_LOUD, sail->canvas, flags | WIND_NOISY);\n\nWhy?\n'
} > mail/inbox/2
answer() {
    rm -f mail/draft
    repl -nowhatnowproc -form "$temporary/debian/etc/nmh/replcomps" -filter "$temporary/debian/etc/nmh/mhl.reply" +inbox "$1"
    sed '1,/^-----/d; /^[^>]/d' mail/draft | tail -n "$2" | tr '\t' '~'
}

same "a quoted diff" \
'> @@ -1,2 +1,2 @@ static int calm(struct wind *wind, struct sail *sail, unsigne
> d long flags)
>  {
> -~return wind_set_strength(wind, WIND_LOUD, sail->canvas, flags | WIND_NO
> ISY);
> +~return wind_set_strength(wind, WIND_CALM, sail->canvas, flags | WIND_QU
> IET);' \
"$(answer 1 7)"
same "a quoted quote" \
'> > -~return wind_set_strength(wind, WIND_LOUD, sail->canvas, flags | WIND_NO
> ISY);
>
> Why?' \
"$(answer 2 4)"
