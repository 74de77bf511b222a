#!/usr/bin/env bash
# gitdiff-parser 0.3.1, diff2html 3.4.56, parse-diff 0.12.0 (npm), unidiff 1.0.1, whatthepatch 1.0.7 and pygit2 1.21.0 (PyPI), on
# diffs of git 2.39.5 (Debian) with diff.noprefix, the setting that leaves out `a/` and `b/`; its format-patch follows it too.
#
# Expected: without prefixes the path is the name as it stands; a library that cannot know says so.
# Seen: gitdiff-parser cuts the first two letters off each name: `sail.c` is "il.c", `net/wind.c` is "t/wind.c". pygit2 refuses the whole
# diff if one file lies in no folder, and cuts the first folder off otherwise. unidiff, whatthepatch, diff2html and parse-diff keep the
# names, but take a folder that is called `b` for the prefix, though both sides of the file begin with it. With diff.mnemonicPrefix
# (`i/`, `w/`) whatthepatch leaves the prefix on; the others cut it off.
#
# Here: a list of files made with them has names that no file has, and rules by path miss. `a/` and `b/` are prefixes only where the old
# side has the one and the new side the other.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi unidiff==1.0.1 whatthepatch==1.0.7 pygit2==1.21.0
npm install --silent --no-audit --no-fund --prefix node gitdiff-parser@0.3.1 diff2html@3.4.56 parse-diff@0.12.0 > /dev/null

git init -q oak && cd oak
mkdir net b
for file in net/wind.c b/oar.c sail.c; do seq 3 > $file; done
git add . && git commit -qm base
for file in net/wind.c b/oar.c sail.c; do seq 4 > $file; done
git -c diff.noprefix=true diff > ../none.diff
git -c diff.noprefix=true diff -- net > ../folder.diff
git -c diff.mnemonicPrefix=true diff > ../letters.diff
git commit -qam 'wind: calm'
same "format-patch" "diff --git sail.c sail.c" "$(git -c diff.noprefix=true format-patch -1 --stdout | grep ^diff | tail -1)"
cd ..

cat > read.py <<'PYTHON'
import sys

import pygit2
import unidiff
import whatthepatch

text = open(sys.argv[1]).read()
print("unidiff", *(file.path for file in unidiff.PatchSet(text)))
print("whatthepatch", *(diff.header.new_path for diff in whatthepatch.parse_patch(text)))
try:
    print("pygit2", *(patch.delta.new_file.path for patch in pygit2.Diff.parse_diff(text)))
except pygit2.GitError as error:
    print("pygit2:", error)
PYTHON
cat > read.js <<'SCRIPT'
const text = require("fs").readFileSync(process.argv[2], "utf8");
const library = (name) => require(`./node/node_modules/${name}`);
console.log("gitdiff-parser", ...library("gitdiff-parser").parse(text).map((file) => file.newPath));
console.log("diff2html", ...library("diff2html").parse(text).map((file) => file.newName));
console.log("parse-diff", ...library("parse-diff")(text).map((file) => file.to));
SCRIPT
names() { python read.py "$1"; node read.js "$1"; }

same "without prefixes" "unidiff oar.c net/wind.c sail.c
whatthepatch oar.c net/wind.c sail.c
pygit2: header filename does not contain 1 path components
gitdiff-parser oar.c t/wind.c il.c
diff2html oar.c net/wind.c sail.c
parse-diff oar.c net/wind.c sail.c" "$(names none.diff)"
same "of a folder" "unidiff net/wind.c
whatthepatch net/wind.c
pygit2 wind.c
gitdiff-parser t/wind.c
diff2html net/wind.c
parse-diff net/wind.c" "$(names folder.diff)"
same "with other letters" "unidiff b/oar.c net/wind.c sail.c
whatthepatch w/b/oar.c w/net/wind.c w/sail.c
pygit2 b/oar.c net/wind.c sail.c
gitdiff-parser b/oar.c net/wind.c sail.c
diff2html b/oar.c net/wind.c sail.c
parse-diff b/oar.c net/wind.c sail.c" "$(names letters.diff)"
