"""The spellings in `ontology/*.ttl` → the tables in `data/lexicon/` that reading uses, so that reading needs no RDF.

`kgrole:kapolres skos:altLabel "Kepala Kepolisian Resor"@id` becomes the row "Kepala Kepolisian Resor, kapolres, head,
Polres {X}, regency, Kapolres" of `titles.tsv`. `python -m kg.tables` writes the tables; with `--check` it only compares them.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg.resources import folder
from kg.vocab import KG

Row: TypeAlias = tuple[str, ...]

COMMANDED = ("police", "military")  # bodies whose units are under the body that they name: "Satreskrim Polres Ciamis"
COMPLETE = "-"  # the shape of a name that nothing has to follow
PARTS = {
    "noun": KG.nounTrigger,
    "verb_active": KG.activeTrigger,
    "verb_passive": KG.passiveTrigger,
    "verb_other": KG.verbTrigger,
}


class Table(NamedTuple):
    """A file of `data/lexicon/`, the file of `ontology/` that it is made from, its columns, and how a row is found."""

    name: str
    source: str
    columns: Row
    rows: Callable[[Graph, URIRef, URIRef], Iterator[Row]]  # of one concept under its top concept


def _titles(graph: Graph, concept: URIRef, top: URIRef) -> Iterator[Row]:
    body, level = _text(graph, concept, KG.impliedBody), _text(graph, concept, KG.placeLevel)
    if concept != top:  # the labels of a top concept name a class of roles; they are no spelling
        for form in _forms(graph, concept):
            yield form, _local(concept), _local(top), body, level, next(iter(_labels(graph, concept)))


def _bodies(graph: Graph, concept: URIRef, top: URIRef) -> Iterator[Row]:
    shape, parent = _text(graph, concept, KG.nameShape), _text(graph, concept, KG.parentBody)
    if concept != top:
        for form in _forms(graph, concept):
            yield form, _local(concept), _local(top), shape, parent


def _commands(graph: Graph, concept: URIRef, top: URIRef) -> Iterator[Row]:
    for superior in graph.objects(concept, URIRef(KG.commandedBy)):
        if isinstance(superior, URIRef):
            shape = _text(graph, superior, KG.nameShape)
            level = _text(graph, superior, KG.placeLevel) or ("listed" if shape == COMPLETE else shape)
            yield _local(concept), level, _local(superior)
    if parent := _text(graph, concept, KG.parentBody):
        above = (graph.subjects(label, Literal(parent, lang="id")) for label in (SKOS.prefLabel, SKOS.altLabel))
        yield from ((_local(concept), "", _local(body)) for each in above for body in each if isinstance(body, URIRef))
    if _local(top) in COMMANDED and _text(graph, concept, KG.nameShape) == "host":
        yield _local(concept), "host", ""


def _triggers(graph: Graph, concept: URIRef, top: URIRef) -> Iterator[Row]:
    strengths = {
        str(word): strength
        for strength, predicate in (("weak", KG.weakTrigger), ("headline", KG.headlineTrigger))
        for word in graph.objects(concept, URIRef(predicate))
    }
    for part, predicate in PARTS.items():
        for word in graph.objects(concept, URIRef(predicate)):
            yield str(word), _local(top), part, strengths.get(str(word), "strong")


TABLES = (
    Table("titles.tsv", "roles.ttl", ("form", "concept", "type", "body", "level", "label"), _titles),
    Table("bodies.tsv", "organizations.ttl", ("form", "concept", "type", "shape", "parent"), _bodies),
    Table("commands.tsv", "organizations.ttl", ("concept", "level", "superior"), _commands),
    Table("triggers.tsv", "events.ttl", ("form", "type", "part", "strength"), _triggers),
)


def compile_table(table: Table, source: str) -> str:
    """The text of a table from the Turtle of its source: a header, then the rows, sorted.

    Raises ValueError where a concept has no top concept, or a spelling holds a tab or a newline.
    """
    graph = Graph().parse(data=source, format="turtle")
    found: set[Row] = set()
    for concept in set(graph.subjects(SKOS.inScheme)):
        if isinstance(concept, URIRef):
            found.update(table.rows(graph, concept, _top(graph, concept, table.source)))
    for row in found:
        if any("\t" in cell or "\n" in cell for cell in row):
            raise ValueError(f"ontology/{table.source}: {row[0]!r} holds a tab or a newline: take it out")
    # "KPU" alone is a whole name, "KPU" before a region opens one: the latter first, since the longest match wins
    ordered = sorted(found, key=lambda row: (row[0], COMPLETE in row, row))
    return "".join("\t".join(row) + "\n" for row in [table.columns, *ordered])


def out_of_step(ontology: Path, lexicon: Path) -> dict[Path, str]:
    """The tables that differ from what `ontology/` says: path → the text it should have. Empty: all is well."""
    wanted = {lexicon / t.name: compile_table(t, (ontology / t.source).read_text("utf-8")) for t in TABLES}
    return {path: text for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text}


def main(arguments: Iterable[str]) -> int:
    """Write the tables, or with `--check` only compare; the exit code is 1 where `--check` found a difference."""
    changed = out_of_step(folder("ontology"), folder("data/lexicon"))
    if "--check" in arguments:
        for path in changed:
            print(f"data/lexicon/{path.name} is out of step with ontology/: run `make tables`", file=sys.stderr)
        return 1 if changed else 0
    for path, text in changed.items():
        path.write_text(text, "utf-8")
        print(f"wrote data/lexicon/{path.name}")
    return 0


def _top(graph: Graph, concept: URIRef, source: str) -> URIRef:
    """The top concept above a concept, or itself."""
    seen: set[URIRef] = set()
    while concept not in seen:
        if graph.value(concept, SKOS.topConceptOf) is not None:
            return concept
        seen.add(concept)
        broader = graph.value(concept, SKOS.broader)
        concept = broader if isinstance(broader, URIRef) else concept
    raise ValueError(f"ontology/{source}: {_local(concept)} has no top concept above it: give it a skos:broader")


def _forms(graph: Graph, concept: URIRef) -> Iterator[str]:
    """The spellings of a concept: its Indonesian labels, and of "A, B, dan C" those with fewer commas."""
    for label in _labels(graph, concept):
        yield from {label, label.replace(", dan ", " dan "), label.replace(",", "")}


def _labels(graph: Graph, concept: URIRef) -> Iterator[str]:
    """The Indonesian labels of a concept, the preferred one first."""
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        for label in graph.objects(concept, predicate):
            if isinstance(label, Literal) and label.language == "id":
                yield str(label)


def _text(graph: Graph, concept: URIRef, predicate: str) -> str:
    return str(graph.value(concept, URIRef(predicate)) or "")


def _local(concept: URIRef) -> str:
    return concept.rpartition("/")[2]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
