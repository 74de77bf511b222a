#!/usr/bin/env bash
# whatthepatch 1.0.7, unidiff 1.0.1 (PyPI), gitdiff-parser 0.3.1, parse-diff 0.12.0, diff 9.0.0 (npm): libraries that read diffs, on
# a series as git format-patch writes it into one file.
#
# Expected: the lines that each `@@` header announces; what follows is no part of the file.
# Seen: whatthepatch and gitdiff-parser go on to the next `diff --git`. git's signature `-- ` is a removed line, and so are the
# items of a list (`- torn`) in the message of the next patch. For gitdiff-parser the `---` below that message and the
# diffstat are lines of the file as well. diff (jsdiff) refuses the file: "more lines than expected". unidiff and parse-diff
# count as git does. None of them takes a removed `-- note`, which reads `--- note`, for a header.
#
# Here: counts of changed lines made with such a library from mails are too high, by one a patch and more where messages
# have lists. Count by the header, and cut mails apart before anything else.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi whatthepatch==1.0.7 unidiff==1.0.1
npm install --silent --no-audit --no-fund --prefix node gitdiff-parser@0.3.1 parse-diff@0.12.0 diff@9.0.0 > /dev/null

git init -q oak && cd oak
printf 'one\n-- note\n' > a.lua
echo one > b.c
git add . && git commit -qm base && git tag base
echo one > a.lua
echo two > b.c
git commit -qam 'wind: calm'
echo three > b.c
git commit -qam 'sail: mend' -m 'It was

- torn
- old'
git format-patch --stdout base.. > ../series.mbox
cd ..

cat > read.py <<'PYTHON'
import unidiff
import whatthepatch

text = open("series.mbox").read()
print("whatthepatch", *(f"{diff.header.new_path}:{[change.line for change in diff.changes if change.new is None]}"
                        for diff in whatthepatch.parse_patch(text)))
print("unidiff", *(f"{file.path} +{file.added} -{file.removed}" for file in unidiff.PatchSet(text)))
PYTHON
cat > read.js <<'JS'
const text = require('fs').readFileSync('series.mbox', 'utf8')
const library = name => require(`./node/node_modules/${name}`)
for (const file of library('gitdiff-parser').parse(text)) {
  console.log('gitdiff-parser', file.newPath, JSON.stringify(file.hunks[0].changes.map(change => change.type[0] + change.content)))
}
console.log('parse-diff', ...library('parse-diff')(text).map(file => `${file.to} +${file.additions} -${file.deletions}`))
try {
  console.log(library('diff').parsePatch(text).length)
} catch (error) {
  console.log('diff:', error.message.replace(/line \d+/, 'line N'))
}
JS
same "git" "0:1:a.lua 1:1:b.c 1:1:b.c" "$(git apply --numstat series.mbox | tr '\t' : | paste -sd' ')"
same "the libraries of PyPI" \
"whatthepatch a.lua:['-- note'] b.c:['one', '- ', ' torn', ' old', '--'] b.c:['two', '- ']
unidiff a.lua +0 -1 b.c +1 -1 b.c +1 -1" \
"$(python read.py)"
same "the libraries of npm" \
'gitdiff-parser a.lua ["none","d-- note"]
gitdiff-parser b.c ["done","itwo","d- ","d torn","d old","d--","nb.c | 2 +-","n1 file changed, 1 insertion(+), 1 deletion(-)"]
gitdiff-parser b.c ["dtwo","ithree","d- "]
parse-diff a.lua +0 -1 b.c +1 -1 b.c +1 -1
diff: Hunk at line N has more lines than expected (expected 1 old lines and 1 new lines)' \
"$(node read.js)"
