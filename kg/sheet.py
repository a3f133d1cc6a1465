"""Nodes with the size of their names, and the arrows among them → where each stands on an A4 sheet, in millimetres.

`places(nodes, [("alex", "kapolres")])` draws together what arrows join, fills the sheet, and pushes apart whatever would
cover something else. The same nodes give the same places.
"""

import math
import random
from collections.abc import Collection
from typing import Any, NamedTuple, TypeAlias

import igraph
import numpy as np

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top
Place: TypeAlias = tuple[float, float]

WIDTH, HEIGHT = 297.0, 210.0
FRAME: Box = (12.0, 24.0, 285.0, 182.0)  # where nodes and names stand
SEED = 20241011
SPARE = 0.8  # millimetres around each node and its name
FEW_NODES = 15  # up to which a drawing needs no filling of the sheet
THREAD = 0.15  # what holds the parts of a graph together, beside an arrow's 1


class Node(NamedTuple):
    """A thing on the sheet: half its own width, and the size of its name."""

    name: str
    lines: tuple[str, ...]
    radius: float
    width: float
    height: float


def places(nodes: list[Node], pairs: Collection[tuple[str, str]]) -> dict[str, Place]:
    """Where the middle of each node stands, so that its name has room under it."""
    if not nodes:
        return {}
    points = _laid_out(nodes, pairs)
    half = np.array(
        [(max(node.width / 2, node.radius) + SPARE, (node.height + 2 * node.radius) / 2 + SPARE) for node in nodes]
    )
    inner = np.array([FRAME[2] - FRAME[0], FRAME[3] - FRAME[1]]) - 2 * half
    middle = _apart(np.array(FRAME[:2]) + half + points * np.maximum(inner, 0), half)  # of shape and name together
    return {
        node.name: (round(float(x), 3), round(float(y) + node.height / 2, 3))
        for node, (x, y) in zip(nodes, middle, strict=True)
    }


def around(node: Node, x: float, y: float) -> list[Box]:
    """Where a name may stand: below, above, right, left of its node, in the corners, then the same farther off."""
    boxes = []
    for far in (node.radius + 0.5, 1.8 * node.radius + 1.5):
        below, above = y - far - node.height, y + far
        right, left, level, middle = x + far, x - far - node.width, y - node.height / 2, x - node.width / 2
        corners = [(right, below + far), (left, below + far), (right, above - far), (left, above - far)]
        for edge, foot in [(middle, below), (middle, above), (right, level), (left, level), *corners]:
            boxes.append((edge, foot, edge + node.width, foot + node.height))
    return boxes


def meet(one: Box, other: Box) -> bool:
    """Whether one box covers a part of the other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _laid_out(nodes: list[Node], pairs: Collection[tuple[str, str]]) -> Any:
    """A point between 0 and 1 each way for each node."""
    if len(nodes) == 1:
        return np.full((1, 2), 0.5)
    number = {node.name: index for index, node in enumerate(nodes)}
    graph = igraph.Graph(n=len(nodes), edges=[(number[a], number[b]) for a, b in pairs])
    graph.simplify()
    parts = graph.connected_components()
    graph.es["weight"] = 1.0
    graph.add_vertices(1)  # a weak thread from each part to one point, without which the parts would drift apart
    for part in parts:
        graph.add_edge(max(part, key=lambda index: (graph.degree(index), -index)), len(nodes), weight=THREAD)
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        laid = graph.layout_fruchterman_reingold(niter=1500, weights="weight")
    finally:
        igraph.set_random_number_generator(random)
    points = np.array(laid.coords[: len(nodes)], dtype=float)
    if np.ptp(points[:, 1]) > np.ptp(points[:, 0]):
        points = points[:, ::-1]
    span = np.ptp(points, axis=0)
    points = (points - points.min(axis=0)) / np.where(span > 1e-9, span, 1.0)
    if len(nodes) <= FEW_NODES:
        return points
    # a cloud is thick in the middle, a sheet has corners: half by where a point is, half by its rank
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(nodes) - 1)
    return (points + ranks) / 2


def _apart(middle: Any, half: Any) -> Any:
    """The boxes pushed apart within the frame until none meets another, or for as long as is reasonable."""
    least, most = np.array(FRAME[:2]) + half, np.array(FRAME[2:]) - half
    order = np.sign(np.arange(len(middle))[:, None] - np.arange(len(middle))[None, :])
    for turn in range(1_000):
        gap = middle[:, None, :] - middle[None, :, :]
        over = half[:, None, :] + half[None, :, :] - np.abs(gap)
        covered = (over > 1e-6).all(axis=2)
        np.fill_diagonal(covered, False)
        if not covered.any():
            break
        side = np.where(gap == 0, order[:, :, None], np.sign(gap))
        # in turn along the way that is shorter and, so that no column stands full, rather to the side
        across = over[:, :, 0] <= over[:, :, 1] * (1.0, 3.0)[turn % 2]
        push = np.stack([np.where(across, over[:, :, 0], 0), np.where(across, 0, over[:, :, 1])], axis=2)
        middle = middle + (side * push * covered[:, :, None]).sum(axis=1) * 0.3
        middle = np.clip(middle, np.minimum(least, most), np.maximum(least, most))
    return middle


def crossings(box: Box, points: Any) -> int:
    """How many of these points of arrows are under a box."""
    inside = (points > (box[0], box[1])).all(axis=1) & (points < (box[2], box[3])).all(axis=1)
    return int(inside.sum())


def along(ends: Collection[tuple[Place, Place]]) -> Any:
    """Points on arrows between these ends, forty on each."""
    parts = np.linspace(0, 1, 40)[:, None]
    lines = [np.array(start) * (1 - parts) + np.array(end) * parts for start, end in ends]
    return np.concatenate([np.empty((0, 2)), *lines])


def distance(one: Place, other: Place) -> float:
    """How far two places are from one another."""
    return math.hypot(one[0] - other[0], one[1] - other[1])
