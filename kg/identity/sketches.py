"""An article → what its copies are known by: shingles of its words, and the bands under which texts that are alike meet.

Of "Prajurit Kodim 1208/Sambas bersama warga …" the shingles are "prajurit kodim 1208", "kodim 1208 sambas", … as
numbers; what is boilerplate is left out. All of it is a function of the article alone.
"""

import json
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit
from zlib import crc32

from rensa import RMinHash

from kg.codec import digest
from kg.model import Article

WORDS = 3  # in a shingle: with two, formulas of news agree; with four, a rewrite that changes every fifth word does not
LONGEST = 4000  # words of a text that are looked at: a book that came as an article must not fill the ledger
SHORTEST = 30  # shingles: below it a text is all formula ("Simak video berikut")
LEAD = 38  # shingles of the first forty words, which say what the story is
# Bands of two: two texts with a fifth of their shingles in common meet in 48 bands with probability 0.86, with 0.3 in
# 0.99; of 24,347 articles all pairs that are copies met (the least alike have 0.19 in common), and an article met
# 0.3 others, so that nearly every meeting is worth a look.
PERMUTATIONS, ROWS = 96, 2
SEED = 1

WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[“\"”]([^“\"”]{15,}?)[“\"”]")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+")  # a capital in mid-sentence
SECOND_LEVEL = 3  # letters of "co", "or", "net" in "okezone.co.id"
PROBE = "satu siaran pers di dua media"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of an article; words, numbers and names as hashes of 32 bits."""

    article: str
    title: str
    day: int | None  # of publication, as `date.toordinal`
    house: str  # who publishes it: "detik" for news.detik.com; "" where nobody says
    issued: bool  # whether its credit line names the body that issued it
    shingles: tuple[int, ...]  # each once, in the order of the text
    quoted: frozenset[int]  # shingles inside quotation marks
    numbers: frozenset[int]
    names: frozenset[int]
    bands: tuple[int, ...]  # of 64 bits, signed; none for a text that is too short

    @property
    def lead(self) -> tuple[int, ...]:
        """The shingles that the text opens with."""
        return self.shingles[:LEAD]


def sketch(article: Article, issued: bool = False) -> Sketch:
    """The sketch of an article; `issued` where a body is known to have issued it."""
    prose = _prose(article)
    words = _words(prose)[:LONGEST]
    shingles = _shingles(words)
    return Sketch(
        article.key,
        article.title,
        article.published.toordinal() if article.published else None,
        _house(article),
        issued,
        tuple(dict.fromkeys(map(crc32, shingles))),
        frozenset(crc32(each) for said in QUOTED.findall(prose) for each in _shingles(_words(said))),
        frozenset(crc32(word) for word in words if word[:1].isdigit()),
        frozenset(crc32(name.casefold().encode("utf-8", "replace")) for name in NAME.findall(prose)),
        _bands(shingles) if len(shingles) >= SHORTEST else (),
    )


def dump(drawn: Sketch) -> bytes:
    """All of a sketch but its article, as bytes; equal sketches give equal bytes."""
    parts = [drawn.shingles, *(sorted(part) for part in (drawn.quoted, drawn.numbers, drawn.names))]
    head = [drawn.title, drawn.day, drawn.house, drawn.issued, [len(part) for part in parts], len(drawn.bands)]
    numbers = [number for part in parts for number in part]
    packed = struct.pack(f"<{len(numbers)}I{len(drawn.bands)}q", *numbers, *drawn.bands)
    return json.dumps(head, separators=(",", ":")).encode("ascii") + b"\n" + packed


def load(article: str, data: bytes) -> Sketch:
    """The sketch that `dump` made these bytes of."""
    head, _, packed = data.partition(b"\n")
    title, day, house, issued, lengths, bands = json.loads(head)
    values = struct.unpack(f"<{sum(lengths)}I{bands}q", packed)
    parts, start = [], 0
    for length in lengths:
        parts.append(values[start : start + length])
        start += length
    shingles, quoted, numbers, names = parts
    sets = frozenset(quoted), frozenset(numbers), frozenset(names)
    return Sketch(article, title, day, house, issued, shingles, *sets, values[start:])


@cache
def signer() -> str:
    """A mark of what makes the bands: where a new release of it hashes in another way, this differs."""
    return digest(*map(str, _bands([PROBE.encode()])))


def _prose(article: Article) -> str:
    """The text without what is masked."""
    kept, start = [], 0
    for span in article.masked:
        if span.field == "text":
            kept.append(article.text[start : span.start])
            start = max(start, span.end)
    return " ".join([*kept, article.text[start:]])


def _words(text: str) -> list[bytes]:
    return [word.encode("utf-8", "replace") for word in WORD.findall(text.casefold())]


def _shingles(words: list[bytes]) -> list[bytes]:
    return [b" ".join(some) for some in zip(*(words[start:] for start in range(WORDS)), strict=False)]


def _bands(shingles: Iterable[bytes]) -> tuple[int, ...]:
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update(list(shingles))
    signature: list[int] = made.digest()
    return tuple(
        _signed(crc32(struct.pack("<3I", start, *signature[start : start + ROWS])) << 32 | signature[start])
        for start in range(0, PERMUTATIONS, ROWS)
    )


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _house(article: Article) -> str:
    """Who publishes an article: "news.detik.com" and "detik.com" are one house, "okezone.co.id" is "okezone"."""
    said = article.publisher or _host(article.url)
    parts = said.strip().casefold().removeprefix("www.").split(".")
    if len(parts) == 1:
        return parts[0]
    return parts[-3] if len(parts) > 2 and len(parts[-2]) <= SECOND_LEVEL else parts[-2]


def _host(url: str | None) -> str:
    """The host of an address, or ""."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
