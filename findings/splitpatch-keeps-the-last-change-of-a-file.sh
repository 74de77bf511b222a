#!/usr/bin/env bash
# splitpatch 1.0.6 (PyPI), which splits a large patch by folders, for several maintainers; git 2.39.5 (Debian), git format-patch and git apply.
#
# Expected: its pieces together change what the patch changes.
# Seen: of a series in one file it keeps one diff for each path, the last: what the first patch did to the same file is lost, and the piece does
# not apply. Messages, authors and signatures are dropped, but git's `-- ` stays below the last file. A moved file has two names,
# is no file for it, and its lines become the end of the file before; at the beginning of a patch they are lost. "Output file: … (2 files)", and 0
# for the exit, with no word on any of it. Of a single patch without moved files the pieces are right.
#
# Here: a patch that came in pieces may lack changes that the whole had, and has neither its author nor its message; compare the pieces
# with the series, file by file, before one is taken for another version.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi splitpatch==1.0.6

git init -q oak && cd oak
mkdir net fs
for file in net/a.c fs/b.c fs/c.c; do seq 9 > "$file"; done
git add . && git commit -qm base && git tag base
sed -i s/1/one/ net/a.c
git commit -qam 'net: first'
sed -i s/9/nine/ net/a.c fs/b.c
git commit -qam 'both: last'
git format-patch -q --stdout base > ../series.mbox
git tag series
git reset -q --hard base
git mv fs/c.c fs/moved.c && sed -i s/5/five/ net/a.c fs/moved.c
git commit -qam 'fs: move'
git format-patch -q --stdout base > ../move.mbox
git reset -q --hard base
split() { # mail
    splitpatch "../$1.mbox" --outdir "../$1" 2>&1 | grep -o '([0-9]* files)'
    cat "../$1"/*.patch > "../$1.pieces"
    grep -E '^(diff|[-+][a-z0-9]|--|rename)' "../$1.pieces"
}
same "a series" "(2 files)
diff --git a/fs/b.c b/fs/b.c
--- a/fs/b.c
-9
+nine
diff --git a/net/a.c b/net/a.c
--- a/net/a.c
-9
+nine
-- " "$(split series)"
same "nobody wrote it" "0" "$(grep -cE '^(From|Subject)|both: last' ../series.pieces || true)"
same "the whole" "2	2	net/a.c
1	1	fs/b.c" "$(git diff --numstat base series | sort -r)"
same "the pieces" "1	1	fs/b.c
1	1	net/a.c" "$(git apply --numstat ../series.pieces)"
same "a moved file" "(1 files)
diff --git a/net/a.c b/net/a.c
--- a/net/a.c
-5
+five
-- " "$(split move)"
