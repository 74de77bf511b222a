#!/usr/bin/env bash
# git 2.39.5 (Debian), git format-patch with diff.relative = true, called in a folder of the project.
#
# Expected: the setting is for `git diff`; mails hold whole commits, as they do with diff.submodule, diff.external or
# diff.mnemonicPrefix, which format-patch ignores.
# Seen: the mails hold only what the commit changes in that folder, and the paths begin there: `x.c` for `lib/x.c`. The
# rest of the commit is not in the mail, and neither the mail nor the command says so. A commit that changes nothing
# there keeps its number but gets no mail (2.39), or a mail of a title and a signature without `---` (2.47): 1/3 and 3/3
# of a series of three, with a cover letter that lists all three titles and counts the files of that folder.
#
# Here: a gap in the numbers need not be a lost mail, "n/m without a diff" need not be a cover letter, and a path may
# lack its folders, so that neither MAINTAINERS nor the project's history know it. The same author's next version, sent
# from another folder, has other file names.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
mkdir lib doc
echo one > lib/x.c
echo one > doc/r.txt
git add . && git commit -qm base
echo two > lib/x.c
echo two > doc/r.txt
git commit -qam "wind: both"
echo three > doc/r.txt
git commit -qam "wind: text"
echo three > lib/x.c
git commit -qam "wind: code"

facts() { grep -E '^(Subject|diff --git|  wind| [^ ].*\|)'; }

same "without the setting, a mail holds the whole commit" \
"Subject: [PATCH] wind: both
 doc/r.txt | 2 +-
 lib/x.c   | 2 +-
diff --git a/doc/r.txt b/doc/r.txt
diff --git a/lib/x.c b/lib/x.c" \
"$(cd lib && git format-patch --stdout -1 HEAD~2 | facts)"

git config diff.relative true
same "diff.relative cuts commits and paths, and 2/3 is not written" \
"Subject: [PATCH 0/3] *** SUBJECT HERE ***
  wind: both
  wind: text
  wind: code
 x.c | 2 +-
Subject: [PATCH 1/3] wind: both
 x.c | 2 +-
diff --git a/x.c b/x.c
Subject: [PATCH 3/3] wind: code
 x.c | 2 +-
diff --git a/x.c b/x.c" \
"$(cd lib && git format-patch --cover-letter --stdout HEAD~3 | facts)"
