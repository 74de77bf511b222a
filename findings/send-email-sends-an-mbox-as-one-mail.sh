#!/usr/bin/env bash
# git 2.39.5 (Debian), git send-email of the file that git format-patch --stdout wrote, with two patches; git am; b4 0.16.0 (PyPI), b4 am.
#
# Expected: two mails: the manual of send-email says that it takes "mbox format files", which is what git format-patch generates.
# Seen: one mail, "[PATCH 1/2]", with a line `From COMMIT` in its text, below it the header of patch 2, and then its message and diff. The
# people of both patches get a copy. What becomes of it depends on how the mail was stored: from an mbox that quotes nothing, git am
# makes both commits; from one that quotes `From `, as public-inbox gives it, one commit with the first title and author and both
# diffs. b4 am says "missing [2/2]!" and makes that commit too.
#
# Here: a patch that seems lost may be in the text of the one before, and a commit may hold the work of an author whom it does not name.
# Look for `>From COMMIT` and header fields between two diffs of a mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian git-email=1:2.39.5-0+deb12u3 libmailtools-perl=2.21-2 libtimedate-perl
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
cat > sendmail <<END
#!/bin/sh
cat >> $temporary/sent
END
chmod +x sendmail

git init -q oak && cd oak
seq 9 > a.c && git add . && git commit -qm base && git tag base
sed -i 's/3/three/' a.c && git commit -qam 'wind: calm' -m 'It was loud.'
sed -i 's/7/seven/' a.c
git commit -qa --author 'Jo Elm <jo@elm.example>' -m 'sail: mend' -m 'It was old.' -m 'Signed-off-by: Jo Elm <jo@elm.example>'
git format-patch --stdout --thread base > ../series.mbox
git send-email --quiet --confirm=never --to oak@lists.example --sendmail-cmd="$temporary/sendmail" ../series.mbox > ../said

same "what was sent" "Sent [PATCH 1/2] wind: calm" "$(cat ../said)"
same "fields and lines that look like fields" 'Cc: Mira Holt <mira@oak.example>,
	Jo Elm <jo@elm.example>
Subject: [PATCH 1/2] wind: calm
From COMMIT Mon Sep 17 00:00:00 2001
From: Jo Elm <jo@elm.example>
Subject: [PATCH 2/2] sail: mend' \
    "$(grep -E '^(From [0-9a-f]|From: Jo|Cc:|	|Subject:)' ../sent | sed -E 's/[0-9a-f]{40}/COMMIT/')"

commits() { # mbox
    git checkout -q -B try base
    git am -q "$1"
    git log --reverse --shortstat --format='%an: %s' base.. | sed '/^$/d'
}
{ echo 'From mira@oak.example Mon Jan  5 10:00:00 2026' && cat ../sent && echo; } > ../plain
same "git am, no quotes" 'Mira Holt: wind: calm
 1 file changed, 1 insertion(+), 1 deletion(-)
Jo Elm: sail: mend
 1 file changed, 1 insertion(+), 1 deletion(-)' "$(commits ../plain)"
joined='Mira Holt: wind: calm
 1 file changed, 2 insertions(+), 2 deletions(-)'
sed '2,$s/^>*From />&/; 1s/.*/From mboxrd@z Thu Jan  1 00:00:00 1970/' ../plain > ../quoted
same "git am, mboxrd" "$joined" "$(commits ../quoted)"
id=$(sed -n '0,/^Message-I/s/^Message-I.: <\(.*\)>/\1/p' ../sent)
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../quoted -o .. "$id" > ../said 2>&1
same "b4 am" "ERROR: missing [2/2]!
$joined" "$(sed -n 's/^ *\(ERROR\)/\1/p' ../said; commits ../*.mbx)"
