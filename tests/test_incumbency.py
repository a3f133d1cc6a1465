"""Tenures over time: what one article says, and what is answered from many."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from reading import read as read_text
from samples import first_reading, second_reading

from kg.derived import SPAN, holder_on
from kg.incumbency import acts, terms
from kg.knowledge import KnowledgeGraph
from kg.ledger import Attestation
from kg.model import APPOINTED, REPLACES, Entity, Occurrence, Participation, Reading, Tenure, Timing

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
KASAT = "Kasat Lantas Polresta Banyumas"


def over_time(reading: Reading) -> dict[tuple[str, str], list[tuple[str, str]]]:
    names = {entity.key: entity.name for entity in reading.entities}
    return {(names[tenure.person], tenure.status): list(term.days) for tenure, term in terms(reading).items()}


def handover(status: str = "happened", day: str = "2025-03-04") -> Reading:
    """The sample in which Widho replaces Alex, with the handover told as an event."""
    reading = second_reading()
    proof = reading.claims[0].evidence
    claims = [
        replace(claim, evidence=replace(claim.evidence, rule=REPLACES, span=other.evidence.span))
        if isinstance(claim, Tenure) and claim.status == "current"
        else replace(claim, evidence=replace(claim.evidence, rule="replaced"))
        if isinstance(claim, Tenure)
        else claim
        for claim in reading.claims
        for other in [next(c for c in reading.claims if isinstance(c, Tenure) and c.status == "former")]
    ]
    event = Entity("event-2", "event", "Serah terima jabatan", "appointment")
    told = [
        Occurrence("event-2", status, proof),  # type: ignore[arg-type]
        Timing("event-2", day, None, proof),
        Participation("event-2", "person-1", "participant", proof),
    ]
    return replace(reading, entities=(*reading.entities, event), claims=(*claims, *told))


def test_a_holder_is_seen_on_the_day_of_the_event_in_which_he_acts() -> None:
    found = over_time(first_reading())
    assert found["Alex Frestian Lumban Tobing", "current"] == [("2024-10-11", "event")]


def test_without_such_an_event_he_is_reported_on_the_day_of_publication_which_begins_nothing() -> None:
    found = over_time(second_reading())
    assert found["Widho Anriano", "current"] == [("2025-03-04", "event")]
    assert found["Alex Frestian Lumban Tobing", "former"] == [("2025-03-05", "publication")]


@pytest.mark.parametrize("published", [date(2024, 10, 10), date(2025, 3, 1)])
def test_a_day_to_come_or_long_ago_shows_nobody(published: date) -> None:
    reading = first_reading()
    moved = replace(reading, article=replace(reading.article, published=published))
    assert over_time(moved)["Alex Frestian Lumban Tobing", "current"] == [(published.isoformat(), "publication")]


def test_an_event_that_is_planned_or_has_no_day_shows_nobody() -> None:
    reading = first_reading()
    planned = replace(
        reading,
        claims=tuple(replace(c, status="planned") if isinstance(c, Occurrence) else c for c in reading.claims),
    )
    vague = replace(
        reading, claims=tuple(replace(c, begin="2024-10") if isinstance(c, Timing) else c for c in reading.claims)
    )
    for each in (planned, vague):
        assert over_time(each)["Alex Frestian Lumban Tobing", "current"] == [("2024-10-12", "publication")]


def test_a_handover_ends_one_tenure_and_begins_the_next() -> None:
    reading = handover()
    found = over_time(reading)
    assert ("2025-03-04", "start") in found["Widho Anriano", "current"]
    assert found["Alex Frestian Lumban Tobing", "former"] == [("2025-03-04", "end")]
    [follows] = [term.replaces for term in terms(reading).values() if term.replaces]
    assert follows.status == "former"


def test_a_handover_that_is_only_planned_begins_and_ends_nothing() -> None:
    reading = handover("planned")
    assert not {means for days in over_time(reading).values() for _, means in days} & {"start", "end"}
    assert not any(term.replaces for term in terms(reading).values())


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "Bupati Bontang Siti Aminah melantik Budi Prakosa sebagai Camat Bontang Utara, Selasa (4/3/2025).",
            "2025-03-04",
        ),
        ("Budi Prakosa dilantik sebagai Camat Bontang Utara, Selasa (4/3/2025).", "2025-03-04"),
        ("Camat Bontang Utara Budi Prakosa menghadiri pelantikan pengurus PMI, Selasa (4/3/2025).", None),
        ("Budi Prakosa akan dilantik sebagai Camat Bontang Utara, Selasa (4/3/2025).", None),
    ],
)
def test_an_appointment_begins_a_tenure_and_a_guest_of_one_has_begun_nothing(text: str, start: str | None) -> None:
    starts = {
        name: {means: day for day, means in days}.get("start")
        for (name, _), days in over_time(read_text(text, published="2025-03-05")).items()
    }
    assert starts.get("Budi Prakosa") == start
    assert starts.get("Siti Aminah") is None


def test_who_gives_a_post_has_a_rule_of_its_own() -> None:
    reading = read_text("Rektor UBN melantik Anwar Fuadi sebagai Dekan Fakultas Perikanan.")
    assert APPOINTED in {claim.evidence.rule for claim in reading.claims if isinstance(claim, Tenure)}


def test_whoever_comes_in_to_act_only_acts() -> None:
    reading = read_text("AKP Tri Wahono menggantikan Iptu Karsidi sebagai Plt Kapolsek Baturraden.")
    assert {(c.status) for c in reading.claims if isinstance(c, Tenure)} == {"acting", "former"}


def test_an_unnamed_holder_acts_on_the_day_of_the_event() -> None:
    reading = first_reading()
    assert [(act.post, act.subject, act.day) for act in acts(reading)] == [("post-3", "event-1", "2024-10-11")]


# --- from many articles


def seen(*days: tuple[str, str, str]) -> list[Attestation]:
    """Sightings of a post: (day, person, means)."""
    return [Attestation("t", f"a{n}", day, means, "p", who, "current") for n, (day, who, means) in enumerate(days)]


@pytest.mark.parametrize(
    ("day", "sightings", "holder"),
    [
        ("2024-10-11", [("2024-10-11", "alex", "event")], "alex"),
        ("2024-10-11", [("2024-10-11", "alex", "event"), ("2024-10-11", "widho", "event")], None),
        ("2024-10-11", [("2024-01-01", "alex", "event"), ("2024-12-31", "alex", "publication")], "alex"),
        ("2024-10-11", [("2024-01-01", "alex", "event"), ("2024-12-31", "widho", "event")], None),
        ("2024-10-11", [("2024-10-01", "alex", "event"), ("2024-12-31", "widho", "event")], "alex"),
        ("2024-10-11", [("2024-10-01", "alex", "event"), ("2024-10-20", "widho", "event")], None),
        ("2024-10-11", [("2024-10-01", "alex", "event"), ("2024-10-20", "widho", "start")], "alex"),
        ("2024-10-11", [("2024-10-01", "alex", "end"), ("2024-10-20", "widho", "event")], "widho"),
        ("2024-10-11", [("2024-10-01", "alex", "end")], None),
        ("2024-10-11", [("2024-10-20", "widho", "start")], None),
        ("2024-10-11", [("2024-01-01", "alex", "event"), ("2024-10-20", "alex", "end")], "alex"),
        ("2024-10-11", [("2024-08-01", "alex", "event")], None),
        ("2024-10-11", [], None),
    ],
)
def test_who_held_a_post_is_told_by_the_sightings_around_a_day(
    day: str, sightings: list[tuple[str, str, str]], holder: str | None
) -> None:
    found = holder_on(day, seen(*sightings))
    assert (found and found[0]) == holder
    assert SPAN == 30


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("posts") / "kg-store"
    with KnowledgeGraph.open(folder, write=True) as written:
        written.ingest([ARTICLES])
    return KnowledgeGraph.open(folder)


@pytest.mark.parametrize(
    ("day", "holder", "before", "after"),
    [
        ("2025-01-10", "Galih Rahmanto", "2025-01-10", "2025-01-10"),
        ("2025-01-20", "Galih Rahmanto", "2025-01-10", "2025-02-05"),
    ],
)
def test_who_held_a_post_on_a_day(graph: KnowledgeGraph, day: str, holder: str, before: str, after: str) -> None:
    [row] = graph.query("holders", {"post": KASAT, "on": day}).records()
    assert (row["person"], row["rank"], row["status"]) == (holder, "Kompol", "current")
    assert (row["before"], row["after"]) == (before, after)
    assert "memimpin razia knalpot brong" in row["sentence"]
    assert (row["article"], row["publisher"]) == (
        "Satlantas Polresta Banyumas Sita 31 Knalpot Brong dalam Semalam",
        "Kabar Serayu",
    )


def test_on_the_day_of_a_handover_it_is_both(graph: KnowledgeGraph) -> None:
    rows = graph.query("holders", {"post": KASAT, "on": "2025-02-05"}).records()
    assert [(row["person"], row.get("start"), row.get("end")) for row in rows] == [
        ("Galih Rahmanto", None, "2025-02-05"),
        ("Sekar Ayuningtyas", "2025-02-05", None),
    ]
    assert not any("conflict" in row for row in rows)


@pytest.mark.parametrize(("lang", "word"), [("en", "unknown"), ("id", "tidak diketahui")])
def test_who_is_not_known_is_said_to_be_unknown(graph: KnowledgeGraph, lang: str, word: str) -> None:
    table = graph.query("holders", {"post": KASAT, "on": "1999-01-01"}, lang=lang)
    assert table.rows == ()
    assert table.none.startswith(word)


def test_all_holders_come_in_the_order_of_time(graph: KnowledgeGraph) -> None:
    rows = graph.query("holders", {"post": KASAT}).records()
    assert [(row["person"], row["status"], row["first"], row.get("end")) for row in rows] == [
        ("Galih Rahmanto", "current", "2025-01-10", None),
        ("Galih Rahmanto", "former", "2025-02-05", "2025-02-05"),
        ("Sekar Ayuningtyas", "current", "2025-02-05", None),
    ]


def test_an_unnamed_holder_has_the_name_that_others_give_unless_derived_facts_are_left_out(
    graph: KnowledgeGraph,
) -> None:
    def holder(derived: bool) -> list[str | None]:
        rows = graph.query("unnamed-holders", {"organization": "Polresta Banyumas"}, derived=derived).records()
        return [row.get("holder") for row in rows if row["post"] == KASAT]

    assert holder(True) == ["Sekar Ayuningtyas"]
    assert holder(False) == [None]
    events = graph.query("events-of", {"thing": "Sekar Ayuningtyas"}).records()
    assert [row.get("derived") for row in events] == [KASAT, None]
    assert len(graph.query("events-of", {"thing": "Sekar Ayuningtyas"}, derived=False).rows) == 1


def test_derived_facts_are_left_out_of_exports_and_drawings(graph: KnowledgeGraph) -> None:
    mark = "https://w3id.org/kabargraf/graph/derived"
    assert mark in "".join(graph.export())
    assert mark not in "".join(graph.export(derived=False))
    assert "# derived" in "".join(graph.export("ttl"))
    assert "# derived" not in "".join(graph.export("ttl", derived=False))

    def status(derived: bool) -> set[str]:
        drawn = graph.network(focus="Polsek Sungai Limau", derived=derived)
        return {data["status"] for _, _, data in drawn.edges(data=True)}

    assert "derived" in status(True)
    assert "derived" not in status(False)


def test_the_graph_with_tenures_over_time_is_sound(graph: KnowledgeGraph) -> None:
    assert list(graph.validate()) == []


def test_two_holders_at_one_time_are_a_conflict(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text(
        "\n".join(
            f'{{"id": "{n}", "published": "{day}", "text": "Kapolres Bontang AKBP {who} meninjau pasar."}}'
            for n, (day, who) in enumerate(
                [("2024-10-01", "Budi Prakosa"), ("2024-10-09", "Joko Susilo"), ("2024-10-20", "Budi Prakosa")]
            )
        )
    )
    with KnowledgeGraph.open(tmp_path / "s", write=True) as graph:
        graph.ingest([file])
        [row] = graph.query("conflicts").records()
        assert (row["post"], row["person"], row["other"]) == ("Kapolres Bontang", "Budi Prakosa", "Joko Susilo")
        rows = graph.query("holders", {"post": "Kapolres Bontang", "on": "2024-10-09"}).records()
        assert [(row["person"], row["conflict"]) for row in rows] == [
            ("Budi Prakosa", "Joko Susilo"),
            ("Joko Susilo", "Budi Prakosa"),
        ]
