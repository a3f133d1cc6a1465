"""Bytes without a name, as from standard input → records: JSON, JSON Lines, a page or a text, as their beginning tells.

`zcat news.jsonl.gz | kg ingest -` reads JSON Lines, `curl https://… | kg extract -` a page.
"""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Record
from kg.sources import document, lines, page, plain
from kg.sources.encoding import marked
from kg.sources.fields import Unreadable, parse
from kg.sources.opening import LONGEST_LINE, whole

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)


def read(file: io.BufferedReader, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    """The records that these bytes hold."""
    head = file.peek(64)
    start = head.decode(marked(head) or "utf-8", "ignore").lstrip("\ufeff \t\r\n")
    if not head:
        yield Unreadable(place, "nothing came in")
    elif start.startswith("["):
        yield from document.read(file, place, name)
    elif start.startswith("{"):
        yield from _objects(file, place, name)
    elif MARKUP.match(start):
        yield from page.read(file, place, name)
    else:
        yield from plain.read(file, place, name)


def _objects(file: io.BufferedReader, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    """One object over several lines, or JSON Lines: those go on after a first line that is JSON by itself."""
    first = b""
    while not first.strip():
        first = file.readline(LONGEST_LINE + 1)
    rest: io.BufferedIOBase = file
    if marked(first) not in (None, "utf-8-sig") or isinstance(parse(first, place), Unreadable):
        data = first + whole(file)
        value = parse(data, place)
        if not isinstance(value, Unreadable) or b"\n" not in data.strip():
            yield from document.records(value, place, name)
            return
        first, rest = b"", io.BytesIO(data)
    yield from lines.read(io.BufferedReader(_Chain(first, rest)), place, name)


class _Chain(io.RawIOBase):
    """A line that was read already, then the rest."""

    def __init__(self, first: bytes, rest: io.BufferedIOBase) -> None:
        self.first = io.BytesIO(first)
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        return self.first.readinto(buffer) or self.rest.readinto(buffer) or 0
