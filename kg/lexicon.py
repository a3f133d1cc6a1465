"""Tables of `data/lexicon/` → phrase tables that find the longest phrase at a token.

`PhraseTable({"kabag sdm": …}).match(tokens, 3)` → the row of "Kabag SDM" and the token after it.
"""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        self._phrases: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for phrase, row in rows:
            words = tuple(self._word(token) for token in tokens(phrase))
            if words:
                self._phrases.setdefault(words[0], []).append((words[1:], row))
        for entries in self._phrases.values():
            entries.sort(key=lambda entry: -len(entry[0]))  # the longest first; of equals, the first row

    def match(self, sentence: Sequence[Token], index: int) -> tuple[Row, int] | None:
        """The row of the longest phrase that begins at this token, and the index after it; none behind the last token."""
        entries = self._phrases.get(self._word(sentence[index])) if index < len(sentence) else None
        if entries is None:
            return None
        start = index + 1
        for rest, row in entries:
            end = start + len(rest)
            if not rest or tuple(map(self._word, sentence[start:end])) == rest:
                return row, end
        return None

    def starts(self, sentence: Sequence[Token]) -> list[int]:
        """The tokens with which some phrase begins, though it need not go on: what `match` is worth asking for."""
        return [index for index, word in enumerate(map(self._word, sentence)) if word in self._phrases]

    def opens(self, word: Token) -> bool:
        """Whether some phrase begins with this word."""
        return self._word(word) in self._phrases

    def get(self, phrase: str) -> Row | None:
        """The row of a whole phrase."""
        words = tokens(phrase)
        found = self.match(words, 0) if words else None
        return found[0] if found and found[1] == len(words) else None


def rows(name: str, place: str = "data/lexicon") -> Iterator[Mapping[str, str]]:
    """The rows of a table in `data/lexicon/` or another folder ("titles.tsv", "places.tsv.gz"); raises FileNotFoundError."""
    path = folder(place) / name
    with io.StringIO(_text(path), newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
