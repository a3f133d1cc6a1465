"""A networkx graph as `kg.network` makes it → a picture on an A4 sheet, SVG or PNG: `picture(network, "Bontang", "id", "png")`.

The same shapes, colours, styles of lines and words as on the page (`pages/look.json`, `texts.json`), with heading, legend and
what was left out; no name covers another: one that finds no free place is not written, and the sheet says how many. matplotlib
draws it, with the font that it brings along, so that the same graph gives the same bytes wherever that version of it is.
"""

import io
import json
import re
import textwrap
import warnings
from pathlib import Path
from typing import Any, Literal, TypeAlias

import networkx as nx

from kg.errors import KabargrafError
from kg.sheet import FRAME, HEIGHT, WIDTH, Box, Node, along, around, crossings, distance, meet, places

Format: TypeAlias = Literal["svg", "png"]
Arrows: TypeAlias = dict[tuple[str, str], list[dict[str, Any]]]  # the facts of each, the newest first

PAGES = Path(__file__).parent / "pages"
POINT = 25.4 / 72  # millimetres
DPI = 200
FONT = "DejaVu Sans"  # comes with matplotlib, and knows all letters that are likely
SIZES = ((15, 9.0), (40, 8.0), (80, 7.0), (10**9, 6.0))  # up to so many nodes, points of a name: 6 are read on paper
LINE, LINES = 20, 3  # letters of a line of a name, lines
FEW = 45  # arrows up to which each has its word
MARKERS = {"dot": "o", "diamond": "D", "square": "s", "star": "*", "triangleDown": "v"}
AREAS = {"star": 1.5, "diamond": 0.62}  # what makes shapes look equally large
INK, SOFT, RULE = "#1f2933", "#4a5662", "#c3cad3"
GROUND = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.4}  # so that arrows do not cross letters
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]+"
)  # what no SVG can hold, and what would turn a name around
RC: dict[Any, Any] = {"font.family": FONT, "svg.fonttype": "none", "svg.hashsalt": "kabargraf", "path.simplify": False}


def picture(
    network: "nx.MultiDiGraph[str]", title: str = "", lang: Literal["id", "en"] = "id", format: Format = "svg"
) -> bytes:
    """The picture as a file's bytes; a node or arrow marked `hidden` is not in it. Without a title its heading says what is
    shown. Raises KabargrafError where matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise KabargrafError(
            f"a picture ({format}) is drawn by matplotlib, which is not here: pip install 'kabargraf[pictures]'"
        ) from None
    shown = network.subgraph(name for name, data in network.nodes(data=True) if not data.get("hidden"))
    with rc_context(RC), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(WIDTH / 25.4, HEIGHT / 25.4), dpi=DPI, facecolor="white")
        heading = Drawing(figure, shown, lang).draw(title)
        metadata = {"Title": heading, **({"Date": None, "Creator": None} if format == "svg" else {"Software": None})}
        file = io.BytesIO()
        figure.savefig(file, format=format, metadata=metadata)
    return file.getvalue()


class Drawing:
    """The sheet being drawn, and the boxes on it that are taken."""

    def __init__(self, figure: Any, network: "nx.MultiDiGraph[str]", lang: str) -> None:
        self.look = json.loads((PAGES / "look.json").read_text("utf-8"))
        own, shared = (json.loads((PAGES / f"{each}.json").read_text("utf-8"))[lang] for each in ("picture", "texts"))
        self.texts: dict[str, Any] = shared | own
        self.network, self.focus = network, network.graph.get("focus")
        self.axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
        self.axes.axis("off")
        self.size = next(size for most, size in SIZES if len(network) <= most)
        self.nodes = [self._node(name) for name in sorted(network)]
        self.arrows = _arrows(network)
        self.places = places(self.nodes, self.arrows)
        self.taken = {node.name: self._shape(node) for node in self.nodes}
        self.written: list[Box] = []

    def draw(self, title: str) -> str:
        """Put everything on the sheet; gives the heading."""
        named = self.network.nodes[self.focus]["label"] if self.focus and self.focus in self.network else ""
        heading = self._head(_clean(title) or _clean(named) or self.texts["overview"])
        self._draw_arrows()
        unwritten = self._draw_nodes()
        if len(self.arrows) <= FEW:
            self._draw_words()
        if not self.nodes:
            self._text(WIDTH / 2, HEIGHT / 2, self.texts["empty"], 12, SOFT, ha="center")
        self._legend(unwritten)
        return heading

    def _draw_arrows(self) -> None:
        from matplotlib.patches import FancyArrowPatch

        radii = {node.name: node.radius for node in self.nodes}
        for (source, target), facts in self.arrows.items():
            status = facts[0]["status"]
            style = self.look["statuses"][status]
            single = max(fact.get("sources", 2) for fact in facts) <= 1
            width = min(2.4, 0.7 + 0.25 * len(facts))
            arrow = FancyArrowPatch(
                self.places[source],
                self.places[target],
                arrowstyle="-|>,head_length=3.2,head_width=1.4",
                mutation_scale=1,
                connectionstyle=f"arc3,rad={0.15 if (target, source) in self.arrows else 0}",
                shrinkA=radii[source] / POINT,
                shrinkB=radii[target] / POINT + 0.5,
                color=style.get("pale", style["color"]) if single else style["color"],
                linewidth=width,
                linestyle=_dashes(style, width),
                zorder=1,
            )
            self.axes.add_patch(arrow)
            if status == "denied":
                (a, b), (u, v) = self.places[source], self.places[target]
                self._strike((a + u) / 2, (b + v) / 2)

    def _draw_nodes(self) -> int:
        """The shapes, and a name beside each where there is room, the more important first; gives how many have none."""
        unwritten = 0
        points = along([(self.places[a], self.places[b]) for a, b in self.arrows])
        for node in sorted(self.nodes, key=self._importance):
            data, (x, y) = self.network.nodes[node.name], self.places[node.name]
            style, middle = self.look["kinds"][data["kind"]], node.name == self.focus
            edge = self.look["statuses"]["denied"]["color"] if data["status"] == "denied" else style["color"]
            self.axes.scatter(
                [x],
                [y],
                s=(2 * node.radius / POINT) ** 2 * AREAS.get(style["shape"], 0.85),
                marker=MARKERS.get(style["shape"], "o"),
                facecolors="white" if data["status"] in ("planned", "denied") else style["color"],
                edgecolors=INK if middle else edge,
                linewidths=1.6 if middle else 0.9,
                linestyles="--" if data["status"] == "planned" else "-",
                zorder=3,
            )
            free = [box for box in around(node, x, y) if self._free(box, node.name)]
            if not free:
                unwritten += 1
                continue
            box = min(free[:4], key=lambda each: crossings(each, points))
            self.written.append(box)
            self._name(node, box, edge if data["status"] == "denied" else "")
        return unwritten

    def _name(self, node: Node, box: Box, struck: str) -> None:
        x, step = (box[0] + box[2]) / 2, node.height / len(node.lines)
        weight = "bold" if node.name == self.focus else "normal"
        for number, line in enumerate(node.lines):
            y = box[3] - step * (number + 0.5)
            self._text(x, y, line, self.size, INK, ha="center", weight=weight, bbox=GROUND)
            if struck:
                half = self.width(line) / 2
                self.axes.plot([x - half, x + half], [y, y], color=struck, linewidth=0.8, zorder=6)

    def _draw_words(self) -> None:
        """What an arrow says, on it, where that is free."""
        size = self.size * 0.8
        for (source, target), facts in self.arrows.items():
            text = self.texts["links"].get(facts[0]["kind"], [""])[0]
            half, high = self.width(text, size) / 2, size * POINT * 0.6
            start, end = self.places[source], self.places[target]
            if not text or distance(start, end) < 2 * half + 8:
                continue
            for part in (0.5, 0.42, 0.58, 0.35, 0.65):
                x, y = (a + (b - a) * part for a, b in zip(start, end, strict=True))
                box = (x - half, y - high, x + half, y + high)
                if self._free(box):
                    self.written.append(box)
                    self._text(x, y, text, size, SOFT, ha="center", style="italic", bbox=GROUND)
                    break

    def _head(self, heading: str) -> str:
        size, room = 17.0, FRAME[2] - FRAME[0]
        while size > 9 and self.width(heading, size) > room:
            size -= 0.5
        while self.width(heading, size) > room:
            heading = heading[: -max(2, len(heading) // 10)].rstrip() + "…"
        self._text(FRAME[0], 197, heading, size, INK, weight="bold")
        graph = self.network.graph
        counts = {key: graph.get(key, 0) for key in ("within", "arrows_within", "articles")}
        counts |= {"shown": len(self.nodes), "arrows_shown": sum(map(len, self.arrows.values()))}
        told = {key: f"{count:,}".replace(",", self.texts["thousands"]) for key, count in counts.items()}
        told |= {key: self._day(graph.get(key, "")) for key in ("first", "last")}
        said = [self.texts["shown"], self.texts["articles"], *([self.texts["span"]] if told["last"] else [])]
        self._text(FRAME[0], 188.5, ", ".join(_filled(each, told) for each in said), 9, SOFT)
        self._rule(184.5)
        return heading

    def _day(self, day: str) -> str:
        """A day, a month or a year as the page writes it: "11 Okt 2024"."""
        parts = day.split("-") if day else []
        if not parts:
            return ""
        named = {"year": parts[0], "month": self.texts["months"][int(parts[1]) - 1] if parts[1:] else ""}
        return _filled(self.texts["dates"][len(parts) - 1], named | {"day": str(int(parts[-1]))})

    def _legend(self, unwritten: int) -> None:
        """The kinds and statuses that are on the sheet, in a line at its foot; what else is to be known in another."""
        self._rule(20)
        held = {data["kind"] for _, data in self.network.nodes(data=True)}
        used = {facts[0]["status"] for facts in self.arrows.values()}
        x, y = FRAME[0], 15.0
        for kind, style in self.look["kinds"].items():
            if kind in held:
                self.axes.plot(x + 1.5, y, MARKERS.get(style["shape"], "o"), color=style["color"], markersize=7)
                self._text(x + 5, y, self.texts["kind"][kind], 8, INK)
                x += 10 + self.width(self.texts["kind"][kind], 8)
        x += 4
        for status, style in self.look["statuses"].items():
            if status in used:
                self.axes.plot([x, x + 9], [y, y], color=style["color"], linewidth=1, linestyle=_dashes(style, 1))
                if status == "denied":
                    self._strike(x + 4.5, y)
                self._text(x + 11, y, self.texts["statuses"][status], 8, INK)
                x += 17 + self.width(self.texts["statuses"][status], 8)
        notes = [self.texts["large"], self.texts["pale"]] if self.nodes else []
        notes += [self.texts["initials"]] if self.network.graph.get("redacted") else []
        notes += [_filled(self.texts["unwritten"], {"count": str(unwritten)})] if unwritten else []
        self._text(FRAME[0], 9, "; ".join(notes), 7.5, SOFT)
        self._text(FRAME[2], 9, "Kabargraf", 7.5, SOFT, ha="right")

    # what it rests on

    def _node(self, name: str) -> Node:
        data = self.network.nodes[name]
        label = _clean(data["label"])
        lines = textwrap.wrap(label[: LINE * LINES * 2], LINE) or ["?"]
        if len(lines) > LINES:
            lines = [*lines[: LINES - 1], lines[LINES - 1][: LINE - 1] + "…"]
        width = max(map(self.width, lines)) * (1.15 if name == self.focus else 1)  # bold
        radius = min(3.2, 1.5 + 0.25 * data["articles"] ** 0.5)
        return Node(name, tuple(lines), radius, width, len(lines) * self.size * POINT * 1.2)

    def _shape(self, node: Node) -> Box:
        x, y = self.places[node.name]
        return x - node.radius, y - node.radius, x + node.radius, y + node.radius

    def _importance(self, node: Node) -> tuple[bool, int, str]:
        weight = self.network.nodes[node.name]["articles"] * self.network.degree(node.name)
        return node.name != self.focus, -weight, node.name

    def _free(self, box: Box, own: str = "") -> bool:
        """Whether a box is on the sheet and covers no name, and no shape but its own."""
        inside = box[0] >= FRAME[0] - 3 and box[2] <= FRAME[2] + 3 and box[1] >= FRAME[1] - 3 and box[3] <= FRAME[3] + 2
        others = [shape for name, shape in self.taken.items() if name != own]
        wide = box[0] - 0.7, box[1], box[2] + 0.7, box[3]  # so that two names side by side are not read as one
        return inside and not any(meet(wide, other) for other in (*self.written, *others))

    def width(self, text: str, size: float | None = None) -> float:
        """How wide a line is, in millimetres."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.textpath import text_to_path

        properties = FontProperties(family=FONT, size=size or self.size)
        return float(text_to_path.get_text_width_height_descent(text, properties, False)[0]) * POINT

    def _text(self, x: float, y: float, text: str, size: float, color: str, **more: Any) -> None:
        # no dollar sign begins a formula
        self.axes.text(x, y, text, fontsize=size, color=color, va="center", parse_math=False, zorder=5, **more)

    def _strike(self, x: float, y: float) -> None:
        color = self.look["statuses"]["denied"]["color"]
        self.axes.plot(x, y, "x", color=color, markersize=5, markeredgewidth=1.4, zorder=2)

    def _rule(self, y: float) -> None:
        self.axes.plot([FRAME[0], FRAME[2]], [y, y], color=RULE, linewidth=0.8)


def _arrows(network: "nx.MultiDiGraph[str]") -> Arrows:
    """One arrow for each ordered pair of things, with its facts, the newest first."""
    found: Arrows = {}
    for source, target, _, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if not data.get("hidden"):
            found.setdefault((source, target), []).append(data)
    return {pair: sorted(facts, key=lambda fact: str(fact["last"]), reverse=True) for pair, facts in found.items()}


def _dashes(style: dict[str, Any], width: float) -> Any:
    """A status's dashes as matplotlib counts them: in widths of the line."""
    return (0, [each * 0.45 / width for each in style["dashes"]]) if style["dashes"] else "-"


def _filled(template: str, values: dict[str, Any]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], "")), template)


def _clean(text: str) -> str:
    return " ".join(UNSEEN.sub(" ", text[:1_000]).split())
