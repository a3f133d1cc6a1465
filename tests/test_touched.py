"""What is worked out for the touched homes alone is what is worked out for all: any history of articles that come and go."""

import sqlite3
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity import Profile, Reference, assign
from kg.identity.groups import on_identity
from kg.identity.touched import identify
from kg.judgements import Verdict, holding, identity
from kg.ledger import STEPS, Ledger
from kg.model import Key, Kind

NAMES = [
    "budi santoso",
    "b santoso",
    "budi",
    "budi santoso wijaya",
    "budi s wijaya",
    "boedi santoso",
    "siti aminah",
    "siti",
]
VALUES = {
    "post": "pqr",
    "around": "uvwxyz",
    "bits": ["9", "17", "40"],
    "region": ["64", "64.74", "64.08", "33"],
    "field": "fg",
}


@st.composite
def things(draw: st.DrawFn) -> list[tuple[Kind, str, tuple[Key, ...]]]:
    """What one article speaks of."""
    found: list[tuple[Kind, str, tuple[Key, ...]]] = []
    for _ in range(draw(st.integers(0, 3))):
        kind: Kind = draw(st.sampled_from(["person", "person", "organization", "event", "place"]))
        name = draw(st.sampled_from(["kpi", "komisi penyiaran indonesia"] if kind == "organization" else NAMES))
        keys = [Key("day", "2024-10-11"), Key("type", "meeting")] if kind == "event" else [Key("name", name)]
        for sort, values in VALUES.items():
            keys += [Key(sort, value) for value in sorted(draw(st.sets(st.sampled_from(values), max_size=2)))]
        if kind == "organization" and draw(st.booleans()):
            keys.append(Key("short", "kpi"))
        found.append((kind, name.upper() if name == "kpi" else name.title(), tuple(keys)))
    return found


def profiles(article: str, found: list[tuple[Kind, str, tuple[Key, ...]]]) -> list[Profile]:
    return [
        Profile(Reference(article, f"{kind}-{n}"), kind, name, name, (), keys)
        for n, (kind, name, keys) in enumerate(found)
    ]


WHEN = "2026-11-24T10:00:00Z"
named = st.tuples(st.integers(0, 5).map("a{}".format), st.sampled_from([*(name.title() for name in NAMES), "KPI"]))
words = st.lists(
    st.tuples(st.sampled_from(["same", "different"]), st.lists(named, min_size=2, max_size=2, unique=True))
)


def verdicts(said: list[tuple[Literal["same", "different"], list[tuple[str, str]]]]) -> list[Verdict]:
    """What holds of a person's words on pairs of (article, name)."""
    return holding(identity(verb, one, other, "sari", "")._replace(when=WHEN) for verb, (one, other) in said)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.tuples(st.integers(0, 5), st.none() | things()), min_size=1, max_size=3), words),
        max_size=7,
    )
)
def test_any_history_gives_what_all_things_at_once_give(history: list[tuple[list, list]]) -> None:  # type: ignore[type-arg]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript("".join(step.read_text() for step in STEPS))
    ledger, present = Ledger(connection), dict[str, list[Profile]]()
    for batch, said in history:
        changed = {f"a{number}": found for number, found in batch}
        arrived = {article: profiles(article, found) for article, found in changed.items() if found is not None}
        before, hold = set(ledger.verdicts()), verdicts(said)
        for verdict in before ^ set(hold):  # an article that a judgement is on is worked out again
            for article in {verdict.article, verdict.other_article} & (present.keys() - changed.keys()):
                changed[article], arrived[article] = [], present[article]
        with ledger.transaction():
            ledger.judge(hold)
            rows = identify(ledger, set(changed), [thing for found in arrived.values() for thing in found])
            ledger.put_things({row.article for row in rows} | set(changed), rows)
        present = {article: found for article, found in present.items() if article not in changed} | arrived
        expected = assign([thing for found in present.values() for thing in found], on_identity(hold))
        assert {Reference(row.article, row.entity): row.iri for row in ledger.things(present)} == expected
