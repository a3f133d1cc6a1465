"""How fast the tagger alone is: `make bench ARTICLES=news.jsonl.gz` prints words a second on one core, cold and warmed up.

Each word's table is made at its first sight, so the first thousand articles are slower than those behind them. Articles are cut
into sentences before the clock starts; what counts is processor time.
"""

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from kg.article import parse_article
from kg.indonesian.glue import unglue
from kg.indonesian.tagger import Tagger
from kg.indonesian.tagger.weights import load
from kg.indonesian.words import words
from kg.model import Record
from kg.sentences import sentences
from kg.sources import read

PORTION = 1000  # articles, to warm up and then to measure
Lines = list[list[str]]  # the sentences of an article: what is tagged at once


def lines(record: Record) -> Lines:
    """The words of each sentence as reading hands them to the tagger."""
    found = unglue(sentences(parse_article(record), words().abbreviations))
    return [[token.text for token in line.tokens] for line in found if not line.title_case]


def rates(articles: Iterable[Lines], portion: int = PORTION) -> list[float]:
    """Words a second over one portion of articles after the other, by a tagger that has seen none before."""
    tagger, given, found = Tagger(load()), iter(articles), []
    while batch := list(islice(given, portion)):
        start = process_time()
        for article in batch:
            tagger.tag(article)
        found.append(sum(len(line) for article in batch for line in article) / (process_time() - start))
    return found


def main(paths: Sequence[str]) -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    records = (record for record in read([Path(path) for path in paths]) if isinstance(record, Record))
    cold, *warm = rates([lines(record) for record in islice(records, 2 * PORTION)])
    print(f"the tagger, one core, Python {platform.python_version()}")
    print(f"{cold:10,.0f} words a second over the first {PORTION:,} articles")
    print("\n".join(f"{rate:10,.0f} words a second over those behind them" for rate in warm))


if __name__ == "__main__":
    main(sys.argv[1:])
