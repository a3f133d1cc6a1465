"""Names and the things they mean: "alex frestian" → the IRI of the one person so called, and an IRI → its label.

The store holds each label once, in the default graph; concepts have theirs in the ontology graph, in two languages.
"""

import difflib
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from kg.errors import KabargrafError
from kg.sparql import internal
from kg.vocab import BODY, EVENT_TYPE, ID, KINDS, ONTOLOGY_GRAPH, PREFIXES, ROLE, term

LABEL = NamedNode(term("skos:prefLabel"))
ALIAS = NamedNode(term("skos:altLabel"))
# What a thing is called, by the first of these that it has: an article by its headline, a quotation by its words.
NAMINGS = (LABEL, NamedNode(term("schema:headline")), NamedNode(term("schema:text")))
CONCEPT_NAMINGS = (LABEL, NamedNode(term("rdfs:label")))
TYPE = NamedNode(term("rdf:type"))
CLASSES = {
    "person": term("foaf:Person"),
    "organization": term("org:FormalOrganization"),
    "place": term("schema:Place"),
    "post": term("org:Post"),
    "event": term("sem:Event"),
}
CONCEPTS = {"status": PREFIXES["kg"], "event_type": EVENT_TYPE, "role": ROLE, "body": BODY}  # kinds of concept
ONTOLOGY = NamedNode(ONTOLOGY_GRAPH)
CONCEPT, TOP = NamedNode(term("skos:Concept")), NamedNode(term("skos:topConceptOf"))
SHOWN = 8  # candidates in a message


def label(store: Store, iri: str, lang: str = "en") -> str:
    """What to call this IRI: its label, headline or words; a concept's label in `lang`; else its prefixed name."""
    node = NamedNode(iri)
    for naming in NAMINGS:
        values = sorted(_literals(store, node, naming, DefaultGraph()))
        if values:
            return values[0][1]
    for naming in CONCEPT_NAMINGS:
        concepts = dict(sorted(_literals(store, node, naming, ONTOLOGY), reverse=True))
        if concepts:
            return concepts.get(lang) or concepts.get("en") or next(iter(concepts.values()))
    return short(iri)


def short(iri: str) -> str:
    """An IRI as a prefixed name where a prefix fits ("kg:Happened"), else as it is."""
    for prefix, base in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(base) and re.fullmatch(r"[\w./-]+", iri[len(base) :]):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def find(store: Store, name: str, kind: str = "thing") -> str:
    """The IRI of the one thing of this name: the only one written so, else so called in whatever letters, else the only one
    whose names begin with it or hold it.

    `kind` is a kind of thing, "thing" for any, or a kind of concept of the ontology: "status", "event_type", "role",
    "body". An IRI is taken as it is.
    Raises KabargrafError, with the candidates, where several or none are so called.
    """
    iri = _as_iri(name)
    if iri is not None:
        return iri
    wanted = " ".join(name.split()).casefold()
    if not wanted:
        raise KabargrafError(f"the name of a {_said(kind)} is empty: write what it is called")
    if kind not in CONCEPTS:
        things = _of_kind(store, _written(store, " ".join(name.split())), kind)
        if len(things) != 1:
            things = _of_kind(store, _called(store, wanted), kind)
        if len(things) == 1:
            return things.pop()
        if things:
            raise KabargrafError(_several(store, name, things))
    called = dict[str, set[str]]()
    for each, thing in _names(store, kind):
        called.setdefault(each, set()).add(thing)
    for fits in (str.__eq__, str.startswith, str.__contains__):
        things = set().union(*(called[each] for each in called if fits(each, wanted)))
        things = _of_kind(store, things, kind)
        if CONCEPTS.get(kind, "") + wanted in things:  # "advisor" is a role, and what others are called too
            return CONCEPTS[kind] + wanted
        if len(things) == 1:
            return things.pop()
        if things:
            raise KabargrafError(_several(store, name, things))
    near = difflib.get_close_matches(wanted, called, n=3)
    labels = list(dict.fromkeys(label(store, thing) for each in near for thing in sorted(called[each])))
    mend = f"did you mean {' or '.join(labels[:3])}?" if labels else "look at the spelling"
    raise KabargrafError(f"no {_said(kind)} is called “{name}”: {mend}{_known(store, kind)}")


def _literals(
    store: Store, node: NamedNode, predicate: NamedNode, graph: NamedNode | DefaultGraph
) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(node, predicate, None, graph):
        if isinstance(quad.object, Literal):
            yield quad.object.language or "", quad.object.value


def _written(store: Store, name: str) -> set[str]:
    """What is called so letter for letter, as the engine's index knows it."""
    quads = (store.quads_for_pattern(None, naming, Literal(name), DefaultGraph()) for naming in (LABEL, ALIAS))
    return {quad.subject.value for each in quads for quad in each if isinstance(quad.subject, NamedNode)}


def _called(store: Store, wanted: str) -> set[str]:
    """What is exactly so called, as the engine finds it: many times as quick as going through all names."""
    query = internal("lookup/called").replace('"<x-kg:name>"', str(Literal(wanted)))
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return {solution[0].value for solution in solutions if isinstance(solution[0], NamedNode)}


def _names(store: Store, kind: str) -> Iterator[tuple[str, str]]:
    """Each folded name with the IRI that bears it."""
    base = CONCEPTS.get(kind, "")
    for naming in (LABEL, ALIAS):
        for quad in store.quads_for_pattern(None, naming, None, ONTOLOGY if base else DefaultGraph()):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                continue
            iri = quad.subject.value
            if iri.startswith(base) and (not base or _is_concept(store, quad.subject)):
                yield " ".join(quad.object.value.split()).casefold(), iri
                if base:
                    yield iri.removeprefix(base).casefold(), iri


def _known(store: Store, kind: str) -> str:
    """The concepts of a kind, in a line of their own: the broadest ones, where some are narrower than others."""
    if kind not in CONCEPTS:
        return ""
    concepts = (quad.subject for quad in store.quads_for_pattern(None, TYPE, CONCEPT, ONTOLOGY))
    those = [each for each in concepts if isinstance(each, NamedNode) and each.value.startswith(CONCEPTS[kind])]
    tops = [each for each in those if any(store.quads_for_pattern(each, TOP, None, ONTOLOGY))]
    words = ", ".join(sorted(each.value.removeprefix(CONCEPTS[kind]).casefold() for each in tops or those))
    return f"\n  {'the broadest' if 0 < len(tops) < len(those) else 'known'} are {words}" if words else ""


def _is_concept(store: Store, node: NamedNode) -> bool:
    return any(store.quads_for_pattern(node, TYPE, CONCEPT, ONTOLOGY))


def _said(kind: str) -> str:
    return kind.replace("_", " ")


def _of_kind(store: Store, things: Iterable[str], kind: str) -> set[str]:
    if kind not in CLASSES:
        return set(things)
    wanted = NamedNode(CLASSES[kind])
    return {each for each in things if any(store.quads_for_pattern(NamedNode(each), TYPE, wanted, DefaultGraph()))}


def _several(store: Store, name: str, things: set[str]) -> str:
    rows = sorted((label(store, thing), short(thing.removeprefix(ID))) for thing in things)
    lines = [f"  {thing}  {called}" for called, thing in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append(f"  … and {len(rows) - SHOWN} more")
    return "\n".join([f"“{name}” may be any of these {len(rows)}: give the longer name, or its IRI", *lines])


def _as_iri(name: str) -> str | None:
    """`https://…`, `<https://…>`, `person:alex` and `person/alex` are IRIs already."""
    bare = name.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = bare.partition(":")
    if colon and local and prefix in PREFIXES:
        bare = PREFIXES[prefix] + local
    elif re.match(rf"(?:{'|'.join(KINDS)})/.", bare):
        bare = ID + bare
    if not re.match(r"https?://", bare):
        return None
    try:
        return NamedNode(bare).value
    except ValueError:  # a blank, a half percent sign: it may be a name yet
        return None
