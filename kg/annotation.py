"""Files of annotated articles, or of what `kg extract` printed → their records by article, each in its shape, and their faults.

`annotated(Path("gold"))` gives `{"msb.txt": {"article": {"id": "msb.txt", …}, "text": …, "persons": […], …}}`. The shape is
that of `record.py`; `docs/annotation.md` tells it to those who annotate.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import KabargrafError
from kg.model import Record
from kg.record import Row
from kg.sources.fields import Unreadable, article, parse
from kg.sources.opening import STDIN

NEEDED = {  # of each thing in a list
    "persons": ("id", "name"),
    "organizations": ("id", "name"),
    "places": ("id", "name"),
    "roles": ("id", "title"),
    "events": ("id", "type"),
    "quotes": ("id", "text"),
}
# what else of a thing is looked at; the rest may be anything
TEXTS = ("name", "title", "label", "date", "status", "person", "organization", "speaker", "part_of", "within")
LISTS = ("aliases", "mentions", "places", "participants")


def annotated(path: Path) -> dict[str, Row]:
    """Article id → record, from the .json files of a folder, or from a file with a record a line (`-`: standard input).

    Raises KabargrafError, which names the place and the fault, where there is none or one has not the shape.
    """
    found: dict[str, Row] = {}
    for source, text in _texts(path):
        value = parse(text, source)
        if isinstance(value, Unreadable):
            raise KabargrafError(f"{value.source}: {value.reason}")
        record = _checked(value, source)
        key = record["article"]["id"]
        if key in found:
            raise KabargrafError(f"{source}: the article {key} is there already: one record an article")
        found[key] = record
    if not found:
        raise KabargrafError(f"no annotated articles in {path}: looked for .json files in a folder, or a record a line")
    return found


def given(record: Row) -> Record:
    """The article that an annotation is of, to be read; raises KabargrafError where it cannot be."""
    source = record["article"]["id"]
    found = article({**record["article"], "text": record["text"]}, source)
    if isinstance(found, Unreadable):
        raise KabargrafError(f"{found.source}: {found.reason}")
    return found


def faults(record: Row) -> Iterator[str]:
    """What nothing that is read can ever match: an id that stands twice or nowhere, an event whose words are not there."""
    things = [item for kind in NEEDED for item in record.get(kind, [])]
    ids = Counter(item["id"] for item in things)
    yield from (f"the id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for item in things:
        links = [item.get(key) for key in ("person", "organization", "speaker", "part_of")]
        for name in [*links, *item.get("places", []), *item.get("participants", [])]:
            if name is not None and name not in ids:
                yield f"{item['id']} points to {name}, which no id here is"
    body = f"{record['article'].get('title') or ''}\n{record['text']}"
    for event in record.get("events", []):
        mentions = [m.get("text", "") if isinstance(m, dict) else m for m in event.get("mentions", [])]
        if not any(mention in body for mention in mentions):
            yield f"{event['id']} is mentioned nowhere: none of its mentions stands in headline or text"


def _texts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each record's place and bytes."""
    if path.is_dir():
        yield from ((str(file), file.read_bytes()) for file in sorted(path.glob("*.json")))
    elif path.suffix == ".json":
        yield str(path), path.read_bytes()
    else:
        name = "standard input" if path == STDIN else str(path)
        lines = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
        yield from ((f"{name}:{number}", line) for number, line in enumerate(lines.splitlines(), 1) if line.strip())


def _checked(value: Any, source: str) -> Row:
    """A record that has the shape, so that all the rest can rely on it."""

    def check(holds: bool, fault: str) -> None:
        if not holds:
            raise KabargrafError(f"{source}: {fault}: docs/annotation.md shows how a record looks")

    check(isinstance(value, dict) and isinstance(value.get("article"), dict), 'no "article" in it')
    head = value["article"]
    check(isinstance(head.get("id"), str) and head["id"] != "", "the article has no id")
    check(isinstance(value.get("text"), str), 'no "text" in it')
    for kind, needed in NEEDED.items():
        things = value.get(kind, [])
        check(isinstance(things, list), f'"{kind}" is no list')
        for number, item in enumerate(things, 1):
            where = f"{kind}, number {number}"
            check(isinstance(item, dict), f"{where} is no object")
            for key in needed:
                check(isinstance(item.get(key), str), f'{where} has no "{key}"')
            for key in TEXTS:
                check(isinstance(item.get(key), str | None), f'{where}: "{key}" is no text')
            for key in LISTS:
                part, fits = item.get(key, []), _mention if key == "mentions" else _text
                check(isinstance(part, list) and all(map(fits, part)), f'{where}: "{key}" is no list of texts')
    return dict(value)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _mention(value: Any) -> bool:
    """Words, or words with the place where they stand, as `kg extract` prints them."""
    if isinstance(value, dict):
        return _text(value.get("text")) and {type(value.get(key)) for key in ("start", "end")} in ({int}, {type(None)})
    return _text(value)
