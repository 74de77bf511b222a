#!/usr/bin/env bash
# mairix 0.24 (Debian) on mboxes whose envelope lines are those of public-inbox (t.mbox.gz of its web interface), git format-patch,
# and a mail server.
#
# Expected: mairix finds the mails of each; the line `From mboxrd@z Thu Jan  1 00:00:00 1970` has the usual form.
# Seen: a sender in an envelope line must have no host or one with a dot, and public-inbox writes `mboxrd@z`: the whole archive is one mail,
# with the header of the first, and nothing is said. Its people and titles find it, those of all other mails find nothing, as their
# header lies in a text; words of any text find "the mail", which is then given out with all others. The lines of git
# (`From COMMIT Mon Sep 17 00:00:00 2001`) and of servers are read right, also with other blanks.
#
# Here: do not offer a download with such lines to who searches with mairix, or give the sender a host with a dot. An mbox that
# grew by searches of mairix may have thousands of mails in one.
source "$(dirname "$0")/common"
debian mairix=0.24-2

archive() { # envelope line
    for number in 1 2 3; do
        echo "$1"
        fields "Reader$number" "Mon, 5 Jan 2026 1$number:00:00" "$number" "[PATCH $number/3] wind: calm$number"
        printf '\nIt was loud%s.\n\n' "$number"
    done
}
searched() { # envelope line: number of mails, and what is found of the third
    rm -rf box && mkdir box
    archive "$1" > box/oak.mbox
    printf 'base=%s\nmbox=oak.mbox\nvfolder=found\ndatabase=%s\n' "$temporary/box" "$temporary/box/index" > box/mairixrc
    mairix -f box/mairixrc > said 2>&1
    mairix -f box/mairixrc --dump 2> said | sed -n 2p
    for query in f:reader3 s:calm3 b:loud3; do
        if [ -n "$(mairix -f box/mairixrc -r $query 2> said)" ]; then echo "$query"; fi
    done
}
same "public-inbox" "1 messages
b:loud3" "$(searched 'From mboxrd@z Thu Jan  1 00:00:00 1970' | paste -sd, | sed 's/,/\n/')"
all="3 messages,f:reader3,s:calm3,b:loud3"
same "with a dot in the host" "$all" "$(searched 'From mboxrd@z.example Thu Jan  1 00:00:00 1970' | paste -sd,)"
same "git" "$all" "$(searched 'From 4e81e124dded86dc19926ff2554223439f61c73e Mon Sep 17 00:00:00 2001' | paste -sd,)"
same "a server, one blank in the date" "$all" "$(searched 'From mira@oak.example Mon Jan 5 10:00:00 2026' | paste -sd,)"
