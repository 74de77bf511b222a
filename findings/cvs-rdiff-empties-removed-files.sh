#!/usr/bin/env bash
# CVS 1.12.13 (Debian), cvs rdiff -u and cvs diff -u, as patches of older lists were made; git 2.39.5 and GNU patch 2.7.6 (Debian), unidiff 1.0.1
# (PyPI), parse-diff 0.12.0, gitdiff-parser 0.3.1 (npm).
#
# Expected: `+++ /dev/null`, or the year 1970 as the date, for a removed file, as with GNU diff; and in one mail names of one kind.
# Seen: rdiff gives a removed file its old name and the time of the call: git apply and GNU patch leave it there, empty. The old name has the
# revision behind it, `--- oak/wind.c:1.1`: unidiff takes every changed file for a renamed one, parse-diff has it from `oak/wind.c:1.1`,
# gitdiff-parser finds no file. A new file has `/dev/null` and the name with the module, as the others. cvs diff -uN writes `/dev/null` for both,
# and no prefix: git apply refuses the whole patch if a file at the top was removed, "unable to find filename", and otherwise takes `net/wind.c`
# for wind.c; GNU patch takes the names of the `Index:` lines. Without -N, new and removed files are left out, with a word on standard error only.
#
# Here: what an old patch removed may still be there, empty. Take names from `Index:`, cut `:1.1` off, and of a file whose lines are all removed
# say that, not that it was renamed.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian cvs=2:1.12.13+real-28+deb12u1 patch=2.7.6-7
pypi unidiff==1.0.1
npm install --silent --no-audit --no-fund --prefix node gitdiff-parser@0.3.1 parse-diff@0.12.0 > /dev/null

export CVSROOT=$temporary/cvs
cvs init
mkdir -p first/net && seq 9 > first/net/wind.c && seq 4 > first/rope.c
(cd first && cvs -q import -m base oak mira start > ../said)
cvs -q checkout -d work oak > said
cd work
sed -i 's/^5$/five/' net/wind.c && echo one > net/sail.c && rm rope.c
cvs -q add net/sail.c 2> ../said && cvs -q remove rope.c 2> ../said
cvs -q diff -uN > ../new.diff || true
cvs -q diff -u > ../usual.diff 2> ../said || true
cvs -q commit -m calm > ../said 2>&1
cvs -q rdiff -u -r start -r HEAD oak > ../rdiff.diff 2> ../said
cd ..

git init -q oak && cd oak
cp -r ../first/* . && git add . && git commit -qm base
tree() { git status --short | tr -d '\n'; [ ! -e rope.c ] || wc -c < rope.c; git reset -q --hard; git clean -qfd; }
same "rdiff, git apply" " M net/wind.c M rope.c?? net/sail.c0" "$(git apply ../rdiff.diff && tree)"
same "rdiff, GNU patch" " M net/wind.c M rope.c?? net/sail.c0" "$(patch -p1 < ../rdiff.diff > ../said && tree)"
same "diff -uN, git apply" "unable to find filename" "$(git apply ../new.diff 2>&1 | grep -o 'unable to find filename')"
same "diff -uN, GNU patch" " M net/wind.c D rope.c?? net/sail.c" "$(patch -p0 < ../new.diff > ../said && tree)"
same "diff -u has one file" "+++ net/wind.c" "$(grep '^+++' ../usual.diff | cut -f1)"
same "diff -u, git apply" "1	1	wind.c" "$(git apply --numstat ../usual.diff)"
cd ..

same "unidiff" \
"oak/rope.c renamed
oak/net/sail.c new
oak/net/wind.c renamed" \
"$(python - <<'PYTHON'
import unidiff
for file in unidiff.PatchSet(open("rdiff.diff")):
    print(file.path, "renamed" if file.is_rename else "new" if file.is_added_file else "changed")
PYTHON
)"
cat > node/names.js <<'JS'
const text = require('fs').readFileSync('rdiff.diff', 'utf8');
const files = require('parse-diff')(text).map(file => `${file.from} to ${file.to}`);
console.log(files.join('\n').replace(/:1[.\d]*/g, ':REVISION'));
console.log(require('gitdiff-parser').parse(text).length, 'files');
JS
same "parse-diff and gitdiff-parser" \
"oak/rope.c:REVISION to oak/rope.c
/dev/null to oak/net/sail.c
oak/net/wind.c:REVISION to oak/net/wind.c
0 files" \
"$(node node/names.js)"
