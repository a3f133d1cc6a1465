"""Annotated articles and what is read from them → how often each rule is right: `make evaluate`.

Of 61 tenures by `title-then-name` 58 stand in the annotation: the rule's confidence is the lower end of the 95 % Wilson interval
of 58/61, 0.87. `data/lexicon/rules.tsv` keeps the figures; reading takes its confidences from there.
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from kg.annotation import annotated, given
from kg.article import parse_article
from kg.indonesian import language
from kg.lexicon import rows
from kg.model import (
    Claim,
    Containment,
    Entity,
    Location,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Reading,
    Tenure,
    Timing,
)
from kg.reading import read_article
from kg.record import Row
from kg.resources import folder
from kg.scoring import ALIKE, fold, names

LISTS = {"person": "persons", "organization": "organizations", "place": "places"}
Z = 1.96  # of the 95 % interval
UNTRIED = 0.5  # the confidence of a rule that no annotated article has tried


def wilson(right: int, told: int) -> float:
    """The lower end of the 95 % interval of a share (Wilson 1927); UNTRIED where nothing was told."""
    if told == 0:
        return UNTRIED
    share = right / told
    spread = Z * math.sqrt(share * (1 - share) / told + Z * Z / (4 * told * told))
    return (share + Z * Z / (2 * told) - spread) / (1 + Z * Z / told)


def judge(reading: Reading, gold: Row) -> Iterator[tuple[str, bool]]:
    """Each claim's rule, and whether the annotation says the same; what it leaves open (`optional`) is passed over."""
    paired = Pairing(reading, gold)
    for claim in reading.claims:
        verdict = paired.verdict(claim)
        if verdict is not None:
            yield claim.evidence.rule, verdict


class Pairing:
    """Which things of a reading are which of the annotation."""

    def __init__(self, reading: Reading, gold: Row) -> None:
        self.gold = gold
        self.entities = {entity.key: entity for entity in reading.entities}
        self.same: dict[str, Row] = {}
        for kind, name in LISTS.items():
            for entity in (e for e in reading.entities if e.kind == kind):
                for item in gold[name]:
                    if names_of(entity) & names(item):
                        self.same[entity.key] = item
                        break
        self.holders = {c.post: c.person for c in reading.claims if isinstance(c, Tenure)}
        self.bodies = {c.post: c.organization for c in reading.claims if isinstance(c, PostIn)}
        self._pair_events(reading)

    def _pair_events(self, reading: Reading) -> None:
        """An event is the annotated one of its type, else any, whose words overlap with its own."""
        for entity in (e for e in reading.entities if e.kind == "event"):
            words = [reading.article.quote(m.span) for m in reading.mentions if m.entity == entity.key]
            fitting = [
                item
                for item in self.gold["events"]
                if any(word in mention or mention in word for word in words for mention in item["mentions"])
            ]
            fitting.sort(key=lambda item: item["type"] != entity.type)
            if fitting:
                self.same[entity.key] = fitting[0]

    def id(self, key: str) -> str | None:
        """The annotation's id of a thing; of a post that of its holder, or of its role without one."""
        if key in self.same:
            return str(self.same[key]["id"])
        if key in self.holders:
            return self.id(self.holders[key])
        for role in self.gold["roles"]:
            if role["person"] is None and key in self.entities and names_of(self.entities[key]) & names(role):
                return str(role["id"])
        return None

    def verdict(self, claim: Claim) -> bool | None:
        """Whether the annotation says what a claim says; none where it does not speak of it."""
        match claim:
            case Tenure():
                held = [r for r in self._roles(claim.post) if r["person"] == self.id(claim.person)]
                return _settled(held, any(r["former"] == (claim.status == "former") for r in held))
            case PostIn():
                roles = self._roles(claim.post)
                return (
                    _settled(roles, any(r["organization"] == self.id(claim.organization) for r in roles))
                    if roles
                    else None
                )
            case Occurrence():
                event = self.same.get(claim.event)
                return event["status"] == claim.status if event and not event.get("status_optional") else None
            case Timing():
                event = self.same.get(claim.event)
                return event["date"] == claim.begin if event and not event.get("optional") else None
            case Location():
                return self._linked(claim.event, "places", claim.place)
            case Participation():
                return self._linked(claim.event, "participants", claim.participant)
            case Containment() if claim.part in self.same and claim.whole in self.same:
                part, whole = self.same[claim.part], self.same[claim.whole]
                if "part_of" in part:
                    return part["part_of"] == whole["id"] if part["part_of"] else None
                return fold(part["within"]) in names(whole) if part.get("within") else None
            case Quotation():
                quotes = [q for q in self.gold["quotes"] if _alike(q["text"], claim.text)]
                return _settled(quotes, any(q["speaker"] == self.id(claim.speaker) for q in quotes))
            case _:
                return None

    def _roles(self, post: str) -> list[Row]:
        return [r for r in self.gold["roles"] if names_of(self.entities[post]) & names(r)]

    def _linked(self, event: str, key: str, thing: str) -> bool | None:
        item = self.same.get(event)
        if item is None or item.get("optional") or self.same.get(thing, {}).get("optional"):
            return None
        return self.id(thing) in item[key]


def names_of(entity: Entity) -> set[str]:
    """All names of a thing that was read, folded."""
    return {fold(name) for name in (entity.name, *entity.aliases)}


def _alike(left: str, right: str) -> bool:
    return SequenceMatcher(None, fold(left), fold(right), autojunk=False).ratio() >= ALIKE


def _settled(items: list[Row], right: bool) -> bool | None:
    """A verdict, but none where the annotation leaves all that it could rest on open."""
    return None if items and all(item.get("optional") for item in items) else right


def measure(gold: Path) -> Mapping[str, tuple[int, int]]:
    """Rule → (right, told) over annotated articles; raises KabargrafError where there are none."""
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for item in annotated(gold).values():
        for rule, verdict in judge(read_article(parse_article(given(item)), language()), item):
            told[rule] += 1
            right[rule] += verdict
    return {rule: (right[rule], told[rule]) for rule in told}


def main() -> None:
    """Print each rule's figures over the folder given; with --write, put them into the table of rules."""
    parser = argparse.ArgumentParser(description="How often each rule of reading is right.")
    parser.add_argument("folder", type=Path, help="annotated articles, one JSON record a file")
    parser.add_argument("--write", action="store_true", help="write data/lexicon/rules.tsv anew")
    args = parser.parse_args()
    figures = measure(args.folder)
    known = {row["rule"] for row in rows("rules.tsv")}
    lines = ["rule\tconfidence\tright\ttold"]
    for rule in sorted(known | set(figures)):
        right, told = figures.get(rule, (0, 0))
        lines.append(f"{rule}\t{wilson(right, told):.2f}\t{right}\t{told}")
    print("\n".join(lines))
    if args.write:
        (folder("data/lexicon") / "rules.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
