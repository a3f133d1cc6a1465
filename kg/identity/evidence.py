"""Two clusters → what speaks for their being one thing: `evidence(one, other)` gives points and reasons.

Points are whole numbers, set by hand and measured (docs/decisions/identity.md). They rest on the two clusters and on the keys of
the reading alone, so that a pair weighs the same whatever else is in the store.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from rapidfuzz import fuzz

from kg.identity.groups import Cluster
from kg.identity.likeness import Likeness, likeness

UPPER = 55  # from here on two are one
LOWER = 35  # from here on a person is asked
CERTAIN = 100
USUAL = 20  # bits of a name that one in a million bears: below it a name says less, above it more
COMMON = 3  # points that a bit below the usual takes
ABBREVIATED = 30  # points for one abbreviation, which many bodies may share
GENERAL = 10  # points that a name loses which many bear
TELLING = 3  # words of a place's name that says by itself which: "Masjid Agung" is in every city
LIKE = 60.0  # of 100: how alike the labels of two statements are that may be one
FEW = 2  # names around a person from which on it means something that none is around the other
SWAY = 20  # points that the rarity of a name counts for at most
SHOWN = 3  # values of a reason, the first

SAME = "same name"
REASONS = {
    Likeness.SAME: SAME,
    Likeness.SOUND: "same name in another spelling",
    Likeness.INITIALS: "same name, with an initial",
    Likeness.PART: "one name is part of the other",
    Likeness.TAIL: "one name is the end of the other",
    Likeness.CLOSE: "names a letter apart",
}


class Weighed(NamedTuple):
    """Points, what they are for, and the values that say so."""

    points: int
    reason: str
    values: frozenset[str] = frozenset()


class Evidence(NamedTuple):
    """How much speaks for two clusters being one, and what."""

    points: int
    weighed: tuple[Weighed, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the names are the same."""
        return any(each.reason == SAME for each in self.weighed)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for and against, in words: "same post kapolres@polres/64.74"."""
        return tuple(f"{reason} {', '.join(sorted(values)[:SHOWN])}".rstrip() for _, reason, values in self.weighed)


def evidence(one: Cluster, other: Cluster) -> Evidence:
    """What speaks for two clusters of one kind being one thing in the world."""
    weighed = tuple(_weighed(one, other))
    return Evidence(sum(each.points for each in weighed), weighed)


def _weighed(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    if one.coded or other.coded:
        if one.members[0].home == other.members[0].home:
            yield Weighed(CERTAIN, "same code")
    elif one.kind == "person":
        yield from _of_persons(one, other)
    elif one.kind == "event":
        yield from _of_events(one, other)
    else:
        yield from _of_things(one, other)


def _of_things(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    """Bodies, places and posts that no code names."""
    if one.words & other.words and not (one.abbreviated and other.abbreviated):
        few = all(len(words) < TELLING for words in one.words & other.words)
        common = bool(one.values("general") or other.values("general"))
        yield Weighed(Likeness.SAME - GENERAL * ((one.kind == "place" and few) + common), SAME)
    elif one.words & other.words or (
        one.abbreviated != other.abbreviated and one.values("short") & other.values("short")
    ):
        yield Weighed(ABBREVIATED, "same abbreviation")
    else:
        return
    yield from _regions(one, other)
    yield from _around(one, other)
    if one.abbreviated or other.abbreviated:
        yield from _topics(one, other)
    near = one.values("near"), other.values("near")
    if all(near):
        agree = GENERAL + 5 * (near[0] == near[1])
        shared = near[0] & near[1]
        yield Weighed(agree, "near", shared) if shared else Weighed(-15, "in articles on other regions")


def _regions(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    if not one.regions or not other.regions:
        return
    if shared := one.regions & other.regions:
        yield Weighed(20, "same region", shared)
    elif nested(one, other):
        yield Weighed(10, "one region within the other")
    else:
        yield Weighed(-30, "different regions")


def _of_persons(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    alike, bits = max(
        (likeness(a, b), min(one.bits.get(a, USUAL), other.bits.get(b, USUAL)))
        for a, b in product(one.words, other.words)
    )
    if alike is Likeness.NONE:
        return
    if alike is Likeness.SAME and not _spelt_alike(one, other):
        alike = Likeness.SOUND
    yield Weighed(alike, REASONS[alike])
    if alike > Likeness.CLOSE and bits != USUAL:
        most = SWAY if alike > Likeness.PART else SWAY // 3
        rarity = min(most, bits - USUAL) if bits > USUAL else max(-SWAY, COMMON * (bits - USUAL))
        yield Weighed(rarity, f"a name of {bits} bits")
    posts, seats, bodies = (one.values(sort) & other.values(sort) for sort in ("post", "seat", "in"))
    if offices := posts - seats:
        yield Weighed(40, "same post", offices)
    elif posts:
        yield Weighed(20, "same seat", posts)
    elif bodies:
        yield Weighed(20, "same body", bodies)
    if not offices:
        yield from _regions(one, other)
    fields = one.values("field"), other.values("field")
    if posts or bodies:
        pass
    elif all(fields):
        yield Weighed(5, "same field") if fields[0] & fields[1] else Weighed(-15, "different fields")
    else:
        yield from _topics(one, other)
    if nicknames := one.values("nickname") & other.values("nickname"):
        yield Weighed(20, "both called", nicknames)
    beside = list(_around(one, other))
    yield from beside
    if not beside and bits < USUAL + SWAY and min(len(made.values("around")) for made in (one, other)) > FEW:
        yield Weighed(-8, "nobody and nothing around both")


def _spelt_alike(one: Cluster, other: Cluster) -> bool:
    """Whether a name of each is written the same too, whatever its blanks."""
    written = [{name.replace(" ", "") for name in made.values("name")} for made in (one, other)]
    return not written[0].isdisjoint(written[1])


def _topics(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    topics = one.values("topic"), other.values("topic")
    if all(topics):
        yield Weighed(8, "same topic") if topics[0] & topics[1] else Weighed(-15, "different topics")


def _around(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    """Who and what is named beside both."""
    around = one.values("around"), other.values("around")
    shared = around[0] & around[1]
    least = min(map(len, around))
    if len(shared) > 1 and 2 * len(shared) >= least:
        yield Weighed(25, "the same around them:", shared)
    elif shared:
        yield Weighed(15 if 5 * len(shared) >= least else 8, "around both:", shared)


def _of_events(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    """Of one type and day, with who or where in common: a match needs both sides, since many are played on a day."""
    actors, venues = (one.values(sort) & other.values(sort) for sort in ("actor", "venue"))
    if not actors and not venues:
        return
    sport = one.values("type") == {"sport"}
    yield Weighed(0 if sport else 15, "same type and day")
    if actors:
        yield Weighed(min(4 if sport else 3, len(actors)) * 15, "same who:", actors)
    if one.values("type") == {"statement"} and not _like_labels(one, other):
        yield Weighed(-20, "other words")
    if venues:
        yield Weighed(25, "same venue", venues)
    elif one.values("venue") and other.values("venue"):
        yield Weighed(-10, "different venues")
    if places := one.values("place") & other.values("place"):
        yield Weighed(10, "same place", places)
    elif one.values("place") and other.values("place"):
        yield Weighed(-20, "different places")


def _like_labels(one: Cluster, other: Cluster) -> bool:
    """Whether two events are called much the same in some articles."""
    labels = ({thing.label.casefold() for thing in made.members} for made in (one, other))
    return any(fuzz.token_set_ratio(a, b) >= LIKE for a, b in product(*labels))


def nested(one: Cluster, other: Cluster) -> bool:
    """Whether a region of one is, or lies in, a region of the other: 64.74 in 64."""
    return any(f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.") for a in one.regions for b in other.regions)
