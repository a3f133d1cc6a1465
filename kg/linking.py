"""Annotated articles → the weights by which events are linked to days, places and people: `data/models/links.tsv`.

Every pair of an event and a thing that a reading offers is a case; it belongs together where the annotation says so. A logistic
regression with a ridge for each kind of link, by Newton's method; the same articles give the same weights.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from kg.annotation import annotated, given
from kg.article import parse_article
from kg.evaluation import names_of
from kg.indonesian import language
from kg.indonesian.claims import Draft, draft
from kg.indonesian.links import Kind, Pair, event_pair, pairs, scene, with_events
from kg.language import Text
from kg.reading import read_article
from kg.record import Row
from kg.resources import folder
from kg.scoring import names

RIDGES: dict[Kind, float] = {"event": 12.0, "day": 6.0, "place": 6.0, "participant": 6.0}  # cross-validated
RARE = 5  # cases that a feature needs to be weighed
DOUBTFUL = 0.7  # what a case counts whose event readers could leave out
SAME_TYPE = 100  # overlaps that the same type outweighs
ROUNDS = 50  # of Newton's method; it settles in ten
LISTS = {"person": "persons", "organization": "organizations", "place": "places"}


class Case(NamedTuple):
    """A pair, whether it belongs together, and how much it counts."""

    pair: Pair
    together: bool
    weight: float


def cases(gold: Row) -> list[Case]:
    """The cases of one annotated article."""
    drawn: list[Draft] = []

    def take(text: Text) -> tuple[tuple[()], tuple[()], tuple[()]]:
        drawn.append(draft(text))
        return (), (), ()

    read_article(parse_article(given(gold)), replace(language(), claims=take))
    return list(_judged(drawn[0], gold))


def _judged(drawn: Draft, gold: Row) -> Iterator[Case]:
    same = _things(drawn, gold)
    optional = {item["id"] for name in (*LISTS.values(), "roles") for item in gold[name] if item.get("optional")}
    events = _events(drawn, gold)
    here = scene(drawn.text, drawn.told, drawn.sheet, drawn.holders, drawn.speakers)
    for n in range(len(drawn.told)):
        yield Case(event_pair(here, n), n in events, 1.0)
    right = sorted(events)  # links are weighed among the events that are told; here those that should be
    here = with_events(here, [drawn.told[n] for n in right])
    for n, event in enumerate(events[n] for n in right):
        for pair in pairs(here, n):
            own = [event["date"]] if pair.kind == "day" else event[f"{pair.kind}s"]
            thing = pair.thing if pair.kind == "day" else same.get(pair.thing)
            if thing not in optional:
                yield Case(pair, thing in own, DOUBTFUL if event.get("optional") else 1.0)


def _things(drawn: Draft, gold: Row) -> dict[str, str]:
    """Entity → the annotation's id of it."""
    same: dict[str, str] = {}
    for entity in drawn.text.entities:
        items = gold[LISTS[entity.kind]] if entity.kind in LISTS else [r for r in gold["roles"] if r["person"] is None]
        found = next((item for item in items if names_of(entity) & names(item)), None)
        if found is not None:
            same[entity.key] = found["id"]
    return same


def _events(drawn: Draft, gold: Row) -> dict[int, Row]:
    """Told event → the annotated one that it is: whose words overlap with its own, of the same type first; each once."""
    scores: list[tuple[int, int, int]] = []
    for n, event in enumerate(drawn.told):
        spans = [drawn.text.sentences[m.sentence].part(m.start, m.end) for m in event.mentions]
        said = [drawn.text.article.quote(span) for span in spans]
        for at, item in enumerate(gold["events"]):
            shared = sum(word in each or each in word for word in said for each in item["mentions"])
            if shared:
                scores.append((shared + SAME_TYPE * (item["type"] == event.type), -n, -at))
    found: dict[int, Row] = {}
    used: set[int] = set()
    for _, n, at in sorted(scores, reverse=True):
        if -n not in found and at not in used:
            found[-n] = gold["events"][-at]
            used.add(at)
    return found


def weights(found: Sequence[Case]) -> dict[str, int]:
    """Feature → weight in thousandths of log-odds, learnt from the cases of one kind."""
    counts = Counter(feature for case in found for feature in case.pair.features)
    known = {f: at for at, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE), 1)}
    seen = np.zeros((len(found), len(known) + 1))
    seen[:, 0] = 1
    for row, case in enumerate(found):
        seen[row, [known[f] for f in case.pair.features if f in known]] = 1
    together = np.array([float(case.together) for case in found])
    fitted = _fit(seen, together, np.array([case.weight for case in found]), RIDGES[found[0].pair.kind])
    learnt = zip(["bias", *known], fitted, strict=True)
    return {feature: round(1000 * float(weight)) for feature, weight in learnt}


def _fit(
    seen: NDArray[np.float64], together: NDArray[np.float64], counts: NDArray[np.float64], ridge: float
) -> NDArray[np.float64]:
    fitted = np.zeros(seen.shape[1])
    for _ in range(ROUNDS):
        odds = 1 / (1 + np.exp(-(seen @ fitted)))
        slope = seen.T @ (counts * (odds - together)) + ridge * fitted
        bend = (seen * (counts * odds * (1 - odds))[:, None]).T @ seen + ridge * np.eye(len(fitted))
        step = np.linalg.solve(bend, slope)
        fitted -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return fitted


def main() -> None:
    """Learn the weights from folders of annotated articles and write the table."""
    parser = argparse.ArgumentParser(description="Learn how events are linked; the table goes to data/models/.")
    parser.add_argument("folder", type=Path, nargs="+", help="annotated articles, one JSON record a file")
    args = parser.parse_args()
    golds = [gold for place in args.folder for gold in annotated(place).values()]
    found = [case for gold in golds for case in cases(gold)]
    lines = ["link\tfeature\tweight"]
    for kind in get_args(Kind):
        mine = [case for case in found if case.pair.kind == kind]
        learnt = weights(mine)
        lines += [f"{kind}\t{feature}\t{weight}" for feature, weight in learnt.items() if weight]
        print(f"{kind}: {len(mine)} pairs of {len(golds)} articles, {sum(c.together for c in mine)} together")
    (folder("data/models") / "links.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
