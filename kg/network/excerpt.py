"""A time or a place → the events in it, who took part, and what these held then: `excerpt(field, "2024-10", "", None, 150)`.

An event is of the time in which it was, or, where nobody dates it, in which articles tell of it; of a place if it was there or
in a part of it. Beside the events and all that their arrows reach there are the posts that their people held in that time and
the bodies that these are in.
"""

from kg.network.choice import Choice, strongest
from kg.network.days import days_of, in_span
from kg.network.field import HAPPENED_IN, HELD, POST_IN, WITHIN, Field, kind
from kg.network.telling import spans


def excerpt(field: Field, since: str, until: str, place: str | None, limit: int) -> Choice:
    """The best connected things of a time and a place: by their arrows in it times the articles that speak of them."""
    events = [thing for thing in field.load() if kind(thing) == "event"] if place is None else _at(field, place)
    if since or until:
        days = days_of(field.store, events)
        events = [event for event in events if event in days and in_span(*days[event][:2], since, until)]
    field.prepare(events)
    things = {*events, *([place] if place else [])}
    things |= {each for event in events for each in field.neighbours(event)}
    things |= _offices(field, {thing for thing in things if kind(thing) == "person"}, since, until)
    things |= {body for post in things if kind(post) == "post" for body in _bodies(field, post)}
    links = field.among(things)
    arrows = dict.fromkeys(things, 0)
    for source, _, target in links:
        arrows[source] += 1
        arrows[target] += 1
    scores = {thing: count * field.articles(thing) for thing, count in arrows.items()}
    about = {"view": "overview", "measure": "arrows-times-articles"}
    return Choice(strongest([(links, limit)], scores, limit), len(things), len(links), about)


def _at(field: Field, place: str) -> list[str]:
    """The events at a place or in a part of it."""
    field.load()
    parts, ring = {place}, [place]
    while ring:
        ring = sorted({s for whole in ring for s, key, o in field.links(whole) if key in WITHIN and o == whole} - parts)
        parts.update(ring)
    return sorted({s for part in parts for s, key, o in field.links(part) if key == HAPPENED_IN and o == part})


def _offices(field: Field, persons: set[str], since: str, until: str) -> set[str]:
    """The posts that these persons held, in that time as far as articles tell when."""
    field.prepare(persons)
    held = {link for person in persons for link in field.links(person) if link[1] in HELD}
    if not since and not until:
        return {post for _, _, post in held}
    told = spans(field.store, persons)
    return {link[2] for link in held if _held_in(told.get(link, {}), since, until)}


def _held_in(days: dict[str, str], since: str, until: str) -> bool:
    known = [day for day in days.values() if day]
    return bool(known) and in_span(min(known), max(known), since, until)


def _bodies(field: Field, post: str) -> list[str]:
    return [target for source, key, target in field.links(post) if key == POST_IN and source == post]
