"""The trained tagger: sentences of words → the names that they most likely hold; how it was trained: `data/models/README.md`.

A linear-chain CRF whose features each look at one word, at its place beside the word to be tagged. So what a word adds to
the scores of its neighbours is one small table, made from the weights at its first sight and kept: tagging adds tables up.
The sentences of an article are tagged side by side, since numpy is slow on small arrays and quick on larger ones.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from kg.indonesian.tagger.features import OFFSETS, features
from kg.indonesian.tagger.weights import Weights, load
from kg.sentences import Tag

KEPT_WORDS = 60_000  # tables kept at most: some 10 MB; later words are worked out each time
REACH = len(OFFSETS) // 2


class Tagger:
    """Weights, and the tables of the words seen so far: `_tables[_rows[word]]` is offsets × labels."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._steps = np.exp(weights.transitions)
        self._rows: dict[str, int] = {}
        self._tables = np.zeros((1024, len(OFFSETS), len(weights.labels)), dtype=np.float32)
        self._row("")  # row 0: the edge of a sentence

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        """The names among the words of each sentence, in order, none overlapping; of an empty sentence none."""
        if not any(sentences):
            return [[] for _ in sentences]
        lengths = np.array([len(words) for words in sentences])
        scores = self._scores(sentences, int(lengths.max()))
        inside = np.arange(scores.shape[1]) < lengths[:, None]
        rows = self._best(scores, inside)
        named = ((rows != self._weights.labels.index("O")) & inside).any(axis=1)
        sure = np.ones(inside.shape)  # only where something is named does its probability matter
        if named.any():
            marginals = self._marginals(scores[named], inside[named])
            sure[named] = np.take_along_axis(marginals, rows[named][:, :, None], axis=2)[:, :, 0]
        found = []
        for words, row, probability in zip(sentences, rows.tolist(), sure, strict=True):
            spans = _spans(row[: len(words)], self._weights.labels)
            found.append([s._replace(probability=float(probability[s.start : s.end].min())) for s in spans])
        return found

    def _scores(self, sentences: Sequence[Sequence[str]], longest: int) -> np.ndarray:
        """Sentences × words × labels: each word's own table and those of its neighbours, added up."""
        rows = np.zeros((len(sentences), longest + 2 * REACH), dtype=np.int32)
        for number, words in enumerate(sentences):
            rows[number, REACH : REACH + len(words)] = [self._row(word) for word in words]
        tables = self._tables[rows]
        total = tables[:, REACH : REACH + longest, REACH].copy()
        for k, offset in enumerate(OFFSETS):
            if offset:
                total += tables[:, REACH + offset : REACH + offset + longest, k]
        return total

    def _row(self, word: str) -> int:
        """Where a word's table stands; made at its first sight."""
        row = self._rows.get(word)
        if row is None:
            row = min(len(self._rows), KEPT_WORDS)  # beyond the last kept, one row is written over and over
            if row == len(self._tables):
                self._tables = np.concatenate([self._tables, np.zeros_like(self._tables)])
            for k, offset in enumerate(OFFSETS):
                known = [n for name in features(word, offset) if (n := self._weights.rows.get(name)) is not None]
                self._tables[row, k] = self._weights.values[known].sum(axis=0) if known else 0.0
            if row < KEPT_WORDS:
                self._rows[word] = row
        return row

    def _best(self, scores: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """Sentences × words: the labels of the best row of each (Viterbi 1967)."""
        transitions = self._weights.transitions
        back = np.empty(scores.shape, dtype=np.int8)
        best = scores[:, 0] + self._weights.initial
        stay = np.arange(scores.shape[2])
        for at in range(1, scores.shape[1]):
            paths = best[:, :, None] + transitions
            here = inside[:, at, None]
            back[:, at] = np.where(here, paths.argmax(axis=1), stay)
            best = np.where(here, paths.max(axis=1) + scores[:, at], best)
        rows = np.empty(inside.shape, dtype=np.int64)
        rows[:, -1] = best.argmax(axis=1)
        every = np.arange(len(rows))
        for at in range(scores.shape[1] - 1, 0, -1):
            rows[:, at - 1] = back[every, at, rows[:, at]]
        return rows

    def _marginals(self, scores: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """Sentences × words × labels: the probability of each label of each word (forward and backward, Rabiner 1989)."""
        local = np.exp(scores - scores.max(axis=2, keepdims=True))
        forward, backward = np.empty_like(local), np.ones_like(local)
        forward[:, 0] = local[:, 0]
        for at in range(1, scores.shape[1]):
            forward[:, at] = local[:, at] * (forward[:, at - 1] @ self._steps)
            forward[:, at] /= forward[:, at].sum(axis=1, keepdims=True)
        for at in range(scores.shape[1] - 2, -1, -1):
            before = (local[:, at + 1] * backward[:, at + 1]) @ self._steps.T
            before /= before.sum(axis=1, keepdims=True)
            backward[:, at] = np.where(inside[:, at + 1, None], before, 1.0)
        both = forward * backward
        return both / both.sum(axis=2, keepdims=True)  # type: ignore[no-any-return]


def _spans(row: Sequence[int], labels: Sequence[str]) -> list[Tag]:
    found: list[Tag] = []
    for at, number in enumerate(row):
        label = labels[number]
        if label.startswith("I-") and found and found[-1].end == at and found[-1].kind == label[2:]:
            found[-1] = found[-1]._replace(end=at + 1)
        elif label != "O":
            found.append(Tag(at, at + 1, label[2:]))
    return found


@cache
def tagger() -> Tagger:
    """The tagger with the weights that come with the project, read at the first call."""
    return Tagger(load())
