"""The one door: a store is made, fed, asked, mended and left through it."""

import json
from pathlib import Path

import pytest
from fakes import FAKE, fake_record

from kg.errors import StoreError
from kg.knowledge import KnowledgeGraph


def corpus(folder: Path, *numbers: int) -> Path:
    rows = [fake_record(number) for number in numbers]
    path = folder / "articles.jsonl"
    fields = [{"id": row.key, "title": row.title, "text": row.text, "published": row.published} for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in fields))
    return path


def test_a_store_is_fed_and_read(tmp_path: Path) -> None:
    told: list[int] = []
    store = tmp_path / "kg-store"
    with KnowledgeGraph.open(store, write=True, reader=lambda: FAKE) as graph:
        assert graph.ingest([corpus(tmp_path, 1, 2, 3)], told.append).read == 3
    assert told == [1, 2, 3]
    graph = KnowledgeGraph.open(store)
    before = list(graph.export())
    assert graph.article(fake_record(2).key).title == "Berita 2"
    with graph.edition() as edition:
        assert len(edition.store) >= len(before)
    assert next(graph.export("ttl")).count("schema:NewsArticle") == 3

    with KnowledgeGraph.open(store, write=True, reader=lambda: FAKE) as writer:
        writer.rebuild()
        assert list(graph.export()) == before
        writer.remove(fake_record(2).key)
        with pytest.raises(StoreError, match="no article"):
            writer.remove(fake_record(2).key)
        with pytest.raises(StoreError, match="being written"):
            KnowledgeGraph.open(store, write=True)
    with pytest.raises(StoreError, match="no article"):
        graph.article(fake_record(2).key)
    assert 0 < len(list(graph.export())) < len(before)


def test_an_empty_store_can_be_read(tmp_path: Path) -> None:
    KnowledgeGraph.open(tmp_path / "s", write=True).close()
    graph = KnowledgeGraph.open(tmp_path / "s")
    assert graph.failures() == []
    with pytest.raises(StoreError, match="is empty: read articles into it with `kg ingest PATH`"):
        list(graph.export())


def test_what_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store at .*nowhere: make one with `kg ingest PATH`"):
        KnowledgeGraph.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_graph_open_for_reading_writes_nothing(tmp_path: Path) -> None:
    KnowledgeGraph.open(tmp_path, write=True).close()
    graph = KnowledgeGraph.open(tmp_path)
    with pytest.raises(StoreError, match="open it with write=True"):
        graph.rebuild()
