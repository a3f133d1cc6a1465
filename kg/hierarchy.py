"""Keys of bodies and codes of places → which is under which, by the tables: "polsek/bontang utara" under "polres/64.74".

A body's key is its kind and where it is: a region's code, a district's name, a unit's number. `commands.tsv` says which kind is
under which and at what level of region, `jurisdictions.tsv` where a body's realm is no region; a place's code begins with the
codes of all that it lies in. What the tables leave open has nothing above it.
"""

import gzip
import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from kg.resources import folder

LENGTHS = {"province": 1, "regency": 2, "city": 2, "district": 3}  # parts of a region's code
CODE, NUMBER = re.compile(r"\d\d(\.\d+)*"), re.compile(r"\d{3,}(-\d+)?")
HOST, LISTED, UNIT = "host", "listed", "number"  # levels that are none of a region


class Command(NamedTuple):
    """A kind of body is under another kind: of the level of region, or as the level says otherwise."""

    level: str
    superior: str


def containments(keys: Collection[str], bodies: bool) -> Iterator[tuple[str, str]]:
    """Each of these keys (of bodies, else of places) with the nearest ones above it that are among them."""
    for key in sorted(keys):
        for above in _above_body(key) if bodies else _above_place(key):
            if found := [each for each in above if each in keys and each != key]:
                yield from ((key, each) for each in found)
                break


def _above_place(code: str) -> Iterator[list[str]]:
    """The codes of what a place lies in, the nearest first: "64.74.01" → "64.74", "64"; "SA-jeddah" → "SA"."""
    while "." in code:
        code = code.rpartition(".")[0]
        yield [code]
    if "-" in code:
        yield [code.partition("-")[0]]


def _above_body(key: str) -> Iterator[list[str]]:
    """The keys of what a body is under, level by level; of one whose place is not known only what all of its kind are under."""
    kind, _, part = key.partition("/")
    place = _place(part)
    kinds, passed = [kind], {kind}
    while kinds:
        commands = sorted({command for each in kinds for command in _commands().get(each, ())})
        if place is None:
            commands = [command for command in commands if command.level in ("", HOST)]
        yield [part if c.level == HOST else c.superior for c in commands if c.level in ("", HOST)] + _of_place(
            [command for command in commands if command.level not in ("", HOST)], place
        )
        kinds = [command.superior for command in commands if place is not None and command.superior not in passed]
        passed.update(kinds)  # an office in a district may be under one of its own kind


def _of_place(commands: list[Command], place: str | None) -> list[str]:
    """The keys of those of these kinds whose realm the place is in: a listed realm goes before a region."""
    if place is None or not commands:
        return []
    kinds = {command.superior for command in commands}
    listed = [(len(c), body) for body, c in _jurisdictions() if body.partition("/")[0] in kinds and _covers(c, place)]
    if listed:
        return sorted({body for length, body in listed if length == max(listed)[0]})
    found = []
    for level, superior in commands:
        parts = place.split(".")
        if level == UNIT and NUMBER.fullmatch(place):
            found.append(f"{superior}/{place.partition('-')[0]}")
        elif level in LENGTHS and CODE.fullmatch(place) and len(parts) >= LENGTHS[level]:
            found.append(f"{superior}/{'.'.join(parts[: LENGTHS[level]])}")
    return found


def _covers(realm: str, place: str) -> bool:
    """Whether a realm holds a place: "32.75" holds "32.75.03", "07*" holds the unit "0701", "0908" only itself."""
    if realm.endswith("*"):
        return bool(NUMBER.fullmatch(place)) and place.startswith(realm[:-1])
    return place == realm or place.startswith((f"{realm}.", f"{realm}-"))


def _place(part: str) -> str | None:
    """A region's code or a unit's number; of a district its code, where only one in the country is so called."""
    if CODE.fullmatch(part) or NUMBER.fullmatch(part):
        return part
    return _districts().get(part) or None


@cache
def _commands() -> dict[str, list[Command]]:
    found: dict[str, list[Command]] = {}
    for concept, level, superior in _rows("commands.tsv"):
        found.setdefault(concept, []).append(Command(level, superior))
    return found


@cache
def _jurisdictions() -> list[tuple[str, str]]:
    return [(body, realm) for body, realm, *_ in _rows("jurisdictions.tsv")]


@cache
def _districts() -> dict[str, str]:
    """The code of each district by its name in lower case; "" where several have it."""
    found: dict[str, str] = {}
    for code, name, level, _ in _rows("places.tsv.gz"):
        if level == "district":
            folded = " ".join(re.sub(r"\W+", " ", name.casefold()).split())
            found[folded] = "" if folded in found else code
    return found


def _rows(name: str) -> Iterator[list[str]]:
    data = (folder("data/lexicon") / name).read_bytes()
    lines = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8").splitlines()
    width = lines[0].count("\t") + 1
    for line in lines[1:]:
        cells = line.split("\t")
        yield cells + [""] * (width - len(cells))
