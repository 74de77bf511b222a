#!/usr/bin/env bash
# git-dpm 0.10.0 (Debian), git-dpm apply-patch, with which maintainers of Debian put a patch into a package; on a mail of git 2.39.5 (Debian).
#
# Expected: the author and the title of the mail, as git am reads them.
# Seen: a name beyond ASCII stays as it is encoded, so that the author is `=?UTF-8?q?…?=`; the next call of format-patch for debian/patches
# encodes that once more. Of a folded title the first line is the title, and the rest the first line of the message, with Message-ID, To and Cc
# right below it. All brackets in front are cut, `[x86]` too. A first line `From: …` of the message stays in it, and the sender is the author.
#
# Here: find such a commit by the beginning of its title or by its changes; decode the names of authors in packages, if need be twice. Addresses
# in the first paragraph of a commit may be the recipients of a mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian git-dpm=0.10.0-1.1

mkdir oak-1
seq 5 > oak-1/a.c
tar czf oak_1.orig.tar.gz oak-1
git init -q oak
cd oak
cp ../oak-1/a.c .
git add . && git commit -qm upstream && git branch upstream
mkdir -p debian/source
echo '3.0 (quilt)' > debian/source/format
printf 'oak (1-1) unstable; urgency=low\n\n  * Calm.\n\n -- Bo Reed <bo@reed.example>  Mon, 05 Jan 2026 10:00:00 +0000\n' > debian/changelog
git add . && git commit -qm debian
git-dpm init ../oak_1.orig.tar.gz upstream > ../said 2>&1

git checkout -q -b work upstream
sed -i s/3/three/ a.c
git commit -qa --author='Élm Holt <elm@oak.example>' --date='2026-01-05 10:00:00' \
    -m '[x86] wind: calm the mill at night as the neighbours of the mill have asked for' -m 'It was loud.'
mail() { git format-patch -1 --stdout --to oak@lists.example --cc bo@reed.example --add-header 'Message-ID: <calm@oak.example>' "$@"; }
mail > ../mail
apply() { git checkout -q main && git-dpm apply-patch "$1" > ../said 2>&1; }

apply ../mail
same "the author" "=?UTF-8?q?=C3=89lm=20Holt?= <elm@oak.example>" "$(git log -1 --format='%an <%ae>')"
same "the message" "wind: calm the mill at night as the neighbours of the

 mill have asked for
Message-ID: <calm@oak.example>
To: oak@lists.example
Cc: bo@reed.example

It was loud." "$(git log -1 --format=%B)"
git-dpm update-patches > ../said 2>&1
same "the author in debian/patches" "From: =?UTF-8?q?=3D=3FUTF-8=3Fq=3F=3DC3=3D89lm=3D20Holt=3F=3D?=
 <elm@oak.example>" "$(sed -n '/^From: /,/^Date/{/^Date/d;p}' debian/patches/*.patch)"
git checkout -q -b other upstream
sed -i s/5/five/ a.c
git commit -qam 'wind: oil' --author='Ane Ash <ane@ash.example>'
mail --from='Jo Elm <jo@elm.example>' > ../sent
apply ../sent
same "a first line From" "Jo Elm <jo@elm.example>
From: Ane Ash <ane@ash.example>" "$(git log -1 --format='%an <%ae>%n%B' | grep -E '^From|^Jo')"
