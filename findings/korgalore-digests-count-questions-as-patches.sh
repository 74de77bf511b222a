#!/usr/bin/env bash
# korgalore 0.7.0 (PyPI, 2026), the digests of a list that kgl mails, made by group_threads and render_text; b4 0.16.0 (PyPI), b4 am.
#
# Expected: the number of patches that were sent, and below each thread the reviews that its answers gave.
# Seen: every mail with [RFC] is a patch, also a question; a lone patch with a cover letter, `[PATCH 0/1]`, is "2 patches posted". Of
# an answer, Reviewed-and-tested-by, an indented Acked-by and a Tested-by on two lines are not listed; b4 takes the first two. A note such
# as `[tip: wind/core] wind: calm`, which holds the merged commit, gives all reviews of that commit as new, "sent by" who merged it.
#
# Here: a digest of it may count more patches than there are, and say that a patch has reviews only when it is merged. Count mails with a
# diff, and take no trailers from the message of a commit.
source "$(dirname "$0")/common"
pypi korgalore==0.7.0 liblore==0.10.1 b4==0.16.0

cat > digest.py <<'PYTHON'
import sys
from datetime import UTC, datetime

from korgalore.digest import DigestInfo, group_threads, render_text
from liblore.utils import split_mbox

day = datetime(2026, 1, 5, tzinfo=UTC)
print(render_text(DigestInfo("oak", "oak", "https://oak.example", day, day, tz=UTC), group_threads(split_mbox(sys.stdin.buffer.read()))))
PYTHON
count=10
mail() { # sender, id, subject, parent; the text is the input
    count=$((count + 1))
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields "$1" "Mon, 5 Jan 2026 10:$count:00" "$2" "$3" "${4-}"
    echo
    cat
    echo
}
diff='---
diff --git a/wind.c b/wind.c
--- a/wind.c
+++ b/wind.c
@@ -1 +1 @@
-one
+two
-- 
2.39.5'
{
    mail Mira cover '[PATCH 0/1] Calm the wind' <<< 'It is loud.'
    mail Mira patch '[PATCH 1/1] wind: calm' cover <<< "It was loud.

Signed-off-by: Mira <mira@oak.example>
$diff"
} > sent
mail Bo review 'Re: [PATCH 1/1] wind: calm' patch > review <<'TEXT'
> It was loud.

Reviewed-and-tested-by: Bo <bo@oak.example>
  Acked-by: Bo <bo@oak.example>
Tested-by: Bo Reed
 <bo@oak.example>
TEXT
mail Jo plain 'Re: [PATCH 1/1] wind: calm' patch <<< 'Reviewed-by: Jo <jo@oak.example>' > plain
mail Tip merged '[tip: wind/core] wind: calm' patch > merged <<< "It was loud.

Signed-off-by: Mira <mira@oak.example>
Reviewed-and-tested-by: Bo <bo@oak.example>
Reviewed-by: Jo <jo@oak.example>
Acked-by: Ada <ada@oak.example>
$diff"
mail Ada question '[RFC] How should we calm the wind?' <<< 'Any ideas?' > question
facts() { python digest.py | grep -E 'posted|^  \+'; }

same "a lone patch with a cover letter" "  new | 2 new messages | 1 person | 2 patches posted" "$(facts < sent)"
same "a plain review" "  + Reviewed-by: Jo <jo@oak.example>" "$(cat sent plain | facts | grep +)"
same "three others" "" "$(cat sent review | facts | grep + || true)"
cat sent review > box
same "b4" "Reviewed-and-tested-by: Bo <bo@oak.example>
Acked-by: Bo <bo@oak.example>" "$(b4 --offline-mode am -o - -m box cover@oak.example 2> said | grep ' Bo ')"
same "the merged commit" "  + Reviewed-by: Jo <jo@oak.example> (sent by tip@oak.example)
  + Acked-by: Ada <ada@oak.example> (sent by tip@oak.example)" "$(cat sent review merged | facts | grep +)"
same "a question" "  new | 1 new message | 1 person | RFC | 1 patch posted" "$(facts < question)"
