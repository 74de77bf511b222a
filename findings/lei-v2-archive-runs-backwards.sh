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
debian lei=1.9.0-1 libpublicinbox-perl=1.9.0-1 libdbi-perl libdbd-sqlite3-perl libsearch-xapian-perl \
    libxapian30 libsocket-msghdr-perl libemail-address-xs-perl liburi-perl libinline-perl libinline-c-perl libparse-recdescent-perl

export XDG_RUNTIME_DIR=$temporary/run
mkdir -m 700 run
at_exit() { lei daemon-kill 2> /dev/null || true; }

mails() { # numbers
    for number in "$@"; do
        printf 'From mira@oak.example Mon Jan  5 10:00:00 2026\nFrom: Mira Holt <mira@oak.example>\nTo: oak@lists.example\n'
        printf 'Date: Mon, 5 Jan 2026 10:%s:00 +0000\nSubject: [PATCH] wind: step %s\n' "$number" "$number"
        printf 'Message-ID: <%s@oak.example>\n\nText of %s.\n\n' "$number" "$number"
    done
}
search() { # name, options
    lei q --quiet "${@:2}" --output "v2:$temporary/$1" 's:step' 2> said
}
history_of() { git -C "$1/git/0.git" log --reverse --format=%s | sed 's/.* //' | paste -sd' '; }

lei init > /dev/null 2>&1
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
