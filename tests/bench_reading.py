"""How fast articles are read: `make bench` prints milliseconds per 2,000 characters, the share of each step, start-up times.

The sample articles, each in several variants whose paragraphs stand in another order, are read on one core once the tables are in
memory; what counts is processor time, so that others on the machine do not. The rate is of the reader as it is; the shares
come from a second run with a clock around each step.

`make bench ARTICLES=news.jsonl.gz` measures `kg extract` on a file of articles instead, from the record to the line of JSON: the
first 1,000 bring tables and words into memory, the next 2,000 give the rate, and 1,000 more the shares.
"""

import gc
import os
import platform
import random
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import kg.reading
from kg.article import parse_article
from kg.cli.terminal import as_json
from kg.indonesian import language
from kg.language import Language
from kg.model import Record
from kg.reading import read_article
from kg.record import record
from kg.sentences import sentences
from kg.sources import read

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
VARIANTS = 5  # of each sample article
ROUNDS = 7  # the figures are medians over these
UNIT = 2000  # characters: a news article of middling length
WARM, MEASURED, SHARED = 1000, 2000, 1000  # articles of a file: before the clock starts, for the rate, for the shares
LOAD = "from kg.indonesian import language; language()"
STEPS = {  # functions by name → what they are called here; one that is not listed is called by its name
    "unglue": "glued words apart",
    "with_tags": "the tagger",
    "by_tagger": "names by the tagger",
    "after_titles": "names after titles",
    "by_construction": "names by construction",
    "by_gazetteer": "places of the gazetteer",
    "by_regions_named": "regions named in other names",
    "by_cities_named": "cities named by their police",
    "by_list": "names that close a list",
    "by_known_names": "parts of known names",
    "by_nickname": "nicknames",
    "by_venue": "places by venue",
}
CLAIMS = {
    "resolve": "resolving to entities",
    "tenures": "tenures",
    "quotations": "quotations",
    "events": "events",
    "find_participants": "participants",
    "link": "what belongs to an event",
}


class Clock:
    """Seconds by step; a step that runs inside another is counted for itself alone."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def around(self, step: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, timed as this step."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            start = process_time()
            try:
                return call(*args, **kwargs)
            finally:
                whole = process_time() - start
                self.spent[step] += whole - self._inner.pop()
                self._inner[-1] += whole

        return timed


def variants() -> list[Record]:
    """The sample articles, each with its paragraphs in several orders; the first, which has the dateline, stays."""
    shuffle = random.Random(0).shuffle
    found = []
    for sample in (r for r in read([ARTICLES]) if isinstance(r, Record)):
        first, *rest = [line for line in sample.text.splitlines() if line.strip()]
        for _ in range(VARIANTS):
            found.append(replace(sample, text="\n\n".join([first, *rest])))
            shuffle(rest)
    return found


def read_all(records: Sequence[Record], indonesian: Language) -> None:
    for each in records:
        read_article(parse_article(each), indonesian)


def extract(records: Iterable[Record], indonesian: Language) -> None:
    """What `kg extract` does with each article, but for printing it."""
    for each in records:
        as_json(record(read_article(parse_article(each), indonesian)))


def seconds(call: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    """How long a call takes: the median over the rounds; of this process alone, unless another clock is named."""
    spent = []
    for _ in range(ROUNDS):
        gc.collect()
        start = clock()
        call()
        spent.append(clock() - start)
    return statistics.median(spent)


@contextmanager
def timed(clock: Clock) -> Iterator[tuple[Callable[[Record], Any], Language]]:
    """The frame and the language with a clock around each step that an article goes through."""
    plain = language()
    watched = replace(
        plain,
        prepare=tuple(clock.around(STEPS.get(step.__name__, step.__name__), step) for step in plain.prepare),
        namers=tuple(clock.around(STEPS.get(step.__name__, step.__name__), step) for step in plain.namers),
        claims=clock.around("claims: posts, parts, the rest", plain.claims),
    )
    room = import_module("kg.indonesian.claims")
    with ExitStack() as stack:
        stack.enter_context(patch.object(kg.reading, "sentences", clock.around("sentences and tokens", sentences)))
        for name, step in CLAIMS.items():
            call = clock.around(step, getattr(room, name))
            stack.enter_context(patch.object(room, name, call))
        yield clock.around("frame and boilerplate", parse_article), watched


def shares(records: Sequence[Record], rounds: int = ROUNDS) -> list[tuple[str, float]]:
    """Each step with its share of the time, the largest first."""
    clock = Clock()
    with timed(clock) as (frame, watched):
        whole = clock.around("finding phrases", read_article)
        for _ in range(rounds):
            for each in records:
                whole(frame(each), watched)
    total = sum(clock.spent.values())
    return sorted(((step, spent / total) for step, spent in clock.spent.items()), key=lambda row: -row[1])


def process(*arguments: str) -> float:
    """How long a new process takes, from start to end."""
    return seconds(lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True), perf_counter)


def print_rate(records: Sequence[Record], spent: float) -> None:
    """How fast so many articles were read in so many seconds."""
    letters = sum(len(each.title) + len(each.text) for each in records)
    print(
        f"{len(records)} articles of {letters / len(records):,.0f} characters, one core, Python {platform.python_version()}"
    )
    print(f"{spent / letters * UNIT * 1000:10.1f} ms per {UNIT:,} characters")
    print(f"{len(records) / spent:10.1f} articles per second")


def print_shares(found: Sequence[tuple[str, float]]) -> None:
    """The share of each step."""
    print("\nshare of each step")
    for step, share in found:
        print(f"{share:10.1%} {step}")


def of_file(path: Path) -> None:
    """Measure and print how fast `kg extract` reads a file of articles, each but once, when the first are through."""
    articles = (each for each in read([path]) if isinstance(each, Record))
    extract(islice(articles, WARM), language())
    records = list(islice(articles, MEASURED))
    if not records:
        sys.exit(f"{path}: the first {WARM:,} articles warm up, and there are no more")
    start = process_time()
    extract(records, language())
    print_rate(records, process_time() - start)
    print_shares(shares(list(islice(articles, SHARED)) or records, rounds=1))


def of_samples() -> None:
    """Measure and print how fast the sample articles are read, and how fast a process starts."""
    bare, helped, loaded = process("-c", ""), process("-m", "kg", "--help"), process("-c", LOAD)
    records = variants()
    read_all(records, language())  # the tables come into memory
    print_rate(records, seconds(lambda: read_all(records, language())))
    print_shares(shares(records))
    print("\nin a new process")
    print(f"{bare * 1000:10.0f} ms python by itself")
    print(f"{helped * 1000:10.0f} ms kg --help")
    print(f"{loaded * 1000:10.0f} ms the reading wing with its tables loaded")


def main() -> None:
    """Measure on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if len(sys.argv) > 1:
        of_file(Path(sys.argv[1]))
    else:
        of_samples()


if __name__ == "__main__":
    main()
