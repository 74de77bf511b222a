#!/usr/bin/env bash
# Newsboat 2.21 (Debian), two Atom feeds of one site that share an entry.
#
# Expected: an entry that is in two feeds under one id is shown in both, and read in both when it was read in one.
# Seen: Newsboat keeps an entry under its id alone. The feed that was loaded last takes it away from the other: of "wind" with
# two entries and "mira" with two, one of them shared, the first shows one. The order of the file with the addresses decides.
#
# Here: feeds of persons and of subsystems have patches in common. With one id for one piece of news, as RFC 4287 asks for, its
# readers see each once, but a feed looks incomplete; with an id per feed others would show it twice.
source "$(dirname "$0")/common"
debian newsboat=2.21-1.5 libstfl0 libjson-c5

feed() { # name, numbers of entries
    printf '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:oak.example,2026:/%s/</id><title>%s</title>' "$1" "$1"
    printf '<updated>2026-01-09T10:00:00Z</updated><author><name>oak</name></author>'
    for number in "${@:2}"; do
        printf '<entry><id>tag:oak.example,2026:/series/%s/</id><title>wind: step %s</title>' "$number" "$number"
        printf '<updated>2026-01-0%sT10:00:00Z</updated><link href="https://oak.example/series/%s/"/>' "$number" "$number"
        printf '<content type="text">Text.</content></entry>'
    done
    printf '</feed>\n'
}
feed wind 1 2 > wind.atom
feed mira 2 3 > mira.atom

shown() { # feeds in the order of the file of addresses
    rm -rf cache.db*
    printf "file://$temporary/%s.atom\n" "$@" > urls
    newsboat -u urls -c cache.db -C /dev/null -x reload
    newsboat -u urls -c cache.db -C /dev/null -x reload
    python3 - <<'PYTHON'
import sqlite3

rows = sqlite3.connect("cache.db").execute("select feedurl, guid from rss_item order by guid")
for feed, guid in rows:
    print(guid.split("/")[-2], "in", feed.split("/")[-1].removesuffix(".atom"))
PYTHON
}
same "wind first: the shared entry is mira's" \
"1 in wind
2 in mira
3 in mira" \
"$(shown wind mira)"
same "mira first: it is wind's" \
"1 in wind
2 in wind
3 in mira" \
"$(shown mira wind)"
