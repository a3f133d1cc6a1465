"""Files and folders → raw records: `read(["articles/"])` gives `Record("bontang/msb.txt", "Menyambut …", "Polisi …")`.

A record that cannot be taken is given as `Unreadable("articles/x.jsonl:17", 'no "text" field')`: one bad line stops
nothing. Folders are read whole, in the order of their paths; other kinds of files in them are passed over.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Record
from kg.sources import document, lines, plain
from kg.sources.fields import Unreadable

__all__ = ["FORMATS", "Unreadable", "read"]

FORMATS = {".txt": plain.read, ".json": document.read, ".jsonl": lines.read}


def read(paths: Iterable[str | Path]) -> Iterator[Record | Unreadable]:
    """The records in these files and folders; raises SourceError at once where a path does not exist."""
    places = [Path(path) for path in paths]
    for place in places:
        if not place.exists():
            raise SourceError(f"{place}: no such file or folder")
    return (record for place in places for record in _read(place))


def _read(place: Path) -> Iterator[Record | Unreadable]:
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            name = path.relative_to(place)
            if path.is_file() and path.suffix.lower() in FORMATS and not any(p.startswith(".") for p in name.parts):
                yield from _open(path, name.as_posix())
    elif place.suffix.lower() in FORMATS:
        yield from _open(place, place.name)
    else:
        yield Unreadable(str(place), f"not an article file: its name ends in none of {', '.join(FORMATS)}")


def _open(path: Path, name: str) -> Iterator[Record | Unreadable]:
    try:
        yield from FORMATS[path.suffix.lower()](path, name)
    except OSError as error:
        yield Unreadable(str(path), f"cannot be opened: {error.strerror}")
