"""Taking articles in: what is known is passed over, what fails is told, what is killed is taken up again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import FAKE, fake_record
from test_projection import exported, fed, opened

from kg.ingest import Reader, Summary, ingest
from kg.model import Record
from kg.sources import Unreadable

ROOT = Path(__file__).parent.parent


def test_known_articles_are_passed_over_and_changed_ones_replaced(tmp_path: Path) -> None:
    one, two = fake_record(1), fake_record(2)
    changed = Record(two.key, one.text, two.title)
    with opened(tmp_path) as (ledger, store):
        assert ingest([one, two], FAKE, ledger, store) == Summary(read=2)
        moved = Record(one.key, one.text, one.title, one.published, source="elsewhere.jsonl:3")
        assert ingest([moved, changed], FAKE, ledger, store) == Summary(read=1, unchanged=1, replaced=1)
        assert ingest([one], Reader(FAKE.read, "fake-2"), ledger, store) == Summary(read=1, replaced=1)
    assert exported(tmp_path) == fed(tmp_path / "fresh", [one, changed])


def test_a_key_that_comes_twice_keeps_the_later(tmp_path: Path) -> None:
    earlier, later = Record("k", fake_record(1).text), Record("k", fake_record(2).text)
    with opened(tmp_path) as (ledger, store):
        assert ingest([earlier, later, later], FAKE, ledger, store) == Summary(read=2, replaced=1, unchanged=1)
    assert exported(tmp_path) == fed(tmp_path / "fresh", [later])


def test_failures_are_told_and_stop_nothing(tmp_path: Path) -> None:
    bad = Record("bad", "mogok", source="x.jsonl:2")
    torn = Unreadable("x.jsonl:3", 'no "text" field')
    with opened(tmp_path) as (ledger, store):
        summary = ingest([fake_record(1), bad, torn, fake_record(2)], FAKE, ledger, store)
        reason = "the reader failed: ValueError: the reader stopped"
        assert summary == Summary(read=2, failed=(Unreadable("x.jsonl:2", reason),), unreadable=(torn,))
        assert ledger.failures() == [("bad", "x.jsonl:2", reason)]
    assert exported(tmp_path) == fed(tmp_path / "fresh", [fake_record(1), fake_record(2)])


def test_an_article_that_can_no_longer_be_read_leaves_the_graph(tmp_path: Path) -> None:
    with opened(tmp_path) as (ledger, store):
        ingest([fake_record(1), fake_record(2)], FAKE, ledger, store)
        ingest([Record(fake_record(2).key, "mogok")], FAKE, ledger, store)
    assert exported(tmp_path) == fed(tmp_path / "fresh", [fake_record(1)])


def test_progress_is_told_by_the_record(tmp_path: Path) -> None:
    told: list[int] = []
    with opened(tmp_path) as (ledger, store):
        ingest([fake_record(n) for n in range(7)], FAKE, ledger, store, batch=3, on_progress=told.append)
    assert told == [1, 2, 3, 4, 5, 6, 7]


PROGRAM = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = ["tests", "."]
import pyoxigraph as ox
from fakes import FAKE, fake_record
from kg.ingest import ingest
from kg.ledger import Ledger
from kg.store import Store
from test_projection import opened

def deadly(owner, name, before):
    whole = getattr(owner, name)
    count = 0
    def replacement(*arguments):
        nonlocal count
        count += 1
        if count == 2 and before:
            os.kill(os.getpid(), signal.SIGKILL)
        result = whole(*arguments)
        if count == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, replacement)

folder, where, records = Path(sys.argv[1]), sys.argv[2], [fake_record(n) for n in range(24)]
with opened(folder) as (ledger, store):
    if where == "after-read":
        deadly(Store, "change", True)
    elif where == "within-the-graph":
        whole = Store.change
        def half(self, graphs, deletions, additions):
            additions = sorted(additions)
            if '"Berita 13"' in "".join(additions):
                whole(self, graphs, list(deletions)[::2], additions[::2])
                os.kill(os.getpid(), signal.SIGKILL)
            whole(self, graphs, deletions, additions)
        Store.change = half
    elif where == "before-projected":
        deadly(Ledger, "settle", True)
    elif where == "after-projected":
        deadly(Store, "publish", True)
    ingest(records[:9], FAKE, ledger, store, 9)
    ingest(records[9:], FAKE, ledger, store, 9)
"""


@pytest.mark.parametrize("where", ["after-read", "within-the-graph", "before-projected", "after-projected"])
def test_what_was_killed_is_taken_up_again(tmp_path: Path, where: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "killed"), where], cwd=ROOT, capture_output=True, env=os.environ
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    records = [fake_record(n) for n in range(24)]
    with opened(tmp_path / "killed") as (ledger, store):
        held = ledger.keys()
        assert ledger.states() == {"projected": len(held)}
        so_far = exported(tmp_path / "killed")
        assert so_far == fed(tmp_path / "part", [record for record in records if record.key in held])
        ingest(records, FAKE, ledger, store, 9)
    assert exported(tmp_path / "killed") == fed(tmp_path / "fresh", records)
