#!/usr/bin/env bash
# unidiff 1.0.1, whatthepatch 1.0.7 (PyPI), parse-diff 0.12.0, diff 9.0.0, diff2html 3.4.56, gitdiff-parser 0.3.1 (npm), lei 1.9.0, diffstat 1.65 and
# git 2.39.5 (Debian), on the diff of a merge, `diff --cc`, as mails about "manual merge of the … tree" have it.
#
# Expected: the lines that the merge changed, or a refusal. For public-inbox: the mail is found by its files, lines and blob ids.
# Seen: unidiff, whatthepatch, parse-diff and jsdiff have the files with no line at all, gitdiff-parser no file, none complains. diff2html and
# diffstat count, by different rules. lei finds the mail by the name of the file, but by none of its removed, added or unchanged lines nor by
# blob ids; only its body has them. git patch-id gives one id for each file, the second without a commit.
#
# Here: "+0 -0" for such a mail is wrong, and a search by lines does not find who mended a conflict. A hunk with three `@` has two columns of
# signs.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian diffstat=1.65-1
debian_lei
pypi unidiff==1.0.1 whatthepatch==1.0.7
npm install --silent --no-audit --no-fund --prefix node parse-diff@0.12.0 diff@9.0.0 diff2html@3.4.56 gitdiff-parser@0.3.1 > /dev/null

git init -q oak && cd oak
seq 9 > a.c && seq 3 > b.c
git add . && git commit -qm base
git checkout -q -b sail && sed -i 's/2/zwei/' a.c && git commit -qam sail
git checkout -q main && sed -i 's/2/due/' a.c && git commit -qam wind
git merge -q sail > /dev/null 2>&1 || true
seq 9 | sed 's/2/both/' > a.c && seq 4 > b.c
git add . && git commit -qm 'Merge sail'
git show --format= > ../merge.diff
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' merge 'oak-next: manual merge of the wind tree with the sail tree'
    printf "\nI fixed it up (see below).\n\n"
    cat ../merge.diff
} > ../mail
cd ..
same "the diff" "diff --cc a.c
- due
 -zwei
++both
diff --cc b.c
++4" "$(grep -E '^(diff|[ +-]{2}[a-z4])' merge.diff | grep -v '^  ')"

cat > read.py <<'PYTHON'
import unidiff
import whatthepatch

text = open("merge.diff").read()
print("unidiff", *(f"{file.path} +{file.added} -{file.removed}" for file in unidiff.PatchSet(text)))
print("whatthepatch", *(f"{diff.header.new_path} {diff.changes}" for diff in whatthepatch.parse_patch(text)))
PYTHON
cat > read.js <<'SCRIPT'
const text = require("fs").readFileSync("merge.diff", "utf8");
const library = (name) => require(`./node/node_modules/${name}`);
console.log("parse-diff", ...library("parse-diff")(text).map((file) => `${file.to} +${file.additions} -${file.deletions}`));
console.log("jsdiff", ...library("diff").parsePatch(text).map((file) => `${file.newFileName} ${file.hunks.length} hunks`));
console.log("diff2html", ...library("diff2html").parse(text).map((file) => `${file.newName} +${file.addedLines} -${file.deletedLines}`));
console.log("gitdiff-parser", ...library("gitdiff-parser").parse(text).map((file) => file.newPath));
SCRIPT
same "the libraries" "unidiff a.c +0 -0 b.c +0 -0
whatthepatch a.c None b.c None
parse-diff a.c +0 -0 b.c +0 -0
jsdiff b/a.c 0 hunks b/b.c 0 hunks
diff2html a.c +1 -2 b.c +1 -0
gitdiff-parser" "$(python read.py; node read.js)"
same "diffstat" " a.c |    2 +-
 b.c |    1 +
 2 files changed, 2 insertions(+), 1 deletion(-)" "$(diffstat merge.diff)"
same "git apply" 'error: No valid patches in input (allow with "--allow-empty")' "$(git apply merge.diff 2>&1)"
same "git patch-id" "2" "$(git -C oak show | git patch-id | wc -l)"

lei import -q -F eml mail
found() { for query in "$@"; do echo "$query $(lei q -f json "$query" 2> /dev/null | grep -c '"s"')"; done | paste -sd,; }
blob=$(git -C oak rev-parse --short HEAD:a.c)
same "lei" "dfn:a.c 1,b:both 1,dfa:zwei 0,dfb:both 0,dfctx:3 0,dfpost:BLOB 0" \
    "$(found dfn:a.c b:both dfa:zwei dfb:both dfctx:3 "dfpost:$blob" | sed "s/$blob/BLOB/")"
