"""The clock of `make bench` fits the reader: each of its steps is still there, and their shares make the whole."""

import pytest
from bench_reading import CLAIMS, STEPS, shares, variants

from kg.indonesian import language


def test_each_step_of_reading_has_its_share() -> None:
    found = dict(shares(variants()[:1], rounds=1))
    assert {*CLAIMS.values(), *STEPS.values()} <= set(found)
    assert sum(found.values()) == pytest.approx(1)


def test_each_step_has_a_name_for_people() -> None:
    assert {step.__name__ for step in (*language().prepare, *language().namers)} == set(STEPS)
