"""A text with its told events → what all pairs of an event and a thing share, worked out once: `scene`.

Of each thing where it stands: in which list, whether it speaks there, whether something is "di" it; of each sentence the event
told last, and the words that say who was there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.indonesian.dates import WHOLE, Day
from kg.indonesian.events import BY_PLACES, Event, Sheet, at_place
from kg.indonesian.mentions import GATHERINGS, Mention, own_mentions
from kg.indonesian.participants import speaker_end
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.model import Entity
from kg.sentences import Token

GATHERED = (*GATHERINGS, "death", "sport", "other")  # events whose guests a later sentence lists
BACK = 14  # tokens in which a verb of speech stands before the day or place of speaking
LISTED = 6  # tokens between two names of one list, a title among them
FEW_GUESTS = 2  # names that make a sentence with "Kemudian" the rest of a list
BESIDE = ("present", "leads", "with")


class Marks(NamedTuple):
    """What the tokens of a sentence are: whether each is a word of speech, speaks or cites; the signals that begin."""

    speech: list[bool]  # a word of the table: "kata", "ia"
    speaking: list[bool]  # a verb of speech or of a source: "ujarnya", "dilansir"
    signals: dict[int, tuple[str, int]]  # token → the kind of the signal that begins, the token after it


class Standing(NamedTuple):
    """A thing where it stands: at tokens start to end, its list from `head`; what is seen of it, whatever the event."""

    key: str
    sentence: int
    head: int
    start: int
    end: int
    phrase: Phrase
    seen: frozenset[str]
    at: bool  # of a place: behind "di"
    said: bool  # of a place: behind a verb of speech
    quoted: bool


class When(NamedTuple):
    """A day where it stands, and whether it is one of speaking."""

    sentence: int
    day: Day
    said: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What all pairs of a text share."""

    text: Text
    told: Sequence[Event]
    own: Sequence[Sequence[Mention]]  # event → the mentions that tell the event itself
    entities: Mapping[str, Entity]
    things: Mapping[str, Sequence[Standing]]  # key → where it stands
    days: Mapping[str, Sequence[When]]  # ISO date → where it stands
    dated: frozenset[int]  # the sentences in which some day stands
    first_day: str  # the first whole day of the text, "" for none
    speakers: frozenset[str]  # keys of those who are quoted
    in_title: frozenset[str]
    in_dateline: frozenset[str]
    titles: frozenset[int]  # the sentences of the headline
    lead: int  # the first sentence of the text
    marks: Sequence[Marks]
    mentions: Mapping[int, Sequence[tuple[Mention, int]]]  # sentence → mentions, each with its event
    current: Sequence[int]  # sentence → the event told last
    gathering: Sequence[int]  # sentence → the gathering told last
    presence: Sequence[int | None]  # sentence → the token behind the words that tell who was there
    spoken: Mapping[tuple[int, int], int]  # sentence, token of a mention → the token behind those who only speak of it


def scene(text: Text, told: Sequence[Event], sheet: Sheet, holders: dict[str, str], speakers: frozenset[str]) -> Scene:
    """What all pairs of a text share; `holders`: post → who holds it now, and stands for it."""
    marks = _marks(text)
    things: dict[str, list[Standing]] = {}
    for number in range(len(text.sentences)):
        for standing in _standings(text, number, marks[number], holders):
            things.setdefault(standing.key, []).append(standing)
    days: dict[str, list[When]] = {}
    whole: list[str] = []
    for number, found in enumerate(sheet.days):
        line = text.sentences[number].tokens
        for day in found:
            when = When(number, day, _of_speaking(line, marks[number], day.start), text.is_quoted(number, day.start))
            days.setdefault(day.begin, []).append(when)
            whole += [day.begin] if len(day.begin) == WHOLE and text.sentences[number].field == "text" else []
    titles = frozenset(n for n, s in enumerate(text.sentences) if s.field == "title")
    bare = Scene(
        text=text,
        told=(),
        own=(),
        entities={entity.key: entity for entity in text.entities},
        things=things,
        days=days,
        dated=frozenset(number for number, found in enumerate(sheet.days) if found),
        first_day=whole[0] if whole else "",
        speakers=speakers,
        in_title=frozenset(key for key, found in things.items() if any(s.sentence in titles for s in found)),
        in_dateline=frozenset(key for key, found in things.items() if any(_of_dateline(text, s.phrase) for s in found)),
        titles=titles,
        lead=next((n for n in range(len(text.sentences)) if n not in titles), 0),
        marks=marks,
        mentions={},
        current=(),
        gathering=(),
        presence=_presence(text, marks),
        spoken={
            (m.sentence, m.start): end
            for event in told
            for m in event.mentions
            if (end := speaker_end(text.sentences[m.sentence].tokens, m.start)) is not None
        },
    )
    return with_events(bare, told)


def with_events(here: Scene, told: Sequence[Event]) -> Scene:
    """The same text with these events in place of others."""
    mentions: dict[int, list[tuple[Mention, int]]] = {}
    for n, event in enumerate(told):
        for mention in event.mentions:
            mentions.setdefault(mention.sentence, []).append((mention, n))
    current: list[int] = []
    gathering: list[int] = []
    for number in range(len(here.text.sentences)):
        found = sorted((m.start, n) for m, n in mentions.get(number, ()) if not m.background)
        gathered = [n for _, n in found if told[n].type in GATHERED]
        current.append(found[-1][1] if found else current[-1] if current else -1)
        gathering.append(gathered[-1] if gathered else gathering[-1] if gathering else -1)
    own = [own_mentions(event.mentions) for event in told]
    return replace(here, told=told, own=own, mentions=mentions, current=current, gathering=gathering)


def _marks(text: Text) -> list[Marks]:
    asked = words()
    found = [Marks([False] * len(line.tokens), [False] * len(line.tokens), {}) for line in text.sentences]
    for word in (asked.speech_words | asked.speaking) & text.words.keys():
        for number, i in text.words[word]:
            found[number].speech[i] = word in asked.speech_words
            found[number].speaking[i] = word in asked.speaking
    for number, starts in asked.beside.starts_in(text.words).items():
        for i in starts:
            if signal := asked.beside.match(text.sentences[number].tokens, i):
                found[number].signals[i] = signal
                found[number].speaking[i] |= signal[0] == "cited"
    return found


def _standings(text: Text, number: int, marks: Marks, holders: dict[str, str]) -> Iterator[Standing]:
    """The things of a sentence where they stand; former and would-be holders act for no post."""
    line, found, speech = text.sentences[number].tokens, text.phrases[number], words().speech
    if not found:
        return
    told = [kind for kind, _ in marks.signals.values() if kind in BESIDE]
    behind_with = {end for kind, end in marks.signals.values() if kind == "with"}
    keys = [holders.get(text.denoted[phrase], text.denoted[phrase]) for phrase in found]
    for index, (head, phrase) in enumerate(zip(_heads(line, found), found, strict=True)):
        if phrase.status in ("former", "candidate"):
            continue
        place = phrase.kind == "place"
        beside = (i for i in (phrase.start - 1, phrase.end) if 0 <= i < len(line))
        sooner = zip(found[:index], keys[:index], strict=True)
        facts = (
            ("listed", head != phrase.start),
            ("first-in-sentence", all(p.kind == "place" or key == keys[index] for p, key in sooner)),
            ("presence-told", bool(told)),
            ("with-right-before", phrase.start in behind_with),
            ("speaks-here", any(speech.opens(line[i]) and speech.match(line, i) for i in beside)),
        )
        seen = {name for name, true in facts if true}
        if place:
            before = line[head - 1] if head else None
            seen.add(f"prev:{before.low if before and before.low.isalpha() and not before.capital else 'other'}")
        yield Standing(
            keys[index],
            number,
            head,
            phrase.start,
            phrase.end,
            phrase,
            frozenset(seen),
            place and at_place(text, phrase),
            place and _of_speaking(line, marks, phrase.start),
            text.is_quoted(number, phrase.start),
        )


def _heads(line: Sequence[Token], found: Sequence[Phrase]) -> list[int]:
    """For each phrase of a sentence the start of the list it stands in, with commas, "dan" and titles between."""
    heads: list[int] = []
    last = -1
    for phrase in found:
        goes_on = last >= 0 and phrase.start - last <= LISTED and all(map(_lists, line[last : phrase.start]))
        heads.append(heads[-1] if goes_on else phrase.start)
        last = max(last, phrase.end)
    return heads


def _lists(token: Token) -> bool:
    """Whether a word may stand between two names of a list."""
    return token.text in ",;()/&" or token.capital or token.text[0].isdigit() or words().signals.get(token.low) == "and"


def _of_speaking(line: Sequence[Token], marks: Marks, start: int) -> bool:
    """Whether a day or place is one of speaking or of a source: "kata X di Jakarta, Selasa", "dilansir dari X, Senin"."""
    for i in range(start - 1, max(-1, start - BACK), -1):
        if line[i].text in ".;":
            return False
        if marks.speaking[i]:
            return True
    return False


def _of_dateline(text: Text, phrase: Phrase) -> bool:
    span, line = text.span(phrase), text.article.dateline
    return line is not None and span.field == line.field and span.start < line.end and line.start < span.end


def _presence(text: Text, marks: Sequence[Marks]) -> list[int | None]:
    """For each sentence the token behind the words that tell who was there; 0 where "Kemudian, …" goes on with their list."""
    found: list[int | None] = []
    for number, sentence in enumerate(text.sentences):
        told = sorted((i, end) for i, (kind, end) in marks[number].signals.items() if kind == "present")
        at = next((end for i, end in told if not text.is_quoted(number, i)), None)
        goes_on = 0 in marks[number].signals and marks[number].signals[0][0] == "goes-on"
        if at is None and number and found[-1] is not None and goes_on and sentence.field == "text":
            guests = sum(phrase.kind in ("person", "post") for phrase in text.phrases[number])
            at = 0 if guests >= FEW_GUESTS else None
        found.append(at)
    return found


def is_place_word(token: Token) -> bool:
    """ "di", "ke"."""
    return token.low in BY_PLACES
