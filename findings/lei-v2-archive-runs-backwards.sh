#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei q --output v2:FOLDER, which makes a public-inbox archive of what a search finds.
#
# Expected: an archive as public-inbox makes it of the same mails: a commit a mail, the oldest first, whatever the order of
# the search's results.
# Seen: the first commit is the newest mail and the last the oldest. Each commit has its mail's time, so that the times of
# the history run backwards. --reverse changes nothing, --sort is refused. `lei up` adds what is new behind the oldest,
# again the newest first. (lei writes such a folder with one writer; the order is the same at every call.)
#
# Here: a window of such an archive is no period of time, the tip is not the newest mail, and versions come before what they
# replace. Order by the commits' times, not by their places, and make such an archive of one search only once.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei

mails() { # numbers
    for number in "$@"; do
        printf 'From mira@oak.example Mon Jan  5 10:00:00 2026\n'
        fields Mira "Mon, 5 Jan 2026 10:$number:00" "$number" "[PATCH] wind: step $number"
        printf '\nText of %s.\n\n' "$number"
    done
}
search() { # name, options
    lei q --quiet "${@:2}" --output "v2:$temporary/$1" 's:step' 2> said
}
history_of() { git -C "$1/git/0.git" log --reverse --format=%s | sed 's/.* //' | paste -sd' '; }

mails 10 11 12 13 14 15 16 > first.mboxrd
lei import --quiet mboxrd:first.mboxrd
search archive
same "the newest first" "16 15 14 13 12 11 10" "$(history_of archive)"
same "with the times of the mails" "10:16 10:10" \
    "$(git -C archive/git/0.git log --reverse --format=%cd --date=format:%H:%M | sed -n '1p;$p' | paste -sd' ')"
search reversed --reverse
same "--reverse: the same" "16 15 14 13 12 11 10" "$(history_of reversed)"
search sorted --sort=received || true
same "--sort: refused" "--sort incompatible with v2" "$(grep -- --sort said)"

mails 20 21 22 > second.mboxrd
lei import --quiet mboxrd:second.mboxrd
lei up --quiet archive 2> /dev/null
same "lei up: behind the oldest, the newest first" "16 15 14 13 12 11 10 22 21 20" "$(history_of archive)"
