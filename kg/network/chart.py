"""A body → what it is under, what is under it, its posts and who held them: `chart(field, polda_kaltim, 150)`.

Each thing has its level in the chart: the body itself 0, what it is under -1 and less, its posts and the bodies under it 1, …
"""

from kg.network.choice import Choice, by_score
from kg.network.field import HELD, POST_IN, WITHIN, Field, kind
from kg.network.rows import Link

UNDER = WITHIN[0]
ABOVE, BELOW = 4, 2  # levels of bodies above and below that are shown


def chart(field: Field, body: str, limit: int) -> Choice:
    """The bodies, posts and holders of a chart: from the body outwards, of each level those of the highest score."""
    levels = {body: 0}
    ring = [body]
    for step in range(1, ABOVE + 1):
        ring = sorted(
            {o for each in ring for s, key, o in field.links(each) if key == UNDER and s == each} - levels.keys()
        )
        levels |= dict.fromkeys(ring, -step)
    bodies, ring = [body], [body]
    for step in range(1, BELOW + 1):
        ring = _from(field, ring, (UNDER,), set(levels))
        levels |= dict.fromkeys(ring, step)
        bodies += ring
    offices: dict[str, int] = {}
    for each in bodies:
        for post in _from(field, [each], (POST_IN,), set(levels) | set(offices)):
            offices[post] = levels[each] + 1
    holders: dict[str, int] = {}
    for post, level in offices.items():
        for person in _from(field, [post], HELD, set(holders)):
            holders[person] = level + 1
    scores = {thing: field.score(thing) for thing in (*levels, *offices, *holders)}
    every = levels | offices | holders
    turn = {thing: (abs(level), kind(thing) == "organization") for thing, level in every.items()}
    shown = sorted(by_score(every, scores), key=lambda thing: turn[thing])
    kept = _hanging(shown[:limit], field, set(levels))
    about = {"view": "organization", "focus": body, "measure": "levels"}
    return Choice(kept, len(every), len(field.among(every)), about, {each: every[each] for each in kept})


def _from(field: Field, things: list[str], keys: tuple[str, ...], known: set[str]) -> list[str]:
    """What links to these things by these properties and is not known yet."""
    field.prepare(things)

    def fits(link: Link, thing: str) -> bool:
        return link[1] in keys and link[2] == thing and link[0] not in known

    return sorted({link[0] for thing in things for link in field.links(thing) if fits(link, thing)})


def _hanging(things: list[str], field: Field, bodies: set[str]) -> list[str]:
    """These things but those that hang in the air, as what they hang on found no room."""
    chosen = set(things)
    return [thing for thing in things if thing in bodies or chosen & set(field.neighbours(thing))]
