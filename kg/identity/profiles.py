"""A Reading → what identity compares of each of its things: `Profile(("bontang-2024", "person-1"), "person", …)`.

A profile's `home` is the name under which it is looked for: all persons of one full name, all mentions of one post, all
meetings of one day. Its `blocks` are what homes share that may be one thing in the world. Things that nothing tells from others
of their kind ("Gus Choirul", a meeting without a day) are at home alone.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from kg.model import Entity, Key, Kind, Location, Participation, PostIn, Reading, Tenure, Timing

STRONG: dict[Kind, tuple[str, ...]] = {
    "person": ("sound", "name"),
    "organization": ("body", "name"),
    "place": ("code", "landmark", "name"),
    "post": ("post",),
    "event": ("day",),
}
CODES = {"body", "code", "landmark", "post"}  # keys that name one thing in the world, whatever stands around them
OF_MANY = ("member", "staff")  # types of role that many hold at a time
TOPICS = (
    "sport",
    "health",
    "education",
    "religious",
    "military",
    "judiciary",
    "party",
    "legislature",
    "election",
    "trial",
)
CITIES = ("city", "regency")
PROVINCE = (
    "province"  # without a code: a city has the name too, and which is meant no other region in the article tells
)
REGIONS = ("country", "province", "regency", "city", "district", "village")  # types of place that are no venue
WHOLE_DAY = len("2024-10-11")
NAMED_AROUND = 20  # names of an article, the first, that are kept beside each of its persons
ABBREVIATION = 7  # letters in capitals at most
SHORT = 4  # letters of a name in capitals alone, at most: "KA", "AHY"


class Reference(NamedTuple):
    """One thing of one article: the article's ledger key and the entity's key in its reading."""

    article: str
    entity: str


@dataclass(frozen=True)
class Profile:
    """What is known of one thing in one article.

    `name` is what its IRI is made of ("Kapolres Polres Bontang"), `label` what it is called ("Kapolres Bontang"), `others` its
    further names. `keys` are those of the reading ("name", "sound", "body", "code", "post", "region", "bits") and what stands
    around it: of a person its posts as they are called ("title"), their bodies ("in", "field"; "seat" for a post that many
    hold) and what the article is about ("topic"); of an event its "type", "day", "place", "venue", "actor"; of a body its
    abbreviations ("short"); of a place or body the regions named ("near"); of a name that a city and a regency
    bear, that ("tie"); of persons and bodies who else is named ("around").
    """

    reference: Reference
    kind: Kind
    name: str
    label: str
    others: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()

    @cached_property
    def strong(self) -> Key | None:
        """The key that decides its home: the first of the strongest sort."""
        return next((key for sort in STRONG[self.kind] for key in self.keys if key.name == sort), None)

    @cached_property
    def home(self) -> str:
        """The name under which it is looked for; a person's one-word name needs a post, an event a whole day."""
        key = self.strong
        if key is None:
            return self._alone
        if self.kind == "event":
            return f"{self._day} {' '.join(self.reference)}" if len(key.value) == WHOLE_DAY else self._alone
        if self.short:
            offices = sorted(self.offices)
            return f"person short {key.value} as {offices[0]}" if offices and not self._initials else self._alone
        return f"{self.kind} {key.name if key.name in CODES else 'name'} {key.value}"

    @cached_property
    def coded(self) -> bool:
        """Whether its home is a code, which names one thing in the world."""
        return self.strong is not None and self.strong.name in CODES

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its fullest name, as they are compared."""
        key = self.strong
        return tuple(key.value.split()) if key and self.kind != "event" else ()

    @cached_property
    def abbreviated(self) -> bool:
        """Whether a body is known by an abbreviation alone: "KPI"."""
        return self.kind == "organization" and not self.coded and _is_abbreviation(self.name)

    @cached_property
    def names(self) -> frozenset[tuple[str, ...]]:
        """The words of each of its full names; of a person of whom one word is known, that."""
        heard = (tuple(value.split()) for value in self.values("sound") or self.values("name"))
        full = frozenset(words for words in heard if len(words) > 1) if self.kind == "person" else frozenset()
        return full or frozenset({self.words} if self.words else ())

    @cached_property
    def nicknames(self) -> frozenset[str]:
        """The single words that a person is called by beside a full name."""
        return frozenset(value for value in self.values("sound") if " " not in value and not self.short)

    @cached_property
    def short(self) -> bool:
        """Whether it is a person of whom one word is known: "Jokowi"."""
        return self.kind == "person" and len(self.words) < 2

    @cached_property
    def offices(self) -> frozenset[str]:
        """Its posts that one holds at a time."""
        return self.values("post") - self.values("seat")

    @property
    def blocks(self) -> Iterator[str]:
        """What it shares with the homes that may be the same thing: a spelling, two words, a post; a day with who or where."""
        if self.home == self._alone:
            return
        if self.kind == "organization" and not self.coded:
            yield from (f"short {value}" for value in self.values("short"))
        if self.kind == "event":
            yield from (f"{self._day} {value}" for value in self.values("actor") | self.values("venue"))
        if self.kind != "person":
            return
        for key in self.keys:
            if key.name in ("sound", "name") and " " in key.value:
                yield f"name {key.value.replace(' ', '')}"
            elif key.name == "post":
                yield f"post {key.value}"
        for one, other in combinations([word for word in self.words if len(word) > 1], 2):
            yield f"words {one} {other}"

    @property
    def called(self) -> tuple[str, ...]:
        """All names by which a judgement may speak of it, the one to call it by first."""
        return tuple(dict.fromkeys((self.label, self.name, *self.others)))

    def first(self, sort: str) -> str:
        """The first value of one sort, or ""."""
        return next((key.value for key in self.keys if key.name == sort), "")

    def values(self, sort: str) -> frozenset[str]:
        """The values of its keys of one sort."""
        return frozenset(key.value for key in self.keys if key.name == sort)

    @property
    def _day(self) -> str:
        return f"event {self.first('type')} {self.first('day')}"

    @property
    def _alone(self) -> str:
        return "alone " + " ".join(self.reference)

    @property
    def _initials(self) -> bool:
        return self.name.isupper() and len(self.name) <= SHORT


class Judgement(NamedTuple):
    """A person's word that two things are one, or are not; each is anchored as (article, one of its names there)."""

    same: bool
    one: tuple[str, str]
    other: tuple[str, str]


def profiles(reading: Reading) -> list[Profile]:
    """The profile of each entity of a reading, in its order; a post takes the name of its organization."""
    entities = {entity.key: entity for entity in reading.entities}
    bodies = {claim.post: entities[claim.organization] for claim in reading.claims if isinstance(claim, PostIn)}
    around = _around(reading, entities, bodies)
    return [
        _profile(reading.article.key, entity, bodies.get(entity.key), around.get(entity.key, ()))
        for entity in reading.entities
    ]


def dump(profile: Profile) -> str:
    """All of a profile but its reference, as JSON; equal profiles give equal text."""
    values = [profile.kind, profile.name, profile.label, profile.others, profile.keys]
    return json.dumps(values, separators=(",", ":"))


def load(article: str, entity: str, text: str) -> Profile:
    """The profile that `dump` made this text of."""
    kind, name, label, others, keys = _parse(text)
    return Profile(Reference(article, entity), kind, name, label, others, keys)


@lru_cache(maxsize=65536)
def _parse(text: str) -> tuple[Kind, str, str, tuple[str, ...], tuple[Key, ...]]:
    kind, name, label, others, keys = json.loads(text)
    return kind, name, label, tuple(others), tuple(Key(*key) for key in keys)


def _profile(article: str, entity: Entity, body: Entity | None, around: tuple[Key, ...]) -> Profile:
    reference = Reference(article, entity.key)
    keys = tuple(dict.fromkeys((*entity.keys, *around)))
    if entity.kind != "post":
        return Profile(reference, entity.kind, entity.name, entity.name, entity.aliases, keys)
    name = f"{entity.name} {body.name}" if body else entity.name
    label = _full_title(entity, body)
    others = tuple(alias for alias in (*entity.aliases, name) if alias not in (label, entity.name))
    return Profile(reference, "post", name, label, tuple(sorted(set(others))), keys)


def _full_title(post: Entity, body: Entity | None) -> str:
    """What a post is called with what it is of: "Kapolres Bontang", else "Ketua Majelis Sholawat Bontang"."""
    full = [alias for alias in post.aliases if alias.startswith(post.name + " ")]
    return min(full, key=lambda alias: (-len(alias), alias), default=f"{post.name} {body.name}" if body else post.name)


def _around(
    reading: Reading, entities: Mapping[str, Entity], bodies: Mapping[str, Entity]
) -> dict[str, tuple[Key, ...]]:
    """What the article tells around its persons and events, as sorted keys."""
    found: dict[str, set[Key]] = {}

    def note(entity: str, sort: str, value: str) -> None:
        found.setdefault(entity, set()).add(Key(sort, value))

    for claim in reading.claims:
        match claim:
            case Tenure(person=person, post=post):
                body, role = bodies.get(post), entities[post]
                note(person, "title", _full_title(role, body))
                if body is not None:
                    note(person, "in", _value(body))
                    note(person, "field", body.type)
                if role.type in OF_MANY:
                    note(person, "seat", _value(role))
            case Timing(event=event, begin=day):
                note(event, "day", day)
            case Location(event=event, place=place):
                note(event, "place" if entities[place].type in REGIONS else "venue", _value(entities[place]))
            case Participation(event=event, participant=actor):
                note(event, "actor", _value(entities[actor]))
            case _:
                pass
    for entity in reading.entities:
        if entity.kind == "event":
            note(entity.key, "type", entity.type)
    topics = sorted({entity.type for entity in reading.entities} & set(TOPICS))
    near = sorted({_value(e) for e in reading.entities if e.kind == "place" and e.type in CITIES and _coded(e)})
    for entity in reading.entities:
        if entity.kind == "place" and not _coded(entity) and entity.type in CITIES:
            note(entity.key, "tie", entity.type)
        elif entity.kind in ("place", "organization") and not _coded(entity) and entity.type != PROVINCE:
            for code in near:
                note(entity.key, "near", code)
        if entity.kind == "organization":
            for short in filter(_is_abbreviation, (entity.name, *entity.aliases)):
                note(entity.key, "short", short.casefold())
    telling = (e for e in reading.entities if e.kind in ("person", "organization") and _telling(e))
    named = {entity.key: _value(entity) for entity in islice(telling, NAMED_AROUND)}
    for entity in reading.entities:
        if entity.kind == "person" or (entity.kind == "organization" and not _coded(entity)):
            for topic in topics:
                note(entity.key, "topic", topic)
            for key, value in named.items():
                if key != entity.key:
                    note(entity.key, "around", value)
    return {entity: tuple(sorted(keys)) for entity, keys in found.items()}


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) <= ABBREVIATION


def _coded(entity: Entity) -> bool:
    return bool(entity.keys) and entity.keys[0].name in CODES


def _telling(entity: Entity) -> bool:
    """Whether a name tells one story from another: a full name, a body that is no outlet."""
    return entity.type != "media" and (entity.kind != "person" or " " in entity.name)


def _value(entity: Entity) -> str:
    """What stands for an entity in the keys of another, as people may read it in a reason: its code, else its name."""
    return next((key.value for key in entity.keys if key.name in CODES or key.name == "name"), entity.name)
