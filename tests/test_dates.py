"""Dates are read as precisely as they are written, and nothing is invented."""

from datetime import date

import pytest

from kg.article import parse_article
from kg.indonesian.dates import days
from kg.model import Record
from kg.sentences import sentences

SATURDAY = date(2024, 10, 12)


def found(text: str, published: date | None = SATURDAY) -> list[str]:
    article = parse_article(Record("a", text))
    lines = sentences(article, frozenset())
    return [day.begin + (f"/{day.until}" if day.until else "") for line in lines for day in days(line, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pada Jumat, 11 Oktober 2024", "2024-10-11"),
        ("Jum'at, 11 Oktober 2024", "2024-10-11"),
        ("Senin (9/6/2025)", "2025-06-09"),
        ("Jumat malam (11/10/2024) sekitar pukul 19.30 Wita", "2024-10-11"),
        ("Jumat (11/10)", "2024-10-11"),
        ("Senin (30/12)", "2024-12-30"),
        ("11 Okt 2024", "2024-10-11"),
        ("Oktober 2024", "2024-10"),
        ("tahun 2024", "2024"),
        ("11-13 Oktober 2024", "2024-10-11/2024-10-13"),
        ("25 September hingga 23 November 2024", "2024-09-25/2024-11-23"),
        ("kemarin", "2024-10-11"),
        ("hari ini", "2024-10-12"),
        ("Senin lalu", "2024-10-07"),
        ("Rabu mendatang", "2024-10-16"),
        ("bulan lalu", "2024-09"),
        ("tahun lalu", "2023"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert found(f"Warga datang {text}.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "skor 2/1",
        "pukul 14.30 WIB",
        "HUT ke-12",
        "sebanyak 2024 orang",
        "minggu ini",
        "31/02/2024",
        "Pasal 363",
        "Rp 11.000",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(f"Warga mencatat {text}.") == []


@pytest.mark.parametrize("text", ["kemarin", "Senin lalu", "Jumat (11/10)", "bulan lalu"])
def test_nothing_is_counted_from_an_unknown_publication(text: str) -> None:
    assert found(f"Warga datang {text}.", None) == []
