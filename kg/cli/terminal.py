"""What the commands print: text for a terminal or a file, messages, tables that fit; "\\x1b[2J" of an article is not obeyed.

`show(table, "csv")` writes an answer to standard output; `tell("3 rows")` writes to standard error.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.errors import KabargrafError
from kg.vocab import ARTICLE

if TYPE_CHECKING:
    from kg.query import Cell, Table

StorePath = Annotated[
    Path, typer.Option("--store", envvar="KG_STORE", metavar="DIR", help="The store.", show_default=True)
]
STORE = Path("kg-store")
JudgementsPath = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        envvar="KG_JUDGEMENTS",
        metavar="FILE",
        help="Where judgements are kept, if not in judgements.tsv in the store.",
        show_default=False,
    ),
]

# C0 and C1 controls steer a terminal; marks of writing direction turn a line around.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
NARROW = 11  # columns of a terminal for a column of a table: with less, words are cut up, so rows become blocks
FILE_WIDTH = 160


class MisuseError(KabargrafError):
    """A command line that says nothing or two things at once."""


class Readable(StrEnum):
    """For people or for programs."""

    text = "text"
    json = "json"


Format = Annotated[Readable, typer.Option(help="For people or for programs.")]


def plain(text: str) -> str:
    """One line without what a terminal would obey."""
    return CONTROL.sub(" ", text)


def tell(message: str) -> None:
    """A message to the person, on standard error."""
    print("\n".join(plain(line) for line in message.splitlines()), file=sys.stderr)


def write(text: str) -> None:
    """Text for a file or another program as it is; for a terminal without control characters."""
    if sys.stdout.isatty():
        text = "".join(plain(line) + "\n" for line in text.splitlines())
    sys.stdout.write(text)


def as_json(value: Any, indent: int | None = None) -> str:
    """A value as JSON and a newline; C1 controls, which JSON lets through, are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(r"[\x7f-\x9f]", lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def show(table: "Table", format: str, *, iri: bool = False, title: str = "", lang: str = "en") -> None:
    """An answer: "table" for people, with `iri` things by their IRI in place of their label; else what `written` knows."""
    if table.none and format != "table":
        tell(table.none)
    if format == "table":
        if table.none:
            write(f"{table.none}\n")
        _table(table, iri)
        tell(
            f"{len(table.rows)} row{'' if len(table.rows) == 1 else 's'}"
            + (", and there are more" if table.more else "")
        )
        return
    from kg.cli.answers import written

    write(written(table, format, title, lang))


def into(file: Path) -> Path:
    """A file that is about to be written; raises KabargrafError, before the work is done, where it cannot be."""
    if file.is_dir():
        raise KabargrafError(f"{file} is a folder: name a file in it")
    if not file.parent.is_dir():
        raise KabargrafError(
            f"{file} cannot be written: there is no folder {file.parent}: make it first, or name another"
        )
    return file


def columns(rows: Iterable[tuple[str, str]], indent: str = "  ") -> None:
    """Two columns, the second aligned."""
    pairs = [(plain(left), plain(right)) for left, right in rows]
    width = max((len(left) for left, _ in pairs), default=0)
    for left, right in pairs:
        print(f"{indent}{left:<{width}}  {right}")


def _brief(cell: "Cell", width: int) -> str:
    """A cell of a table; of a headline, which only says where a fact comes from, its beginning."""
    text = plain(cell.label)
    return text[: width - 1] + "…" if cell.value.startswith(ARTICLE) and len(text) > width else text


def _by_iri(cell: "Cell") -> "Cell":
    from kg.lookup import short

    return cell if cell.datatype else replace(cell, value="", label=short(cell.value))


def _table(table: "Table", iri: bool) -> None:
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    if iri:
        table = replace(table, rows=tuple(tuple(cell and _by_iri(cell) for cell in row) for row in table.rows))
    console = Console(width=None if sys.stdout.isatty() else FILE_WIDTH, highlight=False)
    filled = [n for n, _ in enumerate(table.columns) if any(row[n] for row in table.rows)]
    if len(filled) * NARROW > console.width:
        for row in table.rows:
            columns((table.columns[n], cell.label) for n in filled if (cell := row[n]))
            print()
        return
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for n in filled:
        grid.add_column(table.columns[n], overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(_brief(cell, console.width // 4)) if (cell := row[n]) else "" for n in filled))
    if table.rows:
        console.print(grid)
