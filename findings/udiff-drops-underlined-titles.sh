#!/usr/bin/env bash
# udiff 0.1.0 (PyPI), UdiffParser, a reader of unified diffs, on patches of documentation, and on mails of git 2.39.5 format-patch.
#
# Expected: each changed line counts, whatever it holds.
# Seen: rows of ten or more `-` or `=` are taken out before it reads anything, with the sign of the line. So where a title in reStructuredText is changed
# that has nine letters or more, the removed `----------` below it is in no line and in no number, and of an added `==========` the sign is
# left. A row of eight `-` is there. The signature `-- ` of a mail is a removed line, and so is the `---` of the next mail's message.
#
# Here: numbers of lines made with it are too low for documentation and too high for mails; the lines need not be those of the patch.
source "$(dirname "$0")/common"
pypi udiff==0.1.0

cat > read.py <<'PYTHON'
import sys

from udiff import UdiffParser

for file in UdiffParser(sys.stdin.read()):
    print(f"{file.new_name}: +{file.added_lines} -{file.deleted_lines}")
    for block in file:
        print(*(line.content for line in block), sep="\n")
PYTHON
patch() { # length of the rows
    printf 'diff --git a/wind.rst b/wind.rst\n--- a/wind.rst\n+++ b/wind.rst\n@@ -1,4 +1,4 @@\n-Wind\n-%s\n+Sail\n+%s\n \n one\n' \
        "$(printf "%$1s" | tr ' ' -)" "$(printf "%$1s" | tr ' ' =)"
}
same "rows of eight" "wind.rst: +2 -2
-Wind
---------
+Sail
+========
 
 one" "$(patch 8 | python read.py)"
same "rows of ten" "wind.rst: +2 -1
-Wind
+Sail
+
 
 one" "$(patch 10 | python read.py)"
same "two mails" "wind.rst: +2 -4
-Wind
---------
+Sail
+========
 
 one
-- 
---
wind.rst: +2 -2" "$({ patch 8; printf -- '-- \n2.39.5\n\nFrom: Mira Holt <mira@oak.example>\nSubject: [PATCH 2/2] wind: calm\n\nIt was loud.\n---\n'; patch 8; } | python read.py | sed '/^wind.rst: +2 -2$/q')"
