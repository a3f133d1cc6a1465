"""A word and its distance from the word to be tagged → the names of the features that it gives there.

"Kapolres" one word before: "-1 w=kapolres", "-1 s=Xx", "-1 in=title", "-1 c=17", …
"""

import re
from functools import cache

from kg.indonesian.tagger.clusters import clusters
from kg.indonesian.words import words
from kg.sentences import tokens

OFFSETS = (-2, -1, 0, 1, 2)
EDGE = "|"  # beyond the ends of a sentence


def features(word: str, offset: int) -> list[str]:
    """The features of a word that stands `offset` words after the one to be tagged; "" is the edge of the sentence."""
    if word == "":
        return [f"{offset} {EDGE}"]
    low = word.casefold()
    found = [f"w={low}", f"s={shape(word)}", *(f"in={table}" for table in tables(word)), *clusters(low)]
    if offset == 0:
        found += [f"p={low[:n]}" for n in (1, 2, 3, 4) if len(low) > n]
        found += [f"e={low[-n:]}" for n in (1, 2, 3, 4) if len(low) > n]
    elif abs(offset) == 1:
        found += [f"e={low[-3:]}"]
    return [f"{offset} {name}" for name in found]


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
