#!/usr/bin/env bash
# git 2.39.5 (Debian; 2.47.3 alike), git shortlog --group=trailer:reviewed-by, which counts who reviewed the commits of a project.
#
# Expected: each person of a trailer counts, by name and address as git reads those of authors: quotes around a name and the case of the
# address do not make a person.
# Seen: of two people in one line, `Bo Reed <…>, Ane Elm <…>`, only the first is counted. `"Bo Q. Reed" <…>`, with the quotes that mail programs
# write, is a person of his own, quotes included, next to `Bo Q. Reed <…>`, unless a .mailmap has the address. A line with a name and no
# address, and one with an address and no name, are people too, whom no .mailmap can join with others. What stands behind the address,
# `# for the sail`, is ignored; two people of one name are one without -e.
#
# Here: counts of reviews by this command differ from those of mails: read each address of a trailer, without quotes.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
reviewed() { for trailer in "$@"; do git commit -q --allow-empty -m wind -m "Reviewed-by: $trailer"; done; }
reviewed 'Bo Q. Reed <bo@reed.example>, Ane Elm <ane@elm.example>' 'Bo Q. Reed <bo@reed.example> # for the sail' \
    '"Bo Q. Reed" <bo@reed.example>' 'Bo Q. Reed' 'bo@reed.example' 'Bo Q. Reed <bo@other.example>' 'Bo Q. Reed <BO@reed.example>'
people() { git shortlog --group=trailer:reviewed-by "$@" HEAD | tr -s '\t ' '  '; }

same "with addresses" ' 1 "Bo Q. Reed" <bo@reed.example>
 1 Bo Q. Reed
 1 Bo Q. Reed <BO@reed.example>
 1 Bo Q. Reed <bo@other.example>
 2 Bo Q. Reed <bo@reed.example>
 1 bo@reed.example' "$(people -se)"
same "names alone" ' 1 "Bo Q. Reed"
 5 Bo Q. Reed
 1 bo@reed.example' "$(people -s)"
printf 'Bo Reed <bo@reed.example>\n' > .mailmap
same "with a mailmap" ' 1 Bo Q. Reed
 1 Bo Q. Reed <bo@other.example>
 1 Bo Reed <BO@reed.example>
 3 Bo Reed <bo@reed.example>
 1 bo@reed.example' "$(people -se)"
same "the second of a line" "" "$(people -se | grep Ane || true)"
