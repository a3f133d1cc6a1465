"""Direct speech and its speaker: before, after, in the middle, by pronoun; terms in quotation marks are none."""

import pytest
from reading import entity, read

from kg.model import Quotation


def quotes(text: str) -> list[tuple[str, str]]:
    reading = read("Kapolres Bontang AKBP Alex Tobing bertemu Gus Amin Prakosa. " + text)
    return [(entity(reading, c.speaker).name, c.text) for c in reading.claims if isinstance(c, Quotation)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Kami siap menjaga kota,” kata Alex.", [("Alex Tobing", "Kami siap menjaga kota,")]),
        ("“Kami siap menjaga kota,” ungkap Kapolres.", [("Alex Tobing", "Kami siap menjaga kota,")]),
        ('"Kami siap menjaga kota," ujar Gus Amin.', [("Amin Prakosa", "Kami siap menjaga kota,")]),
        ("Gus Amin mengatakan, “Kami siap menjaga kota.”", [("Amin Prakosa", "Kami siap menjaga kota.")]),
        ("Gus Amin tersenyum. “Kami siap menjaga kota,” tegasnya.", [("Amin Prakosa", "Kami siap menjaga kota,")]),
        ("Gus Amin tersenyum. “Kami siap menjaga kota,” kata dia.", [("Amin Prakosa", "Kami siap menjaga kota,")]),
        ("“Kami siap,” kata Alex, “menjaga kota.”", [("Alex Tobing", "Kami siap, menjaga kota.")]),
        ("“Kami. Siap. Menjaga kota,” kata Alex.", [("Alex Tobing", "Kami. Siap. Menjaga kota,")]),
    ],
)
def test_speakers(text: str, expected: list[tuple[str, str]]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    "text", ["Itu bagian dari upaya “cooling system” polisi.", "Ia membaca “Laskar Pelangi” di rumah."]
)
def test_a_term_is_no_quotation(text: str) -> None:
    assert quotes(text) == []


def test_a_suspect_named_by_initials_is_not_taken_for_the_speaker() -> None:
    text = "Kata Alex, penyidik memburu seorang pria berinisial AK. “Kami minta AK menyerahkan diri,” tegasnya."
    assert [speaker for speaker, _ in quotes(text)] != ["AK"]
