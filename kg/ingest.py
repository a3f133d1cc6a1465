"""Many raw records → the ledger and the graph, by the batch: what is known already is passed over, what fails is told.

`ingest(read(["articles/"]), reader, ledger, store)` gives `Summary(read=498, unchanged=0, replaced=2, …)`. A batch is
first safe in the ledger, then in the graph; stopped at any moment, it is taken up where it was.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.codec import encode
from kg.ledger import Ledger, fingerprint
from kg.model import Reading, Record
from kg.projection import project, publish
from kg.sources import Unreadable
from kg.store import Store

BATCH = 500


class Reader(NamedTuple):
    """What makes a Reading of a Record, and the version of it that the ledger keeps beside each reading."""

    read: Callable[[Record], Reading]
    version: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the records: numbers of articles, and each failure with its place and reason."""

    read: int = 0  # read now, `replaced` among them
    unchanged: int = 0
    replaced: int = 0
    failed: tuple[Unreadable, ...] = ()  # the reader could not read them
    unreadable: tuple[Unreadable, ...] = field(default=())  # not even records


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record with its encoded reading, or with the reason why there is none."""

    record: Record
    reading: bytes | None
    reason: str | None = None


def ingest(
    records: Iterable[Record | Unreadable],
    reader: Reader,
    ledger: Ledger,
    store: Store,
    batch: int = BATCH,
    on_progress: Callable[[int], None] = lambda done: None,
) -> Summary:
    """Take these records in; `on_progress` is told after each batch how many records are done."""
    project(ledger, store)  # what was interrupted comes first, as it was
    summary, done = Summary(), 0
    for portion in _batches(records, batch):
        summary = _take(portion, reader, ledger, store, summary)
        done += len(portion)
        on_progress(done)
    publish(ledger, store)
    return summary


def _batches(records: Iterable[Record | Unreadable], size: int) -> Iterator[list[Record | Unreadable]]:
    """The records in portions in which no key comes twice."""
    portion: list[Record | Unreadable] = []
    keys: set[str] = set()
    for record in records:
        if len(portion) == size or (isinstance(record, Record) and record.key in keys):
            yield portion
            portion, keys = [], set()
        portion.append(record)
        if isinstance(record, Record):
            keys.add(record.key)
    if portion:
        yield portion


def _take(
    portion: list[Record | Unreadable], reader: Reader, ledger: Ledger, store: Store, summary: Summary
) -> Summary:
    """One batch: read, written down, projected."""
    unreadable = tuple(item for item in portion if isinstance(item, Unreadable))
    records = [item for item in portion if isinstance(item, Record)]
    fresh = [record for record in records if not _known(record, reader, ledger)]
    outcomes = [_read(record, reader) for record in fresh]
    replaced = sum(ledger.standing(record.key) is not None for record in fresh)
    with ledger.transaction():
        for outcome in outcomes:
            ledger.record(outcome.record, reader.version, outcome.reading, outcome.reason)
    project(ledger, store)
    failed = tuple(Unreadable(o.record.source or o.record.key, o.reason) for o in outcomes if o.reason)
    return replace(
        summary,
        read=summary.read + len(outcomes) - len(failed),
        unchanged=summary.unchanged + len(records) - len(fresh),
        replaced=summary.replaced + replaced,
        failed=summary.failed + failed,
        unreadable=summary.unreadable + unreadable,
    )


def _known(record: Record, reader: Reader, ledger: Ledger) -> bool:
    """Whether the ledger holds a reading of just this record by just this reader."""
    standing = ledger.standing(record.key)
    return (
        standing is not None
        and standing.state in ("read", "projected")
        and (standing.hash, standing.reader) == (fingerprint(record), reader.version)
    )


def _read(record: Record, reader: Reader) -> Outcome:
    try:
        return Outcome(record, encode(reader.read(record)))
    except Exception as error:  # whatever one article does to the reader, the others are read
        return Outcome(record, None, f"the reader failed: {type(error).__name__}: {error}")
