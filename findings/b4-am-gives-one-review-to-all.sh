#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am, on a review in an answer that has References, but no In-Reply-To.
#
# Expected: the last id in References is the parent (RFC 5322, and RFC 5536 for what is written by a news reader), so that a
# review belongs to the patch that it answers.
# Seen: b4 takes the first id of References that it knows: that of the cover letter. A Reviewed-by for patch 2 of 3 is added to all
# three; with In-Reply-To it is added to its patch alone. Where the thread has no cover letter and patch 1 is its root, patch 1 gets
# the review and patch 2 does not.
#
# Here: news readers write only References, and lists are read through NNTP. A commit may have a review that was given to
# another patch of the series; place answers by the last id of References.
source "$(dirname "$0")/common"
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
git init -q project

patch() { # time, id, subject, file, references
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira "Mon, 5 Jan 2026 $1" "$2" "$3" "${5-}"
    printf '\nIt was loud.\n\nSigned-off-by: Mira <mira@oak.example>\n---\n'
    printf 'diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n' "$4" "$4" "$4" "$4"
}
cover() {
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' cover '[PATCH 0/3] wind: all'
    printf '\nCalm all.\n\n a.c | 2 +-\n 3 files changed, 3 insertions(+), 3 deletions(-)\n\n'
}
answer() { # fields that name the parent
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Bo 'Mon, 5 Jan 2026 12:00:00' answer 'Re: [PATCH 2/3] wind: hush'
    printf "$1"'\n> It was loud.\n\nReviewed-by: Bo <bo@oak.example>\n\n'
}
reviewed() { # the thread comes from standard input
    cat > thread.mbox
    cd project
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../thread.mbox -o - "$1" 2> /dev/null |
        awk '/^Subject/ { sub(/Subject: /, ""); title = $0 } /^Reviewed-by/ { print title }'
    cd ..
}
series() { # id of the parent
    patch 10:00:01 one '[PATCH 1/3] wind: calm' a.c "$1"
    patch 10:00:02 two '[PATCH 2/3] wind: hush' b.c "${1:-one}"
    patch 10:00:03 three '[PATCH 3/3] wind: rest' c.c "${1:-one}"
}
same "with In-Reply-To" "[PATCH 2/3] wind: hush" \
    "$({ cover; series cover; answer 'In-Reply-To: <two@oak.example>\nReferences: <cover@oak.example> <two@oak.example>\n'; } | reviewed cover@oak.example)"
same "with References alone" "[PATCH 1/3] wind: calm
[PATCH 2/3] wind: hush
[PATCH 3/3] wind: rest" \
    "$({ cover; series cover; answer 'References: <cover@oak.example> <two@oak.example>\n'; } | reviewed cover@oak.example)"
same "without a cover letter" "[PATCH 1/3] wind: calm" \
    "$({ series ''; answer 'References: <one@oak.example> <two@oak.example>\n'; } | reviewed one@oak.example)"
