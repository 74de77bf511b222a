#!/usr/bin/env bash
# git 2.39.5 (Debian; 2.47.3 alike), git am, and b4 0.16.0 (PyPI), b4 am, on a v2 that answers v1 in the manner of offices: the new patch, the
# sender's signature `-- `, and below it "-----Original Message-----" with the old patch, not quoted.
#
# Expected: the patch ends at the signature: git's own stands there, mail programs dim what is below it, b4 knows it.
# Seen: git am applies every diff to the end of the mail. A file that both versions add is committed as v1 had it, under the message of v2, without
# an error: the later diff wins. What v1 changed in another file becomes part of the commit of v2. Only where both change the same lines the mail
# is refused, "patch does not apply". So it is with a diff at the beginning of a line between `---` and the list of files, which is meant for
# trying the patch: it is committed. Indented or quoted by `> `, both are passed over. b4 am names no problem and passes all on; the list of files
# in the mail has only the first. git patch-id gives an id for each diff of the mail, and the commit has a third one.
#
# Here: a commit may hold the old version of a file, or files that the list in its mail does not name, and "does not apply" may come from the tail
# of the mail. Read the diffs below a signature too, or say that there are some.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
for file in wind sail; do echo one > $file.c; done
git add . && git commit -qm base && git tag base
change() { printf 'diff --git a/%s.c b/%s.c\n--- a/%s.c\n+++ b/%s.c\n@@ -1 +1 @@\n-one\n+%s\n' "$1" "$1" "$1" "$1" "$2"; }
added() { printf 'diff --git a/rope.c b/rope.c\nnew file mode 100644\n--- /dev/null\n+++ b/rope.c\n@@ -0,0 +1 @@\n+%s\n' "$1"; }
mail() { # between --- and the list, the diff of v2, below the signature
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH v2] wind: calm' old
    printf '\nIt was loud.\n\nSigned-off-by: Mira <mira@oak.example>\n---\n%s\n wind.c | 2 +-\n\n%s\n-- \nMira, the oak\n\n' "$1" "$2"
    printf -- '-----Original Message-----\nFrom: Mira\nSubject: [PATCH] wind: calm\n\nIt is loud.\n---\n%s\n' "$3"
}
taken() { # a mail in ../mbox
    git checkout -q --detach base
    if git am -q ../mbox > ../said 2>&1; then git diff --name-only HEAD^ | paste -sd' '
    else git am --abort; grep -o 'patch does not apply' ../said; fi
}

mail '' "$(change wind two)" "$(change sail two)" > ../mbox
same "v1 in another file" "sail.c wind.c" "$(taken)"
ids() { git patch-id --stable | cut -d' ' -f1; }
same "ids of the mail, and those that the commit has" "2 0" "$(ids < ../mbox | wc -l) $(git show | ids | grep -cFf <(ids < ../mbox))"
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mbox -o - calm@oak.example > ../b4.mbox 2> ../said
same "b4 am writes both" "+++ b/wind.c +++ b/sail.c" "$(grep '^+++' ../b4.mbox | paste -sd' ')"
mail '' "$(change wind two)" "$(change wind three)" > ../mbox
same "v1 in the same lines" "patch does not apply" "$(taken)"
mail '' "$(added two)" "$(added one)" > ../mbox
same "v1 adds the same file: the commit has it" "rope.c one" "$(taken) $(cat rope.c)"
mail '' "$(change wind two)" "$(change sail two | sed 's/^/> /')" > ../mbox
same "quoted" "wind.c" "$(taken)"

mail "$(change sail loud)" "$(change wind two)" '' > ../mbox
same "for trying, above the list of files" "sail.c wind.c" "$(taken)"
mail "$(change sail loud | sed 's/^/  /')" "$(change wind two)" '' > ../mbox
same "indented" "wind.c" "$(taken)"
