#!/usr/bin/env bash
# patman 0.5.0 (PyPI patch-manager), patman send, on commits with a Change-Id; git 2.39.5 (Debian), git am, on the files.
#
# Expected: a file as format-patch writes it, with a Message-ID made of the Change-Id among the header fields, so that all tools that take
# format-patch's files take these.
# Seen: the field is put in front of the line `From COMMIT Mon Sep 17 …`. git am says "Patch format detection failed"; with
# `--patch-format=mbox` it takes the file. In one file with the others (`cat *.patch`), git am takes all patches, but each id is now
# the last line of the mail before it: with `--message-id` no commit has one, except that of a first mail. git send-email does take the
# id out of such a file. The ids end in `@changeid`, whoever the sender is.
#
# Here: an mbox made of such files has mails without an id, and an id below the signature that is the next mail's. An id of the list's
# archive that ends in `@changeid` names version and number of the patch: `TIME.v2.1.CHANGE@changeid`.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi patch-manager==0.5.0
export USER=mira

git init -q project
cd project
printf 'one\ntwo\n' > a.c
git add . && git commit -qm base
git checkout -qb work && git branch -q -u main
sed -i 's/one/ONE/' a.c && git commit -qam 'wind: calm

Series-version: 2
Change-Id: Icalm
Signed-off-by: Mira Holt <mira@oak.example>'
sed -i 's/two/TWO/' a.c && git commit -qam 'wind: hush

Change-Id: Ihush
Signed-off-by: Mira Holt <mira@oak.example>'
patman send -n --no-check --no-maintainers > ../said 2>&1
without_time() { sed -E 's/[0-9]{14}/TIME/; s/From [0-9a-f]{40}/From COMMIT/'; }
same "the first lines" "Message-Id: <TIME.v2.1.Icalm@changeid>
From COMMIT Mon Sep 17 00:00:00 2001
From: Mira Holt <mira@oak.example>" "$(head -3 0001-*.patch | without_time)"

git checkout -q main
base=$(git rev-parse main)
ids() { git log --reverse --format=%B "$base..$1" | grep -i '^message-id' | without_time || true; }
same "git am of the file" "Patch format detection failed." "$(git am 0001-*.patch 2>&1)"
git am -q --message-id --patch-format=mbox 0001-*.patch
same "with --patch-format=mbox" "Message-Id: <TIME.v2.1.Icalm@changeid>" "$(ids HEAD)"
git reset -q --hard "$base"
{ git format-patch -q --stdout -1 --root "$base" | sed 's/a\.c/b.c/g' && cat 000*.patch; } > ../all.mbox
git am -q --message-id ../all.mbox
same "three mails in one file" "base wind: calm wind: hush" "$(git log --reverse --format=%s "$base.." | paste -sd' ')"
same "their ids" "" "$(ids HEAD)"
