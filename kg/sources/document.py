"""A .json file → its one record, or each of its list; the second of x.json has the source "x.json:[1]"."""

import io
from collections.abc import Iterator

from kg.model import Record
from kg.sources.fields import Unreadable, parse, record
from kg.sources.opening import whole


def read(file: io.BufferedReader, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    """The records of a file; a single one without id and URL has the key `name`."""
    yield from records(parse(whole(file), place), place, name)


def records(value: object | Unreadable, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    """The records that a JSON value holds."""
    if isinstance(value, Unreadable):
        yield value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield record(item, f"{place}:[{number}]")
    else:
        yield record(value, place, name)
