#!/usr/bin/env bash
# email-reply-extractor 1.1.1 (PyPI, 2026), `extract_new_text`, made for mailing lists, with the parent's text as its page advises.
#
# Expected: without a `>` in front, all lines are the author's: a v2 sent as an answer to v1 is new in full, and so is a reviewer's own diff.
# Seen: lines that the parent has too are taken for quotes that lost their mark. Of v2 only the trailer and the lines that changed are
# left: no message, no Signed-off-by, no `---`, no list of files, no head of the diff. Of a reviewer's diff, the names of the file,
# the head of the hunk and the first unchanged lines are gone. Without the parent, all is there but for the blank of `-- `.
#
# Here: a text for a search or a summary that was made so lacks the patch of each v2 that answers v1. Give the parent only for mails
# without a diff of their own.
source "$(dirname "$0")/common"
pypi email-reply-extractor==1.1.1

cat > new.py <<'PYTHON'
import sys

from email_reply_extractor import extract_new_text

body, *parent = (open(name).read() for name in sys.argv[1:])
print(extract_new_text(body, *parent).text)
PYTHON
patch() { # what the new line calls, further trailer
    printf 'It was loud.\nWe heard it all day.\n\nSigned-off-by: Mira Holt <mira@oak.example>\n%s---\n wind.c | 1 +\n' "${2-}"
    printf ' 1 file changed, 1 insertion(+)\n\ndiff --git a/wind.c b/wind.c\n--- a/wind.c\n+++ b/wind.c\n@@ -1,4 +1,5 @@\n int wind(int day)\n {\n'
    printf '+\t%s(day);\n \tblow(day);\n }\n-- \n2.39.5\n' "$1"
}
patch count > v1
patch count_all $'Reviewed-by: Bo Reed <bo@oak.example>\n' > v2
cat > answer <<'TEXT'
On Mon, 5 Jan 2026 10:00:00 +0000, Mira Holt wrote:
> +	count(day);

Rather:

--- a/wind.c
+++ b/wind.c
@@ -1,4 +1,5 @@
 int wind(int day)
 {
+	count_all(day);
 	blow(day);
 }

Reviewed-by: Bo Reed <bo@oak.example>
TEXT
same "v2 alone" "$(sed 's/^-- $/--/' v2)" "$(python new.py v2)"
same "v2 as an answer to v1" "Reviewed-by: Bo Reed <bo@oak.example>

+	count_all(day);
 	blow(day);
 }
--
2.39.5" "$(python new.py v2 v1)"
same "a reviewer's diff" "$(sed '1,3d' answer)" "$(python new.py answer)"
same "with the parent" "Rather:

+	count_all(day);
 	blow(day);
 }

Reviewed-by: Bo Reed <bo@oak.example>" "$(python new.py answer v1)"
