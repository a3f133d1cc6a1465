"""The districts and villages of Indonesia by name: tokens → all that bear the name, with their codes.

`gazetteer().match(tokens, 3)` → the places called "Sukamaju" and the token after it; "Suka Maju" and "Suka-Maju" are the same.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon import rows
from kg.sentences import Token

LONGEST = 5  # tokens of a name
NUMERALS = {"i": "1", "satu": "1", "ii": "2", "dua": "2", "iii": "3", "tiga": "3", "iv": "4", "empat": "4", "v": "5"}


class Spot(NamedTuple):
    """A district or village: its code begins with those of all that it lies in (33.19.05 in 33.19 in 33)."""

    code: str
    level: str


class Gazetteer:
    """Names, without case, blanks and hyphens, → the places that bear them."""

    def __init__(self, spots: dict[str, tuple[Spot, ...]]) -> None:
        self._spots = spots

    def match(self, line: Sequence[Token], index: int, most: int = LONGEST) -> tuple[tuple[Spot, ...], int] | None:
        """The places with the longest name that begins at this token, and the token after it."""
        name, found = "", None
        for end in range(index, min(len(line), index + most)):
            if not line[end].capital and not line[end].text[0].isdigit():
                break
            name += fold_spelling(line[end].low)
            if spots := self._spots.get(name):
                found = (spots, end + 1)
        return found

    def get(self, name: str) -> tuple[Spot, ...]:
        """The places of a name."""
        return self._spots.get(fold_spelling(name.casefold()), ())


@lru_cache(maxsize=50_000)
def fold_spelling(name: str) -> str:
    """A name in lower case without what spellings differ in: "Suka Maju", "Ilir Timur I" and "Ilir Timur Satu"."""
    return "".join(NUMERALS.get(word, word) for word in name.split()).replace("-", "")


@cache
def gazetteer() -> Gazetteer:
    """All districts and villages; read at the first name that asks for one."""
    spots: dict[str, list[Spot]] = {}
    for row in rows("places.tsv.gz"):
        spots.setdefault(fold_spelling(row["name"].casefold()), []).append(Spot(row["code"], row["level"]))
    return Gazetteer({name: tuple(found) for name, found in spots.items()})
