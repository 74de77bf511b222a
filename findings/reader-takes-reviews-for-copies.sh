#!/usr/bin/env bash
# reader 3.26 (PyPI), a library of feed readers, with its plugin entry_dedupe, which removes entries that a feed gives twice; on a feed of mails.
#
# Expected: entries with ids of their own, by other people and with other text, are other entries.
# Seen: two entries with one title, one link or one second whose words are nearly the same are one; signs, and so the `+` and `-` of a diff, do not
# count. Of two answers that quote a long patch in full, the first is removed, and the second counts as read if the first was: a NAK behind a
# Reviewed-by that the person has read is never shown as new. Of two patches of a series with the same second and like changes, the first is
# removed before anybody saw it. A patch and its reverse in one second are one as well. Without the plugin all entries stay.
#
# Here: who reads a list or a site so may miss a review or a patch without a sign of it. Give entries of a feed titles that differ, with the name
# of who answers, and the time of the mail, not of the build.
source "$(dirname "$0")/common"
pypi reader==3.26 feedparser==6.0.14 sgmllib3k==1.0.0

cat > read.py <<'PYTHON'
import html
import os
import sys

from reader import make_reader

DIFF = "".join(f"+\twind->mask{n} |= WIND_{n};\n" for n in range(24))
PATCH = "diff --git a/net/{0}.c b/net/{0}.c\n--- a/net/{0}.c\n+++ b/net/{0}.c\n@@ -1,2 +1,26 @@\n int x;\n" + DIFF
QUOTE = "".join(f"> {line}\n" for line in PATCH.format("wind").splitlines())
ENTRIES = {
    "answers": [
        ("bo", "Bo Reed", "Re: [PATCH] wind: calm", "10:00:01", QUOTE + "\nReviewed-by: Bo Reed\n"),
        ("ane", "Ane Ash", "Re: [PATCH] wind: calm", "11:30:00", QUOTE + "\nNAK, this breaks my mill.\n"),
    ],
    "series": [
        ("cover", "Mira Holt", "[PATCH 0/2] wind: calm", "10:00:00", "Calm.\n"),
        ("p1", "Mira Holt", "[PATCH 1/2] oak: calm", "10:00:01", PATCH.format("oak")),
        ("p2", "Mira Holt", "[PATCH 2/2] elm: calm", "10:00:01", PATCH.format("elm")),
    ],
    "later": [
        ("p1", "Mira Holt", "[PATCH 1/2] oak: calm", "10:00:01", PATCH.format("oak")),
        ("p2", "Mira Holt", "[PATCH 2/2] elm: calm", "10:00:02", PATCH.format("elm")),
    ],
    "reverse": [
        ("calm", "Mira Holt", "[PATCH 1/2] wind: calm", "10:00:01", DIFF),
        ("loud", "Mira Holt", "[PATCH 2/2] wind: undo it", "10:00:01", DIFF.replace("+\t", "-\t").replace("|=", "&= ~")),
    ],
}


def write(entries):
    with open("oak.atom", "w") as file:
        file.write(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>oak</title><id>urn:oak</id><updated>2026-01-05T1{len(entries)}:00:00Z</updated>')
        for ident, name, title, time, text in entries:
            content = html.escape(f"<pre>{html.escape(text)}</pre>")
            file.write(f'<entry><id>urn:{ident}</id><title>{title}</title><author><name>{name}</name></author>'
                       f'<updated>2026-01-05T{time}Z</updated><link href="http://oak.example/{ident}/"/><content type="html">{content}</content></entry>')
        file.write("</feed>")


what, at_once, plugins = sys.argv[1], sys.argv[2] == "at-once", sys.argv[3:]
reader = make_reader(":memory:", plugins=plugins, feed_root=os.getcwd())
entries = ENTRIES[what]
reader.add_feed("oak.atom")
if not at_once:
    write(entries[:1])
    reader.update_feed("oak.atom")
    for entry in reader.get_entries():
        reader.mark_entry_as_read(entry)
write(entries)
reader.update_feed("oak.atom")
print(", ".join(sorted(f"{entry.id[4:]} {'read' if entry.read else 'new'}" for entry in reader.get_entries())))
PYTHON
dedupe=reader.entry_dedupe

same "two answers, the first was read" "ane read" "$(python read.py answers one-by-one $dedupe)"
same "two answers at once" "ane new" "$(python read.py answers at-once $dedupe)"
same "a series whose patches have one second" "cover new, p2 new" "$(python read.py series at-once $dedupe)"
same "patches of two seconds" "p1 new, p2 new" "$(python read.py later at-once $dedupe)"
same "a patch and its reverse" "loud new" "$(python read.py reverse at-once $dedupe)"
same "without the plugin" "ane new, bo read" "$(python read.py answers one-by-one)"
