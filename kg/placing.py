"""Boxes and what joins them → where each stands where the drawing is not free: in a chart of levels, or as on an older page.

`charted({"polda": box, "kapolda": box}, [("kapolda", "polda")], {"polda": 0, "kapolda": 1})` puts the body above its posts;
`kept(boxes, pairs, places, {"polda": (0, 0)})` leaves Polda where it was and finds room for the rest beside what it hangs on.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import count

Box = tuple[float, float, float, float]  # left, top, right, bottom, around its own place
Places = dict[str, tuple[int, int]]  # name → x, y

INDENT, GAP = 60, 30  # pixels: of a level of a chart, between boxes
SHORT, COLUMNS = (
    6,
    3,
)  # things of a column that is never split, columns of a chart split for one: by eye, on the samples
WIDE = 2.1  # width by height of the canvas on a usual screen
TURN, STEP = 12, 40  # directions in which room is looked for, pixels from one ring to the next


def charted(boxes: Mapping[str, Box], pairs: Iterable[tuple[str, str]], levels: Mapping[str, int]) -> Places:
    """A chart: what is above in a row each, below the middle one block for each thing that hangs on it, with all that hangs
    on that behind it, one under another; the blocks stand side by side in as many columns as fill a screen. A thing whose
    block would be one long column stands above too, and what hangs on it gets blocks of its own.
    """
    hanging = _hanging(boxes, pairs, levels)
    top = [name for name in sorted(boxes) if levels.get(name, 0) <= 0]
    loose = sorted(boxes.keys() - top - _all(hanging))
    roots = [*(child for name in top for child in hanging.get(name, [])), *loose]
    blocks = [_block(root, hanging, boxes) for root in roots]
    while blocks:
        largest = max(blocks, key=len)
        root = next(iter(largest))
        if len(largest) <= max(SHORT, sum(map(len, blocks)) / COLUMNS) or root not in hanging:
            break
        top.append(root)
        blocks.remove(largest)
        blocks += [_block(child, hanging, boxes) for child in hanging[root]]
    places: Places = {}
    width, bottom = _columns(blocks, boxes, places)
    down = 0.0
    for level in sorted({levels.get(name, 0) for name in top}, reverse=True):
        row = [name for name in top if levels.get(name, 0) == level]
        down -= GAP * 2 + max(boxes[name][3] for name in row)
        across = (width - sum(boxes[name][2] - boxes[name][0] + GAP for name in row) + GAP) / 2
        for name in row:
            places[name] = round(across - boxes[name][0]), round(down)
            across += boxes[name][2] - boxes[name][0] + GAP
        down += min(boxes[name][1] for name in row)
    middle = round(width / 2), round((down + bottom) / 2)
    return {name: (x - middle[0], y - middle[1]) for name, (x, y) in sorted(places.items())}


def kept(
    boxes: Mapping[str, Box],
    pairs: Iterable[tuple[str, str]],
    places: Mapping[str, tuple[int, int]],
    old: Mapping[str, tuple[int, int]],
) -> Places:
    """The old places for whom there are any, and for each other thing the nearest free one to what it hangs on, else to where
    a drawing of its own would have it.
    """
    beside: dict[str, set[str]] = {name: set() for name in boxes}
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    found: Places = {name: old[name] for name in sorted(boxes) if name in old}
    left = sorted(boxes.keys() - found.keys())
    while left:
        name = min(left, key=lambda each: (-len(beside[each] & found.keys()), each))
        left.remove(name)
        near = [found[each] for each in sorted(beside[name] & found.keys())] or [places[name]]
        middle = sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near)
        found[name] = _free(boxes[name], middle, [_at(boxes[each], place) for each, place in found.items()])
    return found


def _hanging(
    boxes: Mapping[str, Box], pairs: Iterable[tuple[str, str]], levels: Mapping[str, int]
) -> dict[str, list[str]]:
    """Thing → what hangs on it: of two joined things the one of the deeper level, on the first by name."""
    above: dict[str, str] = {}
    for one, other in sorted({tuple(sorted(pair)) for pair in pairs}):
        upper, lower = (one, other) if levels.get(one, 0) <= levels.get(other, 0) else (other, one)
        if levels.get(upper, 0) + 1 == levels.get(lower, 0) and levels.get(lower, 0) > 0:
            above[lower] = min(upper, above.get(lower, upper))
    found: dict[str, list[str]] = {}
    for lower, upper in sorted(above.items()):
        found.setdefault(upper, []).append(lower)
    return found


def _all(hanging: Mapping[str, list[str]]) -> set[str]:
    return {each for below in hanging.values() for each in below}


def _block(name: str, hanging: Mapping[str, list[str]], boxes: Mapping[str, Box]) -> dict[str, tuple[float, float]]:
    """A thing and all that hangs on it, as places from the block's corner."""
    places: dict[str, tuple[float, float]] = {}
    down = 0.0

    def put(each: str, indent: float) -> None:
        nonlocal down
        left, top, _, bottom = boxes[each]
        places[each] = indent - left, down - top
        down += bottom - top + GAP / 3
        for below in hanging.get(each, []):
            put(below, indent + INDENT)

    put(name, 0.0)
    return places


def _columns(
    blocks: list[dict[str, tuple[float, float]]], boxes: Mapping[str, Box], places: Places
) -> tuple[float, float]:
    """Put the blocks into columns, the tallest first each into the shortest column; gives the width and the height."""
    sizes = [
        (
            max(x + boxes[name][2] for name, (x, _) in block.items()),
            max(y + boxes[name][3] for name, (_, y) in block.items()) + GAP,
        )
        for block in blocks
    ]
    if not sizes:
        return 0.0, 0.0
    wide = max(width for width, _ in sizes) + GAP
    columns = max(1, min(len(blocks), round(math.sqrt(WIDE * sum(height for _, height in sizes) / wide))))
    heights = [0.0] * columns
    for block, (_, height) in sorted(zip(blocks, sizes, strict=True), key=lambda each: (-each[1][1], min(each[0]))):
        column = heights.index(min(heights))
        for name, (x, y) in block.items():
            places[name] = round(column * wide + x), round(heights[column] + y)
        heights[column] += height
    return columns * wide - GAP, max(heights)


def _at(box: Box, place: tuple[float, float]) -> Box:
    return box[0] + place[0], box[1] + place[1], box[2] + place[0], box[3] + place[1]


def _free(box: Box, middle: tuple[float, float], taken: list[Box]) -> tuple[int, int]:
    """The first place on rings around the middle where the box covers no other."""
    for ring in count():
        for turn in range(TURN if ring else 1):
            angle = 2 * math.pi * turn / TURN
            place = (
                round(middle[0] + ring * STEP * WIDE * math.cos(angle)),
                round(middle[1] + ring * STEP * math.sin(angle)),
            )
            left, top, right, bottom = _at(box, place)
            if not any(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in taken):
                return place
    raise AssertionError("the plane has no end")
