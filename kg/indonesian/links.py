"""The events of a text, its days, places, people and bodies → which belong together: `link`.

Rules have already told what stands right beside an event; a reader sees more: a day in the next sentence, a list of guests at the
end. Each pair of an event and a thing is described by what can be seen of it ("same sentence, behind the trigger", "both in
the headline", "a verb of speech between"), and scored by weights of these features that were learnt from annotated articles
(logistic regression, `data/models/links.tsv`). What the rules told is a feature like any other, so that it can be overruled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from kg.indonesian.dates import Day
from kg.indonesian.events import (
    BY_PLACES,
    GATHERINGS,
    HEADLINE,
    INCIDENTS,
    LASTING,
    STATEMENT,
    STRONG,
    WEAK,
    Event,
    Mention,
    Sheet,
    at_place,
    speaks,
    told_status,
    worth_telling,
)
from kg.indonesian.participants import speaker_end
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.lexicon import rows
from kg.model import Span
from kg.sentences import Token

Kind: TypeAlias = Literal["event", "day", "place", "participant"]

THRESHOLDS: dict[Kind, int] = {
    "event": 200,
    "day": -500,
    "place": -500,
    "participant": 0,
}  # thousandths; F1 is flat around them
GATHERED = (*GATHERINGS, "death", "sport", "other")  # events whose guests a later sentence lists
ALONE = (STATEMENT, "sport", "investigation", "trial", "operation")  # types that are a group of their own
WIDE = ("province", "country", "city", "regency")
NEXT = 4  # characters between a venue and the region behind its comma
BODIES = ("media", "government", "police", "military", "company", "party")
REGIONS = ("province", "country", "city", "regency", "district", "village")
GAPS = (0, 3, 8, 16)  # tokens between an event and a thing of its sentence
DISTANCES = (1, 2, 4, 8)  # sentences
COUNTS = (1, 2, 4)  # mentions
BACK = 14  # tokens in which a verb of speech stands before the day or place of speaking
LISTED = 6  # tokens between two names of one list, a title among them
FEW_GUESTS = 2  # names that make a sentence with "Kemudian" the rest of a list


class Pair(NamedTuple):
    """An event and a thing that may be its own: the thing's key (a day's begin), where it stands nearest, what is seen."""

    kind: Kind
    event: int
    thing: str
    day: Day | None
    span: Span
    features: frozenset[str]


class Seen(NamedTuple):
    """A thing as it stands nearest to an event: how near (sentences, tokens), its sentence, and what is seen there."""

    near: tuple[int, int]
    sentence: int
    at: Day | Phrase
    features: set[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What all pairs of a text share."""

    text: Text
    told: Sequence[Event]
    sheet: Sheet
    holders: dict[str, str]
    speakers: frozenset[str]  # keys of those who are quoted
    counts: dict[str, int]  # key → mentions
    in_title: frozenset[str]
    lead: int  # the first sentence of the text
    mentions: dict[int, list[tuple[Mention, int]]]  # sentence → mentions, each with its event
    current: Sequence[int]  # sentence → the event told last
    gathering: Sequence[int]  # sentence → the gathering told last
    presence: Sequence[int | None]  # sentence → the token behind the words that tell who was there


def link(
    text: Text, told: Sequence[Event], sheet: Sheet, holders: dict[str, str], speakers: frozenset[str]
) -> list[Event]:
    """The events worth telling, each with the day, the places and the participants that score above the threshold."""
    chosen: dict[tuple[int, Kind], list[tuple[int, Pair]]] = {}
    for pair in pairs(scene(text, told, sheet, holders, speakers)):
        score = score_of(pair)
        if score > THRESHOLDS[pair.kind]:
            chosen.setdefault((pair.event, pair.kind), []).append((score, pair))
    for n, event in enumerate(told):
        day = max(chosen.get((n, "day"), ()), key=lambda scored: (scored[0], scored[1].thing), default=None)
        if event.day and event.day[2] == "year-in-name":
            pass
        elif day is None:
            event.day = None
        elif event.day is None or event.day[0].begin != day[1].thing:
            assert day[1].day is not None
            event.day = (day[1].day, day[1].span, "day-linked")
        event.places = {
            pair.thing: event.places.get(pair.thing, (pair.span, "place-linked"))
            for _, pair in chosen.get((n, "place"), ())
        }
        event.participants = {
            pair.thing: event.participants.get(pair.thing, ("participant", pair.span, "participant-linked"))
            for _, pair in chosen.get((n, "participant"), ())
        }
        _narrow(text, event)
        event.status = told_status(text, event)
    return [event for n, event in enumerate(told) if (n, "event") in chosen or (event.status and event.status[0] == "denied")]


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
    return weights["bias"] + sum(weights.get(feature, 0) for feature in pair.features)


def scene(text: Text, told: Sequence[Event], sheet: Sheet, holders: dict[str, str], speakers: frozenset[str]) -> Scene:
    """What all pairs of a text share, worked out once."""
    counts: dict[str, int] = {}
    in_title: set[str] = set()
    for number, found in enumerate(text.phrases):
        for phrase in found:
            key = holders.get(text.denoted[phrase], text.denoted[phrase])
            counts[key] = counts.get(key, 0) + 1
            if text.sentences[number].field == "title":
                in_title.add(key)
    mentions: dict[int, list[tuple[Mention, int]]] = {}
    for n, event in enumerate(told):
        for mention in event.mentions:
            mentions.setdefault(mention.sentence, []).append((mention, n))
    current: list[int] = []
    gathering: list[int] = []
    for number in range(len(text.sentences)):
        here = sorted((m.start, n) for m, n in mentions.get(number, ()) if not m.background)
        gathered = [n for _, n in here if told[n].type in GATHERED]
        current.append(here[-1][1] if here else current[-1] if current else -1)
        gathering.append(gathered[-1] if gathered else gathering[-1] if gathering else -1)
    lead = next((n for n, s in enumerate(text.sentences) if s.field == "text"), 0)
    return Scene(
        text, told, sheet, holders, speakers, counts, frozenset(in_title), lead,
        mentions, current, gathering, _presence(text),
    )  # fmt: skip


def pairs(here: Scene) -> Iterator[Pair]:
    """Each event by itself, and with each day and thing of the text, in order of events."""
    for n in range(len(here.told)):
        yield _event(here, n)
        yield from _days(here, n)
        yield from _things(here, n)


def _event(here: Scene, n: int) -> Pair:
    """What speaks for an event to be one that a reader would note."""
    event = here.told[n]
    own = _own(event)
    group, first = _group(event.type), min(own, key=lambda m: (m.sentence, m.start))
    strengths = {m.trigger.strength for m in own}
    strongest = next(x for x in (STRONG, WEAK, HEADLINE) if x in strengths)
    titled = any(here.text.sentences[m.sentence].field == "title" for m in event.mentions)
    place = "title" if titled else _bucket(first.sentence - here.lead, (0, 1, 3, 6))
    linked = (
        bool(event.day) + bool(event.places) + (1 if len(event.participants) == 1 else 2 if event.participants else 0)
    )
    sooner = {here.told[i].type for i in range(n)}
    f = {
        f"strength:{strongest}", f"told:{place}", f"told:{place}:{strongest}", f"told:{place}:{group}", f"type:{event.type}",
        f"mentions:{_bucket(len(own), COUNTS)}", f"mentions:{_bucket(len(own), COUNTS)}:{strongest}",
        f"part:{first.trigger.part}:{strongest}", f"linked:{linked}", f"linked:{linked}:{strongest}",
        f"order:{_bucket(n, (0, 1, 2, 4))}", f"others:{_bucket(len(here.told), COUNTS)}",
        f"word:{first.trigger.form}", f"status:{event.status[0] if event.status else 'happened'}",
        f"type-told:{event.type in sooner}", f"type-told:{event.type in sooner}:{group}",
    }  # fmt: skip
    facts = (
        ("worth-telling", worth_telling(here.text, event)),
        ("background", all(m.background for m in event.mentions)),
        ("modifier", all(m.modifier for m in event.mentions)),
        ("again", any(m.again for m in own)),
        ("named", any(m.name for m in own)),
        ("day", event.day is not None),
        ("place", bool(event.places)),
        ("participant", bool(event.participants)),
        ("beside", any(e != n for m in own for _, e in here.mentions[m.sentence])),
    )
    f |= {name for name, true in facts if true}
    sentence = here.text.sentences[first.sentence]
    return Pair("event", n, "", None, sentence.part(first.start, first.end), frozenset(f))


def _presence(text: Text) -> list[int | None]:
    """For each sentence the token behind the words that tell who was there; 0 where "Kemudian, …" goes on with their list."""
    found: list[int | None] = []
    for number, sentence in enumerate(text.sentences):
        line = sentence.tokens
        told = (
            signal[1]
            for i in words().signals.starts(line)
            if (signal := words().signals.match(line, i)) and signal[0] == "present" and not text.is_quoted(number, i)
        )
        at = next(told, None)
        if at is None and number and found[-1] is not None and words().signals.get(line[0].low) == "goes-on":
            guests = sum(phrase.kind in ("person", "post") for phrase in text.phrases[number])
            at = 0 if guests >= FEW_GUESTS else None
        found.append(at)
    return found


def _days(here: Scene, n: int) -> Iterator[Pair]:
    """An event with the days of the text, each once: as it stands nearest, with what is seen of its other places."""
    event = here.told[n]
    group, status = _group(event.type), event.status[0] if event.status else "happened"
    first: tuple[int, Day] | None = None
    best: dict[str, Seen] = {}
    anywhere: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for sentence, found in enumerate(here.sheet.days):
        line = here.text.sentences[sentence].tokens
        for day in found:
            if first is None and len(day.begin) == len("2024-10-11") and here.text.sentences[sentence].field == "text":
                first = (sentence, day)
            seen = _between(here, n, sentence, day.start, day.end, day)
            if "speech-between" in seen.features:
                continue  # "…, kata X kepada wartawan, Selasa (6/7)" dates the words, not the event
            f, more = seen.features, anywhere.setdefault(day.begin, set())
            counts[day.begin] = counts.get(day.begin, 0) + 1
            where = _where(f)
            if where != "apart":
                more.add("any-same")
            if _of_speaking(line, day.start):
                f |= {"reported", f"reported:{where}"}
                more |= {"any-reported", f"any-reported:{group}", f"any-reported:main:{n == 0}"}
            else:
                more.add(f"any-unreported:{where}")
            if first == (sentence, day):
                more |= {"first-day", f"first-day:{group}", f"first-day:{_told(f)}", f"first-day:main:{n == 0}"}
            if here.current[sentence] == n:
                more |= {"any-current", f"any-current:{group}"}
            f |= {name for name, true in (("relative", day.relative), ("doubt", day.doubt)) if true}
            if event.day and event.day[0] == day:
                more.add(f"rule:{event.day[2]}")
            if day.begin not in best or seen.near < best[day.begin].near:
                best[day.begin] = seen
    whole = sum(len(value) == len("2024-10-11") for value in best)
    for value, (_, sentence, at, f) in best.items():
        assert isinstance(at, Day)
        size = {10: "day", 7: "month", 4: "year"}[len(value)]
        f |= anywhere[value]
        f |= {
            f"size:{size}",
            f"size:{size}:{_where(f)}",
            f"count:{_bucket(counts[value], COUNTS[:2])}",
            f"group:{group}",
        }
        f |= {
            name for name, true in (("only-day", size == "day" and whole == 1), ("only-date", len(best) == 1)) if true
        }
        if event.day and event.day[0].begin != value:
            f.add("rule-elsewhere")
        f |= {f"pub:{x}" for x in _age(here.text.article.published, value, status, group)}
        yield Pair("day", n, value, at, here.text.sentences[sentence].part(at.start, at.end), frozenset(f))


def _age(published: date | None, value: str, status: str, group: str) -> tuple[str, ...]:
    """How a day lies to the day of publication."""
    if published is None:
        return ("none",)
    if len(value) < len("2024-10-11"):
        return ("older",) if value < published.isoformat()[: len(value)] else ()
    behind = (published - date.fromisoformat(value)).days
    when = "future" if behind < 0 else _bucket(behind, (0, 1, 7))
    return when, f"{when}:{status}", f"{when}:{group}"


def _things(here: Scene, n: int) -> Iterator[Pair]:
    """An event with the places, people, bodies and posts of the text, each once, as `_days` does it."""
    event, text = here.told[n], here.text
    entities = {entity.key: entity for entity in text.entities}
    rules = {key: rule for key, (_, rule) in event.places.items()}
    rules |= {key: rule for key, (_, _, rule) in event.participants.items()}
    best: dict[str, Seen] = {}
    anywhere: dict[str, set[str]] = {}
    for sentence, found in enumerate(text.phrases):
        heads = _heads(text, sentence)
        for index, phrase in enumerate(found):
            key = here.holders.get(text.denoted[phrase], text.denoted[phrase])
            if phrase.status in ("former", "candidate"):
                continue
            if entities[key].kind != "place" and _only_speaks(here, n, phrase):
                continue
            seen = _between(here, n, sentence, heads[index], phrase.end, phrase)
            more = anywhere.setdefault(key, set())
            first = all(p.kind == "place" or text.denoted[p] == key for p in found[:index])
            seen.features.update(_seen_of_thing(here, n, phrase, heads[index], first))
            if entities[key].kind == "place":
                more |= _seen_of_place(here, n, phrase, heads[index], entities[key].type, seen.features)
            elif (there := here.presence[sentence]) is not None:
                mine = here.gathering[sentence] == n
                side = "behind" if phrase.start >= there else "before"
                seen.features.update((f"presence:{side}:{mine}", f"presence:{side}:{mine}:{event.type in GATHERINGS}"))
                more.add(f"any-presence:{side}:{mine}")
            if here.current[sentence] == n:
                seen.features.update(("current", f"current:{entities[key].kind}"))
                more.add("any-current")
            if seen.near[0] == 0:
                field, order = text.sentences[sentence].field, _where(seen.features)
                more |= {"any-same", f"any:{order}:{field}"} | (
                    {"any-same-before"} if order == "same:before" else set()
                )
                more |= {f"any:{x}" for x in seen.features if x.startswith("part:")}
            if key not in best or seen.near < best[key].near:
                best[key] = seen
    places = sum(entities[key].kind == "place" for key in best)
    group = _group(event.type)
    for key, (_, sentence, at, f) in best.items():
        assert isinstance(at, Phrase)
        f |= anywhere[key] | {f"count:{_bucket(here.counts[key], COUNTS)}", f"group:{group}"}
        kind, type_, same = entities[key].kind, entities[key].type, "any-same" in anywhere[key]
        if key in here.in_title:
            f |= {"in-title"} | ({f"both-in-title:{kind}"} if "event-in-title" in f else set())
        if rules:
            f.add(f"rule:{rules[key]}" if key in rules else "rule-for-others")
        if sentence == here.lead:
            f.add("in-lead")
        if kind == "place":
            level = type_ if type_ in REGIONS else "venue"
            f |= {f"level:{level}", f"level:{level}:{same}"} | ({"only-place"} if places == 1 else set())
        else:
            what = f"organization:{type_ if type_ in BODIES else 'rest'}" if kind == "organization" else kind
            f |= {f"kind:{what}", f"kind:{kind}:{group}", f"kind:{kind}:{same}"}
            if key in here.speakers:
                f |= {"quoted-speaker", f"quoted-speaker:{group}"}
        yield Pair("place" if kind == "place" else "participant", n, key, None, text.span(at), frozenset(f))


def _only_speaks(here: Scene, n: int, phrase: Phrase) -> bool:
    """Whether someone is named in a quotation, or only says that an event happened: "Azlaini menyayangkan aksi massa"."""
    event, text = here.told[n], here.text
    if text.is_quoted(phrase.sentence, phrase.start):
        return not any(m.sentence == phrase.sentence and text.is_quoted(m.sentence, m.start) for m in event.mentions)
    same = [m for m in _own(event) if m.sentence == phrase.sentence and phrase.end <= m.start]
    ends = [speaker_end(text.sentences[phrase.sentence].tokens, m.start) for m in same]
    return event.type != STATEMENT and any(end is not None and phrase.start < end for end in ends)


def _seen_of_thing(here: Scene, n: int, phrase: Phrase, head: int, first: bool) -> Iterator[str]:
    """What is seen of a thing in its own sentence, whatever the event."""
    line = here.text.sentences[phrase.sentence].tokens
    if head != phrase.start:
        yield "listed"
    if first:
        yield "first-in-sentence"
    signals = [signal for i in words().signals.starts(line) if (signal := words().signals.match(line, i))]
    if any(kind in ("present", "leads", "with") for kind, _ in signals):
        yield "presence-told"
    if any(kind == "with" and end == phrase.start for kind, end in signals):
        yield "with-right-before"
    beside = (phrase.start - 1, phrase.end)
    if any(0 <= i < len(line) and words().speech.match(line, i) for i in beside):
        yield "speaks-here"


def _seen_of_place(here: Scene, n: int, phrase: Phrase, head: int, level: str, f: set[str]) -> set[str]:
    """What is seen of a place: the word before it, whether something is there. Fills `f`; returns what holds anywhere."""
    text, line = here.text, here.text.sentences[phrase.sentence].tokens
    more: set[str] = set()
    at = at_place(text, phrase)
    before = line[head - 1] if head else None
    f |= {f"prev:{before.low if before and before.low.isalpha() and not before.capital else 'other'}"}
    f |= {f"level-at:{level}:{at}", f"at:{at}:{'trigger-between' in f}"}
    group = _group(here.told[n].type)
    if at:
        near = "near" if any(abs(m.sentence - phrase.sentence) <= DISTANCES[1] for m in _own(here.told[n])) else "far"
        f |= {"at", f"at:{_where(f)}", f"at:{near}"}
        more.add("any-at")
    if _of_speaking(line, phrase.start):
        more |= {"said-here", f"said-here:{group}", f"said-here:main:{n == 0}"}
    span, dateline = text.span(phrase), text.article.dateline
    if dateline and span.field == dateline.field and span.start < dateline.end and dateline.start < span.end:
        more.add("dateline")
    return more


def _between(here: Scene, n: int, sentence: int, start: int, end: int, at: Day | Phrase) -> Seen:
    """What is seen between an event's nearest mention and a thing at tokens start to end."""
    event = here.told[n]
    own, line = _own(event), here.text.sentences[sentence].tokens
    group = _group(event.type)
    same = [m for m in own if m.sentence == sentence]
    f: set[str] = set()
    if same:
        gap, _, m = min((max(m.start - end, start - m.end), m.start, m) for m in same)
        order = "behind" if start >= m.end else "before"
        low, high = (m.end, start) if order == "behind" else (end, m.start)
        f |= {
            f"same:{order}:{_bucket(gap, GAPS)}",
            f"same:{order}",
            f"part:{m.trigger.part}:{order}",
            f"group:{group}:same",
        }
        f |= set(_words_between(here, n, line, sentence, low, high, order))
        near = (0, gap)
        if m.background:
            f.add("background")
    else:
        distance = min((sentence - m.sentence for m in own), key=lambda d: (abs(d), d))
        titles = [here.text.sentences[m.sentence].field == "title" for m in own]
        titled = here.text.sentences[sentence].field == "title" or all(titles)
        where = "title" if titled else "ahead" if distance < 0 else "later"
        f |= {f"apart:{where}:{_bucket(abs(distance), DISTANCES)}", f"group:{group}:apart"}
        near = (abs(distance), 0)
        if any(e != n and not m.background for m, e in here.mentions.get(sentence, ())):
            f.add("other-event-here")
    first = min(m.sentence for m in own)
    told = "title" if here.text.sentences[first].field == "title" else _bucket(first - here.lead, (0, 2, 5))
    if any(here.text.sentences[m.sentence].field == "title" for m in own):
        f.add("event-in-title")
    status = event.status[0] if event.status else "happened"
    f |= {f"event-told:{told}", f"event-mentions:{_bucket(len(own), COUNTS)}", f"main:{n == 0}", f"status:{status}"}
    if here.text.is_quoted(sentence, start):
        f.add("quoted")
    if len(here.told) == 1:
        f.add("only-event")
    return Seen(near, sentence, at, f)


def _words_between(
    here: Scene, n: int, line: Sequence[Token], sentence: int, low: int, high: int, order: str
) -> Iterator[str]:
    """What the words between an event and a thing are: another event, a verb of speech, "bersama", "di"."""
    if any(e != n and low <= m.start and m.end <= high for m, e in here.mentions.get(sentence, ())):
        yield "trigger-between"
    for i in range(low, high):
        if words().speech.get(line[i].text):
            yield "speech-between"
        if line[i].text in ",;":
            yield f"comma-between:{order}"
        if line[i].low in BY_PLACES:
            yield f"di-between:{order}"
        signal = words().signals.match(line, i)
        if signal and signal[0] in ("with", "present", "leads"):
            yield f"{signal[0]}-between:{order}"


def _heads(text: Text, number: int) -> list[int]:
    """For each phrase of a sentence the start of the list it stands in, with commas, "dan" and titles between."""
    line, heads, last = text.sentences[number].tokens, list[int](), -1
    for phrase in text.phrases[number]:
        goes_on = 0 <= phrase.start - last <= LISTED and last >= 0 and all(map(_lists, line[last : phrase.start]))
        heads.append(heads[-1] if goes_on else phrase.start)
        last = max(last, phrase.end)
    return heads


def _lists(token: Token) -> bool:
    """Whether a word may stand between two names of a list."""
    return token.text in ",;()/&" or token.capital or token.text[0].isdigit() or words().signals.get(token.low) == "and"


def _of_speaking(line: Sequence[Token], start: int) -> bool:
    """Whether a day or place is one of speaking or of a source: "kata X di Jakarta, Selasa", "dilansir dari X, Senin"."""
    for i in range(start - 1, max(-1, start - BACK), -1):
        if line[i].text in ".;":
            return False
        if speaks(line[i]) or words().signals.get(line[i].low) == "cited":
            return True
    return False


def _own(event: Event) -> list[Mention]:
    """The mentions that tell the event itself."""
    return [m for m in event.mentions if not m.modifier] or event.mentions


def _where(features: set[str]) -> str:
    """ "same:behind", "same:before" or "apart"."""
    return next((x for x in ("same:behind", "same:before") if x in features), "apart")


def _told(features: set[str]) -> str:
    return next(x for x in features if x.startswith("event-told:"))


def _group(type_: str) -> str:
    """Types of events that share their habits."""
    groups = (("gathering", GATHERINGS), ("incident", INCIDENTS), ("lasting", LASTING))
    return next((name for name, types in groups if type_ in types), type_ if type_ in ALONE else "rest")


def _bucket(number: int, bounds: Sequence[int]) -> str:
    return next((f"<={bound}" for bound in bounds if number <= bound), f">{bounds[-1]}")
