"""Names → the folded forms by which they are compared: "Muh. Taufik Al-Hasyim" → "muh taufik al hasyim".

Keys are what the graph wing compares across articles, so that it needs no Indonesian.
"""

import re
import unicodedata
from functools import lru_cache

from kg.model import Key


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Case, accents, punctuation and doubled spaces folded away."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^\w]+", " ", plain.casefold()).split())


def body_key(concept: str, part: str = "") -> Key:
    """The canonical body: "polres" and "64.74" → `body polres/64.74`; a body that there is once has no part."""
    return Key("body", f"{concept}/{part}" if part else concept)


def name_key(name: str) -> Key:
    """A name to compare where nothing canonical is known."""
    return Key("name", fold(name))
