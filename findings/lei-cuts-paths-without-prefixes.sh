#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei q with dfn:, the search for the name of a file in a diff, on diffs without the prefixes a/ and b/.
#
# Expected: a patch is found by the path that it names, or, if diffs other than git's are not read, by no term of diffs at all.
# Seen: the diffs of Subversion and CVS, and those of git with diff.noprefix, are read, but the first folder of each path is cut off as if it
# were a prefix: `dfn:net/wind.c` finds git, Mercurial and quilt alone. The others are found by `dfn:wind.c`; a file in no folder is
# found by its name. Their lines are found by dfa:, dfb: and dfctx: as those of git. A diff that an answer quotes is found by no such term.
#
# Here: a list of the mails about a path, made with dfn:, lacks those of people with another tool or setting. Ask for the last part of the
# path too, and compare with the mail.
source "$(dirname "$0")/common"
debian_lei

hunk='@@ -1,3 +1,3 @@ int wind(void)
 calm
-loud
+mild
 sea'
mail() { # id; the header of the diff comes from standard input
    fields Mira 'Mon, 5 Jan 2026 10:00:00' "$1" "[PATCH] $1: calm" > "$1.eml"
    { echo; cat; echo "$hunk"; } >> "$1.eml"
}
printf 'diff --git a/net/wind.c b/net/wind.c\nindex 0123456..789abcd 100644\n--- a/net/wind.c\n+++ b/net/wind.c\n' | mail git
printf 'diff --git i/net/wind.c w/net/wind.c\nindex 0123456..789abcd 100644\n--- i/net/wind.c\n+++ w/net/wind.c\n' | mail letters
date='Mon Jan 05 10:00:00 2026 +0000'
printf 'diff -r 0123456789ab -r 789abcdef012 net/wind.c\n--- a/net/wind.c\t%s\n+++ b/net/wind.c\t%s\n' "$date" "$date" | mail mercurial
printf -- '--- a/net/wind.c\n+++ b/net/wind.c\n' | mail quilt
printf 'Index: net/wind.c\n%067d\n--- net/wind.c\t(revision 1)\n+++ net/wind.c\t(working copy)\n' 0 | tr 0 = | mail subversion
date='5 Jan 2026 10:00:00 -0000'
printf 'Index: net/wind.c\nRCS file: /oak/net/wind.c,v\ndiff -u -r1.1 wind.c\n--- net/wind.c\t%s\t1.1\n+++ net/wind.c\t%s\n' "$date" "$date" | mail cvs
printf 'diff --git net/wind.c net/wind.c\nindex 0123456..789abcd 100644\n--- net/wind.c\n+++ net/wind.c\n' | mail noprefix
printf -- '--- oar.c\t(revision 1)\n+++ oar.c\t(working copy)\n' | mail root
fields Bo 'Mon, 5 Jan 2026 11:00:00' answer 'Re: [PATCH] git: calm' git > answer.eml
sed '1,/^$/d; s/^/> /' git.eml | sed '1i\\' >> answer.eml
lei import -q -F eml ./*.eml
found() { lei q -f json "$@" 2> /dev/null | grep -o '"m":"[^@]*' | cut -c6- | sort | paste -sd' '; }

same "the path" "git letters mercurial quilt" "$(found dfn:net/wind.c)"
same "its last part" "cvs git letters mercurial noprefix quilt subversion" "$(found dfn:wind.c)"
same "a file in no folder" "root" "$(found dfn:oar.c)"
for query in dfa:loud dfb:mild dfctx:sea; do
    same "$query" "cvs git letters mercurial noprefix quilt root subversion" "$(found $query)"
done
same "the quoted line" "answer" "$(found q:mild)"
