"""A graph → what is unsound in it, by the SHACL shapes in `ontology/shapes.ttl`.

An event without a status in the graph of an article becomes one `Fault`: its IRI, its name "Pertemuan Polres Bontang dan Majelis
Sholawat Bontang", and "An event has a status: happened, planned or denied."
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pyshacl import validate as check
from rdflib import Graph, URIRef
from rdflib import Literal as Text
from rdflib.namespace import RDF, SH, SKOS
from rdflib.term import Node

from kg.resources import folder
from kg.vocab import PREFIXES, term

NAMES = (SKOS.prefLabel, URIRef(term("schema:headline")), URIRef(term("schema:text")), URIRef(term("oa:exact")))
SEVERITIES: dict[Node | None, Literal["violation", "warning", "info"]] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
}
LONGEST_NAME = 80  # characters of a name or a value that a fault shows


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is unsound.

    `focus` is its IRI; `what` its name, its words, or else the class that it is of; `path` the property at fault as a
    prefixed name ("kg:confidence"), empty where it is the thing as a whole; `message` a sentence, with the value at fault.
    """

    focus: str
    path: str
    message: str
    what: str
    severity: Literal["violation", "warning", "info"]

    def __str__(self) -> str:
        """ "<…#claim-2> (kg:Claim), kg:confidence: A claim has one confidence … Here: 1.70"."""
        return f"<{self.focus}> ({self.what}){', ' if self.path else ''}{self.path}: {self.message}"


def validate(graph: Graph, language: Literal["en", "id"] = "en") -> list[Fault]:
    """The faults of a graph, sorted, each told once, in English or Indonesian; empty for a sound one.

    The graph may be that of an article, the merged facts, or both together.
    """
    _, report, _ = check(graph, shacl_graph=_shapes(), inference="none", inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pyshacl could not use ontology/shapes.ttl: {report}")
    return sorted(
        {_fault(graph, report, result, language) for result in report.subjects(RDF.type, SH.ValidationResult)}
    )


@cache
def _shapes() -> Graph:
    return Graph().parse(folder("ontology") / "shapes.ttl", format="turtle")


def _fault(graph: Graph, report: Graph, result: Node, language: str) -> Fault:
    focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
    value, severity = report.value(result, SH.value), report.value(result, SH.resultSeverity)
    messages = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, Text) and m.language == language]
    message = str(min(messages, default="It does not satisfy ontology/shapes.ttl."))
    if value is not None and path is not None:
        message += f" Here: {_short(_shown(value))}"
    return Fault(
        focus=str(focus),
        what=_short(_what(graph, focus)),
        path=_shown(path) if isinstance(path, URIRef) else "",
        message=message,
        severity=SEVERITIES.get(severity, "violation"),
    )


def _what(graph: Graph, focus: Node | None) -> str:
    """A name for the thing: its label, headline or words; of a thing without any, its class."""
    for predicate in NAMES:
        names = sorted(str(name) for name in graph.objects(focus, predicate))
        if names:
            return names[0]
    return _shown(min(graph.objects(focus, RDF.type), key=str, default=None) or focus)


def _shown(node: Node | None) -> str:
    """An IRI as a prefixed name where it has one, a literal as its text."""
    for prefix, namespace in PREFIXES.items():
        if isinstance(node, URIRef) and node.startswith(namespace):
            return f"{prefix}:{node[len(namespace) :]}"
    return str(node)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"
