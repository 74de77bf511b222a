#!/usr/bin/env bash
# rss2email 3.14 (PyPI), sfeed 1.7 and Newsboat 2.21 (Debian), on an Atom entry that is changed: same id and date of
# publication, later `updated`, other content.
#
# Expected: the entry is shown again, with the new content: RFC 4287 has `updated` for changes that the publisher finds significant.
# Seen: rss2email sends no second mail. sfeed keeps the old content if the title is the same, and has the entry twice if it is
# not; the date is that of publication in both. Newsboat replaces title and content, and leaves the entry read and in its place.
#
# Here: what happens to a series later is not seen by who follows a feed in which entries change. Make each piece of news an entry
# with an id of its own.
source "$(dirname "$0")/common"
debian sfeed=1.7-1 newsboat=2.21-1.5 libstfl0 libjson-c5
pypi rss2email==3.14

feed() { # updated, title, content
    printf '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:oak.example,2026:/</id><title>wind</title><updated>%s</updated>' "$1"
    printf '<author><name>oak</name></author><entry><id>tag:oak.example,2026:/series/1/</id><title>%s</title>' "$2"
    printf '<published>2026-01-01T10:00:00Z</published><updated>%s</updated><link href="https://oak.example/series/1/"/>' "$1"
    printf '<content type="text">%s</content></entry></feed>\n' "$3"
}
first() { feed 2026-01-05T10:00:00Z 'wind: calm' 'v1 is posted' > feed.atom; }
then_changed() { feed 2026-01-09T10:00:00Z "${1:-wind: calm}" 'v1 is merged' > feed.atom; }

cat > server <<SERVER
#!/usr/bin/env bash
grep '^v1 is' >> $temporary/sent
SERVER
chmod +x server
cat > rss2email.cfg <<CONFIG
[DEFAULT]
from = oak@oak.example
to = mira@oak.example
email-protocol = sendmail
sendmail = $temporary/server
[feed.wind]
url = $temporary/feed.atom
CONFIG
first && r2e -c rss2email.cfg -d rss2email.json run 2> said
then_changed 'wind: calm, merged' && r2e -c rss2email.cfg -d rss2email.json run 2>> said
same "rss2email sends" "v1 is posted" "$(cat sent)"

cat > sfeedrc <<CONFIG
sfeedpath=$temporary/sfeed
fetch() { cat $temporary/feed.atom; }
feeds() { feed wind https://oak.example/feed.atom; }
CONFIG
kept_by_sfeed() { # the later title: date, title and content of what is kept
    rm -rf sfeed
    first && sfeed_update sfeedrc > said
    then_changed "$1" && sfeed_update sfeedrc >> said
    awk -F '\t' '{print strftime("%F", $1) ": " $2 ": " $4}' sfeed/wind | sort
}
same "sfeed, same title" "2026-01-01: wind: calm: v1 is posted" "$(kept_by_sfeed 'wind: calm')"
same "sfeed, other title" "2026-01-01: wind: calm, merged: v1 is merged
2026-01-01: wind: calm: v1 is posted" "$(kept_by_sfeed 'wind: calm, merged')"

echo "file://$temporary/feed.atom" > urls
rows() { python3 -c 'import sqlite3, sys; rows = sqlite3.connect("cache.db"); print(*rows.execute(sys.argv[1]).fetchall()); rows.commit()' "$1"; }
first && newsboat -u urls -c cache.db -C /dev/null -x reload
rows 'update rss_item set unread = 0' > said
then_changed && newsboat -u urls -c cache.db -C /dev/null -x reload
same "Newsboat: content, unread, date" "('v1 is merged', 0, '2026-01-01')" \
    "$(rows "select content, unread, date(pubDate, 'unixepoch') from rss_item")"
