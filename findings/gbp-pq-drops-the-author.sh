#!/usr/bin/env bash
# git-buildpackage 0.9.30 (Debian), gbp pq import and export, with which packagers keep patches of a list; git 2.39.5 (Debian), git am.
#
# Expected: the commit of git am for a file of format-patch in debian/patches.
# Seen: `From: Author <address>` at the beginning of the text is dropped, and the sender is the author: nothing names the author any
# more, unless a sign-off does. The envelope line and the field Message-ID become the message's first paragraph, and
# `[PATCH v2 2/3]` stays in the title. gbp pq export, called without any change, writes the file again with all of this, and
# without the notes below `---`.
#
# Here: a package's patch need not be by whom its From line names. Look for the mail by title, with the brackets cut off, or by the
# Message-ID, which may be in the text.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian git-buildpackage=0.9.30 python3-dateutil python3-pkg-resources python3-six
export PYTHONPATH=$temporary/debian/usr/lib/python3/dist-packages

git init -q oak && cd oak
mkdir -p debian/patches
printf 'oak (1.0-1) unstable; urgency=low\n\n  * Calm.\n\n -- Mira Holt <mira@oak.example>  Mon, 05 Jan 2026 10:00:00 +0000\n' > debian/changelog
printf 'Source: oak\nMaintainer: Mira Holt <mira@oak.example>\n\nPackage: oak\nArchitecture: all\nDescription: oak\n' > debian/control
echo one > a.c
cat > ../calm.patch <<'PATCH'
From 4e81e124dded86dc19926ff2554223439f61c73e Mon Sep 17 00:00:00 2001
From: Mira Holt <mira@oak.example>
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: [PATCH v2 2/3] wind: calm
Message-ID: <calm@oak.example>

From: Bo Reed <bo@reed.example>

It was loud.
---
v2: less wind
 a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/a.c b/a.c
index 5626abf..f719efd 100644
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two
-- 
2.39.5

PATCH
cp ../calm.patch debian/patches
echo calm.patch > debian/patches/series
git add . && git commit -qm base
git am -q ../calm.patch
same "git am" "Bo Reed: wind: calm

It was loud." "$(git log -1 --format='%an: %B')"
git reset -q --hard HEAD^
gbp pq import > ../said 2>&1
same "gbp pq import" "Mira Holt: [PATCH v2 2/3] wind: calm

From 4e81e124dded86dc19926ff2554223439f61c73e Mon Sep 17 00:00:00 2001
Message-ID: <calm@oak.example>

It was loud.

Gbp-Pq: Name calm.patch" "$(git log -1 --format='%an: %B')"
gbp pq export > ../said 2>&1
same "gbp pq export" "From: Mira Holt <mira@oak.example>
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: [PATCH v2 2/3] wind: calm

From 4e81e124dded86dc19926ff2554223439f61c73e Mon Sep 17 00:00:00 2001
Message-ID: <calm@oak.example>

It was loud.
---" "$(sed '/^---$/q' debian/patches/calm.patch)"
