"""A .txt file → one record: its first line is the headline, the rest the text ("bontang/msb.txt" its key)."""

import io
from collections.abc import Iterator

from kg.model import Record
from kg.sources.encoding import decoded
from kg.sources.fields import Unreadable, article
from kg.sources.opening import whole


def read(file: io.BufferedReader, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    """The record of a file, whose key is `name`."""
    title, _, body = decoded(whole(file)).lstrip("\r\n").partition("\n")
    if body.strip():
        yield article({"title": title.strip(), "text": body.lstrip("\r\n")}, place, name)
    else:
        yield Unreadable(place, "no text below the headline (the first line)")
