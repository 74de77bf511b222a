#!/usr/bin/env bash
# dep3changelog of devscripts 2.23.4 (Debian), which writes the entry of a changelog for a patch in a package, on mails of git 2.39.5 format-patch,
# whose fields `From:` and `Subject:` the header of such a patch (DEP-3) may have.
#
# Expected: the patch's title and "Thanks to" its author, as any reader of mails has them.
# Seen: the fields are not decoded, and one line of them is read: thanks go to `=?UTF-8?q?=C3=89lm?=`, and a folded title ends in the middle. The
# brackets stay. All lines down to the first `---` count, and the last wins: in a message with a line `Subject: …` or `From: …`, as
# a log or an example has them, that is the entry. Only so is an author in the first line of the message the one thanked. `Bug-Debian:` in
# the message closes a bug, `Closes:` and a trailer's `Link:` do not.
#
# Here: the author and the title in a package's changelog need not be those of the patch. Look for a patch by the name of its file.
source "$(dirname "$0")/common"
debian devscripts=2.23.4+deb12u2

mkdir -p oak/debian
printf 'Source: oak\nMaintainer: Mira Holt <mira@oak.example>\n\nPackage: oak\nArchitecture: all\nDescription: oak\n' > oak/debian/control
printf 'oak (1-1) unstable; urgency=medium\n\n  * First.\n\n -- Mira Holt <mira@oak.example>  Thu, 01 Jan 2026 10:00:00 +0000\n' > oak/debian/changelog
cp oak/debian/changelog first
export DEBFULLNAME='Mira Holt' DEBEMAIL=mira@oak.example
entry() { # fields and text of the mail: the entry, in one line
    {
        printf 'From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n%s\n---\n wind.c | 2 +-\n\n' "$1"
        printf 'diff --git a/wind.c b/wind.c\n--- a/wind.c\n+++ b/wind.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n'
    } > oak/wind
    cp first oak/debian/changelog
    (cd oak && dep3changelog wind > ../said 2>&1)
    sed -n '/^  \* /,/^ --/p; /^ --/q' oak/debian/changelog | grep -v '^ --' | xargs
}
head=$'From: Jo Elm <jo@elm.example>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: [PATCH 1/2] wind: calm'
same "a mail" "* wind: [PATCH 1/2] wind: calm. Thanks to Jo Elm <jo@elm.example>." "$(entry "$head"$'\n\nIt was loud.')"
same "a name that is coded, a title that is folded" "* wind: [PATCH 1/2] wind: calm. Thanks to =?UTF-8?q?=C3=89lm?= <jo@elm.example>." \
    "$(entry "$(sed 's/Jo Elm/=?UTF-8?q?=C3=89lm?=/' <<< "$head")"$'\n the wind of the mill\n\nIt was loud.')"
same "an example in the message" "* wind: of a mail. Thanks to nobody." "$(entry "$head"$'\n\nIt was loud in:\n\nSubject: of a mail\nFrom: nobody')"
same "another author" "* wind: [PATCH 1/2] wind: calm. Thanks to Ane Oak <ane@oak.example>." \
    "$(entry "$head"$'\n\nFrom: Ane Oak <ane@oak.example>\n\nIt was loud.')"
same "bugs" "* wind: [PATCH 1/2] wind: calm. Thanks to Jo Elm <jo@elm.example>. Closes: #123456." \
    "$(entry "$head"$'\n\nIt was loud.\n\nCloses: https://bugs.debian.org/654321\nBug-Debian: https://bugs.debian.org/123456')"
