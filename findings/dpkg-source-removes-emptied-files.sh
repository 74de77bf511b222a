#!/usr/bin/env bash
# dpkg-source 1.21.23 (Debian) with GNU patch 2.7.6, a source package of the format "3.0 (quilt)" with a patch of git 2.39.5
# (Debian), git format-patch, that empties a file, adds an empty one and changes a mode.
#
# Expected: the tree that git am makes, or a refusal, as of binary files ("git binary diffs are not supported").
# Seen: it calls `patch -E`: the file that the patch empties (`__init__.py`) is removed, and the empty file that it adds is not there; the
# build of the source package, with its check of patches, passes without a word. GNU patch alone, and quilt push, make both
# files; modes and moves come over.
#
# Here: a package that carries a patch of the list may lack files of it, though the patch lies in it unchanged. Compare files, not
# patches.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian dpkg-dev=1.21.23 libdpkg-perl=1.21.23 patch=2.7.6-7 quilt=0.67+really0.66-1
export QUILT_DIR=$temporary/debian/usr/share/quilt QUILT_PC=.pc QUILT_PATCHES=debian/patches

git init -q project
cd project
echo 'import sail' > __init__.py && echo 'exit 0' > run.sh && echo one > a.c
git add . && git commit -qm base && git tag base
: > __init__.py && : > empty && chmod +x run.sh
git mv a.c b.c
git add . && git commit -qm 'wind: calm'
git format-patch -q -o .. base
mkdir ../oak-1
git archive base | tar x -C ../oak-1
cd ..
tar czf oak_1.orig.tar.gz oak-1
cp -r oak-1 plain
mkdir -p oak-1/debian/{source,patches}
cd oak-1/debian
echo '3.0 (quilt)' > source/format
printf 'oak (1-1) unstable; urgency=low\n\n  * Calm.\n\n -- Mira Holt <mira@oak.example>  Mon, 05 Jan 2026 10:00:00 +0000\n' > changelog
printf 'Source: oak\nMaintainer: Mira Holt <mira@oak.example>\n\nPackage: oak\nArchitecture: all\nDescription: x\n' > control
cp ../../0001-wind-calm.patch patches/
echo 0001-wind-calm.patch > patches/series
cd ../..
tree() { (cd "$1" && find . -maxdepth 1 -type f -printf '%f %m\n' | sed 's/ 6.*//; s/ 7.*/ executable/' | sort | paste -sd,); }

cp -r oak-1 quilted
dpkg-source -b oak-1 > said 2>&1
same "what dpkg-source says of the patch" "dpkg-source: info: applying 0001-wind-calm.patch" "$(grep calm.patch said)"
dpkg-source -x oak_1-1.dsc unpacked > said 2>&1
same "unpacked" "b.c,run.sh executable" "$(tree unpacked)"
(cd project && git archive main | tar x -C "$(mkdir -p ../am && cd ../am && pwd)")
same "git" "__init__.py,b.c,empty,run.sh executable" "$(tree am)"
(cd plain && patch -s -p1 < ../0001-wind-calm.patch)
same "GNU patch" "__init__.py,b.c,empty,run.sh executable" "$(tree plain)"
(cd quilted && quilt push -q > /dev/null)
same "quilt push" "__init__.py,b.c,empty,run.sh executable" "$(tree quilted)"
