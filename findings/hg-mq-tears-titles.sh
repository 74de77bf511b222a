#!/usr/bin/env bash
# Mercurial 7.2.4 (PyPI), hg qimport, qpush and qfinish of its extension mq; git 2.39.5 (Debian), git format-patch --from.
#
# Expected: the changeset that hg import makes of such a mail, or better: title, message, the author of the in-body `From:`, no diffstat.
# Seen: the fields of a mail are known to it, so that the subject is the title, with `[PATCH v2]`. But only its first line: the second line of the
# message is `From COMMIT Mon Sep 17 00:00:00 2001`, the third the rest of the folded subject. The in-body `From:` stays in the message and the
# sender is the author, and `---` with the list of files is part of the message for good, trailers above it are no longer at its end. The date is that
# of the call. It all survives qrefresh and qfinish. hg import joins the subject and drops `---` and `[PATCH v2]`.
#
# Here: a title in such a repository may be cut after some seventy letters; find it by its beginning, or by the changes.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi mercurial==7.2.4

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
echo two > a.c
git commit -qa --author='Jo Elm <jo@elm.example>' -m 'wind: calm all that blows over the hills and over the sea in the summer' \
    -m 'It was loud.' -m 'Signed-off-by: Jo Elm <jo@elm.example>'
git format-patch -q --from -v2 -o .. base
mkdir ../hg && git archive base | tar -x -C ../hg
cd ../hg
export HGRCPATH=$temporary/hgrc
printf '[ui]\nusername = Hana Oak <hana@oak.example>\n[extensions]\nmq =\n' > "$HGRCPATH"
hg init && hg add -q && hg commit -qm base
message() { hg log -r tip --template '{author}\n{desc}\n' | sed -E 's/[0-9a-f]{40}/COMMIT/'; }

{ hg qimport -q ../v2-0001* && hg qpush -q && hg qrefresh && hg qfinish -a; } > ../said 2>&1
same "mq" "Mira Holt <mira@oak.example>
[PATCH v2] wind: calm all that blows over the hills and over the sea
From COMMIT Mon Sep 17 00:00:00 2001
 in the summer
From: Jo Elm <jo@elm.example>

It was loud.

Signed-off-by: Jo Elm <jo@elm.example>
---
 a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)" "$(message)"
hg update -q 0
hg import -q ../v2-0001*
same "hg import" "Mira Holt <mira@oak.example>
wind: calm all that blows over the hills and over the sea in the summer
From: Jo Elm <jo@elm.example>

It was loud.

Signed-off-by: Jo Elm <jo@elm.example>" "$(message)"
