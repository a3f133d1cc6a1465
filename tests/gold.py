"""Folders of annotated articles, and what is read of them now, for the rooms that hold the two against each other."""

import os
from functools import cache
from pathlib import Path

import pytest

from kg.annotation import annotated, given
from kg.article import parse_article
from kg.indonesian import language
from kg.reading import read_article
from kg.record import Row, record

OWN = Path(__file__).parent / "annotated"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"


@cache
def readings(folder: Path) -> dict[str, Row]:
    """Article → what is read of it, as a record."""
    return {key: record(read_article(parse_article(given(row)), language())) for key, row in annotated(folder).items()}


def shared(name: str) -> Path:
    """A folder or file of the annotated articles beside the checkout; without it the test is skipped with the reason, or
    fails where KG_REQUIRE_SHARED is set.
    """
    path = SHARED / name
    if not path.exists():
        if os.environ.get("KG_REQUIRE_SHARED"):
            pytest.fail(f"nothing at {path}, and KG_REQUIRE_SHARED is set")
        pytest.skip(f"nothing at {path}")
    return path
