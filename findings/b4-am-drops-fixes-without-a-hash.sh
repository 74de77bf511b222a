#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am, on lines of the last paragraph of a message that it does not take for trailers.
#
# Expected: what is not a trailer for b4 stays in the message, as other lines do; `git am` keeps all of it.
# Seen: a `Fixes:` that does not begin with six hexadecimal digits is dropped without a word: the address of an issue, `#12`, a
# CVE, `commit 0123… ("title")`. So are lines that begin with `Mail:`, `Email:`, `Phone:`, and, below another line of the
# paragraph, with `From:`, `Date:` or `Subject:`, as in a log of a bug. In other paragraphs these lines stay.
#
# Here: projects that write `Fixes:` with the address of an issue lose it from the commits, which then are not tied to the issue. Take
# `Fixes:` from the mail, not from the commit; a commit may lack lines of its mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q project
cd project
echo one > a.c
git add . && git commit -qm base && git tag base
mail() { # the message comes from standard input
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    echo
    cat
    printf -- '---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n'
}
committed() { # the mbox comes from standard input
    git am -q
    git log -1 --format=%b
    git reset -q --hard base
}
by_b4() { b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "$1" -o - calm@oak.example 2> /dev/null | committed; }

mail > ../issue.mbox <<'MESSAGE'
It was loud.

Fixes: https://oak.example/issues/12
Fixes: #13
Fixes: CVE-2026-0001
Fixes: commit 0123456789ab ("wind: blow")
Fixes: 0123456789ab ("wind: blow")
Closes: https://oak.example/issues/14
Signed-off-by: Mira <mira@oak.example>
MESSAGE
same "git am" "$(sed -n '/^It was/,/^Signed/p' ../issue.mbox)" "$(committed < ../issue.mbox)"
same "b4 am" 'It was loud.

Fixes: 0123456789ab ("wind: blow")
Closes: https://oak.example/issues/14
Signed-off-by: Mira <mira@oak.example>' "$(by_b4 ../issue.mbox)"

mail > ../log.mbox <<'MESSAGE'
The mails that were lost:

first
From: Bo
Date: Monday
Mail: the one with the sail

These came:

second
From: Bo
Date: Tuesday

It was the wind.
MESSAGE
same "b4 am keeps them in a paragraph in the middle" "$(sed -n '/^The mails/,/^It was/p' ../log.mbox)" "$(by_b4 ../log.mbox)"
sed -i '/^These/,/^It was/d' ../log.mbox
same "b4 am drops them in the last one" "The mails that were lost:

first" "$(by_b4 ../log.mbox)"
