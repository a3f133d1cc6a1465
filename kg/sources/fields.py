"""The fields of one JSON object → a Record, or the reason why not: `{"id": 7, "text": "Bontang …"}` → key "7"."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kg.model import Record

FIELDS = ("id", "title", "text", "published", "url", "publisher")
LONGEST_TEXT = 1_000_000  # letters, some twenty seconds of reading: the longest of 23,332 news articles has 38,570
LONGEST_FIELD = 10_000  # letters of any other field: a headline, a URL
UNTEXT = re.compile("[\x00\ud800-\udfff]")  # a NUL, half of a surrogate pair: no database and no RDF takes them


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that cannot be taken: where it stands ("articles/x.jsonl:17"), and why."""

    source: str
    reason: str


def record(value: object, source: str, path: str | None = None) -> Record | Unreadable:
    """The record that a JSON value holds; `path` is its key where it has neither an id nor a URL of its own."""
    if not isinstance(value, dict):
        return Unreadable(source, f"not an object with fields, but {_kind(value)}")
    if "text" not in value:
        return Unreadable(source, 'no "text" field' + (f": it has {_list(value)}" if value else ""))
    return article(value, source, path)


def article(value: Mapping[str, object], source: str, path: str | None = None) -> Record | Unreadable:
    """The record of these fields; those that are not of FIELDS are not read."""
    fields: dict[str, str] = {}
    for name in FIELDS:
        field = value.get(name)
        if name == "id" and type(field) is int:
            field = str(field)
        if field is not None and not isinstance(field, str):
            return Unreadable(source, f'"{name}" is not a text, but {_kind(field)}')
        limit = LONGEST_TEXT if name == "text" else LONGEST_FIELD
        if field and len(field) > limit:
            return Unreadable(source, f'"{name}" has {len(field):,} letters: more than {limit:,} are not read')
        fields[name] = clean(field or "")
    if not fields["text"].strip():
        return Unreadable(source, '"text" is empty')
    return Record(
        fields["id"].strip() or canonical_url(fields["url"]) or path or content_key(fields["title"], fields["text"]),
        fields["text"],
        fields["title"],
        fields["published"] or None,
        fields["url"] or None,
        fields["publisher"] or None,
        source,
    )


def parse(text: bytes, source: str) -> object | Unreadable:
    """The JSON value of these bytes, in UTF-8, UTF-16 or UTF-32."""
    encoding = json.detect_encoding(text)
    try:
        value: object = json.loads(text.decode(encoding))
    except UnicodeDecodeError as error:
        name = encoding.partition("-sig")[0].upper()
        return Unreadable(source, f"not {name} (byte {error.start + 1}): save it as UTF-8")
    except json.JSONDecodeError as error:
        return Unreadable(source, f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}")
    except (ValueError, RecursionError):
        return Unreadable(source, "not JSON that can be read: nested too deeply, or a number too long")
    return value


def clean(text: str) -> str:
    """The text with U+FFFD for what is no character; every offset stays."""
    return UNTEXT.sub("\ufffd", text)


def canonical_url(url: str) -> str:
    """A URL as a key: scheme and host in lower case, no fragment, no `utm_…`; "" where it is not a web address."""
    try:
        scheme, host, path, query, _ = urlsplit(url.strip())
        pairs = parse_qsl(query, keep_blank_values=True)
    except ValueError:
        return ""
    if scheme.lower() not in ("http", "https") or not host:
        return ""
    kept = [(name, value) for name, value in pairs if not name.lower().startswith("utm_")]
    return urlunsplit((scheme.lower(), host.lower(), path, urlencode(kept), ""))


def content_key(title: str, text: str) -> str:
    """A key for what has no other: "sha256:" and twenty digits of the hash of title and text."""
    return "sha256:" + hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()[:20]


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _list(names: Iterable[object]) -> str:
    """The first of some names, for a message: '"title", "body" and 4 more'."""
    shown = [f'"{str(name)[:30]}"' for name in names]
    return ", ".join(shown[:4]) + (f" and {len(shown) - 4} more" if len(shown) > 4 else "")
