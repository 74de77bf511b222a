#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am and b4 shazam; git 2.39.5 (Debian), git am.
#
# Expected: b4 am prints the command `git am ./FILE.mbx`, and its commits have the message that was sent.
# Seen: b4 writes mboxrd, in which a line `From here …` of a message is `>From here …`, and git takes the file for a plain mbox,
# which it does not unquote. The `>` stays in the commit for good. A line that was sent as `>From` gets a second one.
# `git am --patch-format=mboxrd`, which b4 does not name, and `b4 shazam` give the message as sent.
#
# Here: the messages of a mail and of its commit differ by `>` in such lines, depending on who applied it. Compare without it.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

{
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    printf '\nIt was loud.\n\n>From here on it is calm.\n>>From a quote.\n---\n a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n'
    printf 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n'
} > mail.mboxrd
git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
message() {
    git log --format=%b base.. | grep From
    git reset -q --hard base
}
with_b4() { b4 --offline-mode -n --no-stdin "$1" --no-cache --use-local-mbox ../mail.mboxrd "${@:2}" calm@oak.example 2>&1; }

same "b4 am names the command" "git am ../20260105_mira_wind_calm.mbx" "$(with_b4 am -o .. | grep -o 'git am .*')"
git am -q ../20260105_mira_wind_calm.mbx
same "which leaves the quoting" \
">From here on it is calm.
>>From a quote." \
"$(message)"
git am -q --patch-format=mboxrd ../20260105_mira_wind_calm.mbx
same "as mboxrd" \
"From here on it is calm.
>From a quote." \
"$(message)"
with_b4 shazam > /dev/null
same "b4 shazam" \
"From here on it is calm.
>From a quote." \
"$(message)"
