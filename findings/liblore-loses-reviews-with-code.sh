#!/usr/bin/env bash
# liblore 0.10.1 (PyPI), liblore.series, the library of b4 for programs that sum up threads; b4 0.16.0 (PyPI), b4 am, on the same mails.
#
# Expected: a review in an answer counts wherever it stands, and only for the sender of the mail: its pages say so, "which is what b4 does too".
# Seen: an answer that has a diff, or a list of files, is read as a patch. Trailers are then taken from the last paragraph above the diff alone,
# so that the Reviewed-by below a sketch ("rather so"), or above the sentence that announces one, is lost; and that the
# sender is the one who is named is not asked: an Acked-by of somebody else, which a reviewer shows in front of a diff, is an
# endorsement by that person. b4 am takes the review in both places, and refuses the other's name.
#
# Here: who counts reviews with liblore has none of those who sent code with them, and some that nobody gave. A mail with `Re:` is an
# answer also if it has a diff.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

diff='diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two'
thread() { # the text of the answer
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    printf '\nIt was loud.\n\nSigned-off-by: Mira <mira@oak.example>\n---\n%s\n-- \n2.39.5\n\n' "$diff"
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Bo 'Tue, 6 Jan 2026 10:00:00' answer 'Re: [PATCH] wind: calm' calm
    printf '\n> It was loud.\n\n%s\n\n' "$1"
}
cat > trailers.py <<'PYTHON'
import sys

from liblore.series import summarize_threads
from liblore.utils import split_mbox

(thread,) = summarize_threads(split_mbox(open(sys.argv[1], "rb").read()))
print(*(f"{trailer.type} {trailer.name} {trailer.addr[0]}" for trailer in thread.messages[1].trailers), sep=", ")
PYTHON
taken() { # WHAT, what liblore finds, what b4 adds; the answer comes from standard input
    thread "$(cat)" > thread.mbox
    same "$1, liblore" "$2" "$(python trailers.py thread.mbox)"
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox thread.mbox -o "$temporary/$RANDOM" calm@oak.example > said 2>&1
    same "$1, b4" "$3" "$(sed -n 's/^ *[+!] //p' said | sort -u)"
}

taken "a review without a diff" "person Reviewed-by Bo" "Reviewed-by: Bo <bo@oak.example>" <<< "Fine.

Reviewed-by: Bo <bo@oak.example>"
taken "a review below a sketch" "" "Reviewed-by: Bo <bo@oak.example>" <<< "Rather so:

${diff/two/three}

Reviewed-by: Bo <bo@oak.example>"
taken "a review above the words in front of a sketch" "" "Reviewed-by: Bo <bo@oak.example>" <<< "Reviewed-by: Bo <bo@oak.example>

And later so:

${diff/two/three}"
taken "somebody else's name above a sketch" "person Acked-by Jo" "Trailer: Acked-by: Jo <jo@oak.example>" <<< "Jo would say:

Acked-by: Jo <jo@oak.example>

${diff/two/three}"
