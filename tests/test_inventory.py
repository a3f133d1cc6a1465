"""What things there are, what each article's names came to, and why: `kg entities`, `kg why --identity`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_cli import Runner

from kg.knowledge import KnowledgeGraph

NEWS = {
    "muda": "Kapolres Bontang AKBP Budi Prakoso Wiratama memimpin apel di Bontang, Senin (7/10/2024).",
    "lama": "Kapolres Bontang AKBP Budi P. Wiratama meninjau Pasar Telihan di Bontang, Rabu (9/10/2024).",
    "lain": "Camat Klaten Selatan Budi Santoso meresmikan posko di Klaten, Kamis (10/10/2024).",
    "lagi": "Ketua PMI Bontang Budi Santoso menyalurkan bantuan di Bontang, Kamis (10/10/2024).",
}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[KnowledgeGraph]:
    for key, text in NEWS.items():
        record = {"id": key, "title": "", "text": text, "published": "2024-10-12"}
        (tmp_path / f"{key}.json").write_text(json.dumps(record), "utf-8")
    with KnowledgeGraph.open(tmp_path / "kg-store", write=True) as made:
        made.ingest([tmp_path / f"{key}.json" for key in NEWS])
        yield made


def test_things_are_listed_with_their_names_the_most_told_first(graph: KnowledgeGraph) -> None:
    found = graph.entities("person")
    assert [(each.name, each.others, each.articles) for each in found] == [
        ("Budi Prakoso Wiratama", ("Budi P. Wiratama",), 2),
        ("Budi Santoso", (), 1),
        ("Budi Santoso", (), 1),
    ]
    assert found[1].iri != found[2].iri


def test_each_articles_names_say_what_they_came_to(graph: KnowledgeGraph) -> None:
    came = {named.article: named.entity for named in graph.by_article() if named.kind == "person"}
    assert came["muda"] == came["lama"]
    assert len(set(came.values())) == 3
    assert graph.sources() == {key: key for key in sorted(NEWS)}


def test_why_two_names_are_one_is_told_with_points(graph: KnowledgeGraph) -> None:
    (reason,) = graph.reasons("Budi Prakoso Wiratama")
    assert {reason.one.name, reason.other.name} == {"Budi Prakoso Wiratama", "Budi P. Wiratama"}
    assert reason.points >= 85
    assert "same name, with an initial" in reason.reasons
    assert any(each.startswith("same post kapolres@") for each in reason.reasons)


def test_a_judgement_is_among_the_reasons(graph: KnowledgeGraph) -> None:
    graph.judge("same", "lain:Budi Santoso", "lagi:Budi Santoso", by="sari", reason="seen at both")
    (reason,) = graph.reasons("Budi Santoso")
    assert {reason.one.article, reason.other.article} == {"lain", "lagi"}
    assert any("judged" in each for each in reason.reasons), reason.reasons


def test_other_names_are_those_of_the_graph(graph: KnowledgeGraph) -> None:
    for thing in graph.entities():
        found = graph.query(f"SELECT ?name WHERE {{ <{thing.iri}> skos:altLabel ?name }}").rows
        assert sorted(row[0].value for row in found if row[0]) == list(thing.others), thing


# A body's key is its name where the tables do not hold it; two that share an abbreviation are told apart whichever came first.
SHORT = {
    "m": "Ketua Badan Eksekutif Mahasiswa (BEM) Budi Prakoso menolak kenaikan harga di Bontang, Senin (7/10/2024).",
    "k": "Ketua Yayasan Bina Elang Mandiri (BEM) Siti Aminah membuka rapat di Bontang, Senin (7/10/2024).",
    "z": "Ketua Yayasan Bina Elang Mandiri (BEM) Siti Aminah meninjau sekolah di Bontang, Rabu (9/10/2024).",
}


@pytest.mark.parametrize("batches", [["k", "z", "m"], ["m", "k", "z"], ["z", "mk"]])
def test_bodies_of_one_abbreviation_are_told_apart_whichever_came_first(tmp_path: Path, batches: list[str]) -> None:
    def exported(name: str, batches: list[str]) -> str:
        with KnowledgeGraph.open(tmp_path / name, write=True) as made:
            for batch in batches:
                made.ingest([tmp_path / f"{key}.json" for key in batch])
            assert sorted(each.articles for each in made.entities("organization")) == [1, 2]
            return "".join(made.export())

    for key, text in SHORT.items():
        record = {"id": key, "title": "", "text": text, "published": "2024-10-12"}
        (tmp_path / f"{key}.json").write_text(json.dumps(record), "utf-8")
    assert exported("parts", batches) == exported("whole", ["kmz"])


def test_the_commands_print_both(
    graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Runner.capsys, Runner.monkeypatch, run = capsys, monkeypatch, Runner
    store = ("--store", str(tmp_path / "kg-store"))
    assert "Budi Prakoso Wiratama" in run("entities", "--kind", "person", *store).out
    listed = json.loads(run("entities", "--name", "santoso", "--format", "json", *store).out)
    assert [each["name"] for each in listed] == ["Budi Santoso", "Budi Santoso"]
    names = json.loads(run("entities", "--by-article", "--format", "json", *store).out)
    muda = next(each for each in names["person"] if each["article"] == "muda")
    assert (muda["name"], muda["entity"]) == ("Budi Prakoso Wiratama", graph.entities("person")[0].iri)
    assert [each["article"] for each in names["article"]] == sorted(NEWS)
    assert "same post" in run("why", "Budi Prakoso Wiratama", "--identity", *store).out
    assert run("entities", "--name", "nobody", *store).err == "kg: nothing is called “nobody”\n"
    assert run("entities", "--kind", "planet", *store).status == 2
    assert run("entities", "--by-article", *store).status == 2
