#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am, against git 2.39.5 (Debian), git am.
#
# Expected: a scissors line stays in the message, as with `git am`, where one asks for it with --scissors. b4 has no option
# of this kind.
# Seen: b4 always cuts there, and writes a mail without what stood above, with the author and the title given below. So the
# commit of `git am` and that of `b4 am` with `git am` have two titles and two authors, from the same mail. The title from
# below the scissors gets the brackets of the mail's subject.
#
# Here: show the text and the author below the scissors, and find the commit by either title.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

cat > mail.mbox <<'MAIL'
From mboxrd@z Thu Jan  1 00:00:00 1970
From: Mira Holt <mira@oak.example>
To: oak@lists.example
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: [PATCH v2 1/1] wind: an idea
Message-ID: <idea@oak.example>

Perhaps so:

-- >8 --
From: Jo Elm <jo@elm.example>
Subject: [PATCH] wind: calm

It was loud.

Signed-off-by: Jo Elm <jo@elm.example>
---
 a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two
-- 
2.39.5

MAIL
git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base

git am -q ../mail.mbox
same "git am keeps all, in the sender's name" \
"Mira Holt: wind: an idea
Perhaps so:

-- >8 --
From: Jo Elm <jo@elm.example>
Subject: [PATCH] wind: calm

It was loud.

Signed-off-by: Jo Elm <jo@elm.example>" \
"$(git show -s --format='%an: %s%n%b' HEAD)"

git reset -q --hard base
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mail.mbox -o - idea@oak.example > ../b4.mbox 2> /dev/null
same "b4 writes one mail with" \
"Subject: [PATCH v2 1/1] wind: calm
From: Jo Elm <jo@elm.example>" \
"$(grep -E '^(Subject|From):' ../b4.mbox)"
git am -q ../b4.mbox
same "b4 am and git am" \
"Jo Elm: wind: calm
It was loud.

Signed-off-by: Jo Elm <jo@elm.example>" \
"$(git show -s --format='%an: %s%n%b' HEAD)"
