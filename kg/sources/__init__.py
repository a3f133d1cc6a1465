"""Files, folders and standard input → raw records: `read(["articles/"])` gives `Record("bontang/msb.txt", "Menyambut …", …)`.

A record that cannot be taken is given as `Unreadable("articles/x.jsonl:17", 'no "text" field')`: one bad line stops
nothing. Folders are read whole, in the order of their paths; other kinds of files in them are passed over.
"""

import io
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import SourceError
from kg.model import Record
from kg.sources import document, feed, lines, page, plain, stream
from kg.sources.fields import Unreadable
from kg.sources.opening import STDIN, RefusedError, opened

__all__ = ["FORMATS", "Survey", "Unreadable", "read", "survey"]

Reads = Callable[[io.BufferedReader, str, str | None], Iterator[Record | Unreadable]]
FORMATS: dict[str, Reads] = {
    ".txt": plain.read,
    ".json": document.read,
    ".jsonl": lines.read,
    ".html": page.read,
    ".htm": page.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".xml": feed.read,
}


class Survey(NamedTuple):
    """What is to be read: how many records, about (None where nobody can know), and how many files are passed over."""

    records: int | None
    others: int


def read(paths: Iterable[str | Path]) -> Iterator[Record | Unreadable]:
    """The records in these files and folders, "-" being standard input; raises SourceError at once where one is missing."""
    places = _places(paths)
    return (record for place in places for record in _read(place))


def survey(paths: Iterable[str | Path]) -> Survey:
    """A look at these files and folders before they are read: lines are counted, other files are one record each."""
    records: int | None = 0
    others = 0
    for place in _places(paths):
        if place == STDIN or not (place.is_file() or place.is_dir()):
            records = None
        files = _files(place) if place.is_dir() else [place] if place.is_file() else []
        for path in files:
            others += place.is_dir() and _format(path) is None
            if records is not None and _format(path):
                records += _lines(path) if _format(path) is lines.read else 1
    return Survey(records, others)


def _places(paths: Iterable[str | Path]) -> list[Path]:
    places = [Path(path) for path in paths]
    for place in places:
        if place != STDIN and not place.exists():
            raise SourceError(f"{place}: no such file or folder")
    return places


def _format(path: Path) -> Reads | None:
    name = path.name.lower().removesuffix(".gz")
    return FORMATS.get(Path(name).suffix)


def _files(folder: Path) -> list[Path]:
    """The files in a folder and in those below it, but for hidden ones, in the order of their paths."""
    found: list[Path] = []
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(above, name) for name in names if not name.startswith(".")]
    return sorted(path for path in found if path.is_file())


def _read(place: Path) -> Iterator[Record | Unreadable]:
    if place.is_dir():
        for path in _files(place):
            if (form := _format(path)) is not None:
                yield from _open(path, form, str(path), path.relative_to(place).as_posix())
    elif place == STDIN:
        yield from _open(place, stream.read, "standard input", None)
    elif (form := _format(place)) is not None:
        yield from _open(place, form, str(place), place.name)
    elif not place.is_file():  # a pipe, as of <(zcat news.jsonl.gz)
        yield from _open(place, stream.read, str(place), None)
    else:
        yield Unreadable(
            str(place), f"not an article file: its name ends in none of {', '.join(FORMATS)}, nor these with .gz"
        )


def _open(path: Path, form: Reads, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    try:
        with opened(path) as file:
            yield from form(file, place, name)
    except RefusedError as refusal:
        yield Unreadable(place, str(refusal))
    except EOFError:
        yield Unreadable(place, "ends too early: it was not packed or copied to its end")
    except (OSError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else f"damaged: {error}"
        yield Unreadable(place, f"cannot be read further: {reason}")


def _lines(path: Path) -> int:
    """How many lines a file has; what cannot be read of it is told when it is read."""
    count = 0
    try:
        with opened(path) as file:
            while chunk := file.read(1 << 20):
                count += chunk.count(b"\n")
    except (RefusedError, EOFError, OSError, zlib.error):
        pass
    return count
