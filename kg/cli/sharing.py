"""`kg export`, `view`, `validate`: the graph as a file, as a page, and whether it is sound."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.asking import Derived, Language
from kg.cli.terminal import STORE, Format, MisuseError, Readable, StorePath, as_json, into, tell, write

if TYPE_CHECKING:
    from kg.network import Part

PICTURES: dict[str, Literal["svg", "png"]] = {".svg": "svg", ".png": "png"}  # by the ending of the file's name


class Export(StrEnum):
    """The formats of `kg export`."""

    nq = "nq"
    ttl = "ttl"
    graphml = "graphml"
    gexf = "gexf"


def register(app: typer.Typer) -> None:
    """Put these commands into the application."""
    for command in (export, view, validate):
        app.command()(command)


def export(
    format: Annotated[
        Export,
        typer.Option(
            help="nq: every graph, as N-Quads; ttl: the merged and the derived facts; graphml, gexf: things and facts "
            "with what they weigh, for Gephi and the like."
        ),
    ] = Export.nq,
    focus: Annotated[
        str | None, typer.Option(help="Of graphml and gexf: only what is around this thing.", show_default=False)
    ] = None,
    hops: Annotated[int, typer.Option(min=1, help="Steps from the thing in the middle.")] = 1,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Of graphml and gexf: the most things to write; all if not given.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file in place of the screen.")] = None,
    derived: Derived = True,
    store: StorePath = STORE,
) -> None:
    """Write the graph as RDF, or for a program that draws graphs.

    \b
    kg export --format ttl -o graph.ttl
    kg export | gzip > graph.nq.gz
    kg export --format gexf --focus "Polres Bontang" --hops 2 -o bontang.gexf
    """
    from kg.knowledge import KnowledgeGraph

    graph = KnowledgeGraph.open(store)
    if format in (Export.graphml, Export.gexf):
        kind: Literal["graphml", "gexf"] = "graphml" if format is Export.graphml else "gexf"
        parts = iter([graph.exchange(kind, focus, hops, limit, derived)])
    elif focus is not None or limit is not None:
        raise MisuseError(f"--focus and --limit are for graphml and gexf: {format.value} is always the whole graph")
    else:
        parts = graph.export("nq" if format is Export.nq else "ttl", derived)
    parts = chain([next(parts)], parts)  # made before the file: where that fails, none is left behind
    if output is None:
        for part in parts:
            write(part)
        return
    with into(output).open("w", encoding="utf-8") as file:
        file.writelines(parts)
    tell(f"{output} written")


DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def view(
    focus: Annotated[
        str | None, typer.Option(help="What is around this thing, in place of the best connected.")
    ] = None,
    hops: Annotated[
        int | None, typer.Option(min=1, help="Steps from the focus; 1 if not given.", show_default=False)
    ] = None,
    path: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="How two things hang together: the shortest and the best attested ways."),
    ] = None,
    event: Annotated[
        str | None, typer.Option(help="An event: who, where, when, and what was before and after.")
    ] = None,
    organization: Annotated[
        str | None, typer.Option(help="A body as a chart: what is under it, posts, holders.")
    ] = None,
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="Overview from this day, month or year on.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="Overview up to this day, month or year.")] = "",
    place: Annotated[str | None, typer.Option(help="Overview of the events in this place and its parts.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="The most things to show; the page says what it left out.")] = 80,
    redact: Annotated[bool, typer.Option("--redact", help="Initials for suspects, victims and minors.")] = False,
    previous: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="An older page: what it shows keeps its place, the rest is marked as new."),
    ] = None,
    lang: Annotated[Language, typer.Option(help="The language that the page opens in.")] = Language.id,
    title: Annotated[str | None, typer.Option(help="The heading of the page.")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page, or a picture: .svg, .png.")] = Path(
        "briefing.html"
    ),
    derived: Derived = True,
    store: StorePath = STORE,
) -> None:
    """Draw the graph, or a part of it, as one HTML page: an overview (of a time, of a place), what is around a thing, the
    ways between two, an event, or a body's chart.

    \b
    kg view --from 2024-10 --to 2024-12 --place Bontang -o bontang.html
    kg view --focus "Polres Bontang" --hops 2
    kg view --focus "Polres Bontang" -o bontang.png
    kg view --path "Alex Frestian Lumban Tobing" "Majelis Sholawat Bontang"
    kg view --event "Pertemuan Polres Bontang" --redact
    kg view --organization "Polda Kaltim" --previous last-week.html -o polda.html

    The page needs nothing else and opens anywhere, also without a network. A picture is an A4 sheet. --redact goes by what
    the graph tells: read the page before you pass it on.
    """
    from kg.knowledge import KnowledgeGraph

    overview = {"--from": since, "--to": until, "--place": place}
    _check_view({"--focus": focus, "--path": path, "--event": event, "--organization": organization}, overview)
    if hops is not None and focus is None:
        raise MisuseError("--hops counts the steps from a --focus: name one, or leave it out")
    form = output.suffix.lower()
    if form in PICTURES and previous is not None:
        raise MisuseError("--previous is for pages: a picture keeps no places")
    into(output)
    graph = KnowledgeGraph.open(store)
    part: Part = {
        "focus": focus,
        "hops": hops or 1,
        "limit": limit,
        "derived": derived,
        "path": path,
        "event": event,
        "organization": organization,
        "since": since,
        "until": until,
        "place": place,
    }
    if form in PICTURES:
        output.write_bytes(graph.picture(PICTURES[form], redact=redact, lang=lang.value, title=title, **part))
    else:
        page = graph.view(redact=redact, previous=previous, lang=lang.value, title=title, **part)
        output.write_text(page, "utf-8")
    tell(f"{output} written")


def _check_view(views: Mapping[str, object], overview: Mapping[str, str | None]) -> None:
    """Refuse two views at once, and days that are none."""
    asked = [name for name, value in views.items() if value is not None]
    parts = [name for name, value in overview.items() if value]
    if len(asked) > 1:
        raise MisuseError(f"{' and '.join(asked)} are different pages: ask for one")
    if asked and parts:
        raise MisuseError(f"{', '.join(parts)} belongs to the overview: leave it out, or leave out {asked[0]}")
    for name in ("--from", "--to"):
        if overview[name] and not DAY.fullmatch(overview[name] or ""):
            raise MisuseError(f"{name} {overview[name]}: a day is written 2024-10-11, 2024-10 or 2024")
    since, until = overview["--from"] or "", overview["--to"] or ""
    if since and until and until < since[: len(until)]:
        raise MisuseError(f"--from {since} is after --to {until}: turn them round")


def validate(
    format: Format = Readable.text,
    lang: Annotated[Language, typer.Option(help="The language of the faults.")] = Language.en,
    store: StorePath = STORE,
) -> None:
    """Hold the graph against the shapes of the ontology (SHACL). Exit status 1 if it has a fault.

    \b
    kg validate
    kg validate --format json > faults.json
    """
    from kg.knowledge import KnowledgeGraph

    found = KnowledgeGraph.open(store).validate(lang.value)
    if format is Readable.json:
        faults = [asdict(fault) for fault in found]
        write(as_json(faults, indent=1))
    else:
        faults = []
        for fault in found:
            write(f"{fault}\n")
            faults.append(asdict(fault))
        tell(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}")
    if faults:
        raise typer.Exit(1)
