"""The graph is a function of the articles: whatever the history, the same bytes."""

import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pyoxigraph as ox
import pytest
from fakes import FAKE, PEOPLE, Sheet, fake_reading, fake_record
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import first_tables
from samples import first_reading, second_reading

from kg import projection
from kg.ingest import Reader, ingest
from kg.judgements import Verdict, holding, identity
from kg.knowledge import KnowledgeGraph
from kg.ledger import VERSION, Ledger
from kg.model import Record
from kg.rejection import against
from kg.store import Store, lines, open_edition, sole_writer
from kg.vocab import DERIVED_GRAPH, ID, IDENTITY_GRAPH, term

KG = "https://w3id.org/kabargraf/ontology#"


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Ledger, Store]]:
    with (
        sole_writer(folder),
        closing(Ledger.open(folder / "ledger.sqlite", write=True)) as ledger,
        closing(Store(folder)) as store,
    ):
        projection.prepare(ledger, store)
        yield ledger, store


def exported(folder: Path) -> str:
    with open_edition(folder) as edition:
        return "".join(lines(edition.store))


def fed(folder: Path, records: list[Record], batch: int = 500) -> str:
    with opened(folder) as (ledger, store):
        ingest(records, FAKE, ledger, store, batch)
    return exported(folder)


def removed(folder: Path, key: str) -> None:
    with opened(folder) as (ledger, store):
        with ledger.transaction():
            assert ledger.retire(key)
        projection.project(ledger, store)
        projection.publish(ledger, store)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The graph of 24 articles, made in one go."""
    return fed(tmp_path_factory.mktemp("expected"), [fake_record(number) for number in range(24)])


@pytest.mark.parametrize(("seed", "batch"), [(1, 500), (2, 7), (3, 1)])
def test_neither_order_nor_batches_matter(tmp_path: Path, expected: str, seed: int, batch: int) -> None:
    records = [fake_record(number) for number in range(24)]
    assert fed(tmp_path, random.Random(seed).sample(records, 24), batch) == expected


def test_what_came_and_went_leaves_no_trace(tmp_path: Path, expected: str) -> None:
    fed(tmp_path, [fake_record(number) for number in range(30)], 10)
    for number in (3, *range(24, 30)):
        removed(tmp_path, fake_record(number).key)
    assert fed(tmp_path, [fake_record(3)]) == expected


def test_a_rebuilt_graph_is_the_same_graph(tmp_path: Path, expected: str) -> None:
    fed(tmp_path, [fake_record(number) for number in range(24)], 5)
    with opened(tmp_path) as (ledger, store):
        projection.rebuild(ledger, store)
        projection.publish(ledger, store)
    assert exported(tmp_path) == expected


def test_another_projector_or_a_lost_graph_makes_the_graph_anew(
    tmp_path: Path, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fed(tmp_path, [fake_record(number) for number in range(24)])
    monkeypatch.setattr(projection, "VERSION", "next")
    with opened(tmp_path) as (ledger, _):
        assert ledger.meta("projector") == "next"
    assert exported(tmp_path) == expected
    (tmp_path / "graph").rename(tmp_path / "lost")
    with opened(tmp_path):
        assert exported(tmp_path) == expected


def test_a_store_of_the_tables_before_is_brought_to_these(tmp_path: Path, expected: str) -> None:
    fed(tmp_path, [fake_record(number) for number in range(24)])
    first_tables(
        tmp_path / "ledger.sqlite",
        """INSERT INTO attestation VALUES ('https://x/tenure', 'a/0001.txt', NULL);
        UPDATE meta SET value = '1' WHERE name = 'projector';""",
    )
    with opened(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (VERSION,)
        new_tables = sorted(new.execute("SELECT name, sql FROM sqlite_master WHERE name IN ('act', 'attestation')"))
    with closing(Ledger.open(tmp_path / "fresh.sqlite", write=True)):
        pass
    with closing(sqlite3.connect(tmp_path / "fresh.sqlite")) as fresh:
        fresh_tables = sorted(fresh.execute("SELECT name, sql FROM sqlite_master WHERE name IN ('act', 'attestation')"))
    assert [columns(sql) for _, sql in new_tables] == [columns(sql) for _, sql in fresh_tables]
    assert exported(tmp_path) == expected


def columns(sql: str) -> list[str]:
    """A table's definition without its comments and line breaks."""
    return re.sub(r"--[^\n]*", "", sql).split()


def test_the_seed_of_hashes_does_not_matter(tmp_path: Path, expected: str) -> None:
    program = (
        "import sys; from pathlib import Path; sys.path[:0] = ['tests', '.']\n"
        "from test_projection import fed, fake_record\n"
        "sys.stdout.write(fed(Path(sys.argv[1]), [fake_record(n) for n in range(24)], 9))"
    )
    for seed in ("0", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == expected


steps = st.lists(
    st.tuples(st.sampled_from(["add", "add", "change", "remove", "judge", "unjudge"]), st.integers(0, 11)), max_size=16
)


def verdict(number: int, when: int) -> Verdict:
    """One of a few verdicts, on people of the first articles or against a claim of one, given at a time."""
    chance = random.Random(number)
    one, other = (fake_record(at) for at in chance.sample(range(12), 2))
    claims = len(fake_reading(one).claims)
    if number % 2 and claims:
        return against(fake_reading(one), chance.randint(1, claims), f"2026-01-01T00:00:{when:02}Z", "sari", "")
    verb: Literal["same", "different"] = "same" if number % 3 else "different"
    said = identity(verb, (one.key, chance.choice(PEOPLE)), (other.key, chance.choice(PEOPLE)))
    return said._replace(when=f"2026-01-01T00:00:{when:02}Z")


@settings(max_examples=60, deadline=None)
@given(steps, st.integers(1, 4))
def test_any_history_ends_as_if_it_had_not_been(history: list[tuple[str, int]], batch: int) -> None:
    held: dict[str, Record] = {}
    said: list[Verdict] = []
    lived, fresh = Sheet(), Sheet()
    with TemporaryDirectory() as folder:
        with closing(Ledger.open(Path(folder) / "lived.sqlite", write=True)) as ledger:
            for when, (step, number) in enumerate(history):
                record = fake_record(number)
                if step == "remove":
                    held.pop(record.key, None)
                    with ledger.transaction():
                        ledger.retire(record.key)
                    continue  # left pending: the next step projects it
                if step in ("judge", "unjudge"):
                    if step == "judge":
                        said.append(verdict(number, when))
                    elif said:
                        said.pop(number % len(said))
                    projection.project(ledger, lived)
                    with ledger.transaction():
                        ledger.judge(holding(said))
                    continue
                if step == "change":
                    record = Record(record.key, fake_record(number + 100).text, record.title)
                held[record.key] = record
                ingest([record], FAKE, ledger, lived, batch)
            projection.project(ledger, lived)
            projection.publish(ledger, lived)
        with closing(Ledger.open(Path(folder) / "fresh.sqlite", write=True)) as ledger:
            with ledger.transaction():
                ledger.judge(holding(said[::-1]))
            ingest(held.values(), FAKE, ledger, fresh)
            projection.publish(ledger, fresh)
    assert lived.lines == fresh.lines


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=4), st.integers(0, 99))
def test_a_rehearsal_tells_the_change_and_makes_none(numbers: list[int], seed: int) -> None:
    sheet = Sheet()
    with TemporaryDirectory() as folder, closing(Ledger.open(Path(folder) / "l.sqlite", write=True)) as ledger:
        ingest([fake_record(number) for number in range(12)], FAKE, ledger, sheet)
        before = set(sheet.lines)
        said = holding(verdict(number, when) for when, number in enumerate(numbers))
        change = projection.rehearse(ledger, lambda: ledger.judge(said))
        assert (sheet.lines, ledger.pending(1), ledger.verdicts()) == (before, [], [])
        with ledger.transaction():
            ledger.judge(random.Random(seed).sample(said, len(said)))
        projection.project(ledger, sheet)
        assert (before - sheet.lines, sheet.lines - before) == (change.deletions, change.additions)
        with ledger.transaction():
            ledger.judge([])
        projection.project(ledger, sheet)
        assert sheet.lines == before


def ask(folder: Path, subject: str, predicate: str) -> list[str]:
    with open_edition(folder) as edition:
        quads = edition.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
        return sorted(quad.object.value for quad in quads if not isinstance(quad.object, ox.Triple | ox.BlankNode))


def samples(folder: Path) -> Path:
    readings = {reading.article.key: reading for reading in (first_reading(), second_reading())}
    reader = Reader(lambda record: readings[record.key], "hand")
    with opened(folder) as (ledger, store):
        ingest([Record(key, reading.article.text) for key, reading in readings.items()], reader, ledger, store)
    return folder


def test_labels_counts_and_days_are_of_all_articles(tmp_path: Path) -> None:
    folder = samples(tmp_path)
    post, alex = ID + "post/kapolres-polres-bontang", "alex-frestian-lumban-tobing"
    assert ask(folder, post, term("skos:prefLabel")) == ["Kapolres Bontang"]
    assert ask(folder, post, term("skos:altLabel")) == ["Kapolres Polres Bontang"]
    assert ask(folder, ID + "organization/polres-bontang", KG + "articles") == ["2"]
    tenure = f"{ID}tenure/{alex}--kapolres-polres-bontang--"
    assert ask(folder, tenure + "current", KG + "firstAttested") == ["2024-10-11"]  # the meeting, not the article
    assert ask(folder, tenure + "former", KG + "lastAttested") == ["2025-03-05"]


def test_a_name_that_loses_is_another_name(tmp_path: Path) -> None:
    records = [
        Record(key, f"{name}; Ketua; PMI Bontang; 64.74\n")
        for key, name in (("a", "BUDI SANTOSO"), ("b", "Budi Santoso"), ("c", "Budi Santoso"))
    ]
    fed(tmp_path, records)
    person = ID + "person/budi-santoso"
    assert ask(tmp_path, person, term("skos:prefLabel")) == ["Budi Santoso"]
    assert ask(tmp_path, person, term("skos:altLabel")) == ["BUDI SANTOSO"]
    removed(tmp_path, "b")
    removed(tmp_path, "c")
    assert ask(tmp_path, person, term("skos:prefLabel")) == ["BUDI SANTOSO"]
    assert ask(tmp_path, person, term("skos:altLabel")) == []


def test_a_second_namesake_renames_the_first_everywhere(tmp_path: Path) -> None:
    fed(tmp_path, [Record("a", "Budi Santoso; Ketua; PMI Bontang; 64.74\n")])
    assert ask(tmp_path, ID + "person/budi-santoso", term("org:holds"))
    text = fed(tmp_path, [Record("b", "Budi Santoso; -; PMI; 33.10\n")])
    assert "<https://w3id.org/kabargraf/id/person/budi-santoso>" not in text
    assert f"person-1> <{KG}denotes> <{ID}person/budi-santoso.33-10> <{IDENTITY_GRAPH}> .\n" in text
    assert ask(tmp_path, ID + "person/budi-santoso.ketua-bontang", term("org:holds"))


def test_a_judgement_on_two_homes_joins_them_until_it_is_taken_back(tmp_path: Path) -> None:
    records = [Record("a", "Budi Santoso; Ketua; PMI; 64\n"), Record("b", "Siti Aminah; Ketua; PMI; 64\n")]
    before = fed(tmp_path, records)
    anchors = ("a", "Budi Santoso"), ("b", "Siti Aminah")
    with opened(tmp_path) as (ledger, store):
        with ledger.transaction():
            ledger.judge([identity("same", *anchors, "sari", "her name after marriage")])
        ingest([], FAKE, ledger, store)
        assert ask(tmp_path, ID + "person/budi-santoso", term("skos:altLabel")) == ["Siti Aminah"]
        with ledger.transaction():
            ledger.judge([])
        ingest([], FAKE, ledger, store)
    assert exported(tmp_path) == before


def test_a_reading_that_cannot_be_drawn_stops_nothing(tmp_path: Path) -> None:
    broken = first_reading("broken")
    broken = type(broken)(broken.article, broken.sentences, (), broken.mentions, broken.claims)
    readings = {"broken": broken, "whole": second_reading("whole")}
    with opened(tmp_path) as (ledger, store):
        ingest([Record(key, "x") for key in readings], Reader(lambda r: readings[r.key], "1"), ledger, store)
        assert ledger.states() == {"failed": 1, "projected": 1}
        assert "cannot be drawn" in ledger.failures()[0][2]
    assert "article/whole" in exported(tmp_path)


def test_text_that_no_rdf_takes_goes_through(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "s", write=True, reader=lambda: FAKE) as graph:
        file = tmp_path / "x.json"
        file.write_text(
            '{"id": "a\\u0000\\ud800 <>\\"{}", "text": "Bu\\u0000di \\ud83d Santoso; Ketua; PMI\\"\\\\; 64\\n"}'
        )
        assert graph.ingest([file]).read == 1
        text = "".join(graph.export())
    assert len(list(ox.parse(text, ox.RdfFormat.N_QUADS))) == text.count("\n") > 20


def derived(text: str) -> list[str]:
    return [line.rsplit(" <", 1)[0] for line in text.splitlines() if line.endswith(f"<{DERIVED_GRAPH}> .")]


def test_the_expected_graph_has_tenures_over_time_and_derived_holders(expected: str) -> None:
    assert f"<{KG}attestedOn>" in expected
    assert f"<{KG}reportedOn>" in expected
    assert any(f"<{KG}participant>" in line for line in derived(expected))


def test_an_unnamed_holder_is_whoever_others_name_next_to_that_day(tmp_path: Path) -> None:
    named, unnamed, later = (
        Record(
            key, f"{name}; Ketua; PMI Bontang; -\n", published="2024-01-31"
        )  # the days are told by the length of a line
        for key, name in (("7 January", "Siti Aminah"), ("25 January", "-"), ("9 January", "Muhammad Amin"))
    )
    siti, amin = (f"<{KG}participant> <{ID}person/{name}>" for name in ("siti-aminah", "muhammad-amin"))
    before = fed(tmp_path, [unnamed, named])
    assert [siti in line for line in derived(before)].count(True) == 1
    with_other = derived(fed(tmp_path, [later]))
    assert not any(siti in line for line in with_other)
    assert [amin in line for line in with_other].count(True) == 1
    removed(tmp_path, later.key)
    assert exported(tmp_path) == before
    removed(tmp_path, named.key)
    assert derived(exported(tmp_path)) == []


def test_what_an_article_says_is_not_derived_too(expected: str) -> None:
    said = {line.removesuffix(" .") for line in expected.splitlines() if line.count("> <") == 2}
    assert said.isdisjoint(derived(expected))
