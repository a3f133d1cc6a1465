"""The sentences behind a thing, and the figures of a store."""

import pyoxigraph as ox
import pytest
from graphs import store_of
from samples import TEXT, first_reading, second_reading

from kg.errors import KabargrafError
from kg.statistics import statistics
from kg.vocab import ID, KG, term
from kg.why import why

ALEX = "Alex Frestian Lumban Tobing"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return store_of([first_reading("a/b 1.txt"), second_reading()])


def test_each_fact_has_its_sentence_its_article_and_its_rule(store: ox.Store) -> None:
    facts = why(store, ALEX)
    assert [(fact.triple[1], fact.article) for fact in facts] == [
        (KG.formerlyHeld, "bontang-2025"),
        (term("org:holds"), "a/b 1.txt"),
        (KG.organizer, "a/b 1.txt"),
    ]
    assert facts[1].predicate == "holds"
    held = facts[1]
    assert (held.subject, held.object, held.rank) == (ALEX, "Kapolres", "AKBP")
    assert held.words == f"Kapolres Bontang AKBP {ALEX}"
    assert f"{held.prefix}{held.words}{held.suffix}" in TEXT
    assert (held.rule, held.confidence) == ("title-rank-name", 0.9)
    assert held.modality == "stated"
    assert (held.publisher, held.published, held.url) == ("Gerbang Contoh", "2024-10-12", "https://contoh.example/msb")
    assert held.triple[0] == f"{ID}person/alex-frestian-lumban-tobing"


def test_a_thing_is_found_as_subject_and_as_object(store: ox.Store) -> None:
    facts = why(store, "Choirul Amin", lang="id")
    assert {fact.triple[1] for fact in facts} == {term("org:holds"), KG.participant, term("schema:creator")}
    assert next(fact for fact in facts if fact.triple[1] == term("schema:creator")).subject.startswith("Kami siap")
    assert {fact.modality for fact in facts} == {"dinyatakan"}
    planned = why(store, "Perayaan HUT ke-12 MSB")
    assert {fact.modality for fact in planned} == {"planned"}


def test_a_name_that_nobody_bears(store: ox.Store) -> None:
    with pytest.raises(KabargrafError, match="did you mean Choirul Amin"):
        why(store, "Chairul Amin")


@pytest.mark.parametrize("iri", ["https://elsewhere.example/x", "person:nobody", f"<{ID}place/none>"])
def test_an_iri_that_the_graph_does_not_hold(store: ox.Store, iri: str) -> None:
    with pytest.raises(KabargrafError, match=r"knows nothing by the IRI <https://.*>: look at its spelling"):
        why(store, iri)


def test_what_is_known_but_told_by_no_article_has_no_facts(store: ox.Store) -> None:
    assert why(store, KG.Happened) == []


def test_statistics(store: ox.Store) -> None:
    found = statistics(store)
    assert found.counts == {
        "articles": 2,
        "persons": 3,
        "organizations": 4,
        "posts": 3,
        "tenures": 4,
        "places": 4,
        "events": 3,
        "quotations": 1,
        "claims": 26,
        "sentences cited": 8,
    }
    assert found.outlets == (("Gerbang Contoh", 1), ("Kabar Contoh", 1))
    assert (found.first, found.last) == ("2024-10-12", "2025-03-05")


def test_statistics_of_nothing() -> None:
    found = statistics(ox.Store())
    assert set(found.counts.values()) == {0}
    assert (found.outlets, found.first, found.last) == ((), None, None)
