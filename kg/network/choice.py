"""Which things a page shows: around one thing, or the best connected of all; → a `Choice` in the order of rank.

`around(field, polres, hops=1, limit=150)` takes the nearest things; `overview(field, 150)` those at the ends of the strongest
arrows. Each says how many there were to choose from.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from kg.network.field import WITHIN, Field, kind
from kg.network.rows import Link

EVENTS = 3  # of this many things of an overview, one is an event or came with one


class Choice(NamedTuple):
    """Things to show, the foremost first; how many things and arrows they were chosen from; what the graph says of itself."""

    shown: list[str]
    within: int
    arrows_within: int
    about: dict[str, Any]
    levels: Mapping[str, int] = {}  # of a chart


def around(field: Field, start: str, hops: int, limit: int) -> Choice:
    """The things within so many hops: the nearest first, then by arrows times articles."""
    near = distances(field, start, hops)
    shown = nearest(field, near, limit)
    arrows = len(field.among(near))
    return Choice(shown, len(near), arrows, {"view": "focus", "focus": start, "measure": "steps"})


def distances(field: Field, start: str, hops: int) -> dict[str, int]:
    """The things within so many hops, with their distance; the step through a post is free."""
    near, ring = {start: 0}, {start}
    for hop in range(1, hops + 1):
        field.prepare(ring)
        ring = {each for thing in ring for each in field.neighbours(thing)} - near.keys()
        posts = [thing for thing in ring if kind(thing) == "post"]
        field.prepare(posts)
        ring |= {each for post in posts for each in field.neighbours(post)} - near.keys()
        near.update(dict.fromkeys(ring, hop))
    return near


def nearest(field: Field, ranks: Mapping[str, Any], limit: int) -> list[str]:
    """So many things by their rank (a number, or a tuple of them), then by arrows times articles, then by IRI."""
    if len(ranks) > limit:
        field.prepare(ranks)
    return sorted(ranks, key=lambda thing: (ranks[thing], -field.score(thing), thing))[:limit]


def overview(field: Field, limit: int) -> Choice:
    """The best connected things of all; a part of the room is kept for events, with who took part and where, as an event is
    told by few articles and would come behind all offices. What lies in a place or belongs to a body is no news, and
    chooses nothing while there is other room to fill.
    """
    things = field.load()
    links = field.among(things)
    told = [link for link in links if link[1] not in WITHIN]
    lasting = [link for link in told if kind(link[0]) != "event"]
    eventful = [link for link in told if kind(link[0]) == "event"]
    turns = ((lasting, limit - limit // EVENTS), (eventful, limit), (links, limit))
    shown = strongest(turns, {thing: field.score(thing) for thing in things}, limit)
    about = {"view": "overview", "measure": "arrows-times-articles-a-third-for-events"}
    return Choice(shown, len(things), len(links), about)


def strongest(turns: Iterable[tuple[Collection[Link], int]], scores: Mapping[str, int], limit: int) -> list[str]:
    """The things at the ends of the strongest arrows, so that none of them stands alone while there are arrows to show: in
    turn of some arrows, up to so many things in all.

    An arrow is as strong as the weaker of its ends.
    """
    chosen: dict[str, None] = {}

    def strength(link: Link) -> tuple[int, int, Link]:
        weak, strong = sorted((scores[link[0]], scores[link[2]]))
        return -weak, -strong, link

    for links, most in turns:
        for source, _, target in sorted(links, key=strength):
            if len(chosen.keys() | {source, target}) <= most:
                chosen |= {source: None, target: None}
    alone = sorted(scores.keys() - chosen.keys(), key=lambda thing: (-scores[thing], thing))
    return by_score([*chosen, *alone[: limit - len(chosen)]], scores)


def by_score(things: Collection[str], scores: Mapping[str, int]) -> list[str]:
    """These things, the highest score first."""
    return sorted(things, key=lambda thing: (-scores[thing], thing))


def next_neighbours(field: Field, shown: list[str], most: int) -> list[str]:
    """Things beside the shown ones that a reader may open: in turn what each shown thing has left of the
    most articles, at most so many."""
    field.prepare(shown)
    taken, found = set(shown), list[str]()
    beside = {thing: set(field.neighbours(thing)) - taken for thing in shown}
    scores = {each: field.articles(each) for others in beside.values() for each in others}
    left = {thing: by_score(others, scores)[::-1] for thing, others in beside.items()}
    while any(left.values()) and len(found) < most:
        for thing in shown:
            while left[thing] and left[thing][-1] in taken:
                left[thing].pop()
            if left[thing] and len(found) < most:
                found.append(left[thing].pop())
                taken.add(found[-1])
    return found
