#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 mbox --minimize, which writes a thread without what is repeated; procmail 3.22 (Debian), formail on the file.
#
# Expected: shorter header fields and quotes, and every word that somebody wrote.
# Seen: of an answer, the trailers at its end are left out, as they would be cut off a commit's message: a mail that only says
# Reviewed-by is not written at all, one with a remark and a Reviewed-by keeps the remark. A Tested-by above a quote stays, and
# so does what stands in one piece with other lines. b4 am on the file finds one of three reviewers. References and Cc are dropped,
# and the order of the fields changes from call to call. There is no empty line between mails: formail, which wants one,
# sees fewer mails than there are.
#
# Here: a thread saved so is no source for who reviewed what, nor for who was asked. A reviewer may have no mail in it.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian procmail=3.22-27
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

mail() { # sender, hour, ID, subject, parent; text on standard input
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
    fields "$1" "Mon, 5 Jan 2026 $2:00:00" "$3" "$4" "$5"
    printf 'Cc: Ane <ane@oak.example>\n\n'
    cat
    echo
}
{
    mail Mira 10 patch '[PATCH] wind: calm' '' <<'TEXT'
It was loud.

Signed-off-by: Mira <mira@oak.example>
---
 a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/a.c b/a.c
index 1111111..2222222 100644
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two
TEXT
    mail Bo 11 bo 'Re: [PATCH] wind: calm' patch <<'TEXT'
Reviewed-by: Bo <bo@oak.example>
TEXT
    mail Cy 11 cy 'Re: [PATCH] wind: calm' patch <<'TEXT'
> -one
> +two

Good.

Reviewed-by: Cy <cy@oak.example>
TEXT
    mail Jo 12 jo 'Re: [PATCH] wind: calm' patch <<'TEXT'
Works here.

Tested-by: Jo <jo@oak.example>

> It was loud.
TEXT
} > thread.mbox
git init -q project

b4_on() { (cd project && b4 --offline-mode -n --no-stdin "$1" --no-cache --use-local-mbox "../$2" -o - "${@:3}" patch@oak.example 2> /dev/null); }
b4_on mbox thread.mbox --minimize > small.mbox
trailers() { sed -n 's/^\([A-Z][a-z-]*-by\): \([A-Z][a-z]*\).*/\1 \2/p' | sort | paste -sd,; }

same "b4 mbox writes what came" "Reviewed-by Bo,Reviewed-by Cy,Signed-off-by Mira,Tested-by Jo" "$(b4_on mbox thread.mbox | trailers)"
same "b4 mbox --minimize leaves reviews out, and one mail" "Signed-off-by Mira,Tested-by Jo 3" "$(trailers < small.mbox) $(grep -c '^From mboxrd' small.mbox)"
same "Cy's mail" "> -one
> +two

Good." "$(sed -n '/^> -one/,/^Good/p' small.mbox)"
same "b4 am, of both" "Reviewed-by Bo,Reviewed-by Cy,Signed-off-by Mira,Tested-by Jo / Signed-off-by Mira,Tested-by Jo" \
    "$(b4_on am thread.mbox | trailers) / $(b4_on am small.mbox | trailers)"
same "no References, no Cc" 0 "$(grep -cE '^(References|Cc):' small.mbox || true)"
same "formail, which wants an empty line between mails, of 3" 2 "$(formail -s sh -c 'cat > said; echo 1' < small.mbox | wc -l)"
