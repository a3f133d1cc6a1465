"""`kg rank`, `kg communities`: who stands in the middle of the graph, and which groups hang together."""

import csv
import io
from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.asking import Answer, Derived
from kg.cli.terminal import STORE, MisuseError, StorePath, as_json, show, tell, write
from kg.model import KINDS
from kg.vocab import term

STRING, INTEGER, DECIMAL = term("xsd:string"), term("xsd:integer"), term("xsd:decimal")
SHOWN = 20  # that a person is shown unasked
NAMED = 6  # members of a community that stand in its row
THROUGH = {"event": "bodies and persons", "organization": "events and persons", "person": "events and bodies"}


class By(StrEnum):
    """What things are ranked by."""

    degree = "degree"
    betweenness = "betweenness"
    pagerank = "pagerank"


MEANING = {
    By.degree: "degree: with how many others each is linked",
    By.betweenness: "betweenness: on what share of the shortest ways between two others each lies",
    By.pagerank: "PageRank: how much of the time someone spends at each who follows links by their weight",
}
Kind = Annotated[
    str | None,
    typer.Option(
        help=f"Only things of one kind, linked through what they share: {', '.join(KINDS)}. Without it, the whole graph.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Put these commands into the application."""
    for command in (rank, communities):
        app.command()(command)


def rank(
    kind: Kind = None,
    by: Annotated[By, typer.Option(help="The number that tells who is in the middle.")] = By.pagerank,
    limit: Annotated[
        int | None, typer.Option(min=1, help="The most things to show. In a table 20 if not given, else all.")
    ] = None,
    format: Annotated[Answer, typer.Option(help="How to print the list.")] = Answer.table,
    derived: Derived = True,
    store: StorePath = STORE,
) -> None:
    """Rank things by how they are linked.

    \b
    kg rank --kind person
    kg rank --kind organization --by betweenness --limit 10
    kg rank --by degree --format csv > degree.csv

    Persons are linked through the events they took part in and the bodies they serve in; a link weighs as much as the
    independent sources that tell of it. docs/decisions/measures.md says more.
    """
    from kg.knowledge import KnowledgeGraph
    from kg.query import Cell, Table

    _check(kind)
    ranked = KnowledgeGraph.open(store).rank(kind, by.value, derived)
    shown = ranked.things[: limit or (SHOWN if format is Answer.table else None)]
    if format is Answer.json:
        write(as_json([each._asdict() for each in shown], indent=1))
    else:
        rows = tuple(
            (
                Cell(str(place), INTEGER, str(place)),
                Cell(each.thing, "", each.label),
                Cell(each.kind, STRING, each.kind),
                *(Cell(value, DECIMAL, value) for value in (_figure(each.value), _figure(each.weight))),
                *(Cell(str(n), INTEGER, str(n)) for n in (each.neighbours, each.articles, each.sources)),
            )
            for place, each in enumerate(shown, 1)
        )
        head = ("place", "thing", "kind", by.value, "weight", "linked with", "articles", "sources")
        show(Table(head, rows, "nothing to rank: the graph is empty" if not rows else ""), format.value)
    sampled = ", estimated from the ways out of 1,000 of them, always the same" if ranked.sampled else ""
    tell(f"{MEANING[by]}; {_counted(kind, ranked.within, ranked.links)}{sampled}")
    if format is Answer.table and len(shown) < ranked.within:
        tell(f"… and {ranked.within - len(shown):,} more: --limit {ranked.within}")


def communities(
    kind: Kind = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="The most groups to show. In a table 20 if not given, else all.")
    ] = None,
    format: Annotated[Answer, typer.Option(help="A row a group; csv: a row a member; json: groups and members.")] = (
        Answer.table
    ),
    derived: Derived = True,
    store: StorePath = STORE,
) -> None:
    """Find the groups that hang together: things with more links among themselves than with others.

    \b
    kg communities --kind person
    kg communities --kind organization --format csv > groups.csv

    By the method of Louvain, with a fixed seed: the same graph gives the same groups.
    """
    from kg.knowledge import KnowledgeGraph
    from kg.query import Cell, Table

    _check(kind)
    found = KnowledgeGraph.open(store).communities(kind, derived)
    shown = found.groups[: limit or (SHOWN if format is Answer.table else None)]
    if format is Answer.json:
        groups = [each._asdict() | {"members": [member._asdict() for member in each.members]} for each in shown]
        write(as_json({"modularity": found.modularity, "communities": groups}, indent=1))
    elif format is Answer.csv:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("community", "thing", "thing_iri", "kind", "weight"))
        for number, group in enumerate(shown, 1):
            writer.writerows((number, m.label, m.thing, m.kind, _figure(m.weight)) for m in group.members)
        write(text.getvalue())
    else:
        rows = tuple(
            (
                *(Cell(str(n), INTEGER, str(n)) for n in (number, len(each.members), each.within, each.leaving)),
                Cell(names := "; ".join(member.label for member in each.members[:NAMED]), STRING, names),
            )
            for number, each in enumerate(shown, 1)
        )
        head = ("community", "things", "links within", "links out", "best linked")
        show(Table(head, rows, "no two things are linked" if not rows else ""), format.value)
    tell(
        f"modularity {found.modularity:.2f}: 0 is no clearer than chance, above 0.3 the groups are clear; "
        f"{_counted(kind, found.within, found.links)}, {found.alone:,} of them linked with nothing and in no group"
    )
    if format is Answer.table and len(shown) < len(found.groups):
        tell(f"… and {len(found.groups) - len(shown):,} more: --limit {len(found.groups)}")


def _check(kind: str | None) -> None:
    if kind is not None and kind not in KINDS:
        raise MisuseError(f"“{kind}” is no kind of thing: {', '.join(KINDS)}")


def _counted(kind: str | None, within: int, links: int) -> str:
    if kind is None:
        return f"counted over {within:,} things, linked {links:,} times by facts"
    through = THROUGH.get(kind, "events, bodies and persons")
    return f"counted over {within:,} things of this kind, linked {links:,} times by facts and through {through}"


def _figure(value: float) -> str:
    """A number in four digits that count: 0.01467, 138."""
    return f"{value:.4g}" if value < 10_000 else f"{value:.0f}"
