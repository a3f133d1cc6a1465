"""Two names → how alike they are: `likeness(("basuki", "t", "purnama"), ("basuki", "tjahaja", "purnama"))` is INITIALS.

Names come as tuples of folded words, in the spelling that the reading wing gives for comparison. What is compared is only
their form: whether two persons of one name are one is for the evidence around them to say.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz

from kg.naming import generations_apart

Words = tuple[str, ...]

CLOSE_ENOUGH = 88.0  # of 100: one letter in eight
CLOSE_WORDS = 75.0  # and of each word: "Megawati" and "Sukmawati Soekarnoputri" are sisters
WHOLE = 2  # words, no initials, that make a name of its own


class Likeness(IntEnum):
    """How two names are alike, in points of evidence: what each is worth before anything else is known."""

    NONE = 0
    CLOSE = 25  # a letter or so apart: "Sudirman", "Sudriman"
    TAIL = 30  # "Joko Widodo" of "Iriana Joko Widodo"
    PART = 45  # "Sabar Karyaman" of "Sabar Karyaman Gutama"
    INITIALS = 50  # "Basuki T. Purnama"
    SOUND = 52  # "Setyawan", "Setiawan": the same where names are compared as they sound
    SAME = 60


@lru_cache(maxsize=100_000)
def likeness(one: Words, other: Words) -> Likeness:
    """How alike two names are."""
    if one == other or "".join(one) == "".join(other):
        return Likeness.SAME
    if generations_apart(one, other):
        return Likeness.NONE
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    if len(_whole(short)) >= WHOLE and _follows(short, long):
        if len(short) == len(long):
            return Likeness.INITIALS
        return Likeness.PART if _fits(short[0], long[0]) else Likeness.TAIL
    return Likeness.CLOSE if len(short) == len(long) and _close(one, other) else Likeness.NONE


def _close(one: Words, other: Words) -> bool:
    """Whether two names are a slip or two apart, in no word at its first letter: "Budi" is not "Rudi"."""
    if fuzz.ratio(" ".join(one), " ".join(other)) < CLOSE_ENOUGH:
        return False
    return all(a[0] == b[0] and fuzz.ratio(a, b) >= CLOSE_WORDS for a, b in zip(one, other, strict=True))


def _whole(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) > 1]


def _follows(short: Words, long: Words) -> bool:
    """Whether the words of the one come in the other in their order, an initial for a word that begins so."""
    at = 0
    for word in short:
        while at < len(long) and not _fits(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _fits(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other[0] == word) or (len(other) == 1 and word[0] == other)
