#!/usr/bin/env bash
# git 2.39.5 (Debian), git diff --no-index of two folders, as people make patches who have no repository, with git apply and git am; GNU patch
# 2.7.6 (Debian), unidiff 1.0.1, whatthepatch 1.0.7 (PyPI), parse-diff 0.12.0 (npm).
#
# Expected: as with `diff -ru old new`, the first folder of each name is to be cut, and a changed file is a changed file.
# Seen: `a/` and `b/` come in front of the two folders: `--- a/old/net/wind.c`, `+++ b/new/net/wind.c`, without a word of a rename. Where the
# folder `old` is there, git apply and git am move the changed files: they remove old/net/wind.c and make new/net/wind.c of it, with exit code 0,
# while all that did not change stays behind. In the project itself both stop. With -p2 all is right, and GNU patch -p2 agrees. unidiff says
# "renamed" of each changed file; parse-diff and whatthepatch have two names.
#
# Here: such a patch changes files and moves none. Where all names of a diff differ by their first folder alone, and no line says "rename", cut
# that folder.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7
pypi unidiff==1.0.1 whatthepatch==1.0.7
npm install --silent --no-audit --no-fund --prefix node parse-diff@0.12.0 > /dev/null

mkdir -p old/net && seq 9 > old/net/wind.c && seq 9 > old/net/rope.c
cp -r old new && sed -i 's/^5$/five/' new/net/wind.c && echo one > new/net/sail.c
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    printf '\nIt was loud.\n'
    git diff --no-index old new || true
} > mail
same "names" \
"--- /dev/null
+++ b/new/net/sail.c
--- a/old/net/wind.c
+++ b/new/net/wind.c" \
"$(grep -E '^(---|\+\+\+|rename)' mail)"

git init -q beside && cp -r old beside && cd beside && git add . && git commit -qm base
git am -q ../mail
same "git am beside the folder: what was changed is moved" \
"A	new/net/sail.c
R087	old/net/wind.c	new/net/wind.c" \
"$(git diff -M --name-status HEAD^ | sed 's/^R[0-9]*/R087/')"
same "and the rest stays" "old/net/rope.c" "$(git ls-files old)"
cd .. && git init -q oak && cp -r old/net oak && cd oak && git add . && git commit -qm base && git tag base
same "git am in the project" "stops" "$(if git am -q ../mail > ../said 2>&1; then echo goes on; else git am --abort; echo stops; fi)"
git am -q -p2 ../mail
same "git am -p2" \
"A	net/sail.c
M	net/wind.c" \
"$(git diff --name-status HEAD^)"
git checkout -q --detach base
same "GNU patch -p2" "checking file net/sail.c
checking file net/wind.c" "$(patch -p2 --dry-run < ../mail)"
cd ..

cat > names.py <<'PYTHON'
import unidiff, whatthepatch
text = open("mail").read()
print(*[file.path + (" renamed" if file.is_rename else "") for file in unidiff.PatchSet(text)], sep="\n")
print(*[f"{diff.header.old_path} to {diff.header.new_path}" for diff in whatthepatch.parse_patch(text)], sep="\n")
PYTHON
same "unidiff and whatthepatch" \
"new/net/sail.c
new/net/wind.c renamed
/dev/null to new/net/sail.c
old/net/wind.c to new/net/wind.c" \
"$(python names.py)"
cat > node/names.js <<'JS'
for (const file of require('parse-diff')(require('fs').readFileSync('mail', 'utf8'))) console.log(`${file.from} to ${file.to}`);
JS
same "parse-diff" \
"/dev/null to new/net/sail.c
old/net/wind.c to new/net/wind.c" \
"$(node node/names.js)"
