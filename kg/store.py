"""The graph on disk, and its editions: quads go in by the batch, readers get a frozen edition that nothing changes.

`kg-store/graph/` is written by one process; `publish(7)` freezes it as `editions/7` (hard links) and points `current`
to it. A reader opens the current edition and holds a lease on it (a lock that the system drops with the process), so
that an edition is never deleted under a reader.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pyoxigraph as ox

from kg.errors import StoreError
from kg.vocab import DERIVED_GRAPH, ONTOLOGY_GRAPH, PREFIXES

N_QUADS = ox.RdfFormat.N_QUADS
LEASE = "lease"


@dataclass(frozen=True, slots=True)
class Edition:
    """A frozen graph: its number, the folder another process may open it at while the lease is held, and the graph."""

    number: int
    path: Path
    store: ox.Store


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Be the one writer of a store; raises StoreError at once where there is another."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise not_a_folder(folder) from None
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise StoreError(f"{folder}: being written by process {holder}: wait for it to finish") from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def not_a_folder(folder: Path) -> StoreError:
    """What to say of a store whose name, or a part of it, is a file's."""
    file = next((each for each in (folder, *folder.parents) if each.is_file()), folder)
    return StoreError(f"no store at {folder}: {file} is a file, and a store is a folder: name another")


class Store:
    """The graph that the one writer changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._editions = folder / "editions"
        self._editions.mkdir(parents=True, exist_ok=True)
        self.fresh = not (folder / "graph").exists()  # so that a graph that was deleted is made again
        try:
            self._graph = ox.Store(folder / "graph")
        except OSError as error:
            mend = "delete this folder and open the store again: it is made anew from the ledger"
            raise StoreError(f"{folder / 'graph'}: cannot be opened ({error}): {mend}") from error
        for leftover in [*self._editions.glob("*.tmp"), *self._editions.glob("*.gone")]:
            shutil.rmtree(leftover)

    def close(self) -> None:
        """Give the folder back."""
        del self._graph

    def change(self, graphs: Iterable[str], deletions: Iterable[str], additions: Iterable[str]) -> None:
        """Drop whole graphs (IRIs), delete lines of N-Quads, add lines of N-Quads, and wait for the disk.

        Not a transaction: what was interrupted is to be done again, and comes to the same.
        """
        for graph in graphs:
            self._graph.remove_graph(ox.NamedNode(graph))
        for quad in ox.parse(_text(deletions), N_QUADS, lenient=True):
            self._graph.remove(quad)
        self._graph.bulk_load(_text(additions), N_QUADS, lenient=True)
        self._graph.flush()

    def load_ontology(self, files: Iterable[Path]) -> None:
        """Put these Turtle files into the ontology graph, in place of what is there."""
        graph = ox.NamedNode(ONTOLOGY_GRAPH)
        self._graph.remove_graph(graph)
        for file in files:
            self._graph.load(path=file, format=ox.RdfFormat.TURTLE, to_graph=graph)
        self._graph.flush()

    def clear(self) -> None:
        """Forget everything."""
        self._graph.clear()
        self._graph.flush()

    def publish(self, number: int) -> None:
        """Freeze the graph as edition `number` and make it the current one; drop old editions that nobody reads."""
        edition = self._editions / str(number)
        if not edition.exists():
            unfinished = self._editions / f"{number}.tmp"
            self._graph.flush()
            self._graph.backup(unfinished)
            (unfinished / LEASE).touch()
            unfinished.rename(edition)
            _sync(self._editions)
        _replace(self._folder / "current", f"{number}\n")
        for old in self._editions.iterdir():
            if old.name != str(number):
                _drop(old)

    def published(self) -> int | None:
        """The number of the current edition, None before the first."""
        return current(self._folder)

    def newest(self) -> int:
        """The highest number that an edition has, current or not; 0 before the first."""
        return max((int(edition.name) for edition in self._editions.iterdir() if edition.name.isdigit()), default=0)


def current(folder: Path) -> int | None:
    """The number of a store's current edition, None where none was published."""
    with suppress(FileNotFoundError, ValueError):
        number = int((folder / "current").read_text())
        return number if (folder / "editions" / str(number)).is_dir() else None
    return None


@contextmanager
def open_edition(folder: Path) -> Iterator[Edition]:
    """The current edition, read-only; it stays on disk until the end of the `with`. Raises StoreError without one."""
    number, lease = _lease(folder)
    with lease:
        path = folder / "editions" / str(number)
        yield Edition(number, path, ox.Store.read_only(str(path)))


def lines(store: ox.Store, derived: bool = True) -> Iterator[str]:
    """Every quad but the ontology's as a line of N-Quads: the default graph first, then graph by graph, all sorted."""
    left_out = {ONTOLOGY_GRAPH} if derived else {ONTOLOGY_GRAPH, DERIVED_GRAPH}
    names = sorted(store.named_graphs(), key=lambda name: name.value)
    for graph in [ox.DefaultGraph(), *(name for name in names if name.value not in left_out)]:
        yield from sorted(f"{quad} .\n" for quad in store.quads_for_pattern(None, None, None, graph))


def turtle(store: ox.Store, derived: bool = True) -> str:
    """The default graph as Turtle, sorted; behind it, under a line that says so, what is derived."""
    head, rows = _turtle(store, ox.DefaultGraph())
    _, more = _turtle(store, ox.NamedNode(DERIVED_GRAPH)) if derived else ([], [])
    return "".join(
        [*head, *rows, *(["\n# derived: no article says this, it follows from them\n"] if more else []), *more]
    )


def _turtle(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> tuple[list[str], list[str]]:
    """The prefixes and the rest of a graph as sorted Turtle."""
    triples = sorted((quad.triple for quad in store.quads_for_pattern(None, None, None, graph)), key=str)
    text = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    rows = text.splitlines(keepends=True)  # the prefixes come first, in an order that changes from call to call
    head = sum(1 for row in rows[: len(PREFIXES)] if row.startswith("@prefix "))
    return sorted(rows[:head]), rows[head:]


def _text(lines: Iterable[str]) -> bytes:
    return "".join(lines).encode()


def _lease(folder: Path) -> tuple[int, TextIO]:
    """Hold the current edition: its number, and the locked file to close when done with it."""
    while (number := current(folder)) is not None:
        with suppress(FileNotFoundError):
            lease = (folder / "editions" / str(number) / LEASE).open()
            fcntl.flock(lease, fcntl.LOCK_SH)
            if os.fstat(lease.fileno()).st_nlink:
                return number, lease
            lease.close()  # dropped while we waited: take its successor
    raise StoreError(f"no store at {folder}: make one with `kg ingest PATH`")


def _drop(edition: Path) -> None:
    """Delete an edition unless somebody reads it."""
    gone = edition.with_name(edition.name + ".gone")
    with suppress(FileNotFoundError, BlockingIOError), (edition / LEASE).open() as lease:
        fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        edition.rename(gone)
        shutil.rmtree(gone)


def _replace(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new, whatever happens."""
    unfinished = path.with_name(path.name + ".tmp")
    with unfinished.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
