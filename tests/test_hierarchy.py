"""What is under what, by keys and tables."""

import pytest

from kg.hierarchy import _commands, containments

POLICE = {"polsek/sungai limau", "polres/13.05", "polda/13", "polri"}


def test_each_body_is_under_the_nearest_one_that_is_known() -> None:
    assert list(containments(POLICE, bodies=True)) == [
        ("polda/13", "polri"),
        ("polres/13.05", "polda/13"),
        ("polsek/sungai limau", "polres/13.05"),
    ]
    assert ("polsek/sungai limau", "polda/13") in containments(POLICE - {"polres/13.05"}, bodies=True)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("polres/32.76", "polda-metro-jaya"),  # Depok is in West Java, and its police in Jakarta's
        ("koramil/0908-01", "kodim/0908"),
        ("kodim/0908", "korem/091"),
        ("korem/091", "kodam/vi"),
        ("satreskrim/polres/64.74", "polres/64.74"),
        ("polresta/64.72", "polda/64"),
    ],
)
def test_a_realm_may_be_no_region(part: str, whole: str) -> None:
    assert (part, whole) in containments({part, whole, "polda/32", "kodam/iv"}, bodies=True)
    assert len([pair for pair in containments({part, whole, "polda/32"}, bodies=True) if pair[0] == part]) == 1


@pytest.mark.parametrize("key", ["polsek/sukamaju tengah", "polres/malang", "fraksi/pks", "pmi"])
def test_what_the_tables_leave_open_is_under_nothing(key: str) -> None:
    assert list(containments({key, "polri", "polda/35", "pks"}, bodies=True)) == [("polda/35", "polri")]


def test_a_place_lies_in_the_nearest_place_of_its_code() -> None:
    assert list(containments({"64", "64.74", "64.74.01", "SA", "SA-jeddah"}, bodies=False)) == [
        ("64.74", "64"),
        ("64.74.01", "64.74"),
        ("SA-jeddah", "SA"),
    ]


def test_every_body_comes_to_an_end() -> None:
    assert list(containments({f"{kind}/64.74.01" for kind in _commands()}, bodies=True)) is not None
