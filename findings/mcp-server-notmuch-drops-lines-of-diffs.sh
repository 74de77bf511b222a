#!/usr/bin/env bash
# mcp-server-notmuch 3.0.0 (PyPI), which shows mails of notmuch to an assistant and quotes them for answers; on patches of git 2.39.5 (Debian).
#
# Expected: the text of the mail.
# Seen: blanks at the ends of lines are cut off, and of several empty lines one is left: where a hunk has two empty lines in a row, one is gone, so
# that git apply says "corrupt patch", and all lines below have another number than in the mail. A v2 that only takes a blank off the end
# of a line is shown as v1 is. The same text is quoted in an answer. Of `format-patch --inline` and `--attach`, the text has no diff at all.
#
# Here: what an assistant says of lines and blanks of a patch need not be true of the mail. Find a quoted line by its words, not by counting from
# the header of its hunk.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi mcp-server-notmuch==3.0.0

cat > show.py <<'PYTHON'
import sys

from mcpnotmuch import compose, message

parsed = message.parse_message(sys.argv[1])
print(compose.quote_body(parsed.body) if sys.argv[2:] == ["quote"] else parsed.body)
PYTHON
git init -q oak && cd oak
printf 'one\n\n\nthree\n' > wind.c
git add . && git commit -qm base && git tag base
printf 'one\n\n\nfour \n' > wind.c
git commit -qam 'wind: calm'
git format-patch -q --stdout base > ../v1.eml
git format-patch -q --stdout --inline base > ../inline.eml
git format-patch -q --stdout --attach base > ../attach.eml
printf 'one\n\n\nfour\n' > wind.c
git commit -qa --amend --no-edit
git format-patch -q --stdout base > ../v2.eml
git checkout -q base
show() { python ../show.py "$@"; }
hunk() { sed -n '/@@ -/,/[+]four/p'; }

same "a hunk" "@@ -1,4 +1,4 @@
 one

-three
+four" "$(show ../v1.eml | hunk)"
same "the mail applies" "" "$(git apply --check ../v1.eml 2>&1)"
show ../v1.eml > ../shown
same "what is shown does not" "error: corrupt patch" "$(git apply --check ../shown 2>&1 | cut -d' ' -f1-3)"
same "v2 without the blank" "$(show ../v1.eml | hunk)" "$(show ../v2.eml | hunk)"
same "quoted" "> @@ -1,4 +1,4 @@
>  one
>
> -three
> +four" "$(show ../v1.eml quote | hunk)"
same "lines of a diff, --inline and --attach" "0 0" "$(show ../inline.eml | grep -c '^@@') $(show ../attach.eml | grep -c '^@@')"
