"""The network that is drawn from a store: what are its nodes and arrows, and where each was read."""

from collections import Counter
from dataclasses import replace
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from network_samples import many, store_of
from samples import TITLE, find, first_reading, second_reading

from kg.errors import KabargrafError
from kg.model import Containment, Entity, Evidence, Mention, Reading, Tenure
from kg.network import PLACEHOLDER, QUERIES, SENTENCES, network
from kg.vocab import ID

ALEX = ID + "person/alex-frestian-lumban-tobing"
KAPOLRES = ID + "post/kapolres-polres-bontang"
POLRES = ID + "organization/polres-bontang"
MEETING = ID + "event/pertemuan-polres-bontang-dan-majelis-sholawat-bontang-bontang-2024"
ANNIVERSARY = ID + "event/perayaan-hut-ke-12-msb-bontang-2024"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return store_of([first_reading(), second_reading()])


@pytest.fixture(scope="module")
def whole(store: ox.Store) -> "nx.MultiDiGraph[str]":
    return network(store)


def words(fact: dict[str, Any], place: int = 0) -> str:
    """The words of a fact's evidence that say it."""
    evidence = fact["evidence"][place]
    return str(evidence["sentence"][evidence["start"] : evidence["end"]])


def test_all_things_of_two_articles_are_nodes(whole: "nx.MultiDiGraph[str]") -> None:
    kinds = Counter(kind for _, kind in whole.nodes(data="kind"))
    assert kinds == Counter(event=3, organization=4, person=3, place=4, post=3)
    assert whole.graph["shown"] == whole.graph["within"] == 17
    assert whole.graph["arrows_shown"] == whole.graph["arrows_within"] == 18
    assert (whole.graph["articles"], whole.graph["first"], whole.graph["last"]) == (2, "2024-10-12", "2025-03-05")


def test_an_article_without_a_day_leaves_the_days_of_the_others() -> None:
    reading = first_reading("undated")
    undated = replace(reading, article=replace(reading.article, published=None))
    graph = network(store_of([undated, second_reading()])).graph
    assert (graph["articles"], graph["first"], graph["last"]) == (2, "2025-03-05", "2025-03-05")
    assert network(store_of([])).graph["articles"] == 0


def test_a_node_says_what_the_thing_is(whole: "nx.MultiDiGraph[str]") -> None:
    alex, post, meeting = whole.nodes[ALEX], whole.nodes[KAPOLRES], whole.nodes[MEETING]
    assert (alex["label"], alex["prefixes"], alex["articles"]) == ("Alex Frestian Lumban Tobing", ["AKBP"], 2)
    assert (post["label"], post["organization"]) == ("Kapolres", "Polres Bontang")
    assert (post["names"], post["types"]) == (["Kapolres Bontang"], [{"id": "Kapolres", "en": "District police chief"}])
    assert (meeting["status"], meeting["date"], meeting["types"][0]["en"]) == ("happened", "2024-10-11", "Meeting")
    assert whole.nodes[ANNIVERSARY]["status"] == "planned"
    assert whole.nodes[ID + "organization/majelis-sholawat-bontang"]["types"] == [
        {"id": "Religious", "en": "Religious"}
    ]


def test_an_arrow_says_where_it_was_read(whole: "nx.MultiDiGraph[str]") -> None:
    holds = whole.edges[ALEX, KAPOLRES, "holds"]
    assert (holds["status"], holds["ranks"], holds["last"], holds["sentences"]) == ("stated", ["AKBP"], "2024-10-12", 1)
    assert words(holds) == "Kapolres Bontang AKBP Alex Frestian Lumban Tobing"
    assert holds["evidence"][0] == holds["evidence"][0] | {
        "sentence": "Kapolres Bontang AKBP Alex Frestian Lumban Tobing memimpin pertemuan itu bersama Ketua MSB "
        "Gus Choirul Amin.",
        "headline": "Polisi dan Majelis Sholawat Bontang Bertemu Menjelang Pilkada",
        "date": "2024-10-12",
        "publisher": "Gerbang Contoh",
        "url": "https://contoh.example/msb",
        "rule": "title-rank-name",
        "confidence": 0.9,
        "modality": "stated",
    }


def test_the_status_of_an_arrow_is_in_its_property_or_its_sentences(whole: "nx.MultiDiGraph[str]") -> None:
    assert whole.edges[ALEX, KAPOLRES, "formerlyHeld"]["status"] == "former"
    assert {data["status"] for _, _, data in whole.out_edges(ANNIVERSARY, data=True)} == {"planned"}
    reading = second_reading()
    denied = [
        replace(claim, evidence=replace(claim.evidence, modality="denied")) if isinstance(claim, Tenure) else claim
        for claim in reading.claims
    ]
    graph = network(store_of([replace(reading, claims=tuple(denied))]))
    assert graph.edges[ID + "person/widho-anriano", KAPOLRES, "holds"]["status"] == "denied"
    assert graph.edges[ALEX, KAPOLRES, "formerlyHeld"]["status"] == "denied"


def test_the_sentences_of_one_fact_come_together_the_newest_first(whole: "nx.MultiDiGraph[str]") -> None:
    post = whole.edges[KAPOLRES, POLRES, "postIn"]
    assert (post["sentences"], post["first"], post["last"]) == (2, "2024-10-12", "2025-03-05")
    assert [each["date"] for each in post["evidence"]] == ["2025-03-05", "2024-10-12"]
    often = network(store_of(first_reading(f"article-{number}") for number in range(30)))
    fact = often.edges[KAPOLRES, POLRES, "postIn"]
    assert (fact["sentences"], len(fact["evidence"])) == (30, SENTENCES)


def test_words_and_releases_are_facts_of_who_gave_them(whole: "nx.MultiDiGraph[str]") -> None:
    (said,) = whole.nodes[ID + "person/choirul-amin"]["facts"]
    assert (said["kind"], said["value"], words(said)) == (
        "creator",
        "Kami siap menjaga Bontang,",
        "“Kami siap menjaga Bontang,”",
    )
    (issued,) = whole.nodes[ID + "organization/humas-polda-kaltim"]["facts"]
    assert (issued["kind"], issued["value"], words(issued)) == ("issuer", TITLE, "Humas Polda Kaltim")
    assert {fact["value"] for fact in whole.nodes[MEETING]["facts"]} == {"happened", "2024-10-11"}
    assert not any("quotation" in node or "release" in node for node in whole)


@pytest.mark.parametrize("name", ["alex  frestian LUMBAN tobing", ALEX, f"<{ALEX}>"])
def test_one_step_from_a_person_goes_through_his_post(store: ox.Store, name: str) -> None:
    graph = network(store, name)
    assert set(graph) == {ALEX, KAPOLRES, POLRES, MEETING, ID + "person/widho-anriano"}
    assert (graph.graph["focus"], graph.graph["within"]) == (ALEX, 5)
    assert set(graph) < set(network(store, name, hops=2))


def test_a_thing_is_found_by_another_name(store: ox.Store) -> None:
    assert network(store, "msb").graph["focus"] == ID + "organization/majelis-sholawat-bontang"


def test_a_name_of_several_things_lists_them() -> None:
    with pytest.raises(KabargrafError, match="“Ketua”") as error:
        network(store_of(many(4)), "Ketua")
    assert str(error.value).count("post/ketua-majelis-sholawat-") == 2


def test_a_name_of_nothing_tells_the_nearest(store: ox.Store) -> None:
    with pytest.raises(KabargrafError, match=r"“Polres Botang”.*Polres Bontang"):
        network(store, "Polres Botang")
    with pytest.raises(KabargrafError, match=r"<https://example\.org/x> is no person"):
        network(store, "https://example.org/x")


def test_the_overview_keeps_the_best_connected_and_says_so() -> None:
    store = store_of(many(24))
    graph = network(store, limit=60)
    assert len(graph) == graph.graph["shown"] == 60 < graph.graph["within"]
    assert graph.number_of_edges() == graph.graph["arrows_shown"] < graph.graph["arrows_within"]
    assert not list(nx.isolates(graph))
    assert len(network(store, ID + "person/hidayat-amin", hops=3, limit=10)) == 10
    assert ID + "person/hidayat-amin" in network(store, ID + "person/hidayat-amin", hops=3, limit=10)


def test_things_of_one_kind_make_arrows_too() -> None:
    reading = first_reading()
    place = Entity("place-9", "place", "Kalimantan Timur", "province")
    span = find(reading.article, "Kaltim")
    within = Containment("place-1", "place-9", Evidence(span, "gazetteer", 0.9))
    wider = Reading(
        reading.article,
        reading.sentences,
        (*reading.entities, place),
        (*reading.mentions, Mention(span, "place-9")),
        (*reading.claims, within),
    )
    graph = network(store_of([wider]))
    assert graph.has_edge(ID + "place/kota-bontang", ID + "place/kalimantan-timur", "containedInPlace")
    assert graph.has_edge(ID + "organization/humas-polda-kaltim", ID + "organization/polda-kaltim", "subOrganizationOf")


def test_an_empty_store_is_an_empty_network() -> None:
    graph = network(ox.Store())
    assert (len(graph), graph.graph["within"], graph.graph["articles"]) == (0, 0, 0)


@pytest.mark.parametrize(("hops", "limit"), [(0, 10), (1, 0)])
def test_less_than_one_hop_or_node_is_refused(store: ox.Store, hops: int, limit: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        network(store, hops=hops, limit=limit)


def test_every_query_is_sparql() -> None:
    queries = sorted(QUERIES.glob("*.rq"))
    assert len(queries) == 12
    for query in queries:
        text = query.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert isinstance(ox.Store().query(text), ox.QuerySolutions), query.name
        assert text.count(f"{{ {PLACEHOLDER} }}") == ("VALUES are put" in text)
