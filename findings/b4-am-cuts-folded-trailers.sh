#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am on a local mbox; git 2.39.5 (Debian), git am and git interpret-trailers.
#
# Expected: a trailer may go on in the next line, after a blank, as git reads it and as programs write long names that break lines.
# Seen: b4 am reads the first line alone. In the patch's own message the name stays as the trailer, without an address, and the second
# line, ` <ane@oak.example>`, becomes a paragraph above the trailers. From an answer, a Reviewed-by whose address stands in the
# second line is not taken over, and not named among the trailers found. A comment behind the address, `# on the river`, is kept.
#
# Here: the commit of such a patch has a person without an address, and a review of the thread is in no commit. Read both lines as one,
# and do not take what b4 left out for a review that was withdrawn.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

{
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    printf '\nIt was loud.\n\nReported-by: Ane of the long reed by the river\n <ane@oak.example>\nSigned-off-by: Mira <mira@oak.example>\n---\n'
    printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n'
} > patch.mbox
answer() { # name, trailer
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields "$1" 'Mon, 5 Jan 2026 11:00:00' "$1" 'Re: [PATCH] wind: calm' calm
    printf '\nFine.\n\n%s\n\n' "$2"
}
{
    cat patch.mbox
    answer Bo 'Reviewed-by: Bo of the long reed by the river
 <bo@oak.example>'
    answer Jo 'Tested-by: Jo <jo@oak.example> # on the river'
} > list.mbox
git init -q project && cd project
echo one > a.c && git add . && git commit -qm base
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../list.mbox -o .. calm@oak.example > ../said 2>&1
same "git interpret-trailers" "Reported-by: Ane of the long reed by the river <ane@oak.example>
Signed-off-by: Mira <mira@oak.example>" "$(sed '/^$/,$!d' ../patch.mbox | git interpret-trailers --parse)"
same "b4 found" "    + Tested-by: Jo <jo@oak.example>" "$(grep '^    + ' ../said)"
same "b4 wrote" "It was loud.

 <ane@oak.example>

Reported-by: Ane of the long reed by the river
Signed-off-by: Mira <mira@oak.example>
Tested-by: Jo <jo@oak.example> # on the river" "$(sed '1,/^$/d' ../*_calm.mbx | sed '/^diff/,$d')"
