#!/usr/bin/env bash
# git 2.39.5 (Debian), git am --message-id, on patches with and without `---` between message and diff.
#
# Expected: a trailer Message-Id at the end of the message's trailers, or a block of its own if it has no trailers.
# Seen: with `---`, the line is put right below the last line, also below prose: then git does not see it as a trailer, and with
# `-s` the Signed-off-by follows an empty line later. Without `---`, as other tools than git write mails, the empty line
# above the diff stays in front of it: the line becomes the only trailer, and git sees Signed-off-by and Reviewed-by above it no
# more; a Signed-off-by of the same person is added a second time.
#
# Here: programs that ask git for trailers find no Message-Id in some commits and no reviewers in others. Look for
# the lines in the whole message.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base

commit() { # the message below the title, the line above the diff, options: the message, then the trailers that git sees
    git reset -q --hard base
    {
        echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
        fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
        printf '\n%b%s\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n' "$1" "$2"
    } > ../mail.mbox
    git am -q --message-id "${@:3}" ../mail.mbox
    git log -1 --format=%b
    echo "trailers: $(git log -1 --format='%(trailers:only,keyonly,separator=%x2C )')"
}
prose='It was loud.\n'
reviewed="$prose"'\nReviewed-by: Bo Reed <bo@reed.example>\nSigned-off-by: Mira Holt <mira@oak.example>\n'

same "with ---, trailers" \
"It was loud.

Reviewed-by: Bo Reed <bo@reed.example>
Signed-off-by: Mira Holt <mira@oak.example>
Message-Id: <calm@oak.example>

trailers: Reviewed-by, Signed-off-by, Message-Id" \
"$(commit "$reviewed" ---)"
same "with ---, prose only" \
"It was loud.
Message-Id: <calm@oak.example>

trailers: " \
"$(commit "$prose" ---)"
same "with ---, prose only, -s" \
"It was loud.
Message-Id: <calm@oak.example>

Signed-off-by: Mira Holt <mira@oak.example>

trailers: Signed-off-by" \
"$(commit "$prose" --- -s)"
same "without ---, trailers" \
"It was loud.

Reviewed-by: Bo Reed <bo@reed.example>
Signed-off-by: Mira Holt <mira@oak.example>

Message-Id: <calm@oak.example>

trailers: Message-Id" \
"$(commit "$reviewed" '')"
same "without ---, trailers, -s" \
"It was loud.

Reviewed-by: Bo Reed <bo@reed.example>
Signed-off-by: Mira Holt <mira@oak.example>

Message-Id: <calm@oak.example>
Signed-off-by: Mira Holt <mira@oak.example>

trailers: Message-Id, Signed-off-by" \
"$(commit "$reviewed" '' -s)"
