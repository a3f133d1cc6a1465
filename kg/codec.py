"""A Reading ⇄ bytes, without loss: what the ledger keeps of an article is `encode(reading)`, some 2 kB for a short one.

The bytes are compressed JSON with fields by position, so they are the same for the same reading on any day:
`["Tenure", "person-1", "post-1", "current", "AKBP", [["text", 113, 158], "title-rank-name", 0.9, "stated"]]`.
"""

import hashlib
import json
import zlib
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args

from kg.model import Article, Claim, Entity, Evidence, Key, Mention, Reading, Span

CLAIMS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Claim)}


def encode(reading: Reading) -> bytes:
    """The reading as bytes; equal readings give equal bytes."""
    text = json.dumps(reading, default=_plain, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), 6)


def decode(data: bytes) -> Reading:
    """The reading that `encode` made these bytes of."""
    article, sentences, entities, mentions, claims = json.loads(zlib.decompress(data))
    return Reading(
        _article(*article),
        tuple(Span(*span) for span in sentences),
        tuple(_entity(*entity) for entity in entities),
        tuple(Mention(Span(*span), entity) for span, entity in mentions),
        tuple(_claim(*claim) for claim in claims),
    )


def digest(*parts: str) -> str:
    """Ten hexadecimal digits that tell two things with one readable name apart."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:10]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        values = [getattr(value, field.name) for field in fields(value)]
        name = type(value).__name__
        return [name, *values] if name in CLAIMS else values
    raise TypeError(f"a reading holds no {type(value).__name__}")


def _article(
    key: str,
    title: str,
    text: str,
    published: str | None,
    publisher: str | None,
    url: str | None,
    dateline: list[Any] | None,
    credit: list[Any] | None,
    masked: list[list[Any]],
) -> Article:
    return Article(
        key,
        title,
        text,
        date.fromisoformat(published) if published else None,
        publisher,
        url,
        Span(*dateline) if dateline else None,
        Span(*credit) if credit else None,
        tuple(Span(*span) for span in masked),
    )


def _entity(
    key: str,
    kind: Any,
    name: str,
    broad: str,
    concept: str,
    aliases: list[str],
    prefixes: list[str],
    suffixes: list[str],
    keys: list[list[str]],
) -> Entity:
    return Entity(
        key,
        kind,
        name,
        broad,
        concept,
        tuple(aliases),
        tuple(prefixes),
        tuple(suffixes),
        tuple(Key(*key) for key in keys),
    )


def _claim(kind: str, *values: Any) -> Claim:
    *plain, (span, rule, confidence, modality) = values
    claim: Claim = CLAIMS[kind](*plain, Evidence(Span(*span), rule, confidence, modality))
    return claim
