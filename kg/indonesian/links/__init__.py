"""The events of a text, its days, places, people and bodies → which belong together: `link`.

Rules have already told what stands right beside an event; a reader sees more: a day in the next sentence, a list of guests at the
end. Each pair of an event and a thing is described by what can be seen of it (`pairs.py`), and scored by weights of these
features that were learnt from annotated articles (logistic regression, `kg/linking.py`, `data/models/links.tsv`). What the
rules told is a feature like any other, so that it can be overruled; whether an event is told at all is weighed in the same way.
"""

from collections.abc import Sequence
from functools import cache

from kg.indonesian.events import Event, Sheet, told_status
from kg.indonesian.links.pairs import Kind, Pair, event_pair, pairs
from kg.indonesian.links.scene import Scene, scene, with_events
from kg.language import Text
from kg.lexicon import rows

# In thousandths of log-odds. What no rule told has to be surer: on 74 articles that no weight had seen, three of four days and
# places that a rule told were right whatever their score, of the others half.
THRESHOLDS: dict[Kind, int] = {"event": 350, "day": -1000, "place": -1000, "participant": 0}
UNRULED: dict[Kind, int] = {"event": 350, "day": -500, "place": -300, "participant": 0}
WIDE = ("province", "country", "city", "regency")
NEXT = 4  # characters between a venue and the region behind its comma
CERTAIN = (
    "year-in-name",
    "day-of-antecedent",
    "place-of-antecedent",
)  # "Pilkada 2024", "Pertemuan itu" need no weighing


def link(
    text: Text, told: Sequence[Event], sheet: Sheet, holders: dict[str, str], speakers: frozenset[str]
) -> list[Event]:
    """The events worth telling, each with the day, the places and the participants that score above the threshold.

    What a text denies is told in any case.
    """
    if not told:
        return []
    here = scene(text, told, sheet, holders, speakers)
    kept = [
        event
        for n, event in enumerate(told)
        if score_of(event_pair(here, n)) > THRESHOLDS["event"] or (event.status and event.status[0] == "denied")
    ]
    # all are weighed before one is changed, since each is seen beside the others; what is not told is not among them
    here = with_events(here, kept)
    chosen = [
        [(s, p) for p in pairs(here, n) if (s := score_of(p)) > (THRESHOLDS if p.ruled else UNRULED)[p.kind]]
        for n in range(len(kept))
    ]
    for event, links in zip(kept, chosen, strict=True):
        _fill(text, event, links)
    return kept


def _fill(text: Text, event: Event, chosen: Sequence[tuple[int, Pair]]) -> None:
    days = [(score, pair.thing, pair) for score, pair in chosen if pair.kind == "day"]
    if event.day is None or event.day[2] not in CERTAIN:
        best = max(days, key=lambda day: day[:2])[2] if days else None
        if best is None or best.day is None:
            event.day = None
        elif event.day is None or event.day[0].begin != best.thing:
            event.day = (best.day, best.span, "day-linked")
    certain = {place: proof for place, proof in event.places.items() if proof[1] in CERTAIN}
    event.places = certain | {
        pair.thing: event.places.get(pair.thing, (pair.span, "place-linked"))
        for _, pair in chosen
        if pair.kind == "place"
    }
    event.participants = {
        pair.thing: event.participants.get(pair.thing, ("participant", pair.span, "participant-linked"))
        for _, pair in chosen
        if pair.kind == "participant"
    }
    _narrow(text, event)
    event.status = told_status(text, event)


def _narrow(text: Text, event: Event) -> None:
    """Leave out a region that was only weighed where narrower places are told, unless it stands beside one of them."""
    level = {entity.key: entity.type for entity in text.entities}
    narrow = [span for place, (span, _) in event.places.items() if level[place] not in WIDE]
    for place, (span, rule) in list(event.places.items()):
        beside = any(near.field == span.field and -NEXT <= span.start - near.end <= NEXT for near in narrow)
        if narrow and level[place] in WIDE and rule == "place-linked" and not beside:
            del event.places[place]


@cache
def _weights() -> dict[str, dict[str, int]]:
    """Kind of link → feature → its weight in thousandths: whole numbers, so that every order of adding gives one sum."""
    found: dict[str, dict[str, int]] = {}
    for row in rows("links.tsv", "data/models"):
        found.setdefault(row["link"], {})[row["feature"]] = int(row["weight"])
    return found


def score_of(pair: Pair) -> int:
    """The log-odds that a pair belongs together, in thousandths."""
    weights = _weights()[pair.kind]
    return weights["bias"] + sum(filter(None, map(weights.get, pair.features)))


__all__ = ["Kind", "Pair", "Scene", "event_pair", "link", "pairs", "scene", "score_of", "with_events"]
