#!/usr/bin/env bash
# git 2.39.5 (Debian), git format-patch, git am and git mailinfo, on patches to a part of a project that is called `re`, as a driver is in BSD; b4
# 0.16.0 (PyPI), b4 am.
#
# Expected: the brackets are taken off, and a `Re:` in front of them, where mail programs write it.
# Seen: `Re:` is taken off behind the brackets too, in any case, as often as it is there: `[PATCH] re: calm the wind` becomes the commit `calm the
# wind`, and `re: re: calm` becomes `calm`. So a branch that is sent and applied again loses the name of the part, and so does a patch that passes
# two maintainers. b4 am writes the shortened title into the mail that it hands to git. `re(4):`, `re/wind:`, `re2:` and `rx:` stay.
# `--keep-non-patch`, which is for other brackets, drops the name too; `--keep` keeps it, with `[PATCH]`.
#
# Here: the commit of a patch to `re` is not found by its title, and it is not an answer to anything. Compare titles without a `re: `, and take
# `Re:` for an answer only in front of the first bracket.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
seq 9 > a.c
git add . && git commit -qm base && git tag base
sent() { # title
    git checkout -q --detach base
    sed -i 's/^5$/five/' a.c
    git commit -qam "$1"
    git format-patch -q --stdout base > ../mail
    git checkout -q --detach base
}
taken() { # title, options of git am
    sent "$1"
    git am -q "${@:2}" ../mail
    git log -1 --format=%s
}
same "re:" "calm the wind" "$(taken 're: calm the wind')"
same "RE: re:" "calm the wind" "$(taken 'RE: re: calm the wind')"
for title in 're(4): calm the wind' 're/wind: calm' 're2: calm' 'rx: calm'; do
    same "$title" "$title" "$(taken "$title")"
done
same "git am --keep" "[PATCH] re: calm the wind" "$(taken 're: calm the wind' --keep)"
same "git am --keep-non-patch" "calm the wind" "$(taken 're: calm the wind' --keep-non-patch)"

sent 're: calm the wind'
same "the mail has it" "Subject: [PATCH] re: calm the wind" "$(grep ^Subject ../mail)"
{ echo 'From mboxrd@z Thu Jan  1 00:00:00 1970' && sed '1d; s/^From: .*/&\nMessage-ID: <calm@oak.example>/' ../mail; } > ../mbox
same "b4 am" "Subject: [PATCH] calm the wind" \
    "$(b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mbox -o - calm@oak.example 2> ../said | grep ^Subject)"
