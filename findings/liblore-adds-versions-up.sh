#!/usr/bin/env bash
# liblore 0.10.1 (PyPI), liblore.series.summarize_thread, on threads in which a newer version answers the older one.
#
# Expected: version, patch_count and expected belong together: they tell how many patches of the newest version are there, and how many
# there should be.
# Seen: version is the highest of the thread, expected the largest number after the slash of any version, and patch_count the number of different
# numbers of all versions. Of v2 with one patch out of two, below v1 with three, it says version 2, 3 of 3 patches; a patch that was
# sent again alone, `[PATCH v2 2/2]`, makes v2 "2 of 2". A lone patch and its v2 and v3 are "3 of 1". The records of the
# single mails are right.
#
# Here: that a series is complete must be told from the mails of one version. A count of patches by such summaries is too high for lone
# patches, and a missing mail is hidden by one of another version.
source "$(dirname "$0")/common"
pypi liblore==0.10.1

mail() { # id, subject, parent
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira "Mon, 5 Jan 2026 10:00:0$(wc -l < count)" "$1" "$2" "${3-}"
    printf '\nIt was loud.\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n'
    echo >> count
}
cat > summary.py <<'PYTHON'
import sys

from liblore.series import summarize_threads
from liblore.utils import split_mbox

(thread,) = summarize_threads(split_mbox(sys.stdin.buffer.read()))
print(f"version {thread.version}: {thread.patch_count} of {thread.expected}")
PYTHON
summary() { python summary.py; }
begin() { : > count; }
of_three() {
    begin
    mail cover '[PATCH 0/3] wind'
    for n in 1 2 3; do mail "p$n" "[PATCH $n/3] wind $n" cover; done
}

same "v1 alone" "version 1: 3 of 3" "$(of_three | summary)"
same "v1, and v2 of two patches with one missing" "version 2: 3 of 3" "$({
    of_three
    mail again '[PATCH v2 0/2] wind' cover
    mail q1 '[PATCH v2 1/2] wind 1' again
} | summary)"
same "v1 of two, and one patch sent again" "version 2: 2 of 2" "$({
    begin
    mail p1 '[PATCH 1/2] wind 1'
    mail p2 '[PATCH 2/2] wind 2' p1
    mail q2 '[PATCH v2 2/2] wind 2' p2
} | summary)"
same "a lone patch and two newer versions" "version 3: 3 of 1" "$({
    begin
    mail p '[PATCH] wind'
    mail q '[PATCH v2] wind' p
    mail r '[PATCH v3] wind' q
} | summary)"
