#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei q in the index of an archive of public-inbox 1.9.0, which its search page asks too, and notmuch 0.37, on the lines
# of a patch. All of them cut text into words with Xapian 1.4.22.
#
# Expected: a name of the code is a word, whatever sign is next to it, as `->` and brackets show.
# Seen: Xapian has rules for "C++" and "AT&T". Behind a name, `++` belongs to the word, so that `wind_count` does not find `wind_count++;`,
# but `wind_count++` does; `wind_down` finds `wind_down--;`, and `wind_up` finds `++wind_up;`. `&` without blanks joins two names: neither
# `flags` nor `WIND_MASK` finds `flags&WIND_MASK`, not even `WIND_M*` does. A comma between two digits joins them too: of
# `{0x10,0x20,0x30}` no value is found, only the whole row; with a blank behind the comma, or with names in place of numbers,
# each is found. Prefixes make no difference, and nothing says so.
#
# Here: that nobody touched a counter, a mask or a register is not shown by an empty answer. Ask for `NAME*` as well, and
# for masks and values look into the diffs.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1 libxapian30=1.4.22-1 notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2

{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    printf '\nIt was loud.\n---\ndiff --git a/wind.c b/wind.c\n--- a/wind.c\n+++ b/wind.c\n@@ -1,2 +1,11 @@\n one\n'
    printf '+\t%s\n' 'wind_count++;' '++wind_up;' 'wind_down--;' 'if (flags&WIND_MASK)' 'if (sails & SAIL_MASK)' 'wind_reset(&wind_self);' \
        'wind->bus = 1;' 'u8 near[] = {0x10,0x20,0x30};' 'u8 wide[] = {0x51, 0x61, WIND_A,WIND_B};'
    printf ' end\n'
} > one.eml
export PI_CONFIG=$temporary/config PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example
mkdir emergency
public-inbox-init -V2 oak "$temporary/oak" https://oak.example/oak oak@lists.example > said 2>&1
git config -f config publicinboxmda.spamcheck none
public-inbox-mda --no-precheck < one.eml

mkdir -p mail/{cur,new,tmp}
cp one.eml mail/cur/1.one.oak:2,S
printf '[database]\npath=%s/mail\n[user]\nname=Mira\nprimary_email=mira@oak.example\n' "$temporary" > notmuch.conf
export NOTMUCH_CONFIG=$temporary/notmuch.conf
notmuch new > said 2>&1

lei_finds() { # prefix, words: those that find the mail
    for word in "${@:2}"; do
        printf '%s%s' "$1" "$word" | lei q --only="$temporary/oak" -f json --stdin > answer 2> said
        if grep -q calm@oak.example answer; then echo "$word"; fi
    done | paste -sd' '
}
notmuch_finds() {
    for word in "$@"; do if [ "$(notmuch count "$word")" = 1 ]; then echo "$word"; fi; done | paste -sd' '
}
words=(wind_count wind_count++ 'wind_count*' wind_up wind_down flags WIND_MASK 'WIND_M*' 'flags&WIND_MASK' sails SAIL_MASK wind_self bus
    0x10 0x20 0x30 0x10,0x20,0x30 0x51 0x61 WIND_A WIND_B)
found="wind_count++ wind_count* wind_up wind_down flags&WIND_MASK sails SAIL_MASK wind_self bus 0x10,0x20,0x30 0x51 0x61 WIND_A WIND_B"

same "lei, added lines" "$found" "$(lei_finds dfb: "${words[@]}")"
same "lei, the whole text" "$found" "$(lei_finds b: "${words[@]}")"
same "notmuch" "$found" "$(notmuch_finds "${words[@]}")"
