"""The numbers of the graph: what a fact weighs, what is linked with what, who is in the middle, which groups there are."""

from dataclasses import replace

import networkx as nx
import pyoxigraph as ox
import pytest
from network_samples import many, printed_under_two_seeds, store_of
from samples import first_reading, second_reading

from kg import measures
from kg.measures import CROWD, communities, project, rank
from kg.model import Tenure
from kg.vocab import ID
from kg.weights import weigh

ALEX = ID + "person/alex-frestian-lumban-tobing"
AMIN = ID + "person/choirul-amin"
WIDHO = ID + "person/widho-anriano"
KAPOLRES = ID + "post/kapolres-polres-bontang"
MEETING = ID + "event/pertemuan-polres-bontang-dan-majelis-sholawat-bontang-bontang-2024"


@pytest.fixture(scope="module")
def graph() -> "nx.MultiDiGraph[str]":
    return weigh(store_of([first_reading(), second_reading()]))


@pytest.fixture(scope="module")
def larger() -> "nx.MultiDiGraph[str]":
    return weigh(store_of(many(24)))


def network_of(*facts: tuple[str, str, str], **statuses: str) -> "nx.MultiDiGraph[str]":
    """A graph of these facts, one source each; the first letter of a thing tells its kind."""
    kinds = {"p": "person", "o": "organization", "e": "event", "j": "post", "l": "place"}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in sorted({end for source, _, target in facts for end in (source, target)}):
        known = {"kind": kinds[thing[0]], "label": thing.upper(), "articles": 1, "sources": 1}
        graph.add_node(thing, **known, status=statuses.get(thing, ""))
    for source, key, target in facts:
        graph.add_edge(source, target, key=key, sources=1, status=statuses.get(f"{source}_{target}", "stated"))
    return graph


def links(projected: "nx.Graph[str]") -> dict[str, float]:
    return {f"{a} {b}": data["weight"] for a, b, data in projected.edges(data=True)}


# --- what things and facts weigh


def test_a_fact_says_what_it_weighs_and_a_thing_what_it_is(graph: "nx.MultiDiGraph[str]") -> None:
    assert (len(graph), graph.number_of_edges()) == (17, 18)
    assert graph.edges[ALEX, KAPOLRES, "holds"] == {
        "status": "stated",
        "articles": 1,
        "sources": 1,
        "confidence": 0.9,
        "first": "2024-10-12",
        "last": "2024-10-12",
    }
    post = graph.edges[KAPOLRES, ID + "organization/polres-bontang", "postIn"]
    assert (post["articles"], post["sources"], post["first"], post["last"]) == (2, 2, "2024-10-12", "2025-03-05")
    assert graph.edges[ALEX, KAPOLRES, "formerlyHeld"]["status"] == "former"
    meeting = graph.nodes[MEETING]
    assert (meeting["kind"], meeting["status"], meeting["begin"], meeting["end"]) == (
        "event",
        "happened",
        "2024-10-11",
        "2024-10-11",
    )
    assert graph.nodes[KAPOLRES]["types"] == [{"id": "Kapolres", "en": "District police chief"}]
    assert graph.nodes[KAPOLRES]["organization"] == "Polres Bontang"


def test_copies_of_one_text_are_one_source_and_a_denied_fact_is_denied() -> None:
    store = store_of([second_reading("one"), second_reading("two")])
    release = ox.NamedNode("https://w3id.org/kabargraf/id/release/x")
    for key in ("one", "two"):
        article = ox.NamedNode(f"https://w3id.org/kabargraf/article/{key}")
        store.add(ox.Quad(article, ox.NamedNode("https://schema.org/isBasedOn"), release))
    holds = weigh(store).edges[WIDHO, KAPOLRES, "holds"]
    assert (holds["articles"], holds["sources"]) == (2, 1)
    reading = second_reading()
    denied = [
        replace(claim, evidence=replace(claim.evidence, modality="denied")) if isinstance(claim, Tenure) else claim
        for claim in reading.claims
    ]
    assert weigh(store_of([replace(reading, claims=tuple(denied))])).edges[WIDHO, KAPOLRES, "holds"]["status"] == (
        "denied"
    )


def test_an_empty_store_weighs_nothing() -> None:
    empty = weigh(ox.Store())
    assert len(empty) == 0
    for by in ("degree", "betweenness", "pagerank"):
        assert rank(project(empty), by).things == []
    assert communities(project(empty)) == ([], 0.0, 0, 0, 0)


# --- what is linked with what


def test_persons_meet_in_events_and_in_the_bodies_of_their_posts() -> None:
    graph = network_of(
        *(("p1", "holds", "j1"), ("j1", "postIn", "o1"), ("p2", "formerlyHeld", "j2"), ("j2", "postIn", "o1")),
        *(("e1", "participant", "p2"), ("e1", "organizer", "p3"), ("e1", "participant", "p4")),
        *(("e1", "hasPlace", "l1"), ("e2", "hasPlace", "l1"), ("e2", "participant", "p5")),
        ("p5", "candidateFor", "j1"),
    )
    assert links(project(graph, "person")) == {"p1 p2": 1, "p2 p3": 0.5, "p2 p4": 0.5, "p3 p4": 0.5}
    assert links(project(graph))["e1 l1"] == 1
    assert links(project(graph, "event")) == {}


def test_bodies_meet_through_their_posts_and_are_linked_by_facts() -> None:
    graph = network_of(
        *(("p1", "holds", "j1"), ("j1", "postIn", "o1"), ("p1", "holds", "j2"), ("j2", "postIn", "o2")),
        *(("e1", "participantPost", "j2"), ("e1", "participant", "o3"), ("o4", "subOrganizationOf", "o1")),
    )
    assert links(project(graph, "organization")) == {"o1 o2": 1, "o1 o4": 1, "o2 o3": 1}
    assert links(project(graph, "post")) == {"j1 j2": 1}


def test_what_is_denied_links_nothing() -> None:
    facts = ("e1", "participant", "p1"), ("e1", "participant", "p2"), ("e2", "participant", "p2")
    assert links(project(network_of(*facts), "person")) == {"p1 p2": 1}
    assert links(project(network_of(*facts, e1_p1="denied"), "person")) == {}
    assert links(project(network_of(*facts, e1="denied"))) == {"e2 p2": 1}


def test_a_crowd_links_nobody() -> None:
    crowd = [("e1", "participant", f"p{number}") for number in range(CROWD + 1)]
    assert project(network_of(*crowd), "person").number_of_edges() == 0
    assert project(network_of(*crowd[1:]), "person").number_of_edges() == CROWD * (CROWD - 1) / 2


# --- numbers


@pytest.mark.parametrize("kind", [None, "person"])
def test_the_numbers_are_those_of_networkx(larger: "nx.MultiDiGraph[str]", kind: str | None) -> None:
    projected = project(larger, kind)
    expected = {
        "degree": dict(projected.degree()),
        "betweenness": nx.betweenness_centrality(projected),
        "pagerank": nx.pagerank(projected, tol=1e-12, max_iter=1000),
    }
    for by in ("degree", "betweenness", "pagerank"):
        ranking = rank(projected, by)
        assert {each.thing: each.value for each in ranking.things} == pytest.approx(expected[by], abs=1e-7)
        values = [each.value for each in ranking.things]
        assert values == sorted(values, reverse=True)
        assert not ranking.sampled


def test_betweenness_of_many_is_estimated_and_always_the_same(
    larger: "nx.MultiDiGraph[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    projected = project(larger)
    exact = {each.thing: each.value for each in rank(projected, "betweenness").things}
    monkeypatch.setattr(measures, "EXACT", 10)
    monkeypatch.setattr(measures, "SAMPLE", len(projected) // 2)
    estimated = rank(projected, "betweenness")
    assert estimated.sampled
    assert estimated == rank(projected, "betweenness")
    assert max(abs(exact[each.thing] - each.value) for each in estimated.things) < 0.05


def test_groups_hang_together_and_leave_out_who_stands_alone() -> None:
    one = [("e1", "participant", f"p{number}") for number in (1, 2, 3)]
    other = [("e2", "participant", f"p{number}") for number in (3, 4, 5, 6)]
    found = communities(project(network_of(*one, *other, ("p7", "holds", "j1")), "person"))
    assert [{member.thing for member in each.members} for each in found.groups] == [
        {"p1", "p2", "p3"},
        {"p4", "p5", "p6"},
    ]
    assert (found.within, found.links, found.alone) == (7, 9, 1)
    assert [(each.within, each.leaving) for each in found.groups] == [(3, 3), (3, 3)]
    assert found.modularity > 0


def test_numbers_and_groups_do_not_depend_on_the_seed_of_hashes() -> None:
    code = (
        "from network_samples import *; from kg.weights import weigh; from kg.measures import *;"
        "g = weigh(store_of(many(12))); p = project(g, 'person'); print(rank(p), communities(p), communities(project(g)))"
    )
    assert len(printed_under_two_seeds(code)) == 1
