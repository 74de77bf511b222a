#!/usr/bin/env bash
# lei 1.9.0 (Debian), the search of public-inbox, lei q with dfn: (names of files in diffs) and dfa: (removed lines); git 2.39.5 (Debian).
#
# Expected: dfn: finds patches by the files that they change, dfa: by the words that they remove, within the lines that a hunk announces.
# Seen: a removed line that is a comment of SQL, Lua, Ada or Haskell, `-- see net/old.sql`, reads `--- see net/old.sql` in the diff, and is a file if it
# has a slash: dfn:old.sql and dfn:old find the patch, which does not change that file. dfa: finds no word of a removed comment, with a slash or
# without; of other removed lines it does.
#
# Here: the patches of a file that this search lists may not touch it, and a removed line may not be found; compare with the diff.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei

git init -q oak && cd oak
printf -- '-- see net/old.sql\n-- loud wind\nselect one;\n' > wind.sql
git add . && git commit -qm base
for line in 1 2 3; do
    git checkout -q -B try main
    sed -i "${line}d" wind.sql
    git commit -qam 'wind: calm'
    {
        fields Mira 'Mon, 5 Jan 2026 10:00:00' "line$line" '[PATCH] wind: calm'
        git format-patch --stdout -1 | sed '1,/^$/d'
    } > ../mail.eml
    lei import --quiet --in-format=eml ../mail.eml
done
found() { lei q --quiet -f json "$1" 2> /dev/null | grep -o '"m":"line[0-9]' | cut -d'"' -f4 | sort | paste -sd' '; }

same "the file that they change" "line1 line2 line3" "$(found dfn:wind.sql)"
same "files of the comment" "line1, line1" "$(found dfn:old.sql), $(found dfn:old)"
same "words of both comments" "/" "$(found dfa:see)/$(found dfa:loud)"
same "words of another line" "line3" "$(found dfa:select)"
same "what git says" "wind.sql" "$(git show --format= --name-only try)"
