#!/usr/bin/env bash
# git-gq 2.2.3 (PyPI), a patch queue for git; git 2.39.5 (Debian), git format-patch.
#
# Expected: `pop` takes commits off, `push` puts them back as they were.
# Seen: it keeps them as mails and reads those as git am does without options. A title `[x86] wind: words` comes back as `wind: words`; a
# message with notes below `---` loses them and all that follows, the Signed-off-by too; a first line `From: …` of the message becomes
# the author. Nothing is said.
#
# Here: two versions of one patch may differ in title, author and trailers though their author changed nothing, and v2 be unsigned
# because the queue was turned over. Compare such versions by their changes, and titles also without brackets in front.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi git-gq==2.2.3

git init -q oak && cd oak
echo .gqpatches > .git/info/exclude
seq 9 > wind.c
git add . && git commit -qm base && git tag base
git gq init > ../said 2>&1
sed -i 's/5/five/' wind.c
git commit -qam '[x86] wind: words' -m 'Numbers are words.' -m 'Signed-off-by: Mira Holt <mira@oak.example>'
sed -i 's/6/six/' wind.c
git commit -qam 'wind: six' -m 'It was a number.' -m '---
v2: no change' -m 'Signed-off-by: Mira Holt <mira@oak.example>'
sed -i 's/7/seven/' wind.c
git commit -qam 'wind: seven' -m 'From: Bo Reed <bo@reed.example>' -m 'He had the idea.' -m 'Signed-off-by: Mira Holt <mira@oak.example>'
git branch before
for _ in 1 2 3; do git gq pop > ../said 2>&1; done
same "pop" "$(git rev-parse base)" "$(git rev-parse HEAD)"
for _ in 1 2 3; do git gq push > ../said 2>&1; done
same "files" "" "$(git diff before)"
told() { git log --reverse --format='%an: %s%n%b' "$@" | sed '/^$/d'; }
same "before" 'Mira Holt: [x86] wind: words
Numbers are words.
Signed-off-by: Mira Holt <mira@oak.example>
Mira Holt: wind: six
It was a number.
---
v2: no change
Signed-off-by: Mira Holt <mira@oak.example>
Mira Holt: wind: seven
From: Bo Reed <bo@reed.example>
He had the idea.
Signed-off-by: Mira Holt <mira@oak.example>' "$(told base..before)"
same "after push" 'Mira Holt: wind: words
Numbers are words.
Signed-off-by: Mira Holt <mira@oak.example>
Mira Holt: wind: six
It was a number.
Bo Reed: wind: seven
He had the idea.
Signed-off-by: Mira Holt <mira@oak.example>' "$(told base..)"
