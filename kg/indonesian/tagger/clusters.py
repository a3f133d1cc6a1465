"""A word → the numbers of the groups of words that stand where it does in raw news: "c=17", "d=230".

The table `data/models/clusters.tsv.gz` is made by `train.py` from unlabelled articles.
"""

import gzip
from functools import cache

from kg.resources import folder


def clusters(low: str) -> tuple[str, ...]:
    """The features of a word's groups, coarse and fine; none for a word too rare to have any."""
    return _table().get(low, ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    path = folder("data/models") / "clusters.tsv.gz"
    if not path.exists():
        return {}
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {word: (f"c={coarse}", f"d={fine}") for word, coarse, fine in rows}
