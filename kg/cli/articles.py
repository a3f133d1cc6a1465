"""`kg ingest`, `extract`, `remove`, `rebuild`: articles into the store, out of it, or just read."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from kg.cli.terminal import STORE, Format, JudgementsPath, Readable, StorePath, as_json, tell, write
from kg.errors import SourceError

PAUSE = 5.0  # seconds between two lines of progress where there is no terminal

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Files or folders (.jsonl .json .txt .html .rss .atom .xml, each also .gz), or - for standard input.",
    ),
]


class Extract(StrEnum):
    """What `kg extract` prints."""

    json = "json"
    text = "text"


def register(app: typer.Typer) -> None:
    """Put these commands into the application."""
    for command in (ingest, extract, remove, rebuild):
        app.command()(command)


def ingest(
    paths: Paths, format: Format = Readable.text, store: StorePath = STORE, judgements: JudgementsPath = None
) -> None:
    """Read articles into the store. What is there already, unchanged, is passed over.

    \b
    kg ingest articles/
    kg ingest 2024.jsonl.gz pages/berita.html --store bontang
    zcat news.jsonl.gz | kg ingest -

    Exit status 1 if any article could not be read; the others are in.
    """
    from kg.knowledge import KnowledgeGraph
    from kg.sources import survey

    seen = survey(paths)
    try:
        with KnowledgeGraph.open(store, write=True, judged=judgements) as graph, _progress(seen.records) as advance:
            summary = graph.ingest(paths, advance)
    except KeyboardInterrupt:
        tell("kg: stopped; what is done so far is in the store, and the same command goes on from there")
        raise typer.Exit(130) from None
    missed = (*summary.unreadable, *summary.failed)
    nothing = not (missed or summary.read or summary.unchanged)
    if format is Readable.json:
        write(as_json(asdict(summary) | {"passed_over": seen.others}, indent=1))
    else:
        for each in missed:
            tell(f"kg: {each.source}: {each.reason}")
        print(
            f"{summary.read} read ({summary.replaced} of them replaced), {summary.unchanged} unchanged,"
            f" {len(summary.failed)} failed, {len(summary.unreadable)} unreadable"
            + (f"; {seen.others} other file{'' if seen.others == 1 else 's'} passed over" if seen.others else "")
        )
    if nothing:
        raise _no_articles(paths)
    if missed:
        raise typer.Exit(1)


def extract(
    paths: Paths,
    format: Annotated[Extract, typer.Option(help="One JSON record an article, or text for people.")] = Extract.json,
) -> None:
    """Print what articles say, without a store.

    \b
    kg extract articles/msb.txt --format text
    kg extract 2024.jsonl > facts.jsonl
    curl https://… | kg extract - --format text
    """
    from kg.ingest import attempt
    from kg.knowledge import indonesian_reader
    from kg.listing import listing
    from kg.record import record
    from kg.sources import Unreadable, read

    reader = indonesian_reader()
    number, unread = -1, 0
    for number, item in enumerate(read(paths)):
        reading = item if isinstance(item, Unreadable) else attempt(item, reader.read)
        if isinstance(reading, Unreadable):
            tell(f"kg: {reading.source}: {reading.reason}")
            unread += 1
        elif format is Extract.json:
            write(as_json(record(reading)))
        else:
            write(("\n\n" if number else "") + listing(reading))
    if number < 0:
        raise _no_articles(paths)
    if unread:
        raise typer.Exit(1)


def remove(
    article: Annotated[str, typer.Argument(help="Its key, as kg why shows it before #claim.")],
    format: Format = Readable.text,
    store: StorePath = STORE,
    judgements: JudgementsPath = None,
) -> None:
    """Take an article out of the store, with all that only it supports.

    \b
    kg remove bontang-2024
    """
    from kg.knowledge import KnowledgeGraph

    with KnowledgeGraph.open(store, write=True, judged=judgements) as graph:
        graph.remove(article)
    write(as_json({"removed": article}) if format is Readable.json else f"{article} removed\n")


def rebuild(format: Format = Readable.text, store: StorePath = STORE, judgements: JudgementsPath = None) -> None:
    """Make the graph anew from what was read and judged.

    \b
    kg rebuild --store bontang
    """
    from kg.knowledge import KnowledgeGraph

    with KnowledgeGraph.open(store, write=True, judged=judgements) as graph, _progress(None) as advance:
        graph.rebuild(advance)
    write(as_json({"rebuilt": str(store)}) if format is Readable.json else "rebuilt\n")


def _no_articles(paths: list[Path]) -> SourceError:
    """What to say where nothing was found: of a folder, what was looked for; of files, that they are empty."""
    from kg.sources import FORMATS, survey

    others = survey(paths).others
    passed = f", and passed over {others} other file{'' if others == 1 else 's'}" if others else ""
    found = f"looked for files in {', '.join(FORMATS)}, each also with .gz{passed}"
    reason = found if any(path.is_dir() for path in paths) else "there is nothing to read in it"
    return SourceError(f"no articles in {', '.join(map(str, paths))}: {reason}")


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """What to call with the number of records done: a bar on a terminal, a line every few seconds elsewhere."""
    if not sys.stderr.isatty():
        yield _Lines(total).advance
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        # a file of JSON was counted as one record, whatever its list holds
        yield lambda done: bar.update(task, completed=done, total=None if total is None else max(total, done))


class _Lines:
    """Progress for a log: "1,500 of 23,332 done, 41 a second", every PAUSE seconds."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.begun = self.told = monotonic()

    def advance(self, done: int) -> None:
        """Tell how much is done, if it is time."""
        now = monotonic()
        if now - self.told >= PAUSE:
            self.told = now
            of = f" of {max(self.total, done):,}" if self.total else ""
            tell(f"{done:,}{of} done, {done / (now - self.begun):.0f} a second")
