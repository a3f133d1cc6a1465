"""A Reading → a record: an article's facts as one dictionary, for JSON Lines and to compare with annotated articles.

"Kapolres Bontang AKBP Alex … memimpin pertemuan" becomes `persons: [{"id": "p1", "name": "Alex …"}]`, `roles: [{"id":
"r1", "person": "p1", "title": "Kapolres", "organization": "o1"}]`, `events: [{"id": "e1", "participants": ["p1"]}]`.
"""

from typing import Any, TypeAlias

from kg.model import (
    POST_ACTS,
    Containment,
    Entity,
    Kind,
    Location,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Reading,
    Tenure,
    Timing,
)

Row: TypeAlias = dict[str, Any]
LETTERS: dict[Kind, str] = {"person": "p", "organization": "o", "place": "l", "event": "e"}


def record(reading: Reading) -> Row:
    """The facts of one article: `article`, `text`, and lists of persons, organizations, places, roles, events, quotes.

    A post's named holder is a role with a person; a post whose holder is not named is a role without one, where it
    takes part in an event, speaks, or does something else.
    """
    article = reading.article
    ids = _ids(reading)
    names = {entity.key: entity.name for entity in reading.entities}
    roles, holders = _roles(reading, ids)
    ids |= holders  # what a post as a participant or a speaker stands for: its holder, or its unnamed role
    return {
        "article": {
            "id": article.key,
            "title": article.title,
            "published": article.published and article.published.isoformat(),
            "publisher": article.publisher,
            "dateline": article.dateline and article.quote(article.dateline),
            "url": article.url,
        },
        "text": article.text,
        "persons": [_person(entity, ids) for entity in _of_kind(reading, "person")],
        "organizations": [_organization(reading, entity, ids) for entity in _of_kind(reading, "organization")],
        "places": [_place(reading, entity, ids, names) for entity in _of_kind(reading, "place")],
        "roles": roles,
        "events": [_event(reading, entity, ids) for entity in _of_kind(reading, "event")],
        "quotes": [
            {"id": f"q{number}", "speaker": ids[claim.speaker], "text": claim.text, "direct": True}
            for number, claim in enumerate((c for c in reading.claims if isinstance(c, Quotation)), 1)
        ],
    }


def _of_kind(reading: Reading, kind: Kind) -> list[Entity]:
    return [entity for entity in reading.entities if entity.kind == kind]


def _ids(reading: Reading) -> dict[str, str]:
    """Entity key → "p1", "o1", "l1", "e1"; posts have none: their ids are those of roles."""
    return {
        entity.key: f"{letter}{number}"
        for kind, letter in LETTERS.items()
        for number, entity in enumerate(_of_kind(reading, kind), 1)
    }


def _named(entity: Entity, ids: dict[str, str]) -> Row:
    return {"id": ids[entity.key], "name": entity.name, "aliases": list(entity.aliases)}


def _person(entity: Entity, ids: dict[str, str]) -> Row:
    return _named(entity, ids) | {"prefixes": list(entity.prefixes), "suffixes": list(entity.suffixes)}


def _organization(reading: Reading, entity: Entity, ids: dict[str, str]) -> Row:
    whole = _whole(reading, entity)
    return _named(entity, ids) | {"type": entity.type or "other", "part_of": whole and ids[whole]}


def _place(reading: Reading, entity: Entity, ids: dict[str, str], names: dict[str, str]) -> Row:
    whole = _whole(reading, entity)
    return _named(entity, ids) | {"type": entity.type or "other", "within": whole and names[whole]}


def _whole(reading: Reading, entity: Entity) -> str | None:
    """The key of the first body or place that this one is said to be part of."""
    wholes = (claim.whole for claim in reading.claims if isinstance(claim, Containment) and claim.part == entity.key)
    return next(wholes, None)


def _roles(reading: Reading, ids: dict[str, str]) -> tuple[list[Row], dict[str, str]]:
    """The roles, and for each post that acts: the id of its holder, or of its role without one."""
    posts = {entity.key: entity for entity in _of_kind(reading, "post")}
    bodies: dict[str, str] = {}
    tenures: dict[tuple[str, str, bool], None] = {}  # in the order of reading, each once
    holders: dict[str, str] = {}
    acting: dict[str, None] = {}
    for claim in reading.claims:
        match claim:
            case PostIn():
                bodies.setdefault(claim.post, ids[claim.organization])
                if claim.evidence.rule == POST_ACTS:
                    acting[claim.post] = None
            case Tenure():
                tenures[claim.person, claim.post, claim.status == "former"] = None
                if claim.status in ("current", "acting"):
                    holders.setdefault(claim.post, ids[claim.person])
            case Participation() if claim.participant in posts:
                acting[claim.participant] = None
            case Quotation() if claim.speaker in posts:
                acting[claim.speaker] = None
            case _:
                pass
    roles: list[Row] = []

    def add(post: str, person: str | None, former: bool) -> str:
        role = f"r{len(roles) + 1}"
        title, aliases = posts[post].name, list(posts[post].aliases)
        roles.append(
            {
                "id": role,
                "person": person,
                "title": title,
                "aliases": aliases,
                "organization": bodies.get(post),
                "former": former,
            }
        )
        return role

    for person, post, former in tenures:
        add(post, ids[person], former)
    for post in acting:
        if post not in holders:
            holders[post] = add(post, None, False)
    return roles, holders


def _event(reading: Reading, entity: Entity, ids: dict[str, str]) -> Row:
    status, begin, end = "happened", None, None
    places: dict[str, None] = {}
    participants: dict[str, None] = {}
    for claim in reading.claims:
        match claim:
            case Occurrence(event=entity.key):
                status = claim.status
            case Timing(event=entity.key) if begin is None:
                begin, end = claim.begin, claim.end
            case Location(event=entity.key):
                places[ids[claim.place]] = None
            case Participation(event=entity.key):
                participants[ids[claim.participant]] = None
            case _:
                pass
    return {
        "id": ids[entity.key],
        "type": entity.type or "other",
        "status": status,
        "label": entity.name,
        "mentions": [
            mention.span._asdict() | {"text": reading.article.quote(mention.span)}
            for mention in reading.mentions
            if mention.entity == entity.key
        ],
        "date": begin,
        "date_end": end,
        "places": list(places),
        "participants": list(participants),
    }
