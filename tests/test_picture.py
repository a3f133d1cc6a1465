"""The picture on a sheet: its texts, that no name covers another, hostile text, and the same bytes."""

import struct
import sys
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from matplotlib import rc_context
from matplotlib.figure import Figure
from network_samples import many, printed_under_two_seeds, store_of
from samples import first_reading, second_reading

from kg.errors import KabargrafError
from kg.network import network
from kg.picture import RC, Drawing, picture
from kg.sheet import FRAME, meet, places
from kg.vocab import ID

ALEX = ID + "person/alex-frestian-lumban-tobing"
EVIL = "</text><script>alert(1)</script>&amp; $x^2$ \\frac{ \x00\x1b[2J\ud800\ufffe\u202egnib\u202c 𠮷"


@pytest.fixture(scope="module")
def graph() -> "nx.MultiDiGraph[str]":
    return network(store_of([first_reading(), second_reading()]))


def texts(drawn: bytes) -> list[str]:
    """What an SVG says, text by text."""
    root = ElementTree.fromstring(drawn)
    return ["".join(each.itertext()).strip() for each in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_picture_says_what_it_shows(graph: "nx.MultiDiGraph[str]") -> None:
    said = texts(picture(graph))
    assert said.count("Gambaran umum") == 1
    assert "17 dari 17 nama dan 18 dari 18 hubungan, dari 2 artikel, berita 12 Okt 2024 – 5 Mar 2025" in said
    assert {"Orang", "Jabatan", "Lembaga", "Peristiwa", "Tempat", "Dinyatakan", "Direncanakan", "Dulu"} <= set(said)
    assert {"Polres Bontang", "Alex Frestian Lumban", "Tobing", "menjabat"} <= set(said)
    assert {"Briefing", "Person", "Planned", "holds"} <= set(texts(picture(graph, "Briefing", "en")))
    masked = graph.copy()
    masked.graph["redacted"] = True
    assert any("nama tersangka, korban dan anak berupa inisial" in each for each in texts(picture(masked)))
    around = network(store_of([first_reading(), second_reading()]), ALEX)
    assert "Alex Frestian Lumban Tobing" in texts(picture(around))


def test_names_and_shapes_do_not_cover_one_another() -> None:
    with rc_context(RC):
        made = Drawing(Figure(), network(store_of(many(24)), limit=100), "id")
        made.draw("")
    boxes = [*made.taken.values(), *made.written]
    assert len(made.written) > 90
    for index, one in enumerate(boxes):
        assert FRAME[0] - 4 < one[0] < one[2] < FRAME[2] + 4
        assert not any(meet(one, other) for other in boxes[index + 1 :])


def test_a_png_is_an_a4_sheet_for_print(graph: "nx.MultiDiGraph[str]") -> None:
    drawn = picture(graph, format="png")
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (2338, 1653)  # 297 by 210 mm at 200 dots an inch


@pytest.mark.parametrize("format", ["svg", "png"])
def test_the_same_graph_gives_the_same_bytes(graph: "nx.MultiDiGraph[str]", format: Any) -> None:
    mixed: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    mixed.add_nodes_from(reversed(list(graph.nodes(data=True))))
    mixed.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    drawn = picture(graph, format=format)
    assert picture(mixed, format=format) == drawn
    assert b"dc:date" not in drawn


def test_the_bytes_do_not_depend_on_the_seed_of_hashes() -> None:
    code = (
        "import hashlib; from network_samples import *; from kg.network import network; from kg.picture import picture;"
        "print(hashlib.sha256(picture(network(store_of(many(12)), limit=50))).hexdigest())"
    )
    assert len(printed_under_two_seeds(code)) == 1


def test_hostile_text_stays_text(graph: "nx.MultiDiGraph[str]") -> None:
    hostile = graph.copy()
    for _, data in hostile.nodes(data=True):
        data["label"] = EVIL + "x" * 20_000
    drawn = picture(hostile, EVIL * 50)
    assert not [each for each in ElementTree.fromstring(drawn).iter() if each.tag.endswith("script")]
    assert any(text.startswith("</text><script>alert(1)</script>&amp; $x^2$ \\frac{ [2J") for text in texts(drawn))
    assert picture(hostile, EVIL, format="png").startswith(b"\x89PNG")


def test_what_is_denied_is_red_and_what_is_hidden_left_out(graph: "nx.MultiDiGraph[str]") -> None:
    assert "Dibantah" not in texts(picture(graph))
    changed = graph.copy()
    for *_, data in changed.edges(data=True):
        data["status"] = "denied"
    assert "Dibantah" in texts(picture(changed))
    assert b"#c1121f" in picture(changed)
    changed.nodes[ALEX]["hidden"] = True
    assert "Alex Frestian Lumban" not in texts(picture(changed))


def test_nothing_and_one_thing_are_pictures_too(graph: "nx.MultiDiGraph[str]") -> None:
    empty: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network(store_of([])).graph)
    assert "Tidak ada yang dapat digambar." in texts(picture(empty))
    assert "Alex Frestian Lumban" in texts(picture(graph.subgraph([ALEX])))
    assert places([], []) == {}


def test_without_matplotlib_the_mend_is_told(graph: "nx.MultiDiGraph[str]", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(KabargrafError, match=r"pip install 'kabargraf\[pictures\]'"):
        picture(graph)
