#!/usr/bin/env bash
# mailscripts 28 (Debian), mbox-extract-patch, which writes the newest version of a series with its reviews; git 2.39.5, git format-patch.
#
# Expected: all patches of the series, in each the trailers of its author and those of the answers; no answers.
# Seen: a mail is a patch if it has a line `@@ -… +… @@`. Patches that only move a file, change a mode or add an empty file are not written, and
# nothing is said; an answer with a sketch of a diff is, and its title loses `Re:`, so that git am makes a commit of it, by
# the reviewer. If anybody answered with a trailer, those of the author are sorted anew: Closes, Co-developed-by and Helped-by are no
# longer there. Without a review they stay.
#
# Here: commits that were made so may lack patches of the series and names of those who wrote it. Take both from the mails.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian mailscripts=28-1 libmail-box-perl=3.009-1 libmail-message-perl libmail-transport-perl libmailtools-perl liblist-moreutils-perl \
    liblist-moreutils-xs-perl libexporter-tiny-perl libdevel-globaldestruction-perl libsub-exporter-progressive-perl \
    libfile-remove-perl libio-stringy-perl libobject-realize-later-perl libmime-types-perl libtimedate-perl liburi-perl \
    libuser-identity-perl

git init -q oak
cd oak
echo one > wind.c
echo sail > sail.c
echo run > run.sh
git add . && git commit -qm base && git tag base
echo two > wind.c && git commit -qam 'wind: calm' -m 'It was loud.

Closes: https://oak.example/7
Helped-by: Ada <ada@oak.example>
Co-developed-by: Jo <jo@oak.example>
Signed-off-by: Jo <jo@oak.example>
Signed-off-by: Mira <mira@oak.example>'
git mv sail.c canvas.c && git commit -qm 'sail: move'
chmod +x run.sh && git commit -qam 'run: mode'
touch empty.c && git add . && git commit -qm 'empty: add'
echo walk > run.sh && git commit -qam 'run: walk'
git format-patch -q -o .. base
cd ..
mbox() { # mails: an mbox of them
    for mail in "$@"; do
        echo 'From mira@oak.example Mon Jan  5 10:00:00 2026'
        sed '/^From [0-9a-f]* Mon Sep 17/d' "$mail"
        echo
    done
}
for patch in 000*.patch; do sed -i "2i Message-ID: <${patch:0:4}@oak.example>" "$patch"; done
{ fields Bo 'Mon, 5 Jan 2026 11:00:00' review 'Re: [PATCH 1/5] wind: calm' 0001; printf '\nReviewed-by: Bo <bo@oak.example>\n'; } > review
{
    fields Bo 'Mon, 5 Jan 2026 11:00:00' sketch 'Re: [PATCH 1/5] wind: calm' 0001
    printf '\nLike this?\n\n--- a/wind.c\n+++ b/wind.c\n@@ -1 +1 @@\n-two\n+three\n'
} > sketch
titles() { sed -n 's/^Subject: //p'; }
trailers() { sed '1,/^It was loud/d;/^---$/,$d' | sed '/^$/d'; }

same "the series as git wrote it" "[PATCH 1/5] wind: calm
[PATCH 2/5] sail: move
[PATCH 3/5] run: mode
[PATCH 4/5] empty: add
[PATCH 5/5] run: walk" "$(mbox 000*.patch | titles)"
mbox 000*.patch | mbox-extract-patch > plain 2> said
same "what mbox-extract-patch writes of it" "[PATCH 1/5] wind: calm
[PATCH 5/5] run: walk" "$(titles < plain)"
same "trailers without a review" "Closes: https://oak.example/7
Helped-by: Ada <ada@oak.example>
Co-developed-by: Jo <jo@oak.example>
Signed-off-by: Jo <jo@oak.example>
Signed-off-by: Mira <mira@oak.example>" "$(trailers < plain)"
same "trailers with a review" "Signed-off-by: Jo <jo@oak.example>
Signed-off-by: Mira <mira@oak.example>
Reviewed-by: Bo <bo@oak.example>" "$(mbox 000*.patch review | mbox-extract-patch 2>> said | trailers)"
same "nothing is said" "" "$(cat said)"
mbox 0001*.patch sketch | mbox-extract-patch > both
git -C oak checkout -q base
git -C oak am -q ../both
same "an answer with a sketch" "Bo: wind: calm
Mira Holt: wind: calm" "$(git -C oak log --format='%an: %s' base..)"
