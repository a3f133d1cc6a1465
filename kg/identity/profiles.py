"""A Reading → what identity compares of each of its things: `Profile(("bontang-2024", "person-1"), "person", …)`.

A profile's `home` is the block within which its identity is decided: all persons of one full name, all mentions of one
post. "Jokowi" is at home with the others of that one word who hold the same post. Things without a strong key ("Gus
Choirul", a meeting) are at home alone.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.model import Entity, Key, Kind, PostIn, Reading

STRONG: dict[Kind, tuple[str, ...]] = {
    "person": ("name",),
    "organization": ("body", "name"),
    "place": ("code", "name"),
    "post": ("post",),
    "event": (),
}
CODES = {"body", "code", "post"}  # keys that name one thing in the world, whatever stands around them


class Reference(NamedTuple):
    """One thing of one article: the article's ledger key and the entity's key in its reading."""

    article: str
    entity: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one thing in one article.

    `name` is what its IRI is made of ("Kapolres Polres Bontang"), `label` what it is called ("Kapolres Bontang"),
    `others` its further names.
    """

    reference: Reference
    kind: Kind
    name: str
    label: str
    others: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()

    @property
    def strong(self) -> Key | None:
        """The key that decides its home: the first of the strongest sort. A person's one-word name needs a post."""
        for sort in STRONG[self.kind]:
            for key in self.keys:
                if key.name == sort and (self._full or self.post):
                    return key
        return None

    @property
    def post(self) -> str:
        """The first post that is known of it, or ""."""
        return next((key.value for key in self.keys if key.name == "post"), "")

    @property
    def home(self) -> str:
        """The block within which its identity is decided."""
        key = self.strong
        if key is None:
            return "alone " + " ".join(self.reference)
        name = key.value.replace(" ", "") if key.name == "name" else key.value  # Abdul Mu'ti, Abdul Muti: spaces vary
        return " ".join((self.kind, key.name, name, *(() if self._full else ("as", self.post))))

    @property
    def _full(self) -> bool:
        """Whether its name says enough by itself: a person's has two words or more."""
        return self.kind != "person" or any(key.name == "name" and " " in key.value.strip() for key in self.keys)

    def values(self, sort: str) -> frozenset[str]:
        """The values of its keys of one sort."""
        return frozenset(key.value for key in self.keys if key.name == sort)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word that two things are one, or are not; each is anchored as (article, one of its names there)."""

    same: bool
    one: tuple[str, str]
    other: tuple[str, str]
    reason: str = ""


def profiles(reading: Reading) -> list[Profile]:
    """The profile of each entity of a reading, in its order; a post takes the name of its organization."""
    entities = {entity.key: entity for entity in reading.entities}
    bodies = {claim.post: entities[claim.organization] for claim in reading.claims if isinstance(claim, PostIn)}
    return [_profile(reading.article.key, entity, bodies.get(entity.key)) for entity in reading.entities]


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


def _profile(article: str, entity: Entity, body: Entity | None) -> Profile:
    reference = Reference(article, entity.key)
    if entity.kind != "post":
        return Profile(reference, entity.kind, entity.name, entity.name, entity.aliases, entity.keys)
    name = f"{entity.name} {body.name}" if body else entity.name
    full = [alias for alias in entity.aliases if alias.startswith(entity.name + " ")]
    label = min(full, key=lambda alias: (-len(alias), alias), default=name)
    others = tuple(alias for alias in (*entity.aliases, name) if alias not in (label, entity.name))
    return Profile(reference, "post", name, label, tuple(sorted(set(others))), entity.keys)
