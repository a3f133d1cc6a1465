"""Two things → how they hang together: the shortest ways between them, and those that the most sources speak for.

`between(field, alex, choirul, 150)`: Alex → the meeting → Choirul Amin. A way may follow arrows in either direction. It leads
through a place only where no other does, as two things in one town have little to do with each other.
"""

import heapq
from collections.abc import Callable, Iterator
from itertools import count, islice, pairwise
from typing import NamedTuple, TypeAlias

from kg.errors import KabargrafError
from kg.lookup import label
from kg.network.choice import Choice
from kg.network.field import Field, kind
from kg.network.rows import Link
from kg.network.telling import Claim, claims_about

WAYS = 3  # of each sort that are shown
TRIED = 8  # ways that are weighed by their sentences, of which the best attested are kept
ENOUGH = 10  # sources of one step beyond which more make it no surer
STEP = 0.25  # what a step costs that many sources speak for; one with a single source costs 1 more

Way: TypeAlias = tuple[str, ...]  # things, from end to end
Cost: TypeAlias = Callable[[str, str], float]  # of the step between two things


def between(field: Field, start: str, end: str, limit: int) -> Choice:
    """The things on the shortest and the best attested ways; raises KabargrafError where there is none."""
    if start == end:
        raise KabargrafError(f"both ends of the path are “{label(field.store, start)}”: name two things")

    def attested(one: str, other: str) -> float:
        return STEP + 1 / min(
            ENOUGH, field.sources(one), field.sources(other)
        )  # as many sources as speak of both, at most

    for through_places in (False, True):
        short = list(islice(_ways(field, start, end, lambda one, other: 1.0, through_places), TRIED))
        if short:
            break
    else:
        ends = f"“{label(field.store, start)}” to “{label(field.store, end)}”"
        raise KabargrafError(f"no way leads from {ends} in this graph: no article ties them, not by others either")
    sure = list(islice(_ways(field, start, end, attested, through_places), TRIED))
    claims = claims_about(field.store, {thing for way in (*short, *sure) for thing in way})
    weights = {way: _weight(field, way, claims) for way in (*short, *sure)}
    shortest = sorted((way for way in short if len(way) == len(short[0])), key=lambda way: (weights[way], way))[:WAYS]
    best = sorted(weights, key=lambda way: (weights[way], len(way), way))[:WAYS]
    every = list(dict.fromkeys(thing for way in (*shortest[:1], *best[:1], *shortest, *best) for thing in way))
    shown = every[: max(limit, len(shortest[0]))]
    paths = [
        {"nodes": list(way), "why": [why for why, ways in (("shortest", shortest), ("attested", best)) if way in ways]}
        for way in dict.fromkeys((*shortest, *best))
        if set(way) <= set(shown)
    ]
    about = {"view": "path", "focus": None, "measure": "steps-and-sources", "paths": paths}
    return Choice(shown, len(every), len(field.among(every)), about)


def _weight(field: Field, way: Way, claims: dict[Link, list[Claim]]) -> float:
    """How badly attested a way is: each step costs the less, the more independent sources speak for it."""
    weight = 0.0
    for one, other in pairwise(way):
        steps = [link for link in field.links(one) if other in (link[0], link[2])]
        origins = {claim.origin for link in steps for claim in claims.get(link, [])}
        weight += STEP + 1 / min(ENOUGH, len(origins) or 0.5)  # what only follows from others counts half a source
    return round(weight, 6)


def _ways(field: Field, start: str, end: str, cost: Cost, through_places: bool) -> Iterator[Way]:
    """Ways without a loop, the cheapest first, equal ones in the order of their IRIs (J. Y. Yen, 1971)."""
    passable = Passable(field, {start, end}, through_places)
    left, bound = _left(passable, start, end, cost)
    if start not in left:
        return

    def cheapest(root: Way, barred: set[str]) -> Way | None:
        """The cheapest way that begins so and takes none of the barred things next (A*)."""
        number = count()
        waiting = [(left.get(root[-1], bound), next(number), 0.0, root[-1], "")]
        came = dict.fromkeys(root[:-1], "")
        while waiting:
            _, _, spent, thing, before = heapq.heappop(waiting)
            if thing in came:
                continue
            came[thing] = before
            if thing == end:
                way = [end]
                while way[-1] != root[-1]:
                    way.append(came[way[-1]])
                return root[:-1] + tuple(reversed(way))
            for other in passable.next(thing):
                if other not in came and not (thing == root[-1] and other in barred):
                    so_far = spent + cost(thing, other)
                    far = round(so_far + left.get(other, bound), 6)
                    heapq.heappush(waiting, (far, next(number), so_far, other, thing))
        return None

    found, met, waiting = list[Way](), set[Way](), list[tuple[float, Way]]()

    def wait(way: Way | None) -> None:
        if way is not None and way not in met:
            met.add(way)
            heapq.heappush(waiting, (round(sum(cost(*step) for step in pairwise(way)), 6), way))

    wait(cheapest((start,), set()))
    while waiting:
        way = heapq.heappop(waiting)[1]
        found.append(way)
        yield way
        for place in range(1, len(way)):
            root = way[:place]
            wait(cheapest(root, {each[place] for each in found if each[:place] == root}))


class Passable(NamedTuple):
    """Where ways may lead."""

    field: Field
    ends: set[str]
    through_places: bool

    def next(self, thing: str) -> list[str]:
        """The things one step on."""
        if kind(thing) == "place" and thing not in self.ends and not self.through_places:
            return []
        return self.field.neighbours(thing)


def _left(passable: Passable, start: str, end: str, cost: Cost) -> tuple[dict[str, float], float]:
    """What is left to the end from each thing that is not farther than the start, and from all others at least
    (E. W. Dijkstra, 1959).
    """
    waiting, left, spent = [(0.0, end)], dict[str, float](), 0.0
    while waiting:
        spent, thing = heapq.heappop(waiting)
        if thing in left:
            continue
        left[thing] = spent
        if thing == start:
            break
        for other in passable.next(thing):
            if other not in left:
                heapq.heappush(waiting, (spent + cost(thing, other), other))
    return left, spent
