"""tests/feeds/newsboat.py CACHE FEED: compares the titles that newsboat holds with those of the feed."""

import sqlite3
import sys
import xml.etree.ElementTree as xml

ATOM = "{http://www.w3.org/2005/Atom}"


def squeezed(titles):
    """newsboat squeezes white space, and keeps no order."""
    return sorted(" ".join(title.split()) for title in titles)


root = xml.parse(sys.argv[2]).getroot()
items = root.findall(f"{ATOM}entry/{ATOM}title") or root.findall("channel/item/title")
expected = squeezed(item.text for item in items)
held = squeezed(title for (title,) in sqlite3.connect(sys.argv[1]).execute("select title from rss_item"))
assert held and held == expected, (sys.argv[2], held, expected)
