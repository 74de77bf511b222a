#!/usr/bin/env bash
# git 2.39.5 (Debian), git format-patch with --numstat, --raw, --shortstat or --dirstat in place of the usual list of files; git am, git log, b4
# 0.16.0 (PyPI), b4 am.
#
# Expected: another list of files between `---` and the diff, where nothing counts.
# Seen: `---` is written with the usual list only. The others stand below an empty line, so for git am they belong to the message: the commit ends
# in `1  1       net/wind.c`, and the paragraph above, with the Signed-off-by and the Reviewed-by, is no longer the last. git log finds no trailer
# in it, and `git am -s` adds a second Signed-off-by of the same person below the list. With --stat as well, or with --summary alone where there is
# nothing to list, all is as usual. b4 am also keeps the list as a part of the message, and puts a review that came in an answer below it.
#
# Here: a patch that seems not to be signed off or reviewed may have both above such a list. Cut lists in front of a diff, whatever their form,
# before trailers are read, and compare messages without them.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
mkdir net && seq 9 > net/wind.c
git add . && git commit -qm base && git tag base
sed -i 's/^5$/five/' net/wind.c
git commit -qam 'wind: calm' -m 'It was loud.' -m 'Signed-off-by: Mira Holt <mira@oak.example>
Reviewed-by: Bo Reed <bo@reed.example>'
git checkout -q base

commit() { # options of format-patch
    git checkout -q --detach base
    git format-patch -q --stdout "$@" base..main | git am -q -s
    git log -1 --format=%b | sed '1,2d;/^$/d'
    echo "--- trailers"
    git log -1 --format='%(trailers:only)' | sed '/^$/d'
}
signed='Signed-off-by: Mira Holt <mira@oak.example>'
reviewed='Reviewed-by: Bo Reed <bo@reed.example>'
for list in "--numstat:1	1	net/wind.c" "--shortstat: 1 file changed, 1 insertion(+), 1 deletion(-)" "--dirstat: 100.0% net/" \
    "--raw --abbrev=4::100644 100644 0719 4c57 M	net/wind.c"; do
    # shellcheck disable=SC2086
    same "${list%%:*}" \
"$signed
$reviewed
${list#*:}
$signed
--- trailers
$signed" \
"$(commit ${list%%:*})"
done
usual="$signed
$reviewed
$signed
--- trailers
$signed
$reviewed
$signed"
same "--stat --numstat" "$usual" "$(commit --stat --numstat)"
same "--summary" "$usual" "$(commit --summary)"

{
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    git format-patch --stdout --numstat base..main | sed '1d; s/^From: .*/&\nMessage-ID: <calm@oak.example>/'
    printf '\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n'
    fields Ane 'Tue, 6 Jan 2026 10:00:00' review 'Re: [PATCH] wind: calm' calm
    printf '\nReviewed-by: Ane <ane@oak.example>\n'
} > ../mbox
same "b4 am, with a review of an answer" \
"It was loud.
$signed
$reviewed
1	1	net/wind.c
Reviewed-by: Ane <ane@oak.example>" \
"$(b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mbox -o - calm@oak.example 2> ../said | sed -n '/^It was/,/^diff/{/^diff/d;/^$/d;p}')"
