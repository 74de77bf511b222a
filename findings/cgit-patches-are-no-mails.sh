#!/usr/bin/env bash
# cgit 1.2.3 (Debian), the page `/patch/` of a commit, from which people take patches of kernel trees; git 2.39.5 (Debian), git format-patch,
# git patch-id and git am.
#
# Expected: the mail of git format-patch, as the page has its form and git am takes it.
# Seen: right for text that is changed in place. A moved file is removed and added in full, so that its patch-id is another than that of the
# mail on the list, and the list of files has two names and many lines for it. Of a binary file there is no data, only "Binary files …
# differ": git am refuses the patch. The subject has no `[PATCH]`: a title that begins with a bracket, kept by `git am --keep-non-patch`
# when it came as a mail, loses it in git am. The signature is `cgit v1.2.3`.
#
# Here: a patch from such a page, attached or sent on, may not be found by its patch-id or its list of files, and may lack the binary files
# that the mail had. Compare its title without brackets, and its files as removed and added.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian cgit=1.2.3+git20221219.50.91f2590+git2.39.1-1 liblua5.1-0=5.1.5-9

git init -q project
cd project
seq 50 > a.c && echo one > b.c && git add . && git commit -qm base
echo two > b.c && git commit -qam 'wind: calm' -m 'It was loud.' && git tag text
git mv a.c sail.c && git commit -qm 'wind: move' && git tag move
head -c 100 /dev/zero > sail.bin && git add . && git commit -qm '[sail] add a picture' && git tag binary
cd ..
printf 'cache-size=0\nrepo.url=oak\nrepo.path=%s\n' "$temporary/project/.git" > cgitrc
page() { # commit
    CGIT_CONFIG=$temporary/cgitrc REQUEST_METHOD=GET QUERY_STRING="url=oak/patch/&id=$(git -C project rev-parse "$1")" \
        debian/usr/lib/cgit/cgit.cgi 2> /dev/null | sed '1,/^$/d'
}
mail() { git -C project format-patch -1 --stdout "$1"; }
id() { git -C project patch-id --stable | cut -d' ' -f1; }
am() { # what git am says of a patch on the commit before it
    git -C project checkout -q "$1~" && git -C project am "${@:2}" 2>&1 | grep -E '^(Applying|error)' | sort || true
    git -C project am --abort 2> /dev/null || true
}

same "patch-id of a changed text" "$(mail text | id)" "$(page text | id)"
same "the ids of a moved file differ" "yes" "$(if [ "$(mail move | id)" = "$(page move | id)" ]; then echo no; else echo yes; fi)"
same "the files of the mail" " a.c => sail.c | 0
 1 file changed, 0 insertions(+), 0 deletions(-)" "$(mail move | grep -E '^ .*(\||changed)')"
same "the files of the page" " a.c    | 50 --------------------------------------------------
 sail.c | 50 ++++++++++++++++++++++++++++++++++++++++++++++++++
 2 files changed, 50 insertions(+), 50 deletions(-)" "$(page move | grep -E '^ .*(\||changed)')"
same "titles" "Subject: [PATCH] [sail] add a picture
Subject: [sail] add a picture" "$(mail binary | grep '^Subject'; page binary | grep '^Subject')"
same "the mail with --keep-non-patch" "Applying: [sail] add a picture" "$(mail binary | am binary --keep-non-patch)"
same "the page with git am" "Applying: add a picture
error: cannot apply binary patch to 'sail.bin' without full index line
error: sail.bin: patch does not apply" "$(page binary | am binary)"
same "the signature" "cgit v1.2.3" "$(page text | sed -n '/^-- $/,$p' | sed -n 2p)"
