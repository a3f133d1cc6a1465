"""Names → the folded forms by which they are compared: "Muh. Taufik Al-Hasyim" → "muh taufik al hasyim".

Keys are what the graph wing compares across articles, so that it needs no Indonesian. A person's name has its `sound` too,
the same for all its usual spellings: "Moch. Djoko Setyawan" and "Mohamad Joko Setiawan" → "muhamad joko setiawan".
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from math import log2

from kg.lexicon import rows
from kg.model import Key

NAMES = 24_000  # different full names among which the words of name_frequency.tsv were counted
SELDOM = 2  # names that a word is taken to be in where the table has none
FAMOUS = 40  # bits of a name that is a figure's of whom the news is full
DOUBLED = re.compile(r"([a-z])\1+")
APOSTROPHES = re.compile(r"['’‘`]")
INITIALS = 4  # letters of a suspect's name
SILENT = 4  # letters of a word whose last "h" is not heard: "Saleh"; not of "Moh"


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Case, accents, punctuation and doubled spaces folded away."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^\w]+", " ", plain.casefold()).split())


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """A person's name, folded, in one spelling for all that Indonesian has for it; of "Ma'ruf" one word.

    Initials are heard as they are: "SN" and "ZN" are two.
    """
    if name.isupper() and len(name) <= INITIALS:
        return fold(name)
    heard = " ".join(map(_heard, fold(APOSTROPHES.sub("", name)).split())).split()
    sounds = _sounds()
    first = [sounds["first"].get(word, word) for word in heard[:1]] if len(heard) > 1 else heard[:1]
    return " ".join([*first, *heard[1:]])


@lru_cache(maxsize=50_000)
def _heard(word: str) -> str:
    """A folded word with its letters as they are heard."""
    sounds = _sounds()
    if len(word) > 1:
        for form, heard in sounds["letters"].items():
            word = word.replace(form, heard)
    word = DOUBLED.sub(r"\1", word)
    if len(word) >= SILENT and word.endswith("h"):
        word = word[:-1]
    return sounds["word"].get(word, word)


@cache
def _sounds() -> dict[str, dict[str, str]]:
    """How letters, words and first words are heard, each as the table tells, in its order."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for r in rows("sounds.tsv"):
        found[r["where"]][r["form"]] = r["sound"]
    return dict(found)


@lru_cache(maxsize=50_000)
def rarity(name: str) -> int:
    """How rare a name is, in bits: 15 for "Budi Santoso", 37 for "Hevearita Gunaryanti Rahayu"."""
    heard, frequency = sound(name), _frequency()
    if heard in _figures():
        return FAMOUS
    return round(sum(log2(NAMES / frequency.get(word, SELDOM)) for word in heard.split() if len(word) > 1))


@cache
def _frequency() -> dict[str, int]:
    return {row["word"]: int(row["names"]) for row in rows("name_frequency.tsv")}


@cache
def _figures() -> frozenset[str]:
    return frozenset(sound(row["name"]) for row in rows("figures.tsv"))


def body_key(concept: str, part: str = "") -> Key:
    """The canonical body: "polres" and "64.74" → `body polres/64.74`; a body that there is once has no part."""
    return Key("body", f"{concept}/{part}" if part else concept)


def name_key(name: str) -> Key:
    """A name to compare where nothing canonical is known."""
    return Key("name", fold(name))
