#!/usr/bin/env bash
# dulwich 1.2.21 (PyPI), dulwich format-patch, with diffstat 1.65 (Debian), which it calls if it is there and without which its mails
# have no list of files; against git 2.39.5 (Debian), git am.
#
# Expected: the mails of `git format-patch`, perhaps without renames.
# Seen: Date is the time of the call and not the commit's, so that git am dates the commit by it; the committer's time is in the
# envelope line. A changed mode is written as `old file mode` and `new file mode`, the line of a new file: git am refuses the patch
# if nothing else changes, and otherwise applies it without the mode. A binary file comes without its data. The list of
# files leaves out empty files and modes, and has new files with a `b/` in front; moved files are a removed and a new one.
#
# Here: take files and modes from the diff and not from the list above it. `new file mode` below `old file mode` is no new
# file. No field of the mail says when the commit was made.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian diffstat=1.65-1
pypi dulwich==1.2.21
git init -q oak && cd oak
echo one > a.c
echo '#!/bin/sh' > run.sh
git add . && git commit -qm base
export GIT_AUTHOR_DATE='Mon, 5 Jan 2026 12:00:00 +0000' GIT_COMMITTER_DATE='Tue, 6 Jan 2026 12:00:00 +0000'

mailed() { # the title of a commit of what has changed; its mail in ../mails
    git add -A .
    git commit -qm "$1"
    rm -rf ../mails && mkdir ../mails
    dulwich format-patch -n 1 -o ../mails > /dev/null 2>&1
}
listed() { sed -n '/^---$/,/^$/p' ../mails/* | sed '1d;$d'; }
applied() {
    git checkout -q HEAD~1
    if git am -q ../mails/* > ../said 2>&1; then echo applied; else grep -o 'No valid patches\|bad git-diff\|without full index line' ../said && git am --abort; fi
    git checkout -q main
}

echo two > a.c
mailed 'wind: calm'
same "days of the author, of the committer, of the envelope line, of the Date" "2026-01-05 2026-01-06 2026-01-06 now" \
    "$(git log -1 --date=short --format='%ad %cd') $(date -d "$(sed -n '1s/^From [0-9a-f]* //p' ../mails/*)" +%F) $(
        age=$(($(date +%s) - $(date -d "$(sed -n 's/^Date: //p' ../mails/*)" +%s)))
        [ "${age#-}" -lt 3600 ] && echo now)"
same "a change in place" applied "$(applied)"

chmod +x run.sh
mailed 'run: can be run'
same "a mode" "diff --git a/run.sh b/run.sh
old file mode 100644
new file mode 100755" "$(sed -n '/^diff/,/^new/p' ../mails/*)"
same "a mode, listed" "0 files changed" "$(listed | sed 's/^ *//')"
same "a mode, git am" "No valid patches" "$(applied)"
chmod -x run.sh
echo true >> run.sh
mailed 'run: do'
same "a mode and a change, git am" "applied, 100755" "$(applied), $(git ls-tree HEAD^ run.sh | cut -c1-6)"

printf '\0\1' > a.bin
touch empty
git mv a.c b.c
mailed 'more: files'
same "a binary, an empty and a moved file, listed" \
" a.c     |    1 -
 b/a.bin |binary
 b/b.c   |    1 +
 3 files changed, 1 insertion(+), 1 deletion(-)" \
"$(listed)"
same "these, git am" "without full index line" "$(applied)"
