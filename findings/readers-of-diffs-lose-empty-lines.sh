#!/usr/bin/env bash
# whatthepatch 1.0.7, gitdiff-parser 0.3.1, diff2html 3.4.56, what-the-diff 0.6.0 and patchutils 0.4.2 (PyPI, npm, Debian), on a diff
# of git 2.39.5 (Debian) with diff.suppressBlankEmpty.
#
# Expected: an empty line in a hunk is an unchanged empty line, as POSIX says of it and as git, GNU patch and Mercurial read it.
# Seen: whatthepatch, gitdiff-parser and diff2html leave the line out, without a word, and count on: all that follows in the hunk has a number
# that is too low by one for each. what-the-diff refuses the file. interdiff and combinediff stop with "Whitespace damage detected in
# input", though nothing was damaged. unidiff, parse-diff and jsdiff read it right.
#
# Here: a remark that a program places by such a number stands at a line above the right one; mails whose blanks at the ends of
# lines were cut on their way look alike. Read an empty line within a hunk as context.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patchutils=0.4.2-1
pypi whatthepatch==1.0.7 unidiff==1.0.1
npm install --silent --no-audit --no-fund --prefix node gitdiff-parser@0.3.1 diff2html@3.4.56 what-the-diff@0.6.0 parse-diff@0.12.0 diff@9.0.0 \
    > /dev/null

git init -q oak && cd oak
printf 'one\n\ntwo\n\nthree\n' > a.c
git add . && git commit -qm base
printf 'one\n\ntwo\n\nfour\n' > a.c
git diff > ../usual.diff
git -c diff.suppressBlankEmpty=true diff > ../empty.diff
cd ..
cat > read.py <<'PYTHON'
import sys

import unidiff
import whatthepatch

text = open(sys.argv[1]).read()
for diff in whatthepatch.parse_patch(text):
    print("whatthepatch", *(change.old or change.new for change in diff.changes if not (change.old and change.new)))
for file in unidiff.PatchSet(text):
    print("unidiff", *(line.source_line_no or line.target_line_no for hunk in file for line in hunk if not line.is_context))
PYTHON
cat > read.js <<'SCRIPT'
const text = require("fs").readFileSync(process.argv[2], "utf8");
const library = (name) => require(`./node/node_modules/${name}`);
const say = (name, read) => {
    try { console.log(name, ...read()); } catch (error) { console.log(name, "refuses it"); }
};
say("gitdiff-parser", () => library("gitdiff-parser").parse(text)[0].hunks[0].changes.filter((line) => !line.isNormal)
    .map((line) => line.lineNumber));
say("diff2html", () => library("diff2html").parse(text)[0].blocks[0].lines.filter((line) => line.type != "context")
    .map((line) => line.oldNumber || line.newNumber));
say("what-the-diff", () => [library("what-the-diff").parse(text)[0].hunks[0].lines.length, "lines"]);
say("parse-diff", () => library("parse-diff")(text)[0].chunks[0].changes.filter((line) => line.type != "normal").map((line) => line.ln));
say("jsdiff", () => [library("diff").parsePatch(text)[0].hunks[0].lines.length, "lines"]);
SCRIPT
numbers() { python read.py "$1"; node read.js "$1"; }

same "the removed and the added line of the usual diff" "whatthepatch 5 5
unidiff 5 5
gitdiff-parser 5 5
diff2html 5 5
what-the-diff 5 lines
parse-diff 5 5
jsdiff 5 lines" "$(numbers usual.diff)"
same "without the blanks" "whatthepatch 3 3
unidiff 5 5
gitdiff-parser 3 3
diff2html 3 3
what-the-diff refuses it
parse-diff 5 5
jsdiff 5 lines" "$(numbers empty.diff)"
same "interdiff and combinediff" "interdiff: Whitespace damage detected in input
combinediff: Whitespace damage detected in input" "$(interdiff empty.diff empty.diff 2>&1; combinediff empty.diff empty.diff 2>&1)"
git -C oak reset -q --hard
same "git apply" " a.c |    2 +-" "$(git -C oak apply --stat ../empty.diff | head -1)"
