"""The process that answers queries: a line of JSON on standard input, its answer on standard output, one after the other.

It holds the newest edition open, read-only; `kg.server.pool` starts it, and ends it where a query runs over its time.
"""

import io
import json
import os
import re
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import sparql
from kg.errors import KabargrafError, RefusedError, StoreError
from kg.query import Dataset, evaluate
from kg.server.media import GRAPHS, TABLES, best
from kg.store import current, open_edition
from kg.vocab import PREFIXES

ANSWER = 64 << 20  # bytes of one answer: the server holds it until the client has taken it
GROWN = 512 << 20  # bytes: a worker that a query made larger than this makes room for a new one
UNFIT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")  # what XML cannot hold
TSV = ox.QueryResultsFormat.TSV


@dataclass(frozen=True, slots=True)
class Settings:
    """What each worker is told: the store, and the bounds of a query (seconds, rows, bytes of its own data)."""

    store: str
    derived: bool = True
    timeout: float = 30.0
    limit: int = 100_000
    memory: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the client: the status of HTTP, the type of the content, and the content."""

    status: int
    media: str
    body: bytes


class Bounded(io.BytesIO):
    """Bytes of TSV; raises RefusedError at one row too many."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit, self._lines = limit, -1  # the first line is the heading

    def write(self, chunk: Any) -> int:
        """As io.BytesIO does it."""
        self._lines += bytes(chunk).count(b"\n")
        if self._lines > self._limit:
            raise too_long(self._limit)
        if self.tell() > ANSWER:
            raise too_large()
        return super().write(chunk)


def too_long(limit: int) -> RefusedError:
    """What to say of an answer of too many rows: to cut it off would look like the whole."""
    return RefusedError(f"the answer has more than {limit:,} rows: narrow the query, or ask part by part with LIMIT")


def too_large() -> RefusedError:
    """The same of too many bytes."""
    return RefusedError(
        f"the answer is larger than {ANSWER >> 20} MB: narrow the query, or ask part by part with LIMIT"
    )


def answer_parent() -> None:
    """Run by the process: settings as JSON in its first argument; ends with its standard input."""
    settings = Settings(**json.loads(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_DATA, (settings.memory, settings.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout.buffer
    editions = newest(Path(settings.store))
    try:
        next(editions)  # so that the first query need not wait for it
    except (StoreError, OSError):
        editions = newest(Path(settings.store))
    out.write(b"ready\n")
    out.flush()
    for line in sys.stdin.buffer:
        # The server ends a query at its time; where the server itself was killed, this does.
        signal.setitimer(signal.ITIMER_REAL, settings.timeout + 5)
        try:
            given = answer(next(editions), settings, **json.loads(line))
        except (StoreError, OSError) as error:
            given, editions = said(503, str(error)), newest(Path(settings.store))
        except MemoryError:
            os._exit(1)
        last = _peak() > GROWN
        head = {"status": given.status, "media": given.media, "length": len(given.body), "last": last}
        out.write(json.dumps(head).encode() + b"\n")
        out.write(given.body)
        out.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)
        if last:
            break
    os._exit(0)  # nothing is left to write, and the engine takes its time to close


def _peak() -> int:
    """The most bytes of memory that this process had; getrusage would begin with those of the process that started it."""
    found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def newest(folder: Path) -> Iterator[ox.Store]:
    """The store's current edition, again and again, opened anew where another was published. Raises StoreError without."""
    while True:
        with ExitStack() as held:
            edition = held.enter_context(open_edition(folder))
            yield edition.store
            while current(folder) == edition.number:
                yield edition.store


def answer(
    store: ox.Store, settings: Settings, *, query: str, default: list[str], named: list[str], accept: str
) -> Answer:
    """The answer to a query, or why there is none: 400 a mistake in it, 403 refused, 406 in no format that is accepted."""
    dataset = Dataset(tuple(default), tuple(named)) if default or named else None
    try:
        for iri in (*default, *named):
            _absolute(iri)
        sparql.check(query)
        found = evaluate(store, query, derived=settings.derived, dataset=dataset)
        formats = GRAPHS if isinstance(found, ox.QueryTriples) else TABLES
        media = best(accept, formats)
        if media is None:
            return said(406, f"the answer can be had as {', '.join(formats)}")
        body = _graph(found, media, settings) if isinstance(found, ox.QueryTriples) else _table(found, media, settings)
        if len(body) > ANSWER:
            raise too_large()
    except RefusedError as error:
        return said(403, f"QueryRequestRefused: {error}")
    except KabargrafError as error:
        return said(400, f"MalformedQuery: {error}")
    except OSError as error:
        return said(503, f"the store cannot be read: {error}")
    except (ValueError, RuntimeError) as error:
        return said(400, f"the query cannot be answered: {error}")
    return Answer(200, media, UNFIT.sub(b"\xef\xbf\xbd", body) if media.endswith("xml") else body)


def said(status: int, words: str) -> Answer:
    """A sentence in place of an answer."""
    return Answer(status, "text/plain", f"{words}\n".encode(errors="replace"))


def _absolute(iri: str) -> None:
    try:
        ox.NamedNode(iri)
    except ValueError:
        raise KabargrafError(f"{iri} is no IRI: a graph is named in full, with its https://") from None


def _table(found: ox.QuerySolutions | ox.QueryBoolean, media: str, settings: Settings) -> bytes:
    """SELECT and ASK: as TSV, where each row is one line and can be counted, then in the format that is wanted."""
    if isinstance(found, ox.QueryBoolean):
        return found.serialize(format=TABLES[media]) or b""
    rows = Bounded(settings.limit)
    found.serialize(rows, format=TSV)
    if TABLES[media] == TSV:
        return rows.getvalue()
    again = ox.parse_query_results(rows.getvalue(), format=TSV)
    assert isinstance(again, ox.QuerySolutions)
    return again.serialize(format=TABLES[media]) or b""


def _graph(found: ox.QueryTriples, media: str, settings: Settings) -> bytes:
    triples = list(islice(found, settings.limit + 1))
    if len(triples) > settings.limit:
        raise too_long(settings.limit)
    format = GRAPHS[media]
    named = None if format in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS) else PREFIXES
    return ox.serialize(triples, format=format, prefixes=named) or b""
