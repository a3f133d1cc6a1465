"""What people judge moves the graph, outlives what becomes of the articles, and leaves no trace when it is taken back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FAKE, fake_record
from ledgers import first_tables
from samples import first_reading, second_reading

from kg.errors import KabargrafError, StoreError
from kg.ingest import Reader
from kg.judgements import HEADER, identity, line, read, write_down
from kg.knowledge import KnowledgeGraph
from kg.ledger import VERSION, Ledger
from kg.model import Evidence, Key, Reading, Record, Tenure
from kg.rejection import against, rejected, unlearnt, without
from kg.store import Store
from kg.vocab import ID, JUDGEMENT_GRAPH, KG, term

ALEX = "Alex Frestian Lumban Tobing"
SAMPLES = {reading.article.key: reading for reading in (first_reading(), second_reading())}
BY_HAND = Reader(lambda record: SAMPLES[record.key], "hand")


def files(folder: Path, records: list[Record]) -> list[Path]:
    """A file for each record, so that they can be read one by one."""
    import json

    paths = []
    for number, row in enumerate(records):
        paths.append(folder / f"{number:03}.json")
        fields = {"id": row.key, "title": row.title, "text": row.text, "published": row.published}
        paths[-1].write_text(json.dumps(fields), "utf-8")
    return paths


def exported(graph: KnowledgeGraph) -> str:
    return "".join(graph.export())


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[KnowledgeGraph]:
    """The two sample readings in a store."""
    with KnowledgeGraph.open(tmp_path / "s", write=True, reader=lambda: BY_HAND) as graph:
        graph.ingest(files(tmp_path, [Record(key, reading.article.text) for key, reading in SAMPLES.items()]))
        yield graph


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[KnowledgeGraph]:
    """Four articles on people of one name, and one on another."""
    lines = ("Ketua; PMI Bontang; 64.74", "-; PMI; 33.10", "-; Tagana; -", "Ketua; PMI Bontang; 64.74")
    records = [Record(f"a{number}", f"Budi Santoso; {rest}\n") for number, rest in enumerate(lines)]
    with KnowledgeGraph.open(tmp_path / "s", write=True, reader=lambda: FAKE) as graph:
        graph.ingest(files(tmp_path, [*records, Record("a4", "Siti Aminah; Kapolres; Polres Bontang; 64.74\n")]))
        yield graph


def claim(reading: Reading, kind: type, occurrence: int = 0) -> int:
    """The number of a claim of this kind."""
    return [number for number, each in enumerate(reading.claims, 1) if isinstance(each, kind)][occurrence]


# two things


def test_same_and_different_move_facts_and_undo_restores_the_bytes(crowd: KnowledgeGraph) -> None:
    before = exported(crowd)
    foreseen = crowd.judge("same", "a0:Budi Santoso", "Siti Aminah", dry_run=True)
    assert exported(crowd) == before
    assert crowd.judgements() == []
    ruling = crowd.judge("same", "a0:Budi Santoso", "Siti Aminah", by="sari", reason="married")
    assert ruling.moves == foreseen.moves
    said = [(move.appears, move.subject, move.predicate, move.object) for move in ruling.moves]
    assert (True, "Budi Santoso (person/budi-santoso.ketua-bontang)", "holds", "Kapolres Bontang") in said
    assert (False, "Siti Aminah", "holds", "Kapolres Bontang") in said
    assert ruling.verdict[1:] == ("sari", "same", "a0", "Budi Santoso", "", "a4", "Siti Aminah", "", "", "married")
    joined = exported(crowd)
    assert joined != before
    crowd.judge("different", "a0:Budi Santoso", "a3:Budi Santoso")
    assert exported(crowd) != joined
    crowd.undo()
    assert exported(crowd) == joined
    assert crowd.undo(1, dry_run=True).verdict == ruling.verdict
    assert exported(crowd) == joined
    taken = crowd.undo()
    assert {(not m.appears, m.predicate) for m in taken.moves} == {(m.appears, m.predicate) for m in ruling.moves}
    assert exported(crowd) == before
    with pytest.raises(KabargrafError, match=r"nothing to take back .* it holds none"):
        crowd.undo()


def test_what_makes_no_sense_is_refused_with_what_would(crowd: KnowledgeGraph) -> None:
    for one, other, message in [
        ("Budi Santoso", "Siti Aminah", r"(?s)any of these 3.*person/budi-santoso\..*ARTICLE:NAME"),
        ("a0:Budi", "Siti Aminah", r"(?s)nothing in a0 is called “Budi”: name one of.*a0#person-1  Budi Santoso"),
        ("a4:Polres Bontang", "Siti Aminah", "of the kind organization, “Siti Aminah” person"),
        ("Siti Aminah", "person/siti-aminah", "are one already: person/siti-aminah"),
        ("a0#person-1", "a0:Budi Santoso", "one name in one article"),
        ("tenure/x", "Siti Aminah", "is a tenure: judge its person or its post"),
        ("person/nobody", "Siti Aminah", "is nothing that an article names"),
    ]:
        with pytest.raises(KabargrafError, match=message):
            crowd.judge("same", one, other)
    merged = f"<{ID}person/budi-santoso.ketua-bontang>"
    with pytest.raises(KabargrafError, match=r"(?s)to part it, name each by an article.*a0#person-1.*a3#person-1"):
        crowd.judge("different", merged, merged)
    crowd.judge("same", "a0:Budi Santoso", "Siti Aminah", by="\udcff", reason="half of a \ud83d pair", dry_run=True)
    assert crowd.judgements() == []
    crowd.judge("different", "a1:Budi Santoso", "a3:Budi Santoso", by="sari")
    with pytest.raises(KabargrafError, match=r"sari said at .* that .* are different, by other articles"):
        crowd.judge("same", "a1:Budi Santoso", "a0:Budi Santoso")


def test_a_thing_is_anchored_where_its_name_is_its_own(crowd: KnowledgeGraph) -> None:
    said = crowd.judge("same", "person/budi-santoso.ketua-bontang", f"{ID}person/siti-aminah", dry_run=True).verdict
    assert (said.article, said.name, said.other_article, said.other_name) == ("a0", "Budi Santoso", "a4", "Siti Aminah")


def test_judgements_wait_for_articles_and_outlive_their_going(tmp_path: Path) -> None:
    records = [fake_record(number) for number in range(10)]
    paths = files(tmp_path, records)
    said = [
        identity("same", (records[1].key, "Siti Aminah"), (records[2].key, "Budi"), "sari"),
        identity("different", (records[0].key, "Budi Santoso"), (records[6].key, "Budi Santoso"), "sari"),
        *(
            against(FAKE.read(record), 2, "2026-01-01T00:00:00Z", "sari", "")
            for record in records[:8:2]
            if FAKE.read(record).claims
        ),
    ]
    exports = []
    for name, order in (("first", paths), ("last", paths[::-1])):
        file = tmp_path / f"{name}.tsv"
        with KnowledgeGraph.open(tmp_path / name, write=True, reader=lambda: FAKE, judged=file) as graph:
            if name == "first":
                write_down(file, said)
                graph.ingest(order[:3])
                graph.rebuild()
                graph.ingest(order)
                graph.remove(records[2].key)
                graph.remove(records[4].key)
                graph.ingest(order)
            else:
                graph.ingest(order)
                write_down(file, said[::-1])
        KnowledgeGraph.open(tmp_path / name, write=True, judged=file).close()
        exports.append(exported(graph))
    assert exports[0] == exports[1]
    assert f"<{JUDGEMENT_GRAPH}>" in exports[0]


# claims


def test_a_rejected_claim_is_kept_and_marked_and_supports_nothing(graph: KnowledgeGraph) -> None:
    before = exported(graph)
    number = claim(SAMPLES["bontang-2025"], Tenure, 1)
    ruling = graph.reject(f"bontang-2025#claim-{number}", by="sari", reason="a namesake")
    assert [(m.appears, m.subject, m.predicate, m.object) for m in ruling.moves] == [
        (False, ALEX, "formerly held", "Kapolres Bontang")
    ]
    text = exported(graph)
    assert f"<{KG.formerlyHeld}>" not in "".join(row for row in text.splitlines() if "/id/person" in row.split()[0])
    facts = graph.why(ALEX)
    wrong = next(fact for fact in facts if fact.claim == f"bontang-2025#claim-{number}")
    assert (wrong.rejected_by, wrong.rejected_because) == ("sari", "a namesake")
    assert [fact.rejected_by for fact in facts if fact is not wrong] == [None] * (len(facts) - 1)
    assert not list(graph.validate())
    with pytest.raises(KabargrafError, match="is rejected already, by sari"):
        graph.reject(f"bontang-2025#claim-{number}")
    graph.rebuild()
    assert exported(graph) == text
    graph.undo()
    assert exported(graph) == before


def test_days_of_attestation_follow_what_is_left(crowd: KnowledgeGraph, tmp_path: Path) -> None:
    days = [Record(f"d{n}", "Siti Aminah; Ketua; PMI; 64\n", published=f"2024-01-0{n}") for n in (1, 2)]
    crowd.ingest(files(tmp_path, days))
    number = claim(FAKE.read(days[0]), Tenure)
    moves = crowd.reject(f"d1#claim-{number}").moves
    assert [(m.appears, m.predicate, m.object) for m in moves] == [
        (False, "first attested", "2024-01-01"),
        (True, "first attested", "2024-01-02"),
    ]
    assert moves[0].subject == "Siti Aminah as Ketua PMI"


def test_with_an_event_all_goes_that_is_told_of_it(graph: KnowledgeGraph) -> None:
    before = exported(graph)
    graph.reject("https://w3id.org/kabargraf/article/bontang-2024#claim-6", by="sari")
    text = exported(graph)
    merged = [row for row in text.splitlines() if row.endswith("> .") and row.count("<") + row.count('"') < 8]
    assert not [row for row in merged if row.startswith(f"<{ID}event/pertemuan") and "sem/" in row]
    assert {f.rejected_by for f in graph.why("Pertemuan Polres Bontang dan Majelis Sholawat Bontang")} == {"sari"}
    assert not list(graph.validate())
    assert not [edge for edge in graph.network(limit=50).edges(data=True) if "Pertemuan" in str(edge)]
    graph.undo()
    assert exported(graph) == before


def test_what_is_no_claim_is_refused(graph: KnowledgeGraph) -> None:
    many = f"bontang-2024#claim-{'9' * 5000}"
    for wrong in (
        "x",
        "bontang-2024",
        "bontang-2024#claim-0",
        "bontang-2024#claim-99",
        many,
        "no#claim-1",
        "\udcff#claim-1",
    ):
        with pytest.raises(KabargrafError, match="kg why"):
            graph.reject(wrong)


@pytest.mark.parametrize("number", range(1, len(first_reading().claims) + 1))
def test_each_kind_of_claim_is_known_again_by_what_it_says(number: int) -> None:
    reading = first_reading()
    verdict = against(reading, number, "2026-01-01T00:00:00Z", "sari", "")
    assert number in rejected(reading, [verdict])
    anew = replace(
        reading, claims=reading.claims[::-1], article=replace(reading.article, text="Baru. " + reading.article.text)
    )

    def moved(evidence: Evidence) -> Evidence:
        span = evidence.span
        return replace(evidence, span=span._replace(start=span.start + 6, end=span.end + 5), rule="another")

    anew = replace(anew, claims=tuple(replace(each, evidence=moved(each.evidence)) for each in anew.claims))
    assert len(reading.claims) + 1 - number in rejected(anew, [verdict])
    elsewhere = replace(
        reading, article=replace(reading.article, text=reading.article.text.replace(verdict.words, "…"))
    )
    assert not rejected(elsewhere, [verdict])


def test_a_person_is_not_known_by_a_post_that_was_rejected() -> None:
    reading = second_reading()
    number = claim(reading, Tenure)
    keys = {entity.key: entity.keys for entity in unlearnt(reading, [number]).entities}
    assert Key("post", "kapolres@polres/64.74") not in keys["person-1"]
    assert Key("post", "kapolres@polres/64.74") in keys["person-2"]
    assert Key("post", "kapolres@polres/64.74") in keys["post-1"]
    assert len(without(reading, [number]).claims) == len(reading.claims) - 1
    assert without(reading, []) is reading


# the file


def test_a_file_from_a_colleague_is_taken_over_and_given_back(crowd: KnowledgeGraph, tmp_path: Path) -> None:
    before = exported(crowd)
    crowd.judge("same", "a0:Budi Santoso", "Siti Aminah", by="sari")
    judged = exported(crowd)
    crowd.close()
    file = tmp_path / "s" / "judgements.tsv"
    text = file.read_text("utf-8")
    file.write_text(line(HEADER))
    KnowledgeGraph.open(tmp_path / "s", write=True).close()
    assert exported(crowd) == before
    file.write_text(text)
    KnowledgeGraph.open(tmp_path / "s", write=True).close()
    assert exported(crowd) == judged
    file.write_text(text + "nonsense\n")
    with pytest.raises(KabargrafError, match=r"judgements\.tsv:3: 1 fields"):
        KnowledgeGraph.open(tmp_path / "s", write=True)
    assert exported(crowd) == judged
    file.unlink()
    with pytest.raises(StoreError, match="is missing, and the store rests on the judgements in it"):
        KnowledgeGraph.open(tmp_path / "s", write=True)
    (tmp_path / "moved.tsv").write_text(text)
    KnowledgeGraph.open(tmp_path / "s", write=True, judged=tmp_path / "moved.tsv").close()
    assert exported(crowd) == judged


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_JUDGEMENTS", str(tmp_path / "ours.tsv"))
    assert KnowledgeGraph(tmp_path / "s").judgement_file == tmp_path / "ours.tsv"
    assert KnowledgeGraph(tmp_path / "s", judged="x.tsv").judgement_file == Path("x.tsv")


def test_a_store_of_the_first_tables_keeps_its_judgements(crowd: KnowledgeGraph, tmp_path: Path) -> None:
    crowd.judge("same", "a0:Budi Santoso", "Siti Aminah")
    judged = exported(crowd)
    crowd.close()
    file, ledger = tmp_path / "s" / "judgements.tsv", tmp_path / "s" / "ledger.sqlite"
    file.unlink()
    first_tables(ledger, "INSERT INTO judgement VALUES (1, 'a0', 'Budi Santoso', 'a4', 'Siti Aminah', 'married');")
    with pytest.raises(StoreError, match="older kabargraf: `kg rebuild`"):
        KnowledgeGraph.open(tmp_path / "s").failures()
    for _ in range(2):
        KnowledgeGraph.open(tmp_path / "s", write=True).close()
        assert exported(crowd) == judged
    (said,) = read(file)
    assert said[2:] == ("same", "a0", "Budi Santoso", "", "a4", "Siti Aminah", "", "", "married")
    fresh = Ledger.open(tmp_path / "fresh.sqlite", write=True)
    tables = "SELECT name, group_concat(c.name) FROM sqlite_master m, pragma_table_info(m.name) c GROUP BY m.name"
    columns = tables.replace("SELECT name", "SELECT m.name")
    moved = Ledger.open(ledger)
    assert moved._sql.execute(columns).fetchall() == fresh._sql.execute(columns).fetchall()
    assert moved._sql.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_judgement_that_was_interrupted_is_carried_out_when_the_store_is_opened(
    crowd: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.judgements.now", lambda: "2026-01-01T00:00:00Z")  # the time of a rejection is in the graph
    before = exported(crowd)
    wrong = f"a0#claim-{claim(FAKE.read(Record('a0', 'Budi Santoso; Ketua; PMI Bontang; 64.74')), Tenure)}"
    crowd.reject(wrong)
    crowd.judge("same", "a0:Budi Santoso", "Siti Aminah")
    judged = exported(crowd)
    crowd.undo()
    crowd.undo()
    change = Store.change

    def half(store: Store, graphs: Iterable[str], deletions: Iterable[str], additions: Iterable[str]) -> None:
        change(store, graphs, deletions, [])
        raise RuntimeError

    deeds: list[tuple[str, Callable[[], object]]] = [
        ("", lambda: crowd.reject(wrong)),
        (judged, lambda: crowd.judge("same", "a0:Budi Santoso", "Siti Aminah")),
        ("", crowd.undo),
        (before, crowd.undo),
    ]
    for expected, deed in deeds:
        with monkeypatch.context() as patch:
            patch.setattr(Store, "change", half)
            with pytest.raises(RuntimeError):
                deed()
        crowd.close()
        KnowledgeGraph.open(tmp_path / "s", write=True).close()
        assert expected in ("", exported(crowd))
        crowd._begin()


# doubtful pairs


def test_doubtful_pairs_come_with_what_speaks_for_each_side_until_they_are_judged(crowd: KnowledgeGraph) -> None:
    cases = list(crowd.doubts())
    persons = [case for case in cases if case.kind == "person"]
    assert [case.points for case in cases] == sorted((case.points for case in cases), reverse=True)
    assert {frozenset((case.one.anchor[0], case.other.anchor[0])) for case in persons} == {
        frozenset(("a0", "a2")),
        frozenset(("a1", "a2")),
    }
    known = next(case.one for case in persons if case.one.anchor[0] == "a0")
    assert (known.names, known.posts, known.regions) == (("Budi Santoso",), ("Ketua Bontang",), ("64.74",))
    assert (known.articles, known.sightings[0].sentence) == (2, "[Budi Santoso]; Ketua; PMI Bontang; 64.74")
    assert [case.kind for case in crowd.doubts("organization")] == ["organization"] * (len(cases) - len(persons))
    crowd.judge("different", "a0:Budi Santoso", "a1:Budi Santoso")
    crowd.judge("same", "a1:Budi Santoso", "a2:Budi Santoso")
    assert list(crowd.doubts("person")) == []


def test_predicates_are_kept_as_people_write_them() -> None:
    verdict = against(first_reading(), claim(first_reading(), Tenure), "2026-01-01T00:00:00Z", "", "")
    assert (verdict.predicate, term(verdict.predicate)) == ("org:holds", term("org:holds"))
    assert verdict.sentence.startswith(verdict.words)
