#!/usr/bin/env bash
# patchtrack 0.1.0 (PyPI), patchtrack diff, which compares two versions of a series by their mails and marks them as git range-diff does;
# git 2.39.5 (Debian), git format-patch.
#
# Expected: `=` only for patches that do the same; lines and blob ids that a rebase alone moves are ignored, as its help says.
# Seen: the diff ends for it at the first line that is two dashes, which is also how a removed line of one dash looks: an empty comment
# of SQL, Lua or Ada cut to `-`, an item of a list, a rule in a text. All that follows may differ, in other files too, and the patch is `=`. A
# binary file that was sent without its data is `=` as well, since only its blob id tells the versions apart. A change of a mode is seen.
#
# Here: `=` does not say that nothing changed. Count the lines of a hunk by its header before anything is cut off, and compare blob ids where
# there are no lines.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi patchtrack==0.1.0

git init -q oak && cd oak
printf -- '-\nselect one;\n' > a.sql
printf 'wind\n' > b.c
printf 'one\0\n' > c.bin
git add . && git commit -qm base && git tag base
version() { # number, what is selected, the other file, the binary file
    git reset -q --hard base
    printf -- 'select %s;\n' "$2" > a.sql
    echo "$3" > b.c
    git commit -qam 'wind: calm'
    printf '%s\0\n' "$4" > c.bin
    git commit -qam 'sail: paint'
    git format-patch -q --no-binary -v "$1" --stdout --thread --cover-letter base |
        sed "s,^Subject: .*SUBJECT HERE .*,Subject: [PATCH v$1 0/2] oak: two,
             s/\.[0-9]*\.git/.$1.git/; s/^Date: .*/Date: Mon, $1 Jan 2026 10:00:00 +0000/"
}
compared() { # the two versions
    rm -rf ../store
    cat ../one ../two > ../both.mbox
    patchtrack --db ../store import ../both.mbox --author mira@oak.example 2> /dev/null
    patchtrack --db ../store diff "oak: two" --author mira@oak.example | grep -E '^ +[0-9-]+/'
}

version 1 one calm red > ../one
version 2 two storm red > ../two
same "a removed line of one dash, and what is below it" "  1/2 = 1/2   wind: calm
  2/2 = 2/2   sail: paint" "$(compared)"
same "what changed" "+select two;
+storm" "$(diff ../one ../two | grep -E '^> \+[^+]' | cut -c3-)"
version 2 one calm blue > ../two
same "a binary file" "  1/2 = 1/2   wind: calm
  2/2 = 2/2   sail: paint" "$(compared)"
sed -i 's/^--$/-x/' ../one
version 2 two storm red | sed 's/^--$/-x/' > ../two
same "with another removed line" "  1/2 ! 1/2   wind: calm
  2/2 = 2/2   sail: paint" "$(compared)"
