#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am, on threads in which the highest version is not the one with the latest Date.
#
# Expected: "Will use the latest revision": v2 rather than v1, as the numbers say, in whatever order the mails came.
# Seen: the latest is the version whose first mail has the latest Date: v1, if the clock of v2's sender was an hour behind, or if the
# mails have the dates of the commits, as format-patch writes them and programs other than send-email leave them. If both dates are the
# same, the version wins whose mail comes last in the file. v1 sent again after v2 (`[PATCH RESEND]`) wins as well, and is written
# twice. `-v2` takes v2 in all cases.
#
# Here: "applied with b4" does not mean that the highest version was applied. Compare the commit with the patches of all versions, and
# order versions by their numbers.
source "$(dirname "$0")/common"
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
git init -q project

mail() { # time, id, subject, what the patch makes of a line, parent
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira "Mon, 5 Jan 2026 $1" "$2" "$3" "${5-}"
    printf '\nIt was loud.\n\nSigned-off-by: Mira <mira@oak.example>\n---\n'
    printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+%s\n-- \n2.39.5\n\n' "$4"
}
taken() { # options; the thread comes from standard input
    cat > thread.mbox
    cd project
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../thread.mbox -o - "$@" first@oak.example 2> said |
        grep -E '^(Subject|\+[a-z])' | paste -sd' '
    grep -o 'Will use.*' said || true
    cd ..
}
first() { mail "$1" first '[PATCH] wind: calm' from-v1; }
second() { mail "$1" second '[PATCH v2] wind: calm' from-v2 first; }

same "v2 is later" "Subject: [PATCH v2] wind: calm +from-v2
Will use the latest revision: v2" "$({ first 10:00:00; second 11:00:00; } | taken)"
same "v2 has an earlier Date" "Subject: [PATCH] wind: calm +from-v1
Will use the latest revision: v1" "$({ first 10:00:00; second 09:00:00; } | taken)"
same "the same Date, v1 first" "Subject: [PATCH v2] wind: calm +from-v2
Will use the latest revision: v2" "$({ first 10:00:00; second 10:00:00; } | taken)"
same "the same Date, v2 first" "Subject: [PATCH] wind: calm +from-v1
Will use the latest revision: v1" "$({ second 10:00:00; first 10:00:00; } | taken)"
same "v1 again, after v2" "Subject: [PATCH] wind: calm +from-v1 Subject: [PATCH] wind: calm +from-v1
Will use the latest revision: v1" \
    "$({ first 10:00:00; second 11:00:00; mail 12:00:00 again '[PATCH RESEND] wind: calm' from-v1 first; } | taken)"
same "v2, asked for" "Subject: [PATCH v2] wind: calm +from-v2" "$({ first 10:00:00; second 09:00:00; } | taken -v2)"
