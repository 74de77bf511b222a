#!/usr/bin/env bash
# git 2.39.5 (Debian), git imap-send, with a server that only notes what it gets.
#
# Expected: one draft a mail, as git mailsplit and git am split the same file: a mail begins at `From ` with an id or address
# and a date.
# Seen: a mail ends at every line that begins with `From `, whatever follows. A message with "From here on the wind is calm."
# gives two drafts: one with the headers and the text above, without a diff, and one without headers that begins below that
# line, which is in neither. imap-send counts "200%" and ends well. git format-patch does not quote such lines.
#
# Here: a mail with a patch's subject and no diff need not be a cover letter, and the message of such a patch may have been
# cut where the author wrote "From". What is missing cannot be found in the archive.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

cat > server.py <<'PYTHON'
import re, sys

lines, answers = sys.stdin.buffer, sys.stdout.buffer

def say(text):
    answers.write(text.encode() + b"\r\n")
    answers.flush()

say("* PREAUTH ready")
got = 0
while line := lines.readline().decode().rstrip():
    tag, command = line.split(" ", 1)
    if command.startswith("CAPABILITY"):
        say("* CAPABILITY IMAP4rev1")
    if size := re.search(r"^APPEND .*\{(\d+)\}$", command):
        say("+ go on")
        got += 1
        with open(f"{sys.argv[1]}/{got}", "wb") as draft:
            draft.write(lines.read(int(size[1])).replace(b"\r\n", b"\n"))
        lines.readline()
    say(f"{tag} OK")
    if command.startswith("LOGOUT"):
        break
PYTHON
mkdir split drafts

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base
echo two > a.c
git commit -qam "wind: calm

It was loud.

From here on the wind is calm.

Signed-off-by: Mira Holt <mira@oak.example>"
git format-patch -q --stdout -1 > ../mail

same "git mailsplit: one mail" 1 "$(git mailsplit -o../split ../mail)"
git -c imap.folder=Drafts -c "imap.tunnel=python3 $temporary/server.py $temporary/drafts" imap-send < ../mail > /dev/null 2> ../said
same "git imap-send counts" "200% (2/1)" "$(grep -o '200% (2/1)' ../said)"
same "the first draft ends above the line" \
"Subject: [PATCH] wind: calm

It was loud." \
"$(sed -n '/^Subject/,$p' ../drafts/1)"
same "the second has neither headers nor the line" \
"
Signed-off-by: Mira Holt <mira@oak.example>
---
 a.c | 2 +-" \
"$(sed -n '1,4p' ../drafts/2)"
