#!/usr/bin/env bash
# lei 1.9.0, notmuch 0.37, mblaze 1.1 (Debian) and b4 0.16.0 (PyPI), on answers as exmh and MH-E wrote them for years, without References:
# `In-Reply-To: Message from Mira Holt <mira@oak.example> of "Mon, 05 Jan 2026 10:00:00 GMT." <wind@oak.example>`.
#
# Expected: such a mail answers the patch that stands at the end, as it does where the field has the id alone.
# Seen: they take the address for an id too. It is the "id" in all answers of that kind to Mira's mails, so lei and notmuch have one thread of
# all that she ever sent and somebody answered so; mblaze hangs the answers below `<mira@oak.example>`, and none below its patch.
# b4 am then finds two patches in the thread: asked for the first, it takes the second for a v2 of it and
# writes that; asked for the second, it writes both; and it never adds a review. With the id alone, b4 writes the patch with its review.
#
# Here: archives of the years around 2000 have many such fields. An id in In-Reply-To that is the address of somebody in To or Cc is none;
# the parent is the last one. Reviews may be missing in commits of that time, and threads that are joined need not belong together.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian mblaze=1.1-1 notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2
pypi b4==0.16.0

patch() { # name, hour, title
    fields Mira "Mon, 5 Jan 2026 $2:00:00" "$set-$1" "[PATCH] $1: $3"
    printf '\nText.\n---\ndiff --git a/%s.c b/%s.c\n--- a/%s.c\n+++ b/%s.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n' "$1" "$1" "$1" "$1"
}
answer() { # sender, hour, name and title of the patch, In-Reply-To
    fields "$1" "Mon, 5 Jan 2026 $2:00:00" "$set-${1,,}" "Re: [PATCH] $3"
    printf 'In-Reply-To: %s\n\n> Text.\n\nReviewed-by: %s <%s@oak.example>\n' "$4" "$1" "${1,,}"
}
mails() { # set, what stands in front of the id
    local set=$1 file
    mkdir -p "all/$1/cur" "all/$1/new" "all/$1/tmp"
    patch wind 10 calm > "all/$1/cur/1:2,S"
    patch sail 11 mend > "all/$1/cur/2:2,S"
    answer Bo 12 'wind: calm' "$2<$1-wind@oak.example>" > "all/$1/cur/3:2,S"
    answer Jo 13 'sail: mend' "$2<$1-sail@oak.example>" > "all/$1/cur/4:2,S"
    for file in "all/$1"/cur/*; do
        lei import --quiet --in-format=eml "$file"
        printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
        cat "$file"
        echo
    done > "$1.mbox"
}
mails plain ''
mails mh $'Message from Mira Holt <mira@oak.example> \n   of "Mon, 05 Jan 2026 10:00:00 GMT." '
printf '[database]\npath=%s\n[user]\nname=Mira\nprimary_email=mira@oak.example\n' "$temporary/all" > "$HOME/.notmuch-config"
notmuch new > said 2>&1

ids() { grep -oE "$set-[a-z]+" | sed 's/.*-//' | sort -u | paste -sd ' '; }
threads() { # of the two patches: lei, notmuch
    for patch in wind sail; do
        echo "lei: $(lei q --quiet --threads -f json "m:$set-$patch@oak.example" 2> said | grep -o '"m":"[^"]*"' | ids)"
        echo "notmuch: $(notmuch search --output=messages "thread:{id:$set-$patch@oak.example}" | ids)"
    done
}
mthreads() { mthread all/"$set"/cur/* | sed "s,all/$set/cur/\(.\).*,\1," | paste -sd '|'; }
applied() { # patch: titles and reviews in what b4 writes
    b4 --offline-mode am -o - -m "$set.mbox" "$set-$1@oak.example" 2> said | sed -n 's/^Subject: \[PATCH.*\] //p; /^Reviewed-by/p' | paste -sd '|'
}

set=plain
same "the id alone: threads" "lei: bo wind
notmuch: bo wind
lei: jo sail
notmuch: jo sail" "$(threads)"
same "the id alone: mblaze" "1| 3|2| 4" "$(mthreads)"
same "the id alone: b4" "wind: calm|Reviewed-by: Bo <bo@oak.example> / sail: mend|Reviewed-by: Jo <jo@oak.example>" "$(applied wind) / $(applied sail)"

set=mh
same "a person in front of it: one thread" "lei: bo jo sail wind
notmuch: bo jo sail wind
lei: bo jo sail wind
notmuch: bo jo sail wind" "$(threads)"
same "a person in front of it: mblaze" "1|2|<mira@oak.example>| 3| 4" "$(mthreads)"
same "a person in front of it: b4, asked for wind" "sail: mend" "$(applied wind)"
applied wind > found
same "what b4 says of that" "v2 ([PATCH] sail: mend)" "$(sed -n 's/^Assuming new revision: //p' said)"
same "a person in front of it: b4, asked for sail" "wind: calm|sail: mend" "$(applied sail)"
