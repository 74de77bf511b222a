#!/usr/bin/env bash
# git 2.39.5 (Debian), git quiltimport and git am, on patches of a Debian package, whose headers are those of DEP-3.
#
# Expected: `Description:` is the message, `Author:` the author; at worst both stay in the message as lines, and `--author` gives a name
# where there is no `From:`.
# Seen: quiltimport reads the whole block as header fields of a mail and drops it: description, author, origin, and the reviews as well.
# The commit has the name of the file for its title, nothing below it, and the author of `--author`. With `Subject:` in place of
# `Description:` the title is kept, and `Author:` is dropped all the same; only `From:` is read. If the file has an empty line
# in the block, what is below it is kept. Of a header as quilt writes it (title, then `From:`) the author stays a line of the message. git am
# does not take the file: "Patch format detection failed".
#
# Here: a commit that came from a package may have no author, title or review of its patch. Look for it by its changes, and for the
# description in the package.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q project
cd project
printf '%s\n' one . . . two . . . three . . . four . . . five > a.c
git add . && git commit -qm base && git tag base
mkdir ../patches
patch() { # name, line that is changed; the header comes from standard input
    { cat; sed "s/^$2\$/${2^^}/" a.c | diff -u --label a/a.c --label b/a.c a.c - || true; } > "../patches/$1"
    sed -i "s/^$2\$/${2^^}/" a.c
    echo "$1" >> ../patches/series
}
patch calm.patch one <<'HEADER'
Description: Calm the wind
 It was loud, so that nobody
 slept.
Author: Bo Reed <bo@reed.example>
Origin: upstream, https://oak.example/calm
Reviewed-by: Jo <jo@pine.example>
Last-Update: 2026-01-05
---
HEADER
patch hush.patch two <<'HEADER'
Subject: Hush the wind
Author: Bo Reed <bo@reed.example>
Reviewed-by: Jo <jo@pine.example>

It was loud.

Acked-by: Ane <ane@moss.example>
---
HEADER
patch rest.patch three <<'HEADER'
From: Bo Reed <bo@reed.example>
Subject: Rest
Reviewed-by: Jo <jo@pine.example>

HEADER
patch sail.patch four <<'HEADER'
Mend the sail
From: Bo Reed <bo@reed.example>

It was torn.
HEADER
git checkout -q a.c
git quiltimport --patches ../patches --author 'Nobody <nobody@oak.example>' > ../said
same "the commits" "* Nobody <nobody@oak.example>: calm

* Nobody <nobody@oak.example>: Hush the wind
It was loud.

Acked-by: Ane <ane@moss.example>

* Bo Reed <bo@reed.example>: Rest

* Nobody <nobody@oak.example>: sail
Mend the sail
From: Bo Reed <bo@reed.example>

It was torn." "$(git log --reverse --format='* %an <%ae>: %s%n%b' base..)"

git reset -q --hard base
same "git am" "Patch format detection failed." "$(git am ../patches/calm.patch 2>&1)"
