"""Profiles → pairs that may be one and are kept two for want of evidence: what a person is asked, the likeliest first.

Two Budi Santosos of whom one is known in Bontang and the other by his name alone, beside a third in Klaten.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.identity.clusters import Cluster, clusters
from kg.identity.profiles import Judgement, Profile, Reference

MOST = 30  # groups of one name that are compared: of a name that so many bear, a pair says nothing


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two things, each by the least of its references, that are apart in the graph and may be one."""

    one: Reference
    other: Reference
    points: int  # how much speaks for it
    reasons: tuple[str, ...]  # what speaks for it and against it


def doubtful(profiles: Sequence[Profile], judgements: Iterable[Judgement] = ()) -> list[Doubt]:
    """The pairs of things of one home that are kept apart, by falling points, then by their references."""
    homes: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters(profiles, judgements):
        if cluster.members[0].strong is not None:
            homes[cluster.members[0].home].append(cluster)
    found = [
        _doubt(one, other)
        for namesakes in homes.values()
        if len(namesakes) <= MOST
        for one, other in combinations(namesakes, 2)
    ]
    return sorted(found, key=lambda doubt: (-doubt.points, doubt.one, doubt.other))


def _doubt(one: Cluster, other: Cluster) -> Doubt:
    reasons = ["one name"]
    points = 1
    if not (one.regions and other.regions):
        points, reasons = points + 1, [*reasons, "a region is not known of both"]
    elif any(f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.") for a in one.regions for b in other.regions):
        points, reasons = points + 2, [*reasons, "regions that agree"]
    else:
        points, reasons = points - 1, [*reasons, "regions that disagree"]
    return Doubt(one.first, other.first, points, tuple(reasons))
