"""`kg ingest`, `extract`, `remove`, `rebuild`: articles into the store, out of it, or just read."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import STORE, StorePath, as_json, tell, write

STEP = 500  # records between two lines of progress where there is no terminal

Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files or folders: .jsonl, .json, .txt.")]


class Extract(StrEnum):
    """What `kg extract` prints."""

    json = "json"
    text = "text"


def register(app: typer.Typer) -> None:
    """Put these commands into the application."""
    for command in (ingest, extract, remove, rebuild):
        app.command()(command)


def ingest(paths: Paths, store: StorePath = STORE) -> None:
    """Read articles into the store. What is there already, unchanged, is passed over.

    \b
    kg ingest articles/
    kg ingest 2024.jsonl 2025.jsonl --store bontang

    Exit status 1 if any article could not be read; the others are in.
    """
    from kg.knowledge import KnowledgeGraph
    from kg.sources import read

    with KnowledgeGraph.open(store, write=True) as graph, _progress(lambda: sum(1 for _ in read(paths))) as advance:
        summary = graph.ingest(paths, advance)
    for place, reason in ((each.source, each.reason) for each in (*summary.unreadable, *summary.failed)):
        tell(f"kg: {place}: {reason}")
    print(
        f"{summary.read} read ({summary.replaced} of them replaced), {summary.unchanged} unchanged,"
        f" {len(summary.failed)} failed, {len(summary.unreadable)} unreadable"
    )
    if summary.failed or summary.unreadable:
        raise typer.Exit(1)


def extract(
    paths: Paths,
    format: Annotated[Extract, typer.Option(help="One JSON record an article, or text for people.")] = Extract.json,
) -> None:
    """Print what articles say, without a store.

    \b
    kg extract articles/msb.txt --format text
    kg extract 2024.jsonl > facts.jsonl
    """
    from kg.knowledge import indonesian_reader
    from kg.listing import listing
    from kg.record import record
    from kg.sources import Unreadable, read

    reader = indonesian_reader()
    unread = 0
    for number, item in enumerate(read(paths)):
        if isinstance(item, Unreadable):
            tell(f"kg: {item.source}: {item.reason}")
            unread += 1
        elif format is Extract.json:
            write(as_json(record(reader.read(item))))
        else:
            write(("\n\n" if number else "") + listing(reader.read(item)))
    if unread:
        raise typer.Exit(1)


def remove(
    article: Annotated[str, typer.Argument(help="Its key, as kg why shows it.")], store: StorePath = STORE
) -> None:
    """Take an article out of the store, with all that only it supports.

    \b
    kg remove bontang-2024
    """
    from kg.knowledge import KnowledgeGraph

    with KnowledgeGraph.open(store, write=True) as graph:
        graph.remove(article)
    print(f"{article} removed")


def rebuild(store: StorePath = STORE) -> None:
    """Make the graph anew from what was read.

    \b
    kg rebuild --store bontang
    """
    from kg.knowledge import KnowledgeGraph

    with KnowledgeGraph.open(store, write=True) as graph, _progress(None) as advance:
        graph.rebuild(advance)
    print("rebuilt")


@contextmanager
def _progress(count: Callable[[], int] | None) -> Iterator[Callable[[int], None]]:
    """What to call with the number of records done: a bar on a terminal, now and then a line elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done: None if done % STEP else tell(f"{done} done")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    )
    with bar:
        task = bar.add_task("", total=count() if count else None)
        yield lambda done: bar.update(task, completed=done)
