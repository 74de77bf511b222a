#!/usr/bin/env bash
# patman 0.5.0 (PyPI patch-manager), patman send: what it writes about the changes of version 2 of a series.
#
# Expected: `(no changes since v1)` stands below a patch that is the same in v1 and v2: patman makes both from the branch. The trailers of a
# commit are sent as they are.
# Seen: the line is written below each patch whose commit has no note for that version; patches are not compared. Here the second
# patch has another diff and another title in v2, and says that nothing changed. A patch that is new in v2 says the same. A
# second Signed-off-by of one person is left out, and each Tested-by whose address begins with the login name and `@`, whoever
# it is.
#
# Here: `(no changes since v1)` tells that the author wrote nothing. Compare the patches before saying that one is unchanged.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi patch-manager==0.5.0
export USER=jo

git init -q project
cd project
printf 'one\ntwo\nthree\n' > a.c
git add . && git commit -qm base
git checkout -qb work && git branch -q -u main
change() { # line, new text, message
    sed -i "s/^$1\$/$2/" a.c && git commit -qam "$3"
}
sent() { # folder
    patman send -n --no-check --no-maintainers > ../said 2>&1
    mkdir "../$1" && mv ./*.patch "../$1"
}
change one ONE 'wind: calm

It was loud.

Tested-by: Jo <jo@pine.example>
Tested-by: Jo Reed <jo@reed.example>
Tested-by: Bo <bo@reed.example>
Signed-off-by: Mira Holt <mira@oak.example>
Signed-off-by: Bo <bo@reed.example>
Signed-off-by: Mira Holt <mira@oak.example>'
change two TWO 'wind: hush

Signed-off-by: Mira Holt <mira@oak.example>'
sent v1

git reset -q --hard HEAD~
git commit -q --amend -m "$(git log -1 --format=%B)

Series-version: 2
Series-changes: 2
- Say why"
change two Two! 'wind: be quiet

Signed-off-by: Mira Holt <mira@oak.example>'
change three THREE 'wind: rest

Signed-off-by: Mira Holt <mira@oak.example>'
sent v2
about() { sed -n -e 's/^Subject: //p' -e '/^Changes in\|^(no changes/p' -e '/^[-+][A-Za-z]/p' "$@"; }

same "the second patch of v1" "[PATCH 2/2] wind: hush
-two
+TWO" "$(about ../v1/0002-*)"
same "that of v2, which is another one" "[PATCH v2 2/3] wind: be quiet
(no changes since v1)
-two
+Two!" "$(about ../v2/0002-*)"
same "one that is new in v2" "[PATCH v2 3/3] wind: rest
(no changes since v1)
-three
+THREE" "$(about ../v2/0003-*)"
same "one with a note, whose diff is the same" "[PATCH v2 1/3] wind: calm
Changes in v2:
-one
+ONE" "$(about ../v2/0001-*)"
same "the trailers of the commit with the login name jo" "Tested-by: Bo <bo@reed.example>
Signed-off-by: Mira Holt <mira@oak.example>
Signed-off-by: Bo <bo@reed.example>" "$(grep -hE '^[A-Z][a-z-]*-by:' ../v2/0001-*)"
