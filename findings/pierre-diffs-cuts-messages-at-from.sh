#!/usr/bin/env bash
# @pierre/diffs 1.6.4 (npm, 2026), parsePatchFiles, from which pages for patches of several commits are made; on mails of git 2.39.5 (Debian).
#
# Expected: one patch for each mail, with its message and its files; a copy is a new file.
# Seen: a line of the message that begins with "From a " or "From 4 to" begins another patch, as `a` and `4` are taken for the hash of a commit:
# the first has the title and no files, the second the rest of the message, and all files. "From the start" does not. An mbox of
# public-inbox, with `From mboxrd@z`, is one patch: it has the title of the first mail and the files of all. A copy, `-C`, is of type
# "rename-pure" or "rename-changed" as a move is, with the copied file as its former name. A line `diff --git is …` of the message is a
# file without a name.
#
# Here: such a page may show a patch without files and one without a title, and a file as gone that is still there. Give it one mail at a time
# with the text above the first diff taken off.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
npm install --silent --no-audit --no-fund --prefix node @pierre/diffs@1.6.4 > /dev/null

cat > node/patches.mjs <<'JS'
import { readFileSync } from 'fs'
globalThis.navigator ??= { userAgent: '' } // the library asks for it when it is loaded
const { parsePatchFiles } = await import('@pierre/diffs')
for (const { patchMetadata, files } of parsePatchFiles(readFileSync(process.argv[2], 'utf8'))) {
    console.log(/^Subject: (.*)/m.exec(patchMetadata)?.[1] ?? patchMetadata.split('\n')[0])
    for (const { name, prevName, type } of files) console.log(' ', type, name, prevName ?? '')
}
JS
git init -q oak
cd oak
seq 20 > wind.c
seq 30 > sail.c
git add . && git commit -qm base
wrote() { # lines of the message: what the library has of a patch with a copy, a copy with a change, and a move
    git checkout -q -b "$1" main
    cp wind.c calm.c
    sed 's/7/seven/' wind.c > breeze.c
    git mv sail.c canvas.c
    git add .
    git commit -qm 'wind: copy' -m "$2"
    git format-patch -q -1 -C --find-copies-harder --stdout > "../$1.patch"
    node ../node/patches.mjs "../$1.patch" 2> ../said | sed 's/ *$//'
}
files='  rename-changed breeze.c wind.c
  rename-pure calm.c wind.c
  rename-pure canvas.c sail.c'
same "From the start" "[PATCH] wind: copy
$files" "$(wrote start 'It was loud.
From the start nobody slept.')"
same "git says copy" "copy from wind.c
copy to breeze.c" "$(grep -B1 'copy to breeze' ../start.patch)"
same "From a" "[PATCH] wind: copy
From a user of the mill we hear it.
$files" "$(wrote user 'It was loud.
From a user of the mill we hear it.')"
same "From 4 to" "[PATCH] wind: copy
From 4 to 8 it is loud.
$files" "$(wrote hours 'It was loud.
From 4 to 8 it is loud.')"
same "diff --git is" "[PATCH] wind: copy
  change
$files" "$(wrote tool 'It was loud.
diff --git is what showed it.')"
for mail in start tool; do
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    sed "1d; s/wind: copy/wind: $mail/; /^diff --git is/d" "../$mail.patch"
    echo
done > ../mbox
same "an mbox of public-inbox" "[PATCH] wind: start
$files
$files" "$(node ../node/patches.mjs ../mbox 2> ../said | sed 's/ *$//')"
