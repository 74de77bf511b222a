#!/usr/bin/env bash
# Recoll 1.34.3 (Debian, recollcmd), a search on the desktop that reads mailboxes, recollq with its usual language, on mails of patches.
#
# Expected: a title or a line of code, typed as it stands in the mail, finds the mail; brackets and signs are passed over, as in other searches.
# Seen: brackets are a class of letters, and a word of one letter is enough: `[PATCH]` finds mails with a word `p`, `a`, `t`, `c` or `h`, such as
# `wind.c`, and not those without; `[RFC]` finds that `wind.c` too, and not the mail of this title. `[PATCH] sail: mend` leaves out
# the very mail, in quotation marks too. `wind->mask`, `a<b` and `calm()` find nothing, without an error, as they are comparisons of a field,
# or not to be read; in quotation marks they are found.
#
# Here: who looks for a title of this site there leaves out what is in brackets, and puts code into quotation marks.
source "$(dirname "$0")/common"
debian recollcmd=1.34.3-1 libxapian30 libaspell15 libchm1 libxslt1.1
export LD_LIBRARY_PATH=$LD_LIBRARY_PATH:$temporary/debian/usr/lib/x86_64-linux-gnu/recoll
export RECOLL_DATADIR=$temporary/debian/usr/share/recoll

mkdir settings mails
echo "topdirs = $temporary/mails" > settings/recoll.conf
mail() { # id, title, text
    { fields Mira "Mon, 5 Jan 2026 10:00:00" "$1" "$2"; printf '\n%s\n' "$3"; } > "mails/$1.eml"
}
mail sail '[PATCH] sail: mend' 'The sail was torn. We mend it.'
mail wind '[PATCH] wind: calm' ' wind.c | 2 +-

+	if (a<b)
+		wind->mask = calm();'
mail more '[RFC] oak: saw' 'Plan A is best.'
recollindex -c settings > log 2>&1

found() { # query: the mails found
    recollq -c settings -F url "$1" 2> /dev/null | sed 1,2d | while read -r url; do basename "$(base64 -d <<< "$url")" .eml; done | sort | tr '\n' ' '
}
same "[PATCH]" "more wind " "$(found '[PATCH]')"
same "[RFC]" "wind " "$(found '[RFC]')"
same "a title" "" "$(found '[PATCH] sail: mend')"
same "the title without the tag" "sail " "$(found 'sail: mend')"
same "the title in quotation marks" "" "$(found '"[PATCH] sail: mend"')"
same "PATCH" "sail wind " "$(found PATCH)"
for code in 'wind->mask' 'calm()' 'a<b'; do
    same "$code" "" "$(found "$code")"
    same "$code in quotation marks" "wind " "$(found "\"$code\"")"
done
