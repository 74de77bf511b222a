#!/usr/bin/env bash
# mailmap-checker 0.3.7 (PyPI), mailmap-checker normalize, which sorts a .mailmap and takes out what is double; git 2.39.5 (Debian).
#
# Expected: the file is shorter, and git check-mailmap says the same of everybody.
# Seen: a line for one name with one address, `Bo Reed <yard@oak.example> Bo <yard@oak.example>`, becomes the line for the address alone: all
# others who send with that address, a robot, the list, whoever had it before, are Bo Reed from now on, in shortlogs too. It is told as
# "1 same-email alias collapsed to Format 1". With two people of one address, only those who have their own line with a new address stay. Comments
# between the lines are gone, above them they stay.
#
# Here: after such a call, authors of years ago have a new name. Where an address is shared, let each line keep the old name, and compare
# git shortlog before and after.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi mailmap-checker==0.3.7

git init -q oak && cd oak
by() { git -c user.name="$1" -c user.email="$2" commit -q --allow-empty -m wind; }
by Bo yard@oak.example
by Robot yard@oak.example
by Robot yard@oak.example
by Ane yard@oak.example
by Cy cy@oak.example
cat > .mailmap <<'MAILMAP'
# People of the oak.
Cy Wood <cy@oak.example>
Bo Reed <yard@oak.example> Bo <yard@oak.example>
# Ane left in May.
Ane Elm <ane@elm.example> Ane <yard@oak.example>
MAILMAP
people() { git shortlog -se HEAD | tr -s '\t ' '  '; }

same "before" " 1 Ane Elm <ane@elm.example>
 1 Bo Reed <yard@oak.example>
 1 Cy Wood <cy@oak.example>
 2 Robot <yard@oak.example>" "$(people)"
mailmap-checker normalize | sed -n 2p > ../said
same "what it says" "  1 same-email alias collapsed to Format 1." "$(cat ../said)"
same "after" " 1 Ane Elm <ane@elm.example>
 3 Bo Reed <yard@oak.example>
 1 Cy Wood <cy@oak.example>" "$(people)"
same "the file" "# People of the oak.
Ane Elm <ane@elm.example> Ane <yard@oak.example>
Bo Reed <yard@oak.example>
Cy Wood <cy@oak.example>" "$(cat .mailmap)"
