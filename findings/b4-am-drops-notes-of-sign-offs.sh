#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am and b4 trailers -u, on a patch whose sign-offs tell its way, as in Linux: the author's, a note of who changed
# it, that person's.
#
# Expected: new trailers are added below; the sign-offs stay as they are, as their order says who passed the patch to whom.
# Seen: if the one who calls b4 has signed the patch already, as authors have who collect reviews for their next version, that line
# is moved behind all others, and a note in brackets below it, `[bo: mended the sail]`, is dropped without a word, as soon as
# one trailer is added, and also if none is. For everybody else both stay. A line `(cherry picked from commit …)` gets an empty line
# below it, which parts it from the trailers.
#
# Here: v2 of a patch may lack the note that v1 has, and have its sign-offs in another order, so that the author seems to have
# taken it from the reviewer. Do not read the way of a patch from one version alone.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

{
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' patch '[PATCH] wind: calm'
    cat <<'TEXT'

It was loud.

(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)
Signed-off-by: Mira Holt <mira@oak.example>
[bo: mended the sail]
Signed-off-by: Bo Reed <bo@reed.example>
---
 a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/a.c b/a.c
index 5626abf..f719efd 100644
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two

TEXT
} > alone.mbox
{
    cat alone.mbox
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
    fields Cy 'Mon, 5 Jan 2026 11:00:00' answer 'Re: [PATCH] wind: calm' patch
    printf '\nReviewed-by: Cy <cy@oak.example>\n\n'
} > thread.mbox
git init -q project && cd project
echo one > a.c
git add . && git commit -qm base

applied() { # address of the one who applies, mails
    git config user.email "$1"
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "../$2" -o - patch@oak.example 2> /dev/null | sed -n '/^(cherry/,/^---$/p' | sed '$d'
}
same "who did not sign it" \
"(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)

Signed-off-by: Mira Holt <mira@oak.example>
[bo: mended the sail]
Signed-off-by: Bo Reed <bo@reed.example>
Reviewed-by: Cy <cy@oak.example>" \
"$(applied jo@elm.example thread.mbox)"
moved="(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)

Signed-off-by: Bo Reed <bo@reed.example>
Reviewed-by: Cy <cy@oak.example>
Signed-off-by: Mira Holt <mira@oak.example>"
same "who did" "$moved" "$(applied mira@oak.example thread.mbox)"
same "without any new trailer" "$(grep -v Reviewed <<< "$moved")" "$(applied mira@oak.example alone.mbox)"

git checkout -q -b topic
sed '1d; /^Message-ID/d' ../alone.mbox | git am -q
b4 --offline-mode -n --no-stdin trailers -u --use-local-mbox ../thread.mbox -F patch@oak.example --since-commit HEAD > ../said 2>&1
same "b4 trailers -u, of the author's commit" "$moved" "$(git log -1 --format=%B | sed -n '/^(cherry/,$p')"
