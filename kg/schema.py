"""A store → what can be asked for: its classes and properties, each with how many there are and an example.

`schema(store)` gives `Used("property", "kg:participant", "participant", 412, "Pertemuan → Choirul Amin")`, the most used first;
what it counts are the merged and the derived facts, as questions see them.
"""

from dataclasses import dataclass
from itertools import chain
from typing import Literal as Either

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from kg.lookup import TYPE, label, short
from kg.sparql import internal
from kg.vocab import DERIVED_GRAPH

GRAPHS: list[NamedNode | DefaultGraph] = [DefaultGraph(), NamedNode(DERIVED_GRAPH)]


@dataclass(frozen=True, slots=True)
class Used:
    """A class or a property that the graph uses: its name in SPARQL, its label, its number, and an example in words."""

    kind: Either["class", "property"]
    term: str
    label: str
    count: int
    example: str


def schema(store: Store, lang: str = "en") -> list[Used]:
    """The classes, then the properties, the most used first."""
    classes = [
        Used("class", short(each), label(store, each, lang), count, _thing(store, each, lang))
        for each, count in _of(store, "classes")
    ]
    properties = [
        Used("property", short(each), label(store, each, lang), count, _fact(store, each, lang))
        for each, count in _of(store, "properties")
    ]
    return classes + properties


def _of(store: Store, name: str) -> list[tuple[str, int]]:
    answer = store.query(internal(f"schema/{name}"), default_graph=[*GRAPHS])
    assert isinstance(answer, QuerySolutions)
    counts = [(term.value, int(count.value)) for term, count in answer]
    return sorted(counts, key=lambda each: (-each[1], each[0]))


def _thing(store: Store, term: str, lang: str) -> str:
    found = chain.from_iterable(store.quads_for_pattern(None, TYPE, NamedNode(term), graph) for graph in GRAPHS)
    return _said(store, next(found).subject, lang)


def _fact(store: Store, term: str, lang: str) -> str:
    found = chain.from_iterable(store.quads_for_pattern(None, NamedNode(term), None, graph) for graph in GRAPHS)
    quad = next(found)
    return f"{_said(store, quad.subject, lang)} → {_said(store, quad.object, lang)}"


def _said(store: Store, value: object, lang: str) -> str:
    if isinstance(value, NamedNode):
        return label(store, value.value, lang)
    return value.value if isinstance(value, Literal) else str(value)
