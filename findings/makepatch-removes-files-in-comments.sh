#!/usr/bin/env bash
# makepatch 2.03 (Debian), with which patches of whole folders were mailed before git; applypatch of the same package; git 2.39.5 and GNU patch 2.7.6 (Debian).
#
# Expected: what GNU diff -N writes, in a frame: a removed file is a diff to /dev/null, an added one a diff from it.
# Seen: a removed file has no diff. It is a line `rm -f 'old.c'` for a shell above the diffs, and a comment `# r 'old.c' 5 0` for applypatch below; an
# empty new file is there alone too. GNU patch and git apply leave the one and do not make the other, without a word; applypatch does both. That a file became
# executable is nowhere, not even for applypatch. Without an option the diffs have the context form, and git apply says that there is no patch.
#
# Here: of such a mail the diffs are not all that it does. Its lines `# r` and `# c` between "ApplyPatch data follows" and its end name the files.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian makepatch=2.03-3 patch=2.7.6-7

umask 022
mkdir -p old/net new/net
printf 'one\ntwo\n' > old/net/wind.c
printf 'one\ncalm\n' > new/net/wind.c
echo gone > old/old.c
echo one > new/sail.c
: > new/empty.c
printf '#!/bin/sh\n' | tee old/run new/run > said
chmod +x new/run
makepatch -quiet -diff 'diff -u' old new > kit 2> said
makepatch -quiet old new > context 2> said
same "the files of the diffs" "./net/wind.c ./sail.c" "$(sed -n 's/^Index: //p' kit | xargs)"
same "for a shell" "rm -f 'old.c'
touch 'empty.c'
chmod 0644 'empty.c'
touch 'sail.c'
chmod 0644 'sail.c'" "$(sed -n '/^[a-z]/p; /^exit/q' kit | grep -v exit)"
same "for applypatch" "# r 'old.c' 5
# c 'empty.c' 0
# p 'net/wind.c' 8
# c 'sail.c' 0" "$(grep "^# [a-z] '" kit | cut -d' ' -f1-4)"
after() { # what to call
    rm -rf work
    cp -r old work
    (cd work && "$@" > ../said 2>&1) || echo "failed"
    (cd work && find . -type f -printf '%P %m\n' | grep -v '\.orig' | sort)
}
by_patch="net/wind.c 644
old.c 644
run 644
sail.c 644"
same "GNU patch" "$by_patch" "$(after patch -p0 -i ../kit)"
same "git apply" "$by_patch" "$(after git apply ../kit)"
same "applypatch" "empty.c 644
net/wind.c 644
run 644
sail.c 644" "$(after applypatch ../kit)"
same "git apply, context form" "error: No valid patches in input (allow with \"--allow-empty\")" "$(git apply context 2>&1)"
