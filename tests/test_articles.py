"""The sample articles in data/articles/ are well formed, and they are the project's own words.

The real news that the project is measured with belongs to its outlets: none of its sentences may stand here.
"""

import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from kg.model import Record
from kg.sources import read

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "data" / "articles"
SHARED = ROOT.parent / "shared"

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
NUMERIC_DATE = re.compile(rf"({'|'.join(WEEKDAYS)}) \((\d+)/(\d+)(?:/(\d{{4}}))?\)")
WRITTEN_DATE = re.compile(rf"({'|'.join(WEEKDAYS)}), (\d+) ({'|'.join(MONTHS)}) (\d{{4}})")
SHORTEST = 6  # words: shorter sentences ("Sumber: Humas Polda Kaltim") are formulas that anybody writes


REAL = "silaturahmi-msb.txt"  # the one article that tells what happened; all others are made up, and say so
DAMAGED = "laporan-alya-maheswari"  # as a careless scraper leaves a page: that is what it is for
INVENTED = "contoh karangan untuk Kabargraf: peristiwa dan ucapan di dalamnya rekaan, bukan berita."


def sample_records() -> dict[str, dict[str, Any]]:
    """Each sample article as title, text and what else its file gives, under its id or its file's name."""
    records: dict[str, dict[str, Any]] = {}
    for path in sorted(ARTICLES.iterdir()):
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".txt":
            title, _, text = content.partition("\n")
            text, _, note = text.strip().partition("\n\nCatatan: ")
            records[path.name] = {"title": title, "text": text, "note": note}
        elif path.suffix == ".json":
            found = json.loads(content)
            records |= {record["id"]: record for record in (found if isinstance(found, list) else [found])}
        elif path.suffix == ".jsonl":
            records |= {record["id"]: record for record in map(json.loads, content.splitlines())}
        elif path.suffix == ".html":
            (page,) = [record for record in read([path]) if isinstance(record, Record)]
            note = re.search("<!-- (.*?) -->", content)
            records[path.name] = asdict(page) | {"note": note[1] if note else ""}
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


def test_there_are_twenty_five_articles() -> None:
    assert len(RECORDS) == 25


@pytest.mark.parametrize("key", RECORDS)
def test_an_article_is_well_formed(key: str) -> None:
    title, text = RECORDS[key]["title"], RECORDS[key]["text"]
    assert title == title.strip()
    assert 5 <= len(title.split()) <= 16
    assert 120 <= len(text.split()) <= 400
    assert text.count("“") == text.count("”")
    assert text.count('"') % 2 == 0
    assert text.count("(") == text.count(")")
    slips = re.findall(r"[ \t]{2}| \n|(?<=[a-z)])[.!?][A-Z]|,\"\w", text)
    assert bool(slips) == (key == DAMAGED), f"slips of the keyboard: {slips}"


@pytest.mark.parametrize("key", RECORDS)
def test_each_weekday_is_that_of_its_date(key: str) -> None:
    text, published = RECORDS[key]["text"], RECORDS[key].get("published", "")[:4]
    dates = [(name, int(d), int(month), int(year or published)) for name, d, month, year in NUMERIC_DATE.findall(text)]
    dates += [(name, int(d), MONTHS.index(month) + 1, int(y)) for name, d, month, y in WRITTEN_DATE.findall(text)]
    assert dates
    for name, day, month, year in dates:
        assert WEEKDAYS[datetime(year, month, day).weekday()] == name, f"{name} {day}/{month}/{year}"


@pytest.mark.parametrize("key", [key for key in RECORDS if key != REAL])
def test_an_invented_report_says_that_it_is_one(key: str) -> None:
    record = RECORDS[key]
    note = record["note"]
    assert note[:1].lower() + note[1:] == INVENTED
    if "published" in record:
        assert datetime.fromisoformat(record["published"]).year in (2024, 2025)
        assert record["publisher"]
        assert ".example/" in record["url"], "an invented report must not stand under a real outlet's address"


def test_the_articles_on_bontang_share_persons_and_posts() -> None:
    texts = [record["text"] for record in RECORDS.values() if "Polres Bontang" in record["text"]]
    assert len(texts) == 4
    assert all("Kapolres Bontang AKBP Alex Frestian Lumban Tobing" in text for text in texts)
    for name in ("Gus Choirul Amin", "Dandim", "Surya Baskara Wiratama", "Kompol Bagas Prayoga Adinata", "Kabag Ops"):
        assert sum(name in text for text in texts) == 2, name


def test_one_press_release_stands_in_two_outlets() -> None:
    first, second = RECORDS["karya-bakti-sebubus"], RECORDS["jembatan-rusak-paloh"]
    assert first["publisher"] != second["publisher"]
    assert first["title"] != second["title"]
    assert first["text"].splitlines()[-1] == second["text"].splitlines()[-1] == "Sumber: Pendim 1208/Sambas"
    alike = SequenceMatcher(None, folded(first["text"]), folded(second["text"]), autojunk=False).ratio()
    assert 0.8 < alike < 1


def test_two_persons_of_one_name_hold_posts_in_two_regions() -> None:
    assert {key for key, record in RECORDS.items() if "Budi Santoso" in record["text"]} == {
        "longsor-tlahab-kidul",
        "unjuk-rasa-parkir",
    }
    assert "Camat Karangreja Budi Santoso" in RECORDS["longsor-tlahab-kidul"]["text"]
    assert "anggota DPRD Kota Tanjungpinang Budi Santoso" in RECORDS["unjuk-rasa-parkir"]["text"]


def test_what_one_article_plans_another_reports_as_done() -> None:
    plan, report = RECORDS["rencana-puskesmas-kedungbanteng"], RECORDS["peresmian-puskesmas-kedungbanteng"]
    assert plan["published"] < "2025-03-17" <= report["published"]
    assert "akan meresmikan gedung baru Puskesmas Kedungbanteng pada Senin (17/3/2025)" in plan["text"]
    assert "meresmikannya dengan memotong pita di halaman puskesmas, Senin (17/3/2025)" in report["text"]


def test_no_sentence_is_taken_from_the_shared_news() -> None:
    if not SHARED.is_dir():
        if os.environ.get("KG_REQUIRE_SHARED"):
            pytest.fail(f"{SHARED} is missing")
        pytest.skip(f"{SHARED} is not here")
    ours = {words for record in RECORDS.values() for words in sentences(f"{record['title']}\n{record['text']}")}
    assert len(ours) > 250
    seen = 0
    for key, text in shared_texts():
        seen += 1
        words = folded(text)
        copied = [sentence for sentence in ours if sentence in words]
        assert not copied, key
    assert seen > 100
