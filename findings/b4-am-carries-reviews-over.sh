#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am on a local mbox.
#
# Expected: a review counts for the version that it answers; v2 gets the trailers of the answers to v2.
# Seen: an answer to patch 1/2 of v1 gives its Reviewed-by to patch 1/2 of v2 if both diffs have one patch-id, though the
# title or the message is another. If the diff changed, the trailer is dropped without a word. Where only one patch is
# sent again (`[PATCH v2 2/2]` in answer to v1), b4 takes the others from v1 and puts the trailers that answer the cover
# letter of v1 on the new patch as well, which that reviewer may never have seen.
#
# Here: commits carry Reviewed-by lines that no answer to their version gave. Who compares commits with the mails of the
# last version finds too few reviews; who counts per series finds more than b4 took.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

cat > mails.py <<'PYTHON'
import sys

MIRA, BO, CY = "Mira Holt <mira@oak.example>", "Bo Reed <bo@reed.example>", "Cy Lee <cy@lee.example>"

def mail(name, hour, subject, sender, parent, text):
    answer = f"In-Reply-To: <{parent}@oak.example>\nReferences: <{parent}@oak.example>\n" if parent else ""
    return (f"From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: {sender}\nTo: oak@lists.example\n"
            f"Date: Mon, 5 Jan 2026 {hour:02}:00:00 +0000\nSubject: {subject}\nMessage-ID: <{name}@oak.example>\n{answer}\n{text}\n")

def patch(file, line, message="Text."):
    return (f"{message}\n\nSigned-off-by: {MIRA}\n---\n {file} | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n"
            f"diff --git a/{file} b/{file}\nindex 1111111..2222222 100644\n--- a/{file}\n+++ b/{file}\n"
            f"@@ -1 +1 @@\n-one\n+{line}\n-- \n2.47.3\n")

first = [
    mail("v1.0", 10, "[PATCH 0/2] Calm the wind", MIRA, None, "It was loud.\n"),
    mail("v1.1", 10, "[PATCH 1/2] wind: calm", MIRA, "v1.0", patch("a.c", "two")),
    mail("v1.2", 10, "[PATCH 2/2] sail: mend", MIRA, "v1.0", patch("b.c", "two")),
    mail("r0", 11, "Re: [PATCH 0/2] Calm the wind", CY, "v1.0", f"Tested-by: {CY}\n"),
    mail("r1", 11, "Re: [PATCH 1/2] wind: calm", BO, "v1.1", f"Reviewed-by: {BO}\n"),
    mail("r2", 11, "Re: [PATCH 2/2] sail: mend", BO, "v1.2", f"Acked-by: {BO}\n"),
]
whole = [
    mail("v2.0", 12, "[PATCH v2 0/2] Calm the wind", MIRA, "v1.0", "It was loud.\n"),
    mail("v2.1", 12, "[PATCH v2 1/2] wind: hush", MIRA, "v2.0", patch("a.c", "two", "All words are other ones.")),
    mail("v2.2", 12, "[PATCH v2 2/2] sail: mend", MIRA, "v2.0", patch("b.c", "three")),
]
part = [mail("v2.2", 12, "[PATCH v2 2/2] sail: mend", MIRA, "v1.2", patch("b.c", "three"))]
open("whole.mbox", "w").write("".join(first + whole))
open("part.mbox", "w").write("".join(first + part))
PYTHON
python3 mails.py
git init -q project

taken() {
    (cd project && b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "../$1" -o - "$2@oak.example" 2>/dev/null) |
        grep -E '^(Subject|Tested-by|Reviewed-by|Acked-by|\+[a-z])'
}

same "a whole v2: the review of the same diff is carried, that of another diff and of the cover letter is not" \
"Subject: [PATCH v2 1/2] wind: hush
Reviewed-by: Bo Reed <bo@reed.example>
+two
Subject: [PATCH v2 2/2] sail: mend
+three" \
"$(taken whole.mbox v2.0)"

same "one patch sent again: it gets the trailer given to the cover letter of v1" \
"Subject: [PATCH v2 1/2] wind: calm
Reviewed-by: Bo Reed <bo@reed.example>
Tested-by: Cy Lee <cy@lee.example>
+two
Subject: [PATCH v2 2/2] sail: mend
Tested-by: Cy Lee <cy@lee.example>
+three" \
"$(taken part.mbox v1.0)"
