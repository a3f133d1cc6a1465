"""An event → who, where, when and what was said, and the events of the same people and place before and after it.

`occasion(field, meeting, 150)` shows Alex, who led the meeting, his post, Mako Polres Bontang, and the visit of the week after.
"""

from kg.network.choice import Choice, nearest
from kg.network.days import Days, days_of
from kg.network.field import HAPPENED_IN, HELD, POST_IN, TOOK_PART, WITHIN, Field, kind
from kg.network.rows import Link

BESIDE = 8  # events before it that are shown, as many after it, and as many at the same time or of no known day
BUSY = 200  # arrows of a place beyond which it says nothing that two events were there


def occasion(field: Field, event: str, limit: int) -> Choice:
    """The event, what took part, their posts and bodies, its places, and its nearest neighbours in time."""
    actors = _ends(field, event, TOOK_PART)
    places = _ends(field, event, (HAPPENED_IN,))
    ranks = {event: 0} | dict.fromkeys((*actors, *places), 1)
    posts = {post for actor in actors for post in _ends(field, actor, HELD)} | {a for a in actors if kind(a) == "post"}
    for thing, keys in (*((post, (POST_IN,)) for post in sorted(posts)), *((place, WITHIN) for place in places)):
        ranks |= {each: 2 for each in (thing, *_ends(field, thing, keys)) if each not in ranks}
    others = _others(field, event, actors, places)
    days = days_of(field.store, [event, *others])
    before, after, beside = _around(event, others, days)
    ranks |= dict.fromkeys((*before, *after), 3) | dict.fromkeys(beside, 4)
    shown = nearest(field, ranks, limit)
    kept = set(shown)
    about = {
        "view": "event",
        "focus": event,
        "measure": "people-in-common-then-days-apart",
        "before": [each for each in before if each in kept],
        "after": [each for each in after if each in kept],
    }
    every = {*ranks, *others}
    return Choice(shown, len(every), len(field.among(every)), about)


def _ends(field: Field, thing: str, keys: tuple[str, ...]) -> list[str]:
    return sorted({target for source, key, target in field.links(thing) if source == thing and key in keys})


def _others(field: Field, event: str, actors: list[str], places: list[str]) -> dict[str, int]:
    """Other events of the same people, posts and bodies, or at the same place, with how much they have in common."""
    found: dict[str, int] = {}

    def shares(link: Link, thing: str) -> bool:
        return link[2] == thing and link[0] != event and link[1] in (*TOOK_PART, HAPPENED_IN)

    for thing in (*actors, *places):
        links = field.links(thing)
        if kind(thing) == "place" and len(links) > BUSY:
            continue
        for other in {link[0] for link in links if shares(link, thing)}:
            found[other] = found.get(other, 0) + 1
    return found


def _around(event: str, others: dict[str, int], days: dict[str, Days]) -> tuple[list[str], list[str], list[str]]:
    """The events before and after one, each in the order of time: of the most in common, and of these the nearest; and those
    of which nobody can say that they were before or after it.
    """
    timed = sorted(others.keys() & days.keys(), key=lambda each: (days[each][:2], each)) if event in days else []
    before = [each for each in timed if days[each].first < days[event].first]
    after = [each for each in timed if days[each].first > days[event].last]
    beside = sorted(others.keys() - {*before, *after})
    return _foremost(before[::-1], others)[::-1], _foremost(after, others), _foremost(beside, others)


def _foremost(events: list[str], common: dict[str, int]) -> list[str]:
    """The few with the most in common, in the order given."""
    kept = sorted(range(len(events)), key=lambda place: (-common[events[place]], place))[:BESIDE]
    return [events[place] for place in sorted(kept)]
