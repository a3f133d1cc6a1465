"""The page as text: one file, the same bytes, nothing outside, nothing that an article says as markup."""

import base64
import hashlib
import json
import re
from typing import Any

import networkx as nx
import pytest
from network_samples import many, printed_under_two_seeds, store_of
from samples import first_reading, second_reading

from kg.clippings import CONTEXT, Clippings
from kg.network import network
from kg.network.earlier import compare, earlier
from kg.page import GAP, LINES, PAGES, _label, _outline, _pack, page


@pytest.fixture(scope="module")
def graph() -> "nx.MultiDiGraph[str]":
    return network(store_of([first_reading(), second_reading()]))


@pytest.fixture(scope="module")
def text(graph: "nx.MultiDiGraph[str]") -> str:
    return page(graph, "Bontang")


def data_of(text: str) -> Any:
    """The data block of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def scripts_of(text: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


def test_the_same_graph_gives_the_same_bytes(graph: "nx.MultiDiGraph[str]", text: str) -> None:
    mixed: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    mixed.add_nodes_from(reversed(list(graph.nodes(data=True))))
    mixed.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    before = nx.node_link_data(graph, edges="edges")
    assert page(mixed, "Bontang") == page(graph, "Bontang") == text
    assert nx.node_link_data(graph, edges="edges") == before


def test_the_bytes_do_not_depend_on_the_seed_of_hashes() -> None:
    code = (
        "import hashlib; from network_samples import *; from kg.network import network; from kg.page import page;"
        "print(hashlib.sha256(page(network(store_of(many(12)), limit=50), 'x').encode()).hexdigest())"
    )
    assert len(printed_under_two_seeds(code)) == 1


def test_only_our_scripts_may_run_and_nothing_may_load(text: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    allowed = re.findall(r"'sha256-([^']+)'", policy[1])
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts_of(text)]
    assert allowed == hashes
    assert len(hashes) == 2
    rest = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"https?:|\bsrc\s*=|<link|@import|url\(", rest)
    assert not re.search(
        r"https?:|innerHTML|outerHTML|insertAdjacent|document\.write|eval\(",
        scripts_of(text)[1].replace("http://www.w3.org/2000/svg", ""),
    )


def test_what_is_shown_is_said_and_parallel_arrows_are_one(text: str) -> None:
    data = data_of(text)
    assert (data["title"], data["lang"], data["about"]["shown"], data["about"]["within"]) == ("Bontang", "id", 17, 17)
    assert len(data["drawing"]["nodes"]) == 17
    assert len(data["drawing"]["edges"]) == len(data["arrows"]) == 17
    (double,) = [arrow for arrow in data["arrows"] if len(arrow["facts"]) > 1]
    assert [fact["kind"] for fact in double["facts"]] == ["formerlyHeld", "holds"]
    sentence, start, end, article, *_ = double["facts"][1]["evidence"][0]
    assert data["sentences"][sentence][start:end] == "Kapolres Bontang AKBP Alex Frestian Lumban Tobing"
    assert data["sentences"][sentence][end:].startswith(" memimpin")
    assert data["articles"][article][2] == "https://contoh.example/msb"


def test_the_kinds_differ_in_shape_and_colour_and_the_names_do_not_overlap() -> None:
    kinds = json.loads((PAGES / "look.json").read_text(encoding="utf-8"))["kinds"]
    assert len({kind["shape"] for kind in kinds.values()}) == len({kind["color"] for kind in kinds.values()}) == 5
    nodes = data_of(page(network(store_of(many(8))), "x"))["drawing"]["nodes"]
    boxes = []
    for node in nodes:
        lines = node["label"].split("\n")
        half = max(map(len, lines)) * 3.5
        boxes.append((node["x"] - half, node["y"], node["x"] + half, node["y"] + node["size"] + 15 * len(lines)))
    covered = sum(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a in boxes for b in boxes if a is not b
    )
    assert covered == 0


def test_shapes_and_arrows_stand_out_from_the_page() -> None:
    look = json.loads((PAGES / "look.json").read_text(encoding="utf-8"))
    for each in (*look["kinds"].values(), *look["statuses"].values(), look["new"]):
        assert contrast_with_white(each["color"]) >= 3
        assert contrast_with_white(each.get("pale", "#000000")) >= 3
    style = (PAGES / "page.css").read_text(encoding="utf-8")
    for name in ("ink", "soft", "faint", "accent"):
        found = re.search(rf"--{name}: (#\w+);", style)
        assert found
        assert contrast_with_white(found[1]) >= 4.5


def contrast_with_white(color: str) -> float:
    """The contrast ratio of WCAG 2: 1 for white, 21 for black."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_parts_are_set_around_the_largest_without_covering_one_another() -> None:
    sizes = [(900, 500), *[(200, 90)] * 12, *[(140, 60)] * 20]
    outlines = [_outline([(0, 0)], [(0, 0, wide, high)]) for wide, high in sizes]
    shifts = _pack(outlines)
    boxes = [(x, y, x + wide, y + high) for (x, y), (wide, high) in zip(shifts, sizes, strict=True)]
    assert not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a in boxes for b in boxes if a is not b
    )
    width, height = (max(box[i + 2] for box in boxes) - min(box[i] for box in boxes) for i in (0, 1))
    assert 1.5 < width / height < 2.8
    assert width * height < 2.2 * sum((wide + GAP) * (high + GAP) for wide, high in sizes)


def test_a_page_carries_both_languages() -> None:
    texts = json.loads((PAGES / "texts.json").read_text(encoding="utf-8"))

    def keys(value: Any) -> Any:
        return {key: keys(each) for key, each in value.items()} if isinstance(value, dict) else type(value)

    assert keys(texts["id"]) == keys(texts["en"])
    store = store_of([first_reading(), second_reading()])
    asked: list[dict[str, Any]] = [
        {},
        {"since": "2024"},
        {"focus": "Choirul Amin"},
        {"path": ("Choirul Amin", "Polres Bontang")},
        {"event": "Pertemuan"},
        {"organization": "Polres Bontang"},
    ]
    assert {network(store, **each).graph["measure"] for each in asked} == set(texts["id"]["measures"])
    assert '<html lang="en">' in page(nx.MultiDiGraph(**network(store_of([])).graph), "x", "en")


def test_hostile_text_stays_data(graph: "nx.MultiDiGraph[str]") -> None:
    hostile = graph.copy()
    evil = "</script><script>window.pwned=1</script>{{vis}}\u2028\ud800"
    for _, attributes in hostile.nodes(data=True):
        attributes["label"] = evil
    for *_, attributes in hostile.edges(data=True):
        attributes["evidence"] = [
            each | {"url": "javascript:alert(1)", "headline": evil} for each in attributes["evidence"]
        ]
    text = page(hostile, evil)
    assert len(scripts_of(text)) == 2
    assert "window.pwned" not in "".join(scripts_of(text))
    assert "javascript:alert" not in text
    assert data_of(text)["title"] == evil.replace("\ud800", "?")
    assert text.count("<title>&lt;/script&gt;") == 1
    text.encode("utf-8")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " https://x.example", "data:text/html,x", "//x.example", "https://a b"]
)
def test_only_web_addresses_become_links(graph: "nx.MultiDiGraph[str]", url: str) -> None:
    changed = nx.MultiDiGraph(graph)
    for *_, attributes in changed.edges(data=True):
        attributes["evidence"] = [each | {"url": url} for each in attributes["evidence"]]
    data = data_of(page(changed, "x"))
    assert {
        data["articles"][each[3]][2] for arrow in data["arrows"] for f in arrow["facts"] for each in f["evidence"]
    } == {""}


def test_a_label_is_a_few_short_lines_of_visible_letters() -> None:
    assert _label("Alex Frestian Lumban Tobing") == "Alex Frestian\nLumban Tobing"
    assert _label("\u202egnibot\u202c") == "gnibot"
    assert _label("\u200b") == "?"
    long = _label("x" * 20_000).split("\n")
    assert len(long) == LINES
    assert long[-1].endswith("x…")


def test_a_sentence_stands_once_and_offsets_count_as_javascript_does() -> None:
    clippings = Clippings()
    base = {"headline": "h", "publisher": "p", "url": "https://x.example/a", "date": "", "rule": "r", "confidence": 0.5}
    evidence = base | {"sentence": "😀 Alex hadir.", "start": 2, "end": 6, "modality": "stated"}
    assert clippings.take(evidence) == [0, 3, 7, 0, "r", 0.5, "stated"]
    assert clippings.take(evidence | {"start": 7, "end": 12, "publisher": "q"})[:4] == [0, 8, 13, 1]
    long = clippings.take(evidence | {"sentence": "x" * 5_000 + "Alex" + "y" * 5_000, "start": 5_000, "end": 5_004})
    assert clippings.data()["sentences"][long[0]][long[1] : long[2]] == "Alex"
    assert len(clippings.data()["sentences"][long[0]]) == 2 * CONTEXT + 4


def test_a_page_with_many_sentences_keeps_the_newest_and_stays_light(graph: "nx.MultiDiGraph[str]") -> None:
    heavy = nx.MultiDiGraph(graph)
    for number, (*_, attributes) in enumerate(heavy.edges(data=True)):
        (first, *_) = attributes["evidence"]
        attributes["evidence"] = [first | {"sentence": f"{number} {each} " * 90} for each in range(80)]
        attributes["sentences"] = 80
    text = page(heavy, "x")
    assert len(text.encode()) < 1_500_000
    assert all(1 <= len(fact["evidence"]) <= 20 for arrow in data_of(text)["arrows"] for fact in arrow["facts"])


def test_new_is_written_only_where_it_is_true(graph: "nx.MultiDiGraph[str]", text: str) -> None:
    assert '"new":false' not in text
    later = nx.MultiDiGraph(graph)
    before = network(store_of([first_reading()]))
    compare(later, earlier(page(before)))
    data = data_of(page(later))
    assert {each.get("new") for each in data["things"]} == {True, None}
    assert {fact.get("new") for each in data["arrows"] for fact in each["facts"]} == {True, None}
    new = {
        "things": len(later) - len(before),
        "links": len(set(later.edges(keys=True)) - set(before.edges(keys=True))),
    }
    assert (data["about"]["new"], "new" in data_of(text)["about"]) == (new, False)


def test_a_page_holds_nothing_that_its_script_does_not_read() -> None:
    store = store_of([first_reading(), second_reading()])
    graphs = [network(store, hidden=5, limit=9), network(store, organization="Polres Bontang")]
    script = "".join(each.read_text("utf-8") for each in PAGES.glob("*.js"))
    for data in (data_of(page(graph)) for graph in graphs):
        facts = [fact for each in (*data["arrows"], *data["things"]) for fact in each["facts"]]
        held = {key for each in (data, data["about"], *data["things"], *data["arrows"], *facts) for key in each}
        assert {key for key in held if not re.search(rf"\b{key}\b", script)} == set()


def test_hidden_things_go_along_without_a_place(graph: "nx.MultiDiGraph[str]") -> None:
    folded = nx.MultiDiGraph(graph)
    (name, *_) = [each for each, kind in folded.nodes(data="kind") if kind == "place" and folded.degree(each)]
    folded.nodes[name]["hidden"] = True
    for *_, attributes in (*folded.in_edges(name, data=True), *folded.out_edges(name, data=True)):
        attributes["hidden"] = True
    data = data_of(page(folded, "x"))
    (thing,) = [each for each in data["things"] if each["hidden"]]
    (drawn,) = [each for each in data["drawing"]["nodes"] if each["id"] == thing["id"]]
    assert "x" not in drawn
    assert all("x" in each for each in data["drawing"]["nodes"] if each is not drawn)
    assert {arrow["hidden"] for arrow in data["arrows"] if thing["id"] in (arrow["from"], arrow["to"])} == {True}
