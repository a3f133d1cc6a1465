"""A sentence → the dates that it names, each as precise as it is written.

"Jumat, 11 Oktober 2024" → 2024-10-11; "Senin (9/6)" → with the year of publication; "Oktober 2024" → 2024-10; "11-13 Oktober
2024" → a begin and an end; "kemarin" → the day before publication, and nothing where no publication date is known. Where weekday
and date disagree, as in a January's "Selasa (10/1/2024)" that repeats last year's number, the weekday decides between years.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kg.indonesian.words import words
from kg.lexicon import rows
from kg.sentences import Sentence, Token

NUMERIC = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAYS = re.compile(r"(\d{1,2})(?:[-–/](\d{1,2}))?")
YEARS_NAMED = re.compile(r"((?:19|20)\d\d)(?:[/-]((?:19|20)\d\d))?")  # "2025", "2024/2025"
LEAP_DAY = date(2024, 2, 29)  # near which every day of a month exists
WHOLE = len("2024-10-11")
CLOSING = frozenset('.,;)"”')  # what stands behind a weekday that stands for itself
YEARS = range(1900, 2100)  # a bare number outside is no year
NEAR = timedelta(days=183)  # a date whose weekday is told lies within half a year of publication
# How far a date without a year lies from publication at most: of 2,943 in the news whose weekday tells the year, 95 % lie within
# 30 days of it and 97 % within these.
BEHIND, AHEAD = timedelta(days=275), timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Day:
    """A date at tokens start to end of a sentence; `relative` where it was counted from the publication date."""

    start: int
    end: int
    begin: str  # ISO: "2024-10-11", "2024-10", "2024"
    until: str | None = None
    relative: bool = False
    doubt: bool = False  # its weekday and its date disagree


class Clock(NamedTuple):
    """What a date is told by: the day of publication, and the day near which one without a year lies."""

    published: date | None
    near: date | None


@cache
def _words() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in rows("calendar.tsv"):
        found.setdefault(row["kind"], {})[row["form"]] = int(row["value"] or 0)
    return found


@cache
def _opening_words() -> frozenset[str]:
    """The first words of what is counted from the day of publication: "hari", "bulan", "kemarin"."""
    kinds = ("offset", "month_offset", "year_offset")
    return frozenset(form.split()[0] for kind in kinds for form in _words()[kind])


@cache
def _openers() -> frozenset[str]:
    """All words with which a date may begin."""
    return _opening_words() | set(_words()["weekday"]) | set(_words()["month"]) | set(_words()["year"])


def days_of(sentences: Sequence[Sentence], published: date | None) -> list[list[Day]]:
    """The dates of each sentence of an article.

    Without a publication date its first whole date tells the year of others; where there is none, the one year that it names in
    which a weekday and its date agree.
    """
    if published is not None:
        return [days(sentence, published) for sentence in sentences]
    bare = [days(sentence, None) for sentence in sentences]
    whole = next((date.fromisoformat(day.begin) for found in bare for day in found if len(day.begin) == WHOLE), None)
    near = whole or _by_weekday(sentences)
    return bare if near is None else [days(sentence, None, near) for sentence in sentences]


def _by_weekday(sentences: Sequence[Sentence]) -> date | None:
    """The first day told by weekday, day and month that falls on that weekday in just one of the years that the article names."""
    named = (match for s in sentences for token in s.tokens if (match := YEARS_NAMED.fullmatch(token.text)))
    years = sorted({int(year) for match in named for year in match.groups() if year})
    for tokens in (s.tokens for s in sentences) if years else ():
        for index, token in enumerate(tokens):
            if (weekday := _words()["weekday"].get(token.low)) is not None:
                for day in _weekday(tokens, index, Clock(None, LEAP_DAY)):
                    in_years = (_in_year(day.begin, year) for year in years)
                    falling = [d for d in in_years if d and d.weekday() == weekday]
                    if len(falling) == 1:
                        return falling[0]
    return None


def _in_year(day: str, year: int) -> date | None:
    try:
        return date.fromisoformat(day).replace(year=year)
    except ValueError:  # 29 February, or no whole day
        return None


def days(sentence: Sentence, published: date | None, near: date | None = None) -> list[Day]:
    """The dates of a sentence in order; relative ones only where the publication date is known.

    `near`: a date of the article, for the year of others where no publication date is known.
    """
    clock = Clock(published, published or near)
    found: list[Day] = []
    behind = 0
    tokens, openers = sentence.tokens, _openers()
    for index in [i for i, (_, _, _, low, _) in enumerate(tokens) if low in openers or low[0].isdigit()]:
        day = next(_at(tokens, index, clock), None) if index >= behind else None
        if day is None:
            continue
        behind = day.end
        if not (
            index and tokens[index - 1].low in _words()["deadline"]
        ):  # "hingga 30 Mei": of what began at another time
            found.append(day)
    return found


def _at(tokens: tuple[Token, ...], index: int, clock: Clock) -> Iterator[Day]:
    """The readings of what stands at a token, the surest first."""
    word = tokens[index].low
    if word in _words()["weekday"]:
        yield from _weekday(tokens, index, clock)
    elif word[0].isdigit():
        yield from _number(tokens, index, clock)
    elif word in _words()["month"] and tokens[index].capital:
        year = _year(tokens, index + 1)
        if year:
            yield Day(index, index + 2, f"{year:04}-{_words()['month'][word]:02}")
        elif clock.near and _is_part(tokens, index):
            yield Day(index, index + 1, _near_month(_words()["month"][word], clock.near), None, True)
    elif word in _words()["year"] and not _of_a_law(tokens, index) and (year := _year(tokens, index + 1)):
        yield Day(index, index + 2, f"{year:04}")
    elif clock.published and word in _opening_words():
        yield from _counted(tokens, index, clock.published)


def _weekday(tokens: tuple[Token, ...], index: int, clock: Clock) -> Iterator[Day]:
    """ "Jumat, 11 Oktober 2024", "Senin malam (9/6/2025)", "Senin lalu"."""
    weekday = _words()["weekday"][tokens[index].low]
    if not tokens[index].capital:  # "minggu" is a week
        return
    for gap in range(1, 5):  # a part of the day, a comma, a bracket may stand between
        at = index + gap
        if at >= len(tokens) or (gap > 1 and tokens[at - 1].text[0].isdigit()):
            break
        if tokens[at].text[0].isdigit():
            for day in _number(tokens, at, clock):
                closing = day.end < len(tokens) and tokens[day.end].text == ")"
                yield _agreed(replace(day, start=index, end=day.end + closing), weekday, clock.near)
            break
        if tokens[at].capital and tokens[at].low not in _words()["weekday"]:
            break
    if clock.published:
        published, after = clock.published, tokens[index + 1].low if index + 1 < len(tokens) else ""
        behind = (published.weekday() - weekday) % 7
        if after in _words()["past"]:
            yield Day(index, index + 2, (published - timedelta(days=behind or 7)).isoformat(), None, True)
        elif after in _words()["future"]:
            yield Day(index, index + 2, (published + timedelta(days=(-behind) % 7 or 7)).isoformat(), None, True)
        elif _alone(tokens, index):
            yield Day(index, index + 1, (published - timedelta(days=behind)).isoformat(), None, True)


def _alone(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a weekday stands for the last such day: "…, kata Budi di Bontang, Rabu.".

    What is announced or comes back is not told so, nor are days in a row: "setiap Senin, Rabu, dan Jumat". Behind a verb of
    speech it is the day of speaking, whatever was announced.
    """
    end = index + 1
    if end < len(tokens) and tokens[end].low in _words()["day_part"]:
        end += 1
    closed = end == len(tokens) or tokens[end].text in CLOSING
    opened = index > 0 and (tokens[index - 1].text == "," or tokens[index - 1].low == "pada")
    if not (closed and opened) or _in_a_row(tokens, index, -1) or _in_a_row(tokens, index, 1):
        return False
    spoke = next((at for at in range(index - 1, -1, -1) if tokens[at].low in words().speaking), 0)
    near = tokens[
        max(spoke, index - 2) : index
    ]  # "pekan depan, Senin", "hingga pada Senin"; not "di depan masjid, Senin"
    bounded = any(token.low in _words()["bounding"] for token in near)
    return not bounded and not any(token.low in _words()["announcing"] for token in tokens[spoke:index])


def _in_a_row(tokens: tuple[Token, ...], index: int, step: int) -> bool:
    """Whether another weekday stands beside one, before it (step -1) or behind (1), with but a comma or "dan" between."""
    at = index + step
    while 0 <= at < len(tokens) and (tokens[at].text == "," or words().signals.get(tokens[at].low) == "and"):
        at += step
    return 0 <= at < len(tokens) and at != index + step and tokens[at].low in _words()["weekday"]


def _agreed(day: Day, weekday: int, near: date | None) -> Day:
    """A day whose weekday is given: in doubt where they disagree, and of the one near year in which they agree."""
    if len(day.begin) < 10 or date.fromisoformat(day.begin).weekday() == weekday:
        return day
    if near is not None and day.until is None:
        for year in (near.year, near.year - 1, near.year + 1):
            with suppress(ValueError):  # 29 February
                other = date.fromisoformat(day.begin).replace(year=year)
                if other.weekday() == weekday and (day.relative or abs(other - near) <= NEAR):
                    return replace(day, begin=other.isoformat(), doubt=not day.relative)
    return replace(day, doubt=True)


def _of_a_law(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a year is part of the name of a law: "Nomor 40 Tahun 2008"."""
    return index > 0 and tokens[index - 1].text[0].isdigit()


def _is_part(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a month stands without its day and year: "awal Mei", "Agustus mendatang"."""
    before = tokens[index - 1].low if index else ""
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    return before in _words()["part"] or (
        not before[:1].isdigit() and after in {*_words()["past"], *_words()["future"]}
    )


def _near_month(month: int, near: date) -> str:
    """A month of the year in which it lies nearest to a date."""
    year = min((near.year - 1, near.year, near.year + 1), key=lambda y: abs(date(y, month, 15) - near))
    return f"{year:04}-{month:02}"


def _number(tokens: tuple[Token, ...], index: int, clock: Clock) -> Iterator[Day]:
    """ "11/10/2024", "9/6", "11 Oktober 2024", "11-13 Oktober", "25 September hingga 23 November 2024"."""
    text = tokens[index].text
    if match := ISO.fullmatch(text):
        yield from _exact(index, index + 1, int(match[1]), int(match[2]), int(match[3]))
    if match := NUMERIC.fullmatch(text):
        year = int(match[4]) if match[4] else None
        if year is not None or _bracketed(tokens, index):
            yield from _exact(index, index + 1, _full(year), int(match[3]), int(match[1]), clock.near)
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
        until = next(_number(tokens, after + 1, clock), None)
        if until and until.until is None and len(until.begin) == 10:
            begin = next(_exact(index, after, year or int(until.begin[:4]), month, first, clock.near), None)
            if begin and begin.begin < until.begin:
                yield Day(index, until.end, begin.begin, until.begin)
    for day in _exact(index, after, year, month, first, clock.near):
        if last is None:
            yield day
        else:
            for until in _exact(index, after, int(day.begin[:4]), month, last):
                if day.begin < until.begin:
                    yield Day(index, after, day.begin, until.begin, day.relative)


def _exact(start: int, end: int, year: int | None, month: int, day: int, near: date | None = None) -> Iterator[Day]:
    """One calendar day, its year taken from a date near it where it is not written."""
    try:
        if year is not None:
            yield Day(start, end, date(year, month, day).isoformat())
        elif near:
            years = (near.year - 1, near.year, near.year + 1)
            found = next((d for y in years if -BEHIND <= (d := date(y, month, day)) - near <= AHEAD), None)
            if found is not None:
                yield Day(start, end, found.isoformat(), None, True)
    except ValueError:  # the 31st of June, or 29 February of a common year: a slip of the pen gives no date
        return


def _counted(tokens: tuple[Token, ...], index: int, published: date) -> Iterator[Day]:
    """ "kemarin", "hari ini", "bulan lalu": counted from the day of publication."""
    one = tokens[index].low
    if index and f"{tokens[index - 1].low} {one}" in _words()["vague"]:
        return  # "akhir pekan kemarin"
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
    """The month behind the number of a day, where "3 juli" is one too."""
    return _words()["month"].get(token.low.rstrip("."))


def _year(tokens: tuple[Token, ...], index: int) -> int | None:
    if index < len(tokens) and re.fullmatch(r"\d{4}", tokens[index].text) and int(tokens[index].text) in YEARS:
        return int(tokens[index].text)
    return None


def _full(year: int | None) -> int | None:
    return year + 2000 if year is not None and year < 100 else year


def _bracketed(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a "9/6" stands in brackets, as dates do; elsewhere it is a score or a share."""
    return 0 < index < len(tokens) - 1 and tokens[index - 1].text == "(" and tokens[index + 1].text == ")"
