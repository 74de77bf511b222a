#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei q --output mboxrd:FILE.
#
# Expected: the mails of a search in the order of its --sort (received, newest first), the same at every call.
# Seen: several processes write the file, each mail when it is done with it. The same search gives another order at every
# call, with --sort and --reverse too, and the envelope lines are all of 1970 with a blob id for a sender. With `--jobs=,1`
# (one writer) the order is the same every time.
#
# Here: nothing may depend on the order of mails in such a file: two exports of one store must make one and the same archive.
# Who wants to compare exports, or keeps them in git, writes them with one writer.
source "$(dirname "$0")/common"
debian_lei

for number in $(seq 10 69); do
    printf 'From mira@oak.example Mon Jan  5 10:00:00 2026\n'
    fields Mira "Mon, 5 Jan 2026 10:$((number - 10)):00" "$number" "[PATCH] wind: step $number"
    printf '\nText.\n\n'
done > in.mboxrd
lei import --quiet mboxrd:in.mboxrd

order() { # options
    rm -f out.mboxrd
    lei q --quiet "$@" --output "mboxrd:$temporary/out.mboxrd" 'd:2025-01-01..' 2> /dev/null
    grep '^Message-ID' out.mboxrd | tr -d '\n'
}

for _ in 1 2 3 4 5 6; do order --sort=received; echo; done > orders
same "each export has all sixty mails" "60 60 60 60 60 60" "$(sed 's/[^<]//g' orders | awk '{ printf "%s%s", (NR > 1 ? " " : ""), length($0) }')"
same "six calls, more than one order" yes "$([ "$(sort -u orders | wc -l)" -gt 1 ] && echo yes)"
same "all envelope lines are of 1970" 60 "$(grep -c '^From [0-9a-f]*\(=[0-9]*\)\?@mboxrd Thu Jan  1 00:00:00 1970$' out.mboxrd)"

for _ in 1 2 3 4; do order --jobs=,1; echo; done > orders
same "one writer: one order" 1 "$(sort -u orders | wc -l)"
