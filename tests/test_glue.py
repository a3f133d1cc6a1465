"""Words that a scraper has glued come apart at their own offsets; words with a capital inside stay whole."""

import pytest

from kg.article import parse_article
from kg.indonesian.glue import unglue
from kg.model import Record
from kg.sentences import sentences


def apart(text: str) -> list[str]:
    lines = unglue(sentences(parse_article(Record("a", text)), frozenset()))
    for line in lines:
        assert all(text[token.start : token.end] == token.text for token in line.tokens)
    return [token.text for line in lines for token in line.tokens if token.text.isalnum()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PresidenPrabowo datang.", ["Presiden", "Prabowo", "datang"]),
        ("Harga diIran naik.", ["Harga", "di", "Iran", "naik"]),
        ("Ratna Widyanimembuat kue.", ["Ratna", "Widyani", "membuat", "kue"]),
        ("DPRSufmi hadir.", ["DPR", "Sufmi", "hadir"]),
        ("PemerintahIrankembali melarang.", ["Pemerintah", "Iran", "kembali", "melarang"]),
        (
            "Hadimengungkapkan itu. Prasetyo Hadi tersenyum.",
            ["Hadi", "mengungkapkan", "itu", "Prasetyo", "Hadi", "tersenyum"],
        ),
        ("GubernurMaluku Utara hadir.", ["Gubernur", "Maluku", "Utara", "hadir"]),
        ("Prabowodan Megawati hadir.", ["Prabowo", "dan", "Megawati", "hadir"]),
        (
            "Prabowo Subianto-Gibran Rakabuming menang atas Siti Nur-Aini.",
            ["Prabowo", "Subianto", "Gibran", "Rakabuming", "menang", "atas", "Siti"],  # "Nur-Aini" is one word
        ),
        ("Prabowo Subiantomenggagas koperasi.", ["Prabowo", "Subianto", "menggagas", "koperasi"]),
        ("Prabowo Subiantomengaku lega.", ["Prabowo", "Subianto", "mengaku", "lega"]),
        ("Asep Kartamenggala hadir.", ["Asep", "Kartamenggala", "hadir"]),
        ("Donald Trumpakan datang.", ["Donald", "Trump", "akan", "datang"]),
        ("Aparat TNI-Polri hadir.", ["Aparat", "TNI", "Polri", "hadir"]),
        ("Perang Iran-Israel memanas.", ["Perang", "Iran", "Israel", "memanas"]),
        ("Jalan Solo-Klaten ramai.", ["Jalan", "ramai"]),  # one road
        (
            "Ridwan Kamil-Suswono kalah. Ridwan Kamil hadir.",
            ["Ridwan", "Kamil", "Suswono", "kalah", "Ridwan", "Kamil", "hadir"],
        ),
        ("Trent Alexander-Arnold cedera. Alexander Isak tidak.", ["Trent", "cedera", "Alexander", "Isak", "tidak"]),
        ("Yudi Yudiawan dan Terawan hadir.", ["Yudi", "Yudiawan", "dan", "Terawan", "hadir"]),
    ],
)
def test_glued(text: str, expected: list[str]) -> None:
    assert apart(text) == expected


@pytest.mark.parametrize(
    "word", ["YouTube", "NasDem", "WhatsApp", "detikJogja", "TribunJatim", "KemenPUPR", "Bangkalan", "UMKM"]
)
def test_one_word(word: str) -> None:
    assert apart(f"Kata {word} itu.") == ["Kata", word, "itu"]
