"""Copies of one text: what is found, what is told apart, and that neither order nor history matters."""

import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import FAKE, Sheet, fake_reading
from gold import shared
from ledgers import first_tables

from kg import projection
from kg.article import parse_article
from kg.identity.copies import compare, groups, nearness, release, stars
from kg.identity.sketches import Sketch, dump, load, sketch
from kg.ingest import ingest
from kg.ledger import STEPS, VERSION, Ledger
from kg.model import Article, Record, Span
from kg.query import query
from kg.sources import read
from kg.store import open_edition
from kg.vocab import ID

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
SYLLABLES = ["ba", "ngun", "ta", "ri", "sek", "o", "lah", "me", "nya", "dar", "pi", "ku", "jem", "bat", "an"]
DAY = date(2025, 2, 10)


def prose(seed: object, length: int = 150) -> list[str]:
    chance = random.Random(str(seed))
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(length)]


def article(key: str, words: list[str], publisher: str | None = "", day: date | None = DAY) -> Article:
    return Article(key, f"Judul {key}", " ".join(words), day, f"{key}.example" if publisher == "" else publisher)


def near(one: Article, other: Article) -> int:
    assert nearness(sketch(one), sketch(other)) == nearness(sketch(other), sketch(one))
    return nearness(sketch(one), sketch(other))


def reworded(words: list[str], every: int) -> list[str]:
    return [word + "kah" if number % every == every - 1 else word for number, word in enumerate(words)]


STORY = prose("story")


def test_a_text_in_two_outlets_is_one_also_cut_or_reworded() -> None:
    whole = article("a", STORY)
    assert near(whole, article("b", STORY)) == 1000
    assert near(whole, article("b", STORY[:70])) == 1000
    assert near(whole, article("b", reworded(STORY, 15))) > 700
    assert near(whole, article("b", reworded(STORY, 5))) == 0
    assert groups([whole, article("b", STORY[:70]), article("c", prose("other"))]) == {
        "a": f"{ID}release/judul-a.{release(['a'], {'a': sketch(whole)}).iri.rpartition('.')[2]}",
        "b": groups([whole, article("b", STORY)])["a"],
        "c": "c",
    }


def test_a_passage_in_common_makes_no_copy() -> None:
    story = article("a", [*prose("news", 80), *STORY[:60]])
    assert near(story, article("b", STORY)) == 0
    assert near(article("a", [*prose("x", 60), *STORY]), article("b", [*prose("y", 60), *STORY])) == 0


def test_common_quotations_with_other_prose_are_two_reports() -> None:
    said = ['"' + " ".join(STORY[:40]) + '"']
    assert near(article("a", [*prose("x", 60), *said]), article("b", [*prose("y", 60), *said])) == 0


def test_stories_of_one_house_are_held_to_more() -> None:
    words = reworded(STORY, 9)
    assert near(article("a", STORY), article("b", words)) > 0
    assert near(article("a", STORY, "news.detik.com"), article("b", words, "www.detik.com")) == 0
    assert near(article("a", STORY, None), article("b", words, None)) == 0
    assert near(article("a", STORY, None), article("b", STORY, None)) > 0


def test_a_form_filled_in_twice_is_no_copy() -> None:
    def quake(numbers: list[str], names: list[str]) -> list[str]:
        return [*STORY, *numbers, *(f"di {name}" for name in names)]

    one, other = ["2", "9", "17", "45", "105"], ["3", "4", "22", "51", "110"]
    here, there = ["Bantul", "Sleman", "Wates", "Bambang"], ["Palu", "Poso", "Luwuk", "Sigi"]
    assert near(article("a", quake(one, here)), article("b", quake(one, here))) > 0
    assert near(article("a", quake(one, here)), article("b", quake(other, here))) == 0
    assert near(article("a", quake(one, here)), article("b", quake(one, there))) == 0


@pytest.mark.parametrize(("days", "copies"), [(0, True), (3, True), (4, False)])
def test_a_copy_comes_within_days(days: int, copies: bool) -> None:
    later = article("b", STORY, day=DAY + timedelta(days=days))
    assert (near(article("a", STORY), later) > 0) == copies
    assert near(article("a", STORY, day=None), later) > 0


def test_boilerplate_is_left_out_and_a_short_text_has_no_copies() -> None:
    text = "Iklan besar hari ini. " + " ".join(STORY)
    masked = Article("a", "", text, masked=(Span("text", 0, 22),))
    assert sketch(masked).bands == sketch(article("a", STORY)).bands
    assert sketch(article("a", STORY[:20])).bands == ()
    assert groups([article("a", STORY[:20]), article("b", STORY[:20])]) == {"a": "a", "b": "b"}


@pytest.mark.parametrize("text", ["", " ", "\ud800 " * 90, "satu", " ".join(prose("long", 9000)), '"' * 5000])
def test_a_sketch_of_any_text_comes_back_as_it_was(text: str) -> None:
    drawn = sketch(Article("a", "Judul \ud800 “x”", text, url="http://[::1", publisher=None), issued=True)
    assert load("a", dump(drawn)) == drawn
    assert len(dump(drawn)) < 40_000


def test_no_chain_leads_from_one_story_to_another() -> None:
    links = {"a": {"b": 900}, "b": {"a": 900, "c": 900}, "c": {"b": 900, "d": 900}, "d": {"c": 900}}
    assert stars(links) == [frozenset("abc")]
    steps = ["ab", "bc", "cd", "de", "ef"]
    links = {
        each: {other: 900 for step in steps if each in step for other in step if other != each} for each in "abcdef"
    }
    assert stars(links) == [frozenset("abc"), frozenset("def")]
    assert stars(dict(reversed(links.items()))) == stars(links)


# the ledger's form: the same groups, whatever came and went before


def variant(number: int) -> Record:
    """One of thirty articles on six stories, in many outlets, cut, reworded and dated in many ways."""
    chance = random.Random(number)
    words = prose(f"story {number % 6}")
    if chance.random() < 0.4:
        words = words[: chance.randint(60, 140)]
    if chance.random() < 0.6:
        words = reworded(words, chance.randint(7, 40))
    published = (DAY + timedelta(days=chance.randint(0, 5))).isoformat() if chance.random() < 0.8 else None
    line = f"Budi Santoso; Ketua; PMI {number % 6}; 64.74"
    outlet = chance.choice(["news.satu.id", "satu.id", "dua.id", "tiga.id", None])
    return Record(f"v{number:02}", f"{' '.join(words)}\n{line}", f"Judul {number}", published, publisher=outlet)


def graph(ledger: Ledger, sheet: Sheet, records: list[Record], batch: int) -> set[str]:
    ingest(records, FAKE, ledger, sheet, batch)
    return sheet.lines


@pytest.fixture
def ledgers(tmp_path: Path) -> Iterator[Ledger]:
    return (Ledger.open(tmp_path / f"{number}.sqlite", write=True) for number in range(9))


def test_the_graph_of_copies_is_a_function_of_the_articles(ledgers: Iterator[Ledger]) -> None:
    records = [variant(number) for number in range(30)]
    ledger = next(ledgers)
    expected = graph(ledger, Sheet(), records, 500)
    by_batch = groups(fake_reading(record).article for record in records)
    assert ledger.sources() == by_batch
    shared = [key for key, of in by_batch.items() if key != of]
    assert 15 < len(shared) < 30
    assert 5 < len({by_batch[key] for key in shared}) < 15
    assert sum(" <https://schema.org/isBasedOn> " in line for line in expected) == len(shared)

    for seed, batch in [(1, 1), (2, 7), (3, 500)]:
        chance = random.Random(seed)
        other, sheet = next(ledgers), Sheet()
        graph(other, sheet, chance.sample(records, 20), batch)
        for record in chance.sample(records, 8):
            with other.transaction():
                other.retire(record.key)
            projection.project(other, sheet)
        changed = [Record(r.key, variant(n + 1).text, "lain", r.published) for n, r in enumerate(records[:9])]
        graph(other, sheet, changed, batch)
        assert graph(other, sheet, chance.sample(records, 30), batch) == expected
        assert other.sources() == by_batch


def test_one_copy_more_moves_only_those_it_is_tied_to(ledgers: Iterator[Ledger]) -> None:
    ledger, sheet = next(ledgers), Sheet()
    records = [Record(f"{n}", " ".join(prose(n)), f"Judul {n}", publisher=f"{n}.id") for n in range(4)]
    before = set(graph(ledger, sheet, records, 9))
    graph(ledger, sheet, [Record("copy", " ".join(prose(2)), "Judul lain", publisher="x.id")], 9)
    assert ledger.sources()["copy"] == ledger.sources()["2"] != "2"
    assert {line for line in sheet.lines - before if "/article/copy" not in line and "/release/" not in line} == set()
    with ledger.transaction():
        ledger.retire("copy")
    projection.project(ledger, sheet)
    assert sheet.lines == before


def test_copies_count_as_one_source(ledgers: Iterator[Ledger]) -> None:
    told = "\nBudi Santoso; Ketua; PMI Bontang; 64.74"
    text = " ".join(STORY) + told
    records = [Record(key, text, "Judul", publisher=f"{key}.id") for key in ("a", "b")]
    records.append(Record("c", " ".join(prose("other")) + told, "Lain", publisher="c.id"))
    lines = graph(next(ledgers), Sheet(), records, 2)
    number = "<http://www.w3.org/2001/XMLSchema#integer>"
    budi = f"<{ID}person/budi-santoso> <https://w3id.org/kabargraf/ontology#"
    assert f'{budi}articles> "3"^^{number} .\n' in lines
    assert f'{budi}sources> "2"^^{number} .\n' in lines


def test_the_questions_count_copies_once(tmp_path: Path) -> None:
    from test_projection import fed

    told = "\nBudi Santoso; Ketua; PMI Bontang; 64.74"
    records = [Record(key, " ".join(STORY) + told, f"Judul {key}", publisher=f"{key}.id") for key in ("a", "b")]
    records.append(Record("c", " ".join(prose("other")) + told, "Lain", publisher="a.id"))
    fed(tmp_path, records)
    with open_edition(tmp_path) as edition:
        rows = query(edition.store, "corroboration", {"thing": "PMI Bontang"}).records()
        releases = query(edition.store, "press-releases").records()
    holder = next(row for row in rows if row["relation"] == "current")
    assert (holder["subject"], holder["sources"], holder["articles"], holder["outlets"]) == (
        "Budi Santoso",
        "2",
        "3",
        "2",
    )
    assert [(row["release"], row["articles"], row["outlets"], row["publishers"]) for row in releases] == [
        ("Judul a", "2", "2", "a.id; b.id")
    ]


def test_another_signer_makes_the_graph_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from test_projection import exported, fed, opened

    expected = fed(tmp_path, [variant(number) for number in range(12)])
    monkeypatch.setattr(projection, "signer", lambda: "next")
    with opened(tmp_path) as (ledger, _):
        assert ledger.meta("signer") == "next"
    assert exported(tmp_path) == expected


def test_a_ledger_without_copies_is_given_them(tmp_path: Path) -> None:
    from test_projection import exported, fed, opened

    records = [variant(number) for number in range(12)]
    expected = fed(tmp_path, records)
    first_tables(
        tmp_path / "ledger.sqlite",
        "UPDATE meta SET value = '1' WHERE name = 'projector'; DELETE FROM meta WHERE name = 'signer';",
    )
    with opened(tmp_path) as (ledger, _):
        assert ledger.keys() == [record.key for record in records]
        assert ledger.sources() == groups(fake_reading(record).article for record in records)
    assert sqlite3.connect(tmp_path / "ledger.sqlite").execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert len(STEPS) == VERSION
    assert exported(tmp_path) == expected


# articles of news


def test_the_release_in_two_sample_outlets_is_one() -> None:
    articles = [parse_article(record) for record in read([ARTICLES]) if isinstance(record, Record)]
    found = groups(articles)
    assert {key for key, of in found.items() if key != of} == {"karya-bakti-sebubus", "jembatan-rusak-paloh"}
    assert found["karya-bakti-sebubus"] == found["jembatan-rusak-paloh"]
    assert "/release/kodim-1208-sambas-dan-warga-sebubus-gotong-royong" in found["jembatan-rusak-paloh"]


def test_gold_pairs_are_found_and_what_looks_alike_is_not_joined() -> None:
    folder = shared("identity") / "dev"
    clusters = [c for c in json.loads((folder / "clusters.json").read_text("utf-8")) if c["kind"] == "article"]
    records = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    found = groups(
        parse_article(Record(r["id"], r["text"], r["title"] or "", r["published"], r["url"], r["publisher"]))
        for r in records
    )
    wanted = {frozenset(key for key, _ in cluster["members"]) for cluster in clusters}
    keys = {key for cluster in wanted for key in cluster}
    got = {frozenset(key for key in keys if found[key] == of) for of in {found[key] for key in keys}}
    assert len(keys) == 10
    assert got == wanted


def sketch_of(key: str) -> Sketch:
    return sketch(article(key, STORY))


def test_what_ties_is_written_in_both_directions() -> None:
    assert compare([(sketch_of("a"), sketch_of("b"))]) == {"a": {"b": 1000}, "b": {"a": 1000}}
