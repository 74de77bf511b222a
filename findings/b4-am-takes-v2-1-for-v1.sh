#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am on a local mbox, with mails of `git format-patch -v 2.1`.
#
# Expected: `[PATCH v2.1 2/2]`, one patch of v2 sent again, replaces patch 2/2 of v2, or is a revision of its own.
# Seen: a version with a dot is not read, and the mail counts as v1. In a thread with v2 alone b4 then announces v1 as the
# latest revision and writes that one patch, "missing [1/2]", also if the id given is that of v2's cover letter. In a
# thread that has the real v1 as well it writes v2 without the re-roll and says nothing of it; `-v1` brings the two
# patches of v1 with the re-roll between them. A whole series sent as v2.1 is written as v1.
#
# Here: what was applied with b4 may lack the re-roll that the thread shows. A re-roll of one patch is best read as part of
# v2, but whoever applies must name the mails.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

cat > mails.py <<'PYTHON'
def mail(name, minute, subject, parent, line):
    answer = f"In-Reply-To: <{parent}@oak.example>\nReferences: <{parent}@oak.example>\n" if parent else ""
    text = ("It was loud.\n" if line is None else
            "Text.\n\nSigned-off-by: Mira Holt <mira@oak.example>\n---\n a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n"
            "diff --git a/a.c b/a.c\nindex 1111111..2222222 100644\n--- a/a.c\n+++ b/a.c\n"
            f"@@ -1 +1 @@\n-one\n+{line}\n-- \n2.47.3\n")
    return (f"From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Mira Holt <mira@oak.example>\nTo: oak@lists.example\n"
            f"Date: Mon, 5 Jan 2026 10:{minute:02}:00 +0000\nSubject: {subject}\nMessage-ID: <{name}@oak.example>\n{answer}\n{text}\n")

def series(version, minute, parent=None):
    mark = "" if version == "1" else f"v{version} "
    return (mail(f"{version}-cover", minute, f"[PATCH {mark}0/2] Calm the wind", parent, None)
            + mail(f"{version}-first", minute + 1, f"[PATCH {mark}1/2] wind: calm", f"{version}-cover", f"v{version} first")
            + mail(f"{version}-second", minute + 2, f"[PATCH {mark}2/2] sail: mend", f"{version}-cover", f"v{version} second"))

again = mail("again", 30, "[PATCH v2.1 2/2] sail: mend", "2-second", "v2.1 second")
open("second.mbox", "w").write(series("2", 10) + again)
open("both.mbox", "w").write(series("1", 1) + series("2", 10, "1-cover") + again)
open("whole.mbox", "w").write(series("2.1", 10))
PYTHON
python3 mails.py
git init -q project

taken() { # mbox, id, options
    (cd project && b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "../$1" "${@:3}" -o - "$2@oak.example" 2>../said) |
        grep -E '^(Subject|\+v)'
    grep -E '^Will use|missing' said | sed 's/^ *//' || true
}

same "v2 and one patch of v2.1: that patch alone" \
"Subject: [PATCH 2/2] sail: mend
+v2.1 second
Will use the latest revision: v1
ERROR: missing [1/2]!" \
"$(taken second.mbox 2-cover)"

same "v1, v2 and one patch of v2.1: v2 as it was first" \
"Subject: [PATCH v2 1/2] wind: calm
+v2 first
Subject: [PATCH v2 2/2] sail: mend
+v2 second
Will use the latest revision: v2" \
"$(taken both.mbox 2-cover)"

same "with -v1: v1, and the patch of v2.1" \
"Subject: [PATCH 1/2] wind: calm
+v1 first
Subject: [PATCH 2/2] sail: mend
+v2.1 second
Subject: [PATCH 2/2] sail: mend
+v1 second" \
"$(taken both.mbox 1-cover -v1)"

same "all of v2.1: v1" \
"Subject: [PATCH 1/2] wind: calm
+v2.1 first
Subject: [PATCH 2/2] sail: mend
+v2.1 second" \
"$(taken whole.mbox 2.1-cover)"
