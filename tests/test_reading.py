"""Whole readings: the laws that hold for any text, and the project's own sample articles."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import entity, names, posts, read

from kg.article import parse_article
from kg.indonesian import language
from kg.lexicon import PhraseTable
from kg.model import Containment, Issuance, Location, Participation, PostIn, Quotation, Reading, Record, Span, Tenure
from kg.reading import read_article
from kg.sentences import sentences
from kg.sources import read as records

SAMPLES = [r for r in records([Path(__file__).parent.parent / "data" / "articles"]) if isinstance(r, Record)]
LINES = [
    "Plt Kabag SDM AKP Sri Wahyuni, drg. Bagus, dan Komandan Kodim 0908/Btg hadir di Jalan Melati, Kecamatan Bontang Utara.",
    "Tersangka berinisial BW ditangkap Satreskrim Polres Ciamis, kata mantan ketua RT, Raden Mas Sutarno, di 17 Ilir.",
]
WORDS = [
    "Kapolres",
    "Bontang",
    "AKBP",
    "Alex",
    ",",
    ".",
    "(",
    ")",
    "MSB",
    "Ketua",
    "pertemuan",
    "“",
    "”",
    "kata",
    "ujarnya",
    "11/10/2024",
    "di",
    "akan",
    "Polres",
    "Gus",
    "H.",
    "2024",
]


def check_laws(reading: Reading) -> None:
    article = reading.article
    keys = {entity.key for entity in reading.entities}
    spans = sorted(mention.span for mention in reading.mentions)
    kind = {entity.key: entity.kind for entity in reading.entities}
    kinds: dict[Span, set[str]] = {}
    for mention in reading.mentions:
        kinds.setdefault(mention.span, set()).add(kind[mention.entity])
    assert len(keys) == len(reading.entities)
    for left, right in pairwise(spans):
        twofold = left == right and kinds[left] == {"organization", "place"}  # a hospital is a body and a building
        assert left.field != right.field or left.end <= right.start or twofold, "two mentions overlap"
    for span in [*spans, *(claim.evidence.span for claim in reading.claims)]:
        assert article.quote(span).strip() == article.quote(span) != "", "a span's words are not its own"
    for mention in reading.mentions:
        assert mention.entity in keys
    for claim in reading.claims:
        match claim:
            case PostIn():
                used = {claim.post, claim.organization}
            case Tenure():
                used = {claim.person, claim.post}
            case Location():
                used = {claim.event, claim.place}
            case Participation():
                used = {claim.event, claim.participant}
            case Containment():
                used = {claim.part, claim.whole}
            case Quotation():
                used = {claim.speaker}
            case Issuance():
                used = {claim.organization}
            case _:
                used = {claim.event}
        assert used <= keys
        assert 0 < claim.evidence.confidence <= 1


@pytest.mark.parametrize("record", SAMPLES, ids=lambda record: record.key)
def test_the_laws_hold_on_the_samples(record: Record) -> None:
    check_laws(read_article(parse_article(record), language()))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map(" ".join), st.text(st.characters(), max_size=60))
def test_the_laws_hold_on_any_text(words: str, noise: str) -> None:
    check_laws(read(words + noise, words[:50]))


def sample(key: str) -> Reading:
    (record,) = [record for record in SAMPLES if record.key == key]
    return read_article(parse_article(record), language())


def test_the_meeting_in_bontang() -> None:
    reading = sample("silaturahmi-msb.txt")
    assert names(reading, "person") == ["Choirul Amin", "Daroji", "Suprapto", "Alex Frestian Lumban Tobing"]
    assert {
        ("Kapolres", "Polres Bontang", "Alex Frestian Lumban Tobing", "current"),
        ("Ketua", "Majelis Sholawat Bontang", "Choirul Amin", "current"),
        ("Wakil Ketua", "Majelis Sholawat Bontang", "Daroji", "current"),
        ("Bendahara", "Majelis Sholawat Bontang", "Suprapto", "current"),
        ("Kabag SDM", "Polres Bontang", None, ""),
        ("Kasat Binmas", "Polres Bontang", None, ""),
        ("Kanit I Intelkam", "Polres Bontang", None, ""),
    } == posts(reading)
    (issuer,) = [claim for claim in reading.claims if isinstance(claim, Issuance)]
    assert entity(reading, issuer.organization).name == "Humas Polda Kaltim"


def test_suspects_are_named_by_their_initials() -> None:
    assert {"RS", "AK", "MJ"} <= set(names(sample("pencurian-mesin-kapal"), "person"))


def test_a_former_holder_is_told_from_the_present_one() -> None:
    held = {(who, how) for title, _, who, how in posts(sample("pencurian-mesin-kapal")) if title == "Kasat Reskrim"}
    assert held == {("Damar Wisnu Pamungkas", "current"), ("Yoga Pranata Kusuma", "former")}


def test_ranks_and_degrees_stand_apart_from_the_name() -> None:
    reading = read("Kapolres Bontang AKBP H. Alex Tobing, S.I.K., M.Si., hadir.")
    (person,) = [e for e in reading.entities if e.kind == "person"]
    assert (person.name, person.prefixes, person.suffixes) == ("Alex Tobing", ("AKBP", "H."), ("S.I.K.", "M.Si."))


def test_no_finder_sees_anything_at_a_word_that_opens_nothing() -> None:
    records_ = [*SAMPLES, *(Record(f"line-{n}", line) for n, line in enumerate(LINES))]
    asked = passed = 0
    for article in map(parse_article, records_):
        for number, sentence in enumerate(sentences(article, language().abbreviations)):
            opening = language().openings(sentence.tokens)
            for index, token in enumerate(sentence.tokens):
                seen = [find(sentence, number, index, PhraseTable([])) for find in language().finders]
                asked += 1
                if index not in opening:
                    passed += 1
                    assert not any(seen), token
    assert passed > asked / 2
