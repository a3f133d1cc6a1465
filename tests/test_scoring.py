"""The scores of reading against annotations: what counts as found, and that an annotation's shape is looked at first."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from gold import OWN, readings, shared

from kg.annotation import annotated, faults, given
from kg.errors import KabargrafError
from kg.record import Row
from kg.scoring import METRICS, score

TITLE = "Bupati Resmikan Pasar"
TEXT = "Bupati Sambas Dewi Lestari meresmikan Pasar Paloh. Peresmian itu dihadiri Camat Paloh. “Silakan dipakai,” kata Dewi."


def gold(**changed: Any) -> Row:
    """An annotated article, with some of its lists changed."""
    row: Row = {
        "article": {"id": "pasar", "title": TITLE},
        "text": TEXT,
        "persons": [{"id": "p1", "name": "Dewi Lestari", "aliases": ["Dewi"]}],
        "organizations": [{"id": "o1", "name": "Pemerintah Kabupaten Sambas", "aliases": ["Pemkab Sambas"]}],
        "places": [{"id": "l1", "name": "Pasar Paloh", "aliases": []}],
        "roles": [
            {"id": "r1", "person": "p1", "title": "Bupati", "organization": "o1"},
            {"id": "r2", "person": None, "title": "Camat", "aliases": ["Camat Paloh"], "organization": None},
        ],
        "events": [
            {
                "id": "e1",
                "type": "ceremony",
                "status": "happened",
                "label": "Peresmian Pasar Paloh",
                "mentions": ["Peresmian itu", "meresmikan"],
                "date": "2024-10-11",
                "places": ["l1"],
                "participants": ["p1", "r2"],
            }
        ],
        "quotes": [{"id": "q1", "speaker": "p1", "text": "Silakan dipakai"}],
    }
    return row | changed


def of(read: Row, annotation: Row | None = None) -> dict[str, tuple[int, int, int]]:
    """The metrics in which something is missed or wrong: (right, missed, wrong)."""
    found = score([(annotation or gold(), read)]).tallies
    return {metric: tuple(tally) for metric, tally in found.items() if tally.missed or tally.wrong}  # type: ignore[misc]


def errors(read: Row) -> list[tuple[str, str, str]]:
    return [(e.metric, e.verdict, e.thing) for e in score([(gold(), read)]).errors]


def test_what_is_annotated_itself_is_all_right() -> None:
    found = score([(gold(), gold())])
    assert set(found.tallies) == set(METRICS)
    assert set(found.figures().values()) == {1.0}
    assert found.errors == ()


def test_of_an_article_that_was_not_read_all_is_missed() -> None:
    found = score([(gold(), {})])
    assert found.figures()["persons.recall"] == found.mean == 0.0
    assert found.figures()["persons.precision"] == 1.0
    assert tuple(found.tallies["event_participants"]) == (0, 2, 0)


def test_a_thing_is_found_by_any_of_its_names_and_only_once() -> None:
    twice = [{"id": "x", "name": "DEWI"}, {"id": "y", "name": "Dewi  Lestari"}]
    read = gold(persons=twice, roles=[], quotes=[], events=[])
    assert of(read)["persons"] == (1, 0, 1)
    assert ("persons", "wrong", "DEWI") in errors(read)


def test_a_name_on_two_persons_is_wrong() -> None:
    read = gold(persons=[*gold()["persons"], {"id": "p2", "name": "Sari", "aliases": ["Dewi"]}])
    assert of(read) == {"persons": (1, 0, 1), "person_aliases": (1, 1, 1)}
    assert ("person_aliases", "wrong", "Dewi Lestari → dewi (on 2 persons)") in errors(read)


def test_a_role_needs_its_holder_and_its_body() -> None:
    bupati, camat = gold()["roles"]
    assert of(gold(roles=[bupati | {"organization": None}, camat])) == {"roles": (1, 1, 1)}
    assert of(gold(roles=[bupati | {"person": None}, camat])) == {"roles": (1, 1, 1), "roles_title": (1, 1, 1)}
    other = gold(roles=[bupati, camat | {"title": "Lurah", "aliases": []}])
    assert of(other)["event_participants"] == (1, 1, 1)  # who is no role of the annotation takes no part
    assert ("roles", "missed", "Camat · – · –") in errors(other)
    assert ("event_participants", "wrong", "Peresmian Pasar Paloh → Lurah") in errors(other)


def event(**changed: Any) -> Row:
    return gold(events=[gold()["events"][0] | changed])


def test_an_event_is_found_by_half_of_a_mention() -> None:
    at = TEXT.index("Peresmian itu")
    for mention, found in (
        ("Peresmian", True),
        ({"field": "text", "start": at, "end": at + 9, "text": "Peresmian"}, True),
        ({"field": "title", "start": at, "end": at + 9, "text": "Peresmian"}, False),
        ("itu dihadiri Camat", False),
        (TEXT[:101], False),  # a sentence names no event
    ):
        assert ("events" not in of(event(mentions=[mention]))) == found, mention


def test_what_hangs_on_an_event_is_counted_by_itself() -> None:
    assert of(event(type="visit")) == {"event_types": (0, 1, 1)}
    assert of(event(status="planned")) == {"event_status": (0, 1, 1)}
    assert of(event(date=None)) == {"event_dates": (0, 1, 0)}
    assert of(event(places=[])) == {"event_places": (0, 1, 0)}
    assert of(gold(events=[])) == {
        "events": (0, 1, 0),
        "event_types": (0, 1, 0),
        "event_dates": (0, 1, 0),
        "event_places": (0, 1, 0),
        "event_participants": (0, 2, 0),
    }


def test_of_a_quotation_words_and_speaker_are_counted_apart() -> None:
    [quote] = gold()["quotes"]
    assert of(gold(quotes=[quote | {"text": "Silakan dipakai!"}])) == {}
    assert of(gold(quotes=[quote | {"speaker": "r2"}])) == {"quotes": (0, 1, 1)}
    assert of(gold(quotes=[quote | {"text": "Silakan"}])) == {"quotes": (0, 1, 1), "quotes_text": (0, 1, 1)}


def test_what_is_optional_counts_neither_way() -> None:
    [place] = gold()["places"]
    [peresmian] = gold()["events"]
    open_place = gold(places=[place | {"optional": True}])
    assert of(gold(), open_place) == of(gold(places=[], events=[peresmian | {"places": []}]), open_place) == {}
    unsure = gold(events=[peresmian | {"status_optional": True}])
    assert of(event(status="planned"), unsure) == {}


# --- the shape of annotations


def test_an_annotation_is_found_in_a_folder_in_lines_and_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(gold(), indent=1), "utf-8")
    (tmp_path / "notes.txt").write_text("nothing to read", "utf-8")
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps(gold()) + "\n\n", "utf-8")
    assert annotated(tmp_path) == annotated(lines) == annotated(tmp_path / "a.json") == {"pasar": gold()}
    assert given(gold()).text == TEXT


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("[]", 'no "article" in it: docs/annotation.md'),
        ('{"id": 1, "text": ""}', 'no "article" in it'),
        ('{"article": {"id": 7}, "text": ""}', "the article has no id"),
        ('{"article": {"id": "a"}}', 'no "text" in it'),
        ("{", "a.jsonl:2: not JSON"),
        (json.dumps(gold()), "the article pasar is there already"),
        (json.dumps(gold(persons={})), '"persons" is no list'),
        (json.dumps(gold(persons=["Dewi"])), "persons, number 1 is no object"),
        (json.dumps(gold(events=[{"id": "e1"}])), 'events, number 1 has no "type"'),
        (json.dumps(event(mentions="Peresmian")), '"mentions" is no list of texts'),
        (json.dumps(event(mentions=[{"text": "Peresmian", "start": 3}])), '"mentions" is no list of texts'),
        (json.dumps(event(date=2024)), '"date" is no text'),
    ],
)
def test_a_record_without_the_shape_is_refused_in_a_sentence(tmp_path: Path, row: str, message: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{json.dumps(gold())}\n{row}\n", "utf-8")
    with pytest.raises(KabargrafError) as refused:
        annotated(file)
    assert str(refused.value).startswith(f"{file}:2: ")
    assert message in str(refused.value)


def test_where_nothing_is_annotated_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(KabargrafError, match="no annotated articles in"):
        annotated(tmp_path)
    with pytest.raises(KabargrafError, match=r'pasar: "text" is empty'):
        given(gold(text=" "))


def test_what_can_never_be_found_is_a_fault() -> None:
    assert list(faults(gold())) == []
    twice = gold(places=[{"id": "p1", "name": "Pasar Paloh"}])
    assert list(faults(twice)) == ["the id p1 stands 2 times", "e1 points to l1, which no id here is"]
    [fault] = faults(event(mentions=["Pembukaan"]))
    assert fault.startswith("e1 is mentioned nowhere")


# --- the same figures as the scorer of the annotated articles beside the checkout


@pytest.fixture(params=["sample articles", "some lost, some damaged"])
def read(request: pytest.FixtureRequest) -> dict[str, Row]:
    """What is read of the sample articles; and the same with one article lost and every third thing of each list."""
    found = readings(OWN)
    if request.param == "some lost, some damaged":
        lists = ("persons", "organizations", "places", "roles", "events", "quotes")
        _, *kept = sorted(found)
        found = {
            key: found[key] | {name: [t for n, t in enumerate(found[key][name]) if n % 3] for name in lists}
            for key in kept
        }
    return found


def figures_of_theirs(read: dict[str, Row], folder: Path, tmp_path: Path) -> dict[str, float]:
    scorer, out = shared("score.py"), tmp_path / "read.jsonl"
    out.write_text("".join(json.dumps(row) + "\n" for row in read.values()), "utf-8")
    command = [sys.executable, str(scorer), str(folder), str(out), "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures: dict[str, float] = json.loads(printed)["f1"]
    return figures


def test_the_figures_are_those_of_the_shared_scorer(read: dict[str, Row], tmp_path: Path) -> None:
    ours = score((row, read.get(key, {})) for key, row in annotated(OWN).items())
    mine = {name: figure for name, figure in ours.figures().items() if "." not in name}
    assert mine == figures_of_theirs(read, OWN, tmp_path)
