"""Profiles → the pairs that may be one thing, for a person to judge, and the ties that made one thing of several.

"Agus Setiawan", Bupati Temanggung, and "Agus Setiawan" of whom nothing is told: 45 points, too few to be joined unasked.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.identity.clusters import Tie, components, homes_of, kept_apart, settle, settled
from kg.identity.evidence import LOWER, evidence
from kg.identity.groups import Judged, anchored
from kg.identity.profiles import Judgement, Profile, Reference


class Doubt(NamedTuple):
    """Two things that may be one: the least reference of each, the points, and what speaks for and against it."""

    one: Reference
    other: Reference
    points: int
    reasons: tuple[str, ...]


def doubtful(things: Sequence[Profile], judgements: Iterable[Judgement] = ()) -> list[Doubt]:
    """The pairs that wait for a judgement, the likeliest first."""
    judged = anchored(things, judgements)
    found = [doubt for component in components(homes_of(things)) for doubt in _doubts(component, judged)]
    return sorted(found, key=lambda doubt: (-doubt.points, doubt.one, doubt.other))


def ties(things: Sequence[Profile], reference: Reference, judgements: Iterable[Judgement] = ()) -> list[Tie]:
    """Why the thing of a reference is one with those of other articles: the ties of its cluster, the surest first."""
    made, links = settled(things, anchored(things, judgements))
    members = next((cluster.references for cluster in made if reference in cluster.references), frozenset())
    mine = [tie for tie in links if tie.one in members and tie.other in members]
    return sorted(mine, key=lambda tie: (-tie.evidence.points, tie.one, tie.other))


def _doubts(component: Sequence[Profile], judged: Judged) -> Iterator[Doubt]:
    for one, other in combinations(settle(component, judged).clusters, 2):
        found = evidence(one, other)
        if found.points >= LOWER and not kept_apart(one, other, judged):
            yield Doubt(one.first, other.first, found.points, found.reasons)
