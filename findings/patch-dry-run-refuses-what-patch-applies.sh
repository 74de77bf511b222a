#!/usr/bin/env bash
# GNU patch 2.7.6 (Debian), patch --dry-run, with which builders of packages and bots try whether mails apply, on mails of git 2.39.5 format-patch;
# git apply --check beside it.
#
# Expected: "Print the results of applying the patches without actually changing any files": what it says is what patch does.
# Seen: each diff is tried on the files as they are, without the diffs in front of it. Of a series whose second patch changes what the first one
# adds, --dry-run says "can't find file to patch" and ends with 1, and patch applies all of it. So it is with a single patch that makes a file of a
# symbolic link, as git writes that as a removal and an addition: "is not a regular file -- refusing to patch". The other way round, two patches
# that both change a line pass, and the second is refused when they are applied. git apply --check is right in each case.
#
# Here: "does not apply" of such a bot need not be true, and "applies" neither. A file that a diff removes and adds again is one that changed its
# type, neither new nor gone.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian patch=2.7.6-7

git init -q oak && cd oak
seq 9 > wind.h && seq 9 > rope.c && ln -s wind.h sail.h
git add . && git commit -qm base && git tag base
series() { # name, a command for each commit
    git checkout -q --detach base
    for change in "${@:2}"; do
        bash -c "$change"
        git add . && git commit -qm "wind: step"
    done
    git format-patch -q --stdout base > "../$1"
    git checkout -q --detach base
}
series adds 'echo one > knot.c' 'echo two > knot.c'
series type 'rm sail.h; echo three > sail.h'
series once 'sed -i s/5/five/ rope.c'
cat ../once ../once > ../twice

tried() { # name: exit codes of patch --dry-run, patch and git apply --check
    codes=
    for try in 'patch -f -p1 --dry-run' 'git apply --check' 'patch -f -p1'; do
        code=0
        $try < "../$1" > ../said 2>&1 || code=$?
        case $code in 0) codes="$codes yes" ;; *) codes="$codes no" ;; esac
    done
    git reset -q --hard && git clean -qfd
    echo "$codes"
}
same "a file that is added and changed: --dry-run, git apply --check, patch" " no yes yes" "$(tried adds)"
same "a file in place of a link" " no yes yes" "$(tried type)"
same "one change" " yes yes yes" "$(tried once)"
same "one change twice" " yes no no" "$(tried twice)"
same "parts of the change of type" "deleted file mode 120000, new file mode 100644" "$(grep -E '^(old|new|deleted) ' ../type | paste -sd, | sed 's/,/, /g')"
same "the list of the mail" " mode change 120000 => 100644 sail.h" "$(grep '^ mode' ../type)"
