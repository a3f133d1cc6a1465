"""A .txt file → one record: its first line is the headline, the rest the text ("bontang/msb.txt" its key)."""

from collections.abc import Iterator
from pathlib import Path

from kg.model import Record
from kg.sources.fields import Unreadable, clean


def read(path: Path, name: str) -> Iterator[Record | Unreadable]:
    """The record of the file at `path`, whose key is `name`."""
    try:
        text = clean(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        yield Unreadable(str(path), f"not UTF-8 (byte {error.start + 1}): save it as UTF-8")
        return
    title, _, body = text.lstrip("\r\n").partition("\n")
    if body.strip():
        yield Record(name, body.lstrip("\r\n"), title.strip(), source=str(path))
    else:
        yield Unreadable(str(path), "no text below the headline (the first line)")
