"""The trained tagger: sentences of words → the names that they most likely hold; how it was trained: `data/models/README.md`.

A linear-chain CRF whose features each look at one word, at its place beside the word to be tagged. So what a word adds to
the scores of its neighbours is one small table, made from the weights at its first sight and kept: tagging adds tables up.
The sentences of an article are tagged side by side, since numpy is slow on small arrays and quick on larger ones; the longest
stands first, so that those which go on at a word are the first few. Most words are so far from any name that their label is
plain before a path is looked for: only the stretches between them are searched.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain, count

import numpy as np

from kg.indonesian.tagger.features import OFFSETS, Feature, feature_of, features
from kg.indonesian.tagger.weights import Weights, load
from kg.sentences import Tag

KEPT_WORDS = 100_000  # tables kept at most, some 14 MB: when there are more, all are made anew
REACH = len(OFFSETS) // 2
APART = 10_000.0  # more than any scores of a name add up to
SLACK = 0.01  # for the rounding of sums
SCALED = 20  # words after which sums are scaled to 1: a word changes them ten-thousandfold at most


class Tagger:
    """Weights, and the tables of the words seen so far: `_tables[offset, _rows[word]]` are scores of labels."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._into = np.ascontiguousarray(weights.transitions.T)  # by the label that a step leads to
        steps = np.exp(weights.transitions, dtype=np.float64)
        self._steps = np.block([[steps, np.zeros_like(steps)], [np.zeros_like(steps), steps.T]])  # forward and backward
        self._other = other = weights.labels.index("O")
        names = np.arange(len(weights.labels)) != other
        above = weights.transitions - weights.transitions[other, other]  # what a step gains that is not from O to O
        self._first, self._enter, self._on = (
            np.where(names, gain, -APART).astype(np.float32)[:, None]
            for gain in (0, above[other], above[names].max(axis=0))
        )
        self._leave = above[names, other].max()
        self._no_name = np.where(names, -APART, 0).astype(np.float32)
        self._numbers, self._values = _beside(weights)
        self._forget()

    def _forget(self) -> None:
        """Begin with no table but that of row 0, the edge of a sentence."""
        self._rows: dict[str, int] = {}
        self._tables = np.zeros((len(OFFSETS), 1024, self._values.shape[2]), dtype=np.float32)
        self._learn([""])

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        """The names among the words of each sentence, in order, none overlapping; of an empty sentence none."""
        found: list[list[Tag]] = [[] for _ in sentences]
        full = [n for n, words in enumerate(sentences) if words]
        if not full:
            return found
        lengths = np.array([len(sentences[n]) for n in full])
        starts = np.cumsum(lengths + REACH) - lengths - REACH
        edges = ((starts + lengths)[:-1, None] + np.arange(REACH)).ravel()
        scores = self._scores([sentences[n] for n in full])
        scores[starts] += self._weights.initial
        by_label = np.ascontiguousarray(
            scores.T
        )  # numpy finds the best of a few numbers far quicker when they stand so
        doubtful = self._doubtful(by_label, starts, starts + lengths - 1, edges)
        best = self._labels(scores, doubtful, edges)
        named = np.unique(starts.searchsorted(np.flatnonzero(best != self._other), side="right") - 1)
        if not named.size:
            return found
        named = named[np.argsort(-lengths[named], kind="stable")]
        places = _places(starts[named], lengths[named], len(scores))
        best = best[places]
        scores -= by_label.max(axis=0)[:, None]
        sure = self._probabilities(scores[places], lengths[named], best)  # elsewhere it matters to nobody how sure O is
        for n, row, probability in zip(named.tolist(), best.T.tolist(), sure.T.tolist(), strict=True):
            spans = _spans(row[: lengths[n]], self._weights.labels)
            found[full[n]] = [Tag(start, end, kind, min(probability[start:end])) for start, end, kind in spans]
        return found

    def _scores(self, sentences: Sequence[Sequence[str]]) -> np.ndarray:
        """Words × labels, the sentences behind one another with edges between: each word's table and those beside, added up."""
        if len(self._rows) > KEPT_WORDS:
            self._forget()
        new = [word for word in dict.fromkeys(chain.from_iterable(sentences)) if word not in self._rows]
        if new:
            self._learn(new)
        edge = [0] * REACH
        rows = edge.copy()
        row_of = self._rows.__getitem__
        for words in sentences:
            rows += map(row_of, words)
            rows += edge
        beside, count = np.array(rows), len(rows) - 2 * REACH
        total: np.ndarray = self._tables[REACH].take(beside[REACH : REACH + count], axis=0)
        for k, offset in enumerate(OFFSETS):
            if offset:
                total += self._tables[k].take(beside[k : k + count], axis=0)
        return total

    def _doubtful(self, by_label: np.ndarray, firsts: np.ndarray, lasts: np.ndarray, edges: np.ndarray) -> np.ndarray:
        """For each word whether it may be of a name at all; of all others, O is sure to be the best label.

        A name gains at most what its words do by their best labels instead of O, each with the best step from one label to the
        next. A word is in doubt where some stretch around it, from a word that begins it to one behind, gains anything.
        """
        plain = by_label[self._other]
        begun = (by_label + self._enter).max(axis=0) - plain
        begun[firsts] = (by_label[:, firsts] + self._first).max(axis=0) - plain[firsts]
        gone_on = (by_label + self._on).max(axis=0) - plain
        for gains in (begun, gone_on):
            gains[lasts] -= self._leave  # for which there is no step
            gains[edges] = -APART
        sums = gone_on.cumsum(dtype=np.float64)
        highest = np.maximum.accumulate(sums[::-1])[::-1]  # at this word or behind
        lowest = np.minimum.accumulate(sums - begun)
        return highest - lowest + self._leave > -SLACK  # type: ignore[no-any-return]

    def _labels(self, scores: np.ndarray, doubtful: np.ndarray, edges: np.ndarray) -> np.ndarray:
        """The best label of each word: O where there is no doubt, so that only the stretches between are looked at."""
        labels = np.full(len(scores), self._other)
        looked_at = np.zeros(len(scores) + 2, dtype=bool)  # with the word before and behind, and none at either end
        looked_at[1:-1] = doubtful
        looked_at[2:-1] |= doubtful[:-1]
        looked_at[1:-2] |= doubtful[1:]
        looked_at[edges + 1] = False
        turns = np.flatnonzero(looked_at[1:] != looked_at[:-1])
        begins, lengths = turns[::2], turns[1::2] - turns[::2]
        if begins.size:
            order = np.argsort(-lengths, kind="stable")
            lengths = lengths[order]
            places = _places(begins[order], lengths, len(scores))
            best = self._best(np.where(doubtful[:, None], scores, self._no_name)[places], lengths)
            inside = np.arange(len(places))[:, None] < lengths
            labels[places[inside]] = best[inside]
        return labels

    def _learn(self, words: Sequence[str]) -> None:
        """Make the tables of words that are new."""
        begin = len(self._rows)
        self._rows.update(zip(words, count(begin)))
        while len(self._rows) > self._tables.shape[1]:
            self._tables = np.concatenate([self._tables, np.zeros_like(self._tables)], axis=1)
        known = [[n for feature in features(word) if (n := self._numbers.get(feature)) is not None] for word in words]
        most = max(map(len, known))
        nothing = len(self._values) - 1
        filled = [numbers + [nothing] * (most - len(numbers)) for numbers in known]
        self._tables[:, begin : len(self._rows)] = self._values.take(filled, axis=0).sum(axis=1).transpose(1, 0, 2)

    def _best(self, scores: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Words × sentences: the labels of the best row of each (Viterbi 1967)."""
        going = _going(lengths)
        back = np.empty(scores.shape, dtype=np.int8)
        best = scores[0].copy()
        count = best.shape[1]
        firsts = np.arange(best.size).reshape(best.shape) * count  # where the paths to each label begin
        for at in range(1, len(scores)):
            here = going[at]
            paths = best[:here, None, :] + self._into
            back[at, :here] = which = paths.argmax(axis=2)
            best[:here] = (
                paths.take(firsts[:here] + which) + scores[at, :here]
            )  # quicker than to look for the largest again
        rows = np.empty(scores.shape[:2], dtype=np.int64)
        rows[-1] = label = best.argmax(axis=1)
        every = np.arange(len(label))
        for at in range(len(scores) - 1, 0, -1):
            here = going[at]
            label[:here] = back[at, every[:here], label[:here]]
            rows[at - 1] = label
        return rows

    def _probabilities(self, scores: np.ndarray, lengths: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """Words × sentences: how probable each of these labels is (forward and backward, Rabiner 1989).

        Of each word the best label scores 0: so no sum grows too large, or too small, within so many words as `SCALED` says.
        Backward is forward from a sentence's last word, by the steps turned round: both go side by side, the labels of
        the one before those of the other. Beyond a sentence's end they go on for nothing, which costs less than to stop.
        """
        count = scores.shape[2]
        local = np.exp(scores, dtype=np.float64)
        at, every = np.arange(len(scores))[:, None], np.arange(len(lengths))
        turned = np.maximum(lengths - 1 - at, 0), every
        sums = np.concatenate([local, local[turned]], axis=2)  # over all ways to a label of a word, with what it scores
        before = np.ones_like(sums)  # the same without
        for number, (last, ways, now) in enumerate(zip(sums, before[1:], sums[1:], strict=False), 1):
            np.matmul(last, self._steps, out=ways)
            now *= ways
            if number % SCALED == 0:
                halves = now.reshape(-1, 2, count)
                halves /= halves.sum(axis=2, keepdims=True)
        both = sums[:, :, :count] * before[turned][:, :, count:]
        return both[at, every, labels] / (both @ np.ones(count))  # type: ignore[no-any-return]


def _beside(weights: Weights) -> tuple[dict[Feature, int], np.ndarray]:
    """The weights of a feature at all offsets side by side: the number of each, and features × offsets × labels.

    The last row is of no feature and weighs nothing: it fills up the rows of words that have fewer than others.
    """
    numbers: dict[Feature, int] = {}
    places = []
    for name in weights.rows:
        feature, offset = feature_of(name)
        places.append((numbers.setdefault(feature, len(numbers)), OFFSETS.index(offset)))
    values = np.zeros((len(numbers) + 1, len(OFFSETS), len(weights.labels)), dtype=np.float32)
    values[tuple(zip(*places, strict=True))] = weights.values[list(weights.rows.values())]
    return numbers, values


def _places(starts: np.ndarray, lengths: np.ndarray, count: int) -> np.ndarray:
    """Words × sentences: where each word stands among `count`; beyond a sentence's end, anywhere."""
    return np.minimum(starts + np.arange(lengths[0])[:, None], count - 1)  # type: ignore[no-any-return]


def _going(lengths: np.ndarray) -> list[int]:
    """For each word how many of the sentences, the longest first, have one there."""
    return (lengths > np.arange(lengths[0])[:, None]).sum(axis=1).tolist()  # type: ignore[no-any-return]


def _spans(row: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names that the labels of a sentence tell: each from a word to a word, with its kind."""
    found: list[tuple[int, int, str]] = []
    other = labels.index("O")
    for at, number in enumerate(row):
        if number == other:
            continue
        border, _, kind = labels[number].partition("-")
        if border == "I" and found and found[-1][1:] == (at, kind):
            found[-1] = (found[-1][0], at + 1, kind)
        else:
            found.append((at, at + 1, kind))
    return found


@cache
def tagger() -> Tagger:
    """The tagger with the weights that come with the project, read at the first call."""
    return Tagger(load())
