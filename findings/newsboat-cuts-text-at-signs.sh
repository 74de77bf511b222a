#!/usr/bin/env bash
# Newsboat 2.21 (Debian), the screen of an entry whose content is text (Atom's `type="text"`), as a feed of patches may have it; against
# sfeed 1.7 (Debian), on the same feed.
#
# Expected: RFC 4287: such a content is for people as it stands, and has no markup; at worst the lines are joined.
# Seen: Newsboat keeps the text as sent, and shows it as HTML: lines are joined, `<list>` is not shown, as an unknown element, and
# behind a `<` with a blank everything is lost, here half of a function, with nothing to tell that there was more. In `type="html"`
# with `<pre>` all is shown. Titles of both types are right. sfeed has all of the text, marked as plain.
#
# Here: send patches and comments as html, escaped and in `<pre>`, or readers of that program miss what stands behind the first comparison.
source "$(dirname "$0")/common"
debian newsboat=2.21-1.5 libstfl0 libjson-c5 libxml2 libcurl3-gnutls librtmp1 libssh2-1 sfeed=1.7-1 \
    tmux=3.3a-3 libutempter0=1.2.1-3 libevent-core-2.1-7

entry() { # type, content; the title tells the type
    printf '<entry><id>tag:oak.example,2026:%s</id><title>[PATCH] %s: drop &lt;linux/err.h&gt;</title>' "$1" "$1"
    printf '<updated>2026-01-05T10:00:00Z</updated><content type="%s">%s</content></entry>' "$1" "$2"
}
code='list_for_each(entry, &lt;list&gt;) {
	if (one &lt; two)
		calm();
}'
feed() {
    printf '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:oak.example,2026:</id><title>oak</title>'
    printf '<updated>2026-01-05T10:00:00Z</updated><author><name>Mira</name></author>'
    entry "$@"
    printf '</feed>\n'
}
at_exit() { tmux -S "$temporary/socket" kill-server 2> /dev/null || true; }
shows() { # TEXT: waits until the screen has it
    for _ in $(seq 100); do
        if tmux -S socket capture-pane -p | grep -qF -e "$1"; then return; fi
        sleep 0.1
    done
    same "a screen with $1" "$1" "$(tmux -S socket capture-pane -p)"
}
screen() { # the text of the entry of `feed`
    rm -rf cache.db*
    echo "file://$temporary/feed" > urls
    tmux -S socket -f /dev/null new-session -d -x 100 -y 30 "newsboat -r -u urls -c cache.db -C /dev/null; sleep 60"
    shows '1 unread'
    tmux -S socket send-keys Enter
    shows "Articles in feed 'oak'"
    tmux -S socket send-keys Enter
    shows "Article '"
    tmux -S socket capture-pane -p | sed '1,/^Date:/d; /^~/,$d' | sed '/^$/d'
    tmux -S socket kill-server
}

feed text "$code" > feed
same "the whole text of type text" "list_for_each(entry, ) { if (one" "$(screen)"
same "what is kept" "$(printf '%s' "$code" | sed 's/&lt;/</g; s/&gt;/>/g')" "$(python3 - <<'PYTHON'
import sqlite3

print(sqlite3.connect("cache.db").execute("select content from rss_item").fetchone()[0])
PYTHON
)"
same "sfeed" 'list_for_each(entry, <list>) {\n\tif (one < two)\n\t\tcalm();\n} plain' "$(sfeed < feed | cut -f4,5 | tr '\t' ' ')"
feed html "&lt;pre&gt;$(printf '%s' "$code" | sed 's/&/\&amp;/g')&lt;/pre&gt;" > feed
same "the whole text of type html" "list_for_each(entry, <list>) {
        if (one < two)
                calm();
}" "$(screen)"
