#!/usr/bin/env bash
# git 2.39.5 (Debian), git am, and b4 0.16.0 (PyPI), b4 am, on a month of a Pipermail archive (Mailman 2.1: `2026-January.txt`).
#
# Expected: `From: mira at oak.example (Mira Holt)` has a name that everybody can read; at worst the address is odd.
# Seen: for git am the author has neither name nor address, and it stops: "empty ident name". b4 am writes the mail with an empty
# From field. A Reviewed-by with such an address, given in an answer, is not taken over. With `@` put back everywhere, git am
# finds name and address, and b4 takes the review; but b4 leaves out a name that stands in parentheses behind the address.
#
# Here: projects whose only archive is Pipermail's cannot apply from it, and commits lack reviews that the archive has. Read
# ` at ` as `@` between two words of an address line, in From fields as in trailers.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

cat > month.txt <<'MAIL'
From mira at oak.example  Mon Jan  5 10:00:00 2026
From: mira at oak.example (Mira Holt)
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: [Oak] [PATCH] wind: calm
Message-ID: <calm@oak.example>

It was loud.

Signed-off-by: Mira Holt <mira at oak.example>
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


From bo at reed.example  Mon Jan  5 11:00:00 2026
From: bo at reed.example (Bo Reed)
Date: Mon, 5 Jan 2026 11:00:00 +0000
Subject: Re: [Oak] [PATCH] wind: calm
In-Reply-To: <calm@oak.example>
References: <calm@oak.example>
Message-ID: <answer@reed.example>

On Mon, 5 Jan 2026, Mira Holt wrote:
> It was loud.

Reviewed-by: Bo Reed <bo at reed.example>

MAIL
sed -E 's/([a-z]) at ([a-z]+\.example)/\1@\2/' month.txt > mended.txt
for name in month mended; do sed '/^From bo/,$d' $name.txt > $name.first; done

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
made() {
    git am "$1" 2>&1 | grep -E 'empty ident|^Applying' || true
    git am --abort 2> /dev/null || true
    git log --format='%an <%ae>: %s' base..
    git reset -q --hard base
}
same "git am" "fatal: empty ident name (for <>) not allowed" "$(made ../month.first | grep -v '^Applying')"
same "git am of the mended mail" \
"Applying: wind: calm
Mira Holt <mira@oak.example>: wind: calm" \
"$(made ../mended.first)"

taken() {
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "$1" -o - calm@oak.example 2> /dev/null |
        grep -E '^(From:|Subject|.*-by)' | sed 's/ *$//'
}
same "b4 am: no author, no review" \
"Subject: [PATCH] wind: calm
From:
Signed-off-by: Mira Holt <mira at oak.example>" \
"$(taken ../month.txt)"
same "b4 am of the mended mails: the review, and the address alone" \
"Subject: [PATCH] wind: calm
From: mira@oak.example
Reviewed-by: Bo Reed <bo@reed.example>
Signed-off-by: Mira Holt <mira@oak.example>" \
"$(taken ../mended.txt)"
