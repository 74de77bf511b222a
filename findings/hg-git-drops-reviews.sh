#!/usr/bin/env bash
# hg-git 1.2.0 (PyPI), which lets a Mercurial repository pull from git and push to it, with Mercurial 7.0.3 and a named branch; git
# 2.39.5 (Debian), git format-patch, git am -s; b4 0.16.0 (PyPI), b4 am.
#
# Expected: a commit keeps its message on the way to git, to a list and back.
# Seen: for a changeset of a named branch, hg-git ends the message in git with a paragraph `--HG--`, `branch : stable`, which is in the
# mail of format-patch too. It hides the Signed-off-by above: git finds no trailer in the message, `git am -s` adds the same sign-off
# a second time, and b4 puts reviews below. When the commit is pulled back, hg-git cuts the message at `--HG--`: the Reviewed-by and
# the maintainer's Signed-off-by are not in the changeset.
#
# Here: a changeset may lack the reviews that the thread and git's commit have; take them from the mails. `--HG--` and the lines below
# it, down to an empty one, are no words of the author; read trailers above it too.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi hg-git==1.2.0 mercurial==7.0.3 dulwich==0.22.8 b4==0.16.0 liblore==0.10.1 patatt==0.8.0
printf '[ui]\nusername = Bo Reed <bo@oak.example>\n[extensions]\nhggit =\n' > "$HOME/.hgrc"

hg init oak && cd oak
seq 9 > a.c
hg add -q a.c && hg commit -m base && hg bookmark main
hg branch -q stable
sed -i 's/5/five/' a.c
hg commit -m $'wind: calm\n\nIt was loud.\n\nSigned-off-by: Bo Reed <bo@oak.example>'
hg gexport > /dev/null
git --git-dir=.hg/git format-patch --stdout -1 main > ../mail
same "the message in the mail" 'It was loud.

Signed-off-by: Bo Reed <bo@oak.example>

--HG--
branch : stable' "$(sed '1,/^$/d; /^---$/,$d' ../mail)"
same "trailers that git finds in it" '' "$(git --git-dir=.hg/git log -1 --format='%(trailers)' main)"

git init -q ../git && cd ../git
seq 9 > a.c && git add . && git commit -qm base
{
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\nMessage-ID: <patch@oak.example>\n'
    sed 1d ../mail
    printf '\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n'
    fields Cy 'Mon, 5 Jan 2026 12:00:00' answer 'Re: [PATCH] wind: calm' patch
    printf '\n> It was loud.\n\nReviewed-by: Cy Wood <cy@oak.example>\n'
} > ../thread
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../thread -o - patch@oak.example 2> /dev/null > ../ready
git am -q -s ../ready
same "the commit" 'wind: calm

It was loud.

Signed-off-by: Bo Reed <bo@oak.example>

--HG--
branch : stable

Reviewed-by: Cy Wood <cy@oak.example>
Signed-off-by: Mira Holt <mira@oak.example>' "$(git log -1 --format=%B)"
hg clone -q . ../back
same "the changeset" 'wind: calm

It was loud.

Signed-off-by: Bo Reed <bo@oak.example>' "$(hg -R ../back log -r tip -T '{desc}')"

git reset -q --hard HEAD^
sed '/^--HG--$/,/^branch/d' ../mail | git am -q -s
same "a commit without the paragraph" "Signed-off-by: Bo Reed <bo@oak.example>
Signed-off-by: Mira Holt <mira@oak.example>" "$(git log -1 --format='%(trailers)' | sed '/^$/d')"
git reset -q --hard HEAD^
sed 's/Bo Reed <bo@/Mira Holt <mira@/' ../mail | git am -q -s
same "sign-offs of one person" "2" "$(git log -1 --format=%B | grep -c 'Signed-off-by: Mira')"
