"""Short texts read as articles, for the rooms of the reading wing: `read("Kapolres Bontang …")` → its Reading."""

from kg.article import parse_article
from kg.indonesian import language
from kg.model import Entity, Location, Participation, PostIn, Reading, Record, Tenure, Timing
from kg.reading import read_article


def read(text: str, title: str = "", published: str | None = "2024-10-12", publisher: str | None = None) -> Reading:
    """The reading of a text published on a Saturday."""
    return read_article(parse_article(Record("a", text, title, published, None, publisher)), language())


def names(reading: Reading, kind: str) -> list[str]:
    """The names of the entities of one kind."""
    return [entity.name for entity in reading.entities if entity.kind == kind]


def entity(reading: Reading, key: str) -> Entity:
    """The entity with this key."""
    return next(e for e in reading.entities if e.key == key)


def posts(reading: Reading) -> set[tuple[str, str | None, str | None, str]]:
    """Each post as (title, organization, holder, how it is held: "" where nobody is named)."""
    bodies = {
        claim.post: entity(reading, claim.organization).name for claim in reading.claims if isinstance(claim, PostIn)
    }
    found: set[tuple[str, str | None, str | None, str]] = set()
    held = [claim for claim in reading.claims if isinstance(claim, Tenure)]
    for claim in held:
        found.add(
            (entity(reading, claim.post).name, bodies.get(claim.post), entity(reading, claim.person).name, claim.status)
        )
    for post in reading.entities:
        if post.kind == "post" and post.key not in {claim.post for claim in held}:
            found.add((post.name, bodies.get(post.key), None, ""))
    return found


def facts(reading: Reading, kind: str) -> tuple[set[str], set[str], set[str]]:
    """The days, places and participants of the events of one type."""
    events = {e.key for e in reading.entities if e.kind == "event" and e.type == kind}
    claims = [c for c in reading.claims if getattr(c, "event", None) in events]
    return (
        {c.begin for c in claims if isinstance(c, Timing)},
        {entity(reading, c.place).name for c in claims if isinstance(c, Location)},
        {entity(reading, c.participant).name for c in claims if isinstance(c, Participation)},
    )
