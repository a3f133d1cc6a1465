"""Titles alone, some 350 of them: the post, its body, the body that this is a part of, its region, and how it is held."""

import csv
from pathlib import Path
from typing import NamedTuple

from reading import entity, read

from kg.indonesian.words import words
from kg.model import Containment, PostIn, Reading, Tenure

TITLES = Path(__file__).parent / "titles.tsv"
EXACT = 0.95
HOLDER = "Budi Prakosa"


class Office(NamedTuple):
    """What a phrase says of a post; "-" where it says nothing."""

    title: str
    organization: str
    parent: str
    jurisdiction: str
    status: str


def test_titles_by_the_phrase_alone() -> None:
    with TITLES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong: list[str] = []
    for row in rows:
        expected = Office(*(row[column] for column in Office._fields))
        found = _office(read(f"{row['phrase']}, {HOLDER}, hadir di sana."))
        if found != expected:
            wrong.append(f"{row['phrase']}: {found and tuple(found)} instead of {tuple(expected)}")
    print("\n".join(wrong))
    assert len(rows) >= 300
    assert len(wrong) <= (1 - EXACT) * len(rows), f"{len(wrong)} of {len(rows)} titles are read otherwise"


def _office(reading: Reading) -> Office | None:
    """The post that the holder of the test is said to hold, the first told of several."""
    held = [claim for claim in reading.claims if isinstance(claim, Tenure)]
    if not held or entity(reading, held[0].person).name != HOLDER:
        return None
    post = held[0].post
    body = next(claim.organization for claim in reading.claims if isinstance(claim, PostIn) and claim.post == post)
    whole = next((c.whole for c in reading.claims if isinstance(c, Containment) and c.part == body), None)
    codes = [key.value for key in entity(reading, post).keys if key.name == "region"]
    region = words().region_of[codes[0]].official if codes else "-"
    parent = entity(reading, whole).name if whole else "-"
    return Office(entity(reading, post).name, entity(reading, body).name, parent, region, held[0].status)
