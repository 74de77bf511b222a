#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 am on a series that Mercurial 7.2.4 (PyPI) hg email wrote; git 2.39.5 (Debian), git am.
#
# Expected: the series as sent, as `[PATCH 1 of 3 V2]` is old and known, and b4 reads the V2 of it.
# Seen: `1 of 3` is no counter for b4. Each patch is taken for a lone patch, and each newer one for another revision of
# the last: of a series of three it writes the third, as `[PATCH v2]`, without an error. It is the same with a comma in
# front of the counter, as people type it: `[PATCH net-next,v2,1/3]`, whose v2 is lost as well. git am takes all three.
# Both tools leave Mercurial's `# HG changeset patch` lines and the second title in the message.
#
# Here: one commit of a series, under its own title, need not mean that the others were rejected; read the counter, not
# what was applied. A commit's message may begin with `# HG changeset patch`.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0 mercurial==7.2.4
printf '[ui]\nusername = Mira Holt <mira@oak.example>\n[extensions]\npatchbomb=\n[diff]\ngit = 1\n' > "$HOME/.hgrc"

hg init wind && cd wind
echo one > a.c
hg commit -qAm base
for step in two three four; do
    echo $step >> a.c
    hg commit -qm "wind: $step

It was loud.

Signed-off-by: Mira Holt <mira@oak.example>"
done
echo 'It was loud.' > ../text
hg email -q --rev 1:: --flag V2 --intro --subject 'Calm the wind' --desc ../text --to oak@lists.example --from mira@oak.example \
    --date '2026-01-05 10:00 +0000' --mbox ../hg.mbox > /dev/null
cd ..
sed 's/^Subject: \[PATCH \(.\) of 3 V2\]/Subject: [PATCH net-next,v2,\1\/3]/' hg.mbox > comma.mbox
sed 's/^Subject: \[PATCH \(.\) of 3 V2\]/Subject: [PATCH v2 \1\/3]/' hg.mbox > git.mbox
git init -q project
git -C project commit -q --allow-empty -m base

taken() {
    (cd project && b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox "../$1" -o - patchbomb.1767607200@localhost 2>../said) |
        grep '^Subject'
    grep 'Total' said
}

same "what hg wrote" \
"Subject: [PATCH 0 of 3 V2] Calm the wind
Subject: [PATCH 1 of 3 V2] wind: two
Subject: [PATCH 2 of 3 V2] wind: three
Subject: [PATCH 3 of 3 V2] wind: four" \
"$(grep '^Subject' hg.mbox)"
same "b4: the last" \
"Subject: [PATCH v2] wind: four
Total patches: 1" \
"$(taken hg.mbox)"
same "with commas: the last, and no version" \
"Subject: [PATCH] wind: four
Total patches: 1" \
"$(taken comma.mbox)"
same "with git's counters: all three" \
"Subject: [PATCH v2 1/3] wind: two
Subject: [PATCH v2 2/3] wind: three
Subject: [PATCH v2 3/3] wind: four
Total patches: 3" \
"$(taken git.mbox)"

git init -q applied && cd applied
echo one > a.c
git add . && git commit -qm base
git am -q --empty=drop ../hg.mbox > /dev/null 2>&1
same "git am: all three, with Mercurial's lines" \
"wind: two / # HG changeset patch / wind: two
wind: three / # HG changeset patch / wind: three
wind: four / # HG changeset patch / wind: four" \
"$(git log --reverse --format='%s%n%b' HEAD~3.. | grep -E '^(wind|# HG)' | paste -d/ - - - | sed 's,/, / ,g')"
