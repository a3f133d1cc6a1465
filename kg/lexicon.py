"""Tables of `data/lexicon/` → phrase tables that find the longest phrase at a token.

`PhraseTable({"kabag sdm": …}).match(tokens, 3)` → the row of "Kabag SDM" and the token after it.
"""

import gzip
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from operator import itemgetter
from pathlib import Path
from typing import Generic, Literal, TypeVar

from kg.errors import KabargrafError
from kg.resources import folder
from kg.sentences import Concordance, Token, tokens

Row = TypeVar("Row")


class PhraseTable(Generic[Row]):
    """Phrases by their first word; case is folded unless `exact`."""

    def __init__(self, rows: Iterable[tuple[str, Row]], exact: bool = False) -> None:
        self._at: Literal[0, 3] = 0 if exact else 3  # the token's text, or the same folded: by number, which is quicker
        self._word = itemgetter(self._at)
        self._fold: Callable[[str], str] = str if exact else str.casefold
        self._rows: dict[tuple[str, ...], Row] = {}
        for phrase, row in rows:
            words = self._words(phrase)
            if words:
                self._rows.setdefault(words, row)  # of equals, the first row
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for words in self._rows:
            lengths[words[0]].add(len(words))
        self._lengths = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}

    def match(self, sentence: Sequence[Token], index: int) -> tuple[Row, int] | None:
        """The row of the longest phrase that begins at this token, and the index after it; none behind the last token."""
        if index >= len(sentence) or (lengths := self._lengths.get(sentence[index][self._at])) is None:
            return None
        if lengths[0] == 1:
            return self._rows[sentence[index][self._at],], index + 1
        words = tuple(map(self._word, sentence[index : index + lengths[0]]))
        for length in lengths:
            if length <= len(words) and (row := self._rows.get(words[:length])) is not None:
                return row, index + length
        return None

    def starts_in(self, words: Concordance) -> Mapping[int, Sequence[int]]:
        """For each sentence the tokens with which some phrase begins, as `starts` gives them; of a table that folds case.

        An article has some 150 different words, and most tables open with few of them: so all its sentences are asked at once.
        """
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number, at in sorted(chain.from_iterable(map(words.__getitem__, self._lengths.keys() & words.keys()))):
            found[number].append(at)
        return found

    def starts(self, sentence: Sequence[Token]) -> list[int]:
        """The tokens with which some phrase begins, though it need not go on: what `match` is worth asking for."""
        openers = self._lengths
        return [index for index, token in enumerate(sentence) if token[self._at] in openers]

    @property
    def openers(self) -> Collection[str]:
        """The words, folded unless `exact`, with which phrases begin."""
        return self._lengths.keys()

    def openers_of(self, row: Row) -> frozenset[str]:
        """The words with which the phrases of one row begin."""
        return frozenset(words[0] for words, found in self._rows.items() if found == row)

    def opens(self, word: Token) -> bool:
        """Whether some phrase begins with this word."""
        return word[self._at] in self._lengths

    def get(self, phrase: str) -> Row | None:
        """The row of a whole phrase."""
        return self._rows.get(self._words(phrase))

    def _words(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase as they are compared; most are letters and blanks, and come apart at once."""
        if phrase.isalpha():
            return (self._fold(phrase),)
        if phrase.replace(" ", "").isalpha():
            return tuple(self._fold(phrase).split())
        return tuple(map(self._word, tokens(phrase)))


def rows(name: str, place: str = "data/lexicon") -> Iterator[Mapping[str, str]]:
    """The rows of a table in `data/lexicon/` or another folder ("titles.tsv", "places.tsv.gz"); raises FileNotFoundError."""
    path = folder(place) / name
    lines = iter(_text(path).rstrip("\n").split("\n"))
    header = next(lines).split("\t")
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) > len(header):
            raise KabargrafError(
                f"{place}/{name}:{number}: {len(cells)} columns where the first line names {len(header)}"
            )
        yield dict(zip_longest(header, cells, fillvalue=""))  # the last cells may be left out


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
