#!/usr/bin/env bash
# dulwich 1.2.21 (PyPI, 2026), `dulwich range-diff`, which writes what git range-diff of git 2.39.5 (Debian) writes; on two versions of a series.
#
# Expected: `=` where the patches are the same, `!` with what changed where message, author or diff differ; moved files as moves.
# Seen: it compares titles and diffs only: a patch with another message, a new Reviewed-by or another author is `=`. A moved file
# is a new one, compared line by line, without its former name.
#
# Here: from `=` of such a comparison it does not follow that v2 has the trailers and the author of v1. Compare messages apart.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi dulwich==1.2.21 munkres==1.1.4

git init -q oak
cd oak
seq 300 > wind.c
seq 300 > sail.c
seq 300 > mill.c
git add . && git commit -qm base && git tag base
change() { # version, message of the first, trailer of the second, author of the third, name that the fourth gives
    git reset -q --hard base
    sed -i 's/^5$/five/' wind.c && git commit -qam 'wind: five' -m "$2"
    sed -i 's/^25$/more/' sail.c && git commit -qam 'sail: more' -m "$3"
    sed -i 's/^7$/seven/' mill.c && git commit -q --author="$4" -am 'mill: seven'
    git mv wind.c "$5" && git commit -qm 'wind: move'
    git tag "$1"
}
signed='Signed-off-by: Mira Holt <mira@oak.example>'
change v1 'It was loud.' "$signed" 'Mira Holt <mira@oak.example>' breeze.c
change v2 'It was much too loud.' "Reviewed-by: Bo Reed <bo@oak.example>
$signed" 'Bo Reed <bo@reed.example>' storm.c
marks() { sed -nE 's/^([0-9-]+): +[0-9a-f-]+ (.) +([0-9-]+): +[0-9a-f-]+ /\1\2\3 /p'; }

git range-diff --no-color --creation-factor=200 base..v1 base..v2 > ../git
dulwich range-diff base..v1 base..v2 > ../dulwich
same "git range-diff" "1!1 wind: five
2!2 sail: more
3!3 mill: seven
4!4 wind: move" "$(marks < ../git)"
same "dulwich range-diff" "1=1 wind: five
2=2 sail: more
3=3 mill: seven
4!4 wind: move" "$(marks < ../dulwich)"
same "the move by git" "-## wind.c => breeze.c ##
+## wind.c => storm.c ##" "$(sed -n 's/^ *\([-+]\) *## wind.c => /\1## wind.c => /p' ../git)"
same "the move by dulwich" "new file mode 100644
--- /dev/null" "$(grep -oE '(new file mode|--- /dev/null).*' ../dulwich)"
