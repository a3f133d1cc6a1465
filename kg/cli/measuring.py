"""`kg evaluate`: how well articles are read, against annotated ones."""

import csv
import io
import shutil
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.asking import Answer
from kg.cli.terminal import MisuseError, as_json, plain, tell, write

if TYPE_CHECKING:
    from kg.record import Row
    from kg.scoring import Outcome, Score

HEADS = ("precision", "recall", "f1", "right", "missed", "wrong")
WIDE = 72  # columns of a terminal that the whole table needs; a narrower one is shown the shares


def register(app: typer.Typer) -> None:
    """Put this command into the application."""
    app.command()(evaluate)


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="Annotated articles: a folder of .json, or a file with one a line.", show_default=False
        ),
    ],
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH",
            help="What kg extract printed, or - for standard input; without it the annotated articles are read now.",
            show_default=False,
        ),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what is wrong.")] = False,
    minimum: Annotated[
        list[str] | None,
        typer.Option("--min", metavar="METRIC=FIGURE", help="Exit status 1 if the figure is lower; may come again."),
    ] = None,
    format: Annotated[Answer, typer.Option(help="How to print; csv is the figures or, with --errors, the list.")] = (
        Answer.table
    ),
) -> None:
    """Measure how well articles are read, against annotated ones.

    \b
    kg evaluate gold/
    kg evaluate gold/ --errors
    kg evaluate gold/ --min persons=0.9 --min roles.precision=0.95
    kg extract articles/ | kg evaluate gold/ -

    How to annotate articles of your own: docs/annotation.md. A METRIC is one of the table, which means its F1, or one with
    .precision or .recall behind it; or the mean.
    """
    from kg.annotation import annotated, faults
    from kg.scoring import score

    bars = dict(_bar(word, score(()).figures()) for word in minimum or [])
    wanted = annotated(gold)
    for key, record in wanted.items():
        for fault in faults(record):
            tell(f"kg: {key}: {fault}")
    read = dict(_read(wanted)) if path is None else annotated(path)
    missing = [key for key in wanted if key not in read]
    if path is not None and missing:
        tell(f"kg: {len(missing)} of {len(wanted)} annotated articles are not in {path}: {', '.join(missing)}")
    found = score((record, read.get(key, {})) for key, record in wanted.items())
    _print(found, len(wanted), missing, errors, format)
    low = {metric: bar for metric, bar in bars.items() if found.figures()[metric] < bar}
    for metric, bar in low.items():
        tell(f"kg: {metric} is {found.figures()[metric]:.3f}, below {bar:g}")
    if low or (path is None and missing):
        raise typer.Exit(1)


def _bar(word: str, known: Mapping[str, float]) -> tuple[str, float]:
    """`persons=0.9` → a figure's name and the least that it may be."""
    from difflib import get_close_matches

    metric, _, figure = word.partition("=")
    if metric not in known:
        near = get_close_matches(metric, known, 1)
        raise MisuseError(f"no metric is called “{metric}”" + (f": did you mean {near[0]}?" if near else ""))
    try:
        return metric, float(figure)
    except ValueError:
        raise MisuseError(f"--min {word}: {metric} needs a figure from 0 to 1: --min {metric}=0.9") from None


def _read(wanted: "Mapping[str, Row]") -> "Iterator[tuple[str, Row]]":
    """What is read from the texts of annotated articles."""
    from kg.annotation import given
    from kg.ingest import attempt
    from kg.knowledge import indonesian_reader
    from kg.record import record
    from kg.sources import Unreadable

    reader = indonesian_reader()
    for key, annotation in wanted.items():
        reading = attempt(given(annotation), reader.read)
        if isinstance(reading, Unreadable):
            tell(f"kg: {reading.source}: {reading.reason}")
        else:
            yield key, record(reading)


def _print(found: "Score", articles: int, missing: list[str], errors: bool, format: Answer) -> None:
    rows = {
        metric: dict(zip(HEADS, (tally.precision, tally.recall, tally.f1, *tally), strict=True))
        for metric, tally in found.tallies.items()
    }
    wrong = [outcome._asdict() for outcome in found.errors] if errors else []
    match format:
        case Answer.json:
            value = {"articles": articles, "missing": missing, "mean": found.mean, "metrics": rows}
            write(as_json(value | ({"errors": wrong} if errors else {}), indent=1))
        case Answer.csv if errors:
            _csv(["metric", "verdict", "article", "thing"], [list(row.values()) for row in wrong])
        case Answer.csv:
            mean = ["mean", None, None, found.mean, None, None, None]
            _csv(["metric", *HEADS], [*([metric, *row.values()] for metric, row in rows.items()), mean])
        case Answer.table:
            if errors:
                write("".join(_listed(found.errors)))
            _table(found)
            tell(f"{articles} article{'' if articles == 1 else 's'}")


def _csv(header: list[str], rows: list[list[Any]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    write(text.getvalue())


def _listed(errors: "tuple[Outcome, ...]") -> Iterator[str]:
    """What was missed and what is wrong, metric by metric."""
    order = {name: number for number, name in enumerate(dict.fromkeys(error.metric for error in errors))}
    ranked = sorted(errors, key=lambda error: (order[error.metric], error.verdict))
    for (metric, verdict), group in groupby(ranked, key=lambda error: (error.metric, error.verdict)):
        things = [plain(f"  {error.article}: {error.thing}") for error in group]
        yield "\n".join([f"{metric}: {verdict} ({len(things)})", *things]) + "\n\n"


def _table(found: "Score") -> None:
    wide = shutil.get_terminal_size((WIDE, 0)).columns >= WIDE
    rows = [("", "precision", "recall", "f1", "right", "missed", "wrong")]
    for metric, tally in found.tallies.items():
        shares = (f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1))
        rows.append((metric, *shares, *map(str, tally)))  # type: ignore[arg-type]
    rows.append(("mean", "", "", f"{found.mean:.3f}", "", "", ""))
    for name, *cells in rows:
        shown = cells if wide else cells[:3]
        write((f"{name:<18}" + "".join(f"{cell:>9}" for cell in shown)).rstrip() + "\n")
