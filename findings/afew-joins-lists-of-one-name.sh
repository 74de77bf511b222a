#!/usr/bin/env bash
# afew 3.0.1 with notmuch 0.37 (Debian), its filter ListMailsFilter, on mails of several lists.
#
# Expected: a tag for each list by its List-Id, and both tags for a mail that came by two lists.
# Seen: the tag is what is in front of the first dot: `<dev.oak.example>` and `<dev.elm.example>`, two projects' lists, are both `lists/dev`. Of a mail
# that was sent to two lists and came twice, one copy counts: it has the tag of one list, and in the other's it is missing.
#
# Here: what was taken from such a tag may be of two lists, and may lack the patches that were sent to a second list. Tell lists apart by the whole
# List-Id, and take each copy of a mail for its list.
source "$(dirname "$0")/common"
debian notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2 libxapian30 \
    afew=3.0.1-4 python3-notmuch=0.37-1 python3-chardet python3-dkim python3-dnspython
export PYTHONPATH=$temporary/debian/usr/lib/python3/dist-packages

mkdir -p mail/{cur,new,tmp} "$HOME/.config/afew"
mail() { # FILE LIST-ID ID SUBJECT
    { printf 'List-Id: %s\n' "$2"; fields Mira 'Mon, 5 Jan 2026 10:00:00' "$3" "$4"; printf '\nIt was loud.\n'; } > "mail/cur/$1:2,S"
}
mail 1 'Oak <dev.oak.example>' one '[PATCH] wind: calm'
mail 2 'Elm <dev.elm.example>' two '[PATCH] leaf: oil'
mail 3 'Oak users <users.oak.example>' three '[PATCH] both lists'
mail 4 'Elm <core.elm.example>' three '[PATCH] both lists'
cat > "$HOME/.notmuch-config" <<CONFIG
[database]
path=$temporary/mail
[user]
name=Bo Reed
primary_email=bo@reed.example
[new]
tags=new
CONFIG
echo '[ListMailsFilter]' > "$HOME/.config/afew/config"
notmuch new --quiet
/usr/bin/python3 -W ignore -m afew --tag --all > said 2>&1
tagged() { notmuch search --output=messages --sort=oldest-first "tag:$1" | sort | paste -sd' '; }

same "two lists of one name" "id:one@oak.example id:two@oak.example" "$(tagged lists/dev)"
same "a mail of two lists, files" "2" "$(notmuch search --output=files id:three@oak.example | wc -l)"
same "a mail of two lists, tags" "1" "$(notmuch search --output=tags id:three@oak.example | grep -c lists/)"
