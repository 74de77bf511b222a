#!/usr/bin/env bash
# gfs-tool 0.0.4 (PyPI), gfs, a helper that makes the mails of each version of a series, with a trail of changes below `---`; git 2.39.5
# (Debian).
#
# Expected: in v2, with a new patch in front, each old patch has the notes that its author wrote below `---` in v1, and v2 belongs to v1.
# Seen: notes go by number. The new patch 1 gets the notes of the old patch 1, `wind: calm` those of `sail: mend`, and the last patch
# none; below a title `v1->v2:` that is written for each patch, changed or not. The v2 of the cover letter is no answer to v1, and
# the version is in no field of its own: it is what the caller types as the prefix.
#
# Here: a note in a patch may be about its neighbour of the version before, and "v1->v2:" does not tell that a patch has changed or
# that it was in v1. Compare the patches; show such notes as the author's text only.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi gfs-tool==0.0.4

git init -q oak && cd oak
for file in hull wind sail; do echo one > $file.c; done
git add . && git commit -qm base && git tag base
change() { echo two > "$1.c" && git commit -qam "$2" -m 'It was old.'; }
change wind 'wind: calm' && change sail 'sail: mend'
mails() { gfs "$@" -c HEAD -t calm --no-cc > /dev/null; }
mails init -n 2 -p PATCH
sed -i 's/^---$/---\nThis needs the new wind.\n/' calm/v1/0001*
sed -i 's/^---$/---\nThe sail was mended by hand.\n/' calm/v1/0002*

git checkout -q -b second base
change hull 'hull: paint'
git cherry-pick main~1 main > /dev/null
mails -v 2 -n 3 -p 'PATCH v2'
notes() { sed -n 's/^Subject: //p; /^---$/,/ | /{/^---$/d;/ | /d;/^ *-* *$/d;p}' "$@"; }
same "v1" '[PATCH 1/2] wind: calm
This needs the new wind.
[PATCH 2/2] sail: mend
The sail was mended by hand.' "$(notes calm/v1/000[1-9]*)"
same "v2" '[PATCH v2 1/3] hull: paint
v1->v2:
This needs the new wind.
[PATCH v2 2/3] wind: calm
v1->v2:
The sail was mended by hand.
[PATCH v2 3/3] sail: mend
v1->v2:' "$(notes calm/v2/000[1-9]*)"
same "patches of v2 that changed" '' \
    "$(diff <(git log --reverse -p --format=%s base..main) <(git log --reverse -p --format=%s second~2..second))"
same "fields of the cover letter of v2 that name a mail" 'Message-Id' \
    "$(sed -nE '/^$/q; s/^(Message-I[Dd]|In-Reply-To|References):.*/\1/p' calm/v2/0000*)"
