#!/usr/bin/env bash
# public-inbox 1.9.0 (Debian), public-inbox-mda, on copies of a mail that is there already, as they come when an archive is fed in two
# ways, or a sender also writes to it; git 2.39.5 (Debian), git am --message-id; b4 0.16.0 (PyPI), b4 am -l, on what the archive has then.
#
# Expected: a copy is known by its Message-ID and left out; as it is with a mail that differs in Received or List-Id only.
# Seen: a footer, a list's prefix in the subject, a Cc more or another second in Date makes it another mail: it is kept, with a second
# Message-ID below the fields that the sender wrote, `<20260105100000.…@z>`, made of Date and content. It is known by both: a search
# for the sender's finds all of them. git am takes the last one, so that the commit names an id that nobody ever sent; b4
# takes the first for its Link, and does not find the mail by the last.
#
# Here: read all Message-ID fields, and take the first for the mail's; an id that ends in `@z`, in a commit or a link, is to
# be looked for in the second. Mails with one first id are mostly one posting.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

export PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example
mkdir emergency
public-inbox-init -V2 oak "$temporary/oak" http://oak.example/oak oak@lists.example 2> /dev/null
git config -f "$HOME/.public-inbox/config" publicinboxmda.spamcheck none
deliver() { public-inbox-mda --no-precheck 2>> said; }
diff='---
diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-one
+two
-- 
2.39.5'
patch() { # Date, subject, fields, footer
    fields Mira "$1" calm "$2"
    printf '%s\nIt was loud.\n%s\n%s' "$3" "$diff" "$4"
}
date='Mon, 5 Jan 2026 10:00:00'
patch "$date" '[PATCH] wind: calm' '' '' | deliver
patch "$date" '[PATCH] wind: calm' $'Received: by mx.oak.example; Mon, 5 Jan 2026 10:00:09 +0000\n' '' | deliver
patch "$date" '[PATCH] wind: calm' $'List-Id: Oak <oak.lists.example>\n' '' | deliver
patch "$date" '[PATCH] wind: calm' '' $'_____\nThe list Oak\n' | deliver
patch "$date" '[Oak] [PATCH] wind: calm' '' '' | deliver
patch "$date" '[PATCH] wind: calm' $'Cc: Bo <bo@oak.example>\n' '' | deliver
patch 'Mon, 5 Jan 2026 10:00:01' '[PATCH] wind: calm' '' '' | deliver

archived() { git -C oak/git/0.git rev-list --reverse HEAD; }
ids() { git -C oak/git/0.git show "$1:m" | sed -n 's/^Message-ID: //p' | sed -E 's/\.[A-Za-z0-9_-]{43}@z/.…@z/' | paste -sd' '; }
same "seven copies are five mails" "<calm@oak.example>
<calm@oak.example> <20260105100000.…@z>
<calm@oak.example> <20260105100000.…@z>
<calm@oak.example> <20260105100000.…@z>
<calm@oak.example> <20260105100001.…@z>" "$(for mail in $(archived); do ids "$mail"; done)"
same "a search for the sender's id" "5" "$(lei q --only="$temporary/oak" -f mboxrd mid:calm@oak.example 2> /dev/null | grep -c '^Subject: ')"

git -C oak/git/0.git show "$(archived | sed -n 2p):m" > copy
second=$(sed -n 's/^Message-ID: <\(.*@z\)>$/\1/p' copy)
same "a search for the other" "1" "$(lei q --only="$temporary/oak" -f mboxrd "mid:$second" 2> /dev/null | grep -c '^Subject: ')"
git init -q project
cd project
echo one > a.c && git add . && git commit -qm start
git am -q --message-id < ../copy
same "git am" "Message-Id: <$second>" "$(git log -1 --format=%B | grep -i '^message-id')"
{ echo 'From mboxrd@z Thu Jan  1 00:00:00 1970' && cat ../copy && echo; } > ../thread.mbox
b4_am() { b4 --offline-mode -n --no-stdin am -l --no-cache --use-local-mbox ../thread.mbox -o - "$1" 2>&1; }
same "b4 am" "Link: https://patch.msgid.link/calm@oak.example" "$(b4_am calm@oak.example | grep -m1 '^Link: ')"
same "b4 am by the other" "CRITICAL: Could not find $second in ../thread.mbox" "$(b4_am "$second" | grep -o 'CRITICAL.*')"
