"""A .jsonl file → a record a line; `{"title": …, "text": …}` at line 17 of x.jsonl has the source "x.jsonl:17"."""

from collections.abc import Iterator
from pathlib import Path

from kg.model import Record
from kg.sources.fields import Unreadable, parse, record


def read(path: Path, name: str) -> Iterator[Record | Unreadable]:
    """The records of the file at `path`; empty lines are passed over. Lines move, so no key is made of their number."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            source = f"{path}:{number}"
            if line.strip():
                value = parse(line, source)
                yield value if isinstance(value, Unreadable) else record(value, source)
