"""Profiles → clusters: values that hold what all their members tell, and what people have judged of them.

A `Cluster` of three articles on Kapolres Alex knows his three spellings, the post, the region and everybody named around him.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.identity.likeness import Words
from kg.identity.profiles import Judgement, Profile, Reference
from kg.judgements import Verdict
from kg.model import Kind

FIGURE = 40  # bits of the name of one of whom the news is full, or of one that is as rare

Pair = tuple[Reference, Reference]


@dataclass(frozen=True, eq=False)
class Cluster:
    """Profiles that are one thing; `alone` where it is known in its one article only, for want of a sure key."""

    members: tuple[Profile, ...]  # sorted by reference
    alone: bool = False
    parts: "tuple[Cluster, Cluster] | None" = None  # those that it was joined of

    @property
    def first(self) -> Reference:
        """The least of its references: what clusters are sorted by."""
        return self.members[0].reference

    @property
    def kind(self) -> Kind:
        """The kind of all its members."""
        return self.members[0].kind

    @property
    def coded(self) -> bool:
        """Whether its home is a code, which names one thing in the world."""
        return self.members[0].coded

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """Sort of key → the values of all members."""
        if self.parts:
            one, other = self.parts
            return {sort: one.values(sort) | other.values(sort) for sort in sorted({*one.known, *other.known})}
        found: dict[str, set[str]] = defaultdict(set)
        for thing in self.members:
            for key in thing.keys:
                found[key.name].add(key.value)
            found["nickname"] |= thing.nicknames
        return {sort: frozenset(values) for sort, values in found.items()}

    @cached_property
    def words(self) -> frozenset[Words]:
        """The words of each of its names, as they are compared."""
        if self.parts:
            return self.parts[0].words | self.parts[1].words
        return frozenset().union(*(thing.names for thing in self.members))

    @cached_property
    def bits(self) -> Mapping[Words, int]:
        """How rare the fullest names of a person are."""
        if self.parts:
            return {**self.parts[0].bits, **self.parts[1].bits}
        return {thing.words: int(rarity) for thing in self.members if thing.words and (rarity := thing.first("bits"))}

    @cached_property
    def figures(self) -> tuple[Words, ...]:
        """The fullest names that say by themselves who is meant."""
        return tuple(words for words, bits in self.bits.items() if bits >= FIGURE)

    @cached_property
    def abbreviated(self) -> bool:
        """Whether a body is known by an abbreviation alone."""
        return all(thing.abbreviated for thing in self.members)

    @property
    def regions(self) -> frozenset[str]:
        """The codes of the regions around it."""
        return self.values("region")

    @property
    def offices(self) -> frozenset[str]:
        """The posts that one holds at a time."""
        return self.values("post") - self.values("seat")

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that speak of it."""
        return frozenset(thing.reference.article for thing in self.members)

    @cached_property
    def references(self) -> frozenset[Reference]:
        """The references of its members."""
        return frozenset(thing.reference for thing in self.members)

    def values(self, sort: str) -> frozenset[str]:
        """The values of the keys of one sort."""
        return self.known.get(sort, frozenset())


def cluster(members: Iterable[Profile], alone: bool = False) -> Cluster:
    """The cluster of some profiles."""
    return Cluster(tuple(sorted(members, key=lambda thing: thing.reference)), alone)


def join(one: Cluster, other: Cluster) -> Cluster:
    """Two clusters as one."""
    members = tuple(sorted(one.members + other.members, key=lambda thing: thing.reference))
    return Cluster(members, parts=(one, other))


@dataclass(frozen=True, eq=False)
class Judged:
    """The judgements as pairs of references that they anchor to."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()

    @cached_property
    def references(self) -> frozenset[Reference]:
        """All that a judgement speaks of."""
        return frozenset(reference for pair in self.same + self.different for reference in pair)

    @cached_property
    def _forbidden(self) -> Mapping[Reference, set[Reference]]:
        """Reference → those that it may not be one with."""
        found: dict[Reference, set[Reference]] = defaultdict(set)
        for one, other in self.different:
            found[one].add(other)
            found[other].add(one)
        return found

    def apart(self, one: Cluster, other: Cluster) -> bool:
        """Whether a judgement forbids the two to be one."""
        spoken = self._forbidden.keys() & one.references if self.different else ()
        return any(not self._forbidden[reference].isdisjoint(other.references) for reference in spoken)


def on_identity(verdicts: Iterable[Verdict]) -> list[Judgement]:
    """What these verdicts say of things being one or not."""
    return [
        Judgement(said.verb == "same", (said.article, said.name), (said.other_article, said.other_name))
        for said in verdicts
        if said.verb != "reject"
    ]


def anchored(things: Sequence[Profile], judgements: Iterable[Judgement]) -> Judged:
    """The judgements tied to the things that bear the names they speak of."""
    wanted = list(judgements)
    if not wanted:
        return Judged()
    kinds = {thing.reference: thing.kind for thing in things}
    bearers: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for thing in sorted(things, key=lambda thing: thing.reference):
        for name in thing.called:
            bearers[(thing.reference.article, name)].append(thing.reference)
    pairs = {
        same: sorted(
            (one, other)
            for judgement in wanted
            if judgement.same == same
            for one in bearers[judgement.one]
            for other in bearers[judgement.other]
            if one != other and kinds[one] == kinds[other]
        )
        for same in (True, False)
    }
    return Judged(tuple(pairs[True]), tuple(pairs[False]))
