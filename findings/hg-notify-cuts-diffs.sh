#!/usr/bin/env bash
# Mercurial 7.2.4 (PyPI), the extension notify, which mails what was pushed to a list; git 2.39.5 (Debian), git apply; unidiff 1.0.1 (PyPI).
#
# Expected: a mail for each changeset, with its author, message and diff, as the hooks of git write it; or one with all of them.
# Seen: one mail for a push, from whoever pushed; no field and no line names the authors. Of each message there is the first line. The diff is that of
# all changesets together, and only its first 300 lines, without a mark where it ends: in the middle of a hunk, so that removed
# lines have lost the added ones. Above it stands "diffs (truncated from 410 to 300 lines)" and a diffstat of the whole. git apply and unidiff refuse it.
#
# Here: such a mail is no patch: of its diff neither files nor numbers are those of a changeset. Its diffstat is that of the push.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi mercurial==7.2.4 unidiff==1.0.1

printf '[ui]\nusername = Mira Holt <mira@oak.example>\n[diff]\ngit = true\n' > "$HOME/.hgrc"
hg init oak
seq 100 299 > oak/wind.c
echo one > oak/sail.c
hg -R oak commit -qAm base oak
hg clone -q oak server
cat > server/.hg/hgrc <<'CONFIG'
[extensions]
notify =
[hooks]
changegroup.notify = python:hgext.notify.hook
[notify]
sources = push
config =
test = False
[reposubs]
* = oak@lists.example
CONFIG
printf '[email]\nmethod = %s/keep\n' "$temporary" >> server/.hg/hgrc
printf '#!/bin/sh\ncat > %s/mail\n' "$temporary" > keep
chmod +x keep
cd oak
sed -i 's/^/calm /' wind.c
hg commit -qu 'Jo Elm <jo@elm.example>' -m $'wind: calm it\n\nIt was loud.\n\nSigned-off-by: Jo Elm <jo@elm.example>'
echo two > sail.c
hg commit -qu 'Ane Oak <ane@oak.example>' -m 'sail: mend it'
hg push -q ../server
cd ..
same "above the diff" "Subject: SERVER: 2 new changesets
From: =?iso-8859-1?q?Mira_Holt?= <mira@oak.example>
To: oak@lists.example

changeset ID in SERVER
details: SERVER?cmd=changeset;node=ID
summary: wind: calm it

changeset ID in SERVER
details: SERVER?cmd=changeset;node=ID
summary: sail: mend it

diffstat:

 sail.c |    2 +-
 wind.c |  400 ++++++++++++++++++++++++++++++++--------------------------------
 2 files changed, 201 insertions(+), 201 deletions(-)

diffs (truncated from 410 to 300 lines):" \
    "$(sed '/^diffs (/q' mail | grep -Ev '^(MIME-|Content-|Date:|X-|Message-I)' | sed -E "s#$temporary/server#SERVER#g; s/[0-9a-f]{12}/ID/")"
sed '1,/^diffs (/d' mail | sed 1d > diff
same "the diff" "300 lines, of them 201 -, 91 +" \
    "$(grep -c '' diff) lines, of them $(grep -c '^-[^-]' diff) -, $(grep -c '^+[^+]' diff) +"
same "its end" "+calm 189" "$(tail -1 diff)"
same "the author" "" "$(grep -E 'Jo|Ane' mail || true)"
same "git apply" "error: corrupt patch at line 300" "$(cd oak && git apply --check ../diff 2>&1 | sed 's/ .*diff:301//')"
same "unidiff" "unidiff.errors.UnidiffParseError: Hunk is shorter than expected" "$(python -c 'import unidiff; unidiff.PatchSet(open("diff"))' 2>&1 | tail -1)"
