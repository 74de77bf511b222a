"""tests/feeds/check.py SITE: holds every feed of a site to the rules of its format, and reads it with feedparser.

RSS: https://www.rssboard.org/rss-specification. JSON Feed: https://www.jsonfeed.org/version/1.1/.
Atom is held to its schema by jing; here it is read, as RSS is.
"""

import email.utils
import html.parser
import json
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as xml

import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
NEWEST = 50
site = pathlib.Path(sys.argv[1])


class Links(html.parser.HTMLParser):
    """Addresses, and elements, of an entry's text."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.elements = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on")], attrs


ELEMENTS = {"p", "br", "ul", "ol", "li", "a", "strong", "code", "pre", "ins", "del", "h3"}


def check_text(text):
    links = Links(text)
    assert links.elements <= ELEMENTS, links.elements - ELEMENTS
    whole = re.compile(r"https?://[!-~]+")
    assert all(whole.fullmatch(address) for address in links.addresses), links.addresses


def check_plain(text):
    assert text.strip(), "a title is empty"
    odd = [c for c in text if unicodedata.category(c) in ("Cc", "Co", "Cn") or c in "\u202a\u202b\u202c\u202d\u202e"]
    assert not odd, (text, odd)


def check_entries(entries, ids):
    assert len(entries) <= NEWEST
    assert len(set(ids)) == len(ids), "an id stands for two entries"
    assert all(re.match(r"tag:[^,:]+,\d{4}(-\d\d){0,2}:", identity) for identity in ids), ids


def check_rss(path):
    root = xml.parse(path).getroot()
    assert root.tag == "rss" and root.get("version") == "2.0"
    (channel,) = root
    for name in ("title", "link", "description"):
        assert len(channel.findall(name)) == 1 and channel.findtext(name).strip(), name
    (own,) = channel.findall(ATOM + "link")
    assert own.get("rel") == "self" and own.get("href").endswith(path.relative_to(site).as_posix())
    known = {"title", "link", "description", "language", "pubDate", "item", ATOM + "link"}
    assert {child.tag for child in channel} <= known
    items = channel.findall("item")
    for item in items:
        known = {"title", "link", "description", "guid", "pubDate", "{http://purl.org/dc/elements/1.1/}creator"}
        assert {child.tag for child in item} <= known and len({child.tag for child in item}) == len(item)
        check_plain(item.findtext("title"))
        check_text(item.findtext("description"))
        assert re.fullmatch(r"https?://\S+", item.findtext("link"))
        assert item.find("guid").get("isPermaLink") == "false"
    for date in [*(item.findtext("pubDate") for item in items), channel.findtext("pubDate")]:
        assert email.utils.parsedate_to_datetime(date).utcoffset().total_seconds() == 0, date
    check_entries(items, [item.findtext("guid") for item in items])


def check_json(path):
    feed = json.loads(path.read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    strings = {"version", "title", "home_page_url", "feed_url", "description", "language"}
    assert set(feed) == strings | {"items"} and all(isinstance(feed[name], str) for name in strings)
    assert feed["feed_url"].endswith(path.relative_to(site).as_posix())
    for item in feed["items"]:
        assert set(item) - {"authors"} == {"id", "url", "title", "content_html", "date_published"}
        assert all(set(author) <= {"name", "url", "avatar"} and author for author in item.get("authors", [{"name": ""}]))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", item["date_published"])
        check_plain(item["title"])
        check_text(item["content_html"])
    check_entries(feed["items"], [item["id"] for item in feed["items"]])


def check_parsed(path):
    feed = feedparser.parse(path.read_bytes(), sanitize_html=False)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == {"atom.xml": "atom10", "rss.xml": "rss20"}[path.name], feed.version
    check_plain(feed.feed.title)
    for entry in feed.entries:
        check_plain(entry.title)
        check_text(entry.content[0].value if "content" in entry else entry.summary)
        assert entry.link.startswith("http") and entry.updated_parsed if path.name == "atom.xml" else entry.published_parsed
    check_entries(feed.entries, [entry.id for entry in feed.entries])
    return len(feed.entries)


def check_opml(path):
    root = xml.parse(path).getroot()
    assert root.tag == "opml" and root.get("version") == "2.0" and [child.tag for child in root] == ["head", "body"]
    rows = root.find("body").findall("outline")
    base = json.loads((site / "feed.json").read_text("utf-8"))["home_page_url"]
    for row in rows:
        check_plain(row.get("text"))
        assert row.get("type") == "rss" and row.get("xmlUrl").startswith(base)
        assert (site / row.get("xmlUrl")[len(base):]).is_file(), row.get("xmlUrl")
    return len(rows)


def main():
    counts = {}
    for path in sorted(site.rglob("*")):
        kind = path.name
        try:
            if kind in ("atom.xml", "rss.xml"):
                check_parsed(path)
            if kind == "rss.xml":
                check_rss(path)
            elif kind == "feed.json":
                check_json(path)
            elif kind.endswith(".opml"):
                check_opml(path)
            elif kind != "atom.xml":
                continue
        except Exception as error:
            raise SystemExit(f"{path}: {type(error).__name__}: {error}") from error
        counts[kind] = counts.get(kind, 0) + 1
    assert {"atom.xml", "rss.xml", "feed.json", "subsystems.opml"} <= set(counts), counts
    print("read: " + ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))


main()
