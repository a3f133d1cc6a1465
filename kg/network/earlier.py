"""A page drawn before → where its nodes stood and what it told, to draw the next one alike: `read(Path("old.html"))`.

`compare(graph, read(page))` gives each node that the older page showed the place it had there (`at`), marks the nodes and
arrows that it did not hold (`new`), and counts those that are shown (the graph's `new`). A page that was redacted is
compared with one that is redacted too.
"""

import json
import math
import re
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx

from kg.errors import KabargrafError
from kg.vocab import ID

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
FAR = 1_000_000  # pixels: no drawing is so wide


class Earlier(NamedTuple):
    """What an older page holds."""

    places: dict[str, tuple[int, int]]  # node → where it stands
    things: frozenset[str]
    facts: frozenset[tuple[str, str, str]]  # of its arrows: source, target, kind


def read(page: Path) -> Earlier:
    """What an older page holds; raises KabargrafError where it is no page of `kg view`."""
    try:
        return earlier(page.read_text(encoding="utf-8"))
    except OSError as error:
        raise KabargrafError(f"{page}: {error.strerror}") from error
    except ValueError as error:
        raise KabargrafError(f"{page} holds no drawing: name a page that kg view made") from error


def earlier(page: str) -> Earlier:
    """What the text of an older page holds; raises ValueError where it is none."""
    block = DATA.search(page)
    try:
        data: Any = json.loads(block[1]) if block else None
        places = {_iri(node["id"]): _place(node) for node in data["drawing"]["nodes"] if "x" in node and "y" in node}
        things = frozenset(_iri(thing["id"]) for thing in data["things"])
        facts = frozenset(
            (_iri(arrow["from"]), _iri(arrow["to"]), str(fact["kind"]))
            for arrow in data["arrows"]
            for fact in arrow["facts"]
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError("no drawing") from error
    return Earlier(places, things, facts)


def compare(graph: "nx.MultiDiGraph[str]", old: Earlier) -> None:
    """Mark what is new in this graph, and give what is not the place that it had."""
    for thing, data in graph.nodes(data=True):
        data["new"] = thing not in old.things
        if thing in old.places:
            data["at"] = old.places[thing]
    for source, target, data in graph.edges(data=True):
        data["new"] = (source, target, data["kind"]) not in old.facts
    nodes, arrows = (data for _, data in graph.nodes(data=True)), (data for *_, data in graph.edges(data=True))
    counts = {"things": nodes, "links": arrows}
    graph.graph["new"] = {
        name: sum(each["new"] and not each["hidden"] for each in some) for name, some in counts.items()
    }


def _iri(name: object) -> str:
    """A thing's IRI: a page leaves out what all our own begin with."""
    return str(name) if "://" in str(name) else f"{ID}{name}"


def _place(node: dict[str, Any]) -> tuple[int, int]:
    x, y = float(node["x"]), float(node["y"])
    if not (math.isfinite(x) and math.isfinite(y) and max(abs(x), abs(y)) <= FAR):
        raise ValueError("no place in a drawing")
    return round(x), round(y)
