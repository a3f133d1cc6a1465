"""The sample articles in data/articles/ are well formed, and they are the project's own words.

The real news that the project is measured with belongs to its outlets: none of its sentences may stand here.
"""

import gzip
import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "data" / "articles"
SHARED = ROOT.parent / "shared"

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
NUMERIC_DATE = re.compile(rf"({'|'.join(WEEKDAYS)}) \((\d+)/(\d+)/(\d{{4}})\)")
WRITTEN_DATE = re.compile(rf"({'|'.join(WEEKDAYS)}), (\d+) ({'|'.join(MONTHS)}) (\d{{4}})")
SHORTEST = 6  # words: shorter sentences ("Sumber: Humas Polda Kaltim") are formulas that anybody writes


def sample_records() -> dict[str, dict[str, Any]]:
    """Each sample article as title, text and what else its file gives, under its id or its file's name."""
    records: dict[str, dict[str, Any]] = {}
    for path in sorted(ARTICLES.iterdir()):
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".txt":
            title, _, text = content.partition("\n")
            records[path.stem] = {"title": title, "text": text.strip()}
        elif path.suffix == ".json":
            record = json.loads(content)
            records[record["id"]] = record
        elif path.suffix == ".jsonl":
            for line in content.splitlines():
                record = json.loads(line)
                records[record["id"]] = record
        else:
            pytest.fail(f"{path.name} is of no kind that this test knows")
    return records


RECORDS = sample_records()


def folded(text: str) -> str:
    """The words alone, lower-cased: neither marks nor line breaks hide a copied sentence."""
    return " ".join(re.findall(r"\w+", text.lower()))


def sentences(text: str) -> Iterator[str]:
    """The folded sentences and quoted speeches of a text that are long enough to be somebody's own."""
    for piece in re.split(r"(?<=[.!?])[\"”]?\s+|\n+|[\"“”]", text):
        words = folded(piece)
        if len(words.split()) >= SHORTEST:
            yield words


def shared_texts() -> Iterator[tuple[str, str]]:
    """Each article of the shared gold and corpora: its id, and its title and text."""
    for path in sorted(SHARED.glob("gold/*.articles.jsonl")) + sorted(SHARED.glob("corpus/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["id"], f"{record.get('title') or ''}\n{record['text']}"


def test_there_are_four_articles() -> None:
    assert len(RECORDS) == 4


@pytest.mark.parametrize("key", RECORDS)
def test_an_article_is_well_formed(key: str) -> None:
    title, text = RECORDS[key]["title"], RECORDS[key]["text"]
    assert title == title.strip()
    assert 5 <= len(title.split()) <= 16
    assert 250 <= len(text.split()) <= 400
    assert text.upper().startswith("BONTANG"), "no dateline"
    assert text.count("“") == text.count("”")
    assert text.count('"') % 2 == 0
    assert text.count("(") == text.count(")")
    assert not re.search(r"[ \t]{2}| \n|[.!?][A-Z]", text), "a slip of the keyboard"


@pytest.mark.parametrize("key", RECORDS)
def test_each_weekday_is_that_of_its_date(key: str) -> None:
    text = RECORDS[key]["text"]
    dates = [(name, int(day), int(month), int(year)) for name, day, month, year in NUMERIC_DATE.findall(text)]
    dates += [(name, int(d), MONTHS.index(month) + 1, int(y)) for name, d, month, y in WRITTEN_DATE.findall(text)]
    assert dates
    for name, day, month, year in dates:
        assert WEEKDAYS[datetime(year, month, day).weekday()] == name, f"{name} {day}/{month}/{year}"


@pytest.mark.parametrize("key", [key for key in RECORDS if "published" in RECORDS[key]])
def test_an_invented_report_says_that_it_is_one(key: str) -> None:
    record = RECORDS[key]
    assert datetime.fromisoformat(record["published"]).year == 2024
    assert record["publisher"]
    assert ".example/" in record["url"], "an invented report must not stand under a real outlet's address"
    assert "rekaan, bukan berita" in record["note"]


def test_the_articles_share_persons_and_posts() -> None:
    texts = [record["text"] for record in RECORDS.values()]
    assert all("Kapolres Bontang AKBP Alex Frestian Lumban Tobing" in text for text in texts)
    for name in ("Gus Choirul Amin", "Dandim", "Surya Baskara Wiratama", "Kompol Bagas Prayoga Adinata", "Kabag Ops"):
        assert sum(name in text for text in texts) == 2, name


def test_no_sentence_is_taken_from_the_shared_news() -> None:
    if not SHARED.is_dir():
        if os.environ.get("KG_REQUIRE_SHARED"):
            pytest.fail(f"{SHARED} is missing")
        pytest.skip(f"{SHARED} is not here")
    ours = {words for record in RECORDS.values() for words in sentences(f"{record['title']}\n{record['text']}")}
    assert len(ours) > 80
    seen = 0
    for key, text in shared_texts():
        seen += 1
        words = folded(text)
        copied = [sentence for sentence in ours if sentence in words]
        assert not copied, key
    assert seen > 100
