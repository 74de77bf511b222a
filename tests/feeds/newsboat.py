"""tests/feeds/newsboat.py CACHE FEED: compares the titles that newsboat holds with those of the feed."""

import sqlite3
import sys
import xml.etree.ElementTree as xml

ATOM = "{http://www.w3.org/2005/Atom}"


def squeezed(titles):
    """newsboat squeezes white space, and keeps no order."""
    return sorted(" ".join(title.split()) for title in titles)


root = xml.parse(sys.argv[2]).getroot()
entries = root.findall(f"{ATOM}entry") or root.findall("channel/item")
titles = [entry.find(f"{ATOM}title" if entry.tag.startswith(ATOM) else "title") for entry in entries]
expected = squeezed(title.text for title in titles)
held = squeezed(title for (title,) in sqlite3.connect(sys.argv[1]).execute("select title from rss_item"))
# A feed of one kind of news may have none yet.
assert held == expected, (sys.argv[2], held, expected)
