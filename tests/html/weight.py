"""weight.py SITE: what the pages of a built site weigh, in bytes after gzip. The median may be 15 KB, the largest 150 KB."""

import gzip
import statistics
import sys
from pathlib import Path

MEDIAN, LARGEST = 15_000, 150_000

site = Path(sys.argv[1])
pages = {path: len(gzip.compress(path.read_bytes())) for path in site.rglob("*.html")}
if not pages:
    sys.exit(f"{site}: no pages")
median = statistics.median_high(pages.values())
print(f"{site}: {len(pages)} pages, the median {median:,} bytes after gzip, the largest {max(pages.values()):,}")
heavy = [f"{size:,} bytes: {path}" for path, size in pages.items() if size >= LARGEST]
if median >= MEDIAN:
    heavy.append(f"the median page is not under {MEDIAN:,} bytes")
if heavy:
    sys.exit("\n".join(heavy))
