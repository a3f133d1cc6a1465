"""A text that was read in a wrong encoding → the text as it was meant, and where each of its letters stands in the given one.

"NestlÃ©", as scrapers leave it, is mended to "Nestlé": the reading wing reads that, and its spans are then told as offsets into
the text as given, which nobody changes.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate

from kg.model import Article, Evidence, Field, Reading, Span

ENCODINGS = ("latin-1", "sloppy-windows-1252")  # the latter of ftfy: with the five bytes that Windows leaves open
# all but what stands in sound text too, and by itself in none that ftfy mends; most articles have nothing else
SUSPECT = re.compile(r"[^\x00-\x7f\xa0“”‘’–—…]")
DEEPEST = 2  # how often a text was read in a wrong encoding: "NestlÃƒÂ©" twice


@dataclass(frozen=True, slots=True)
class Mended:
    """A text and, for each of its letters and for its end, the offset in the text as given; None where that is the same."""

    text: str
    offsets: tuple[int, ...] | None = None

    def given(self, span: Span) -> Span:
        """A span of this text as one of the text as given."""
        return (
            span if self.offsets is None else span._replace(start=self.offsets[span.start], end=self.offsets[span.end])
        )

    def mended(self, span: Span) -> Span:
        """A span of the text as given as one of this text."""
        if self.offsets is None:
            return span
        return span._replace(start=bisect_left(self.offsets, span.start), end=bisect_left(self.offsets, span.end))


@lru_cache(maxsize=8)  # an article's title and text are asked for by its frame, before it is read, and after
def mend(text: str) -> Mended:
    """The text with its encoding mended line by line, and nothing else: ftfy finds what is wrong.

    A line is mended only if each of its new letters, misread again, gives exactly what stands there: so each offset is known.
    Of 24,333 articles 267 are mended.
    """
    if SUSPECT.search(text) is None:
        return Mended(text)
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    given = text.split("\n")
    if not any(is_bad(line) for line in given if not line.isascii()):
        return Mended(text)
    lines: list[str] = []
    lengths: list[int] = []  # of each letter in the text as given
    changed = False
    for line in given:
        fixed = line if line.isascii() else fix_encoding(line)
        found = _lengths(line, fixed) if fixed != line else None
        changed = changed or found is not None
        lines.append(line if found is None else fixed)
        lengths += found if found is not None else [1] * len(line)
        lengths.append(1)
    if not changed:
        return Mended(text)
    return Mended("\n".join(lines), tuple(accumulate(lengths[:-1], initial=0)))


def as_meant(article: Article) -> Article:
    """The article with title and text mended, its spans with them; the same article where nothing is to be mended."""
    fields = _fields(article)
    if all(field.offsets is None for field in fields.values()):
        return article

    def mended(span: Span) -> Span:
        return fields[span.field].mended(span)

    return replace(
        article,
        title=fields["title"].text,
        text=fields["text"].text,
        dateline=article.dateline and mended(article.dateline),
        credit=article.credit and mended(article.credit),
        masked=tuple(map(mended, article.masked)),
    )


def as_given(reading: Reading, article: Article) -> Reading:
    """The reading of a mended article as one of the article as given: its names as meant, its spans where they stand."""
    fields = _fields(article)

    def given(span: Span) -> Span:
        return fields[span.field].given(span)

    def shown(evidence: Evidence) -> Evidence:
        return replace(evidence, span=given(evidence.span))

    return replace(
        reading,
        article=article,
        sentences=tuple(map(given, reading.sentences)),
        mentions=tuple(mention._replace(span=given(mention.span)) for mention in reading.mentions),
        claims=tuple(replace(claim, evidence=shown(claim.evidence)) for claim in reading.claims),
    )


def _fields(article: Article) -> dict[Field, Mended]:
    return {"title": mend(article.title), "text": mend(article.text)}


def _lengths(given: str, fixed: str) -> list[int] | None:
    """How many of the given letters stand for each of the fixed ones; None where that is not sure."""
    lengths: list[int] = []
    at = 0
    for letter in fixed:
        if not given.startswith(letter, at):
            length = next((len(form) for form in _misread(letter) if given.startswith(form, at)), 0)
        else:
            length = 1
        if not length:
            return None
        lengths.append(length)
        at += length
    return lengths if at == len(given) else None


@cache
def _misread(letter: str) -> tuple[str, ...]:
    """What a letter may look like when its bytes were read in a wrong encoding, once or twice."""
    return tuple(dict.fromkeys(form for start in _once(letter) for form in (start, start.replace("\xa0", " "))))


def _once(letter: str, depth: int = DEEPEST) -> Iterator[str]:
    with suppress(UnicodeError):
        yield letter.encode("cp1252").decode("latin-1")  # “ → \x93: its byte in Windows-1252 read as Latin-1
    for encoding in ENCODINGS:
        with suppress(UnicodeError):
            form = letter.encode().decode(encoding)
            yield form
            if depth > 1:
                yield from _once(form, depth - 1)
