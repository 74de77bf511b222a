#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am on a local mbox.
#
# Expected: of two mails with one version and one number (patch 2/2 sent again the next day because of a mistake) b4
# takes the newer, or asks.
# Seen: it takes both, and writes the newer in front of the older. A series of two becomes three patches;
# `git am` applies the corrected one first, and then the mistaken one fails or undoes it. The same with a lone
# `[PATCH v2]` and its `[PATCH RESEND v2]`, whose bytes are the same. b4 says "duplicate messages found" and
# "assume additional patch" on standard error only.
#
# Here: patch 2 is there twice for those who apply with b4, so a digest must tell readers which mail of a number it shows.
# The count of patches that b4 names is not n of n/m.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

cat > mails.py <<'PYTHON'
def mail(name, day, subject, parent, line):
    answer = f"In-Reply-To: <{parent}@oak.example>\nReferences: <{parent}@oak.example>\n" if parent else ""
    text = ("It was loud.\n" if line is None else
            "Text.\n\nSigned-off-by: Mira Holt <mira@oak.example>\n---\n a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n"
            "diff --git a/a.c b/a.c\nindex 1111111..2222222 100644\n--- a/a.c\n+++ b/a.c\n"
            f"@@ -1 +1 @@\n-one\n+{line}\n-- \n2.47.3\n")
    return (f"From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Mira Holt <mira@oak.example>\nTo: oak@lists.example\n"
            f"Date: {day} Jan 2026 10:00:00 +0000\nSubject: {subject}\nMessage-ID: <{name}@oak.example>\n{answer}\n{text}\n")

open("corrected.mbox", "w").write(
    mail("cover", "Mon, 5", "[PATCH 0/2] Calm the wind", None, None)
    + mail("first", "Mon, 5", "[PATCH 1/2] wind: calm", "cover", "first")
    + mail("mistake", "Mon, 5", "[PATCH 2/2] sail: mend", "cover", "mistake")
    + mail("better", "Tue, 6", "[PATCH 2/2] sail: mend", "mistake", "better"))
open("resent.mbox", "w").write(
    mail("once", "Mon, 5", "[PATCH v2] wind: calm", None, "calm")
    + mail("twice", "Tue, 6", "[PATCH RESEND v2] wind: calm", "once", "calm"))
PYTHON
python3 mails.py
git init -q project

taken() {
    (cd project && b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "../$1" -o - "$2@oak.example" 2>../said) |
        grep -E '^(Subject|Message-Id|\+[a-z])'
    grep -E '^Total|additional patch' said
}

same "both mails of 2/2 are taken, the newer first" \
"Subject: [PATCH 1/2] wind: calm
Message-Id: <first@oak.example>
+first
Subject: [PATCH 2/2] sail: mend
Message-Id: <better@oak.example>
+better
Subject: [PATCH 2/2] sail: mend
Message-Id: <mistake@oak.example>
+mistake
  2 is not a reply... assume additional patch
Total patches: 3" \
"$(taken corrected.mbox cover)"

same "a lone patch and its resend are two patches" \
"Subject: [PATCH v2] wind: calm
Message-Id: <twice@oak.example>
+calm
Subject: [PATCH v2] wind: calm
Message-Id: <once@oak.example>
+calm
  2 is not a reply... assume additional patch
Total patches: 2" \
"$(taken resent.mbox once)"
