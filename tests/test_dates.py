"""Dates are read as precisely as they are written, and nothing is invented."""

from datetime import date

import pytest

from kg.article import parse_article
from kg.indonesian.dates import days, days_of
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
        ("Senin 7 oktober 2024", "2024-10-07"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selasa (10/10/2023)", "2023-10-10"),  # a Tuesday
        ("Kamis (10/10/2023)", "2024-10-10"),  # last year's number: on a Thursday it was in 2024
        ("awal Mei", "2024-05"),
        ("pada 2019", "2019"),
        ("pagi tadi", "2024-10-12"),
        ("malam tadi", "2024-10-11"),
    ],
)
def test_the_weekday_decides_between_years(text: str, expected: str) -> None:
    assert found(f"Warga datang {text}.") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kata Budi di Bontang, Kamis.", ["2024-10-10"]),
        ("Budi tiba di Bontang, Sabtu pagi, bersama Siti.", ["2024-10-12"]),
        ("Pawai akan digelar di Bontang, Senin.", []),  # to come: which Monday is not told
        ("Setiap pekan, Senin dan Selasa ramai.", []),
        ("Sidang dijadwalkan berlangsung pada Selasa.", []),
        ("Kecelakaan terjadi di depan Masjid Agung Bontang, Sabtu.", ["2024-10-12"]),
        ("Banjir merendam Bontang hingga satu meter, Sabtu.", ["2024-10-12"]),
        ("Pemeriksaan dijadwalkan di Gedung Merah Putih KPK, Rabu.", []),
        ("Presiden bertolak ke Jakarta besok, Senin.", ["2024-10-13"]),
        ("Ia tiba pekan depan, Senin, di Jakarta.", []),
        ("Toko itu tutup hingga pada Senin.", []),
        ("Toko itu buka setiap Senin, Rabu, dan Jumat.", []),
        ("Jadwal: Senin, Selasa, Rabu, Kamis.", []),
        ("Kapal berangkat, Senin dan Rabu.", []),
        ("Toko itu buka (Hanya Sabtu, Minggu).", []),
        ("Pengunjung sebaiknya datang pada Minggu pagi.", []),
    ],
)
def test_a_weekday_alone_is_the_last_one_before_publication(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lomba tahun pelajaran 2024/2025 digelar Sabtu (14/6).", "2025-06-14"),
        ("Lomba digelar Sabtu (14/6).", None),  # no year is named
        ("Sejak 2014 dan 2025 lomba digelar Sabtu (14/6).", None),  # both have that Saturday
    ],
)
def test_without_publication_a_weekday_tells_the_year_of_those_named(text: str, expected: str | None) -> None:
    lines = sentences(parse_article(Record("a", text)), frozenset())
    whole = [day.begin for found in days_of(lines, None) for day in found if len(day.begin) == len("2025-06-14")]
    assert whole == ([expected] if expected else [])


def test_a_weekday_that_no_near_year_has_leaves_a_doubt() -> None:
    line = sentences(parse_article(Record("a", "Warga datang Senin (10/10/2024).")), frozenset())[0]
    assert [(day.begin, day.doubt) for day in days(line, SATURDAY)] == [("2024-10-10", True)]


def test_without_a_publication_date_the_first_whole_date_tells_the_year() -> None:
    text = "Rapat itu digelar Senin (7/10/2024). Warga datang lagi Jumat (11/10). Kemarin hujan."
    lines = sentences(parse_article(Record("a", text)), frozenset())
    assert [[day.begin for day in told] for told in days_of(lines, None)] == [["2024-10-07"], ["2024-10-11"], []]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meninggal Selasa (7/1)", "2025-01-07"),  # half a year and more before
        ("rapat Senin (20/10)", "2025-10-20"),
        ("konferensi Agustus mendatang", "2025-08"),
        ("dini hari tadi", "2025-07-15"),
    ],
)
def test_a_date_without_a_year_lies_rather_behind_than_ahead(text: str, expected: str) -> None:
    assert found(f"Warga {text}.", date(2025, 7, 15)) == [expected]


@pytest.mark.parametrize("text", ["akhir pekan kemarin", "Undang-Undang Nomor 40 Tahun 2008", "hingga 30 Mei 2025"])
def test_what_dates_no_event(text: str) -> None:
    assert found(f"Warga datang {text}.", date(2025, 7, 15)) == []
