"""A sentence → the dates that it names, each as precise as it is written.

"Jumat, 11 Oktober 2024" → 2024-10-11; "Senin (9/6)" → with the year of publication; "Oktober 2024" → 2024-10; "11-13 Oktober
2024" → a begin and an end; "kemarin" → the day before publication, and nothing where no publication date is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.lexicon import rows
from kg.sentences import Sentence, Token

NUMERIC = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAYS = re.compile(r"(\d{1,2})(?:[-–/](\d{1,2}))?")
YEARS = range(1900, 2100)  # a bare number outside is no year
NEAR = timedelta(days=183)  # a date without a year lies within half a year of publication


@dataclass(frozen=True, slots=True)
class Day:
    """A date at tokens start to end of a sentence; `relative` where it was counted from the publication date."""

    start: int
    end: int
    begin: str  # ISO: "2024-10-11", "2024-10", "2024"
    until: str | None = None
    relative: bool = False


@cache
def _words() -> dict[str, dict[str, int]]:
    words: dict[str, dict[str, int]] = {}
    for row in rows("calendar.tsv"):
        words.setdefault(row["kind"], {})[row["form"]] = int(row["value"] or 0)
    return words


@cache
def _opening_words() -> frozenset[str]:
    """The first words of what is counted from the day of publication: "hari", "bulan", "kemarin"."""
    kinds = ("offset", "month_offset", "year_offset")
    return frozenset(form.split()[0] for kind in kinds for form in _words()[kind])


@cache
def _openers() -> frozenset[str]:
    """All words with which a date may begin."""
    return _opening_words() | set(_words()["weekday"]) | set(_words()["month"]) | {"tahun"}


def days(sentence: Sentence, published: date | None) -> list[Day]:
    """The dates of a sentence in order; relative ones only where the publication date is known."""
    found: list[Day] = []
    index = 0
    while index < len(sentence.tokens):
        word = sentence.tokens[index].low
        may_open = word in _openers() or word[0].isdigit()
        day = next(_at(sentence.tokens, index, published), None) if may_open else None
        if day:
            found.append(day)
        index = day.end if day else index + 1
    return found


def _at(tokens: tuple[Token, ...], index: int, published: date | None) -> Iterator[Day]:
    """The readings of what stands at a token, the surest first."""
    word = tokens[index].low
    if word in _words()["weekday"]:
        yield from _weekday(tokens, index, published)
    elif word[0].isdigit():
        yield from _number(tokens, index, published)
    elif word in _words()["month"] and tokens[index].capital:
        year = _year(tokens, index + 1)
        if year:
            yield Day(index, index + 2, f"{year:04}-{_words()['month'][word]:02}")
    elif word == "tahun" and (year := _year(tokens, index + 1)):
        yield Day(index, index + 2, f"{year:04}")
    elif published and word in _opening_words():
        yield from _counted(tokens, index, published)


def _weekday(tokens: tuple[Token, ...], index: int, published: date | None) -> Iterator[Day]:
    """ "Jumat, 11 Oktober 2024", "Senin malam (9/6/2025)", "Senin lalu"."""
    weekday = _words()["weekday"][tokens[index].low]
    if not tokens[index].capital:  # "minggu" is a week
        return
    for gap in range(1, 5):  # a part of the day, a comma, a bracket may stand between
        at = index + gap
        if at >= len(tokens) or (gap > 1 and tokens[at - 1].text[0].isdigit()):
            break
        if tokens[at].text[0].isdigit():
            for day in _number(tokens, at, published):
                closing = day.end < len(tokens) and tokens[day.end].text == ")"
                yield Day(index, day.end + closing, day.begin, day.until, day.relative)
            break
        if tokens[at].capital and tokens[at].low not in _words()["weekday"]:
            break
    if published and index + 1 < len(tokens):
        after = tokens[index + 1].low
        behind = (published.weekday() - weekday) % 7
        if after in _words()["past"]:
            yield Day(index, index + 2, (published - timedelta(days=behind or 7)).isoformat(), None, True)
        elif after in _words()["future"]:
            yield Day(index, index + 2, (published + timedelta(days=(-behind) % 7 or 7)).isoformat(), None, True)


def _number(tokens: tuple[Token, ...], index: int, published: date | None) -> Iterator[Day]:
    """ "11/10/2024", "9/6", "11 Oktober 2024", "11-13 Oktober", "25 September hingga 23 November 2024"."""
    text = tokens[index].text
    if match := ISO.fullmatch(text):
        yield from _exact(index, index + 1, int(match[1]), int(match[2]), int(match[3]))
    if match := NUMERIC.fullmatch(text):
        year = int(match[4]) if match[4] else None
        if year is not None or _bracketed(tokens, index):
            yield from _exact(index, index + 1, _full(year), int(match[3]), int(match[1]), published)
    if not (match := DAYS.fullmatch(text)):
        return
    first, end = int(match[1]), index + 1
    last = int(match[2]) if match[2] else None
    ranged = end + 1 < len(tokens) and tokens[end].low in _words()["range"]
    if last is None and ranged and tokens[end + 1].text.isdigit():  # "11 - 13 Oktober"
        last, end = int(tokens[end + 1].text), end + 2
    if end >= len(tokens) or (month := _month(tokens[end])) is None:
        return
    year = _year(tokens, end + 1)
    after = end + 1 + (year is not None)
    if last is None and after + 2 < len(tokens) and tokens[after].low in _words()["range"]:
        until = next(_number(tokens, after + 1, published), None)
        if until and until.until is None and len(until.begin) == 10:
            begin = next(_exact(index, after, year or int(until.begin[:4]), month, first, published), None)
            if begin and begin.begin < until.begin:
                yield Day(index, until.end, begin.begin, until.begin)
    for day in _exact(index, after, year, month, first, published):
        if last is None:
            yield day
        else:
            for until in _exact(index, after, int(day.begin[:4]), month, last):
                if day.begin < until.begin:
                    yield Day(index, after, day.begin, until.begin, day.relative)


def _exact(
    start: int, end: int, year: int | None, month: int, day: int, published: date | None = None
) -> Iterator[Day]:
    """One calendar day, its year taken from the publication date where it is not written."""
    try:
        if year is not None:
            yield Day(start, end, date(year, month, day).isoformat())
        elif published:
            years = (published.year - 1, published.year, published.year + 1)
            near = min((date(y, month, day) for y in years), key=lambda d: abs(d - published))
            if abs(near - published) <= NEAR:
                yield Day(start, end, near.isoformat(), None, True)
    except ValueError:  # the 31st of June, or 29 February of a common year: a slip of the pen gives no date
        return


def _counted(tokens: tuple[Token, ...], index: int, published: date) -> Iterator[Day]:
    """ "kemarin", "hari ini", "bulan lalu": counted from the day of publication."""
    one = tokens[index].low
    two = f"{one} {tokens[index + 1].low}" if index + 1 < len(tokens) else one
    for phrase, width in ((two, 2), (one, 1)) if two != one else ((one, 1),):
        if phrase in _words()["offset"]:
            when = published + timedelta(days=_words()["offset"][phrase])
            yield Day(index, index + width, when.isoformat(), None, True)
        elif phrase in _words()["month_offset"]:
            months = published.year * 12 + published.month - 1 + _words()["month_offset"][phrase]
            yield Day(index, index + width, f"{months // 12:04}-{months % 12 + 1:02}", None, True)
        elif phrase in _words()["year_offset"]:
            yield Day(index, index + width, f"{published.year + _words()['year_offset'][phrase]:04}", None, True)


def _month(token: Token) -> int | None:
    return _words()["month"].get(token.low.rstrip(".")) if token.capital else None


def _year(tokens: tuple[Token, ...], index: int) -> int | None:
    if index < len(tokens) and re.fullmatch(r"\d{4}", tokens[index].text) and int(tokens[index].text) in YEARS:
        return int(tokens[index].text)
    return None


def _full(year: int | None) -> int | None:
    return year + 2000 if year is not None and year < 100 else year


def _bracketed(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a "9/6" stands in brackets, as dates do; elsewhere it is a score or a share."""
    return 0 < index < len(tokens) - 1 and tokens[index - 1].text == "(" and tokens[index + 1].text == ")"
