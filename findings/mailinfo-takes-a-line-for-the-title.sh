#!/usr/bin/env bash
# git 2.39.5 (Debian), git mailinfo and git am; b4 0.16.0 (PyPI), b4 am.
#
# Expected: the title of a commit is the mail's Subject, or an in-body `Subject:`; another first line is the message.
# Seen: a first line of the body that begins with `[PATCH] ` replaces the title, also right below an in-body `From:`. People who
# paste a patch below a subject of their own write such a line. `[PATCH v2]`, `[RFC PATCH] `, `Re: [PATCH] ` and a line
# further down stay text. Of two such lines the second counts. b4 am does the same, and
# puts the brackets of the subject in front.
#
# Here: a digest shows the subject, and the commit has the first line for its title. A merged patch is not found by its
# subject; look at such a line as well.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

mail() { # the body's first lines
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH v2 1/1] please take this'
    printf '\n%b\n\nIt was loud.\n---\n a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n' "$1"
    printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n'
}
title() { mail "$1" | git mailinfo message patch | sed -n 's/^Subject: //p'; sed -n 1p message; }

same "[PATCH] in the first line" "wind: calm
It was loud." "$(title '[PATCH] wind: calm')"
same "below an in-body From" "wind: calm
It was loud." "$(title 'From: Jo Elm <jo@elm.example>\n[PATCH] wind: calm')"
same "with an empty line between" "please take this
[PATCH] wind: calm" "$(title 'From: Jo Elm <jo@elm.example>\n\n[PATCH] wind: calm')"
for line in '[PATCH v2] wind: calm' '[RFC PATCH] wind: calm' 'Re: [PATCH] wind: calm'; do
    same "$line" "please take this
$line" "$(title "$line")"
done
same "further down" "please take this
Hi," "$(title 'Hi,\n\n[PATCH] wind: calm')"
same "two such lines" "sail: mend
It was loud." "$(title '[PATCH] wind: calm\n[PATCH] sail: mend')"

mail '[PATCH] wind: calm' > mail.mbox
git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
git am -q ../mail.mbox
same "git am" "wind: calm" "$(git log --format=%s base..)"
git reset -q --hard base
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mail.mbox -o - calm@oak.example > ../b4.mbox 2> /dev/null
same "b4 am" "Subject: [PATCH v2 1/1] wind: calm" "$(grep -F '[PATCH' ../b4.mbox)"
git am -q ../b4.mbox
same "b4 am and git am" "wind: calm" "$(git log --format=%s base..)"
