"""A text with its entities → the events that it tells: what, whether it happened, when and where.

"Pertemuan … pada Jumat, 11 Oktober 2024 … di Mako Polres Bontang" is one meeting under all its words; "menyambut Pilkada
serentak 2024" an election still to come; "perayaan HUT ke-12 MSB yang akan diselenggarakan di …" a planned ceremony. Who took
part is told in `participants.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kg.indonesian.dates import Day, days_of
from kg.indonesian.headlines import CLAUSE_ENDS, LEAD, NEWS, of_headline, retold, said
from kg.indonesian.mentions import (
    HEADLINE,
    KINDS_OF,
    LASTING,
    NOUN,
    STRONG,
    UNPLANNED,
    Mention,
    Triggers,
    akin,
    in_phrases,
    mentions,
    triggers_of,
)
from kg.indonesian.places import text_of
from kg.indonesian.words import Trigger, words
from kg.language import Phrase, Text
from kg.model import Part, Span, Status
from kg.sentences import Sentence, Token

PLACE_REACH = 12  # tokens from a trigger to a place or date that is its own
LABEL_WORDS = 10
OBJECT_WORDS = 3  # words behind a bare verb that say what it is about
BRACKETED = re.compile(r"\s*\([^()]*\)?|\)")  # "(MSB)"; or one bracket of a pair
BY_PLACES = ("di", "ke")
VENUE_REACH = 14  # tokens from "di" to the last of the places it governs
APART = (
    "other",
    "policy",
    "statement",
    "launch",
    "aid",
)  # types whose words tell different events


class Sheet(NamedTuple):
    """What each sentence of a text holds for its events, worked out once: its days, its triggers, and those outside names."""

    days: Sequence[Sequence[Day]]
    found: Sequence[Triggers]
    triggers: Sequence[Sequence[int]]  # the tokens at which they begin


@dataclass(slots=True)
class Event:
    """An event under all its mentions, with the facts gathered so far: each a value and its evidence (span, rule)."""

    type: str
    mentions: list[Mention]
    label: str = ""
    status: tuple[Status, Span, str] | None = None
    day: tuple[Day, Span, str] | None = None
    places: dict[str, tuple[Span, str]] = field(default_factory=dict)
    participants: dict[str, tuple[Part, Span, str]] = field(default_factory=dict)


def sheet_of(text: Text) -> Sheet:
    """The days of each sentence and the tokens at which its triggers begin."""
    found = triggers_of(text)
    free = [_free_triggers(text, number, triggers) for number, triggers in enumerate(found)]
    return Sheet(days_of(text.sentences, text.article.published), found, free)


def events(text: Text, sheet: Sheet) -> list[Event]:
    """The events of a text in order of mention, as yet without those who take part."""
    found = mentions(text, sheet.found)
    told = _gather(text, sheet, [*said(text, found), *of_headline(text, found)])
    for event in told:
        taken = {(m.sentence, at) for e in told for m in e.mentions for at in range(m.start, m.end)}
        event.mentions += retold(text, event.mentions, taken)
        _tell(text, sheet, event)
        event.label = _label(text, event)
        event.status = told_status(text, event)
    _day_of_story(text, sheet, told)
    return told


def _day_of_story(text: Text, sheet: Sheet, told: Sequence[Event]) -> None:
    """The first full day of an article is that of its main event: the first told that happened, if it has no day yet."""
    main = next((e for e in told if e.mentions[0].sentence < LEAD and not e.mentions[0].background), None)
    if main is None or main.day or main.status is None or main.status[0] != "happened" or main.type in LASTING:
        return
    for number, sentence in enumerate(text.sentences[:LEAD]):
        reports = any(token.low in words().speech_words for token in sentence.tokens)
        for day in sheet.days[number]:
            if sentence.field == "text" and len(day.begin) == 10:
                if not reports and not text.is_quoted(number, day.start):
                    main.day = (day, sentence.part(day.start, day.end), "day-of-story")
                return


def _gather(text: Text, sheet: Sheet, found: Sequence[Mention]) -> list[Event]:
    """One event for all mentions of its type, unless their names or days differ; what is denied stays by itself."""
    told: list[Event] = []
    for mention in found:
        day = None if mention.modifier else _day(text, sheet, mention)
        if mention.trigger.type in KINDS_OF:
            fitting = [e for e in reversed(told) if e.type in KINDS_OF[mention.trigger.type]]
            fitting.sort(key=lambda e: all(m.trigger.strength != STRONG for m in e.mentions))
            last = fitting[0] if fitting else None
            if last is not None and mention.status != "denied":
                last.mentions.append(mention)
                if day and last.day is None:
                    last.day = (day, text.sentences[mention.sentence].part(day.start, day.end), "day-by-trigger")
            continue
        fitting = [e for e in told if e.type == mention.trigger.type and _same(e, mention, day)]
        fitting.sort(key=lambda e: any(m.trigger.form == mention.trigger.form for m in e.mentions))
        if not fitting:
            told.append(Event(mention.trigger.type, []))
            fitting = told[-1:]
        event = fitting[-1]
        event.mentions.append(mention)
        if day and event.day is None:
            event.day = (day, text.sentences[mention.sentence].part(day.start, day.end), "day-by-trigger")
    return told


def _same(event: Event, mention: Mention, day: Day | None) -> bool:
    """Whether a mention can be of an event of its type."""
    if (mention.status == "denied") != any(m.status == "denied" for m in event.mentions):
        return any(m.trigger.form == mention.trigger.form for m in event.mentions) and mention.status is None
    if mention.again:
        return True
    if event.type in APART and not any(_alike(m.trigger, mention.trigger) for m in event.mentions):
        return False
    if mention.name and _names(event) and mention.name not in _names(event):
        return False
    own = event.day[0].begin if event.day else ""
    return not (day and own) or day.begin.startswith(own) or own.startswith(day.begin)


def _alike(one: Trigger, other: Trigger) -> bool:
    """Whether two words tell the same: of one stem, or both of their type by their company, as what is done to a rule."""
    return akin(one.form, other.form) or (_by_company(one) and _by_company(other))


def _by_company(trigger: Trigger) -> bool:
    return any(row.type == trigger.type for row in words().company.get(trigger.form) or ())


def _day(text: Text, sheet: Sheet, mention: Mention) -> Day | None:
    """The day that stands by a mention."""
    sentence, own = text.sentences[mention.sentence], _reach(text, sheet, mention)
    found = (
        day
        for day in sheet.days[mention.sentence]
        if day.start in own
        and not _reported(sentence, mention, day)
        and not never_dated(text.article.published, mention.trigger.type, day.begin)
    )
    return next(found, None)


def never_dated(published: date | None, type_: str, begin: str) -> bool:
    """Whether a day is to come and the event of a type that nobody announces: a visit to a landslide is, no landslide."""
    return published is not None and type_ in UNPLANNED and begin > published.isoformat()


def _names(event: Event) -> set[str]:
    return {m.name for m in event.mentions if m.name}


def _tell(text: Text, sheet: Sheet, event: Event) -> None:
    """The places that stand by an event's own words, and the year in its name."""
    for mention in [m for m in event.mentions if not m.modifier]:
        own = _reach(text, sheet, mention)
        for phrase in text.phrases[mention.sentence]:
            if phrase.kind == "place" and phrase.start in own and at_place(text, phrase):
                event.places.setdefault(text.denoted[phrase], (text.span(phrase), "place-by-trigger"))
    _drop_wide(text, event)
    before = _antecedent(text, event)
    if before is not None:
        sentence = text.sentences[before]
        day = next(iter(sheet.days[before]), None)
        if day and event.day is None:
            event.day = (day, sentence.part(day.start, day.end), "day-of-antecedent")
        here = [p for p in text.phrases[before] if p.kind == "place" and at_place(text, p)]
        for phrase in here if not event.places else ():
            event.places[text.denoted[phrase]] = (text.span(phrase), "place-of-antecedent")
    year = next((n for m in event.mentions for n in m.name.split() if re.fullmatch(r"(?:19|20)\d\d", n)), None)
    if event.day is None and year:
        mention = next(m for m in event.mentions if year in m.name)
        span = text.sentences[mention.sentence].part(mention.start, mention.end)
        event.day = (Day(mention.start, mention.end, year), span, "year-in-name")


def _drop_wide(text: Text, event: Event) -> None:
    """Leave out provinces and countries where a place within them is told."""
    level = {entity.key: entity.type for entity in text.entities}
    narrow = [place for place in event.places if level[place] not in ("province", "country")]
    if narrow:
        event.places = {place: event.places[place] for place in narrow}


def _antecedent(text: Text, event: Event) -> int | None:
    """The sentence that "pertemuan itu" refers back to, where no words before it tell the event: the one before."""
    first = event.mentions[0]
    before = first.sentence - 1
    if not first.again or before < 0 or text.sentences[before].field != text.sentences[first.sentence].field:
        return None
    reports = any(token.low in words().speech_words for token in text.sentences[before].tokens)
    return None if reports or text.is_quoted(before, 0) else before


def _free_triggers(text: Text, number: int, found: Triggers) -> list[int]:
    """The tokens of a sentence at which a trigger begins, outside the names of things."""
    taken = in_phrases(text, number) if found else ()
    return [at for at, (trigger, _) in found.items() if trigger.strength != HEADLINE and at not in taken]


def _reach(text: Text, sheet: Sheet, mention: Mention) -> range:
    """The tokens whose days and places are the mention's own: from its sentence's start or the trigger before, to the next."""
    sentence, triggers = text.sentences[mention.sentence], sheet.triggers[mention.sentence]
    own_end = _head_end(sentence, mention)
    end = next((at for at in triggers if at >= own_end), len(sentence.tokens))
    earlier = bool(triggers) and triggers[0] < mention.start
    return range(mention.start if earlier else 0, min(end, own_end + PLACE_REACH * 2))


def _reported(sentence: Sentence, mention: Mention, day: Day) -> bool:
    """Whether a verb of speech stands between: "…, kata X kepada wartawan, Selasa (6/7/2021)" dates the words, not the event."""
    low, high = sorted((mention.end, day.start))
    return any(words().speech.match(sentence.tokens, i) for i in range(low, high))


def at_place(text: Text, phrase: Phrase) -> bool:
    """Whether a place is where something is: behind "di", with names, commas and words like "depan" at most between."""
    line = text.sentences[phrase.sentence].tokens
    for at in range(phrase.start - 1, max(-1, phrase.start - 1 - VENUE_REACH), -1):
        token = line[at]
        if token.low in BY_PLACES:
            return True
        if not (
            token.capital or token.text in "(),/" or token.text[0].isdigit() or words().signals.get(token.low) == "spot"
        ):
            return False
    return False


def told_status(text: Text, event: Event) -> tuple[Status, Span, str]:
    """What a text says of an event, with the words and the rule.

    Denied where some mention says so; planned where the first does, or half of them; a day after publication is to come.
    """
    marked = [m for m in event.mentions if m.status]
    denied = next((m for m in marked if m.status == "denied"), None)
    planned = event.mentions[0].status == "planned" or 2 * len(marked) >= len(event.mentions)
    published = text.article.published.isoformat() if text.article.published else ""
    day = event.day[0].begin if event.day else ""
    chosen: Mention = denied or (marked or event.mentions)[0]
    status: Status = "happened"
    rule = "told"
    if denied:
        status, rule = "denied", "status-signal"
    elif marked and planned:
        status, rule = "planned", "status-signal"
    elif day and published and day > published:
        status, rule = "planned", "day-to-come"
    else:
        chosen = next((m for m in event.mentions if not m.status), event.mentions[0])
    return status, text.sentences[chosen.sentence].part(chosen.start, chosen.end), rule


def _label(text: Text, event: Event) -> str:
    """The event's name for people: the fullest of its words, nouns before verbs, with the things joined to them."""
    best = ""
    first = event.mentions[0]
    if first.trigger.strength == HEADLINE and text.sentences[first.sentence].field == "title":
        return _clause(text.sentences[first.sentence], first)
    own = [m for m in event.mentions if not m.again and not m.modifier] or event.mentions
    nouns = [m for m in own if m.trigger.part == NOUN] or [m for m in event.mentions if m.again and not m.modifier]
    for mention in nouns or own:
        sentence = text.sentences[mention.sentence]
        end = _head_end(sentence, mention)
        for phrase in text.phrases[mention.sentence]:
            between = sentence.tokens[end : phrase.start] if phrase.start >= end else ()
            joined = phrase.start == end or (0 < len(between) <= 3 and all(_joins(t.text) for t in between))
            if joined and phrase.end - mention.start <= LABEL_WORDS:
                end = phrase.end
        if end == mention.start + 1 and mention.trigger.part != NOUN:  # "memperbaiki": what?
            rest = range(end, min(end + OBJECT_WORDS, len(sentence.tokens)))
            end = next((at for at in rest if not _tells_what(sentence.tokens[at])), rest.stop)
        label = BRACKETED.sub("", text_of(sentence.tokens, mention.start, end)).strip()
        if len(label) > len(best) and (not sentence.title_case or not best):
            best = label
    return best[:1].upper() + best[1:]


def _clause(sentence: Sentence, mention: Mention) -> str:
    """The words of a headline from a mention to the end of its clause: "Bantah Kabar Tsunami di Teluk Kupang"."""
    line = sentence.tokens
    end = next((at for at in range(mention.end, len(line)) if line[at].text in CLAUSE_ENDS), len(line))
    label = text_of(line, mention.start, max(mention.end, min(end, mention.start + LABEL_WORDS)))
    return label[:1].upper() + label[1:]


def _head_end(sentence: Sentence, mention: Mention) -> int:
    """The token after a mention and the triggers that only say of what kind it is: "rapat koordinasi pengamanan Pilkada"."""
    line, end = sentence.tokens, mention.end
    while end < len(line) and (following := words().triggers.match(line, end)):
        end = following[1]
    return end


def _tells_what(token: Token) -> bool:
    """Whether a word behind a bare verb goes on with it: "jembatan kayu", not "di", "yang", "bersama"."""
    asked = words()
    plain = token.text.isalpha() and token.low not in asked.speech_words and token.low not in BY_PLACES
    return plain and asked.of_post(token.low) is None


def _joins(word: str) -> bool:
    """Whether a word may stand between an event and a thing in its label: "strategis bersama", not "yang berlangsung di"."""
    if word == "-":  # "Perang Rusia-Ukraina"
        return True
    plain = word.islower() and word not in words().speech_words and word != "yang"
    return plain and words().signals.get(word) in (None, "with", "initials", "against", "not")


def worth_telling(text: Text, event: Event) -> bool:
    """Whether an event is told more than once, in the headline, or with a day, place or people.

    What only weak words tell, far from the lead, needs both a day or place and somebody.
    """
    headline = any(text.sentences[m.sentence].field == "title" for m in event.mentions)
    if (
        event.type in APART
        and not headline
        and all(m.trigger.strength != STRONG and m.sentence >= NEWS for m in event.mentions)
    ):
        return False
    weak = all(m.trigger.strength != STRONG and not m.name and m.sentence >= LEAD for m in event.mentions)
    if weak:
        return bool(event.day or event.places) and bool(event.participants)
    done_to = any(rule == "object-of-verb" for _, _, rule in event.participants.values())
    well_told = len(event.mentions) > 1 or len(event.participants) > 1 or done_to
    return headline or well_told or bool(event.day or event.places)
