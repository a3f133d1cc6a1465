"""The one door: articles in, questions and exports out; `KnowledgeGraph.open("kg-store", write=True).ingest(["a/"])`.

A graph opened for writing is the only writer of its store and is to be closed (or used with `with`); one opened for
reading holds nothing between calls.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, Unpack

from kg import inventory, judgements, judging, projection
from kg.errors import KabargrafError, StoreError
from kg.ingest import Reader, Summary, ingest
from kg.judgements import Verdict
from kg.judging import Ruling
from kg.ledger import Ledger
from kg.model import Record
from kg.resources import folder
from kg.sources import read
from kg.store import Edition, Store, lines, not_a_folder, open_edition, sole_writer, turtle

if TYPE_CHECKING:
    import networkx as nx

    from kg.exchange import Format as Exchange
    from kg.inventory import Change, Listed, Named, Reason
    from kg.measures import By, Grouping, Ranking
    from kg.network import Part
    from kg.query import Table
    from kg.review import Case
    from kg.schema import Used
    from kg.search import Found
    from kg.statistics import Statistics
    from kg.validate import Fault
    from kg.why import Fact

Progress = Callable[[int], None]


def indonesian_reader() -> Reader:
    """The reader of Indonesian news; its version changes with its tables too, so that a new word is read at once."""
    from kg.article import parse_article
    from kg.indonesian import language
    from kg.reading import READER_VERSION, read_article

    indonesian = language()
    tables = [f.read_bytes() for name in ("data/lexicon", "data/models") for f in sorted(folder(name).glob("*.[tn]*"))]
    version = f"{READER_VERSION}.{hashlib.sha256(b''.join(tables)).hexdigest()[:12]}"
    return Reader(lambda record: read_article(parse_article(record), indonesian), version)


class KnowledgeGraph:
    """A store on disk, open for reading or, by one process at a time, for writing."""

    def __init__(
        self,
        path: Path,
        reader: Callable[[], Reader] = indonesian_reader,
        judged: str | Path | None = None,
    ) -> None:
        self.path = path
        self.judgement_file = Path(judged or os.environ.get("KG_JUDGEMENTS") or path / judgements.NAME)
        self._reader = reader
        self._held = ExitStack()
        self._writing: tuple[Ledger, Store] | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        write: bool = False,
        reader: Callable[[], Reader] = indonesian_reader,
        judged: str | Path | None = None,
    ) -> "KnowledgeGraph":
        """The store at `path`; one that is opened for writing is made where there is none, mended where it was
        interrupted, and takes over what the file of judgements says (`judged`, else KG_JUDGEMENTS, else
        judgements.tsv in the store). Raises StoreError where there is none to read, or another process writes.
        """
        graph = cls(Path(path), reader, judged)
        if write:
            graph._begin()
        elif graph.path.is_file():
            raise not_a_folder(graph.path)
        elif not graph._ledger_path.exists():
            raise StoreError(f"no store at {path}: make one with `kg ingest PATH`")
        return graph

    def close(self) -> None:
        """Let others write."""
        self._writing = None
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # writing

    def ingest(self, paths: Iterable[str | Path], on_progress: Progress = lambda done: None) -> Summary:
        """Read the articles in these files and folders into the graph; progress in records."""
        ledger, store = self._writer
        return ingest(read(paths), self._reader(), ledger, store, on_progress=on_progress)

    def remove(self, key: str) -> None:
        """Take an article, and all that only it supports, out of the graph; raises StoreError where it is unknown."""
        ledger, store = self._writer
        projection.project(ledger, store)
        with ledger.transaction():
            known = ledger.retire(key)
        if not known:
            raise StoreError(f'no article "{key}" in {self.path}')
        projection.project(ledger, store)
        projection.publish(ledger, store)

    def judge(
        self,
        verb: Literal["same", "different"],
        one: str,
        other: str,
        *,
        by: str = "",
        reason: str = "",
        dry_run: bool = False,
    ) -> Ruling:
        """Say that two things are one, or are not: each is named by name, by IRI, or as `article:name`.

        Gives what that moves; with `dry_run`, nothing moves.
        """
        self._synchronize()
        with self.edition() as edition:
            verdict = judging.on_things(verb, one, other, self._writer[0], edition.store, by, reason)
        return self._rule(verdict, dry_run)

    def reject(self, claim: str, *, by: str = "", reason: str = "", dry_run: bool = False) -> Ruling:
        """Say that a claim ("article.txt#claim-7", as `why` gives it) is wrong; else as `judge`."""
        self._synchronize()
        return self._rule(judging.on_claim(claim, self._writer[0], by, reason), dry_run)

    def undo(self, number: int | None = None, dry_run: bool = False) -> Ruling:
        """Take a judgement back, by its number in the file from 1, the last if none is given; gives what that moves."""
        self._synchronize()
        said = self.judgements()
        number = len(said) if number is None else number
        if not 1 <= number <= len(said):
            known = f"it holds {len(said)}: kg undo --list shows them" if said else "it holds none"
            raise KabargrafError(f"nothing to take back in {self.judgement_file}: {known}")
        moves = self._foresee(said[: number - 1] + said[number:])
        if not dry_run:
            judgements.strike_out(self.judgement_file, number)
            self._synchronize()
        return Ruling(said[number - 1], moves)

    def judgements(self) -> list[Verdict]:
        """All lines of the file of judgements, in its order."""
        return judgements.read(self.judgement_file)

    def doubts(self, kind: str | None = None) -> "Iterator[Case]":
        """The pairs of things that may be one and that nobody has judged, the likeliest first."""
        from kg.review import cases

        with ExitStack() as held:
            edition = held.enter_context(self.edition())
            yield from cases(self._ledger(held), edition.store, self.judgements(), kind)

    def note_down(self, verdict: Verdict) -> None:
        """Add a verdict to the file only: the graph follows when the store is next opened for writing."""
        judgements.write_down(self.judgement_file, [verdict])

    def rebuild(self, on_progress: Progress = lambda done: None) -> None:
        """Make the graph anew from the ledger; progress in articles."""
        ledger, store = self._writer
        self._synchronize()
        projection.rebuild(ledger, store, on_progress)
        projection.publish(ledger, store)

    # reading

    def edition(self) -> AbstractContextManager[Edition]:
        """The graph as last published, held for the length of a `with`."""
        return open_edition(self.path)

    def export(self, format: Literal["nq", "ttl"] = "nq", derived: bool = True) -> Iterator[str]:
        """The graph as text: "nq" is everything but the ontology, sorted by graph; "ttl" the merged facts alone, and behind
        them the derived ones. Raises StoreError where there is nothing to write.
        """
        with self._filled() as edition:
            if format == "nq":
                yield from lines(edition.store, derived)
            else:
                yield turtle(edition.store, derived)

    def exchange(
        self,
        format: "Exchange",
        focus: str | None = None,
        hops: int = 1,
        limit: int | None = None,
        derived: bool = True,
    ) -> str:
        """The graph for other programs, as GraphML or GEXF: the whole, or with `focus` or `limit` what `network` gives.

        Raises StoreError where there is nothing to write.
        """
        from kg.exchange import exchange
        from kg.weights import weigh

        with self._filled() as edition:
            graph = weigh(edition.store, derived)
        if focus is not None or limit is not None:
            part = self.network(focus=focus, hops=hops, limit=limit or len(graph), derived=derived)
            graph = graph.subgraph(thing for thing, data in part.nodes(data=True) if not data.get("hidden")).copy()
        return exchange(graph, format)

    def article(self, key: str) -> Record:
        """An article as it was given; raises StoreError where it is unknown."""
        with ExitStack() as held:
            record = self._ledger(held).article(key)
        if record is None:
            raise StoreError(f'no article "{key}" in {self.path}')
        return record

    def failures(self) -> list[tuple[str, str, str]]:
        """Key, source and reason of each article that could not be read."""
        with ExitStack() as held:
            return self._ledger(held).failures()

    def entities(self, kind: str | None = None) -> "list[Listed]":
        """The things of a kind, or all, those of the most articles first."""
        with ExitStack() as held:
            return inventory.listed(self._ledger(held), kind)

    def changes(self, since: str) -> "list[Change]":
        """The things that articles speak of which were read on this day or later ("2025-02-11", "2025-02", UTC): new ones
        first. It goes by when an article was last read into the store, not by when it was published.
        """
        with ExitStack() as held:
            return inventory.changes(self._ledger(held), since)

    def by_article(self) -> "list[Named]":
        """Each thing of each article, with the names that it has there."""
        with ExitStack() as held:
            return list(inventory.by_article(self._ledger(held)))

    def sources(self) -> dict[str, str]:
        """Article → the id of its group of copies, its own key where it has none."""
        with ExitStack() as held:
            return self._ledger(held).sources()

    def reasons(self, thing: str) -> "list[Reason]":
        """Why the things of several articles are one, given by name or IRI."""
        from kg.lookup import find

        with self.edition() as edition, ExitStack() as held:
            return inventory.reasons(self._ledger(held), find(edition.store, thing))

    # asking

    def query(
        self,
        name_or_text: str,
        params: Mapping[str, str] | None = None,
        *,
        lang: str = "en",
        timeout: float = 30.0,
        derived: bool = True,
        limit: int | None = None,
        queries: str | Path | None = None,
    ) -> "Table":
        """The answer to a saved question or to SPARQL text; see `kg.query.query`. Questions of one's own are in the folder
        `queries`, else in that which KG_QUERIES names.
        """
        from kg.query import query

        own = queries or os.environ.get("KG_QUERIES")
        folder = Path(own) if own else None
        with self.edition() as edition:
            return query(
                edition.path,
                name_or_text,
                params,
                lang=lang,
                timeout=timeout,
                derived=derived,
                limit=limit,
                queries=folder,
            )

    def why(self, thing: str, lang: str = "en") -> "list[Fact]":
        """Every claim on a thing, given by name or IRI, with its sentence; KabargrafError where it is none or several."""
        from kg.why import why

        with self.edition() as edition:
            return why(edition.store, thing, lang)

    def schema(self, lang: str = "en") -> "list[Used]":
        """The classes and properties that the graph uses, each with its number and an example."""
        from kg.schema import schema

        with self.edition() as edition:
            return schema(edition.store, lang)

    def search(self, text: str) -> "list[Found]":
        """Things by name and alias, then articles by headline, the best first; KabargrafError where nothing is called so."""
        from kg.search import search

        with self.edition() as edition:
            return search(edition.store, text)

    def stats(self) -> "Statistics":
        """How much is in the store."""
        from kg.statistics import statistics

        with self.edition() as edition:
            return statistics(edition.store)

    def validate(self, lang: Literal["id", "en"] = "en") -> "Iterator[Fault]":
        """What is unsound by the shapes of the ontology: in each article's graph, then in the merged and derived facts."""
        import pyoxigraph as ox
        import rdflib

        from kg.validate import validate
        from kg.vocab import ARTICLE, DERIVED_GRAPH

        with self.edition() as edition:
            articles = (name for name in edition.store.named_graphs() if name.value.startswith(ARTICLE))
            for name in [*sorted(articles, key=lambda name: name.value), ox.DefaultGraph()]:
                graph = rdflib.Graph()
                for each in (name, ox.NamedNode(DERIVED_GRAPH)) if name == ox.DefaultGraph() else (name,):
                    graph.parse(edition.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=each), format="nt")
                yield from validate(graph, lang)

    def network(
        self, *, hidden: int = 0, redact: bool = False, title: str | None = None, **part: "Unpack[Part]"
    ) -> "nx.MultiDiGraph[str]":
        """What a page shows: the things around one (`focus`), on the ways between two, of an event, of a body's chart, or
        the best connected ones of all, of a time or a place; `kg.network.network` says how each is asked for. With `redact`,
        initials for suspects, victims and minors (`kg.network.redaction`), in its `title` as well.
        """
        from kg.network import network
        from kg.network.redaction import redacted

        with self.edition() as edition:
            drawn = network(edition.store, **part, hidden=hidden)
            if title:
                drawn.graph["title"] = title
            return redacted(edition.store, drawn) if redact else drawn

    def view(
        self,
        *,
        redact: bool = False,
        previous: str | Path | None = None,
        lang: Literal["id", "en"] = "id",
        title: str | None = None,
        **part: "Unpack[Part]",
    ) -> str:
        """The same as one HTML page; its heading is `title`, else the name of the thing in the middle. What the older page
        `previous` shows keeps its place, and what it does not hold is marked as new.
        """
        from kg.network import HIDDEN
        from kg.network.earlier import compare, read
        from kg.page import page

        old = None if previous is None else read(Path(previous))
        drawn = self.network(hidden=HIDDEN, redact=redact, title=title, **part)
        if old is not None:
            compare(drawn, old)
        middle = drawn.graph["focus"]
        title = drawn.graph.pop("title", None)
        return page(drawn, title or (drawn.nodes[middle]["label"] if middle else "Kabargraf"), lang)

    def picture(
        self,
        format: Literal["svg", "png"] = "svg",
        *,
        redact: bool = False,
        lang: Literal["id", "en"] = "id",
        title: str | None = None,
        **part: "Unpack[Part]",
    ) -> bytes:
        """The same as a picture on an A4 sheet, which needs no browser."""
        from kg.picture import picture

        drawn = self.network(redact=redact, title=title, **part)
        ways = drawn.graph["paths"]
        ends = [drawn.nodes[ways[0]["nodes"][end]]["label"] for end in (0, -1)] if ways else []
        return picture(drawn, drawn.graph.get("title") or " – ".join(ends), lang, format)

    def rank(self, kind: str | None = None, by: "By" = "pagerank", derived: bool = True) -> "Ranking":
        """The things of a kind, or all, by a number that tells who is in the middle; see `kg.measures.rank`."""
        from kg.measures import project, rank
        from kg.weights import weigh

        with self.edition() as edition:
            return rank(project(weigh(edition.store, derived), kind), by)

    def communities(self, kind: str | None = None, derived: bool = True) -> "Grouping":
        """The groups of things of a kind, or of all, that hang together; see `kg.measures.communities`."""
        from kg.measures import communities, project
        from kg.weights import weigh

        with self.edition() as edition:
            return communities(project(weigh(edition.store, derived), kind))

    # what it rests on

    @property
    def _ledger_path(self) -> Path:
        return self.path / "ledger.sqlite"

    @property
    def _writer(self) -> tuple[Ledger, Store]:
        if self._writing is None:
            raise StoreError(f"{self.path} is open for reading: open it with write=True")
        return self._writing

    @contextmanager
    def _filled(self) -> Iterator[Edition]:
        """The graph as last published, if an article has said anything."""
        import pyoxigraph as ox

        with self.edition() as edition:
            if not any(edition.store.quads_for_pattern(None, None, None, ox.DefaultGraph())):
                raise StoreError(f"the graph in {self.path} is empty: read articles into it with `kg ingest PATH`")
            yield edition

    def _ledger(self, held: ExitStack) -> Ledger:
        ledger = Ledger.open(self._ledger_path)
        held.callback(ledger.close)
        return ledger

    def _begin(self) -> None:
        with ExitStack() as held:
            held.enter_context(sole_writer(self.path))
            ledger = Ledger.open(self._ledger_path, write=True)
            held.callback(ledger.close)
            store = Store(self.path)
            held.callback(store.close)
            projection.prepare(ledger, store)
            self._writing = (ledger, store)
            try:
                self._synchronize()
            except BaseException:
                self._writing = None
                raise
            self._held = held.pop_all()

    def _synchronize(self) -> None:
        """Let the graph be what the file of judgements says; what was interrupted comes first, as it was."""
        ledger, store = self._writer
        projection.project(ledger, store)
        if judging.synchronize(ledger, self.judgement_file):
            projection.project(ledger, store)
        projection.publish(ledger, store)

    def _rule(self, verdict: Verdict, dry_run: bool) -> Ruling:
        moves = self._foresee([*self.judgements(), verdict])
        if not dry_run:
            judgements.write_down(self.judgement_file, [verdict])
            self._synchronize()
        return Ruling(verdict, moves)

    def _foresee(self, verdicts: list[Verdict]) -> tuple[judging.Move, ...]:
        with self.edition() as edition:
            return judging.moves(verdicts, self._writer[0], edition.store)
