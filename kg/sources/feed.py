"""A feed (.rss, .atom, .xml) → its entries, each a record: headline, the text that the feed gives of it, date and address.

The second entry of "antara.rss.xml" has the source "antara.rss.xml:[1]". Most feeds give the first sentences only; an entry
without any text, and a file that is no feed, are told. What an entry links to is not fetched.
"""

import io
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from kg.model import Record
from kg.sources.fields import Unreadable, article
from kg.sources.opening import whole

LARGEST = 20_000_000  # bytes: the largest of six saved feeds has 120,000
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what XML has no place for
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
BREAKS = re.compile(r"(?i)<\s*/?\s*(?:br|p|div|li|h[1-6])\b[^>]*>")


def read(file: io.BufferedReader, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    """The records of a feed's entries; their keys are their addresses, else what they hold."""
    import feedparser

    found = feedparser.parse(io.BytesIO(whole(file, LARGEST, "no feed is")))  # of text it would open what it names
    if not found.get("version") or not found.entries:
        yield Unreadable(place, "no feed with entries: RSS and Atom are read")
    for number, entry in enumerate(found.entries):
        yield _record(entry, found.feed, f"{place}:[{number}]")


def _record(entry: Mapping[str, Any], feed: Mapping[str, Any], source: str) -> Record | Unreadable:
    texts = [_plain(part.get("value", "")) for part in entry.get("content", [])] + [_plain(entry.get("summary", ""))]
    text = max(texts, key=len)
    if not text:
        return Unreadable(source, "the feed gives no text of this entry")
    fields = {
        "title": _plain(entry.get("title", "")),
        "text": text,
        "published": _day(entry),
        "url": entry.get("link", ""),
        "publisher": _plain(feed.get("title", "")),
    }
    return article(fields, source)


def _day(entry: Mapping[str, Any]) -> str:
    """The day where the outlet is: "Thu, 05 Nov 2015 03:12:42 +0700" is the fifth, though the fourth in Greenwich."""
    written = entry.get("published") or entry.get("updated") or ""
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except ValueError:
        return written[:10] if ISO_DAY.match(written) else ""


def _plain(html: str) -> str:
    """The text of a piece of HTML: tags away, paragraphs parted by line breaks."""
    from lxml.html import fromstring

    broken = BREAKS.sub("\n", CONTROLS.sub("", html))
    text = str(fromstring(f"<div>{broken}</div>").text_content()) if broken.strip() else ""
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
