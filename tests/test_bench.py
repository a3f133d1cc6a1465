"""The clocks of `make bench` fit the reader: each of its steps is still there, and their shares make the whole."""

from pathlib import Path

import pytest
from bench_identity import seconds, things
from bench_reading import CLAIMS, STEPS, shares, variants
from bench_tagger import lines, rates

from kg.indonesian import language


def test_each_step_of_reading_has_its_share() -> None:
    found = dict(shares(variants()[:1], rounds=1))
    assert {*CLAIMS.values(), *STEPS.values()} <= set(found)
    assert sum(found.values()) == pytest.approx(1)


def test_each_step_has_a_name_for_people() -> None:
    assert {step.__name__ for step in (*language().prepare, *language().namers)} == set(STEPS)


def test_the_tagger_is_timed_by_the_portion() -> None:
    articles = [lines(record) for record in variants()[:5]]
    assert all(isinstance(word, str) and word for article in articles for line in article for word in line)
    found = rates(articles, portion=2)
    assert len(found) == 3
    assert min(found) > 0


def test_identity_is_timed_by_the_size() -> None:
    articles = things(Path(__file__).parent.parent / "data" / "articles" / "daerah.jsonl", 3)
    assert len(articles) == 3
    found = list(seconds(articles, (1, 3)))
    assert [number for number, _, _ in found] == [1, 3]
    assert found[0][1] == len(articles[0]) < found[1][1] == sum(map(len, articles))
    assert min(spent for _, _, spent in found) > 0
