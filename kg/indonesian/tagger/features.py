"""A word → the names of the features that it gives to the words around it, by its distance from them.

"Kapolres" one word before: "-1 w=kapolres", "-1 s=Xx", "-1 in=title", "-1 c=17", …
"""

import re
from functools import cache

from kg.indonesian.tagger.clusters import clusters
from kg.indonesian.words import words
from kg.sentences import tokens

OFFSETS = (-2, -1, 0, 1, 2)
EDGE = "|"  # beyond the ends of a sentence


def features(word: str) -> list[list[str]]:
    """The features that a word gives at each of OFFSETS from the one to be tagged; "" is the edge of the sentence."""
    if word == "":
        return [[f"{offset} {EDGE}"] for offset in OFFSETS]
    low = word.casefold()
    everywhere = [f"w={low}", f"s={shape(word)}", *(f"in={table}" for table in tables(word)), *clusters(low)]
    beside = [*everywhere, f"e={low[-3:]}"]
    opens = [f"p={low[:n]}" for n in (1, 2, 3, 4) if len(low) > n]
    here = [*everywhere, *opens, *(f"e={low[-n:]}" for n in (1, 2, 3, 4) if len(low) > n)]
    at = {0: here, 1: beside, 2: everywhere}
    return [[f"{offset} {name}" for name in at[abs(offset)]] for offset in OFFSETS]


def shape(word: str) -> str:
    """Capitals, small letters, digits and marks, runs of one kind written once: "0908/Btg" → "9/Xx"."""
    kinds = re.sub(r"[^\W\d_]", lambda m: "X" if m[0].isupper() else "x", re.sub(r"\d", "9", word))
    return re.sub(r"(.)\1+", r"\1", kinds)[:6]


@cache
def _asked() -> dict[str, object]:
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


def tables(word: str) -> list[str]:
    """The tables of the lexicon in which a word stands by itself or opens a phrase."""
    line = tokens(word)
    found = [name for name, table in _asked().items() if line and table.opens(line[0])]  # type: ignore[attr-defined]
    low = word.casefold()
    if low in words().never_names:
        found.append("never")
    elif low in words().seldom_names:
        found.append("seldom")
    if low in words().particles:
        found.append("particle")
    return found
