"""Texts in a wrong encoding: mended for the reader, told as offsets into what was given."""

import string
from itertools import product

import pytest
from ftfy.badness import is_bad
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read
from test_reading import check_laws

from kg.article import parse_article
from kg.model import Quotation, Record, Span
from kg.mojibake import SUSPECT, mend


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Pabrik NestlÃ© di Bontang", "Pabrik Nestlé di Bontang"),
        ("kata dia, â€œKami siapâ€\x9d.", "kata dia, “Kami siap”."),
        ("“Kami” minum NestlÃ© saja", "“Kami” minum Nestlé saja"),  # curly marks that are right beside what is wrong
        ("ujarnya, \x93Siap\x94", "ujarnya, “Siap”"),
        ("hadir â\x81\xa0Edi dan â\x81 Rizal", "hadir \u2060Edi dan \u2060Rizal"),
        ("NestlÃƒÂ©", "Nestlé"),
        ("Polres ðŸ˜€ Bontang", "Polres 😀 Bontang"),
    ],
)
def test_encoding_is_mended_and_each_letter_knows_where_it_stands(given: str, meant: str) -> None:
    found = mend(given)
    assert found.text == meant
    assert found.offsets is not None
    assert len(found.offsets) == len(meant) + 1
    for at, letter in enumerate(meant):
        stands = given[found.offsets[at] : found.offsets[at + 1]]
        assert stands == letter if letter.isascii() else mend(stands).text in (letter, stands)
    assert found.offsets[-1] == len(given)


@pytest.mark.parametrize(
    "text",
    [
        "Bontang – “Kami siap,” kata Ketua…",
        "ﬁnal, ｆｕｌｌ, &amp;, «kata», e\u0301, a\u00adb",  # what ftfy would change besides the encoding
        "SÃO PAULO",
        "",
    ],
)
def test_nothing_else_is_mended(text: str) -> None:
    assert mend(text).text == text
    assert mend(text).offsets is None


def test_marks_of_sound_text_alone_are_never_mended() -> None:
    marks = "\xa0“”‘’–—…"
    assert SUSPECT.search(marks + string.printable) is None
    assert not any(is_bad("".join(letters)) for letters in product(marks + string.printable, repeat=2))
    assert not any(is_bad("".join(letters)) for letters in product(marks + "aZ 0.", repeat=4))


def test_lines_are_mended_one_by_one() -> None:
    found = mend("Nestlé\r\nNestlÃ©\n“Ya”\n")
    assert found.text == "Nestlé\r\nNestlé\n“Ya”\n"
    assert found.given(Span("text", 8, 14)) == Span("text", 8, 15)
    assert found.mended(Span("text", 8, 15)) == Span("text", 8, 14)


def test_a_reading_has_names_as_meant_and_spans_as_given() -> None:
    text = (
        "Bontang â€“ Kapolres Bontang AKBP JosÃ© Pratama Wijaya hadir, Jumat (11/10/2024). "
        "â€œKami siap menjaga kota ini,â€\x9d kata AKBP JosÃ© Pratama Wijaya."
    )
    reading = read(text)
    check_laws(reading)
    assert reading.article.text == text
    assert reading.article.dateline == Span("text", 0, 7)
    [person] = [e for e in reading.entities if e.kind == "person"]
    assert person.name == "José Pratama Wijaya"
    said = [reading.article.quote(m.span) for m in reading.mentions if m.entity == person.key]
    assert all("JosÃ© Pratama Wijaya" in words for words in said)
    [quotation] = [claim for claim in reading.claims if isinstance(claim, Quotation)]
    assert quotation.text == "Kami siap menjaga kota ini,"
    assert "â€œKami siap menjaga kota ini,â€\x9d" in reading.article.quote(quotation.evidence.span)


def test_an_article_without_mojibake_is_not_touched() -> None:
    article = parse_article(Record("a", "Bontang – Selesai."))
    assert article.masked == (Span("text", 0, 10),)


@given(
    st.lists(st.sampled_from(["NestlÃ©", "â€œ", "â€\x9d", "\x93", "é", " ", "\n", "Kapolres Bontang", "â€“", "Ã", "a"]))
)
@settings(max_examples=200, deadline=None)
def test_spans_go_there_and_back(parts: list[str]) -> None:
    text = "".join(parts)
    found = mend(text)
    whole = Span("text", 0, len(found.text))
    assert found.given(whole) == Span("text", 0, len(text))
    for at in range(len(found.text)):
        letter = Span("text", at, at + 1)
        assert found.mended(found.given(letter)) == letter
    check_laws(read(text + "\nKapolres Bontang AKBP Alex Pratama hadir."))
