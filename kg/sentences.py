"""An article → its sentences with their tokens, each at its offsets; what is masked is left out.

"… (11/10/2024). Kapolres Bontang, AKBP Alex …" gives two sentences; "S.I.K.", "0908/Btg" and "11/10/2024" are one token
each, and "penyanyi.Diketahui", glued by a scraper, is two sentences.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from kg.model import FIELDS, Article, Field, Span

TOKEN = re.compile(  # the first two lines are for speed alone: most tokens are plain, and all that follows would end there too
    r"""
    [A-Za-z]++(?![\w'’‘`./-])                                       # di  Kapolres  HUT
    | [,"“”()]                                                      # the commonest marks
    | \w++(?:[.-]\w++){0,4}\.(?:com|co\.id|co|id|net|org|tv|news)\b         # Gerbangkaltim.com
    | (?:[A-Z]\.)+[A-Z][A-Za-z]{0,5}\b(?:\.[A-Z][a-z]{1,4}\b)*\.?   # S.Pd  M.Si.  A.Md.Keb  S.I.K
    | (?:[A-Z]\.){2,}                                               # S.I.K.  R.M.
    | (?:Sp|Ph|Ed|LL)\.[A-Z]{1,4}\b                                 # Sp.OG  Ph.D
    | \d+(?:[.,:/-]\d+)*(?:/[A-Za-z]\w*)?                           # 11/10/2024  0,39  14.30  0908/Btg
    | [IVXL]+/[A-Z][a-z]\w*                                         # VI/Mulawarman
    | [^\W\d_](?:[\w'’‘`]*\w)?(?:-[\w'’]+)*                         # Al-Qur'an  HUT  masa-masa  ke-12
    | \S
    """,
    re.VERBOSE,
)
ENDS = frozenset(".!?…")
CLOSERS = frozenset("\"”’')]»")
STOPS = ENDS | CLOSERS
MOST_CLOSERS = (
    6  # in a row after a sentence: "…?'”)". A line of nothing but quotation marks is not searched back and back
)
# Of the words of more than three letters. On 80 articles, with .9 three names more are wrong, with .6 a person and a role lost.
HEADLINE_SHARE = 0.75
OPENERS = frozenset("\"“‘'([«")


class Token(NamedTuple):
    """One word or mark of a field; offsets in code points of that field."""

    text: str
    start: int
    end: int
    low: str  # case folded, as tables are asked
    capital: bool  # whether it opens with a capital letter


_token = partial(tuple.__new__, Token)  # quicker than Token itself, where they are made by the hundred thousand


class Tag(NamedTuple):
    """Tokens start to end are one name of a kind (PER, ORG, LOC), as a tagger sees it; how probable its least sure token is."""

    start: int
    end: int
    kind: str
    probability: float = 1.0


Concordance: TypeAlias = Mapping[
    str, Sequence[tuple[int, int]]
]  # word, folded → the sentences and tokens where it stands


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of one field that is read as one: its span and tokens; `line` counts the field's lines from 0.

    `title_case` where its words have capitals whatever they are, as in a headline: there capitals say nothing.
    """

    span: Span
    tokens: tuple[Token, ...]
    line: int
    title_case: bool
    tags: tuple[Tag, ...] = ()

    @property
    def field(self) -> Field:
        """The field that it stands in."""
        return self.span.field

    def part(self, start: int, end: int) -> Span:
        """The span of tokens start to end, end exclusive."""
        return Span(self.span.field, self.tokens[start].start, self.tokens[end - 1].end)


def concordance(lines: Sequence[Sentence]) -> Concordance:
    """Where each word of the sentences stands."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines):
        for at, token in enumerate(line.tokens):
            found[token.low].append((number, at))
    return found


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a stretch of text, in order."""
    found = list(TOKEN.finditer(text, start, len(text) if end is None else end))
    words = list(map(re.Match.group, found))
    capitals = map(str.isupper, map(itemgetter(0), words))
    columns = zip(
        words, map(re.Match.start, found), map(re.Match.end, found), map(str.casefold, words), capitals, strict=True
    )
    return list(map(_token, columns))  # by columns, which is quicker than token by token


def sentences(article: Article, abbreviations: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentences of title and text in order; `abbreviations` are words whose dot ends no sentence ("Ust", "H")."""
    found: list[Sentence] = []
    for field in FIELDS:
        text = article.title if field == "title" else article.text
        masked = [span for span in article.masked if span.field == field]
        for line, (start, end) in enumerate(_lines(text, masked)):
            for run in _split(tokens(text, start, end), abbreviations):
                found.append(Sentence(Span(field, run[0].start, run[-1].end), tuple(run), line, title_case(field, run)))
    return tuple(found)


def title_case(field: Field, line: list[Token]) -> bool:
    """Whether a line is written as a headline: a list of officers with their ranks has as many capitals, but a full stop."""
    if field == "text" and line[-1].text in STOPS:
        return False
    longer = [token.capital for token in line if token.text.isalpha() and len(token.text) > 3]
    return len(longer) > 2 and sum(longer) >= HEADLINE_SHARE * len(longer)


def _lines(text: str, masked: list[Span]) -> list[tuple[int, int]]:
    """The stretches between newlines and masked stretches; a line that goes on in lower case is joined to its head."""
    cuts = sorted([(m.start(), m.end()) for m in re.finditer(r"\n+", text)] + [(s.start, s.end) for s in masked])
    lines: list[tuple[int, int]] = []
    start = 0
    for cut_start, cut_end in [*cuts, (len(text), len(text))]:
        if text[start:cut_start].strip():
            head = lines[-1] if lines else (0, 0)
            lower = text[start:cut_start].lstrip()[:1].islower()
            if (
                lines
                and lower
                and text[head[1] : start].isspace()
                and text[head[0] : head[1]].rstrip()[-1:] not in ENDS
            ):
                lines[-1] = (head[0], cut_start)
            else:
                lines.append((start, cut_start))
        start = max(start, cut_end)
    return lines


def _split(line: list[Token], abbreviations: frozenset[str]) -> list[list[Token]]:
    """A line's tokens cut into sentences."""
    behind = [index for index, token in enumerate(line, 1) if token.text in STOPS]
    cuts = [index for index in behind if index < len(line) and _ends(line, index, abbreviations)]
    return [line[start:end] for start, end in pairwise([0, *cuts, len(line)]) if end > start]


def _ends(line: list[Token], index: int, abbreviations: frozenset[str]) -> bool:
    """Whether a sentence ends before the token at `index`, which follows a closing mark."""
    token, last = line[index], index - 1
    while last > max(0, index - MOST_CLOSERS) and line[last].text in CLOSERS:
        last -= 1
    if line[last].text not in ENDS or token.text in STOPS:
        return False
    opener = token.text in OPENERS
    if not (token.capital or token.text[0].isdigit() or opener):
        return False
    if line[last].text == "." and last == index - 1:
        before = line[last - 1] if last else None
        if before and before.end == line[last].start:
            initial = len(before.text) == 1 and before.capital
            return not (initial or before.text in abbreviations)
    return True
