#!/usr/bin/env bash
# GNU patch 2.7.6 (Debian) and quilt 0.66 (Debian) on a mail of git format-patch, against git 2.39.5 (Debian).
#
# Expected: the diff below `---` is applied. A diff that the message shows as an example, four blanks to the right, is text,
# as it is for git am, git apply, lsdiff and diffstat.
# Seen: `patch -p1 < mail` applies the example too, before the real diff, if it fits: "(Patch is indented 4 spaces.)". quilt
# push does the same, and quilt refresh then writes the example's change into the patch as if the author had made it,
# while the diffstat above still leaves it out.
#
# Here: a patch that went through quilt can change a file that the mail's diffstat does not name, and the next version's diff
# is larger for no reason that its changelog tells. Count what the diff says; never look for diffs in indented text.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7 quilt=0.67+really0.66-1 patchutils=0.4.2-1 diffstat=1.65-1
export QUILT_DIR=$temporary/debian/usr/share/quilt QUILT_PC=.pc

git init -q oak && cd oak
seq 9 > a.c
echo one > x.c
git add . && git commit -qm base && git tag base
sed -i 's/^5$/five/' a.c
git commit -qam "wind: calm

The first idea was:

    diff --git a/x.c b/x.c
    --- a/x.c
    +++ b/x.c
    @@ -1 +1 @@
    -one
    +two

It was too loud."
git format-patch -q --stdout -1 > ../mail
git reset -q --hard base
changed() { git diff --name-only base | paste -sd' '; }

same "the mail's diffstat, lsdiff and diffstat name one file" \
" a.c | 2 +-
a/a.c
 a.c |    2 +-" \
"$(grep ' | ' ../mail; lsdiff ../mail; diffstat ../mail | head -1)"
git am -q ../mail
same "git am changes one" "a.c" "$(changed)"

git reset -q --hard base
same "GNU patch says" \
"(Patch is indented 4 spaces.)
patching file x.c
patching file a.c" \
"$(patch -p1 < ../mail)"
same "and changes two" "a.c x.c" "$(changed)"

git reset -q --hard base
quilt import -P calm.patch ../mail > /dev/null
quilt push > /dev/null
same "quilt changes two" "a.c x.c" "$(changed)"
quilt refresh -p1 --no-timestamps > /dev/null
same "and has both in the refreshed patch, whose diffstat has one" \
" a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)
--- oak.orig/x.c
--- oak.orig/a.c" \
"$(grep -E '^( .* \| | 1 file|--- oak)' patches/calm.patch)"
