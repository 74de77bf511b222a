#!/usr/bin/env bash
# Mercurial 7.2.4 (PyPI), hg email --plain, which leaves out the lines `# HG changeset patch`, `# User` and so on; read by hg import and by
# git am of git 2.39.5 (Debian).
#
# Expected: as with git, a patch by somebody else than the sender names its author in the mail, and what hg wrote, hg reads.
# Seen: with --plain no line of the mail names the author or the date of the changeset: all who import it credit the sender. hg email
# writes each name as an encoded word, also in ASCII, and hg import then has two blanks in it: `Mira Holt  <mira@oak.example>`, which
# for hg is another person than `Mira Holt <mira@oak.example>` of the other changesets. git am has one blank.
#
# Here: of such a mail only the sender can be shown; its author may be in a Signed-off-by alone. Names in commits may have
# two blanks: compare people without them, or by address.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi mercurial==7.2.4
cat > "$HOME/.hgrc" <<'END'
[ui]
username = Mira Holt <mira@oak.example>
[extensions]
patchbomb =
[email]
method = /bin/true
from = Mira Holt <mira@oak.example>
to = oak@lists.example
[diff]
git = 1
END

hg init oak && cd oak
seq 9 > a.c && hg add -q && hg commit -m base
sed -i 's/5/five/' a.c
hg commit -u 'Jo Elm <jo@elm.example>' -d '2026-01-05 10:00 +0000' -m $'wind: calm\n\nIt was loud.'
mail() { hg email -q -m ../mail -r tip "$@" < /dev/null; }
authors() { # what hg import and git am make of the mail
    rm -rf ../hg ../git
    hg clone -q -r 0 . ../hg
    hg -R ../hg import -q ../mail
    hg -R ../hg log -r tip -T 'hg: {author} {date(date, "%d %b")}\n' | sed "s/$(date -u '+%d %b')/today/"
    git init -q ../git
    (cd ../git && seq 9 > a.c && git add . && git commit -qm base && git am -q ../mail && git log -1 --format='git: %an <%ae>')
}
mail
same "hg email" 'hg: Jo Elm <jo@elm.example> 05 Jan
git: Mira Holt <mira@oak.example>' "$(authors)"
rm ../mail
mail --plain
same "hg email --plain" 'hg: Mira Holt  <mira@oak.example> today
git: Mira Holt <mira@oak.example>' "$(authors)"
same "lines that name somebody" 'From: =?iso-8859-1?q?Mira_Holt?= <mira@oak.example>' "$(grep -iE '(Mira|Jo)[ _]|jo@' ../mail)"
same "the text above the diff" 'It was loud.' "$(sed -n '1,/^$/d; /^diff/q; /./p' ../mail)"
