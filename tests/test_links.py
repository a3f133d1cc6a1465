"""Links: what belongs to an event is weighed; the weights are learnt from annotations, the same each time."""

from pathlib import Path

import pytest
from reading import facts, read

from kg.annotation import annotated
from kg.indonesian.dates import WHOLE
from kg.indonesian.links import Pair, score_of
from kg.lexicon import rows
from kg.linking import Case, cases, weights
from kg.model import Span

SAMPLES = list(annotated(Path(__file__).parent / "annotated").values())[:6]


GUESTS = (
    "Wali Kota Bontang Basri Rase meresmikan Pasar Telihan di Kota Bontang, Jumat (11/10/2024). Ia berharap pedagang "
    "segera pindah. Peresmian itu turut dihadiri Ketua DPRD Bontang Andi Faizal, Kapolres Bontang AKBP Alex Tobing dan Dandim "
    "0908/Bontang Letkol Aryo Bagus."
)


def test_a_list_of_guests_belongs_to_the_gathering() -> None:
    days, _, people = facts(read(GUESTS, title="Basri Resmikan Pasar Telihan"), "ceremony")
    assert days == {"2024-10-11"}
    assert {"Basri Rase", "Andi Faizal", "Alex Tobing", "Aryo Bagus"} <= people


def test_who_is_quoted_elsewhere_takes_no_part() -> None:
    text = GUESTS + ' "Terima kasih kepada Menteri Perdagangan Zulkifli Hasan," kata Basri.'
    assert "Zulkifli Hasan" not in facts(read(text, title="Basri Resmikan Pasar Telihan"), "ceremony")[2]


def test_every_kind_of_link_has_its_weights() -> None:
    kinds = {row["link"] for row in rows("links.tsv", "data/models")}
    assert kinds == {"event", "day", "place", "participant"}
    assert all(int(row["weight"]) for row in rows("links.tsv", "data/models"))


def test_a_score_is_the_sum_of_known_features() -> None:
    table = {row["feature"]: int(row["weight"]) for row in rows("links.tsv", "data/models") if row["link"] == "day"}
    pair = Pair("day", 0, "2024-10-11", None, Span("text", 0, 1), frozenset({"any-same", "no such feature"}))
    assert score_of(pair) == table["bias"] + table["any-same"]


def test_what_is_learnt_is_the_same_each_time_and_tells_right_from_wrong() -> None:
    found = [case for gold in SAMPLES for case in cases(gold)]
    assert {case.pair.kind for case in found} == {"event", "day", "place", "participant"}
    places = [case for case in found if case.pair.kind == "place"]
    learnt = weights(places)
    assert learnt == weights(list(places))

    def score(case: Case) -> int:
        return learnt["bias"] + sum(learnt.get(feature, 0) for feature in case.pair.features)

    right = [score(case) for case in places if case.together]
    wrong = [score(case) for case in places if not case.together]
    assert right
    assert wrong
    assert sum(right) / len(right) > sum(wrong) / len(wrong)


@pytest.mark.parametrize("kind", ["day", "place", "participant"])
def test_each_pair_is_offered_once(kind: str) -> None:
    for gold in SAMPLES:
        things = [(case.pair.event, case.pair.thing) for case in cases(gold) if case.pair.kind == kind]
        assert len(things) == len(set(things))
        assert kind != "day" or all(len(thing) <= WHOLE for _, thing in things)
