"""Tokens and sentences keep their offsets, whatever scrapers did to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.article import parse_article
from kg.model import Record
from kg.sentences import sentences, tokens

ABBREVIATIONS = frozenset({"Ust", "H", "Jl"})


def split(text: str, title: str = "") -> list[str]:
    article = parse_article(Record("a", text, title))
    return [article.quote(sentence.span) for sentence in sentences(article, ABBREVIATIONS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AKBP Alex, S.I.K., M.Si.", ["AKBP", "Alex", ",", "S.I.K.", ",", "M.Si."]),
        ("Kodim 0908/Btg", ["Kodim", "0908/Btg"]),
        ("Kodam VI/Mulawarman", ["Kodam", "VI/Mulawarman"]),
        ("Jumat (11/10/2024)", ["Jumat", "(", "11/10/2024", ")"]),
        ("pukul 14.30 WIB", ["pukul", "14.30", "WIB"]),
        ("HUT ke-12", ["HUT", "ke-12"]),
        ("Gerbangkaltim.com menulis", ["Gerbangkaltim.com", "menulis"]),
        ("TNI/Polri", ["TNI", "/", "Polri"]),
        ("penyanyi.Diketahui", ["penyanyi", ".", "Diketahui"]),
        ("Al-Qur'an", ["Al-Qur'an"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Polisi datang. Warga pulang.", ["Polisi datang.", "Warga pulang."]),
        ("Polisi datang.Warga pulang.", ["Polisi datang.", "Warga pulang."]),
        ("Ust. Daroji datang. H. Amin pulang.", ["Ust. Daroji datang.", "H. Amin pulang."]),
        ("“Kami siap. Kami jaga,” katanya. Ia pulang.", ["“Kami siap.", "Kami jaga,” katanya.", "Ia pulang."]),
        ("Harga naik 2.5 persen. Warga resah.", ["Harga naik 2.5 persen.", "Warga resah."]),
        ("Polres\nBontang", ["Polres", "Bontang"]),
        ("Warga di\nsekitar pasar resah.", ["Warga di\nsekitar pasar resah."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_a_headline_is_told_from_a_list_of_officers() -> None:
    article = parse_article(
        Record(
            "a", "Rapat dihadiri Kapolres AKBP Alex Tobing, Dandim Letkol Inf Surya Baskara.", "Polres Gandeng Majelis"
        )
    )
    assert [sentence.title_case for sentence in sentences(article, ABBREVIATIONS)] == [True, False]


@given(st.text(st.characters(), max_size=300))
def test_the_text_at_an_offset_is_the_token(text: str) -> None:
    article = parse_article(Record("a", text, text[:40]))
    for sentence in sentences(article, ABBREVIATIONS):
        field = article.title if sentence.field == "title" else article.text
        assert sentence.tokens
        assert all(field[token.start : token.end] == token.text for token in sentence.tokens)
        assert article.quote(sentence.span) == field[sentence.tokens[0].start : sentence.tokens[-1].end]
