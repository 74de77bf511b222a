#!/usr/bin/env bash
# git 2.39.5 (Debian), git rebase, git cherry, git log --cherry-mark and format-patch --ignore-if-in-upstream, on v2 of a patch of
# which v1 was applied, where v2 changes only blanks: the indentation of a line of Python, or a tab in a Makefile.
#
# Expected: the two commits differ in what the program does; the manual of rebase speaks of commits with "the same textual changes".
# Manuals say of `git patch-id` alone that it ignores whitespace.
# Seen: all four take v2 for v1, as they compare ids without blanks and look no further. rebase drops v2 with a warning that it was
# "previously applied", and the fault of v1 stays; cherry writes `-`, the log `=`; format-patch writes no mail. range-diff shows the
# difference, and so does patch-id --verbatim.
#
# Here: that these say "already there" does not prove that a patch was taken, nor which version. Compare added lines with their blanks.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q project
cd project
commit() { git add -A && git commit -qm "$1"; }
versions() { # file, line, as it was in v1, as it is in v2
    git switch -q -c "v2-$1" start
    printf '%s\n' "$4" > added
    cat "$1" added > mended && mv mended "$1" && rm added
    commit "$1: tell v2"
    git switch -q -c "v1-$1" start
    printf '%s\n' "$3" >> "$1"
    commit "$1: tell v1"
}
printf 'def sail():\n    hoist()\n    if wind():\n        lower()\n' > sail.py
printf 'all:\n\t@echo sail\n' > Makefile
commit start
git tag start
versions sail.py tell '        tell()' '    tell()'
versions Makefile tell '        @echo told' $'\t@echo told'

for file in sail.py Makefile; do
    same "$file: cherry" "-" "$(git cherry "v1-$file" "v2-$file" | cut -c1)"
    same "$file: log" "= $file: tell v1
= $file: tell v2" "$(git log --format='%m %s' --cherry-mark "v1-$file...v2-$file" | sort)"
    same "$file: format-patch" "" "$(git format-patch --stdout --ignore-if-in-upstream "v1-$file..v2-$file")"
    same "$file: ids" "1 id, 2 with --verbatim" "$(for version in v1 v2; do git show "$version-$file" | git patch-id; done | cut -d' ' -f1 | sort -u | wc -l) id, $(
        for version in v1 v2; do git show "$version-$file" | git patch-id --verbatim; done | cut -d' ' -f1 | sort -u | wc -l) with --verbatim"
    same "$file: range-diff" "1" "$(git range-diff start "v1-$file" "v2-$file" | grep -c '^1: .* ! 1:')"
    git switch -q "v2-$file"
    git rebase "v1-$file" > said 2>&1
    same "$file: rebase" "warning: skipped previously applied commit" "$(grep -o 'warning: [a-z ]*commit' said)"
    same "$file: what is left" "$file: tell v1" "$(git log --format=%s start..)"
done
same "the fault stays" '        tell()' "$(git show v2-sail.py:sail.py | tail -1)"
