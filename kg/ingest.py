"""Many raw records → the ledger and the graph, by the batch: what is known already is passed over, what fails is told.

`ingest(read(["articles/"]), reader, ledger, store)` gives `Summary(read=498, unchanged=0, replaced=2, …)`. A batch is
first safe in the ledger, then in the graph; stopped at any moment, it is taken up where it was.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from kg.codec import encode
from kg.ledger import Ledger, fingerprint
from kg.model import Reading, Record
from kg.projection import project, publish
from kg.sources import Unreadable
from kg.store import Store

BATCH = 500

Made = TypeVar("Made")


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
    unreadable: tuple[Unreadable, ...] = ()  # not even records


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record with its encoded reading, or with the reason why there is none; `known` where the ledger had its key."""

    record: Record
    known: bool
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
    """Take these records in; `on_progress` is told as each is read how many records are done."""
    project(ledger, store)  # what was interrupted comes first, as it was
    publish(ledger, store)
    summary, done = Summary(), 0
    for portion in _batches(records, batch):
        outcomes = []
        for item in portion:
            outcomes.append(_outcome(item, reader, ledger))
            done += 1
            on_progress(done)
        read = [outcome for outcome in outcomes if isinstance(outcome, Outcome)]
        with ledger.transaction():
            for outcome in read:
                ledger.record(outcome.record, reader.version, outcome.reading, outcome.reason)
        project(ledger, store)
        publish(ledger, store)  # so that readers see what is in, though the rest be stopped
        summary = _summed(summary, outcomes, ledger)
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


def _outcome(item: Record | Unreadable, reader: Reader, ledger: Ledger) -> Outcome | Unreadable | None:
    """What comes of one record: a reading or its failure, or None where the ledger has just this already."""
    if isinstance(item, Unreadable):
        return item
    standing = ledger.standing(item.key)
    if standing and standing.state != "failed" and standing[:2] == (fingerprint(item), reader.version):
        return None
    made = attempt(item, lambda record: encode(reader.read(record)))
    if isinstance(made, Unreadable):
        return Outcome(item, standing is not None, None, made.reason)
    return Outcome(item, standing is not None, made)


def attempt(record: Record, read: Callable[[Record], Made]) -> Made | Unreadable:
    """What is made of a record: whatever one article does to its reader, the others are read."""
    try:
        return read(record)
    except Exception as error:
        return Unreadable(record.source or record.key, f"the reader failed: {type(error).__name__}: {error}")


def _summed(summary: Summary, outcomes: list[Outcome | Unreadable | None], ledger: Ledger) -> Summary:
    """The summary with one more batch, as the ledger has it now that it is projected."""
    read = [outcome for outcome in outcomes if isinstance(outcome, Outcome)]
    reasons = [(outcome.record, ledger.reason(outcome.record.key)) for outcome in read]
    failed = tuple(Unreadable(record.source or record.key, reason) for record, reason in reasons if reason)
    return replace(
        summary,
        read=summary.read + len(read) - len(failed),
        unchanged=summary.unchanged + outcomes.count(None),
        replaced=summary.replaced + sum(outcome.known for outcome in read),
        failed=summary.failed + failed,
        unreadable=summary.unreadable + tuple(item for item in outcomes if isinstance(item, Unreadable)),
    )
