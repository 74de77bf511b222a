#!/usr/bin/env bash
# Subversion 1.14.2 (Debian), svn diff of a change with properties, read by git 2.39.5, diffstat 1.65 (Debian), whatthepatch 1.0.7 (PyPI),
# diff2html 3.4.56, gitdiff-parser 0.3.1, parse-diff 0.12.0 (npm).
#
# Expected: `svn diff --git` is what git reads; the lines below "Property changes on:" are text between two files; an executable
# file is executable again.
# Seen: git apply refuses the whole of `svn diff --git` if a file is new, "expected /dev/null", as Subversion writes `--- a/run.sh
# (nonexistent)`, and if a file has a new property alone; it takes the usual diff, without the mode. diffstat and whatthepatch
# count the values of properties as lines of files. diff2html counts on until the next `@@`: "b.c" is no file, but its `---` and `+++`
# are changed lines of a.c. gitdiff-parser finds no file at all, parse-diff two of three.
#
# Here: counts and lists of files of such mails differ from program to program. End a hunk by its numbers, a file by `Index:`.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian subversion=1.14.2-4+deb12u1 libsvn1=1.14.2-4+deb12u1 libserf-1-1 libutf8proc2 libapr1 libaprutil1 diffstat=1.65-1
pypi whatthepatch==1.0.7
npm install --silent --no-audit --no-fund --prefix node diff2html@3.4.56 gitdiff-parser@0.3.1 parse-diff@0.12.0 > /dev/null

svnadmin create repository
svn -q checkout "file://$temporary/repository" oak
cd oak
seq 3 > a.c && seq 3 > b.c
svn -q add a.c b.c && svn -q commit -m base && svn -q update
seq 2 > a.c && echo wind > run.sh
svn -q add run.sh
svn -q propset svn:executable '*' run.sh
svn -q propset svn:eol-style native a.c
svn -q propset note 'two
lines' b.c
svn diff > ../usual.diff
svn diff --git > ../git.diff
svn diff --git --ignore-properties > ../text.diff
cd ..
same "a property in a diff" "Property changes on: a.c
___________________________________________________________________
Added: svn:eol-style
## -0,0 +1 ##
+native
\ No newline at end of property" "$(grep -A5 'on: a.c' usual.diff)"

git init -q project
cd project
seq 3 > a.c && seq 3 > b.c
git add . && git commit -qm base
same "git apply of svn diff --git" "error: patch with only garbage at line 22
error: git apply: bad git-diff - expected /dev/null on line 13" "$(git apply ../git.diff 2>&1; git apply ../text.diff 2>&1)"
git apply -p0 ../usual.diff
git add .
same "git apply of svn diff" " create mode 100644 run.sh
 a.c    | 1 -
 run.sh | 1 +
 2 files changed, 1 insertion(+), 1 deletion(-)" "$(git diff --cached HEAD --summary; git diff --cached HEAD --stat)"
cd ..
same "diffstat" " a.c    |    1 -
 b.c    |    2 ++
 run.sh |    1 +
 3 files changed, 3 insertions(+), 1 deletion(-)" "$(diffstat -p0 usual.diff)"

cat > read.py <<'PYTHON'
import whatthepatch

for diff in whatthepatch.parse_patch(open("usual.diff").read()):
    print(diff.header.new_path, [change.line for change in diff.changes or [] if not (change.old and change.new)])
PYTHON
same "whatthepatch" "a.c ['3']
b.c []
run.sh ['wind', '*']" "$(python read.py)"
cat > read.js <<'SCRIPT'
const text = require("fs").readFileSync("usual.diff", "utf8");
const library = (name) => require(`./node/node_modules/${name}`);
for (const file of library("diff2html").parse(text))
    console.log("diff2html", file.newName.split("\t")[0], file.addedLines, file.deletedLines, file.blocks.flatMap((block) => block.lines)
        .filter((line) => line.type != "context").map((line) => line.content.split("\t")[0]).join("|"));
console.log("gitdiff-parser", library("gitdiff-parser").parse(text).length);
console.log("parse-diff", library("parse-diff")(text).map((file) => file.to).join(" "));
SCRIPT
same "diff2html, gitdiff-parser, parse-diff" "diff2html a.c 4 2 -3|+native|--- b.c|+++ b.c|+two|+lines
diff2html run.sh 2 0 +wind|+*
gitdiff-parser 0
parse-diff a.c run.sh" "$(node read.js)"
