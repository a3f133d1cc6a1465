"""Profiles → clusters, each one thing in the world: the two Budi Santosos of Bontang and of Klaten stay two.

Within a home (the persons of one full name), profiles with the same context are one group. Groups are joined by falling
strength of what they share: a judgement, a post, a region, a region within the other's (64.74 in 64), and at last the
name alone, if nothing in the home speaks against it. Regions that disagree keep groups apart unless they share a post.
A group that fits two that are apart is joined to neither: where the name alone cannot say whom an article means, the
thing stays its article's own. Each step looks at the home as a whole, so the order of arrival cannot matter
(in the manner of Gruenheid, Dong and Srivastava, "Incremental Record Linkage", 2014).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.identity.profiles import CODES, Judgement, Profile, Reference


@dataclass(frozen=True, slots=True)
class Cluster:
    """Profiles that are one thing; `alone` where it is known in its one article only, for want of a sure key."""

    members: tuple[Profile, ...]  # sorted by reference
    posts: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    alone: bool = False

    @property
    def first(self) -> Reference:
        """The least of its references: what clusters are sorted by."""
        return self.members[0].reference


Pair = tuple[Reference, Reference]
Link = Callable[[Cluster, Cluster], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements as pairs of references that they anchor to."""

    same: tuple[Pair, ...]
    different: tuple[Pair, ...]

    @property
    def references(self) -> set[Reference]:
        """All that a judgement speaks of."""
        return {reference for pair in self.same + self.different for reference in pair}

    def apart(self, one: Cluster, other: Cluster) -> bool:
        """Whether a judgement forbids the two to be one."""
        return bool(self.different) and _holds(self.different, one, other)

    def together(self, one: Cluster, other: Cluster) -> bool:
        """Whether a judgement says that the two are one."""
        return bool(self.same) and _holds(self.same, one, other)


def clusters(things: Sequence[Profile], judgements: Iterable[Judgement] = ()) -> list[Cluster]:
    """The things in the world behind these profiles, sorted by their least reference."""
    judged = _anchor(things, judgements)
    homes: dict[str, list[Profile]] = defaultdict(list)
    for thing in things:
        homes[thing.home].append(thing)
    found = [cluster for home in homes.values() for cluster in _settle(home, judged)]
    if not judged.references:
        return _sorted(found)
    spoken = [cluster for cluster in found if not judged.references.isdisjoint(_references(cluster))]
    silent = [cluster for cluster in found if judged.references.isdisjoint(_references(cluster))]
    return _sorted([*silent, *_unite(spoken, judged.together, judged)])


def conflict(one: Cluster, other: Cluster) -> bool:
    """Whether the regions of two clusters disagree while no post of theirs agrees."""
    return bool(one.regions and other.regions) and not _same_post(one, other) and not _nested(one, other)


def _settle(home: list[Profile], judged: Judged) -> list[Cluster]:
    """The clusters of one home."""
    strong = home[0].strong
    if strong is None:
        return [Cluster((thing,), alone=True) for thing in home]
    groups = _groups(home, judged, bare=strong.name in CODES)
    for link in (judged.together, _same_post):
        groups = _unite(groups, link, judged)
    for link in (_same_region, _nested):
        groups = _unite(groups, link, judged, never_guess=True)
    if not any(_apart(one, other, judged) for one, other in combinations(groups, 2)):
        return _unite(groups, lambda one, other: True, judged)
    return [part for group in groups for part in ([group] if group.posts or group.regions else _scatter(group, judged))]


def _groups(home: list[Profile], judged: Judged, bare: bool) -> list[Cluster]:
    """The profiles of one context together; those that a judgement speaks of by themselves."""
    spoken = judged.references
    groups: dict[object, list[Profile]] = defaultdict(list)
    for thing in home:
        context = (frozenset[str](), frozenset[str]()) if bare else (thing.values("post"), thing.values("region"))
        groups[(context, thing.reference if thing.reference in spoken else None)].append(thing)
    return _sorted(_cluster(members, bare) for members in groups.values())


def _cluster(members: Iterable[Profile], bare: bool) -> Cluster:
    things = tuple(sorted(members, key=lambda thing: thing.reference))
    if bare:
        return Cluster(things)
    return Cluster(
        things,
        frozenset().union(*(thing.values("post") for thing in things)),
        frozenset().union(*(thing.values("region") for thing in things)),
    )


def _scatter(group: Cluster, judged: Judged) -> list[Cluster]:
    """Each member as its article's own, unless a judgement has tied some together."""
    if len(group.members) > 1 and any(one in _references(group) for one, _ in judged.same):
        return [group]
    return [Cluster((thing,), alone=True) for thing in group.members]


def _unite(groups: list[Cluster], link: Link, judged: Judged, never_guess: bool = False) -> list[Cluster]:
    """Join the groups that a link ties; with `never_guess`, not those whose links lead to groups that are apart."""
    links = [(i, j) for i, j in combinations(range(len(groups)), 2) if link(groups[i], groups[j])]
    if never_guess:
        unsure = _unsure(groups, links, judged)
        links = [(i, j) for i, j in links if i not in unsure and j not in unsure]
    place = list(range(len(groups)))  # the index in `joined` of the cluster that holds each group
    joined = list(groups)
    for i, j in links:
        one, other = joined[place[i]], joined[place[j]]
        if place[i] == place[j] or judged.apart(one, other):
            continue
        kept, lost = place[i], place[j]
        joined[kept] = _join(one, other)
        place = [kept if at == lost else at for at in place]
    return _sorted(joined[at] for at in set(place))


def _unsure(groups: list[Cluster], links: list[tuple[int, int]], judged: Judged) -> set[int]:
    """The groups whose links lead to two groups that are apart."""
    partners: dict[int, list[int]] = defaultdict(list)
    for i, j in links:
        partners[i].append(j)
        partners[j].append(i)
    return {
        i for i, near in partners.items() if any(_apart(groups[a], groups[b], judged) for a, b in combinations(near, 2))
    }


def _join(one: Cluster, other: Cluster) -> Cluster:
    members = tuple(sorted(one.members + other.members, key=lambda thing: thing.reference))
    return Cluster(members, one.posts | other.posts, one.regions | other.regions)


def _apart(one: Cluster, other: Cluster, judged: Judged) -> bool:
    return conflict(one, other) or judged.apart(one, other)


def _same_post(one: Cluster, other: Cluster) -> bool:
    return not one.posts.isdisjoint(other.posts)


def _same_region(one: Cluster, other: Cluster) -> bool:
    return not one.regions.isdisjoint(other.regions)


def _nested(one: Cluster, other: Cluster) -> bool:
    """Whether a region of one is, or lies in, a region of the other: 64.74 in 64."""
    return any(f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.") for a in one.regions for b in other.regions)


def _anchor(things: Sequence[Profile], judgements: Iterable[Judgement]) -> Judged:
    wanted = list(judgements)
    if not wanted:
        return Judged((), ())
    kinds = {thing.reference: thing.kind for thing in things}
    anchored: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for thing in sorted(things, key=lambda thing: thing.reference):
        for name in {thing.name, thing.label, *thing.others}:
            anchored[(thing.reference.article, name)].append(thing.reference)
    pairs = {
        same: sorted(
            (one, other)
            for judgement in wanted
            if judgement.same == same
            for one in anchored[judgement.one]
            for other in anchored[judgement.other]
            if one != other and kinds[one] == kinds[other]
        )
        for same in (True, False)
    }
    return Judged(tuple(pairs[True]), tuple(pairs[False]))


def _holds(pairs: tuple[Pair, ...], one: Cluster, other: Cluster) -> bool:
    left, right = _references(one), _references(other)
    return any((a in left and b in right) or (b in left and a in right) for a, b in pairs)


def _references(cluster: Cluster) -> set[Reference]:
    return {thing.reference for thing in cluster.members}


def _sorted(found: Iterable[Cluster]) -> list[Cluster]:
    return sorted(found, key=lambda cluster: cluster.first)
