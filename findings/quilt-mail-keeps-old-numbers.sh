#!/usr/bin/env bash
# quilt 0.66 (Debian), quilt mail of patches from git 2.39.5 (Debian), git format-patch; b4 0.16.0 (PyPI), b4 am.
#
# Expected: titles `[patch 1/2] wind: calm`, with the numbers of the mails that are sent; b4 am takes the two patches and the intro.
# Seen: the brackets of the file stay behind quilt's own: `[patch 1/2] [PATCH v3 2/4] wind: calm`. quilt counts what is sent now, the file what
# was sent when it was made. b4 reads the second bracket: it takes a complete series of two for v3 of four patches, says "missing [1/4]!" and
# "missing [3/4]!", and does not see the intro, which is `[patch 0/2]` and has no version. git am cuts both off.
#
# Here: count by the first bracket of a title, and take no patch of such a series for missing.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7 quilt=0.67+really0.66-1 diffstat=1.65-1
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
export QUILT_DIR=$temporary/debian/usr/share/quilt QUILT_PC=.pc QUILT_PATCHES=patches

git init -q oak
cd oak
for number in 1 2 3 4; do seq 3 > $number.c; done
git add . && git commit -qm base && git tag base
for number in 1 2 3 4; do seq 4 > $number.c && git commit -qam "wind: calm $number" -m 'It was loud.'; done
mkdir ../tree
git archive base | tar x -C ../tree
git format-patch -q -v3 -o ../tree/patches base
cd ../tree
(cd patches && ls *2.patch *4.patch > series)
quilt push -qa > /dev/null
cat > ../editor <<'SCRIPT'
#!/usr/bin/env bash
sed -i 's/^Subject: .*/&oak: two/' "$1"
echo 'The other two were taken.' >> "$1"
SCRIPT
chmod +x ../editor
EDITOR=$temporary/editor VISUAL= quilt mail --subject 'oak: two' -m 'The other two were taken.' \
    --from 'Mira Holt <mira@oak.example>' --sender mira@oak.example --to oak@lists.example --mbox ../sent > /dev/null
cd ..
same "the titles" "[patch 0/2] oak: two
[patch 1/2] [PATCH v3 2/4] wind: calm 2
[patch 2/2] [PATCH v3 4/4] wind: calm 4" "$(sed -n 's/^Subject: //p' sent)"

cd oak
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../sent -o .. "$(sed -n '0,/^Message-ID: /s/^Message-ID: <\(.*\)>/\1/p' ../sent)" \
    > ../said 2>&1
same "b4 am" "  ERROR: missing [1/4]!
  [PATCH v3 2/4] wind: calm 2
  ERROR: missing [3/4]!
  [PATCH v3 4/4] wind: calm 4
WARNING: Thread incomplete!" "$(grep -E '^ +(ERROR|\[)|WARNING' ../said)"
same "no cover letter" "" "$(find .. -name '*.cover')"
git checkout -q base
git am -q --empty=drop ../sent > /dev/null 2>&1
same "git am" "wind: calm 4,wind: calm 2" "$(git log --format=%s base.. | paste -sd,)"
