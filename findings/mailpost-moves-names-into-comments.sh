#!/usr/bin/env bash
# INN 2.7.1 (Debian package inn2), mailpost, which posts the mails of a list to a newsgroup, here with -n (show only); git 2.39.5 (Debian), git am.
#
# Expected: the mail with Newsgroups and Path in addition; fields of the way it came, such as Received, under other names.
# Seen: the sender is written as in 1982, `bo@reed.example (Bo Reed)`, and what was a quoted name keeps its quotes in the comment, where they are
# part of the name: `bo@reed.example ("Reed, Bo")`. git am makes a commit by `"Reed, Bo"`, another person than before. To, Cc, Reply-To and
# In-Reply-To begin with X-; References is made of In-Reply-To where it lacks.
#
# Here: in archives that came by a newsgroup, nobody was asked to review, as Cc is X-Cc, and people with a comma or a point in their names
# are there twice. Take quotes off names in comments.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian inn2=2.7.1-1+deb12u1 inn2-inews=2.7.1-1+deb12u1 libcanlock3
sed -i "s,'/usr/lib/news','$temporary/debian/usr/lib/news'," debian/usr/share/perl5/INN/Config.pm # where it was unpacked
export LD_LIBRARY_PATH=$temporary/debian/usr/lib/news:$LD_LIBRARY_PATH
mkdir news posted
cat > inn.conf <<CONFIG
pathnews: $temporary/news
pathbin: $temporary/debian/usr/lib/news/bin
fromhost: oak.example
domain: oak.example
hismethod: hisv6
enableoverview: false
mta: "/bin/true %s"
CONFIG
export INNCONF=$temporary/inn.conf
article() { # sender; further fields from standard input
    {
        printf 'From: %s\nTo: oak@lists.example\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <%s@reed.example>\n' "$1" "$RANDOM"
        cat
        printf '\nIt was loud.\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-one\n+two\n'
    } > mail
    # it ends as if the posting had failed
    { /usr/bin/perl debian/usr/lib/news/bin/mailpost -n -b posted -t posted oak.patches < mail 2> said || true; } | sed -n '/^Path:/,$p'
}
author() { git mailinfo message diff < "$1" | sed -n 's/^Author: //p'; }

article 'Bo Reed <bo@reed.example>' > plain <<'FIELDS'
Subject: [PATCH] wind: calm
Cc: Mira Holt <mira@oak.example>
Reply-To: oak@lists.example
In-Reply-To: <cover@reed.example>
FIELDS
same "the fields" "Path: nobody
From: bo@reed.example (Bo Reed)
Newsgroups: oak.patches
Subject: [PATCH] wind: calm
References: <cover@reed.example>
Date: Mon, 5 Jan 2026 10:00:00 +0000
X-To: oak@lists.example
X-Cc: Mira Holt <mira@oak.example>
X-Reply-To: oak@lists.example
X-In-Reply-To: <cover@reed.example>" "$(sed '/^$/,$d; /^Message-ID/d' plain)"
same "its author" "Bo Reed" "$(author plain)"
article '"Reed, Bo" <bo@reed.example>' > quoted <<< 'Subject: [PATCH] wind: calm'
same "a name with quotes" 'From: bo@reed.example ("Reed, Bo")' "$(grep ^From quoted)"
same "its author" '"Reed, Bo"' "$(author quoted)"
printf 'From: "Reed, Bo" <bo@reed.example>\nSubject: [PATCH] wind\n\n' > mail
same "as it was sent" 'Reed, Bo' "$(author mail)"
