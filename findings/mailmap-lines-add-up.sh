#!/usr/bin/env bash
# git 2.39.5 (Debian), .mailmap as read by git check-mailmap.
#
# Expected: of two lines about one address the later one counts, and `#` begins a comment anywhere.
# Seen: lines about one address add up. A line that gives an address and a line that gives a name, in any order, make one
# entry with both; only what both give is overridden by the later. It holds for lines without an old name; a line with an
# old name stands alone and takes no name from the others. `#` begins a comment only as the first character of a line:
# `Haa <h@...> # was <hh@...>` is the entry of a person whose old name is "# was", and h@... gets no name.
#
# Here: a reader of mailmaps that keeps one entry per address loses the name or the address, and one person becomes two.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
mapped() { printf '%s\n' "$1" > .mailmap; git check-mailmap "$2"; }

same "address first, name second" "Cee Low <c@new.example>" "$(mapped \
'<c@new.example> <c@old.example>
Cee Low <c@old.example>' 'x <c@old.example>')"

same "name first, address second" "Cee Low <c@new.example>" "$(mapped \
'Cee Low <c@old.example>
<c@new.example> <c@old.example>' 'x <c@old.example>')"

same "the later of two names" "Dee Two <d@new.example>" "$(mapped \
'Dee One <d@new.example> <d@old.example>
Dee Two <d@old.example>' 'x <d@old.example>')"

same "a line with an old name takes no name from others" "Old <n@new.example>" "$(mapped \
'<n@new.example> Old <n@old.example>
Zed Low <n@old.example>' 'Old <n@old.example>')"

same "no comment in the middle of a line" "x <h@oak.example>" "$(mapped \
'Haa Low <h@oak.example> # was <hh@oak.example>' 'x <h@oak.example>')"

same "the would-be comment is an old name" "Haa Low <h@oak.example>" "$(mapped \
'Haa Low <h@oak.example> # was <hh@oak.example>' '# was <hh@oak.example>')"

same "words behind the last address are no error" "Bo Reed <bo@reed.example>" "$(mapped \
'Bo Reed <bo@reed.example> <b@reed.example> his old one' 'x <b@reed.example>')"
