"""The ledger: one SQLite file that holds what came in, what was read from it, and what the graph holds of it now.

An article's row goes from "read" (its reading is safe) to "projected" (the graph holds it), or is "failed" with a
reason, or "removed" until the graph has forgotten it. All that the projection needs to know of the graph is here too,
so that the next change can be worked out from this file alone. Times stand only here, never in the graph.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from kg.errors import StoreError
from kg.judgements import Verdict
from kg.model import Record

State = Literal["read", "projected", "failed", "removed"]

# What made the tables, step by step: a ledger of version 1 has seen the first step only, and is given the rest.
STEPS = tuple(
    Path(__file__).with_name(name) for name in ("ledger.sql", "copies.sql", "blocks.sql", "judgements.sql", "posts.sql")
)
VERSION = len(STEPS)


class Standing(NamedTuple):
    """Where an article stands: the hash of its raw record, who read it, and its state."""

    hash: str
    reader: str
    state: State


class Pending(NamedTuple):
    """An article whose graph must change: encoded readings, None for "nothing"."""

    key: str
    before: bytes | None
    after: bytes | None


class Attestation(NamedTuple):
    """An article shows on a day, by an event or otherwise, that a person holds a post in some way."""

    tenure: str
    article: str
    day: str
    means: str
    post: str
    person: str
    status: str


class Deed(NamedTuple):
    """What somebody does whom an article names only by a post; IRIs without brackets."""

    article: str
    post: str
    subject: str
    part: str
    day: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One thing of one article as the graph holds it."""

    article: str
    entity: str
    kind: str
    home: str
    profile: str
    name: str
    iri: str
    stem: str | None


def fingerprint(record: Record) -> str:
    """The hash of what a record says, wherever it was found."""
    said = [record.title, record.text, record.published, record.url, record.publisher]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class Ledger:
    """The tables behind one connection; what changes them is called inside `transaction()`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    @classmethod
    def open(cls, path: Path, write: bool = False) -> "Ledger":
        """The ledger at `path`; if `write`, it is made, or its tables brought to this version. Raises StoreError where they
        are newer than this program.
        """
        address = f"{path.absolute().as_uri()}?mode={'rwc' if write else 'ro'}"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=30)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            connection.close()
            raise StoreError(
                f"{path}: made by a newer kabargraf (tables {version}, this one knows {VERSION}): upgrade it"
            )
        if version < VERSION and not write:
            connection.close()
            raise StoreError(f"{path}: made by an older kabargraf: `kg rebuild` brings the store up to date")
        if write:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            if version < VERSION:
                missing = "".join(step.read_text() for step in STEPS[version:])
                connection.executescript(f"BEGIN; {missing} PRAGMA user_version={VERSION}; COMMIT;")
        return cls(connection)

    def close(self) -> None:
        """Give the file back."""
        self._sql.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is written inside."""
        self._sql.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._sql.execute("ROLLBACK")
            raise
        self._sql.execute("COMMIT")

    # articles

    def standing(self, key: str) -> Standing | None:
        """Where the article stands, None where it is unknown."""
        row = self._sql.execute("SELECT hash, reader, state FROM article WHERE key = ?", (key,)).fetchone()
        return Standing(*row) if row else None

    def article(self, key: str) -> Record | None:
        """The article as it was given, None where it is unknown."""
        row = self._sql.execute(
            "SELECT key, text, title, published, url, publisher, source FROM article WHERE key = ?", (key,)
        ).fetchone()
        return Record(*row) if row else None

    def published(self, keys: Iterable[str]) -> dict[str, str | None]:
        """When these articles were published, as it was given."""
        rows = self._sql.execute(
            "SELECT article.key, published FROM json_each(?) JOIN article ON article.key = value", (_list(keys),)
        )
        return dict(rows)

    def keys(self) -> list[str]:
        """The keys of all articles, sorted."""
        return [key for (key,) in self._sql.execute("SELECT key FROM article ORDER BY key")]

    def failures(self) -> list[tuple[str, str, str]]:
        """Key, source and reason of each article that could not be read."""
        return list(self._sql.execute("SELECT key, source, reason FROM article WHERE state = 'failed' ORDER BY key"))

    def reason(self, key: str) -> str | None:
        """Why the article could not be read, None where it could."""
        row = self._sql.execute("SELECT reason FROM article WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def states(self) -> dict[str, int]:
        """How many articles are in each state."""
        return dict(self._sql.execute("SELECT state, count(*) FROM article GROUP BY state ORDER BY state"))

    def record(self, record: Record, reader: str, reading: bytes | None, reason: str | None = None) -> None:
        """Write an article down with its reading, or with the reason why there is none."""
        old = self._sql.execute(
            "SELECT CASE WHEN pending THEN before ELSE reading END FROM article WHERE key = ?", (record.key,)
        ).fetchone()
        before = old[0] if old else None
        pending = reading is not None or before is not None
        state = "failed" if reading is None else "read"
        outcome = (reading, before, state, reason, pending, _now())
        given = (record.title, record.text, record.published, record.url, record.publisher)
        self._sql.execute(
            "INSERT OR REPLACE INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL)",
            (record.key, record.source, fingerprint(record), reader, *given, *outcome),
        )

    def retire(self, key: str) -> bool:
        """Mark an article for removal from the graph; False where it is unknown."""
        changed = self._sql.execute(
            """UPDATE article SET before = CASE WHEN pending THEN before ELSE reading END,
               reading = NULL, state = 'removed', pending = 1 WHERE key = ?""",
            (key,),
        )
        return changed.rowcount > 0

    def pending(self, limit: int) -> list[Pending]:
        """The first articles, by key, whose graph must change."""
        rows = self._sql.execute(
            "SELECT key, before, reading FROM article WHERE pending ORDER BY key LIMIT ?", (limit,)
        )
        return [Pending(*row) for row in rows]

    def projected_reading(self, key: str) -> bytes:
        """What the graph holds of an article that is not pending."""
        return bytes(self._sql.execute("SELECT reading FROM article WHERE key = ?", (key,)).fetchone()[0])

    def settle(self, keys: Iterable[str]) -> None:
        """The graph now holds what the ledger says of these articles."""
        for key in keys:
            self._sql.execute("DELETE FROM article WHERE key = ? AND state = 'removed'", (key,))
            self._sql.execute(
                """UPDATE article SET pending = 0, before = NULL, projected = ?,
                   state = CASE state WHEN 'read' THEN 'projected' ELSE state END WHERE key = ?""",
                (_now(), key),
            )

    def fail(self, key: str, reason: str) -> None:
        """The reading of a pending article cannot be put into a graph."""
        self._sql.execute(
            "UPDATE article SET state = 'failed', reason = ?, reading = NULL WHERE key = ?", (reason, key)
        )

    def forget_graph(self) -> None:
        """As if the graph were empty: every article with a reading is to be projected again."""
        self._sql.execute("DELETE FROM article WHERE state = 'removed'")
        self._sql.execute("UPDATE article SET before = NULL, pending = reading IS NOT NULL")
        self._sql.execute("UPDATE article SET state = 'read' WHERE pending")
        for table in ("entity", "block", "support", "attestation", "sketch", "band", "copy", "applied", "act"):
            self._sql.execute(f"DELETE FROM {table}")

    # judgements

    def verdicts(self) -> list[Verdict]:
        """The verdicts that hold, sorted by what they are on."""
        order = "article, name, predicate, other_article, other_name, words, sentence"
        return [Verdict(*row) for row in self._sql.execute(f"SELECT * FROM judgement ORDER BY {order}")]

    def judge(self, verdicts: Iterable[Verdict]) -> None:
        """These verdicts hold, no others; the articles on which that changes something are projected again."""
        old, new = set(self.verdicts()), {_in_order(verdict) for verdict in verdicts}
        gone, come = old - new, new - old
        where = "article=? AND name=? AND predicate=? AND other_article=? AND other_name=? AND words=? AND sentence=?"
        self._sql.executemany(f"DELETE FROM judgement WHERE {where}", [verdict[3:10] for verdict in gone])
        self._sql.executemany("INSERT INTO judgement VALUES (?,?,?,?,?,?,?,?,?,?,?)", come)
        self._touch(sorted({key for verdict in gone | come for key in (verdict.article, verdict.other_article)}))

    def rejections(self, articles: Iterable[str]) -> dict[str, list[Verdict]]:
        """The verdicts against claims of these articles, by article, sorted."""
        found: dict[str, list[Verdict]] = {}
        rows = self._sql.execute(
            """SELECT judgement.* FROM json_each(?) JOIN judgement ON article = value WHERE verb = 'reject'
               ORDER BY article, name, predicate, other_name, words, sentence""",
            (_list(articles),),
        )
        for row in rows:
            found.setdefault(row[3], []).append(Verdict(*row))
        return found

    def applied(self, articles: Iterable[str]) -> dict[str, list[Verdict]]:
        """The verdicts against claims with which the graph holds these articles now."""
        rows = self._sql.execute(
            "SELECT applied.* FROM json_each(?) JOIN applied ON article = value", (_list(articles),)
        )
        return {article: [Verdict(*verdict) for verdict in json.loads(text)] for article, text in rows}

    def put_applied(self, articles: Iterable[str], rejections: Mapping[str, list[Verdict]]) -> None:
        """The graph now holds these articles with these verdicts against claims."""
        self._sql.executemany("DELETE FROM applied WHERE article = ?", [(article,) for article in articles])
        rows = [(article, json.dumps(verdicts)) for article, verdicts in rejections.items()]
        self._sql.executemany("INSERT INTO applied VALUES (?, ?)", rows)

    def _touch(self, keys: Iterable[str]) -> None:
        self._sql.executemany(
            """UPDATE article SET before = reading, state = 'read', pending = 1
               WHERE key = ? AND reading IS NOT NULL AND NOT pending""",
            [(key,) for key in keys],
        )

    # what the graph holds: things

    def things(self, articles: Iterable[str]) -> list[EntityRow]:
        """The things of these articles."""
        return self._entities("article", articles)

    def housemates(self, homes: Iterable[str]) -> list[EntityRow]:
        """The things whose identity is decided in these blocks."""
        return self._entities("home", homes)

    def namesakes(self, stems: Iterable[str]) -> list[EntityRow]:
        """The things whose IRIs share these readable parts."""
        return self._entities("stem", stems)

    def denoting(self, iri: str) -> list[EntityRow]:
        """The things of single articles behind a canonical IRI, sorted by article and key."""
        return sorted(self._entities("iri", [iri]), key=lambda row: (row.article, row.entity))

    def all_things(self) -> list[EntityRow]:
        """The things of all articles, sorted by article and key."""
        return [EntityRow(*row) for row in self._sql.execute("SELECT * FROM entity ORDER BY article, entity")]

    def names(self, kind: str | None = None) -> list[tuple[str, str, str, tuple[str, ...], int]]:
        """What each thing is called: its canonical IRI, its kind, and what `called` tells of it."""
        rows = self._sql.execute(
            """SELECT iri, kind, name, json_extract(profile, '$[3]'), count(*) FROM entity WHERE kind = ? OR ? IS NULL
               GROUP BY 1, 2, 3, 4 ORDER BY 1, 3, 4""",
            (kind, kind),
        )
        return [(iri, sort, name, tuple(json.loads(others)), count) for iri, sort, name, others, count in rows]

    def articles_of_all(self) -> dict[str, int]:
        """Canonical IRI → how many articles speak of it."""
        return dict(self._sql.execute("SELECT iri, count(DISTINCT article) FROM entity GROUP BY iri"))

    def articles_since(self, moment: str) -> dict[str, int]:
        """Canonical IRI → how many of the articles that speak of it were read at this time or later ("2025-02", UTC)."""
        return dict(
            self._sql.execute(
                """SELECT iri, count(DISTINCT article) FROM entity JOIN article ON article.key = entity.article
                   WHERE article.recorded >= ? GROUP BY iri""",
                (moment,),
            )
        )

    def _entities(self, column: str, values: Iterable[str]) -> list[EntityRow]:
        rows = self._sql.execute(
            f"SELECT entity.* FROM json_each(?) JOIN entity ON entity.{column} = value",
            (json.dumps(sorted(set(values))),),
        )
        return [EntityRow(*row) for row in rows]

    def put_blocks(self, rows: Iterable[tuple[str, str]]) -> None:
        """Note which homes share which blocks: (block, home)."""
        self._sql.executemany("INSERT OR IGNORE INTO block VALUES (?, ?)", rows)

    def neighbours(self, homes: Iterable[str]) -> list[tuple[str, str, str]]:
        """The homes that share a block with one of these: (block, home, the other home)."""
        rows = self._sql.execute(
            """SELECT mine.block, mine.home, other.home FROM json_each(?)
               JOIN block mine ON mine.home = value JOIN block other ON other.block = mine.block""",
            (_list(homes),),
        )
        return list(rows)

    def called(self, iri: str) -> list[tuple[str, tuple[str, ...], int]]:
        """What the thing of a canonical IRI is called: a name, further names beside it, the number of things called so."""
        rows = self._sql.execute(
            """SELECT name, json_extract(profile, '$[3]'), count(*) FROM entity WHERE iri = ? GROUP BY 1, 2 ORDER BY 1, 2""",
            (iri,),
        )
        return [(name, tuple(json.loads(others)), count) for name, others, count in rows]

    def at_home(self, opening: str) -> list[tuple[str, str]]:
        """Each home that opens with these words, with each canonical IRI of the things that live there."""
        end = opening[:-1] + chr(ord(opening[-1]) + 1)
        return list(
            self._sql.execute(
                "SELECT DISTINCT home, iri FROM entity WHERE home >= ? AND home < ? ORDER BY home, iri", (opening, end)
            )
        )

    def articles_on(self, iri: str) -> int:
        """How many articles speak of this canonical IRI."""
        (count,) = self._sql.execute("SELECT count(DISTINCT article) FROM entity WHERE iri = ?", (iri,)).fetchone()
        return int(count)

    def sources_on(self, iri: str) -> int:
        """How many independent sources speak of this canonical IRI: copies of one text are one."""
        row = self._sql.execute(
            """SELECT count(DISTINCT coalesce(release, entity.article)) FROM entity
               LEFT JOIN sketch ON sketch.article = entity.article WHERE iri = ?""",
            (iri,),
        ).fetchone()
        return int(row[0])

    def put_things(self, articles: Iterable[str], rows: Iterable[EntityRow]) -> None:
        """Replace the things of these articles."""
        self._sql.executemany("DELETE FROM entity WHERE article = ?", [(article,) for article in articles])
        self._sql.executemany(
            "INSERT INTO entity VALUES (?,?,?,?,?,?,?,?)",
            [(r.article, r.entity, r.kind, r.home, r.profile, r.name, r.iri, r.stem) for r in rows],
        )

    # what the graph holds: facts and tenures

    def add_support(self, changes: Mapping[bytes, int]) -> tuple[set[bytes], set[bytes]]:
        """Change how many articles support each triple (by digest); gives those that became facts, and that ceased."""
        begun, ceased = set(), set()
        for triple, change in changes.items():
            row = self._sql.execute("SELECT articles FROM support WHERE triple = ?", (triple,)).fetchone()
            old = row[0] if row else 0
            if not old and change > 0:
                begun.add(triple)
            if old + change == 0:
                ceased.add(triple)
                self._sql.execute("DELETE FROM support WHERE triple = ?", (triple,))
            else:
                self._sql.execute("INSERT OR REPLACE INTO support VALUES (?, ?)", (triple, old + change))
        return begun, ceased

    def supported(self, triple: bytes) -> bool:
        """Whether some article supports a triple (by digest)."""
        return self._sql.execute("SELECT 1 FROM support WHERE triple = ?", (triple,)).fetchone() is not None

    def attested(self, tenure: str) -> tuple[str | None, str | None]:
        """The first and the last day on which articles show a tenure."""
        row = self._sql.execute("SELECT min(day), max(day) FROM attestation WHERE tenure = ?", (tenure,))
        first, last = row.fetchone()
        return first, last

    def attestations(self) -> list[Attestation]:
        """The days on which tenures are shown, of those posts in which somebody acts whom no article names, by post and day."""
        rows = self._sql.execute(
            """SELECT * FROM attestation WHERE post IN (SELECT post FROM act)
               ORDER BY post, day, person, status, means, article"""
        )
        return [Attestation(*row) for row in rows]

    def deeds(self) -> list[Deed]:
        """What is done by holders whom their articles do not name, by post and day."""
        return [Deed(*row) for row in self._sql.execute("SELECT * FROM act ORDER BY post, day, subject, article")]

    def put_attestations(self, articles: Iterable[str], shown: Iterable[Attestation], done: Iterable[Deed]) -> None:
        """Replace which tenures these articles attest, and what is done in them by holders without a name."""
        for table in ("attestation", "act"):
            self._sql.executemany(f"DELETE FROM {table} WHERE article = ?", [(article,) for article in articles])
        self._sql.executemany("INSERT OR REPLACE INTO attestation VALUES (?,?,?,?,?,?,?)", shown)
        self._sql.executemany("INSERT OR REPLACE INTO act VALUES (?,?,?,?,?)", done)

    # what the graph holds: copies

    def sources(self) -> dict[str, str]:
        """Article → the id of its group of copies: the IRI of what they rest on, else its own key."""
        return dict(self._sql.execute("SELECT article, coalesce(release, article) FROM sketch ORDER BY article"))

    def releases(self, articles: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Article → the release that it rests on, as IRI and label, for those of these that rest on one."""
        rows = self._sql.execute(
            "SELECT article, release, label FROM json_each(?) JOIN sketch ON article = value WHERE release IS NOT NULL",
            (_list(articles),),
        )
        return {article: (release, label) for article, release, label in rows}

    def sketches(self, articles: Iterable[str]) -> dict[str, bytes]:
        """The dumped sketches of these articles."""
        rows = self._sql.execute(
            "SELECT article, told FROM json_each(?) JOIN sketch ON article = value", (_list(articles),)
        )
        return dict(rows)

    def meeting(self, bands: Iterable[int]) -> set[str]:
        """The articles that have one of these bands."""
        rows = self._sql.execute(
            """SELECT DISTINCT article FROM json_each(?) JOIN band ON band = value
               JOIN sketch ON sketch.number = band.sketch""",
            (json.dumps(list(bands)),),
        )
        return {article for (article,) in rows}

    def copies(self, articles: Iterable[str]) -> list[tuple[str, str, int]]:
        """These articles with their copies and how near each is."""
        rows = self._sql.execute("SELECT copy.* FROM json_each(?) JOIN copy ON article = value", (_list(articles),))
        return list(rows)

    def put_sketches(self, articles: Iterable[str], rows: Iterable[tuple[str, bytes, tuple[int, ...]]]) -> None:
        """Replace what is compared of these articles: (article, dumped sketch, bands); nothing is their copy yet."""
        for article in articles:
            self._sql.execute("DELETE FROM copy WHERE article = ?", (article,))
            self._sql.execute("DELETE FROM copy WHERE other = ?", (article,))
            self._sql.execute(
                "DELETE FROM band WHERE sketch = (SELECT number FROM sketch WHERE article = ?)", (article,)
            )
            self._sql.execute("DELETE FROM sketch WHERE article = ?", (article,))
        for article, told, bands in rows:
            number = self._sql.execute("INSERT INTO sketch (article, told) VALUES (?, ?)", (article, told)).lastrowid
            self._sql.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, number) for band in bands])

    def put_copies(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Write down which articles are copies, and how near: each pair in both directions."""
        self._sql.executemany("INSERT OR REPLACE INTO copy VALUES (?, ?, ?)", rows)

    def put_releases(self, rows: Iterable[tuple[str, str | None, str | None]]) -> None:
        """Write down which release each of these articles rests on: (article, IRI, label)."""
        self._sql.executemany("UPDATE sketch SET release = ?2, label = ?3 WHERE article = ?1", rows)

    # what the graph as a whole was made with

    def meta(self, name: str) -> str:
        """A note on the graph ("projector", "generation", "ontology"); "" where there is none."""
        row = self._sql.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Write a note on the graph."""
        self._sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _in_order(verdict: Verdict) -> Verdict:
    """A verdict on identity with the lesser of its two anchors first."""
    one, other = (verdict.article, verdict.name), (verdict.other_article, verdict.other_name)
    if verdict.verb == "reject" or one <= other:
        return verdict
    return verdict._replace(article=other[0], name=other[1], other_article=one[0], other_name=one[1])


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(set(values)))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
