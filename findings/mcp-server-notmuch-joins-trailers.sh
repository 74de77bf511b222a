#!/usr/bin/env bash
# mcp-server-notmuch 3.0.0 (PyPI), which lets an assistant write drafts of answers; b4 0.16.0 (PyPI), b4 am, and git 2.39.5 (Debian) on such a review.
#
# Expected: the text as it was given, with long lines wrapped.
# Seen: without a setting, all lines of a paragraph that do not begin with `>` are joined and wrapped anew at 72 columns: two trailers become one
# line, a sketch of a diff becomes prose, a table too. What follows the line `-- ` stays. b4 am takes the joined line as one Reviewed-by whose
# value has both, and git reads one trailer of it.
#
# Here: an answer may have its trailers in one line: look for further `word-by:` behind an address. A diff that is all in a few lines of 72
# columns was wrapped by the sender's program, and cannot be placed.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi mcp-server-notmuch==3.0.0 b4==0.16.0 liblore==0.10.1 patatt==0.8.0

cat > draft.py <<'PYTHON'
import sys

from mcpnotmuch import compose
from mcpnotmuch.config import DraftsSettings

headers = {"in_reply_to": "<calm@oak.example>", "references": "<calm@oak.example>"}
message, _ = compose.build_draft(
    "Bo <bo@oak.example>", "Mira <mira@oak.example>", "Re: [PATCH] wind: calm", sys.stdin.read(), "", "", headers, DraftsSettings.wrap_columns, ""
)
sys.stdout.write(message.as_string())
PYTHON
draft() { python draft.py; }
text() { sed '1,/^$/d'; }
reviewed='Reviewed-by: Bo <bo@oak.example>'
tested='Tested-by: Bo <bo@oak.example>'

printf '%s\n' '> +	calm(wind);' 'Take the lock:' '' '+	lock(wind);' '+	calm(wind);' ' 	return 0;' '' "$reviewed" "$tested" | draft > answer
same "the draft" "> +	calm(wind);
Take the lock:

+       lock(wind); +   calm(wind); return 0;

$reviewed $tested" "$(text < answer)"
same "a signature" "-- 
Bo
Reed" "$(printf '%s\n' 'Fine.' '' '-- ' 'Bo' 'Reed' | draft | text | tail -3)"

{
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    printf '\nIt was loud.\n\nSigned-off-by: Mira <mira@oak.example>\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n'
    printf '\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n'
    cat answer
} > mbox
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox mbox -o - calm@oak.example 2> said > taken
same "b4 am" "Signed-off-by: Mira <mira@oak.example>
$reviewed $tested" "$(grep -E 'by: ' taken)"
git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base
git am -q ../taken
same "trailers for git" "Mira <mira@oak.example>|Bo <bo@oak.example> $tested" "$(git log -1 --format='%(trailers:valueonly,separator=|)')"
