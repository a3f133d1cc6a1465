"""Readings survive the way into bytes and back."""

from datetime import date
from typing import Any

from fakes import fake_reading, fake_record
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import first_reading, second_reading

from kg.codec import decode, encode
from kg.model import (
    Article,
    Containment,
    Entity,
    Evidence,
    Issuance,
    Key,
    Location,
    Mention,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Reading,
    Span,
    Tenure,
    Timing,
)

words = st.text(st.characters(), max_size=8)  # all code points, lone surrogates among them
spans = st.builds(Span, st.sampled_from(["title", "text"]), st.integers(0, 99), st.integers(0, 99))
evidence = st.builds(Evidence, spans, words, st.floats(0, 1), st.sampled_from(["stated", "planned", "denied"]))
maybe: Any = st.none() | words
claims = st.one_of(
    st.builds(PostIn, words, words, evidence),
    st.builds(Tenure, words, words, st.sampled_from(["current", "former"]), maybe, evidence),
    st.builds(Occurrence, words, st.sampled_from(["happened", "denied"]), evidence),
    st.builds(Timing, words, words, maybe, evidence),
    st.builds(Location, words, words, evidence),
    st.builds(Participation, words, words, st.sampled_from(["participant", "organizer"]), evidence),
    st.builds(Containment, words, words, evidence),
    st.builds(Quotation, words, words, words, evidence),
    st.builds(Issuance, words, evidence),
)
articles = st.builds(
    Article,
    words,
    words,
    words,
    st.none() | st.dates(min_value=date(1, 1, 1)),
    maybe,
    maybe,
    st.none() | spans,
    st.none() | spans,
    st.lists(spans, max_size=2).map(tuple),
)
several = st.lists(words, max_size=2).map(tuple)
entities = st.builds(
    Entity,
    words,
    st.sampled_from(["person", "post"]),
    words,
    words,
    words,
    several,
    several,
    several,
    st.lists(st.builds(Key, words, words), max_size=2).map(tuple),
)
readings = st.builds(
    Reading,
    articles,
    st.lists(spans, max_size=3).map(tuple),
    st.lists(entities, max_size=3).map(tuple),
    st.lists(st.builds(Mention, spans, words), max_size=3).map(tuple),
    st.lists(claims, max_size=4).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(readings)
def test_any_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert decode(encode(reading)) == reading


def test_the_samples_come_back_as_they_were() -> None:
    for reading in (first_reading(), second_reading(), fake_reading(fake_record(7))):
        assert decode(encode(reading)) == reading
        assert encode(decode(encode(reading))) == encode(reading)


def test_a_reading_is_small() -> None:
    assert len(encode(first_reading())) < 3_000
