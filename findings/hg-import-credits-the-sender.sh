#!/usr/bin/env bash
# Mercurial 7.2.4 (PyPI), hg import of mails of git format-patch and git send-email.
#
# Expected: what `git am` makes of them. The manual says that a patch can be imported straight from a mail, and git's form
# is known: git's diffs are read, with renames and modes, and the notes below `---` are dropped.
# Seen: a line `From: Author <address>` at the beginning of the body stays in the message, below the title, and the sender
# is the author. The changeset's date is that of the import, not the mail's. `[PATCH n/m]` is dropped from the title only
# if the bracket begins with the word PATCH: `[RFC PATCH v2 1/2]` and `[oak] [PATCH]` are part of it. A cover letter is
# passed over without a word.
#
# Here: of a project in Mercurial, compare a changeset with a mail by title without brackets and by what it changes, not by
# author or date; the author may be in the first line of its description.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi mercurial==7.2.4
printf '[ui]\nusername = Ane Elm <ane@elm.example>\n' > "$HOME/.hgrc"

mail() { # Message-ID, subject, body
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Mira Holt <mira@oak.example>\nTo: oak@lists.example\n'
    printf 'Date: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: %s\nMessage-ID: <%s@oak.example>\n\n%s\n\n' "$2" "$1" "$3"
}
patch() { # file: the body of a patch by somebody else, with notes
    printf 'From: Jo Elm <jo@elm.example>\n\nIt was loud.\n\nSigned-off-by: Jo Elm <jo@elm.example>\n---\nv2: calmer\n\n'
    printf ' %s | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/%s b/%s\nnew file mode 100644\n' "$1" "$1" "$1"
    printf 'index 0000000..f719efd\n--- /dev/null\n+++ b/%s\n@@ -0,0 +1 @@\n+two\n-- \n2.39.5\n' "$1"
}
{
    mail cover '[PATCH v2 0/3] Calm the wind' 'Cover.'
    mail first '[PATCH v2 1/3] wind: calm' "$(patch a.c)"
    mail second '[RFC PATCH v2 2/3] wind: rest' "$(patch b.c)"
    mail third '[oak] [PATCH v2 3/3] wind: sleep' "$(patch c.c)"
} > mails.mbox

git init -q with-git && cd with-git
git commit -q --allow-empty -m base
git am -q --empty=drop ../mails.mbox > /dev/null 2>&1
same "git am" \
"Jo Elm|2026-01-05|wind: calm
Jo Elm|2026-01-05|wind: rest
Jo Elm|2026-01-05|wind: sleep" \
"$(git log --reverse --format='%an|%as|%s' HEAD~3..)"
same "git am: the message" \
"It was loud.

Signed-off-by: Jo Elm <jo@elm.example>" \
"$(git show -s --format=%b HEAD)"

hg init ../with-hg && cd ../with-hg
hg import -q ../mails.mbox
same "hg import" \
"Mira Holt|wind: calm
Mira Holt|[RFC PATCH v2 2/3] wind: rest
Mira Holt|[oak] [PATCH v2 3/3] wind: sleep" \
"$(hg log -r 0: -T '{author|person}|{desc|firstline}\n')"
same "hg import: the message" \
"wind: calm
From: Jo Elm <jo@elm.example>

It was loud.

Signed-off-by: Jo Elm <jo@elm.example>" \
"$(hg log -r 0 -T '{desc}')"
same "hg import: the date is not the mail's" no "$([ "$(hg log -r 0 -T '{date|shortdate}')" = 2026-01-05 ] && echo yes || echo no)"
