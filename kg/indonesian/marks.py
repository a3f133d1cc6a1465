"""A body of text → its stretches in quotation marks, whatever marks an outlet sets and some of them lost.

`“Kami siap,” kata Alex."Kota aman," ujarnya.` → two stretches, the second of which opens right behind a full stop. Which way a
mark points is told by what stands around it, not by its shape: outlets set ” and " for both.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.indonesian.words import words

MARK = re.compile(r"[“”\"„‟″＂«»]|''|‘‘|’’|``|,,(?=\w)")
OPENING = frozenset({"“", "„", "«", "‘‘", "``", ",,"})  # as they should be
CLOSING = frozenset({"”", "»", "’’"})
BEFORE_OPENING = frozenset("([{–—-/:|>")
AFTER_OPENING = frozenset("([@#$‘'*<…")
STOPS = frozenset(".,!?…")
WORD = re.compile(r"[ \t]{0,2}([^\W\d_][\w-]*)")
FARTHEST = 8  # lines that a quotation without marks of its own at each goes on
SENTENCE_END = re.compile(r"[.!?]\s")
LOST = re.compile(r",[ \t]*(?=[^\W\d_])")  # where a lost closing mark may have stood
TELLS = re.compile(
    r"([^\W\d_]+)(?= [A-Z])|([^\W\d_]+nya\b)"
)  # "kata Alex", "ujarnya"; "Kasar, tegas, dan" tells nothing
SHORTEST = 4  # words: what is shorter is a term in quotation marks, unless a verb of speech stands beside it


class Stretch(NamedTuple):
    """Offsets from mark to mark, and of what is said between; `open`: the paragraph ends, its speaker goes on."""

    start: int
    end: int
    first: int
    last: int
    open: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool


def stretches(body: str) -> tuple[Stretch, ...]:
    """The outermost stretches in order."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", body) if match[0].strip()]
    found: list[Stretch] = []
    carried: _Mark | None = None  # opened in a line before
    for at, (start, end) in enumerate(lines):
        marks = list(_marks(body, start, end, carried is not None))
        if carried and not marks:
            continue
        if carried:
            marks = [carried, *marks]
        pairs, unclosed = _pairs(body, marks)
        carried = None
        last = unclosed[-1] if unclosed else None
        if last and last == marks[-1]:
            following = lines[at + 1 : at + 1 + FARTHEST]
            if following and MARK.match(body[slice(*following[0])].lstrip()):
                unclosed.remove(last)
                pairs.append(Stretch(last.start, end, last.end, end, True))
            elif _closes_first(body, following):
                unclosed.remove(last)
                carried = last
        found += _outermost(body, [*pairs, *_mended(body, start, end, marks, unclosed)])
    return tuple(found)


def says(word: str) -> bool:
    """Whether a word behind a quotation tells that it is one: "kata", "ujarnya"."""
    low = word.casefold()
    return low in words().speech_verbs or low.removesuffix("nya") in words().speech_verbs


def _marks(body: str, start: int, end: int, opened: bool) -> Iterator[_Mark]:
    """The marks of a line, each with the way it points; `opened`: a quotation of the line before goes on."""
    depth = int(opened)
    for match in MARK.finditer(body, start, end):
        opens = _opens(body, match, start, end, depth > 0)
        depth = depth + 1 if opens else max(0, depth - 1)
        yield _Mark(match.start(), match.end(), opens)


def _opens(body: str, mark: re.Match[str], start: int, end: int, opened: bool) -> bool:
    left = body[mark.start() - 1] if mark.start() > start else " "
    right = body[mark.end()] if mark.end() < end else " "
    free = left.isspace() or left in BEFORE_OPENING or bool(MARK.match(left))
    ends = not (right.isalnum() or right in AFTER_OPENING)
    before = body[max(start, mark.start() - 3) : mark.start()].rstrip()[-1:]
    if free and not ends:
        word = WORD.match(body, mark.end(), end)
        return not (opened and (mark[0] in CLOSING or (before in STOPS and word is not None and says(word[1]))))
    if ends and not free:
        return not opened and (left == ":" or mark[0] in OPENING)
    if mark[0] in OPENING:
        return True
    if free:
        return not opened and mark[0] not in CLOSING
    return not opened and (right.isupper() if left.isalnum() else left != ",")  # `Kriteria"Sudah kami sampaikan`


def _pairs(body: str, marks: Sequence[_Mark]) -> tuple[list[Stretch], list[_Mark]]:
    """The stretches whose both marks are there, and the opening marks that nothing closes."""
    opened: list[_Mark] = []
    pairs: list[Stretch] = []
    for mark in marks:
        if mark.opens:
            opened.append(mark)
        elif opened:
            opening = opened.pop()
            if body[opening.end : mark.start].strip():
                pairs.append(Stretch(opening.start, mark.end, opening.end, mark.start))
    return pairs, opened


def _outermost(body: str, pairs: Sequence[Stretch]) -> list[Stretch]:
    """The stretches that lie in no other; one around a whole quotation with its verb of speech was never closed."""
    around: list[Stretch] = []
    broken: set[Stretch] = set()
    for pair in sorted(pairs):
        while around and around[-1].end <= pair.start:
            around.pop()
        word = WORD.match(body, pair.end)
        if around and word and says(word[1]) and len(body[pair.first : pair.last].split()) >= SHORTEST:
            broken.update(around)
            around.clear()
        around.append(pair)
    found: list[Stretch] = []
    for pair in sorted(pairs):
        if pair not in broken and (not found or found[-1].end <= pair.start):
            found.append(pair)
    return found


def _mended(body: str, start: int, end: int, marks: Sequence[_Mark], unclosed: Sequence[_Mark]) -> Iterator[Stretch]:
    """Quotations that lost a mark, where a verb of speech tells what was lost.

    `"Kami siap, kata Alex` ends before the verb; `Kami siap," kata Alex` is all that its line says.
    """
    if not marks:
        return
    lost = set(unclosed)
    for mark, until in zip(marks, [*(mark.start for mark in marks[1:]), end], strict=True):
        commas = LOST.finditer(body, mark.end, until) if mark in lost else ()
        told = (comma.start() + 1 for comma in commas if (word := TELLS.match(body, comma.end())) and says(word[0]))
        if last := next(told, 0):
            yield Stretch(mark.start, last, mark.end, last)
    if not marks[0].opens and body[marks[0].start - 1] in STOPS:
        word = WORD.match(body, marks[0].end, end)
        said = body[start : marks[0].start]
        told_before = any(words().speech.get(w) or says(w) for w in re.findall(r"\w+", said))
        whole = said[:1].isupper() and not SENTENCE_END.search(said)
        if whole and word and says(word[1]) and not told_before:
            yield Stretch(start, marks[0].end, start, marks[0].start)


def _closes_first(body: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether the first mark in these lines closes what the line before them opened."""
    first = next((mark for line in lines for mark in _marks(body, *line, True)), None)
    return first is not None and not first.opens
