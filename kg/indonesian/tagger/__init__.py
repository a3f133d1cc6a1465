"""The trained tagger: a sentence's words → the names that they most likely are; how it was trained is in `data/models/README.md`.

A linear-chain CRF whose features each look at one word, at its place beside the word to be tagged. So what a word adds to
the scores of its neighbours is one small table, made from the weights at its first sight and kept: tagging adds tables up.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from kg.indonesian.tagger.features import OFFSETS, features
from kg.indonesian.tagger.weights import Weights, load
from kg.sentences import Tag

KEPT_WORDS = 50_000  # tables kept at most: some 60 MB


class Tagger:
    """Weights and the tables of the words seen so far."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._tables: dict[str, np.ndarray] = {}
        self._edge = self._table("")

    def tag(self, words: Sequence[str]) -> list[Tag]:
        """The names among the words of one sentence, in order, none overlapping."""
        if not words:
            return []
        scores = self._scores(words)
        row = self._best(scores)
        spans = _spans(row, self._weights.labels)
        if not spans:
            return []
        sure = self._marginals(scores)[np.arange(len(row)), row]
        return [span._replace(probability=float(sure[span.start : span.end].min())) for span in spans]

    def _scores(self, words: Sequence[str]) -> np.ndarray:
        """Words × labels: each word's own table and those of its neighbours, added up."""
        reach = len(OFFSETS) // 2
        tables = np.stack([self._edge] * reach + [self._table(word) for word in words] + [self._edge] * reach)
        count = len(words)
        return sum(tables[reach + offset : reach + offset + count, k] for k, offset in enumerate(OFFSETS))  # type: ignore[return-value]

    def _table(self, word: str) -> np.ndarray:
        """Offsets × labels: what a word says of the word that it stands at this distance from."""
        found = self._tables.get(word)
        if found is None:
            weights = self._weights
            found = np.zeros((len(OFFSETS), len(weights.labels)), dtype=np.float32)
            for k, offset in enumerate(OFFSETS):
                rows = [row for name in features(word, offset) if (row := weights.rows.get(name)) is not None]
                if rows:
                    found[k] = weights.values[rows].sum(axis=0)
            if len(self._tables) < KEPT_WORDS:
                self._tables[word] = found
        return found

    def _best(self, scores: np.ndarray) -> list[int]:
        """The best row of labels (Viterbi 1967)."""
        transitions = self._weights.transitions
        back = np.empty(scores.shape, dtype=np.int8)
        best = scores[0] + self._weights.initial
        for at in range(1, len(scores)):
            paths = best[:, None] + transitions
            back[at] = paths.argmax(axis=0)
            best = paths.max(axis=0) + scores[at]
        label = int(best.argmax())
        row = [label]
        for at in range(len(scores) - 1, 0, -1):
            label = int(back[at, label])
            row.append(label)
        return row[::-1]

    def _marginals(self, scores: np.ndarray) -> np.ndarray:
        """Words × labels: the probability of each label of each word (forward and backward, Rabiner 1989)."""
        steps = np.exp(self._weights.transitions)
        local = np.exp(scores - scores.max(axis=1, keepdims=True))
        forward, backward = np.empty_like(local), np.empty_like(local)
        forward[0], backward[-1] = local[0], 1.0
        for at in range(1, len(local)):
            forward[at] = local[at] * (forward[at - 1] @ steps)
            forward[at] /= forward[at].sum()
        for at in range(len(local) - 2, -1, -1):
            backward[at] = steps @ (local[at + 1] * backward[at + 1])
            backward[at] /= backward[at].sum()
        both = forward * backward
        return both / both.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


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
