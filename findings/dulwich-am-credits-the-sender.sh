#!/usr/bin/env bash
# dulwich 1.2.21 (PyPI), dulwich am and patch_id, against git 2.39.5 (Debian), git am and git patch-id.
#
# Expected: the commits of `git am`, and the ids of `git patch-id`. dulwich calls its mailinfo "similar to git mailinfo" and
# says that its patch_id "follows git's patch-id algorithm".
# Seen: `From: Author <address>` at the beginning of the body stays in the message, and the sender becomes the author. A
# mail without `---` between message and diff, as other tools than git write it, is refused: "no patch content found".
# patch_id is another number than git's, and leaves out the names of the files: the same lines added to two files have one id.
#
# Here: a commit's author may be who passed the patch on, with the author in the first line of its message. Ids of patches
# made with this library find nothing in an archive that has git's.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi dulwich==1.2.21

patch() { # file, separator
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Mira Holt <mira@oak.example>\nTo: oak@lists.example\n'
    printf 'Date: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: [PATCH] wind: calm %s\nMessage-ID: <%s@oak.example>\n\n' "$1" "$1"
    printf 'From: Jo Elm <jo@elm.example>\n\nIt was loud.\n\nSigned-off-by: Jo Elm <jo@elm.example>\n%s\n' "$2"
    printf 'diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n' "$1" "$1" "$1" "$1"
}
git init -q oak && cd oak
echo one > a.c
echo one > b.c
git add . && git commit -qm base && git tag base
patch a.c --- > ../a.mbox
patch b.c '' > ../b.mbox

git am -q ../a.mbox ../b.mbox
same "git am" \
"Jo Elm: wind: calm a.c
It was loud.

Signed-off-by: Jo Elm <jo@elm.example>

Jo Elm: wind: calm b.c
It was loud.

Signed-off-by: Jo Elm <jo@elm.example>" \
"$(git log --reverse --format='%an: %s%n%b' base..)"

git reset -q --hard base
dulwich am ../a.mbox > /dev/null
same "dulwich am" \
"Mira Holt: wind: calm a.c
From: Jo Elm <jo@elm.example>

It was loud.

Signed-off-by: Jo Elm <jo@elm.example>" \
"$(git log --reverse --format='%an: %s%n%b' base..)"
same "dulwich am, without ---" "no patch content found in message" \
    "$(dulwich am ../b.mbox 2>&1 | tail -1 | sed 's/.*: //')"

ids() { # file: of git, of dulwich
    git patch-id --stable < "$1" | cut -c1-40
    python -c 'import sys; from dulwich.patch import patch_id; print(patch_id(sys.stdin.buffer.read()).decode())' < "$1"
}
sed -n '/^diff/,/^+two/p' ../a.mbox > ../a.diff
sed -n '/^diff/,/^+two/p' ../b.mbox > ../b.diff
{ ids ../a.diff; ids ../b.diff; } > ../ids
same "git's ids differ from dulwich's" "no no" \
    "$(awk 'NR % 2 { git = $1 } !(NR % 2) { printf "%s%s", (NR > 2 ? " " : ""), (git == $1 ? "yes" : "no") }' ../ids)"
same "one id for two files: git no, dulwich yes" "no yes" \
    "$(awk '{ id[NR] = $1 } END { print (id[1] == id[3] ? "yes" : "no"), (id[2] == id[4] ? "yes" : "no") }' ../ids)"
