"""The events of a text and its days, places, people and bodies → which belong together, and how surely.

Each pair is described by what can be seen of it ("same sentence, behind the trigger", "in the headline", "a verb of speech
between"); the weights of these features in `data/models/links.tsv` were learnt from annotated articles by logistic
regression, a model for each kind of link (day, place, participant). A pair is told when its score is above the threshold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from kg.indonesian.dates import Day
from kg.indonesian.events import (
    BY_PLACES,
    GATHERINGS,
    INCIDENTS,
    LASTING,
    Event,
    Mention,
    Sheet,
)
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.lexicon import rows

Kind: TypeAlias = Literal["day", "place", "participant"]


class Pair(NamedTuple):
    """An event with a thing that may be its own: the thing's key (a day's begin), where it is named, what is seen of the pair."""

    kind: Kind
    event: int
    thing: str
    at: Day | Phrase
    sentence: int
    features: frozenset[str]


def bucket(number: int, bounds: Sequence[int]) -> str:
    return next((f"<={b}" for b in bounds if number <= b), f">{bounds[-1]}")


def group(type_: str) -> str:
    if type_ in GATHERINGS:
        return "gathering"
    if type_ in INCIDENTS:
        return "incident"
    if type_ in LASTING:
        return "lasting"
    return type_ if type_ in ("sport", "statement", "investigation", "trial", "operation") else "rest"


@dataclass(frozen=True)
class Scene:
    """What all pairs of a text share."""

    text: Text
    told: Sequence[Event]
    sheet: Sheet
    holders: dict[str, str]
    speakers: frozenset[str]
    counts: dict[str, int]
    in_title: frozenset[str]
    lead: int  # the first sentence of the text
    mentions: dict[int, list[tuple[Mention, int]]]  # sentence → mentions with their event
    current: list[int]  # sentence → the event told last
    gathering: list[int]  # sentence → the gathering told last


def scene(text: Text, told: Sequence[Event], sheet: Sheet, holders: dict[str, str], speakers: frozenset[str]) -> Scene:
    counts: dict[str, int] = {}
    in_title: set[str] = set()
    for number, found in enumerate(text.phrases):
        for phrase in found:
            key = text.denoted[phrase]
            key = holders.get(key, key)
            counts[key] = counts.get(key, 0) + 1
            if text.sentences[number].field == "title":
                in_title.add(key)
    mentions: dict[int, list[tuple[Mention, int]]] = {}
    for n, event in enumerate(told):
        for mention in event.mentions:
            mentions.setdefault(mention.sentence, []).append((mention, n))
    lead = next((n for n, s in enumerate(text.sentences) if s.field == "text"), 0)
    current: list[int] = []
    gathering: list[int] = []
    last = last_gathering = -1
    for number in range(len(text.sentences)):
        for mention, n in sorted(mentions.get(number, ()), key=lambda m: m[0].start):
            if not mention.background:
                last = n
                if told[n].type in GATHERINGS or told[n].type in ("death", "sport", "other"):
                    last_gathering = n
        current.append(last)
        gathering.append(last_gathering)
    return Scene(text, told, sheet, holders, speakers, counts, frozenset(in_title), lead, mentions, current, gathering)


def _is_reported(line, day: Day) -> bool:
    """Whether a day says when somebody spoke or was quoted: "kata X, Selasa (6/7)", "Dilansir dari X, Senin"."""
    for i in range(day.start - 1, max(-1, day.start - 14), -1):
        if line[i].text in ".;" :
            return False
        if words().speech.get(line[i].text) or (line[i].low.endswith("nya") and line[i].low[:-3] in words().speech_verbs):
            return True
        if line[i].low in CITED:
            return True
    return False


CITED = frozenset("dilansir mengutip dikutip melansir dikonfirmasi konfirmasi dihubungi ditemui wawancara keterangan keterangannya keterangannya wartawan rilis dilaporkan diwawancarai seperti".split())
CONNECT = frozenset("lalu kemudian selain selanjutnya serta turut juga dan tampak hadir".split())


def _heads(text: Text, number: int) -> list[int]:
    """For each phrase of a sentence the start of the list it stands in: commas, "dan" and titles between."""
    line = text.sentences[number].tokens
    heads: list[int] = []
    last = -1
    for at, phrase in enumerate(text.phrases[number]):
        between = line[last:phrase.start] if last >= 0 else ()
        if heads and len(between) <= 6 and all(t.text in ",;()/&" or t.low in ("dan", "serta", "juga", "beserta") or t.capital or t.text[0].isdigit() for t in between):
            heads.append(heads[-1])
        else:
            heads.append(phrase.start)
        last = max(last, phrase.end)
    return heads


def _presence(here_text: Text) -> list[int | None]:
    """For each sentence the token behind the words that tell who was there; a list that goes on keeps it: 0."""
    found: list[int | None] = []
    for number, sentence in enumerate(here_text.sentences):
        at = None
        line = sentence.tokens
        for i in range(len(line)):
            s = words().signals.match(line, i)
            if s and s[0] == "present" and not here_text.is_quoted(number, i):
                at = s[1]
                break
        if at is None and number and found[-1] is not None and line and line[0].low in CONNECT:
            people = [p for p in here_text.phrases[number] if p.kind in ("person", "post")]
            if len(people) >= 2:
                at = 0
        found.append(at)
    return found


def pairs(here: Scene) -> Iterator[Pair]:
    for n, event in enumerate(here.told):
        yield from _days(here, n, event)
        yield from _things(here, n, event)


def _shared(here: Scene, n: int, event: Event, sentence: int, start: int, end: int) -> set[str]:
    """What is seen of the stretch from the event's nearest mention to a thing."""
    own = [m for m in event.mentions if not m.modifier] or event.mentions
    f: set[str] = set()
    same = [m for m in own if m.sentence == sentence]
    line = here.text.sentences[sentence].tokens
    if same:
        m = min(same, key=lambda m: (max(m.start - end, start - m.end), m.start))
        behind = start >= m.end
        gap = start - m.end if behind else m.start - end
        order = "behind" if behind else "before"
        f.add(f"same:{order}:{bucket(gap, (0, 3, 8, 16))}")
        f.add(f"same:{order}")
        low, high = (m.end, start) if behind else (end, m.start)
        others = [o for o, e in here.mentions.get(sentence, ()) if e != n and low <= o.start and o.end <= high]
        if others:
            f.add("trigger-between")
        if any(words().speech.get(line[i].text) for i in range(low, max(low, high))):
            f.add("speech-between")
        if any(line[i].text in ",;" for i in range(low, max(low, high))):
            f.add(f"comma-between:{order}")
        for i in range(low, max(low, high)):
            s = words().signals.match(line, i)
            if s and s[0] in ("with", "present", "leads"):
                f.add(f"{s[0]}-between:{order}")
            if line[i].low in BY_PLACES:
                f.add(f"di-between:{order}")
        f.add(f"part:{m.trigger.part}:{order}")
        f.add(f"group:{group(event.type)}:same")
        if m.background:
            f.add("background")
    else:
        dist = min((sentence - m.sentence for m in own), key=lambda d: (abs(d), d))
        titled = here.text.sentences[sentence].field == "title" or (
            here.text.sentences[own[0].sentence].field == "title" and len({m.sentence for m in own}) == 1
        )
        where = "title" if titled and abs(dist) > 0 else ("ahead" if dist < 0 else "later")
        f.add(f"apart:{where}:{bucket(abs(dist), (1, 2, 4, 8))}")
        f.add(f"group:{group(event.type)}:apart")
        if any(e != n and not o.background for o, e in here.mentions.get(sentence, ())):
            f.add("other-event-here")
    if any(here.text.sentences[m.sentence].field == "title" for m in own):
        f.add("event-in-title")
    first = min((m.sentence for m in own))
    f.add(f"event-told:{'title' if here.text.sentences[first].field == 'title' else bucket(first - here.lead, (0, 2, 5))}")
    f.add(f"event-mentions:{bucket(len(own), (1, 2, 4))}")
    f.add(f"main:{n == 0}")
    if here.text.is_quoted(sentence, start):
        f.add("quoted")
    f.add(f"status:{event.status[0] if event.status else '?'}")
    if len(here.told) == 1:
        f.add("only-event")
    return f


def _days(here: Scene, n: int, event: Event) -> Iterator[Pair]:
    published = here.text.article.published
    full = [(s, d) for s, found in enumerate(here.sheet.days) for d in found if len(d.begin) == 10]
    first = next(((s, d) for s, d in full if here.text.sentences[s].field == "text"), None)
    values = {d.begin for _, d in full}
    for sentence, found in enumerate(here.sheet.days):
        line = here.text.sentences[sentence].tokens
        for day in found:
            f = _shared(here, n, event, sentence, day.start, day.end)
            size = {10: "day", 7: "month", 4: "year"}[len(day.begin)]
            f.add(f"size:{size}")
            where = next((x for x in f if x.startswith("same:") and x.count(":") == 1), "apart")
            f.add(f"size:{size}:{where}")
            reported = _is_reported(line, day)
            if reported:
                f |= {"reported", f"reported:{group(event.type)}", f"reported:{where}", f"reported:main:{n == 0}"}
            f.add(f"value-count:{bucket(sum(d.begin == day.begin for ds in here.sheet.days for d in ds), (1, 2))}")
            if day.doubt:
                f.add("doubt")
            if here.current[sentence] == n:
                f |= {"current", f"current:{group(event.type)}"}
            if day.relative:
                f.add("relative")
            if first and (sentence, day) == first:
                f.add("first-day")
                f.add(f"first-day:{group(event.type)}")
                f.add(f"first-day:told:{next(x for x in f if x.startswith('event-told:'))}")
                f.add(f"first-day:main:{n == 0}")
            if size == "day" and len(values) == 1:
                f.add("only-day")
            if size == "day" and published:
                from datetime import date

                behind = (published - date.fromisoformat(day.begin)).days
                when = "future" if behind < 0 else bucket(behind, (0, 1, 7))
                f.add(f"pub:{when}")
                f.add(f"pub:{when}:{event.status[0] if event.status else '?'}")
                f.add(f"pub:{when}:{group(event.type)}")
            elif published and day.begin < published.isoformat()[: len(day.begin)]:
                f.add("pub:older")
            elif not published:
                f.add("pub:none")
            f.add(f"group:{group(event.type)}")
            if event.day and event.day[0] == day:
                f.add("rule:" + event.day[2])
            if event.day and event.day[0] != day:
                f.add("rule-elsewhere")
            yield Pair("day", n, day.begin, day, sentence, frozenset(f))


def _things(here: Scene, n: int, event: Event) -> Iterator[Pair]:
    text = here.text
    types = {e.key: e.type for e in text.entities}
    kinds = {e.key: e.kind for e in text.entities}
    best: dict[str, tuple[tuple[int, int], Phrase, set[str]]] = {}
    anywhere: dict[str, set[str]] = {}
    own = [m for m in event.mentions if not m.modifier] or event.mentions
    rules = {key: rule for key, (_, rule) in event.places.items()} | {k: r for k, (_, _, r) in event.participants.items()}
    presence = _presence(text)
    for sentence, found in enumerate(text.phrases):
        line = text.sentences[sentence].tokens
        heads = _heads(text, sentence)
        for index, phrase in enumerate(found):
            key = text.denoted[phrase]
            key = here.holders.get(key, key)
            kind = kinds[key]
            if kind == "event" or phrase.status in ("former", "candidate"):
                continue
            head = heads[index]
            f = _shared(here, n, event, sentence, head, phrase.end)
            if head != phrase.start:
                f.add("listed")
            there = presence[sentence]
            if there is not None and phrase.start >= there and kind != "place":
                mine = here.gathering[sentence] == n
                f |= {f"presence-list:{mine}", f"presence-list:{mine}:{event.type in GATHERINGS}"}
                seen_presence = f"any-presence:{mine}"
            else:
                seen_presence = ""
            if here.current[sentence] == n:
                f |= {"current", f"current:{kind}"}
            near = min(
                (abs(m.sentence - sentence), max(m.start - phrase.end, phrase.start - m.end) if m.sentence == sentence else 0)
                for m in own
            )
            seen = anywhere.setdefault(key, set())
            if seen_presence:
                seen.add(seen_presence)
            if near[0] == 0:
                field = text.sentences[sentence].field
                seen |= {f"any:{x}:{field}" for x in f if x.startswith("same:") and x.count(":") == 1}
                seen |= {f"any:{x}" for x in f if x.startswith("part:")}
            if here.current[sentence] == n:
                seen.add("any-current")
            if index == 0 or all(p.kind == "place" or p.end <= phrase.start and text.denoted[p] == key for p in found[:index]):
                f.add("first-in-sentence")
            if any(
                (s := words().signals.match(line, i)) is not None and s[0] in ("present", "leads", "with")
                for i in range(len(line))
            ):
                f.add("presence-told")
                if phrase.start and (s := words().signals.match(line, phrase.start - 1)) and s[0] == "with":
                    f.add("with-right-before")
            if phrase.end < len(line) and words().speech.match(line, phrase.end):
                f.add("speaks-here")
            if phrase.start and words().speech.match(line, phrase.start - 1):
                f.add("speaks-here")
            if kind == "place":
                at = _behind(text, phrase)
                if at:
                    f.add("at")
                    f.add(f"at:{next((x for x in f if x.startswith('same:') and x.count(':') == 1), 'apart')}")
                    f.add(f"at:{'near' if near[0] <= 2 else 'far'}")
                    seen.add("any-at")
            if near[0] == 0:
                seen.add("any-same")
                if any(x.startswith("same:before") for x in f):
                    seen.add("any-same-before")
            if key not in best or near < best[key][0]:
                best[key] = (near, phrase, f)
    places = [k for k in best if kinds[k] == "place"]
    for key, (_, phrase, f) in best.items():
        kind = kinds[key]
        f |= anywhere[key]
        if key in here.in_title:
            f.add("in-title")
            if "event-in-title" in f:
                f.add(f"both-in-title:{'place' if kind == 'place' else 'p'}")
        f.add(f"count:{bucket(here.counts[key], (1, 2, 4))}")
        if rules.get(key):
            f.add("rule:" + rules[key])
        elif rules:
            f.add("rule-for-others")
        f.add(f"group:{group(event.type)}")
        if kind == "place":
            level = types[key]
            level = level if level in ("province", "country", "city", "regency", "district", "village") else "venue"
            f.add(f"level:{level}")
            f.add(f"level:{level}:{'any-same' in f}")
            if len(places) == 1:
                f.add("only-place")
            if any(phrase_is_dateline(text, p) for ps in text.phrases for p in ps if text.denoted[p] == key):
                f.add("dateline")
            if phrase.sentence == here.lead:
                f.add("in-lead")
            yield Pair("place", n, key, phrase, phrase.sentence, frozenset(f))
        else:
            what = kind if kind != "organization" else f"organization:{types[key] if types[key] in ('media', 'government', 'police', 'military', 'company', 'party') else 'rest'}"
            f.add(f"kind:{what}")
            f.add(f"kind:{kind}:{group(event.type)}")
            f.add(f"kind:{kind}:{'any-same' in f}")
            if key in here.speakers:
                f.add("quoted-speaker")
                f.add(f"quoted-speaker:{group(event.type)}")
            if phrase.sentence == here.lead:
                f.add("in-lead")
            yield Pair("participant", n, key, phrase, phrase.sentence, frozenset(f))


def phrase_is_dateline(text: Text, phrase: Phrase) -> bool:
    span, line = text.span(phrase), text.article.dateline
    return line is not None and span.field == line.field and span.start < line.end and line.start < span.end


def _behind(text: Text, phrase: Phrase) -> bool:
    from kg.indonesian.events import _at_place

    return _at_place(text, phrase)


@cache
def weights() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in rows("links.tsv"):
        found.setdefault(row["link"], {})[row["feature"]] = float(row["weight"])
    return found
