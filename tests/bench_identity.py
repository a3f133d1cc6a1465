"""How fast identity settles things: `make bench ARTICLES=news.jsonl.gz` prints seconds for 1,000, 3,000 … articles at once.

The articles are read before the clock starts; what counts is processor time of `resolve`, from profiles to IRIs, and the most
memory that the process had.
"""

import gc
import os
import platform
import resource
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from kg.identity import Profile, profiles, resolve
from kg.knowledge import indonesian_reader
from kg.model import Record
from kg.sources import read

SIZES = (1000, 3000, 9000, 24000)


def things(file: Path, most: int) -> list[list[Profile]]:
    """The profiles of each of the first articles of a file."""
    reader = indonesian_reader()
    records = (record for record in read([file]) if isinstance(record, Record))
    return [profiles(reader.read(record)) for record in islice(records, most)]


def seconds(articles: Sequence[list[Profile]], sizes: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    """For each size: articles, things, seconds."""
    gc.collect()
    gc.freeze()  # what was read is not identity's to look through
    for size in sizes:
        found = [thing for article in articles[:size] for thing in article]
        start = process_time()
        resolve(found)
        yield min(size, len(articles)), len(found), process_time() - start


def main(file: Path, most: int = SIZES[-2]) -> None:
    """Print the figures, up to `most` articles."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    sizes = [size for size in SIZES if size <= most]
    for articles, number, spent in seconds(things(file, most), sizes):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{articles:>7,} articles  {number:>8,} things  {spent:6.1f} s  {1e6 * spent / number:5.0f} µs a thing  {peak:,} MB"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
