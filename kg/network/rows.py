"""A query of `queries/network/` over some things → its rows as plain text: `rows(store, "claims", [alex])`."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg.vocab import DERIVED_GRAPH, term

QUERIES = Path(__file__).parent.parent / "queries" / "network"
PLACEHOLDER = "<x-kg:things>"
READ, DERIVED = ox.DefaultGraph(), ox.NamedNode(DERIVED_GRAPH)
TIMES = (term("sem:hasTimeStamp"), term("sem:hasBeginTimeStamp"), term("sem:hasEndTimeStamp"))

Row: TypeAlias = tuple[str, ...]  # the cells of a query's row; "" for an unbound one
Link: TypeAlias = tuple[str, str, str]  # source, property, target


def rows(
    store: ox.Store,
    query: str,
    things: Iterable[str] | None = None,
    graph: ox.DefaultGraph | ox.NamedNode = READ,
) -> Iterator[Row]:
    """The rows of queries/network/<query>.rq over these things, in this graph."""
    text = (QUERIES / f"{query}.rq").read_text(encoding="utf-8")
    if things is not None:
        text = text.replace(PLACEHOLDER, " ".join(str(ox.NamedNode(each)) for each in sorted(set(things))))
    solutions = store.query(text, default_graph=None if graph == READ else [graph])
    assert isinstance(solutions, ox.QuerySolutions)
    for solution in solutions:
        yield tuple("" if cell is None else str(cell.value) for cell in solution)


def said_of(store: ox.Store, node: str) -> dict[str, list[str]]:
    """What an article's own graph says of its claim or span ("<article>#claim-3"): property → values, sorted.

    Looked up by its graph, since the engine would search all graphs for each claim.
    """
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(ox.NamedNode(node), None, None, ox.NamedNode(node.partition("#")[0])):
        assert not isinstance(quad.object, ox.Triple)
        found.setdefault(quad.predicate.value, []).append(quad.object.value)
    return {key: sorted(values) for key, values in found.items()}


def local(iri: str) -> str:
    """The last part of an IRI: ".../ontology#participantPost" → "participantPost"."""
    return re.split(r"[/#]", iri)[-1]
