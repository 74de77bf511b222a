#!/usr/bin/env bash
# parse-git-diff 0.0.20 (npm), on mails of git 2.39.5 (Debian) format-patch.
#
# Expected: the files that git names, of a mail as of its diff; other readers pass over what is above a diff.
# Seen: of a mail it finds no file at all, without an error, also of `git show`: the first line must be `diff --git`. With the text cut off,
# it stops at the first binary file, as its data ("GIT binary patch") is in every mail: it is missing, and so are all files behind it.
# `git diff` alone, which has "Binary files differ", gives all. The signature is a removed line `- `; of a series in one file, cut at
# its first diff, only the first patch is found.
#
# Here: an empty or short list of files, or a check that says "nothing changed in docs", may come from a picture in the patch. Give such
# programs each diff by itself, without binary files, and compare with the list of files in the mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
npm install --silent --no-audit --no-fund --prefix node parse-git-diff@0.0.20 > /dev/null

git init -q oak && cd oak
seq 9 > b.c
printf '\1\0\2' > list.bin
seq 9 > wind.c
git add . && git commit -qm base
sed -i 's/5/five/' b.c wind.c
printf '\1\0\3' > list.bin
git commit -qam 'wind: words'
sed -i 's/9/nine/' wind.c && git commit -qam 'wind: nine'
cat > ../node/files.js <<'JS'
const parse = require("parse-git-diff").default;
for (const file of parse(require("fs").readFileSync(0, "utf8")).files) {
    const changes = file.chunks.flatMap(chunk => chunk.changes ?? []);
    const count = type => changes.filter(change => change.type === type).length;
    console.log(file.path ?? file.pathAfter, `+${count("AddedLine")} -${count("DeletedLine")}`);
}
JS
files() { node ../node/files.js; }
from_diff() { sed -n '/^diff --git/,$p'; }
mail() { git format-patch --stdout -1 "$1"; }
same "git's list" "1 1 b.c
- - list.bin
1 1 wind.c" "$(mail HEAD~ | git apply --numstat | tr '\t' ' ')"
same "a mail" "" "$(mail HEAD~ | files)"
same "git show" "" "$(git show | files)"
same "the diff of a mail" "b.c +1 -1" "$(mail HEAD~ | from_diff | files)"
same "git diff" "b.c +1 -1
list.bin +0 -0
wind.c +1 -1" "$(git diff HEAD~2 HEAD~ | files)"
same "a signature" "wind.c +1 -2" "$(mail HEAD | from_diff | files)"
same "a series" "b.c +1 -1" "$(git format-patch --stdout -2 | from_diff | files)"
