#!/usr/bin/env bash
# public-inbox 1.9.0 (Debian), public-inbox-mda, which puts the mails that a list delivers into its archive.
#
# Expected: every mail to the list is archived; its page names what --no-precheck switches off: ids, From, Subject, Date, recipients.
# Seen: that list leaves out that a mail of more than 512,000 bytes is not archived either, as a patch with firmware, tables or generated files
# is. It goes to the folder for emergencies and the exit code is 0, so that the mail server is content. With --no-precheck it is
# archived, but then still not a mail that has a picture or a `.zip` next to its text, nor a patch attached under a name such as
# `setup.cmd`: these are refused whole, with exit code 65.
#
# Here: a gap in the numbers of a series, or an answer to a mail that nobody has, need not be a mistake of the sender. Look for such
# mails in another archive of the list.
source "$(dirname "$0")/common"
debian public-inbox=1.9.0-1 libpublicinbox-perl=1.9.0-1 libdbi-perl libdbd-sqlite3-perl libsearch-xapian-perl libxapian30 liburi-perl \
    libemail-address-xs-perl libinline-perl libinline-c-perl libparse-recdescent-perl
export PI_CONFIG=$temporary/config PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example
public-inbox-init -V2 oak "$temporary/oak" http://oak.example/ oak@lists.example > /dev/null 2>&1
git config -f config publicinboxmda.spamcheck none

delivered() { # options; prints the exit code, and how many mails the archive and the folder for emergencies have
    local code=0
    public-inbox-mda "$@" 2> said || code=$?
    echo "$code $(git -C oak/git/0.git rev-list --count HEAD) $(find emergency -type f | wc -l) $(cat said)"
}
large() { # id, number of lines of 64 bytes
    fields Mira 'Mon, 5 Jan 2026 10:00:00' "$1" "[PATCH] $1: firmware"
    echo
    printf '+%063d\n' $(seq "$2") | cut -c1-63
}
attached() { # id, type, name
    fields Mira 'Mon, 5 Jan 2026 11:00:00' "$1" "[PATCH] $1: calm"
    printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nIt was loud.\n'
    printf -- '--q\nContent-Type: %s\nContent-Disposition: attachment; filename=%s\n\nx\n--q--\n' "$2" "$3"
}
same "500 KB" "0 1 0 " "$(large small 7990 | delivered)"
same "more" "0 1 1 " "$(large large 8010 | delivered)"
same "more, without the check" "0 2 1 " "$(large large 8010 | delivered --no-precheck)"
same "a picture" "65 2 2 *** We only accept plain-text mail, No images ***" "$(attached wind image/png a.png | delivered --no-precheck)"
same "an archive" "65 2 3 Rejected suffixes(s): zip" "$(attached sail application/zip log.zip | delivered --no-precheck)"
same "a patch of a script" "65 2 4 Rejected suffixes(s): cmd" "$(attached oar text/x-patch setup.cmd | delivered --no-precheck)"
