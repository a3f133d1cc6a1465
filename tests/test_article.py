"""An article's frame: dateline, credit line, boilerplate, date; and that no text at all makes it fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.article import parse_article
from kg.model import Article, Record


def parse(text: str, publisher: str | None = None) -> Article:
    return parse_article(Record("a", text, "Judul", "2024-10-12T08:00:00+07:00", None, publisher))


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("Gerbangkaltim.com, Bontang– Menyambut pilkada, polisi bersiap.", "Bontang", "Menyambut"),
        ("JAKARTA, KOMPAS.com - Presiden bertemu menteri.", "JAKARTA", "Presiden"),
        ("TIMES JOGJA, PONOROGO – Warga berkumpul.", "PONOROGO", "Warga"),
        ("Jakarta (ANTARA) - Presiden bertemu menteri.", "Jakarta", "Presiden"),
        ("Krjogja.com - SOLO - Wali kota hadir.", "SOLO", "Wali"),
        ("Padang\n-\nKota ini ramai.", "Padang", "Kota"),
        ("GELORA.CO - Seorang warga melapor.", None, "Seorang"),
        ("Zurich\n-\nPenumpang pesawat menunggu.", "Zurich", "Penumpang"),
        ("Regional Kategori Event DOWNLOAD IDN APP SEKARANG! Sleman, IDN Times - Pelatih datang.", "Sleman", "Pelatih"),
        ("Ganti Nama Sang Penulis - detikInet Rabu, 23 Agu 2017 20:10 WIB Jakarta - Game itu laku.", "Jakarta", "Game"),
        ("Warga Bontang - seperti biasa - berkumpul.", None, "Warga"),
        ("Polisi menangkap seorang pria.", None, "Polisi"),
    ],
)
def test_datelines(text: str, place: str | None, first: str) -> None:
    article = parse(text)
    assert (article.quote(article.dateline) if article.dateline else None) == place
    start = max((span.end for span in article.masked), default=0)
    assert article.text[start:].startswith(first)


def test_a_dateline_may_name_the_publisher() -> None:
    article = parse("BONTANG, WARTA PESISIR – Rapat digelar.", "Warta Pesisir")
    assert article.dateline is not None
    assert article.quote(article.dateline) == "BONTANG"


def test_the_credit_line_is_the_last_one() -> None:
    article = parse("Sumber: hasil wawancara\nIsi.\nSumber: Humas Polda Kaltim")
    assert article.credit is not None
    assert article.quote(article.credit) == "Humas Polda Kaltim"


@pytest.mark.parametrize(
    "line",
    [
        "BACA JUGA",
        "Baca juga: Banjir Melanda Kampung Lain",
        "SCROLL TO CONTINUE WITH CONTENT",
        "[Gambas:Video 20detik]",
        "Editor: Sang Penyunting",
        "Advertisement",
    ],
)
def test_boilerplate_is_masked_and_stays(line: str) -> None:
    article = parse(f"Polisi bersiap.\n{line}\nWarga berkumpul. (mud/dha)")
    assert [article.quote(span) for span in article.masked] == [line, "(mud/dha)"]


def test_a_teaser_inside_a_line_ends_where_prose_begins() -> None:
    article = parse(
        "Bilal hadir. Baca Juga: Fratika Siap Munculkan Atlet Level Nasional Ditemui usai seremoni, Bilal tersenyum."
    )
    assert [article.quote(span).strip() for span in article.masked] == [
        "Baca Juga: Fratika Siap Munculkan Atlet Level Nasional"
    ]


def test_headlines_of_other_articles_are_masked_up_to_the_next_sentence() -> None:
    article = parse(
        "Bilal hadir.\nBaca juga:\nBanjir Melanda Kampung Sebelah\nKapan Jalan Tirta Dibuka?\nPolisi Bontang Menangkap Sari Dewi."
    )
    assert [article.quote(span) for span in article.masked] == [
        "Baca juga:",
        "Banjir Melanda Kampung Sebelah",
        "Kapan Jalan Tirta Dibuka?",
    ]
    article = parse("Bilal hadir. Simak juga Video 'Banjir Melanda Kampung': [Gambas:Video 20detik]")
    assert "Banjir" in "".join(article.quote(span) for span in article.masked)


def test_a_word_of_boilerplate_inside_prose_is_prose() -> None:
    assert parse("Polisi meminta warga membaca juga surat itu.").masked == ()


@pytest.mark.parametrize(("given_date", "day"), [("2024-10-11T23:00:00Z", 11), ("2024-10-11", 11)])
def test_dates(given_date: str, day: int) -> None:
    article = parse_article(Record("a", "Isi.", published=given_date))
    assert article.published is not None
    assert article.published.day == day


def test_a_date_that_is_none_counts_as_none() -> None:
    assert parse_article(Record("a", "Isi.", published="kemarin")).published is None


@given(st.text(st.characters(), max_size=300), st.one_of(st.none(), st.text(max_size=40)))
def test_no_text_makes_it_fail(text: str, publisher: str | None) -> None:
    article = parse(text, publisher)
    assert article.text == text
    assert all(0 <= span.start < span.end <= len(text) for span in article.masked)
