"""The page in a browser with the network cut: it draws, a click shows the sentence, and nothing of an article runs."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from network_samples import many, store_of
from samples import first_reading, second_reading

from kg.model import (
    Article,
    Entity,
    Evidence,
    Location,
    Mention,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Reading,
    Span,
    Tenure,
    Timing,
)
from kg.network import network
from kg.network.earlier import compare, earlier
from kg.network.redaction import redacted
from kg.page import page
from kg.vocab import ID

ALEX = "person/alex-frestian-lumban-tobing"
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
    assert samples.tab.inner_text("#sentence").startswith("3 orang, 3 jabatan, 4 lembaga, 3 peristiwa")
    assert samples.tab.inner_text("#omitted") == "Semua 17 nama dan 18 hubungan ditampilkan."
    assert samples.tab.locator("#panel .row").count() == 17
    samples.tab.click("button[data-lang=en]")
    assert samples.tab.inner_text("#sentence").startswith("3 people, 3 posts, 4 organizations")
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
    assert "1 sumber bebas" in panel
    assert "menjabat (+1)" in samples.tab.inner_text("#panel .ends")
    samples.tab.click("#panel .back")
    assert samples.tab.locator("#panel .row").count() == 17


def test_words_are_in_the_panel_of_their_speaker(samples: Opened) -> None:
    samples.click(node("Choirul Amin"))
    assert "Berkata" in samples.panel()
    assert "“Kami siap menjaga Bontang,”" in samples.tab.locator("#panel mark").all_inner_texts()


def test_the_keyboard_reaches_everything(samples: Opened) -> None:
    samples.tab.focus("#search")
    samples.tab.keyboard.type("msb")
    assert samples.tab.locator("#found [role=option]").count() >= 1
    samples.tab.keyboard.press("Enter")
    assert samples.tab.inner_text("#panel h2") in ("Majelis Sholawat Bontang", "Perayaan HUT ke-12 MSB", "Ketua")
    samples.tab.fill("#search", "pasar")
    samples.tab.keyboard.press("ArrowDown")
    assert samples.tab.get_attribute("#search", "aria-activedescendant") == "found_1"
    samples.tab.keyboard.press("ArrowUp")
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
    for one, other in combinations(boxes["names"], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
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
    assert {each.removeprefix(ID) for each in best} <= set(opened.tab.evaluate("() => kabargraf.named()"))
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
    button = samples.tab.locator("#kinds button").first
    button.click()
    hidden = "() => kabargraf.network.body.data.nodes.get().filter((node) => node.hidden).length"
    assert samples.tab.evaluate(hidden) == 3
    samples.tab.locator("#kinds button").first.click()
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
        Entity("post-1", "post", f"{evil} ketua {number}", evil, aliases=(evil,)),
        Entity("organization-1", "organization", f"{evil} lembaga {number}", evil, aliases=(evil,)),
        Entity("place-1", "place", f"{evil} kota {number}", evil, aliases=(evil,)),
    )
    claims = (
        Participation("event-1", "person-1", "participant", evidence),
        Occurrence("event-1", "happened", evidence),
        Quotation("quotation-1", "person-1", evil, evidence),
        PostIn("post-1", "organization-1", evidence),
        Tenure("person-1", "post-1", "current", evil, evidence),
        Location("event-1", "place-1", evidence),
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
    assert (len(ids), len(arrows)) == (5 * len(readings), 4 * len(readings))
    for each in (*ids, *arrows):
        tab.evaluate("(id) => kabargraf.show(id)", each)
        assert tab.locator("#panel mark").count() >= 1
        assert tab.locator("#panel img, #panel script, #panel [onerror], #panel a[href^=javascript]").count() == 0
        quotes = tab.locator("#panel blockquote").all()
        cut = [quote for quote in quotes if quote.evaluate("(q) => q.scrollHeight > q.clientHeight")]
        assert all(quote.get_attribute("tabindex") == "0" for quote in cut)  # the keyboard scrolls what its box cuts
    bad = "img, script, [onerror], a[href^=javascript], iframe, object"
    for view in ("table", "sources"):
        tab.click(f"#tab_{view}")
        assert tab.locator(f"#view_{view} li, #view_{view} tbody tr").count() >= len(readings)
        assert tab.locator(f"#view_{view}").locator(bad).count() == 0
    tab.click("#tab_map")
    assert tab.locator("body").locator("img, iframe, object, [onerror]").count() == 0
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 1280
    tab.emulate_media(media="print")
    tab.wait_for_selector("#sheet")
    assert tab.is_visible("#sheet")
    tab.emulate_media(media="screen")
    tab.click("button[data-lang=en]")
    tab.click(f"button[data-lang={lang}]")
    for evil in EVIL[:4]:
        tab.fill("#search", evil)
        tab.keyboard.press("Enter")
        assert evil in opened.panel()
    tab.evaluate("() => document.querySelectorAll('#panel a').forEach((a) => a.removeAttribute('href'))")
    opened.close()


SETTLED = """() => new Promise((done) => {
    const places = () => JSON.stringify(kabargraf.network.getPositions());
    const before = places();
    requestAnimationFrame(() => requestAnimationFrame(() => done(before === places() && kabargraf.named().length)));
})"""  # how many names are written, once two frames have been drawn and no node has moved; false where one has


@pytest.mark.parametrize(("readings", "nodes", "bar"), [(60, 150, 2.0), (300, 500, 4.0)])
def test_many_nodes_are_opened_drawn_and_at_rest_quickly(
    browser: Any, tmp_path: Path, readings: int, nodes: int, bar: float
) -> None:
    graph = network(store_of(many(readings)), limit=nodes)
    assert len(graph) == nodes
    path = tmp_path / "page.html"
    path.write_text(page(graph), encoding="utf-8")
    assert nodes > 150 or path.stat().st_size < 1_500_000
    took = []
    for _ in range(3):  # the best of three, as other processes want the machine too
        context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
        tab = context.new_page()
        start = perf_counter()
        tab.goto(path.as_uri())
        tab.wait_for_function("window.kabargraf")
        names = tab.evaluate(SETTLED)
        took.append(perf_counter() - start)
        assert names > 10
        assert tab.inner_text("#omitted").startswith(f"{nodes} dari ")
        context.close()
        if took[-1] < bar:
            break
    assert min(took) < bar, took


def test_an_empty_network_is_a_page_too(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path / "page.html", page(network(store_of([])), "Kosong"))
    assert opened.tab.inner_text("#sentence") == "Belum ada hubungan yang terbaca."
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
    assert len(looks) == 5  # stated by several and by one, planned, denied, former
    assert "Dibantah" in opened.tab.inner_text("#legend")
    opened.close()


HIDDEN = "() => kabargraf.network.body.data.nodes.get().filter((node) => node.hidden).length"


def chosen(opened: Opened, field: str, value: str) -> None:
    opened.tab.select_option(f"#{field}", value)


def slide(opened: Opened, end: str, place: int) -> None:
    """Moves an end of the slider, as a drag or the keyboard would."""
    opened.tab.evaluate(
        """([end, place]) => {
            const thumb = document.getElementById(end);
            thumb.value = place;
            thumb.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        [end, place],
    )


def test_a_name_is_found_with_its_title(samples: Opened) -> None:
    samples.tab.fill("#search", "gus choirul")
    assert samples.tab.locator("#found [role=option]").count() >= 1
    samples.tab.click("#found [role=option]")
    assert samples.tab.inner_text("#panel h2") == "Choirul Amin"
    assert samples.tab.get_attribute("#search", "aria-expanded") == "false"


def test_filters_hide_what_is_less_sure_or_told_once(samples: Opened) -> None:
    chosen(samples, "sources", "2")
    assert samples.tab.evaluate(HIDDEN) > 0
    assert samples.tab.is_visible("#reset")
    assert samples.tab.inner_text("#count") != ""
    samples.tab.click("#reset")
    assert samples.tab.evaluate(HIDDEN) == 0
    assert samples.tab.inner_text("#count") == ""
    chosen(samples, "certainty", "0.9")
    few = samples.tab.locator("#panel .row").count()
    assert 0 < few < 17
    samples.tab.click("#legend [data-key=stated]")
    assert samples.tab.evaluate(HIDDEN) > 17 - few


def test_the_slider_leaves_the_days_between_its_ends(samples: Opened) -> None:
    last = int(samples.tab.get_attribute("#since", "max") or 0)
    assert last >= 1
    assert samples.tab.locator(".bars i").count() == last + 1
    before = samples.tab.inner_text("#days")
    slide(samples, "since", last)
    assert samples.tab.evaluate(HIDDEN) > 0
    assert samples.tab.inner_text("#days") != before
    samples.tab.focus("#since")
    samples.tab.keyboard.press("Home")
    assert samples.tab.evaluate(HIDDEN) == 0
    assert "fakta" in (samples.tab.get_attribute("#until", "aria-valuetext") or "")


def test_an_event_of_the_timeline_is_chosen_by_a_click_and_by_keys(samples: Opened) -> None:
    events = samples.tab.locator(".event")
    assert events.count() >= 2
    events.first.click()
    assert events.first.get_attribute("aria-pressed") == "true"
    assert samples.tab.evaluate("() => kabargraf.network.getSelectedNodes().length") == 1
    first = samples.tab.inner_text("#panel h2")
    samples.tab.keyboard.press("ArrowRight")
    samples.tab.keyboard.press("Enter")
    assert samples.tab.inner_text("#panel h2") != first or events.nth(1).get_attribute("aria-pressed") == "true"
    assert samples.tab.locator(".event[tabindex='0']").count() == 1


def test_hidden_neighbours_open_and_close(browser: Any, tmp_path: Path) -> None:
    graph = network(store_of([first_reading(), second_reading()]))
    (person,) = [name for name, label in graph.nodes(data="label") if label == "Alex Frestian Lumban Tobing"]
    beside = sorted({*graph.successors(person), *graph.predecessors(person)})
    for name in beside:
        graph.nodes[name]["hidden"] = True
    for source, target, attributes in graph.edges(data=True):
        attributes["hidden"] = source in beside or target in beside
    opened = Opened(browser, tmp_path / "page.html", page(graph))
    tab = opened.tab
    drawn = "() => kabargraf.network.body.data.nodes.length"
    assert tab.evaluate(drawn) == 17 - len(beside)
    assert "tersembunyi" in tab.inner_text("#omitted")
    tab.evaluate("(id) => kabargraf.show(id)", person.removeprefix(ID))
    tab.click("#panel .unfold")
    assert tab.evaluate(drawn) == 17
    assert tab.locator("#panel .unfold").count() == 0
    assert tab.inner_text("#omitted").endswith(f"{len(beside)} nama lain sudah dibuka.")
    tab.wait_for_timeout(400)
    tab.click("#panel .foldup")
    assert tab.evaluate(drawn) == 17 - len(beside)
    assert "dibuka dari tetangganya" in tab.inner_text("#omitted")
    tab.fill("#search", str(graph.nodes[beside[0]]["label"]))
    assert "tersembunyi" in tab.locator("#found [role=option]").first.inner_text()
    tab.keyboard.press("Enter")
    assert tab.evaluate(drawn) == 18 - len(beside)
    opened.close()


def test_the_table_holds_the_same_facts_and_sorts(samples: Opened) -> None:
    samples.tab.click("#tab_table")
    rows = samples.tab.locator("#view_table tbody tr")
    facts = samples.tab.evaluate(
        """() => {
            const data = JSON.parse(document.getElementById("data").textContent);
            return [...data.arrows, ...data.things].reduce((sum, each) => sum + each.facts.length, 0);
        }"""
    )
    assert rows.count() == facts
    samples.tab.click("[data-column=from]")
    assert samples.tab.locator("th[aria-sort=ascending]").inner_text().startswith("Siapa")
    names = [each.lower() for each in samples.tab.locator("tbody th .link > span > .name").all_inner_texts()]
    assert names == sorted(names)
    samples.tab.click("[data-column=from]")
    assert samples.tab.locator("th[aria-sort=descending]").count() == 1
    rows.first.locator(".link").first.click()
    assert samples.tab.locator("#panel h2").count() == 1
    chosen(samples, "certainty", "0.9")
    assert 0 < rows.count() < facts


def test_the_sources_say_what_is_not_dated_and_what_contradicts(browser: Any, tmp_path: Path) -> None:
    reading = second_reading()
    denied = tuple(
        replace(claim, evidence=replace(claim.evidence, modality="denied"))
        if isinstance(claim, Participation)
        else claim
        for claim in reading.claims
    )
    again = replace(reading, article=replace(reading.article, key="again", published=None))
    graph = network(store_of([first_reading(), reading, replace(again, claims=denied)]))
    for *_, attributes in graph.edges(data=True):
        attributes["evidence"] = [
            attributes["evidence"][0] | {"modality": modality} for modality in ("stated", "denied")
        ] + attributes["evidence"]
        break
    opened = Opened(browser, tmp_path / "page.html", page(graph))
    opened.tab.click("#tab_sources")
    assert opened.tab.locator("#view_sources ol li").count() >= 2
    text = opened.tab.inner_text("#view_sources")
    assert "Tanpa tanggal" in text
    assert "ada yang menyatakan, ada yang membantah" in text
    opened.close()


def test_it_prints_as_paper(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path / "page.html", page(network(store_of(many(20)))))
    tab = opened.tab
    tab.click("#tab_table")
    tab.emulate_media(media="print")
    tab.wait_for_selector("#sheet")
    assert tab.is_visible("#sheet")
    assert tab.evaluate("() => document.getElementById('sheet').width") >= 1_800
    inked = """() => {
        const sheet = document.getElementById("sheet");
        const { data } = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height);
        return data.filter((each, place) => place % 4 === 0 && each < 200).length;
    }"""
    assert tab.evaluate(inked) > 5_000
    for shown in ("#title", "#summary", "#legend", "#view_table table", "#view_sources ol"):
        assert tab.is_visible(shown), shown
    for gone in ("#search", "#panel", "#time", "#tabs", "#save"):
        assert not tab.is_visible(gone), gone
    tab.emulate_media(media="screen")
    assert tab.pdf(format="A4").startswith(b"%PDF")
    assert tab.is_visible("#view_table")
    opened.close()


def test_it_is_saved_as_a_picture(samples: Opened) -> None:
    with samples.tab.expect_download() as waiting:
        samples.tab.click("#save")
    download = waiting.value
    assert download.suggested_filename == "Bontang-dalam-berita.png"
    picture = Path(download.path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 3_200
    samples.asked[1:] = [each for each in samples.asked[1:] if not each.startswith("blob:")]


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_nothing_is_wider_than_the_screen_and_every_button_has_a_name(
    browser: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    opened = Opened(browser, tmp_path / "page.html", page(network(store_of(many(20)))), size)
    tab = opened.tab
    for each in ("map", "table", "sources"):
        tab.click(f"#tab_{each}")
        assert tab.get_attribute(f"#tab_{each}", "aria-selected") == "true"
        assert tab.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    nameless = """() => [...document.querySelectorAll("button, input, select, a[href]")].filter((each) =>
        !(each.textContent.trim() || each.getAttribute("aria-label") || (each.labels || []).length)).length"""
    assert tab.evaluate(nameless) == 0
    tab.focus("#tab_sources")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("() => document.activeElement.id") == "tab_map"
    opened.close()


INKED = """(color) => {
    const canvas = document.querySelector("#map canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
        found += color.every((part, place) => Math.abs(data[at + place] - part) < 24);
    }
    return found;
}"""
NEW = [0x7B, 0x2C, 0xBF]


def test_an_event_with_nothing_around_it_says_why(browser: Any, tmp_path: Path) -> None:
    reading = second_reading()
    (event,) = [each for each in reading.entities if each.kind == "event"]
    alone = tuple(each for each in reading.claims if isinstance(each, Occurrence))
    undated = tuple(each for each in reading.claims if not isinstance(each, Timing))
    for claims, said in (
        (alone, "No article says who took part or where."),
        (reading.claims, "No other event of the same people, bodies or place was read."),
        (undated, "No article says on which day, so what was before and after it is not known."),
    ):
        graph = network(store_of([replace(reading, claims=claims)]), event=event.name)
        opened = Opened(browser, tmp_path / "page.html", page(graph, lang="en"))
        assert said in opened.tab.inner_text("#omitted")
        opened.close()


def test_a_redacted_page_says_so(browser: Any, tmp_path: Path) -> None:
    store = store_of([first_reading()])
    opened = Opened(browser, tmp_path / "page.html", page(redacted(store, network(store)), lang="en"))
    assert "Names of suspects, victims and minors are initials" in opened.tab.inner_text("#omitted")
    opened.close()


def test_a_part_says_how_many_articles_it_rests_on(browser: Any, tmp_path: Path) -> None:
    graph = network(store_of([first_reading(), second_reading()]), "Choirul Amin")
    opened = Opened(browser, tmp_path / "page.html", page(graph, lang="en"))
    assert "from 1 article, Oct 12, 2024." in opened.tab.inner_text("#sentence")
    opened.tab.emulate_media(media="print")
    opened.tab.wait_for_selector("#sheet")
    assert opened.tab.inner_text("#paper .of") == "Made with Kabargraf from 1 article"
    opened.close()


@pytest.mark.parametrize(
    ("since", "until", "lang", "said"),
    [
        ("2024-10", "", "id", "Hanya peristiwa Okt 2024 dan sesudahnya."),
        ("2024-10", "", "en", "Only events of Oct 2024 and after."),
        ("", "2024-11", "id", "Hanya peristiwa Nov 2024 dan sebelumnya."),
        ("2024-10", "2024", "en", "Only events of Oct 2024 – 2024."),
        ("2024-10", "2024-10", "id", "Hanya peristiwa Okt 2024."),
    ],
)
def test_a_span_is_said_as_it_was_asked_for(
    browser: Any, tmp_path: Path, since: str, until: str, lang: Any, said: str
) -> None:
    graph = network(store_of([first_reading(), second_reading()]), since=since, until=until)
    opened = Opened(browser, tmp_path / "page.html", page(graph, "x", lang))
    assert opened.tab.inner_text("#omitted").endswith(said)
    opened.close()


def test_what_is_new_has_a_ring_a_heavy_stroke_and_a_word(browser: Any, tmp_path: Path) -> None:
    before = network(store_of([first_reading()]))
    graph = network(store_of([first_reading(), second_reading()]))
    compare(graph, earlier(page(before)))
    opened = Opened(browser, tmp_path / "page.html", page(graph, "x", "en"))
    things, links = len(graph) - len(before), graph.number_of_edges() - before.number_of_edges()
    assert opened.tab.inner_text("#omitted").endswith(f"New since the older page: {things} names, {links} links.")
    assert opened.tab.inner_text("#legend .new") == "New since the older page"
    assert opened.tab.locator("#panel .row .chip.new").count() == things
    assert opened.tab.evaluate(INKED, NEW) > 300
    widths = opened.tab.evaluate("() => kabargraf.network.body.data.edges.get().map((edge) => edge.width)")
    assert max(widths) > min(widths) + 2
    opened.tab.evaluate("(id) => kabargraf.show(id)", ALEX)
    assert opened.tab.locator("#panel .fact .chip.new").count() == 1
    opened.close()
    compare(graph, earlier(page(graph)))
    opened = Opened(browser, tmp_path / "page.html", page(graph))
    assert opened.tab.inner_text("#omitted").endswith("Tidak ada yang baru sejak halaman lama.")
    assert opened.tab.locator(".new").count() == 0
    assert opened.tab.evaluate(INKED, NEW) == 0
    opened.close()


def test_ways_between_two_things_are_listed_and_lit(browser: Any, tmp_path: Path) -> None:
    graph = network(store_of([first_reading(), second_reading()]))
    source, target, _ = next(iter(sorted(graph.edges(keys=True))))
    graph.graph.update(view="path", paths=[{"nodes": [source, target], "why": ["shortest", "attested"]}])
    opened = Opened(browser, tmp_path / "page.html", page(graph, lang="en"))
    assert opened.tab.inner_text("#summary").startswith("One way was read from")
    assert " – " in opened.tab.inner_text("#title")
    assert opened.tab.inner_text("#panel .way small") == "Shortest · Best attested"
    opened.tab.click("#panel .way")
    pale = "() => kabargraf.network.body.data.nodes.get().filter((node) => node.opacity < 1).length"
    assert opened.tab.evaluate(pale) == 15
    opened.tab.click("#panel .way")
    assert opened.tab.evaluate(pale) == 0
    opened.close()
