"""A raw record → an Article: headline, date, dateline, credit line, and the boilerplate that is not to be read.

"Gerbangkaltim.com, Bontang– Menyambut …" gives the dateline "Bontang"; "Sumber: Humas Polda Kaltim" the credit
"Humas Polda Kaltim"; "BACA JUGA" is masked. Nothing is cut: offsets are those of the text as given.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from kg.lexicon import rows
from kg.model import Article, Record, Span
from kg.mojibake import mend
from kg.sentences import title_case, tokens

# "JAKARTA, KOMPAS.com - ", "Jakarta (ANTARA) - ", "GELORA.CO - ", "TIMES JOGJA, PONOROGO – ", "Krjogja.com- SOLO - "
# (possessive, so that ten thousand blanks are passed but once)
DATELINE = re.compile(r"\s*+(?P<head>(?=\S)[^\n!?\"“:;]{2,60}?)\s*+(?:[–—]+|(?<=\s)-+|-+(?=\s))\s*+(?=\S)")
DOMAIN = re.compile(r"\.(?:com|co|id|net|org|tv|news)\b", re.IGNORECASE)
PLACE_WORDS = 3  # a dateline's place has no more: "KUTAI KARTANEGARA", "JAKARTA SELATAN"
WORD = re.compile(r"\S+")
LINE = re.compile(r"\S[^\n]*")
YEARS = range(1744, 2200)  # of news: from the first newspaper of Batavia on. "0001-01-01" is no day, but none given
CREDIT = re.compile(
    r"^[ \t]*+(?:Sumber(?: berita)?|Rilis)[ \t]*+:[ \t]*+(?P<issuer>[^\n]{3,80}?)[ \t.]*+$", re.I | re.M
)


def parse_article(record: Record) -> Article:
    """Read an article's frame; never raises, whatever the text holds. An unreadable date counts as none."""
    meant = mend(record.text)  # the frame is told by marks that a wrong encoding spoils: "Bontang â€“ Menyambut"
    boilerplate = sorted(_boilerplate(meant.text))
    opening = next((end for start, end in boilerplate if not meant.text[:start].strip()), 0)
    dateline, frame = _dateline(meant.text, record.publisher, opening)
    credit = None
    for match in CREDIT.finditer(meant.text):
        credit = Span("text", *match.span("issuer"))  # the last one: a release's credit stands at its end
    masked = [frame] if frame else []
    masked += [Span("text", start, end) for start, end in boilerplate]
    return Article(
        record.key,
        record.title,
        record.text,
        _day(record.published),
        record.publisher,
        record.url,
        dateline and meant.given(dateline),
        credit and meant.given(credit),
        tuple(meant.given(span) for span in sorted(masked)),
    )


def _day(published: str | None) -> date | None:
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _dateline(text: str, publisher: str | None, start: int) -> tuple[Span | None, Span | None]:
    """The place name of the dateline and the whole stretch from `start` to the first sentence, either or both none."""
    place: Span | None = None
    end = opening = start
    while (match := DATELINE.match(text, end)) is not None:
        parts = list(re.finditer(r"[^,()|/]+", match["head"]))
        names = [p for p in parts if p[0].strip()]
        outlets = [_is_outlet(p[0], publisher) for p in names]
        if not names or not all(o or _may_be_place(p[0]) for o, p in zip(outlets, names, strict=True)):
            break
        alone = "\n" in match[0][len(match["head"]) :]  # the place has a line of its own
        told = alone or any(outlets) or match["head"].isupper() or "(" in match["head"] or _is_region(names[0][0])
        if end == opening and not told:
            break
        for outlet, part in zip(outlets, names, strict=True):
            bracketed = part.start() > 0 and match["head"][part.start() - 1] == "("
            if not outlet and not bracketed:  # of "TIMES JOGJA, PONOROGO" the last
                start = match.start("head") + part.start() + len(part[0]) - len(part[0].lstrip())
                place = Span("text", start, start + len(part[0].strip()))
        end = match.end()
        if place:
            break
    return place, Span("text", opening, end) if end > opening else None


def _is_outlet(part: str, publisher: str | None) -> bool:
    """Whether a part of the dateline names the outlet: "KOMPAS.com", a known one, or the publisher itself."""
    if part.strip().casefold() in _outlets():
        return True
    name = re.sub(r"\W", "", part).casefold()
    house = re.sub(r"^www\.|\.(?:com|co\.id|id|net|org|tv|news)$", "", (publisher or "").casefold())
    return bool(DOMAIN.search(part)) or (name != "" and name == re.sub(r"\W", "", house))


def _is_region(part: str) -> bool:
    """Whether a part is the name of a province, regency or city: needed where no outlet and no capitals tell a dateline."""
    return part.strip().casefold() in _regions()


@cache
def _outlets() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in rows("outlets.tsv"))


@cache
def _regions() -> frozenset[str]:
    return frozenset(
        name.casefold()
        for row in [*rows("regions.tsv"), *rows("countries.tsv")]
        for name in (row["name"], row.get("official", ""), *row["aliases"].split("|"))
        if name
    )


def _may_be_place(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= PLACE_WORDS and all(word[0].isupper() for word in words)


class Boilerplate(NamedTuple):
    """What the patterns of the table find: whole lines, that with which a text opens, that inside a line, and what is before
    other articles' headlines, in the next lines or in the same."""

    line: re.Pattern[str]
    opening: re.Pattern[str]
    inline: re.Pattern[str]
    links: re.Pattern[str]
    teaser: re.Pattern[str]


@cache
def _patterns() -> Boilerplate:
    table = list(rows("boilerplate.tsv"))
    lines, opening, inline, links, teaser = (
        "|".join(f"(?:{row['pattern']})" for row in table if row["kind"] == kind) for kind in Boilerplate._fields
    )
    opens = "".join(row["opens"] for row in table)  # looked at first, since few letters of a text can begin any of them
    return Boilerplate(
        re.compile(rf"^[ \t]*(?:{lines})[ \t]*$", re.I | re.M),
        re.compile(opening, re.I),
        re.compile(rf"(?=[{opens}])(?:{inline})", re.I | re.M),
        re.compile(rf"^[ \t]*(?:{links})[ \t]*$", re.I | re.M),
        re.compile(rf"(?:{teaser})[ \t]*"),
    )


def _boilerplate(text: str) -> Iterator[tuple[int, int]]:
    patterns = _patterns()
    taken = [match.span() for match in patterns.line.finditer(text)]
    for match in patterns.links.finditer(text):
        taken += _headlines(text, match.end())
    for match in patterns.teaser.finditer(text):
        before = len(text[: match.start()].rstrip(" \t"))
        if before and not text[before - 1].isspace():
            taken.append(_teaser(text, match.end(), before))
    yield from taken
    first = patterns.opening.match(text)
    if first and not any(start <= 0 < end for start, end in taken):
        yield first.span()
    for match in patterns.inline.finditer(text, first.end() if first else 0):
        if not any(start <= match.start() < end for start, end in taken):
            yield match.span()


def _headlines(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The lines from here on that are written as headlines are: with capitals, and without a full stop."""
    for line in LINE.finditer(text, offset):
        words = tokens(line[0])
        if not words or words[-1].text == "." or not title_case("title", words):
            return
        yield line.span()


def _teaser(text: str, offset: int, start: int) -> tuple[int, int]:
    """ "Baca juga:" inside a line with the headline behind it, which ends where words in lower case begin to follow.

    "Baca Juga: Fratika Siap Munculkan Atlet Level Nasional Ditemui usai seremoni …": "Ditemui" opens the sentence.
    """
    end = before = offset
    small = 0
    for word in WORD.finditer(text, offset):
        if "\n" in text[before : word.start()]:
            return start, before
        if word[0].islower():
            small += 1
            if small == 2:
                return start, end
        else:
            small = 0
            end = word.start()
        before = word.end()
    return start, before
