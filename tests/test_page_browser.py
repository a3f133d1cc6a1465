"""The page in a browser with the network cut: it draws, a click shows the sentence, and nothing of an article runs."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from network_samples import many, store_of
from samples import first_reading, second_reading

from kg.model import Article, Entity, Evidence, Mention, Occurrence, Participation, Quotation, Reading, Span
from kg.network import network
from kg.page import page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EVIL = (
    "<script>window.pwned=1</script>",
    '<img src=x onerror="window.pwned=2">',
    "</script><script>window.pwned=3</script>",
    '<a href="javascript:window.pwned=4">href</a>',
    "\u202eevil\u2066 \u200f__proto__",
    "{{data}} ${window.pwned=5} ' \" \\ \u2028",
)


def missing(reason: str) -> None:
    if os.environ.get("KG_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and KG_REQUIRE_BROWSER=1 wants it")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed: pip install playwright")
    if CHROMIUM is None:
        missing("no chromium on the PATH: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


class Opened:
    """A page opened from a file with the network cut; `close` asserts that it asked for nothing and complained of nothing."""

    def __init__(self, browser: Any, path: Path, text: str, size: tuple[int, int] = (1280, 720)) -> None:
        path.write_text(text, encoding="utf-8", newline="")
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True)
        self.tab = self.context.new_page()
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.url = path.as_uri()
        self.tab.goto(self.url)
        self.tab.wait_for_function("window.kabargraf")
        self.tab.wait_for_timeout(300)

    def click(self, expression: str) -> None:
        """A real click at a point of the drawing, given as JavaScript over the vis network `n`."""
        where = self.tab.evaluate(
            f"""() => {{
                const n = window.kabargraf.network;
                const point = n.canvasToDOM({expression});
                const box = document.querySelector("#map canvas").getBoundingClientRect();
                return [box.left + point.x, box.top + point.y];
            }}"""
        )
        self.tab.mouse.click(*where)
        self.tab.wait_for_timeout(600)  # vis waits for a second click before it speaks of one

    def panel(self) -> str:
        return str(self.tab.inner_text("#panel"))

    def close(self) -> None:
        pwned = self.tab.evaluate("window.pwned")
        self.context.close()
        assert pwned is None
        assert self.complaints == []
        assert self.asked == [self.url]


@pytest.fixture
def samples(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    graph = network(store_of([first_reading(), second_reading()]))
    opened = Opened(browser, tmp_path / "page.html", page(graph, "Bontang dalam berita"))
    yield opened
    opened.close()


def node(label: str) -> str:
    """JavaScript for the place of the node with this label."""
    nodes = "JSON.parse(document.getElementById('data').textContent).drawing.nodes"
    return f"n.getPosition({nodes}.find((node) => node.label.replace(/\\n/g, ' ') === {label!r}).id)"


def middle(a: str, b: str) -> str:
    return f"(([a, b]) => ({{x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}}))([{node(a)}, {node(b)}])"


def test_it_says_what_is_shown(samples: Opened) -> None:
    assert samples.tab.inner_text("#title") == "Bontang dalam berita"
    assert samples.tab.inner_text("#sentence").startswith("17 dari 17 simpul dan 18 dari 18 hubungan")
    assert samples.tab.locator("#panel .row").count() == 17
    samples.tab.click("button[data-lang=en]")
    assert samples.tab.inner_text("#sentence").startswith("17 of 17 nodes")
    assert samples.tab.get_attribute("html", "lang") == "en"


def test_a_click_on_a_node_shows_its_sentences(samples: Opened) -> None:
    samples.click(node("Alex Frestian Lumban Tobing"))
    assert samples.tab.inner_text("#panel h2") == "Alex Frestian Lumban Tobing"
    marks = samples.tab.locator("#panel mark").all_inner_texts()
    assert "Kapolres Bontang AKBP Alex Frestian Lumban Tobing" in marks
    assert "menggantikan AKBP Alex Frestian Lumban Tobing" in marks
    assert "memimpin pertemuan itu bersama Ketua MSB Gus Choirul Amin." in samples.panel()
    link = samples.tab.locator("#panel .source a").first
    assert link.get_attribute("href") == "https://contoh.example/msb"
    assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noopener noreferrer", "_blank")


def test_a_click_on_an_arrow_shows_all_its_facts(samples: Opened) -> None:
    samples.click(middle("Alex Frestian Lumban Tobing", "Kapolres"))
    panel = samples.panel()
    assert samples.tab.locator("#panel .fact").count() == 2
    assert "Ia menggantikan AKBP Alex Frestian Lumban Tobing." in panel
    assert "Kapolres Bontang Baru Kunjungi Pasar · Kabar Contoh · 5 Mar 2025" in panel
    assert "Aturan replaces, ketepatan 90%" in panel
    samples.tab.click("#panel .back")
    assert samples.tab.locator("#panel .row").count() == 17


def test_words_are_in_the_panel_of_their_speaker(samples: Opened) -> None:
    samples.click(node("Choirul Amin"))
    assert "Berkata" in samples.panel()
    assert "“Kami siap menjaga Bontang,”" in samples.tab.locator("#panel mark").all_inner_texts()


def test_the_keyboard_reaches_everything(samples: Opened) -> None:
    samples.tab.focus("#search")
    samples.tab.keyboard.type("msb")
    assert samples.tab.locator("#found .row").count() >= 1
    samples.tab.keyboard.press("Enter")
    assert samples.tab.inner_text("#panel h2") in ("Majelis Sholawat Bontang", "Perayaan HUT ke-12 MSB", "Ketua")
    samples.tab.fill("#search", "pasar")
    samples.tab.keyboard.press("ArrowDown")
    samples.tab.keyboard.press("ArrowDown")
    samples.tab.keyboard.press("Enter")
    assert "Pasar Rawa Indah" in samples.tab.inner_text("#panel h2")
    samples.tab.focus("#panel .link")
    samples.tab.keyboard.press("Enter")
    assert samples.tab.locator("#panel mark").count() >= 1
    samples.tab.fill("#search", "tidak ada nama ini")
    assert samples.tab.inner_text("#found") == "Tidak ada yang cocok"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (390, 800)])
@pytest.mark.parametrize("resized", [False, True])
def test_all_is_in_sight(browser: Any, tmp_path: Path, size: tuple[int, int], resized: bool) -> None:
    text = page(network(store_of(many(20))))
    opened = Opened(browser, tmp_path / "page.html", text, (1600, 1000) if resized else size)
    opened.tab.set_viewport_size({"width": size[0], "height": size[1]})
    opened.tab.wait_for_timeout(300)
    boxes = opened.tab.evaluate("() => kabargraf.seen()")
    canvas = opened.tab.locator("#map").bounding_box()
    assert len(boxes["names"]) >= 10
    for left, top, right, bottom in (*boxes["nodes"], *boxes["names"]):
        assert left >= 0
        assert top >= 0
        assert right <= canvas["width"]
        assert bottom <= canvas["height"]
    opened.close()


def test_the_most_important_have_their_names(browser: Any, tmp_path: Path) -> None:
    graph = network(store_of(many(60)))
    bodies = [name for name, kind in graph.nodes(data="kind") if kind in ("person", "organization")]
    best = sorted(bodies, key=lambda name: graph.nodes[name]["articles"] * (1 + graph.nodes[name]["connections"]))[-3:]
    opened = Opened(browser, tmp_path / "page.html", page(graph))
    assert set(best) <= set(opened.tab.evaluate("() => kabargraf.named()"))
    opened.close()


def test_a_name_can_be_clicked(samples: Opened) -> None:
    name = samples.tab.evaluate("() => kabargraf.named()[0]")
    box = samples.tab.evaluate("() => kabargraf.seen().names[0]")
    canvas = samples.tab.locator("#map").bounding_box()
    samples.tab.mouse.click(canvas["x"] + (box[0] + box[2]) / 2, canvas["y"] + (box[1] + box[3]) / 2)
    samples.tab.wait_for_timeout(600)
    label = samples.tab.evaluate("() => document.querySelector('#panel h2').textContent")
    assert name.endswith(label.lower().replace(" ", "-"))


def test_the_heading_says_what_is_shown(browser: Any, tmp_path: Path) -> None:
    store = store_of([first_reading(), second_reading()])
    opened = Opened(browser, tmp_path / "page.html", page(network(store)))
    assert opened.tab.inner_text("#title") == "Gambaran umum"
    assert opened.tab.title() == "Gambaran umum · Kabargraf"
    assert "Alex Frestian Lumban Tobing" in opened.tab.inner_text("#summary")
    opened.tab.click("button[data-lang=en]")
    assert opened.tab.inner_text("#title") == "Overview"
    opened.close()
    opened = Opened(browser, tmp_path / "focus.html", page(network(store, "Alex Frestian Lumban Tobing")))
    assert opened.tab.inner_text("#title") == "Alex Frestian Lumban Tobing"
    assert opened.tab.inner_text("#summary").startswith("Orang: menjabat")
    opened.close()


def test_a_denied_event_is_red_and_struck_in_the_legend(browser: Any, tmp_path: Path) -> None:
    reading = second_reading()
    claims = [replace(claim, status="denied") if isinstance(claim, Occurrence) else claim for claim in reading.claims]
    opened = Opened(browser, tmp_path / "page.html", page(network(store_of([replace(reading, claims=tuple(claims))]))))
    assert opened.tab.inner_text("#legend s") == "Dibantah"
    assert opened.tab.locator("#legend li:has(s) polygon").get_attribute("stroke") == "#c1121f"
    borders = opened.tab.evaluate("() => kabargraf.network.body.data.nodes.get().map((node) => node.color.border)")
    assert "#c1121f" in borders
    opened.close()


def test_a_kind_can_be_switched_off(samples: Opened) -> None:
    button = samples.tab.locator("#legend button").first
    button.click()
    hidden = "() => kabargraf.network.body.data.nodes.get().filter((node) => node.hidden).length"
    assert samples.tab.evaluate(hidden) == 3
    samples.tab.locator("#legend button").first.click()
    assert samples.tab.evaluate(hidden) == 0


def hostile_reading(evil: str, number: int) -> Reading:
    """An article that is evil wherever it can be: headline, outlet, address, names, words, sentence, rule."""
    sentence = f"{evil} berkata {evil} di {evil}."
    article = Article(
        f"evil-{number}{evil}",
        evil,
        sentence,
        None,
        evil,
        ("javascript:window.pwned=9", f'https://x.example/"{evil}')[number % 2],
    )
    whole = Span("text", 0, len(sentence))
    evidence = Evidence(Span("text", 0, len(evil)), evil, 0.5)
    entities = (
        Entity("person-1", "person", f"{evil} {number}", aliases=(evil,), prefixes=(evil,), suffixes=(evil,)),
        Entity("event-1", "event", f"{evil} pesta {number}", evil),
    )
    claims = (
        Participation("event-1", "person-1", "participant", evidence),
        Occurrence("event-1", "happened", evidence),
        Quotation("quotation-1", "person-1", evil, evidence),
    )
    return Reading(article, (whole,), entities, (Mention(Span("text", 0, len(evil)), "person-1"),), claims)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_hostile_text_is_shown_and_never_run(browser: Any, tmp_path: Path, lang: Any) -> None:
    readings = [hostile_reading(evil, number) for number, evil in enumerate((*EVIL, "x" * 20_000))]
    graph = network(store_of(readings))
    opened = Opened(browser, tmp_path / "evil.html", page(graph, EVIL[2], lang))
    tab = opened.tab
    assert tab.inner_text("#title") == EVIL[2]
    ids = tab.evaluate("() => kabargraf.network.body.data.nodes.getIds()")
    arrows = tab.evaluate("() => kabargraf.network.body.data.edges.getIds()")
    assert (len(ids), len(arrows)) == (2 * len(readings), len(readings))
    for each in (*ids, *arrows):
        tab.evaluate("(id) => kabargraf.show(id)", each)
        assert tab.locator("#panel mark").count() >= 1
        assert tab.locator("#panel img, #panel script, #panel [onerror], #panel a[href^=javascript]").count() == 0
    for evil in EVIL[:4]:
        tab.fill("#search", evil)
        tab.keyboard.press("Enter")
        assert evil in opened.panel()
    tab.evaluate("() => document.querySelectorAll('#panel a').forEach((a) => a.removeAttribute('href'))")
    opened.close()


def test_a_hundred_and_fifty_nodes_draw_quickly(browser: Any, tmp_path: Path) -> None:
    graph = network(store_of(many(60)))
    assert len(graph) == 150
    start = perf_counter()
    opened = Opened(browser, tmp_path / "page.html", page(graph, "Banyak kota"))
    assert perf_counter() - start < 20  # 1.3 s on two cores; with physics it would be over 5
    assert opened.tab.evaluate("() => kabargraf.named().length") >= 25
    assert "70 simpul tidak ditampilkan" in opened.panel()
    opened.close()


def test_an_empty_network_is_a_page_too(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path / "page.html", page(network(store_of([])), "Kosong"))
    assert opened.tab.inner_text("#sentence").startswith("0 dari 0 simpul")
    opened.close()


def test_a_planned_and_a_denied_arrow_look_different(browser: Any, tmp_path: Path) -> None:
    reading = second_reading()
    denied = tuple(
        replace(claim, evidence=replace(claim.evidence, modality="denied"))
        if isinstance(claim, Participation)
        else claim
        for claim in reading.claims
    )
    graph = network(store_of([first_reading(), replace(reading, claims=denied)]))
    opened = Opened(browser, tmp_path / "page.html", page(graph, "x"))
    looks = opened.tab.evaluate(
        "() => [...new Set(kabargraf.network.body.data.edges.get().map((e) => e.color.color + JSON.stringify(e.dashes)))]"
    )
    assert len(looks) == 4
    assert "Dibantah" in opened.tab.inner_text("#legend")
    opened.close()
