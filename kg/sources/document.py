"""A .json file → its one record, or each of its list; the second of x.json has the source "x.json:[1]"."""

from collections.abc import Iterator
from pathlib import Path

from kg.model import Record
from kg.sources.fields import Unreadable, parse, record


def read(path: Path, name: str) -> Iterator[Record | Unreadable]:
    """The records of the file at `path`; a single one without id and URL has the key `name`."""
    value = parse(path.read_bytes(), str(path))
    if isinstance(value, Unreadable):
        yield value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield record(item, f"{path}:[{number}]")
    else:
        yield record(value, str(path), name)
