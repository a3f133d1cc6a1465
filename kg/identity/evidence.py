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

SAME = "same name"
REASONS = {
    Likeness.SAME: SAME,
    Likeness.SOUND: "same name in another spelling",
    Likeness.INITIALS: "same name, with an initial",
    Likeness.PART: "one name is part of the other",
    Likeness.TAIL: "one name is the end of the other",
    Likeness.CLOSE: "names a letter apart",
}


Weighed = tuple[int, str]  # points, and what they are for


class Evidence(NamedTuple):
    """How much speaks for two clusters being one, and what."""

    points: int
    reasons: tuple[str, ...] = ()
    alike: int = 0  # how alike the names are: 1 where they are the same


def evidence(one: Cluster, other: Cluster) -> Evidence:
    """What speaks for two clusters of one kind being one thing in the world."""
    weighed = tuple(_weighed(one, other))
    reasons = tuple(reason for _, reason in weighed)
    return Evidence(sum(points for points, _ in weighed), reasons, int(SAME in reasons))


def _weighed(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    if one.coded or other.coded:
        if one.members[0].home == other.members[0].home:
            yield CERTAIN, "same code"
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
        yield Likeness.SAME - GENERAL * ((one.kind == "place" and few) + common), SAME
    elif one.words & other.words or (
        one.abbreviated != other.abbreviated and one.values("short") & other.values("short")
    ):
        yield ABBREVIATED, "same abbreviation"
    else:
        return
    yield from _regions(one, other)
    yield from _around(one, other)
    if one.abbreviated or other.abbreviated:
        yield from _topics(one, other)
    near = one.values("near"), other.values("near")
    if all(near):
        agree = GENERAL + 5 * (near[0] == near[1])
        yield (agree, f"near {min(near[0] & near[1])}") if near[0] & near[1] else (-15, "in articles on other regions")


def _regions(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    if not one.regions or not other.regions:
        return
    if shared := one.regions & other.regions:
        yield 20, f"same region {min(shared)}"
    elif nested(one, other):
        yield 10, "one region within the other"
    else:
        yield -30, "different regions"


def _of_persons(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    alike, bits = max(
        (likeness(a, b), min(one.bits.get(a, USUAL), other.bits.get(b, USUAL)))
        for a, b in product(one.words, other.words)
    )
    if alike is Likeness.NONE:
        return
    if alike is Likeness.SAME and not _spelt_alike(one, other):
        alike = Likeness.SOUND
    yield alike, REASONS[alike]
    if alike > Likeness.CLOSE and bits != USUAL:
        most = SWAY if alike > Likeness.PART else SWAY // 3
        yield min(most, bits - USUAL) if bits > USUAL else max(-SWAY, COMMON * (bits - USUAL)), f"a name of {bits} bits"
    posts, seats, bodies = (one.values(sort) & other.values(sort) for sort in ("post", "seat", "in"))
    if offices := posts - seats:
        yield 40, f"same post {min(offices)}"
    elif posts:
        yield 20, f"same seat {min(posts)}"
    elif bodies:
        yield 20, f"same body {min(bodies)}"
    if not offices:
        yield from _regions(one, other)
    fields = one.values("field"), other.values("field")
    if posts or bodies:
        pass
    elif all(fields):
        yield (5, "same field") if fields[0] & fields[1] else (-15, "different fields")
    else:
        yield from _topics(one, other)
    if nicknames := one.values("nickname") & other.values("nickname"):
        yield 20, f"both called {min(nicknames)}"
    beside = list(_around(one, other))
    yield from beside
    if not beside and bits < USUAL + SWAY and min(len(made.values("around")) for made in (one, other)) > FEW:
        yield -8, "nobody and nothing around both"


def _spelt_alike(one: Cluster, other: Cluster) -> bool:
    """Whether a name of each is written the same too, whatever its blanks."""
    written = [{name.replace(" ", "") for name in made.values("name")} for made in (one, other)]
    return not written[0].isdisjoint(written[1])


def _topics(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    topics = one.values("topic"), other.values("topic")
    if all(topics):
        yield (8, "same topic") if topics[0] & topics[1] else (-15, "different topics")


def _around(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    """Who and what is named beside both."""
    around = one.values("around"), other.values("around")
    shared = around[0] & around[1]
    least = min(map(len, around))
    if len(shared) > 1 and 2 * len(shared) >= least:
        yield 25, f"the same around them: {', '.join(sorted(shared)[:3])}"
    elif shared:
        yield (15 if 5 * len(shared) >= least else 8), f"around both: {', '.join(sorted(shared)[:3])}"


def _of_events(one: Cluster, other: Cluster) -> Iterator[Weighed]:
    """Of one type and day: a match needs both sides, since many are played on a day."""
    sport = one.values("type") == {"sport"}
    yield 0 if sport else 15, "same type and day"
    if actors := one.values("actor") & other.values("actor"):
        yield min(4 if sport else 3, len(actors)) * 15, f"same who: {', '.join(sorted(actors)[:3])}"
    if one.values("type") == {"statement"} and not _like_labels(one, other):
        yield -20, "other words"
    if venues := one.values("venue") & other.values("venue"):
        yield 25, f"same venue {min(venues)}"
    elif one.values("venue") and other.values("venue"):
        yield -10, "different venues"
    if places := one.values("place") & other.values("place"):
        yield 10, f"same place {min(places)}"
    elif one.values("place") and other.values("place"):
        yield -20, "different places"


def _like_labels(one: Cluster, other: Cluster) -> bool:
    """Whether two events are called much the same in some articles."""
    labels = ({thing.label.casefold() for thing in made.members} for made in (one, other))
    return any(fuzz.token_set_ratio(a, b) >= LIKE for a, b in product(*labels))


def nested(one: Cluster, other: Cluster) -> bool:
    """Whether a region of one is, or lies in, a region of the other: 64.74 in 64."""
    return any(f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.") for a in one.regions for b in other.regions)
