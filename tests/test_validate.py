"""The graphs of the sample readings are sound; a graph with one thing broken has exactly the fault that tells it."""

from collections.abc import Callable

import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import FOAF, ORG, PROV, SKOS
from samples import first_reading, second_reading

from kg.model import Reading
from kg.triples import Triple, article_graph, facts, iri, literal
from kg.validate import Fault, validate
from kg.vocab import ARTICLE, ID, KG, term

ARTICLE_1 = ARTICLE + "bontang-2024"


def names(reading: Reading) -> dict[str, str]:
    """Canonical IRIs as identity might give them: one a name and kind."""
    return {e.key: f"{ID}{e.kind}/{'-'.join(e.name.lower().split())}".replace("/btg", "") for e in reading.entities}


def parse(triples: list[Triple]) -> Graph:
    return Graph().parse(data="".join(f"{' '.join(triple)} .\n" for triple in triples), format="nt")


def own() -> Graph:
    """The first article's own graph."""
    return parse(article_graph(first_reading()))


def merged() -> Graph:
    """The facts of both articles with the labels that the projection adds."""
    triples: set[Triple] = set()
    for reading in (first_reading(), second_reading()):
        iris = names(reading)
        triples |= facts(reading, iris)
        triples |= {(iri(iris[e.key]), iri(term("skos:prefLabel")), literal(e.name)) for e in reading.entities}
    return parse(sorted(triples))


def local(fragment: str) -> URIRef:
    return URIRef(f"{ARTICLE_1}#{fragment}")


@pytest.mark.parametrize("make", [own, merged, lambda: own() + merged()], ids=["article", "merged", "both"])
def test_the_graphs_of_the_samples_are_sound(make: Callable[[], Graph]) -> None:
    assert validate(make()) == []


def no_status(graph: Graph) -> None:
    for node in list(graph.subjects(RDF.subject, local("event-1"))):
        if (node, RDF.predicate, URIRef(term("schema:eventStatus"))) in graph:
            graph.remove((node, None, None))


def unsure(graph: Graph) -> None:
    graph.set((local("claim-2"), URIRef(KG.confidence), Literal("1.70", datatype=XSD.decimal)))


def unproved(graph: Graph) -> None:
    graph.remove((local("claim-2"), PROV.wasDerivedFrom, None))


def subjectless(graph: Graph) -> None:
    graph.remove((local("claim-2"), RDF.subject, None))


def wavering(graph: Graph) -> None:
    graph.set((local("claim-2"), URIRef(KG.modality), URIRef(KG.Happened)))


def nameless(graph: Graph) -> None:
    graph.remove((local("person-1"), SKOS.prefLabel, None))


def two_names(graph: Graph) -> None:
    graph.add((local("person-2"), SKOS.prefLabel, Literal("Choirul")))


def typeless(graph: Graph) -> None:
    graph.remove((local("event-2"), URIRef(term("sem:eventType")), None))


def roleless(graph: Graph) -> None:
    graph.remove((local("post-3"), ORG.role, None))


def backwards(graph: Graph) -> None:
    graph.set((local("char=134,161"), URIRef(term("oa:end")), Literal(120)))


def silent(graph: Graph) -> None:
    for node in list(graph.subjects(RDF.subject, local("quotation-1"))):
        graph.remove((node, None, None))


def wordless(graph: Graph) -> None:
    graph.remove((local("quotation-1"), URIRef(term("schema:text")), None))


def unissued(graph: Graph) -> None:
    for node in list(graph.subjects(RDF.subject, local("release"))):
        graph.remove((node, None, None))


def untitled(graph: Graph) -> None:
    graph.remove((URIRef(ARTICLE_1), URIRef(term("schema:headline")), None))


OWN: list[tuple[Callable[[Graph], None], str, str, str]] = [
    (no_status, "event-1", "", "An event has a status: happened, planned or denied."),
    (unsure, "claim-2", "kg:confidence", "A claim has one confidence, a decimal between 0 and 1. Here: 1.70"),
    (unproved, "claim-2", "prov:wasDerivedFrom", "A claim points to the words of an article that it was read from."),
    (subjectless, "claim-2", "rdf:subject", "A claim has exactly one subject, a thing with an IRI."),
    (
        wavering,
        "claim-2",
        "kg:modality",
        "A claim is stated, planned or denied, and one of these only. Here: kg:Happened",
    ),
    (nameless, "person-1", "skos:prefLabel", "A person has exactly one name (skos:prefLabel)."),
    (two_names, "person-2", "skos:prefLabel", "A person has exactly one name (skos:prefLabel)."),
    (typeless, "event-2", "sem:eventType", "An event is of some kind (sem:eventType)."),
    (roleless, "post-3", "org:role", "A post has a role (org:role)."),
    (backwards, "char=134,161", "oa:start", "A span ends no earlier than it starts. Here: 134"),
    (silent, "quotation-1", "", "A quotation has somebody who said it."),
    (wordless, "quotation-1", "schema:text", "A quotation has one text."),
    (
        unissued,
        "release",
        "",
        "A press release has a body that issued it, or several articles that rest on it.",
    ),
    (untitled, "", "schema:headline", "An article has one headline."),
]


@pytest.mark.parametrize(("spoil", "fragment", "path", "message"), OWN, ids=[case[0].__name__ for case in OWN])
def test_one_thing_broken_is_one_fault(spoil: Callable[[Graph], None], fragment: str, path: str, message: str) -> None:
    graph = own()
    spoil(graph)
    found = [(fault.focus, fault.path, fault.message, fault.severity) for fault in validate(graph)]
    assert found == [(f"{ARTICLE_1}#{fragment}".rstrip("#"), path, message, "violation")]


def test_a_tenure_of_nobody_in_the_merged_facts() -> None:
    graph = merged()
    tenure = next(iter(sorted(graph.subjects(RDF.type, ORG.Membership))))
    graph.remove((tenure, ORG.member, None))
    assert [(f.focus, f.path, f.message) for f in validate(graph)] == [
        (str(tenure), "org:member", "A tenure is of one person.")
    ]


def test_a_post_held_by_no_person() -> None:
    graph = merged()
    holder, _, post = min(graph.triples((None, ORG.holds, None)))
    graph.add((URIRef(ID + "organization/polres-bontang"), ORG.holds, post))
    assert [f.message for f in validate(graph)] == ["Who holds, held or stands for a post is a person."]
    assert (holder, RDF.type, FOAF.Person) in graph


def test_a_fault_names_the_thing_and_speaks_both_languages() -> None:
    graph = own()
    no_status(graph)
    assert validate(graph, "id") == [
        Fault(
            focus=f"{ARTICLE_1}#event-1",
            path="",
            message="Satu peristiwa mempunyai status: terjadi, direncanakan, atau dibantah.",
            what="Pertemuan Polres Bontang dan Majelis Sholawat Bontang",
            severity="violation",
        )
    ]


def test_a_fault_prints_as_a_line() -> None:
    graph = own()
    unsure(graph)
    assert [str(fault) for fault in validate(graph)] == [
        (
            f"<{ARTICLE_1}#claim-2> (kg:Claim), kg:confidence: "
            "A claim has one confidence, a decimal between 0 and 1. Here: 1.70"
        )
    ]
