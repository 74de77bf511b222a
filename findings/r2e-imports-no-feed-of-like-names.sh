#!/usr/bin/env bash
# rss2email 3.14 (PyPI), r2e opmlimport; sfeed 1.7 (Debian), sfeed_opml_import and sfeed_update; on a list of feeds (OPML).
#
# Expected: all feeds; of two with like names, at worst one.
# Seen: rss2email makes names of letters, digits and single dashes. If two of them are then the same, as for `net/wind` and `net: wind`, or if there
# is such a feed already, it ends with 1, and not one feed of the list is there, not even those of which it said "add new feed". sfeed imports all
# and keeps `net/wind` and `net_wind` in one file, so that nothing tells from which of the two feeds an entry is.
#
# Here: names of subsystems and lists often differ in such signs only. Titles in such a list must differ in letters or digits.
source "$(dirname "$0")/common"
debian sfeed=1.7-1
pypi rss2email==3.14 feedparser==6.0.14

outline() { printf '<outline type="rss" text="%s" title="%s" xmlUrl="%s"/>\n' "$1" "$1" "$2"; }
opml() { printf '<opml version="2.0"><head><title>oak</title></head><body>\n'; cat; printf '</body></opml>\n'; }
feed() { # TITLE
    printf '<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title><id>urn:%s</id><updated>2026-01-05T10:00:00Z</updated>' "$1" "$1"
    printf '<entry><id>urn:%s/1</id><title>%s</title><updated>2026-01-05T10:00:00Z</updated></entry></feed>' "$1" "$1"
}
r2e() { python/bin/r2e -c r2e.cfg -d r2e.json "$@" 2> said; }
names() { sed -n 's/^\[feed\.\(.*\)\]$/\1/p' r2e.cfg; }

{ outline 'mills' http://oak.example/a; outline 'net/wind' http://oak.example/b; } | opml > differ.opml
{ outline 'mills' http://oak.example/a; outline 'net/wind' http://oak.example/b; outline 'net: wind' http://oak.example/c; } | opml > like.opml
r2e new bo@reed.example
r2e opmlimport differ.opml
same "names that differ" "mills net-wind" "$(names | paste -sd' ')"
rm r2e.*
r2e new bo@reed.example
same "exit code" 1 "$(r2e opmlimport like.opml && echo 0 || echo $?)"
same "what it said" "add new feed mills
add new feed net-wind
duplicate feed name 'net-wind'" "$(grep -oE 'add new feed [^ ]+|duplicate.*' said)"
same "names that are alike" "" "$(names)"

mkdir oak && feed one > oak/one.xml && feed two > oak/two.xml
serve oak
{ outline 'net/wind' "http://127.0.0.1:$port/one.xml"; outline 'net_wind' "http://127.0.0.1:$port/two.xml"; } | opml > sfeed.opml
sfeed_opml_import < sfeed.opml > sfeedrc
same "feeds for sfeed" "'net/wind' 'net_wind'" "$(sed -n "s/^\tfeed \('[^']*'\).*/\1/p" sfeedrc | paste -sd' ')"
printf 'sfeedpath="%s"\nmaxjobs=1\n' "$temporary/feeds" >> sfeedrc
mkdir feeds
sfeed_update sfeedrc > said 2>&1
same "files of sfeed" "net_wind" "$(ls feeds)"
same "its entries" "one two" "$(cut -f2 feeds/net_wind | sort | paste -sd' ')"
