"""The ledger keeps what came in and what is to be done, and refuses what it does not know."""

import sqlite3
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.ledger import Ledger, Pending, fingerprint
from kg.model import Record

RECORD = Record("k", "teks\x00", "judul", "2024", "https://x.id", "P", "x.jsonl:1")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger.sqlite", write=True)


def test_an_article_goes_from_read_to_projected_to_removed(ledger: Ledger) -> None:
    with ledger.transaction():
        ledger.record(RECORD, "1", b"first")
    assert ledger.article("k") == RECORD
    assert ledger.pending(9) == [Pending("k", None, b"first")]
    with ledger.transaction():
        ledger.settle(["k"])
        assert ledger.pending(9) == []
        ledger.record(RECORD, "2", b"second")
        ledger.record(RECORD, "3", b"third")
    assert ledger.pending(9) == [Pending("k", b"first", b"third")]
    with ledger.transaction():
        assert ledger.retire("k")
        assert not ledger.retire("unknown")
    assert ledger.pending(9) == [Pending("k", b"first", None)]
    with ledger.transaction():
        ledger.settle(["k"])
    assert ledger.article("k") is None


def test_a_failure_is_kept_with_its_reason(ledger: Ledger) -> None:
    with ledger.transaction():
        ledger.record(RECORD, "1", None, "too odd")
    assert ledger.failures() == [("k", "x.jsonl:1", "too odd")]
    assert ledger.states() == {"failed": 1}
    assert ledger.pending(9) == []


def test_what_is_interrupted_was_never_written(ledger: Ledger) -> None:
    def interrupted() -> None:
        with ledger.transaction():
            ledger.record(RECORD, "1", b"first")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert ledger.keys() == []


def test_support_is_counted_to_the_first_and_the_last(ledger: Ledger) -> None:
    with ledger.transaction():
        assert ledger.add_support({b"a": 2, b"b": 1}) == ({b"a", b"b"}, set())
        assert ledger.add_support({b"a": -1, b"b": -1}) == (set(), {b"b"})
        assert ledger.add_support({b"a": -1}) == (set(), {b"a"})


def test_the_fingerprint_is_of_what_is_said_and_not_of_where() -> None:
    moved = Record("other", RECORD.text, RECORD.title, RECORD.published, RECORD.url, RECORD.publisher, "y.jsonl:9")
    assert fingerprint(moved) == fingerprint(RECORD)
    assert fingerprint(Record("k", "teks")) != fingerprint(RECORD)


def test_it_is_safe_on_disk_and_read_beside_a_writer(tmp_path: Path, ledger: Ledger) -> None:
    assert ledger._sql.execute("PRAGMA synchronous").fetchone() == (2,)
    assert ledger._sql.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with ledger.transaction():
        ledger.record(RECORD, "1", b"first")
        reader = Ledger.open(tmp_path / "ledger.sqlite")
        assert reader.keys() == []
    assert reader.keys() == ["k"]
    with pytest.raises(sqlite3.OperationalError):
        reader.retire("k")


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    sqlite3.connect(path).execute("PRAGMA user_version = 99").connection.close()
    for write in (True, False):
        with pytest.raises(StoreError, match="made by a newer kabargraf"):
            Ledger.open(path, write)
