#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 ty --auto, after b4 am of two versions of a patch, and of another patch with the same title.
#
# Expected: thanks for the patch that was applied, since b4 compares the changes of the commits with those of the mails.
# Seen: where no commit has the change of a mail, b4 takes one with its title, whatever it changes and whoever wrote it. If v1 was taken with
# b4 am, to look at it, and v2 was applied, both are thanked: "Applied, thanks!", below v1 as below v2, with the commit of v2. A patch
# with the usual title `doc: fix typo`, which was only looked at, is thanked with the commit of another person's. Commits of the
# caller of the last week are looked at; nothing says that the change is another.
#
# Here: thanks by b4 name a commit that may hold another version, or another patch. If v1 and v2 are thanked with one commit, the
# last version was applied; if the commit is at hand, compare its changes.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
git init -q project
cd project
printf '%s\n' one . . . . . . two > a.c
git add . && git commit -qm base

mail() { # sender, id, subject, the line that is changed, what it becomes
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields "$1" 'Mon, 5 Jan 2026 10:00:00' "$2" "$3"
    printf '\nIt was loud.\n\nSigned-off-by: %s <%s@oak.example>\n---\n' "$1" "${1,,}"
    printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n'
    sed "s/^$4\$/$5/" a.c | diff -u a.c - | sed 1,2d || true
    printf -- '-- \n2.39.5\n\n'
}
taken() { # id; the mail comes from standard input
    cat > "../$1.mbox"
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "../$1.mbox" -o ../taken "$1@oak.example" > said 2>&1
    rm said
}
mail Bo v1 '[PATCH] wind: calm' one ONE | taken v1
mail Bo v2 '[PATCH v2] wind: calm' one once | taken v2
mail Jo hers '[PATCH] doc: fix typo' one won | taken hers
mail Ane applied '[PATCH] doc: fix typo' two too > ../applied.mbox
git am -q ../taken/v2_*.mbx ../applied.mbox
commit() { git log -1 --format="%an's %H" --grep "$1"; }
bos=$(commit calm) anes=$(commit typo)

b4 --offline-mode -n --no-stdin ty --auto -o ../thanks > ../said 2>&1
thanks() { grep -hE '^(Subject|In-Reply-To|Applied|      commit)' ../thanks/"$1"; }
same "thanks for v2" "In-Reply-To: <v2@oak.example>
Subject: Re: [PATCH v2] wind: calm
Applied, thanks!
      commit: ${bos#* }" "$(thanks bo_oak_example_patch_v2_wind_calm.thanks)"
same "thanks for v1, with the same commit" "In-Reply-To: <v1@oak.example>
Subject: Re: [PATCH] wind: calm
Applied, thanks!
      commit: ${bos#* }" "$(thanks bo_oak_example_patch_wind_calm.thanks)"
same "thanks for Jo's patch, with the commit of Ane's" "Ane's
In-Reply-To: <hers@oak.example>
Subject: Re: [PATCH] doc: fix typo
Applied, thanks!
      commit: ${anes#* }" "${anes% *}
$(thanks jo_oak_example_patch_doc_fix_typo.thanks)"
same "a word of doubt" "" "$(grep -iE 'warning|title|differ' ../said || true)"
