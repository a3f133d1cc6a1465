"""The network that is drawn from a store: what are its nodes and arrows, and where each was read."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from network_samples import many, store_of
from samples import TITLE, find, first_reading, second_reading

from kg import sparql
from kg.errors import KabargrafError
from kg.model import (
    Article,
    Containment,
    Entity,
    Evidence,
    Mention,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Reading,
    Span,
    Tenure,
    Timing,
)
from kg.network import PLACEHOLDER, QUERIES, SENTENCES, network
from kg.network.days import in_span
from kg.network.earlier import compare, earlier, read
from kg.network.field import LINKS
from kg.network.initials import Masks, initials
from kg.network.redaction import redacted
from kg.network.telling import GLANCE
from kg.page import page
from kg.placing import charted
from kg.vocab import ARTICLE, ID, KG, term

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


def test_the_overview_has_events_though_offices_are_told_more_often() -> None:
    offices = [
        replace(
            reading,
            article=replace(reading.article, key=f"{reading.article.key}-{number}"),
            entities=tuple(each for each in reading.entities if each.kind in ("person", "post", "organization")),
            mentions=(),
            claims=tuple(each for each in reading.claims if isinstance(each, PostIn | Tenure)),
        )
        for reading in many(16)
        for number in range(4)
    ]
    graph = network(store_of([*offices, first_reading(), second_reading()]), limit=30)
    kinds = Counter(kind for _, kind in graph.nodes(data="kind"))
    assert kinds["event"] == 3
    assert kinds["person"] > 5
    assert not list(nx.isolates(graph))


def test_what_lies_in_what_chooses_nothing_for_the_overview(store: ox.Store) -> None:
    place = ID + "place/"
    wide = [(f"{place}desa-{number}", f"{place}kota-{number}") for number in range(20)]
    lines = [f"<{a}> <{term('schema:containedInPlace')}> <{b}> ." for a, b in wide]
    lines += [f'<{each}> <{KG.articles}> "99"^^<{term("xsd:integer")}> .' for pair in wide for each in pair]
    geography = ox.Store()
    geography.extend(store)
    geography.load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    assert set(network(geography, limit=12)) <= set(network(store))
    assert len(set(network(geography, limit=19)) - set(network(store))) > 1  # where there is room, it is shown


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


def test_pages_and_weights_have_the_same_arrows() -> None:
    [values] = re.findall(r"VALUES \?link \{(.*?)\}", sparql.internal("weights/links"), re.S)
    assert sorted(term(each) for each in values.split()) == sorted(each.value for each in LINKS)


def test_every_query_is_sparql() -> None:
    queries = sorted(QUERIES.glob("*.rq"))
    assert len(queries) == 9
    for query in queries:
        text = query.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert isinstance(ox.Store().query(text), ox.QuerySolutions), query.name
        assert text.count(f"{{ {PLACEHOLDER} }}") == ("VALUES are put" in text)


CHOIRUL = ID + "person/choirul-amin"
MSB = ID + "organization/majelis-sholawat-bontang"


def test_what_waits_beside_the_shown_is_marked_and_light(store: ox.Store) -> None:
    graph = network(store, ALEX, limit=2, hidden=3)
    beside = {node for node, data in graph.nodes(data=True) if data["hidden"]}
    assert (graph.graph["shown"], graph.graph["hidden"], len(graph)) == (2, 3, 5)
    assert ALEX not in beside
    assert all(data["hidden"] == bool({a, b} & beside) for a, b, data in graph.edges(data=True))
    often = network(store_of(first_reading(f"article-{n}") for n in range(9)), KAPOLRES, limit=1, hidden=9)
    assert (often.edges[KAPOLRES, POLRES, "postIn"]["sentences"], GLANCE) == (9, 3)
    assert len(often.edges[KAPOLRES, POLRES, "postIn"]["evidence"]) == GLANCE
    assert not any(data["new"] for _, data in graph.nodes(data=True))


def test_copies_of_one_text_are_one_source_of_a_fact() -> None:
    store = store_of(first_reading(f"article-{n}") for n in range(3))
    assert network(store).edges[KAPOLRES, POLRES, "postIn"]["sources"] == 3
    based, release = ox.NamedNode(term("schema:isBasedOn")), ox.NamedNode(ID + "release/one")
    for quad in list(store.quads_for_pattern(None, based, None, ox.DefaultGraph())):
        store.remove(quad)
    for number in range(3):
        store.add(ox.Quad(ox.NamedNode(f"{ARTICLE}article-{number}"), based, release))
    assert network(store).edges[KAPOLRES, POLRES, "postIn"]["sources"] == 1


def test_the_overview_of_a_time_has_its_events_and_who_took_part(store: ox.Store) -> None:
    graph = network(store, since="2025", until="2025-03")
    assert {data["date"] for _, data in graph.nodes(data=True) if data["kind"] == "event"} == {"2025-03-04"}
    assert MEETING not in graph
    assert ID + "person/widho-anriano" in graph
    assert (graph.graph["view"], graph.graph["measure"]) == ("overview", "arrows-times-articles")
    assert (graph.graph["since"], graph.graph["until"], graph.graph["within"]) == ("2025", "2025-03", len(graph))
    assert len(network(store, since="1999", until="1999-12")) == 0
    undated = network(store, since="2024-10-12", until="2024-10-12")  # as old as the article that tells of it
    assert {node for node, kind in undated.nodes(data="kind") if kind == "event"} == {ANNIVERSARY}


@pytest.mark.parametrize(
    ("since", "until", "within"),
    [
        ("2024-10", "", True),
        ("2024-10-12", "", False),
        ("", "2024-10-10", False),
        ("", "2024", True),
        ("2024-10-11", "2024-10-11", True),
        ("2025", "", False),
    ],
)
def test_a_day_is_in_a_span_of_days_months_or_years(since: str, until: str, within: bool) -> None:
    assert in_span("2024-10-11", "2024-10-11", since, until) is within
    assert in_span("2024", "2024", "2024-10", "2024-12")


def test_the_overview_of_a_place_has_what_was_there_and_in_its_parts(store: ox.Store) -> None:
    graph = network(store, place="Mako Polres Bontang")
    assert {node for node, kind in graph.nodes(data="kind") if kind == "event"} == {MEETING}
    assert graph.graph["place"] == "Mako Polres Bontang"
    assert {ALEX, CHOIRUL, POLRES, MSB} < set(graph)
    with pytest.raises(KabargrafError, match="is no place: it is a thing of the kind organization"):
        network(store, place=POLRES)


def test_a_path_shows_the_shortest_and_the_best_attested_ways(store: ox.Store) -> None:
    graph = network(store, path=("Alex Frestian Lumban Tobing", "Choirul Amin"))
    assert graph.graph["view"] == "path"
    ways = [(way["why"], way["nodes"]) for way in graph.graph["paths"]]
    assert ways[0] == (["shortest", "attested"], [ALEX, MEETING, CHOIRUL])
    assert all(why == ["attested"] for why, _ in ways[1:])
    assert len({tuple(nodes) for _, nodes in ways}) == len(ways) > 1
    assert all((nodes[0], nodes[-1]) == (ALEX, CHOIRUL) for _, nodes in ways)
    assert all(len(set(nodes)) == len(nodes) for _, nodes in ways)
    assert set(graph) == {node for _, nodes in ways for node in nodes}
    assert graph.graph["paths"] == network(store, path=(ALEX, CHOIRUL)).graph["paths"]


def test_the_better_attested_way_goes_before_the_shorter_one() -> None:
    once, often = first_reading("once"), [second_reading(f"article-{n}") for n in range(12)]
    graph = network(store_of([once, *often]), path=(ID + "person/widho-anriano", ALEX))
    best = next(way["nodes"] for way in graph.graph["paths"] if "attested" in way["why"])
    assert best == [ID + "person/widho-anriano", KAPOLRES, ALEX]


def test_where_no_way_leads_a_sentence_says_so(store: ox.Store) -> None:
    with pytest.raises(KabargrafError, match="no way leads from “Choirul Amin” to “Pasar Rawa Indah”"):
        network(store_of([first_reading(), replace(second_reading(), claims=())]), path=(CHOIRUL, "Pasar Rawa Indah"))
    with pytest.raises(KabargrafError, match="both ends"):
        network(store, path=(ALEX, ALEX))


def test_an_event_shows_who_where_and_what_was_before_and_after() -> None:
    graph = network(store_of([first_reading(), second_reading(), many_days()]), event=MEETING)
    assert (graph.graph["view"], graph.graph["focus"]) == ("event", MEETING)
    assert {ALEX, CHOIRUL, POLRES, MSB, KAPOLRES, ID + "place/mako-polres-bontang"} < set(graph)
    assert graph.graph["after"] == [ANNIVERSARY, ID + "event/perayaan-hut-ke-12-msb-later", LATER]
    assert graph.graph["before"] == []
    assert network(store_of([first_reading(), many_days()]), event=LATER).graph["before"][0] == MEETING
    with pytest.raises(KabargrafError, match="no event is called"):
        network(store_of([first_reading()]), event="Nothing Atall")


def test_events_of_the_same_days_and_of_none_are_beside_an_event_where_there_is_room() -> None:
    same = first_reading("same")
    graph = network(store_of([first_reading(), same]), event=MEETING)
    twin = ID + "event/pertemuan-polres-bontang-dan-majelis-sholawat-bontang-same"
    assert twin in graph
    assert not {*graph.graph["before"], *graph.graph["after"]} & {MEETING, twin}
    assert graph.graph["shown"] == graph.graph["within"]
    few = network(store_of([first_reading(), same]), event=MEETING, limit=len(graph) - 1)
    assert twin not in few


LATER = ID + "event/pertemuan-polres-bontang-dan-majelis-sholawat-bontang-later"


def many_days() -> Reading:
    """The first article again, with its meeting a year later."""
    reading = first_reading("later")
    claims = [replace(each, begin="2025-10-11") if isinstance(each, Timing) else each for each in reading.claims]
    return replace(reading, claims=tuple(claims))


def test_a_part_of_the_graph_counts_the_articles_that_it_rests_on() -> None:
    store = store_of([first_reading(), second_reading(), many_days()])
    all_days = (3, "2024-10-12", "2025-03-05")
    assert counted(network(store)) == counted(network(store, limit=2)) == all_days
    assert counted(network(store, "Widho Anriano")) == all_days
    assert counted(network(store, "Pasar Rawa Indah")) == (1, "2025-03-05", "2025-03-05")
    assert counted(network(store, "Choirul Amin", hidden=99)) == (2, "2024-10-12", "2024-10-12")
    assert counted(network(store, since="1999", until="1999")) == (0, "", "")


def counted(graph: "nx.MultiDiGraph[str]") -> tuple[int, str, str]:
    return graph.graph["articles"], graph.graph["first"], graph.graph["last"]


def test_a_chart_has_levels_posts_and_holders(store: ox.Store) -> None:
    graph = network(store, organization="Polres Bontang")
    levels = dict(graph.nodes(data="level"))
    assert (levels[POLRES], levels[KAPOLRES], levels[ALEX]) == (0, 1, 2)
    assert set(graph) == {POLRES, KAPOLRES, ID + "post/kabag-sdm-polres-bontang", ALEX, ID + "person/widho-anriano"}
    assert (graph.graph["view"], graph.graph["measure"]) == ("organization", "levels")
    under = network(store, organization="Humas Polda Kaltim")
    assert under.nodes[ID + "organization/polda-kaltim"]["level"] == -1
    cut = network(store, organization=POLRES, limit=2)
    assert set(cut) < set(graph)
    assert POLRES in cut


def accident() -> Reading:
    """A crash: a child and a man die, the chief of police tells of it."""
    text = (
        "Kapolres Bontang AKBP Alex Frestian Lumban Tobing mengatakan Dani Saputra (15) dan Budi Santoso tewas. "
        "Budi Santoso dan Alex hadir. Budi dibawa ke rumah."
    )
    article = Article(
        "crash", "BUDI SANTOSO TEWAS", text, date(2024, 11, 1), "Kabar", "https://k.example/budi-santoso-tewas"
    )

    def evidence(words: str) -> Evidence:
        return Evidence(find(article, words), "rule", 0.9)

    entities = (
        Entity("person-1", "person", "Alex Frestian Lumban Tobing"),
        Entity("person-2", "person", "Dani Saputra"),
        Entity("person-3", "person", "Budi Santoso"),
        Entity("post-1", "post", "Kapolres", "head", "kapolres"),
        Entity("organization-1", "organization", "Polres Bontang", "police", "polres"),
        Entity("event-1", "event", "Budi Santoso tewas", "death"),
        Entity("event-2", "event", "Kunjungan", "visit"),
    )
    names = {"Alex Frestian Lumban Tobing": "person-1", "Dani Saputra": "person-2", "Budi Santoso": "person-3"}
    claims = (
        PostIn("post-1", "organization-1", evidence("Kapolres Bontang")),
        Tenure("person-1", "post-1", "current", None, evidence("Kapolres Bontang AKBP Alex Frestian Lumban Tobing")),
        Occurrence("event-1", "happened", evidence("tewas")),
        Participation("event-1", "person-3", "participant", evidence("Budi Santoso tewas")),
        Participation("event-1", "person-1", "participant", evidence("Alex Frestian Lumban Tobing")),
        Participation("event-2", "person-2", "participant", evidence("Dani Saputra")),
        Quotation("quotation-1", "person-1", "Budi Santoso dan Dani Saputra tewas", evidence("Budi dibawa")),
    )
    mentions = tuple(Mention(find(article, name), key) for name, key in names.items())
    sentence = Span("text", 0, len(text))
    return Reading(article, (Span("title", 0, len(article.title)), sentence), entities, mentions, claims)


def test_suspects_victims_and_minors_get_initials_everywhere() -> None:
    store = store_of([accident(), first_reading()])
    graph = network(store)
    hidden = redacted(store, graph)
    assert hidden.graph["redacted"]
    assert (len(hidden), hidden.number_of_edges()) == (len(graph), graph.number_of_edges())
    assert {hidden.nodes[ID + f"person/{each}"]["label"] for each in ("bs", "ds")} == {"BS", "DS"}
    assert hidden.nodes[ALEX] == graph.nodes[ALEX] | {"facts": hidden.nodes[ALEX]["facts"]}  # he holds a post
    everything = repr(
        (hidden.graph, list(hidden.nodes(data=True)), list(hidden.edges(keys=True, data=True)))
    ).casefold()
    assert not re.search("santoso|saputra|budi|dani", everything)
    arrow = hidden.edges[ID + "event/bs-tewas", ID + "person/bs", "participant"]
    assert words(arrow) == "BS tewas"
    assert arrow["evidence"][0]["headline"] == "BS TEWAS"
    assert arrow["evidence"][0]["url"] == "https://k.example/"
    assert "Budi Santoso" in repr(list(network(store).nodes(data=True)))  # the graph itself keeps the names
    around = redacted(store, network(store, "Budi Santoso"))
    assert around.graph["focus"] == ID + "person/bs"


def test_a_title_hides_names_too_on_the_page_or_not() -> None:
    store = store_of([accident(), first_reading()])
    around = network(store, "Polres Bontang", limit=2)
    assert not [thing for thing in around if "santoso" in thing]
    around.graph["title"] = "Kasus Budi Santoso, Kapolres Alex Frestian Lumban Tobing"
    assert redacted(store, around).graph["title"] == "Kasus BS, Kapolres Alex Frestian Lumban Tobing"
    graph = network(store)
    graph.graph["title"] = "Santoso dan Saputra tewas, kata Tobing"
    assert redacted(store, graph).graph["title"] == "BS dan DS tewas, kata Tobing"
    assert "title" not in redacted(store, network(store)).graph


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Budi Santoso dan BUDI  SANTOSO", "BS dan BS"),
        ("Santoso di Mahkamah Agung, bukan agung", "BS di Mahkamah Agung, bukan agung"),
        ("Agung, kata Ketua", "AP, kata Ketua"),
        ("Budiman", "Budiman"),
    ],
)
def test_names_become_initials_word_by_word(text: str, shown: str) -> None:
    hidden = {"Budi Santoso": "BS", "Agung Ketua Pratama": "AP"}
    assert Masks(hidden, ["Mahkamah Agung"], parts=True, never={"ketua"}).text(text) == shown


def test_offsets_follow_the_initials() -> None:
    text, (start, end) = Masks({"Budi Santoso": "BS"}, []).marked("Kata Budi Santoso itu benar", (10, 21))
    assert text[start:end] == "BS itu"
    assert [initials(name) for name in ("Budi Santoso", "AK", "S.B.", "Zulbahri")] == ["BS", "AK", "S.B.", "Z"]


def test_an_older_page_keeps_places_and_marks_what_is_new(tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    before = network(store_of([first_reading()]))
    old.write_text(page(before), "utf-8")
    graph = network(store_of([first_reading(), second_reading()]))
    compare(graph, read(old))
    assert {node for node, data in graph.nodes(data=True) if data["new"]} == set(graph) - set(before)
    new = {(a, b, key) for a, b, key, data in graph.edges(keys=True, data=True) if data["new"]}
    assert new == set(graph.edges(keys=True)) - set(before.edges(keys=True))
    text = page(graph)
    (tmp_path / "new.html").write_text(text, "utf-8")
    places, was = read(tmp_path / "new.html").places, read(old).places
    assert set(places) == set(graph)
    assert {node: places[node] for node in was} == was
    assert len(set(places.values())) == len(places)
    assert page(graph) == text


@pytest.mark.parametrize(
    "text",
    ["", "<html>", '<script type="application/json" id="data">{"drawing": {"nodes": [{"id": 1}]}}</script>', "\ud800"],
)
def test_what_is_no_page_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.html").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(KabargrafError, match=r"x\.html holds no drawing: name a page that kg view made"):
        read(tmp_path / "x.html")
    with pytest.raises(KabargrafError, match="No such file"):
        read(tmp_path / "none.html")


def test_a_chart_puts_what_is_under_a_body_below_it_and_nothing_over_another(store: ox.Store) -> None:
    boxes = dict.fromkeys("abcdefgh", (-50.0, -20.0, 50.0, 30.0))
    pairs = [("b", "a"), ("c", "a"), ("d", "b"), ("e", "c"), ("a", "z"), ("f", "a")]
    levels = {"z": -1, "a": 0, "b": 1, "c": 1, "d": 2, "e": 2, "f": 1, "g": 2, "h": 1}
    places = charted(boxes | {"z": (-50.0, -20.0, 50.0, 30.0)}, pairs, levels)
    assert places["z"][1] < places["a"][1] < min(places[each][1] for each in "bcdefgh")
    assert places["d"][0] > places["b"][0]
    spots = sorted(places.values())
    assert all(abs(x - u) >= 60 or abs(y - v) >= 50 for i, (x, y) in enumerate(spots) for u, v in spots[i + 1 :])
    assert read_places(network(store, organization=POLRES)).keys() == set(network(store, organization=POLRES))


def test_a_body_with_one_great_part_is_no_single_column() -> None:
    under = [f"post-{number:02}" for number in range(40)]
    boxes = dict.fromkeys(["body", "part", *under], (-50.0, -20.0, 50.0, 30.0))
    pairs = [("part", "body"), *((post, "part") for post in under)]
    levels = {"body": 0, "part": 1} | dict.fromkeys(under, 2)
    places = charted(boxes, pairs, levels)
    assert len({places[post][0] for post in under}) > 4
    assert places["body"][1] < places["part"][1] < min(places[post][1] for post in under)
    few = charted({name: boxes[name] for name in ["body", "part", *under[:5]]}, pairs[:6], levels)
    assert len({few[post][0] for post in under[:5]}) == 1  # a short column stays one
    assert charted(dict(reversed(boxes.items())), reversed(pairs), levels) == places


def read_places(graph: "nx.MultiDiGraph[str]") -> dict[str, tuple[int, int]]:
    return earlier(page(graph)).places
