"""A word → its features, and how far from the word to be tagged each of them counts.

"Kapolres" gives "w=kapolres", "s=Xx", "in=title", "c=17" at every offset, "e=res" one word before or after, "p=kap" only in its
own place. In the model the offset stands before the name: "-1 w=kapolres".
"""

from functools import cache, lru_cache
from itertools import groupby, islice
from typing import Any, TypeAlias

from kg.indonesian.tagger.clusters import clusters
from kg.indonesian.words import words
from kg.lexicon import PhraseTable
from kg.sentences import tokens

OFFSETS = (-2, -1, 0, 1, 2)
BESIDE = (-1, 1)
ITSELF = (0,)
EDGE = "|"  # beyond the ends of a sentence
SHAPE_LETTERS = 6

Feature: TypeAlias = tuple[str, tuple[int, ...]]  # its name, and the offsets at which it counts


def features(word: str) -> list[Feature]:
    """The features of a word; "" is the edge of the sentence."""
    if word == "":
        return [(EDGE, OFFSETS)]
    low = word.casefold()
    found = [f"w={low}", f"s={shape(word)}", *(f"in={table}" for table in tables(word)), *clusters(low)]
    own = [f"p={low[:n]}" for n in (1, 2, 3, 4) if len(low) > n]
    own += [f"e={low[-n:]}" for n in (1, 2, 3, 4) if len(low) > n]
    return [*((name, OFFSETS) for name in found), *((name, ITSELF) for name in own), (f"e={low[-3:]}", BESIDE)]


def feature_of(weight: str) -> tuple[Feature, int]:
    """The feature that a weight of the model is for, and the offset: "-1 w=kapolres"."""
    offset, _, name = weight.partition(" ")
    at = int(offset)
    if not name.startswith(("p=", "e=")):
        return (name, OFFSETS), at
    return (name, BESIDE if at else ITSELF), at


def shape(word: str) -> str:
    """Capitals, small letters, digits and marks, runs of one kind written once: "0908/Btg" → "9/Xx"."""
    return "".join(islice((kind for kind, _ in groupby(map(_kind, word))), SHAPE_LETTERS))


@lru_cache(maxsize=1000)
def _kind(letter: str) -> str:
    if letter.isdecimal():
        return "9"
    if letter.isalnum():
        return "X" if letter.isupper() else "x"
    return letter


@cache
def _asked() -> dict[str, PhraseTable[Any]]:
    table = words()
    return {
        "title": table.titles,
        "body": table.bodies,
        "region": table.regions,
        "cue": table.cues,
        "speech": table.speech,
        "honorific": table.honorifics,
        "day": table.days,
        "trigger": table.triggers,
        "signal": table.signals,
    }


@cache
def _openers() -> frozenset[str]:
    """All words with which phrases of these tables begin: most words are none, and need not be asked for table by table."""
    return frozenset().union(*(table.openers for table in _asked().values()))


def tables(word: str) -> list[str]:
    """The tables of the lexicon in which a word stands by itself or opens a phrase."""
    low = word.casefold()
    found = []
    if not (word.isascii() and word.isalpha()) or low in _openers() or word in _openers():
        line = tokens(word)
        found = [name for name, table in _asked().items() if line and table.opens(line[0])]
    if low in words().never_names:
        found.append("never")
    elif low in words().seldom_names:
        found.append("seldom")
    if low in words().particles:
        found.append("particle")
    return found
