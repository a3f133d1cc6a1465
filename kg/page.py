"""A networkx graph of things and facts → one HTML file that opens anywhere without a network: `page(graph, "Bontang")`.

The drawing (nodes, arrows, options) is pyvis's, and so is the vis-network script that is put into the page; the page
around it is our own (`kg/pages/`), since pyvis's template loads scripts from elsewhere and runs what an article says as
HTML. Here all text of articles is data in a JSON block and reaches the screen as text only; the Content-Security-Policy
lets nothing run but our two scripts and nothing load at all. The same graph gives the same bytes.
"""

import base64
import hashlib
import html
import json
import math
import random
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import networkx as nx
import numpy as np
import pyvis
from pyvis.network import Network

from kg.clippings import LONG, Clippings, cut, outlets
from kg.fastgraph import igraph
from kg.placing import WIDE, Box, charted, kept
from kg.vocab import ID

PAGES = Path(__file__).parent / "pages"
PARTS = (
    "words",
    "filters",
    "drawing",
    "summary",
    "timeline",
    "panel",
    "table",
    "picture",
    "page",
)  # of our own script, in order
UNSAID = {"hops", "hidden"}  # what a graph says of itself and its page has no words for, or counts itself
PLACED = {"at", "level"}  # attributes that only say where a node stands
SCRIPT = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
SEED = 20241011
NAME = "Kabargraf"
LINE, LINES = 18, 3  # letters in a line of a label, lines
LETTER, HEIGHT = 9.0, 19.0  # pixels of a letter, of a line: some more than they take, as names grow when far away
NAMES = 12  # other names of a thing: more is no reading matter
LARGEST = 24  # pixels: half the width of a node
RICHES = (
    (20, 40),
    (10, 40),
    (6, 40),
    (4, 20),
    (3, 20),
    (2, 10),
    (1, 5),
    (1, 2),
)  # sentences of a fact, own facts of a thing
ROOM = 900_000  # bytes of data; vis-network takes half a megabyte, and a page stays below 1.5
FEW = 25  # nodes, among which arrows are long enough for their words
STEPS = 250, 150  # pixels: the length of an arrow among few nodes, and among many
MOST = 0.75  # of all nodes, from which on a part has the screen to itself
ROW, GAP = 20, 40  # pixels: the height of a row of an outline, the space around parts that hang together
PUSHES = 300  # rounds in which nodes make room for one another
JSON_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")  # would turn a label around

Point = tuple[float, float]
Outline = dict[int, Point]  # row → left and right end


def page(network: "nx.MultiDiGraph[str]", title: str = NAME, lang: Literal["id", "en"] = "id") -> str:
    """One self-contained HTML page of this network (as `kg.network.network` makes it), in UTF-8 when written.

    Parallel arrows become one that lists all its facts. `lang` is the language that the page opens in; it carries both.
    Without a title the heading says what is shown: the thing in the middle, or "Overview". Where all sentences would
    make the page heavier than a mail takes, each fact keeps its newest, and each thing its newest words.
    """
    look, texts = _json("look"), _json("texts")
    known = {*texts["id"]["links"], *texts["id"]["facts"]}
    drawing = _drawing(network, look)
    frame = {
        "title": "" if title == NAME else title,
        "name": NAME,
        "lang": lang,
        "texts": texts,
        "look": {key: look[key] for key in ("font", "kinds", "statuses", "new")},
        "about": _about(network.graph),
        "drawing": {"nodes": drawing.nodes, "edges": drawing.edges, "options": drawing.options},
    }
    for most, own_facts in RICHES:
        block = json.dumps(frame | _told(network, known, most, own_facts), ensure_ascii=False, separators=(",", ":"))
        if len(block.encode("utf-8", "replace")) < ROOM:
            break
    own = "\n".join(_script(PAGES / f"{name}.js") for name in PARTS)
    scripts = {"vis": _script(SCRIPT), "page": f'"use strict";\n(() => {{\n{own}}})();\n'}
    parts = {
        "lang": lang,
        "title": html.escape(title),
        "policy": " ".join(f"'sha256-{_hash(text)}'" for text in scripts.values()),
        "style": (PAGES / "page.css").read_text(encoding="utf-8"),
        "data": block.translate(JSON_ESCAPES),
        **scripts,
    }
    template = (PAGES / "page.html").read_text(encoding="utf-8")
    # one pass, so that a part that happens to hold "{{data}}" stays as it is
    filled = re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], template)
    return filled.encode("utf-8", "replace").decode("utf-8")  # no lone surrogates


def _about(graph: dict[str, Any]) -> dict[str, Any]:
    """What the graph says of itself and the page says on, with things by their short ids."""
    about = {key: value for key, value in sorted(graph.items()) if value is not None and key not in UNSAID}
    if "focus" in about:
        about["focus"] = _short(about["focus"])
    about |= {side: [_short(name) for name in graph[side]] for side in ("before", "after")}
    about["paths"] = [path | {"nodes": [_short(name) for name in path["nodes"]]} for path in graph["paths"]]
    return about


def _short(name: str) -> str:
    """An IRI without what all our IRIs begin with: it stands in the page a dozen times."""
    return name.removeprefix(ID)


def _told(network: "nx.MultiDiGraph[str]", known: set[str], most: int, own_facts: int) -> dict[str, Any]:
    """The things and arrows with their facts, each with its newest sentences, and the articles they are from."""
    clippings = Clippings()

    def fact(attributes: dict[str, Any]) -> dict[str, Any]:
        evidence = attributes["evidence"]
        told = {"hidden"} | ({"label"} if attributes["kind"] in known else set())  # by its arrow, by the texts
        shown = {key: value for key, value in attributes.items() if key not in told}
        return {
            **_marked(shown),
            "sources": attributes.get("sources", len(outlets(evidence))),
            "certainty": max((each["confidence"] for each in evidence), default=0),
            "evidence": [clippings.take(each) for each in evidence[:most]],
        }

    things = []
    for name in sorted(network):
        attributes = network.nodes[name]
        said = [*attributes["facts"], *(each for *_, each in network.out_edges(name, data=True))]
        said += [each for *_, each in network.in_edges(name, data=True)]
        things.append(
            {
                "id": _short(name),
                **{key: value for key, value in _marked(attributes).items() if key not in PLACED},
                "label": cut(attributes["label"], LONG),
                "names": [cut(each, LONG) for each in attributes["names"][:NAMES]],
                "facts": [fact(each) for each in attributes["facts"][:own_facts]],
                "sources": attributes.get("sources", len(outlets([e for each in said for e in each["evidence"]]))),
                "hidden": bool(attributes.get("hidden")),
            }
        )
    arrows = [
        {
            "id": f"→{number}",
            "from": _short(source),
            "to": _short(target),
            "facts": sorted(map(fact, facts), key=_day, reverse=True),
            "hidden": all(each.get("hidden") for each in facts),
        }
        for number, ((source, target), facts) in enumerate(_arrows(network).items())
    ]
    return {"things": things, "arrows": arrows, **clippings.data()}


def _marked(attributes: dict[str, Any]) -> dict[str, Any]:
    """The same, with `new` only where it is true: most pages are compared with no older one."""
    return {key: value for key, value in attributes.items() if key != "new" or value}


def _json(name: str) -> Any:
    return json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))


def _script(path: Path) -> str:
    """A script as a browser reads it: newlines as HTML makes them, for the hash in the policy."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if re.search(r"</script|<!--", text, re.IGNORECASE):
        raise ValueError(f"{path.name} cannot stand inside a page: it holds the end of a script")
    return text


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _arrows(network: "nx.MultiDiGraph[str]") -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The facts of each ordered pair of things, as one arrow is drawn for all of them."""
    facts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for source, target, attributes in sorted(network.edges(data=True), key=lambda edge: (*edge[:2], edge[2]["kind"])):
        facts.setdefault((source, target), []).append(attributes)
    return facts


def _day(fact: dict[str, Any]) -> str:
    return str(fact["last"])


def _drawing(network: "nx.MultiDiGraph[str]", look: dict[str, Any]) -> Network:
    """The nodes and arrows as pyvis holds them, each node in its place; the page writes the words in its language.

    A hidden node has no place: the page finds it one beside the neighbour from which the reader opens it.
    """
    drawing = Network(directed=True)
    things = {name: network.nodes[name] for name in sorted(network)}
    arrows = _arrows(network)
    same = Counter(thing["label"] for thing in things.values())
    labels = {
        name: _label(_full(thing) if same[thing["label"]] > 1 else thing["label"]) for name, thing in things.items()
    }
    sizes = {name: min(LARGEST, 10 + 2 * round(thing["articles"] ** 0.5)) for name, thing in things.items()}
    drawn = {name for name, thing in things.items() if not thing.get("hidden")}
    pairs = [
        pair for pair, facts in arrows.items() if drawn.issuperset(pair) and not all(f.get("hidden") for f in facts)
    ]
    boxes = {name: _box(labels[name], sizes[name]) for name in sorted(drawn)}
    levels = {name: things[name]["level"] for name in drawn if "level" in things[name]}
    stands = {name: things[name]["at"] for name in drawn if "at" in things[name]}
    places = charted(boxes, pairs, levels) if levels else _places({n: labels[n] for n in sorted(drawn)}, sizes, pairs)
    if stands:
        places = kept(boxes, pairs, places, stands)
    for name, thing in things.items():
        kind = look["kinds"][thing["kind"]]
        place = {"x": places[name][0], "y": places[name][1]} if name in places else {}
        drawing.add_node(
            _short(name), label=labels[name], shape=kind["shape"], color=kind["color"], size=sizes[name], **place
        )
    for number, (source, target) in enumerate(arrows):
        drawing.add_edge(_short(source), _short(target), id=f"→{number}")
    drawing.options = look["options"]  # pyvis's set_options would take the spaces out of the names of fonts
    return drawing


def _full(thing: dict[str, Any]) -> str:
    """A name that tells a post from those of other bodies: "Ketua, Majelis Sholawat Bontang"."""
    return ", ".join(filter(None, [thing["label"], thing["organization"]]))


def _label(name: str) -> str:
    """A name in at most three short lines, without the letters that are not seen."""
    lines = textwrap.wrap(UNSEEN.sub(" ", cut(name, LONG)).strip(), LINE) or ["?"]
    return "\n".join(lines if len(lines) <= LINES else [*lines[: LINES - 1], lines[LINES - 1][: LINE - 1] + "…"])


def _places(
    labels: dict[str, str], sizes: dict[str, int], pairs: Iterable[tuple[str, str]]
) -> dict[str, tuple[int, int]]:
    """Where each node stands: each part that hangs together is laid out alone, then the parts are set close together."""
    names = list(labels)
    number = {name: index for index, name in enumerate(names)}
    whole = igraph.Graph(n=len(names), edges=[(number[a], number[b]) for a, b in pairs])
    whole.simplify()
    boxes = [_box(labels[name], sizes[name]) for name in names]
    parts = sorted(whole.connected_components(), key=lambda part: (-len(part), part))
    step = STEPS[len(names) > FEW]
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        alone = len(parts[0]) > MOST * len(names) if parts else False
        laid = [
            _lay_out(whole.induced_subgraph(part), [boxes[index] for index in part], step, alone and part is parts[0])
            for part in parts
        ]
    finally:
        igraph.set_random_number_generator(random)
    shifts = _pack(
        [_outline(points, [boxes[index] for index in part]) for part, points in zip(parts, laid, strict=True)]
    )
    return {
        names[index]: (round(x + across), round(y + down))
        for part, points, (across, down) in zip(parts, laid, shifts, strict=True)
        for index, (x, y) in zip(part, points, strict=True)
    }


def _box(label: str, size: int) -> Box:
    """What a node takes up around its own place: the shape and the label under it."""
    lines = label.split("\n")
    half = max(size, LETTER * max(map(len, lines)) / 2) + 6
    return -half, -size - 6.0, half, size + 10 + HEIGHT * len(lines)


def _lay_out(part: "igraph.Graph", boxes: list[Box], step: int, alone: bool) -> list[Point]:
    """The places of a part's nodes, lying rather than standing, pushed apart until no label covers another; `alone` on the
    screen, they are spread over it.
    """
    points = [(x * step, y * step) for x, y in part.layout_kamada_kawai()]
    width, height = (max(each) - min(each) for each in zip(*points, strict=True))
    if height > width:
        points = [(y, x) for x, y in points]
        width, height = height, width
    wide, tall = WIDE * height, width / WIDE  # what would fill the screen
    points = [
        (x * _between(1, wide / (width or 1), WIDE), y * _between(1, tall / (height or 1), 1.8)) for x, y in points
    ]
    if alone and len(points) > FEW:
        points = _spread(points)
    for _ in range(PUSHES):
        touching = _touching(points, boxes)
        for i, j in touching:
            (x, y), (u, v), a, b = points[i], points[j], boxes[i], boxes[j]
            across = min(x + a[2], u + b[2]) - max(x + a[0], u + b[0])
            down = min(y + a[3], v + b[3]) - max(y + a[1], v + b[1])
            if across > 0 and down > 0:
                push = across / 2 if across < down else 0.0, 0.0 if across < down else down / 2
                sides = (1 if x >= u else -1), (1 if y >= v else -1)
                points[i] = x + push[0] * sides[0], y + push[1] * sides[1]
                points[j] = u - push[0] * sides[0], v - push[1] * sides[1]
        if not touching:
            break
    return points


def _spread(points: list[Point]) -> list[Point]:
    """The points half where they are and half by their rank across and down: a cloud is thick in the middle, a screen is not."""
    at = np.array(points)
    low, high = at.min(axis=0), at.max(axis=0)
    ranks = at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(at) - 1)
    return [(float(x), float(y)) for x, y in (at + low + ranks * (high - low)) / 2]


def _touching(points: list[Point], boxes: list[Box]) -> list[tuple[int, int]]:
    """The pairs of nodes of which one covers the other, in order."""
    at, box = np.array(points), np.array(boxes)
    low, high = at + box[:, :2], at + box[:, 2:]
    over = (np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None]) > 1e-6).all(axis=2)
    first, second = np.nonzero(np.triu(over, 1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _between(least: float, value: float, most: float) -> float:
    return max(least, min(value, most))


def _outline(points: list[Point], boxes: list[Box]) -> Outline:
    """What a part takes up, row by row, with some space around it."""
    rows: Outline = {}
    for (x, y), (left, top, right, bottom) in zip(points, boxes, strict=True):
        for row in range(math.floor((y + top - GAP / 2) / ROW), math.ceil((y + bottom + GAP / 2) / ROW)):
            ends = rows.get(row, (math.inf, -math.inf))
            rows[row] = min(ends[0], x + left - GAP / 2), max(ends[1], x + right + GAP / 2)
    for row in range(min(rows) + 1, max(rows)):  # where only arrows pass
        rows.setdefault(row, rows[row - 1])
    return rows


def _pack(outlines: list[Outline]) -> list[Point]:
    """How far each part is shifted: the first to the middle, each other one to where the screen stays the smallest."""
    shifts: list[Point] = []
    whole: Outline = {}
    for part in outlines:
        frame = _frame(whole)
        own = _frame(part)

        def cost(shift: tuple[float, int], frame: Box = frame, own: Box = own) -> tuple[float, float]:
            left, top, right, bottom = _shifted(own, shift)
            screen = max(
                (max(right, frame[2]) - min(left, frame[0])) / WIDE, max(bottom, frame[3]) - min(top, frame[1])
            )
            return screen, math.hypot((left + right) / 2 / WIDE, (top + bottom) / 2)

        across, down = min(_gaps(part, whole), key=cost)
        for row, (left, right) in part.items():
            ends = whole.get(row + down, (math.inf, -math.inf))
            whole[row + down] = min(ends[0], left + across), max(ends[1], right + across)
        shifts.append((across, down * ROW))
    return shifts


def _gaps(part: Outline, whole: Outline) -> Iterator[tuple[float, int]]:
    """The shifts (pixels across, rows down) that set a part against the others: to their left, right, above or below."""
    middle = -(min(left for left, _ in part.values()) + max(right for _, right in part.values())) / 2
    if not whole:
        yield middle, -(min(part) + max(part)) // 2
        return
    for down in range(min(whole) - max(part) - 1, max(whole) - min(part) + 2):
        rows = part.keys() & {row - down for row in whole}
        if rows:
            yield max(whole[row + down][1] - part[row][0] for row in rows), down
            yield min(whole[row + down][0] - part[row][1] for row in rows), down
        else:
            yield middle, down


def _frame(outline: Outline) -> Box:
    """The box around an outline."""
    if not outline:
        return math.inf, math.inf, -math.inf, -math.inf
    left, right = min(left for left, _ in outline.values()), max(right for _, right in outline.values())
    return left, min(outline) * ROW, right, (max(outline) + 1) * ROW


def _shifted(box: Box, shift: tuple[float, int]) -> Box:
    across, down = shift[0], shift[1] * ROW
    return box[0] + across, box[1] + down, box[2] + across, box[3] + down
