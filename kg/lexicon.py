"""Tables of `data/lexicon/` → phrase tables that find the longest phrase at a token.

`PhraseTable({"kabag sdm": …}).match(tokens, 3)` → the row of "Kabag SDM" and the token after it.
"""

import csv
import gzip
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Generic, TypeVar

from kg.resources import folder
from kg.sentences import Token, tokens

Row = TypeVar("Row")


class PhraseTable(Generic[Row]):
    """Phrases by their first word; case is folded unless `exact`."""

    def __init__(self, rows: Iterable[tuple[str, Row]], exact: bool = False) -> None:
        self._word = attrgetter("text" if exact else "low")
        self._fold: Callable[[str], str] = str if exact else str.casefold
        self._rows: dict[tuple[str, ...], Row] = {}
        for phrase, row in rows:
            words = tuple(map(self._word, tokens(phrase)))
            if words:
                self._rows.setdefault(words, row)  # of equals, the first row
        lengths: dict[str, set[int]] = {}
        for words in self._rows:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}

    def match(self, sentence: Sequence[Token], index: int) -> tuple[Row, int] | None:
        """The row of the longest phrase that begins at this token, and the index after it; none behind the last token."""
        lengths = self._lengths.get(self._word(sentence[index])) if index < len(sentence) else None
        if lengths is None:
            return None
        words = tuple(map(self._word, sentence[index : index + lengths[0]]))
        for length in lengths:
            if length <= len(words) and (row := self._rows.get(words[:length])) is not None:
                return row, index + length
        return None

    def starts(self, sentence: Sequence[Token]) -> list[int]:
        """The tokens with which some phrase begins, though it need not go on: what `match` is worth asking for."""
        return [index for index, word in enumerate(map(self._word, sentence)) if word in self._lengths]

    @property
    def openers(self) -> Collection[str]:
        """The words, folded unless `exact`, with which phrases begin."""
        return self._lengths.keys()

    def opens(self, word: Token) -> bool:
        """Whether some phrase begins with this word."""
        return self._word(word) in self._lengths

    def get(self, phrase: str) -> Row | None:
        """The row of a whole phrase."""
        if phrase.isalpha():  # one word
            return self._rows.get((self._fold(phrase),))
        return self._rows.get(tuple(map(self._word, tokens(phrase))))


def rows(name: str, place: str = "data/lexicon") -> Iterator[Mapping[str, str]]:
    """The rows of a table in `data/lexicon/` or another folder ("titles.tsv", "places.tsv.gz"); raises FileNotFoundError."""
    path = folder(place) / name
    with io.StringIO(_text(path), newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
