"""GraphML and GEXF: what Gephi opens, read back with networkx and with a parser of XML."""

import io
from collections.abc import Callable
from xml.etree import ElementTree

import networkx as nx
import pytest
from network_samples import store_of
from samples import first_reading, second_reading

from kg.exchange import LONG, exchange, gexf, graphml
from kg.vocab import ID
from kg.weights import weigh

ALEX = ID + "person/alex-frestian-lumban-tobing"
KAPOLRES = ID + "post/kapolres-polres-bontang"
MEETING = ID + "event/pertemuan-polres-bontang-dan-majelis-sholawat-bontang-bontang-2024"
EVIL = '</node><script>alert(\'x\')</script>&amp;"\' lastmodifieddate="x" title="end."'
EVIL += " \x00\x0b\x1b[2J\ud800\ufffe\u202egnib\u202c\n"


@pytest.fixture(scope="module")
def graph() -> "nx.MultiDiGraph[str]":
    return weigh(store_of([first_reading(), second_reading()]))


def read(text: str, format: str) -> "nx.MultiDiGraph[str]":
    """A text as networkx reads it, each arrow by its kind."""
    file = io.BytesIO(text.encode("utf-8"))
    found = nx.read_graphml(file, force_multigraph=True) if format == "graphml" else nx.read_gexf(file)
    back: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    back.add_nodes_from(found.nodes(data=True))
    for source, target, data in found.edges(data=True):
        back.add_edge(source, target, key=data["kind"], **data)
    return back


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_what_is_written_is_read_back(graph: "nx.MultiDiGraph[str]", format: str) -> None:
    back = read(exchange(graph, format), format)
    assert set(back) == set(graph)
    assert set(back.edges(keys=True)) == set(graph.edges(keys=True))
    holds = back.edges[ALEX, KAPOLRES, "holds"]
    told = {"label": "holds", "weight": 1, "status": "stated", "articles": 1, "sources": 1, "confidence": 0.9}
    assert holds | told | {"first": "2024-10-12", "last": "2024-10-12"} == holds
    post, meeting = back.nodes[KAPOLRES], back.nodes[MEETING]
    assert (post["label"], post["kind"], post["organization"]) == ("Kapolres", "post", "Polres Bontang")
    assert (post["type_id"], post["type_en"], post["names"]) == (
        "Kapolres",
        "District police chief",
        "Kapolres Bontang",
    )
    assert (post["articles"], post["sources"]) == (2, 1)
    assert (meeting["begin"], meeting["end"], meeting["status"]) == ("2024-10-11", "2024-10-11", "happened")


@pytest.mark.parametrize("write", [graphml, gexf])
def test_each_arrow_has_an_id_of_its_own_and_no_day_of_writing(
    graph: "nx.MultiDiGraph[str]", write: "Callable[[nx.MultiDiGraph[str]], str]"
) -> None:
    text = write(graph)
    edges = [each for each in ElementTree.fromstring(text.encode()).iter() if each.tag.endswith("}edge")]
    assert len({each.get("id") for each in edges}) == len(edges) == graph.number_of_edges()
    assert "lastmodifieddate" not in text
    mixed: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    mixed.add_nodes_from(reversed(list(graph.nodes(data=True))))
    mixed.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert write(mixed) == text


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_hostile_text_stays_text(graph: "nx.MultiDiGraph[str]", format: str) -> None:
    hostile = graph.copy()
    for _, data in hostile.nodes(data=True):
        data.update(label=EVIL, names=[EVIL, "x" * 20_000], organization=EVIL)
    text = exchange(hostile, format)
    tags = {each.tag.rpartition("}")[2] for each in ElementTree.fromstring(text.encode("utf-8")).iter()}
    assert tags == {each.tag.rpartition("}")[2] for each in ElementTree.fromstring(exchange(graph, format)).iter()}
    node = read(text, format).nodes[MEETING]
    assert node["label"] == ('</node><script>alert(\'x\')</script>&amp;"\' lastmodifieddate="x" title="end." [2Jgnib')
    assert (len(node["names"]), node["end"]) == (LONG, "2024-10-11")


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_an_empty_graph_is_a_file_too(format: str) -> None:
    assert len(read(exchange(nx.MultiDiGraph(), format), format)) == 0
