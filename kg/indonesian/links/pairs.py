"""An event and a thing of a scene → what is seen of the pair, as a set of features: `event_pair`, `pairs`.

"same:behind:<=3": the thing stands in the event's sentence, at most three tokens behind its words; "both-in-title:person". The
features of a thing are those of its place nearest to the event, and what holds of any of its places.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from kg.indonesian.dates import WHOLE, Day
from kg.indonesian.events import never_dated, worth_telling
from kg.indonesian.links.scene import BESIDE, Scene, Standing, is_place_word
from kg.indonesian.mentions import (
    GATHERINGS,
    HEADLINE,
    INCIDENTS,
    LASTING,
    STATEMENT,
    STRONG,
    WEAK,
    Mention,
)
from kg.indonesian.tagger.clusters import clusters
from kg.indonesian.words import words
from kg.model import Span

Kind: TypeAlias = Literal["event", "day", "place", "participant"]
Features: TypeAlias = set[str]

ALONE = (STATEMENT, "sport", "investigation", "trial", "operation")  # types that are a group of their own
BODIES = ("media", "government", "police", "military", "company", "party")
REGIONS = ("province", "country", "city", "regency", "district", "village")
GAPS = (0, 3, 8, 16)  # tokens between an event and a thing of its sentence
DISTANCES = (1, 2, 4, 8)  # sentences
COUNTS = (1, 2, 4)  # mentions
NEAR = 5  # tokens before an event's words that tell how it is meant
CLAUSE_MARKS = ",;:"
FAR = 4  # sentences from an event's words beyond which nothing that the headline does not name belongs to it


class Pair(NamedTuple):
    """An event, and a thing that may be its own: the thing's key (a day's begin), where it stands nearest, what is seen.

    Of kind "event" a pair is the event by itself, and its features speak for whether a reader would note it.
    """

    kind: Kind
    event: int
    thing: str
    day: Day | None
    span: Span
    features: frozenset[str]
    ruled: bool = False  # whether a rule told the pair


def event_pair(here: Scene, n: int) -> Pair:
    """What speaks for an event to be one that a reader would note."""
    event, own = here.told[n], here.own[n]
    group, first = _group(event.type), min(own, key=lambda m: (m.sentence, m.start))
    strengths = {m.trigger.strength for m in own}
    strength = next(x for x in (STRONG, WEAK, HEADLINE) if x in strengths)
    titled = any(m.sentence in here.titles for m in event.mentions)
    place = "title" if titled else _bucket(first.sentence - here.lead, (0, 1, 3, 6))
    linked = bool(event.day) + bool(event.places) + min(2, len(event.participants))
    mentions, sooner = _bucket(len(own), COUNTS), event.type in {here.told[i].type for i in range(n)}
    share = 4 * len(event.mentions) // sum(len(e.mentions) for e in here.told)
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
    features = {
        *(name for name, true in facts if true),
        f"strength:{strength}",
        f"told:{place}",
        f"told:{place}:{strength}",
        f"told:{place}:{group}",
        f"type:{event.type}",
        f"mentions:{mentions}",
        f"mentions:{mentions}:{strength}",
        f"part:{first.trigger.part}:{strength}",
        f"linked:{linked}",
        f"linked:{linked}:{strength}",
        f"order:{_bucket(n, (0, 1, 2, 4))}",
        f"others:{_bucket(len(here.told), COUNTS)}",
        f"share:{share}",
        f"word:{first.trigger.form}",
        *(f"word-like:{group}" for group in clusters(first.trigger.form.split()[0])[:1]),
        f"status:{_status(here, n)}",
        f"type-told:{sooner}",
        f"type-told:{sooner}:{group}",
    }
    for mention in own:
        features.update(_around(here, mention), _stands(here, mention, place))
    features |= _of_article(here)
    span = here.text.sentences[first.sentence].part(first.start, first.end)
    return Pair("event", n, "", None, span, frozenset(features))


def _around(here: Scene, mention: Mention) -> Iterator[str]:
    """The common words around an event's own: "untuk membangun" is no event, "telah membangun" is."""
    line = here.text.sentences[mention.sentence].tokens
    for side, at in (("prev", mention.start - 1), ("next", mention.end)):
        if 0 <= at < len(line):
            yield f"{side}:{line[at].text if not line[at].capital and not line[at].text.isdigit() else 'other'}"
    yield from (f"near:{t.text}" for t in line[max(0, mention.start - NEAR) : mention.start] if not t.capital)


def _stands(here: Scene, mention: Mention, told: str) -> Iterator[str]:
    """How a mention stands in its sentence: which of its events, in which clause, behind which joining word, with a day."""
    titled, dated = mention.sentence in here.titles, mention.sentence in here.dated
    before = here.text.sentences[mention.sentence].tokens[: mention.start]
    sooner = sum(m.start < mention.start for m, _ in here.mentions[mention.sentence])
    joining = words().joining
    yield f"sooner:{min(2, sooner)}:{titled}"
    yield f"clause:{min(2, sum(token.text in CLAUSE_MARKS for token in before))}:{titled}"
    yield f"joined-by:{next((token.low for token in reversed(before) if token.low in joining), 'none')}"
    yield f"dated:{dated}"
    yield f"dated:{dated}:{told}"


def _of_article(here: Scene) -> Features:
    """What tells news from advice: who is quoted, which days are told, how the headline opens."""
    title = [token for n in sorted(here.titles) for token in here.text.sentences[n].tokens]
    facts = (
        ("quotes", bool(here.speakers)),
        ("whole-day", bool(here.first_day)),
        ("lead-speaks", any(any(marks.speaking) for marks in here.marks[here.lead : here.lead + 2])),
        ("headline-asks", any(token.text == "?" for token in title)),
        ("headline-counts", bool(title) and title[0].text.isdigit()),
        ("headline-names", bool(here.in_title)),
    )
    return {f"article:{name}:{true}" for name, true in facts}


def pairs(here: Scene, n: int) -> Iterator[Pair]:
    """An event with each day and thing of the text."""
    common = _of_event(here, n)
    yield from _days(here, n, common)
    yield from _things(here, n, common)


def _of_event(here: Scene, n: int) -> Features:
    """What is seen of an event in all its pairs."""
    own = here.own[n]
    first = min(m.sentence for m in own)
    told = "title" if first in here.titles else _bucket(first - here.lead, (0, 2, 5))
    features = {
        f"event-told:{told}",
        f"event-mentions:{_bucket(len(own), COUNTS)}",
        f"main:{n == 0}",
        f"status:{_status(here, n)}",
        f"group:{_group(here.told[n].type)}",
    }
    if any(m.sentence in here.titles for m in own):
        features.add("event-in-title")
    if len(here.told) == 1:
        features.add("only-event")
    return features


def _days(here: Scene, n: int, common: Features) -> Iterator[Pair]:
    """An event with the days of the text, each once."""
    event, own = here.told[n], here.own[n]
    group, status = _group(event.type), _status(here, n)
    told = next(x for x in common if x.startswith("event-told:"))
    whole = sum(len(value) == WHOLE for value in here.days)
    for value, found in here.days.items():
        if never_dated(here.text.article.published, event.type, value):
            continue
        features = set(common)
        best: tuple[tuple[int, int], int] | None = None
        for at, (sentence, day, said, _) in enumerate(found):
            nearest = _nearest(own, sentence, day.start, day.end)
            if nearest[0] == 0 and _speech_between(here, sentence, nearest[2], day.start, day.end):
                continue  # "…, kata X kepada wartawan, Selasa (6/7)" dates the words, not the event
            where = _where(nearest, day.start)
            if where != "apart":
                features.add("any-same")
            if said:
                features |= {"any-reported", f"any-reported:{group}", f"any-reported:main:{n == 0}"}
            else:
                features.add(f"any-unreported:{where}")
            if here.current[sentence] == n:
                features |= {"any-current", f"any-current:{group}"}
            if event.day and event.day[0] == day:
                features.add(f"rule:{event.day[2]}")
            if best is None or nearest[:2] < best[0]:
                best = nearest[:2], at
        if best is None:
            continue
        sentence, day, said, quoted = found[best[1]]
        nearest = _nearest(own, sentence, day.start, day.end)
        where, size = _where(nearest, day.start), {10: "day", 7: "month", 4: "year"}[len(value)]
        features |= _between(here, n, sentence, nearest, day.start, day.end)
        facts = (
            ("reported", said),
            (f"reported:{where}", said),
            ("quoted", quoted),
            ("relative", day.relative),
            ("doubt", day.doubt),
            ("only-day", size == "day" and whole == 1),
            ("only-date", len(here.days) == 1),
            ("rule-elsewhere", event.day is not None and event.day[0].begin != value),
        )
        features |= {name for name, true in facts if true}
        features |= {f"size:{size}", f"size:{size}:{where}", f"count:{_bucket(len(found), COUNTS[:2])}"}
        if value == here.first_day:
            features |= {"first-day", f"first-day:{group}", f"first-day:{told}", f"first-day:main:{n == 0}"}
        features |= {f"pub:{x}" for x in _age(here.text.article.published, value, status, group)}
        span = here.text.sentences[sentence].part(day.start, day.end)
        ruled = event.day is not None and f"rule:{event.day[2]}" in features
        yield Pair("day", n, value, day, span, frozenset(features), ruled)


def _age(published: date | None, value: str, status: str, group: str) -> tuple[str, ...]:
    """How a day lies to the day of publication."""
    if published is None:
        return ("none",)
    if len(value) < WHOLE:
        return ("older",) if value < published.isoformat()[: len(value)] else ()
    behind = (published - date.fromisoformat(value)).days
    when = "future" if behind < 0 else _bucket(behind, (0, 1, 7))
    return when, f"{when}:{status}", f"{when}:{group}"


def _things(here: Scene, n: int, common: Features) -> Iterator[Pair]:
    """An event with the places, people, bodies and posts of the text, each once."""
    event, own = here.told[n], here.own[n]
    rules = {key: rule for key, (_, rule) in event.places.items()}
    rules |= {key: rule for key, (_, _, rule) in event.participants.items()}
    places = sum(here.entities[key].kind == "place" for key in here.things)
    for key, found in here.things.items():
        kind, type_ = here.entities[key].kind, here.entities[key].type
        if kind != "place":
            found = [standing for standing in found if not _only_speaks(here, n, standing)]
        if not found:
            continue
        near = [_nearest(own, standing.sentence, standing.head, standing.end) for standing in found]
        nearest, standing = min(zip(near, found, strict=True), key=lambda one: one[0][:2])
        if kind != "place" and nearest[0] == 0 and nearest[2].background:
            continue  # "Menyambut Pilkada 2024, Polres Bontang menggelar pertemuan"
        if nearest[0] > FAR and key not in rules and key not in here.in_title:
            continue
        features = common | standing.seen | _between(here, n, standing.sentence, nearest, standing.head, standing.end)
        for one, its in zip(found, near, strict=True):
            features.update(_anywhere(here, n, one, its, kind))
        features.add(f"count:{_bucket(len(found), COUNTS)}")
        if standing.quoted:
            features.add("quoted")
        if here.current[standing.sentence] == n:
            features |= {"current", f"current:{kind}"}
        if key in here.in_title:
            features |= {"in-title"} | ({f"both-in-title:{kind}"} if "event-in-title" in common else set())
        if rules:
            features.add(f"rule:{rules[key]}" if key in rules else "rule-for-others")
        if standing.sentence == here.lead:
            features.add("in-lead")
        same = "any-same" in features
        if kind == "place":
            features |= _of_place(here, n, standing, nearest, type_, same)
            features |= {"only-place"} if places == 1 else set()
        else:
            features |= _of_actor(here, n, standing, kind, type_, same)
        kinds: Kind = "place" if kind == "place" else "participant"
        yield Pair(kinds, n, key, None, here.text.span(standing.phrase), frozenset(features), key in rules)


def _anywhere(here: Scene, n: int, standing: Standing, nearest: tuple[int, int, Mention], kind: str) -> Iterator[str]:
    """What one of a thing's places shows, however far from the event."""
    if here.current[standing.sentence] == n:
        yield "any-current"
    if nearest[0] == 0:
        order = _where(nearest, standing.head)
        yield "any-same"
        yield f"any:{order}:{here.text.sentences[standing.sentence].field}"
        yield f"any:part:{nearest[2].trigger.part}:{order.removeprefix('same:')}"
        if order == "same:before":
            yield "any-same-before"
    if standing.at:
        yield "any-at"
    if standing.said:
        group = _group(here.told[n].type)
        yield from ("said-here", f"said-here:{group}", f"said-here:main:{n == 0}")
    there = here.presence[standing.sentence]
    if there is not None and kind != "place":
        side = "behind" if standing.start >= there else "before"
        yield f"any-presence:{side}:{here.gathering[standing.sentence] == n}"


def _of_place(
    here: Scene, n: int, standing: Standing, nearest: tuple[int, int, Mention], type_: str, same: bool
) -> Features:
    """What is seen of a place."""
    level, where = type_ if type_ in REGIONS else "venue", _where(nearest, standing.head)
    features = {
        f"level:{level}",
        f"level:{level}:{same}",
        f"level-at:{type_}:{standing.at}",
        f"at:{standing.at}:{where}",
    }
    if standing.at:
        features |= {"at", f"at:{'near' if nearest[0] <= DISTANCES[1] else 'far'}"}
    if standing.key in here.in_dateline:
        features.add("dateline")
    return features


def _of_actor(here: Scene, n: int, standing: Standing, kind: str, type_: str, same: bool) -> Features:
    """What is seen of a person, a body or a post."""
    event = here.told[n]
    group = _group(event.type)
    what = f"organization:{type_ if type_ in BODIES else 'rest'}" if kind == "organization" else kind
    features = {f"kind:{what}", f"kind:{kind}:{group}", f"kind:{kind}:{same}"}
    if standing.key in here.speakers:
        features |= {"quoted-speaker", f"quoted-speaker:{group}"}
    there = here.presence[standing.sentence]
    if there is not None:
        side, mine = "behind" if standing.start >= there else "before", here.gathering[standing.sentence] == n
        features |= {f"presence:{side}:{mine}", f"presence:{side}:{mine}:{event.type in GATHERINGS}"}
    return features


def _only_speaks(here: Scene, n: int, standing: Standing) -> bool:
    """Whether someone is named in a quotation, or only says that an event happened: "Azlaini menyayangkan aksi massa"."""
    same = [m for m in here.own[n] if m.sentence == standing.sentence]
    if standing.quoted:
        return not any(here.text.is_quoted(m.sentence, m.start) for m in same)
    if here.told[n].type == STATEMENT:
        return False
    return any(standing.end <= m.start and standing.start < here.spoken.get((m.sentence, m.start), 0) for m in same)


def _nearest(own: Sequence[Mention], sentence: int, start: int, end: int) -> tuple[int, int, Mention]:
    """How near an event's words come to tokens start to end: sentences, tokens in the same sentence, the mention."""
    same = [(max(m.start - end, start - m.end), m.start, at) for at, m in enumerate(own) if m.sentence == sentence]
    if same:
        gap, _, at = min(same)
        return 0, gap, own[at]
    mention = (
        own[0]
        if len(own) == 1
        else min(own, key=lambda m: (abs(m.sentence - sentence), sentence - m.sentence, m.start))
    )
    return abs(mention.sentence - sentence), 0, mention


def _where(nearest: tuple[int, int, Mention], start: int) -> str:
    """ "same:behind", "same:before" or "apart"."""
    if nearest[0]:
        return "apart"
    return "same:behind" if start >= nearest[2].end else "same:before"


def _speech_between(here: Scene, sentence: int, mention: Mention, start: int, end: int) -> bool:
    low, high = (mention.end, start) if start >= mention.end else (end, mention.start)
    return any(here.marks[sentence].speech[low:high])


def _between(here: Scene, n: int, sentence: int, nearest: tuple[int, int, Mention], start: int, end: int) -> Features:
    """What is seen between an event's nearest words and tokens start to end."""
    distance, gap, mention = nearest
    group = _group(here.told[n].type)
    if distance:
        titled = sentence in here.titles or all(m.sentence in here.titles for m in here.own[n])
        where = "title" if titled else "ahead" if sentence < mention.sentence else "later"
        features = {f"apart:{where}:{_bucket(distance, DISTANCES)}", f"group:{group}:apart"}
        if any(e != n and not m.background for m, e in here.mentions.get(sentence, ())):
            features.add("other-event-here")
        return features
    order = "behind" if start >= mention.end else "before"
    low, high = (mention.end, start) if order == "behind" else (end, mention.start)
    line, marks = here.text.sentences[sentence].tokens, here.marks[sentence]
    features = {
        f"same:{order}:{_bucket(gap, GAPS)}",
        f"same:{order}",
        f"part:{mention.trigger.part}:{order}",
        f"group:{group}:same",
    }
    facts = (
        ("background", mention.background),
        ("trigger-between", any(e != n and low <= m.start and m.end <= high for m, e in here.mentions[sentence])),
        ("speech-between", any(marks.speech[low:high])),
        (f"comma-between:{order}", any(token.text in ",;" for token in line[low:high])),
        (f"di-between:{order}", any(map(is_place_word, line[low:high]))),
    )
    features |= {name for name, true in facts if true}
    signals = (marks.signals[i][0] for i in range(low, high) if i in marks.signals)
    return features | {f"{kind}-between:{order}" for kind in signals if kind in BESIDE}


def _status(here: Scene, n: int) -> str:
    status = here.told[n].status
    return status[0] if status else "happened"


@cache
def _group(type_: str) -> str:
    """Types of events that share their habits."""
    groups = (("gathering", GATHERINGS), ("incident", INCIDENTS), ("lasting", LASTING))
    return next((name for name, types in groups if type_ in types), type_ if type_ in ALONE else "rest")


@lru_cache(maxsize=10_000)
def _bucket(number: int, bounds: Sequence[int]) -> str:
    return next((f"<={bound}" for bound in bounds if number <= bound), f">{bounds[-1]}")
