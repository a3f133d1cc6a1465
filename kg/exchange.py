"""The whole graph as `kg.weights` gives it, or a part → GraphML or GEXF, which Gephi, Cytoscape and yEd open.

`gexf(graph)` holds the node "Polres Bontang" with its kind, articles and sources, and the arrow "holds" with its status,
confidence and days as attributes; `weight` is the number of independent sources. Lists are joined by " | ", and a label in
two languages becomes two attributes. What XML cannot hold (control characters, halves of a character) is left out, and so
are marks that turn a line around. The same graph gives the same bytes.
"""

import re
from typing import Any, Literal, TypeAlias

import networkx as nx

Format: TypeAlias = Literal["graphml", "gexf"]

# what XML 1.0 has no way to write, then marks of writing direction and other letters that are not seen
UNFIT = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
LONG = 300  # letters of a text: more is no label
LANGUAGES = ("id", "en")
END = "end."  # networkx takes the GEXF attribute "end" for the end of a node in time, so it is named at last
TODAY = re.compile(r' lastmodifieddate="[^"]*"')


def exchange(graph: "nx.MultiDiGraph[str]", format: Format) -> str:
    """The graph as text of this format."""
    return graphml(graph) if format == "graphml" else gexf(graph)


def graphml(graph: "nx.MultiDiGraph[str]") -> str:
    """The graph as GraphML."""
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(nx.generate_graphml(flat(graph))) + "\n"


def gexf(graph: "nx.MultiDiGraph[str]") -> str:
    """The graph as GEXF 1.2."""
    named = flat(graph)
    for *_, data in named.nodes(data=True):
        data[END] = data.pop("end")
    for source, target, key in named.edges(keys=True):
        named.edges[source, target, key]["id"] = key
    text = "\n".join(nx.generate_gexf(named))
    # both stand in the head, before all text of articles, where quotes would be escaped
    text = TODAY.sub("", text, count=1).replace(f'title="{END}"', 'title="end"', 1)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + text + "\n"


def flat(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """The same graph with texts and numbers only, in one order, each arrow with a number of its own as its key."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in sorted(graph):
        found.add_node(_text(thing), **_flat(graph.nodes[thing]))
    for number, (source, target, key) in enumerate(sorted(graph.edges(keys=True))):
        data = graph.edges[source, target, key]
        words = re.sub("(?<=[a-z])(?=[A-Z])", " ", key).lower()
        found.add_edge(
            _text(source),
            _text(target),
            key=f"e{number}",
            **{"label": words, "kind": key, "weight": data["sources"]} | _flat(data),
        )
    return found


def _flat(attributes: dict[str, Any]) -> dict[str, str | int | float]:
    found: dict[str, str | int | float] = {}
    for key, value in attributes.items():
        if isinstance(value, int | float):
            found[key] = value
        elif isinstance(value, str):
            found[key] = _text(value)
        elif isinstance(value, list) and key == "types":
            for language in LANGUAGES:
                found[f"type_{language}"] = _text(" | ".join(each[language] for each in value))
        elif isinstance(value, list):
            found[key] = _text(" | ".join(value))
    return found


def _text(text: str) -> str:
    """Text that XML can hold, in one line."""
    line = " ".join(UNFIT.sub("", text).split())
    return line if len(line) <= LONG else line[: LONG - 1] + "…"
