"""Profiles → clusters, each one thing in the world: the two Budi Santosos of Bontang and of Klaten stay two.

Homes that share a block and are alike are a component; what is in one component plays no part in another. Within a component,
profiles of one context are a group, and groups are joined by falling level of the evidence between them. At each level all
links are looked at before any is followed, and a group that fits two that are apart is joined to neither: where nothing says
whom an article means, the thing stays its article's own. So the order of arrival cannot matter (in the manner of Gruenheid,
Dong and Srivastava, "Incremental Record Linkage", 2014).
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, reduce
from itertools import combinations, product
from typing import NamedTuple

from kg.identity.evidence import CERTAIN, LOWER, UPPER, Evidence, Weighed, evidence
from kg.identity.groups import FIGURE, Cluster, Judged, anchored, cluster, join
from kg.identity.likeness import Likeness, likeness
from kg.identity.profiles import Judgement, Profile, Reference

LEVELS = (CERTAIN, 85, 70, UPPER)
RARE = 27  # bits of a name that one in a hundred million bears: on one topic its bearers are looked at together

UNJUDGED = Judged()
BY_JUDGEMENT = Evidence(CERTAIN, (Weighed(CERTAIN, "judged to be one"),))

CLEARLY = 10  # points by which one link is stronger than another

Homes = Mapping[str, Sequence[Profile]]
Links = Mapping[tuple[Cluster, Cluster], Evidence]  # pairs, the one of the lesser reference first


def clusters(things: Sequence[Profile], judgements: Iterable[Judgement] = ()) -> list[Cluster]:
    """The things in the world behind these profiles, sorted by their least reference."""
    return settled(things, anchored(things, judgements)).clusters


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for unreachable cycles: nothing here makes one, and to walk all that stays alive took 40 % of the time."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


@uncollected()
def settled(things: Sequence[Profile], judged: Judged = UNJUDGED) -> "Settled":
    """The same, with the ties that made them: first each component by itself, then what judgements join across components."""
    parts = [settle(component, judged) for component in components(homes_of(things))]
    found = [made for part in parts for made in part.clusters]
    ties = [tie for part in parts for tie in part.ties]
    if not judged.references:
        return Settled(_sorted(found), ties)
    spoken = [made for made in found if not judged.references.isdisjoint(made.references)]
    silent = [made for made in found if judged.references.isdisjoint(made.references)]
    joined = _follow(spoken, _judged_pairs(spoken, judged), judged, ties)
    return Settled(_sorted([*silent, *joined]), ties)


def homes_of(things: Iterable[Profile]) -> dict[str, list[Profile]]:
    """The profiles of each home."""
    homes: dict[str, list[Profile]] = defaultdict(list)
    for thing in things:
        homes[thing.home].append(thing)
    return homes


def components(homes: Homes) -> Iterator[list[Profile]]:
    """The profiles of homes that may hold one thing, together."""
    parent = {home: home for home in homes}

    def root(home: str) -> str:
        while parent[home] != home:
            parent[home] = parent[parent[home]]
            home = parent[home]
        return home

    sharing: dict[str, set[str]] = defaultdict(set)
    for home, members in homes.items():
        for block in {block for thing in members for block in thing.blocks}:
            sharing[block].add(home)
    for block, near in sharing.items():
        for one, other in combinations(sorted(near), 2):
            if root(one) != root(other) and akin(block, one, other):
                parent[max(root(one), root(other))] = min(root(one), root(other))
    together: dict[str, list[Profile]] = defaultdict(list)
    for home, members in homes.items():
        together[root(home)] += members
    yield from together.values()


def akin(block: str, one: str, other: str) -> bool:
    """Whether two homes that share a block may hold one thing: one spelling, a part of a name, a short name with its post."""
    if block.startswith(("name ", "short ", "event ")):
        return True
    names = [home.split(" as ")[0].split()[2:] for home in (one, other)]
    if min(map(len, names)) == 1:
        return bool(set(names[0]) & set(names[1]))
    return likeness(tuple(names[0]), tuple(names[1])) is not Likeness.NONE


class Tie(NamedTuple):
    """Why two clusters became one: the least reference of each, and what spoke for it."""

    one: Reference
    other: Reference
    evidence: Evidence


class Settled(NamedTuple):
    """Clusters, and the ties that made them."""

    clusters: list[Cluster]
    ties: list[Tie]


def settle(component: Sequence[Profile], judged: Judged = UNJUDGED) -> Settled:
    """The things in the world behind one component."""
    if component[0].home.startswith("alone "):
        return Settled([cluster([thing], alone=True) for thing in component], [])
    if len(component) == 1 or (component[0].coded and not judged.references):
        return Settled([cluster(component)], [])
    full = [thing for thing in component if not thing.short]
    short = [thing for thing in component if thing.short]
    ties: list[Tie] = []
    found = _joined(_groups(full, judged), judged, ties)
    short_groups = _joined(_groups(short, judged), judged, ties)
    return Settled(_with_short_names(found, short_groups, judged, ties), ties)


def _groups(things: Sequence[Profile], judged: Judged) -> list[Cluster]:
    """The profiles of one home and context together; those that a judgement speaks of by themselves."""
    groups: dict[object, list[Profile]] = defaultdict(list)
    for thing in things:
        groups[_context(thing, thing.reference in judged.references)].append(thing)
    return _sorted(map(cluster, groups.values()))


def _context(thing: Profile, spoken: bool) -> object:
    """What two profiles share that are one without further ado."""
    if spoken:
        return thing.reference
    if thing.coded:
        return thing.home
    bits = int(thing.first("bits") or 0)
    match thing.kind:
        case "person" if thing.offices or bits >= FIGURE:
            return thing.home, thing.offices, thing.values("region"), thing.values("field")
        case "person" if bits >= RARE:
            return thing.home, thing.values("region"), thing.values("field"), thing.values("topic")
        case "place" if thing.values("tie"):
            return thing.home
        case "place":
            return thing.home, thing.values("near") or thing.reference
        case "organization" if not thing.abbreviated and not thing.values("general"):
            return thing.home, thing.values("region")
        case "post":
            return thing.home, thing.values("region")
        case _:
            return thing.reference


def _joined(groups: list[Cluster], judged: Judged, ties: list[Tie]) -> list[Cluster]:
    """Groups joined level by level; those that fit two that are apart stay by themselves."""
    groups = _follow(groups, _judged_pairs(groups, judged), judged, ties)
    weighed: Links = {pair: evidence(*pair) for pair in combinations(groups, 2)}
    unsure: set[Cluster] = set()
    for level in LEVELS:
        before = 0
        while len(groups) > 1 and len(groups) != before:
            before = len(groups)
            sure, doubted = _level(weighed, judged, level)
            unsure |= doubted
            groups = _follow(groups, sure, judged, ties) if sure else groups
            if len(groups) != before:
                weighed = {pair: weighed.get(pair) or evidence(*pair) for pair in combinations(groups, 2)}
    return [part for group in groups for part in (_scattered(group) if group in unsure else [group])]


def _level(weighed: Links, judged: Judged, level: int) -> tuple[Links, set[Cluster]]:
    """The pairs of groups to be joined at a level, and the groups that fit two that are apart.

    A link is not followed where another is as strong that leads to a group which is apart from this one.
    """
    links = {pair: found for pair, found in weighed.items() if found.points >= level and not kept_apart(*pair, judged)}
    partners: dict[Cluster, list[tuple[Cluster, Evidence]]] = defaultdict(list)
    for (one, other), found in links.items():
        partners[one].append((other, found))
        partners[other].append((one, found))

    @cache
    def apart(one: Cluster, other: Cluster) -> bool:
        found = weighed.get((one, other)) or weighed[other, one]
        return found.points < LOWER or kept_apart(one, other, judged)

    blocked: dict[Cluster, set[Cluster]] = defaultdict(set)
    for group, near in partners.items():
        for (one, first), (other, second) in combinations(near, 2):
            if apart(one, other):
                blocked[group] |= {
                    end
                    for end, here, there in ((one, first, second), (other, second, first))
                    if not _stronger(here, there)
                }
    sure = {
        (one, other): f for (one, other), f in links.items() if other not in blocked[one] and one not in blocked[other]
    }
    return sure, {group for group, near in partners.items() if len(blocked[group]) == len(near)}


def _stronger(one: Evidence, other: Evidence) -> bool:
    """Whether one link is so much stronger than another, or so sure by itself, that it is no guess to follow it."""
    return one.points >= CERTAIN or (one.same, one.points) > (other.same, other.points + CLEARLY)


def kept_apart(one: Cluster, other: Cluster, judged: Judged) -> bool:
    """Whether two may not be one: by a judgement, or since an article tells them apart."""
    told_apart = one.kind != "place" and one.words.isdisjoint(other.words)
    both_there = told_apart and not one.articles.isdisjoint(other.articles)
    return both_there or _two_figures(one, other) or judged.apart(one, other)


def _two_figures(one: Cluster, other: Cluster) -> bool:
    """Whether the fullest names are those of two figures of whom the news is full, whatever other names they share."""
    if not one.figures or not other.figures:
        return False
    return not any(likeness(a, b) > Likeness.TAIL for a, b in product(one.figures, other.figures))


def _judged_pairs(groups: Sequence[Cluster], judged: Judged) -> Links:
    """The pairs of groups that a judgement says are one."""
    holder = {reference: group for group in groups for reference in group.references & judged.references}
    ends = ((holder.get(one), holder.get(other)) for one, other in judged.same)
    pairs = ((one, other) for one, other in ends if one and other and one is not other)
    return {(one, other) if one.first < other.first else (other, one): BY_JUDGEMENT for one, other in pairs}


def _follow(groups: list[Cluster], pairs: Links, judged: Judged, ties: list[Tie]) -> list[Cluster]:
    """Join these pairs, the surest first; never two that are apart."""
    now = {group: group for group in groups}  # the cluster that holds each group
    held = {group: [group] for group in groups}  # and the groups that a cluster holds
    for (one, other), found in sorted(
        pairs.items(), key=lambda item: (-item[1].points, item[0][0].first, item[0][1].first)
    ):
        left, right = now[one], now[other]
        if left is right or (judged.apart(left, right) if found is BY_JUDGEMENT else kept_apart(left, right, judged)):
            continue
        ties.append(Tie(one.first, other.first, found))
        both = join(left, right)
        held[both] = held.pop(left) + held.pop(right)
        now.update(dict.fromkeys(held[both], both))
    return _sorted(held)


def _scattered(group: Cluster) -> list[Cluster]:
    """A group that may be either of two, each member as its article's own where nothing but the name held them together."""
    rare = any(bits >= RARE for bits in group.bits.values())
    if len(group.members) == 1 or group.values("post") or group.regions or rare:
        return [group]
    return [cluster([thing], alone=True) for thing in group.members]


def _with_short_names(full: list[Cluster], short: list[Cluster], judged: Judged, ties: list[Tie]) -> list[Cluster]:
    """Each short name joined to the one full name that bears it in its post; of several to the one of a figure.

    "Presiden Prabowo" is Prabowo Subianto, of whom the news is full, though one article was read as of a Prabowo Gibran.
    """
    borne: dict[Cluster, list[Cluster]] = defaultdict(list)
    alone: list[Cluster] = []
    for group in short:
        fitting = [made for made in full if _bears(made, group) and not kept_apart(made, group, judged)]
        fitting = [made for made in fitting if made.figures] if len(fitting) > 1 else fitting
        if len(fitting) == 1:
            shared = fitting[0].offices & group.offices
            found = Evidence(CERTAIN, (Weighed(CERTAIN, "a short form of its name"), Weighed(0, "same post", shared)))
            ties.append(Tie(fitting[0].first, group.first, found))
            borne[fitting[0]].append(group)
        else:
            alone.append(group)
    return _sorted([*alone, *(reduce(join, borne[made], made) for made in full)])


def _bears(full: Cluster, short: Cluster) -> bool:
    """Whether a one-word name opens or ends a full one, in one post."""
    names = {word for words in short.words for word in words}
    ends = {word for words in full.words for word in (words[0], words[-1])}
    return not full.offices.isdisjoint(short.offices) and not names.isdisjoint(ends)


def _sorted(found: Iterable[Cluster]) -> list[Cluster]:
    return sorted(found, key=lambda made: made.first)
