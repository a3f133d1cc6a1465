"""`kg export`, `view`, `validate`: the graph as a file, as a page, and whether it is sound."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.asking import Derived, Language
from kg.cli.terminal import STORE, Format, MisuseError, Readable, StorePath, as_json, into, tell, write


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
    wanted = format.value
    if wanted == "graphml" or wanted == "gexf":
        parts = iter([graph.exchange(wanted, focus, hops, limit, derived)])
    elif focus is not None or limit is not None:
        raise MisuseError(f"--focus and --limit are for graphml and gexf: {wanted} is always the whole graph")
    else:
        parts = graph.export(wanted, derived)
    if output is None:
        for part in parts:
            write(part)
        return
    with into(output).open("w", encoding="utf-8") as file:
        file.writelines(parts)
    tell(f"{output} written")


def view(
    focus: Annotated[str | None, typer.Option(help="The thing in the middle; without it, the best connected.")] = None,
    hops: Annotated[int, typer.Option(min=1, help="Steps from the thing in the middle.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="The most things to show.")] = 150,
    lang: Annotated[Language, typer.Option(help="The language that the page opens in.")] = Language.id,
    title: Annotated[str | None, typer.Option(help="The heading of the page.")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page.")] = Path("briefing.html"),
    derived: Derived = True,
    store: StorePath = STORE,
) -> None:
    """Draw the graph, or what is around a thing, as one HTML page.

    \b
    kg view --focus "Polres Bontang" --hops 2 -o bontang.html

    The page needs nothing else and opens anywhere, also without a network.
    """
    from kg.knowledge import KnowledgeGraph

    into(output)
    page = KnowledgeGraph.open(store).view(focus, hops, limit, lang=lang.value, title=title, derived=derived)
    output.write_text(page, "utf-8")
    tell(f"{output} written")


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
