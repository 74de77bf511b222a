#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 send -o; git 2.39.5 (Debian), git format-patch, git am; in a repository whose .gitattributes name a diff driver
# with textconv, as the manual of gitattributes proposes for binary files, and with diff.submodule=log, which shows what a submodule got.
#
# Expected: the mails of b4 have the diffs of git format-patch, which ignores both: what is sent can be applied.
# Seen: b4 asks `git show`, which obeys them. The diff of a compressed file has lines of text, below a list of files that says `Bin`; git
# am refuses it. Where a converter leaves out comments, the mail leaves out their changes, below a diffstat of all: git am commits
# the rest without a word. Of a submodule there is no diff, only `Submodule lib 0123..4567:` with titles of the library.
#
# Here: a list of files that counts more lines than the diff has, or says Bin above lines of text, or names a file that has no diff, is
# no mail that was damaged on its way: the author has another file than the archive. Such a commit is not found by its patch-id.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
git config --global diff.gz.textconv 'gzip -dc'
git config --global diff.po.textconv 'grep -v "^#"'
git config --global diff.submodule log
git config --global protocol.file.allow always
git config --global b4.send-no-patatt-sign yes

git init -q lib
for number in 1 2 3; do echo $number > lib/l.c && git -C lib add . && git -C lib commit -qm "lib: $number"; done
git init -q oak && cd oak
git submodule --quiet add ../lib lib && git -C lib checkout -q HEAD~2
printf '*.gz diff=gz\n*.po diff=po\n' > .gitattributes
seq 9 | gzip -n > list.gz
{ echo '# 5 January'; for word in wind sail hull mast keel; do printf 'msgid "%s"\nmsgstr ""\n' $word; done; } > de.po
git add . && git commit -qm base && git tag base
b4 -n prep -n oak -f main > ../said 2>&1
sed -i 's/5 January/6 January/; $s/""/"Kiel"/' de.po && git commit -qam 'de: keel' -m 'It had no word.'
seq 10 | gzip -n > list.gz && git commit -qam 'list: ten' -m 'Nine are too few.'
git -C lib checkout -q main && git commit -qam 'lib: newer' -m 'It was old.'
b4 -n --offline-mode send -o ../b4 --no-sign --no-trailer-to-cc --to oak@lists.example > ../said 2>&1
git format-patch -q -o ../git HEAD~3

changes() { sed -nE '/^---$/,/^-- $/{/^( .*\|.*|[-+][^-+].*|GIT.*)$/p}' "$@"; }
same "de.po, format-patch" ' de.po | 4 ++--
-# 5 January
+# 6 January
-msgstr ""
+msgstr "Kiel"' "$(changes ../git/0001*)"
same "de.po, b4" ' de.po | 4 ++--
-msgstr ""
+msgstr "Kiel"' "$(changes ../b4/0001*)"
same "list.gz, format-patch" ' list.gz | Bin 38 -> 41 bytes
GIT binary patch' "$(changes ../git/0002*)"
same "list.gz, b4" ' list.gz | Bin 38 -> 41 bytes
+10' "$(changes ../b4/0002*)"
same "lib, format-patch" ' lib | 2 +-
-Subproject commit ID
+Subproject commit ID' "$(changes ../git/0003* | sed -E 's/[0-9a-f]{40}/ID/')"
same "lib, b4" ' lib | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

Submodule lib ID..ID:
  > lib: 3
  > lib: 2' "$(sed '1,/^---$/d; /^-- $/,$d' ../b4/0003* | sed -E 's/[0-9a-f]{7}/ID/g')"

am() {
    git checkout -q -B try base
    git am -q "$@" 2>&1 | sed -n 's/^error: //p'
    git am --abort 2> /dev/null
    git log --reverse --format=%s base.. && head -1 de.po
}
same "git am of format-patch" 'de: keel
list: ten
lib: newer
# 6 January' "$(am ../git/*)"
same "git am of b4" 'patch failed: list.gz:7
list.gz: patch does not apply
# 5 January' "$(am ../b4/000[12]*)"
same "git am of the first" 'de: keel
# 5 January' "$(am ../b4/0001*)"
id() { git patch-id < "$1" | cut -d' ' -f1; }
[ "$(id ../b4/0001*)" != "$(id ../git/0001*)" ]
printf 'as described: patch-ids differ\n'
