"""Annotated corpora and raw articles → the word groups and the weights in `data/models/`: `make train`.

Plain merging teaches the tagger wrong, since the corpora disagree on what a name is ("Polres Bontang"). So each feature stands
twice, once shared and once for its corpus (EasyAdapt: Daumé 2007); the weights kept are the shared ones plus those of the
annotated articles, whose guidelines are ours.
"""

import argparse
import gzip
import json
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kg.indonesian.tagger import Tagger, _spans
from kg.indonesian.tagger.corpora import Labelled, articles, columns
from kg.indonesian.tagger.features import OFFSETS, features
from kg.indonesian.tagger.weights import Weights, save
from kg.resources import folder

OWN = "articles"  # the corpus whose guidelines are ours
ITERATIONS = 150
L1, L2 = 0.1, 0.05  # found on idner dev; 0.3 and 0.1 cost half a point
NOTHING = 0.02  # a weight below it is left out: the same labels on all three test sets
FREQUENT = 8  # times that a word has to stand in raw news to be grouped
CONTEXTS = 1000  # most frequent words, counted at two places on either side
DIMENSIONS = 100
GROUPS = (100, 600)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[.,()\"“”:;!?/]")


def group_words(files: Iterable[Path]) -> None:
    """Write `clusters.tsv.gz`: words of raw articles (JSON Lines, gzip) in groups by what stands around them.

    Counts of neighbours, weighed by positive pointwise mutual information, reduced by SVD, grouped by k-means.
    """
    from scipy.sparse import coo_matrix, csr_matrix
    from scipy.sparse.linalg import svds
    from sklearn.cluster import MiniBatchKMeans

    texts = [_raw_words(line) for path in files for line in gzip.decompress(path.read_bytes()).splitlines()]
    counts = Counter(word for text in texts for word in text)
    vocabulary = [word for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= FREQUENT]
    number = {word: n for n, word in enumerate(vocabulary)}
    rows, cols = array("i"), array("i")
    for text in texts:
        ids = [number.get(word, -1) for word in text]
        for place, offset in enumerate((-2, -1, 1, 2)):
            for at in range(max(0, -offset), min(len(ids), len(ids) - offset)):
                if ids[at] >= 0 and 0 <= ids[at + offset] < CONTEXTS:
                    rows.append(ids[at])
                    cols.append(place * CONTEXTS + ids[at + offset])
    shape = (len(vocabulary), 4 * CONTEXTS)
    seen = coo_matrix((np.ones(len(rows), np.float32), (rows, cols)), shape=shape).tocsr().tocoo()
    of_word, of_context = np.bincount(seen.row, seen.data, shape[0]), np.bincount(seen.col, seen.data, shape[1])
    surprise = np.log(seen.data * seen.data.sum() / (of_word[seen.row] * of_context[seen.col]))
    matrix = csr_matrix((np.maximum(surprise, 0).astype(np.float32), (seen.row, seen.col)), shape=shape)
    left, strength, _ = svds(matrix, k=DIMENSIONS, random_state=np.random.RandomState(0))
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    groups = [
        MiniBatchKMeans(k, random_state=0, n_init=3, batch_size=4096, max_iter=60).fit(vectors).labels_ for k in GROUPS
    ]
    lines = sorted(
        f"{word}\t{coarse}\t{fine}\n"
        for word, coarse, fine in zip(vocabulary, *groups, strict=True)
        if word[0].isalpha()
    )
    with gzip.GzipFile(folder("data/models") / "clusters.tsv.gz", "wb", mtime=0) as file:
        file.write(("word\tcoarse\tfine\n" + "".join(lines)).encode())


def _raw_words(line: bytes) -> list[str]:
    return ["9" if word.isdigit() else word for word in WORD.findall((json.loads(line)["text"] or "").lower())]


def train(corpora: Mapping[str, Sequence[Labelled]]) -> dict[str, Weights]:
    """The weights of one CRF trained on the corpora, each named: for each corpus its own beside the shared ones."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for corpus, sentences in corpora.items():
        for sentence in sentences:
            seen = _seen(sentence.words)
            trainer.append([[*shared, *(f"{corpus} {name}" for name in shared)] for shared in seen], sentence.labels)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.possible_transitions": True})
    with TemporaryDirectory() as place:
        path = str(Path(place) / "training.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    return {corpus: _kept(corpus, info.labels, info.state_features, info.transitions) for corpus in corpora}


def _kept(
    own: str,
    names: Iterable[str],
    states: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
) -> Weights:
    """What of a trained model is kept: the shared weights with those of one corpus, but for next to nothing."""
    labels = tuple(sorted(names))
    column = {label: n for n, label in enumerate(labels)}
    sums: dict[str, np.ndarray] = {}
    for (name, label), weight in states.items():
        corpus, _, rest = name.partition(" ")
        plain = name if corpus.lstrip("-").isdigit() else rest if corpus == own else None
        if plain is not None:
            sums.setdefault(plain, np.zeros(len(labels)))[column[label]] += weight
    kept = sorted(name for name, row in sums.items() if np.abs(row).max() > NOTHING)
    table = np.full((len(labels), len(labels)), -10.0)  # a step never seen in training
    for (before, after), weight in transitions.items():
        table[column[before], column[after]] = weight
    return Weights(
        labels,
        {name: row for row, name in enumerate(kept)},
        np.array([sums[name] for name in kept]),
        table,
        np.zeros(len(labels)),
    )


@cache
def _features(word: str, offset: int) -> tuple[str, ...]:
    return tuple(f"{offset} {name}" for name, offsets in features(word) if offset in offsets)


def _seen(line: Sequence[str]) -> list[list[str]]:
    count = len(line)
    return [
        [
            name
            for offset in OFFSETS
            for name in _features(line[at + offset] if 0 <= at + offset < count else "", offset)
        ]
        for at in range(count)
    ]


def span_f1(tagger: Tagger, sentences: Sequence[Labelled]) -> float:
    """F1 of names found exactly, with their kind."""
    right = found = wanted = 0
    kinds = ("O", *(f"{border}-{kind}" for border in "BI" for kind in ("PER", "ORG", "LOC")))
    for sentence, tags in zip(sentences, tagger.tag([sentence.words for sentence in sentences]), strict=True):
        gold = set(_spans([kinds.index(label) for label in sentence.labels], kinds))
        told = {tag[:3] for tag in tags}
        right, found, wanted = right + len(gold & told), found + len(told), wanted + len(gold)
    return 2 * right / max(found + wanted, 1)


def main() -> None:
    """Group words, train, save, and print how the model does on what each corpus keeps apart for testing."""
    parser = argparse.ArgumentParser(description="Train the tagger; the model goes to data/models/.")
    parser.add_argument(
        "--ner", type=Path, required=True, help="a folder with {idner-news-2k,nergrit}.{train,test}.txt"
    )
    parser.add_argument("--articles", type=Path, required=True, help="a folder of annotated articles")
    parser.add_argument("--test", type=Path, required=True, help="another such folder, to measure on")
    parser.add_argument("--raw", type=Path, nargs="*", default=[], help="raw articles (.jsonl.gz), to group words anew")
    parser.add_argument("--measure", action="store_true", help="only measure: leave data/models/ as it is")
    args = parser.parse_args()
    if args.raw and args.measure:
        parser.error("--raw groups words anew, which --measure must not")
    if args.raw:
        group_words(args.raw)
    weights = train({**_public(args.ner, "train"), OWN: list(articles(sorted(args.articles.glob("*.json"))))})
    if not args.measure:
        save(weights[OWN])
    print(f"{len(weights[OWN].rows):,} features kept; span F1, each corpus with its own weights:")
    tests = {**_public(args.ner, "test"), OWN: list(articles(sorted(args.test.glob("*.json"))))}
    for corpus, sentences in tests.items():
        print(f"{corpus:9}{span_f1(Tagger(weights[corpus]), sentences):.3f}")


def _public(folder: Path, part: str) -> dict[str, list[Labelled]]:
    """One part of the two public corpora."""
    return {
        "idner": list(columns(folder / f"idner-news-2k.{part}.txt", 2)),
        "nergrit": list(columns(folder / f"nergrit.{part}.txt", 1)),
    }


if __name__ == "__main__":
    main()
