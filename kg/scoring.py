"""Annotated articles and what was read from them → how much of it was found, and how much of what was found is right.

`score([(annotated, read), …])` holds two records of an article against each other, both in the shape of `kg extract`
(`record.py`; what an annotation has to hold says `docs/annotation.md`). Of each metric it counts what is right, missed, wrong:

- A person, body or place is found when its name, or the annotation's, is among the other side's names (case, marks and spacing
  folded); to find it a second time is wrong.
- A role is found with its person (or the lack of one), its title and its body; `roles_title` leaves the body out.
- `person_aliases` are the names of the persons found: one that the article does not use for that person, or that stands on two
  persons, is wrong.
- An event is found when half of the shorter of two mentions overlaps; over LONGEST_MENTION characters it is no mention. Its type,
  days, places and participants are counted over all annotated events, its status over those found.
- A quotation is found with its words and its speaker; `quotes_text` leaves the speaker out.

What the annotation calls optional counts neither way.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple, TypeAlias

from kg.record import Row

KINDS = ("persons", "organizations", "places")
METRICS = (
    *KINDS,
    "person_aliases",
    "roles",
    "roles_title",
    "events",
    "event_types",
    "event_status",
    "event_dates",
    "event_places",
    "event_participants",
    "quotes",
    "quotes_text",
)
IN_PART = ("person_aliases", "roles_title", "event_status", "quotes_text")  # the mean leaves out what others hold too
LONGEST_MENTION = 100  # characters: longer is a sentence, which names no event
NO_LABELS: Mapping[str, str] = {}
ALIKE = 0.8  # share of a quotation's letters that has to agree

Verdict: TypeAlias = Literal["right", "missed", "wrong"]
Pairs: TypeAlias = dict[int, int]  # number of an annotated thing → number of the one read
Spans: TypeAlias = set[tuple[str, int, int]]  # (field, start, end)


class Outcome(NamedTuple):
    """What became of one thing: `Outcome("persons", "missed", "msb.txt", "Suprapto")`."""

    metric: str
    verdict: Verdict
    article: str
    thing: str


class Tally(NamedTuple):
    """How many are right, missed and wrong, and the shares that this makes; 1 where there was nothing to do."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is annotated that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


class Score(NamedTuple):
    """The tally of each metric, and all that was missed or wrong, in the order of the articles."""

    tallies: Mapping[str, Tally]
    errors: tuple[Outcome, ...]

    @property
    def mean(self) -> float:
        """The mean F1 of the metrics that count each thing once."""
        whole = [tally.f1 for metric, tally in self.tallies.items() if metric not in IN_PART]
        return sum(whole) / len(whole)

    def figures(self) -> dict[str, float]:
        """All figures by name: "persons" is an F1, beside it "persons.precision" and "persons.recall"; and "mean"."""
        found = {metric: tally.f1 for metric, tally in self.tallies.items()} | {"mean": self.mean}
        for metric, tally in self.tallies.items():
            found |= {f"{metric}.precision": tally.precision, f"{metric}.recall": tally.recall}
        return found


def score(pairs: Iterable[tuple[Row, Row]]) -> Score:
    """The score of (annotated, read) records; where nothing was read of an article, `{}` stands."""
    outcomes = [outcome for gold, read in pairs for outcome in _Article(gold, read).outcomes()]
    counts = Counter((outcome.metric, outcome.verdict) for outcome in outcomes)
    tallies = {m: Tally(counts[m, "right"], counts[m, "missed"], counts[m, "wrong"]) for m in METRICS}
    return Score(tallies, tuple(outcome for outcome in outcomes if outcome.verdict != "right"))


def fold(text: str) -> str:
    """Case, marks and spacing folded away."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def names(item: Row) -> set[str]:
    """All that a thing is called, folded."""
    return {fold(name) for name in [item.get("name") or item.get("title") or "", *item.get("aliases", [])]} - {""}


class _Article:
    """One article as annotated and as read; `same` says which id of the reading is which of the annotation."""

    def __init__(self, gold: Row, read: Row) -> None:
        self.gold, self.read = gold, read
        self.same: dict[str | None, str] = {}
        self.called, self.heard = _labels(gold), _labels(read)

    def outcomes(self) -> Iterator[Outcome]:
        for kind in KINDS:
            pairs = _paired(*self._both(kind), _same_thing)
            self._join(kind, pairs)
            yield from self._counted(kind, kind, pairs)
            if kind == "persons":
                yield from self._aliases(pairs)
        yield from self._roles()
        yield from self._events()
        yield from self._quotes()

    def _both(self, kind: str) -> tuple[list[Row], list[Row]]:
        return self.gold.get(kind, []), self.read.get(kind, [])

    def _join(self, kind: str, pairs: Pairs) -> None:
        left, right = self._both(kind)
        self.same |= {right[j]["id"]: left[i]["id"] for i, j in pairs.items() if "id" in left[i] and "id" in right[j]}

    def _counted(self, metric: str, kind: str, pairs: Pairs) -> Iterator[Outcome]:
        left, right = self._both(kind)
        used = set(pairs.values())
        for i, item in enumerate(left):
            if not item.get("optional"):
                yield self._outcome(metric, "right" if i in pairs else "missed", _label(kind, item, self.called))
        for j, item in enumerate(right):
            if j not in used:
                yield self._outcome(metric, "wrong", _label(kind, item, self.heard))

    def _linked(
        self, metric: str, holder: str, left: set[Any], right: set[Any], labels: Mapping[str, str] = NO_LABELS
    ) -> Iterator[Outcome]:
        """What hangs on one thing, annotated on the left and read on the right."""
        parts: dict[Verdict, set[Any]] = {"right": left & right, "missed": left - right, "wrong": right - left}
        for verdict, things in parts.items():
            for thing in sorted(things):
                yield self._outcome(metric, verdict, f"{holder} → {labels.get(thing, thing)}")

    def _outcome(self, metric: str, verdict: Verdict, thing: str) -> Outcome:
        return Outcome(metric, verdict, self.gold["article"]["id"], thing)

    def _aliases(self, pairs: Pairs) -> Iterator[Outcome]:
        left, right = self._both("persons")
        uses = Counter(name for person in right for name in names(person))
        for i, j in pairs.items():
            if not left[i].get("optional"):
                given = {name if uses[name] == 1 else f"{name} (on {uses[name]} persons)" for name in names(right[j])}
                yield from self._linked("person_aliases", left[i]["name"], names(left[i]), given)

    def _roles(self) -> Iterator[Outcome]:
        left, right = self._both("roles")

        def title(a: Row, b: Row) -> bool:
            return self._are(a, b, "person") and bool(names(a) & names(b))

        def full(a: Row, b: Row) -> bool:
            return title(a, b) and self._are(a, b, "organization")

        yield from self._counted("roles_title", "roles", _paired(left, right, title))
        yield from self._counted("roles", "roles", _paired(left, right, full))
        self._join("roles", _paired(left, right, lambda a, b: title(a, b) + full(a, b)))

    def _are(self, left: Row, right: Row, key: str) -> bool:
        """Whether both name the same thing under a key, or both none."""
        return (self.same.get(right.get(key)) if right.get(key) else None) == left.get(key)

    def _events(self) -> Iterator[Outcome]:
        left, right = self._both("events")
        told = {id(event): _spans(event, self.gold) for event in (*left, *right)}

        def hits(a: Row, b: Row) -> int:
            found = _overlap(told[id(a)], told[id(b)])
            return found and found + 100 * (a["type"] == b["type"])

        pairs = _paired(left, right, hits)
        yield from self._counted("events", "events", pairs)
        optional = {item["id"] for item in _things(self.gold) if item.get("optional")}
        labels = self.called | {f"?{name}": label for name, label in self.heard.items()}
        for i, event in enumerate(left):
            if event.get("optional"):
                continue
            found = right[pairs[i]] if i in pairs else {}
            called = str(event.get("label"))
            yield from self._linked("event_types", called, {event["type"]}, {found["type"]} if found else set())
            if found and event.get("status") and not event.get("status_optional"):
                status = {found.get("status", "happened")}
                yield from self._linked("event_status", called, {event["status"]}, status)
            yield from self._linked("event_dates", called, {event.get("date")} - {None}, {found.get("date")} - {None})
            for key in ("places", "participants"):
                mine = {self.same.get(thing, f"?{thing}") for thing in found.get(key, [])}
                theirs = set(event.get(key, []))
                yield from self._linked(f"event_{key}", called, theirs - optional, mine - optional, labels)

    def _quotes(self) -> Iterator[Outcome]:
        left, right = self._both("quotes")
        texts = _paired(left, right, _same_words)
        yield from self._counted("quotes_text", "quotes", texts)
        spoken = {i: j for i, j in texts.items() if left[i].get("optional") or self._are(left[i], right[j], "speaker")}
        yield from self._counted("quotes", "quotes", spoken)


def _things(record: Row) -> Iterator[Row]:
    """All that others link to."""
    for kind in (*KINDS, "roles"):
        yield from record.get(kind, [])


def _labels(record: Row) -> dict[str, str]:
    """Id → name; a role is called by its title."""
    return {item["id"]: str(item.get("name") or item.get("title")) for item in _things(record) if "id" in item}


def _label(kind: str, item: Row, labels: Mapping[str, str]) -> str:
    """What a thing is called in the list of errors."""

    def linked(key: str) -> str:
        return labels.get(item.get(key) or "", item.get(key) or "–")

    match kind:
        case "roles":
            return f"{item.get('title')} · {linked('person')} · {linked('organization')}"
        case "events":
            return f"[{item['type']}] {item.get('label')}"
        case "quotes":
            return f"{linked('speaker')}: {item['text'][:60]}"
        case _:
            return str(item["name"])


def _paired(left: Sequence[Row], right: Sequence[Row], likeness: Callable[[Row, Row], float]) -> Pairs:
    """Each annotated thing with at most one of those read, the likest first."""
    cells = [(likeness(a, b), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)]
    pairs: Pairs = {}
    used: set[int] = set()
    for value, i, j in sorted(cells, reverse=True):
        if value > 0 and -i not in pairs and -j not in used:
            pairs[-i] = -j
            used.add(-j)
    return pairs


def _same_thing(left: Row, right: Row) -> int:
    if fold(left["name"]) == fold(right["name"]):
        return 3
    if fold(left["name"]) in names(right):
        return 2
    return int(fold(right["name"]) in names(left))


def _same_words(left: Row, right: Row) -> float:
    ratio = SequenceMatcher(None, fold(left["text"]), fold(right["text"]), autojunk=False).ratio()
    return ratio if ratio >= ALIKE else 0


def _spans(event: Row, gold: Row) -> Spans:
    """Where an event is mentioned; words without offsets count wherever they stand."""
    fields = {"title": gold["article"].get("title") or "", "text": gold.get("text") or ""}
    found: Spans = set()
    for mention in event.get("mentions", []):
        if isinstance(mention, dict) and "start" in mention:
            found.add((mention.get("field", "text"), mention["start"], mention["end"]))
            continue
        words = mention["text"] if isinstance(mention, dict) else mention
        for field, body in fields.items():
            found |= {(field, match.start(), match.end()) for match in re.finditer(re.escape(words), body)}
    return found


def _overlap(left: Spans, right: Spans) -> int:
    """How many pairs of mentions overlap by half of the shorter."""
    hits = 0
    for field, start, end in left:
        for other, begin, stop in right:
            shared = min(end, stop) - max(start, begin)
            brief = stop - begin <= LONGEST_MENTION
            hits += field == other and brief and shared > 0 and 2 * shared >= min(end - start, stop - begin)
    return hits
