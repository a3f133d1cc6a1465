"""Readers keep their edition whatever the writer does; there is one writer; the current edition is always whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import Store, current, lines, open_edition, sole_writer, turtle

ONE, TWO = "<urn:a> <urn:p> <urn:b> .\n", "<urn:a> <urn:p> <urn:c> <urn:g> .\n"


def test_a_reader_keeps_the_edition_that_it_opened(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.change([], [], [ONE])
    store.publish(1)
    with open_edition(tmp_path) as old:
        for number in (2, 3):
            store.change(["urn:g"], [ONE] if number == 2 else [], [TWO])
            store.publish(number)
        with open_edition(tmp_path) as new:
            assert (old.number, new.number) == (1, 3)
            assert (list(lines(old.store)), list(lines(new.store))) == ([ONE], [TWO])
        assert {edition.name for edition in (tmp_path / "editions").iterdir()} == {"1", "3"}
    store.publish(3)
    assert {edition.name for edition in (tmp_path / "editions").iterdir()} == {"3"}


def test_a_lease_ends_with_its_process(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.publish(1)
    program = "import sys; from pathlib import Path; from kg.store import open_edition\n"
    program += "with open_edition(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    reader = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == b"held\n"
    store.publish(2)
    assert (tmp_path / "editions" / "1").exists()
    reader.kill()
    reader.communicate()
    store.publish(2)
    assert not (tmp_path / "editions" / "1").exists()


def test_a_reader_s_own_error_is_its_own(tmp_path: Path) -> None:
    Store(tmp_path).publish(1)
    with pytest.raises(FileNotFoundError), open_edition(tmp_path):
        raise FileNotFoundError


def test_leftovers_of_a_crash_are_swept_and_a_lost_current_is_no_store(tmp_path: Path) -> None:
    for name in ("4.tmp", "3.gone"):
        (tmp_path / "editions" / name).mkdir(parents=True)
    store = Store(tmp_path)
    assert list((tmp_path / "editions").iterdir()) == []
    store.publish(5)
    (tmp_path / "current").write_text("5")
    assert current(tmp_path) == 5
    (tmp_path / "current").write_text("")
    assert current(tmp_path) is None
    with pytest.raises(StoreError, match=r"no store at .*: make one with `kg ingest PATH`"), open_edition(tmp_path):
        pass


def test_a_second_writer_is_refused_at_once(tmp_path: Path) -> None:
    with (
        sole_writer(tmp_path),
        pytest.raises(StoreError, match=r"being written by process \d+: wait"),
        sole_writer(tmp_path),
    ):
        pass
    with sole_writer(tmp_path):
        pass


def test_the_ontology_is_in_a_graph_of_its_own_that_no_export_holds(tmp_path: Path) -> None:
    file = tmp_path / "kg.ttl"
    file.write_text("<urn:x> <urn:y> [ <urn:z> 1 ] .")
    store = Store(tmp_path / "s")
    for _ in range(2):
        store.load_ontology([file])
    store.change([], [], [ONE])
    store.publish(1)
    with open_edition(tmp_path / "s") as edition:
        assert len(list(edition.store)) == 3
        assert list(lines(edition.store)) == [ONE]
        assert turtle(edition.store).startswith("@prefix dcterms:")
        assert turtle(edition.store) == turtle(edition.store)
