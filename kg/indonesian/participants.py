"""Events and the phrases of their sentences → who takes part in them, and who organizes them.

"Polres Bontang menggelar pertemuan bersama MSB": who stands before the words, and who is named after "bersama". "Kabag SDM
ikut hadir": who was there, told a sentence later. "menangkap seorang pria berinisial RS": whom the verb is about.
"""

from collections.abc import Sequence
from functools import cache

from kg.indonesian.events import BY_PLACES, Event
from kg.indonesian.mentions import BACKWARD, GATHERINGS, NOUN, Mention
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.model import Part
from kg.sentences import Token

NEAR = 3  # sentences from an event's own words to one that tells who was there


def find_participants(text: Text, told: Sequence[Event], holders: dict[str, str]) -> None:
    """Fill in who takes part in each event; `holders`: post → the person who holds it now, who stands for the post."""
    current: Event | None = None
    since = 0
    for number in range(len(text.sentences)):
        here = [(m, e) for e in told for m in e.mentions if m.sentence == number]
        for mention, event in here:
            if not mention.background:
                _take_part(text, mention, event, holders)
        live = [e for m, e in here if not m.background]
        if live:
            current, since = live[-1], number
        near = current is not None and current.type in GATHERINGS and number - since <= NEAR
        if current and near and not live and _tells_presence(text, number):
            for phrase in text.phrases[number]:
                if not text.is_quoted(number, phrase.start):
                    _join(text, phrase, current, "present-in-sentence", holders)


def _take_part(text: Text, mention: Mention, event: Event, holders: dict[str, str]) -> None:
    """The participants in a mention's own sentence: its owner, who stands before its verb, who is named after "bersama"."""
    sentence = text.sentences[mention.sentence]
    line = sentence.tokens
    if sentence.title_case:
        return
    reported = speaker_end(line, mention.start)
    for phrase in text.phrases[mention.sentence]:
        if phrase.kind not in ("person", "organization", "post") or (
            text.is_quoted(mention.sentence, phrase.start) and not text.is_quoted(mention.sentence, mention.start)
        ):
            continue
        if phrase.type == "media" and "." in phrase.name:
            continue  # "Liputan6.com, Jakarta - …": who tells it
        if phrase.start == mention.end and mention.trigger.part == NOUN and phrase.kind == "organization":
            _join(text, phrase, event, "owner-of-event", holders, "organizer")
        elif phrase.end <= mention.start:
            spoken = reported is not None and phrase.start < reported
            if not spoken and not (event.type == "policy" and mention.trigger.part == NOUN):
                _join(text, phrase, event, "before-event", holders)
        elif mention.trigger.part.startswith("verb") and _object(line, mention.end, phrase.start):
            _join(text, phrase, event, "object-of-verb", holders)
        elif _with(line, mention.end, phrase.start):
            _join(text, phrase, event, "with-in-event", holders)


def speaker_end(line: Sequence[Token], start: int) -> int | None:
    """The token after what names a speaker before the trigger: whoever stands before it speaks, and need not take part.

    "Azlaini menyayangkan aksi massa": up to the verb. "Menurut Kepala BKPSDM, Soeroto, ada 675 guru": up to the last comma
    before the words go on in running text.
    """
    telling = _telling()
    for i in [i for i, token in enumerate(line[:start]) if token.low in telling]:
        if (speech := words().speech.match(line, i)) and speech[0] == "before":
            return i + 1
        if (signal := words().signals.match(line, i)) and signal[0] == "according":
            return next((j for j in range(i, start - 1) if line[j].text == "," and line[j + 1].text.islower()), start)
    return None


@cache
def _telling() -> frozenset[str]:
    """The words with which begins what tells that others are somebody's: "mengatakan", "menurut"."""
    return words().speech.openers_of("before") | words().signals.openers_of("according")


def _object(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether a thing stands right behind a verb, with only common words between: "menangkap seorang pria berinisial RS"."""
    return end - start <= BACKWARD and all(
        t.text.isalpha()
        and t.text.islower()
        and t.text not in BY_PLACES
        and words().signals.get(t.text) in (None, "initials", "against")
        for t in line[start:end]
    )


def _with(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether "bersama", "oleh", "dihadiri" stands between a trigger and a thing."""
    return any(
        (signal := words().signals.match(line, i)) is not None and signal[0] in ("with", "present", "leads")
        for i in range(start, end)
    )


def _tells_presence(text: Text, number: int) -> bool:
    """Whether a sentence, outside its quotations, says who was there or led."""
    line = text.sentences[number].tokens
    return any(
        (s := words().signals.match(line, i)) is not None
        and s[0] in ("present", "leads")
        and not text.is_quoted(number, i)
        for i in range(len(line))
    )


def _join(
    text: Text, phrase: Phrase, event: Event, rule: str, holders: dict[str, str], part: Part = "participant"
) -> None:
    """Take a phrase's thing in as participant: of a post with a holder, the holder."""
    if phrase.kind not in ("person", "organization", "post") or phrase.status in ("former", "candidate"):
        return
    key = text.denoted.get(phrase)
    if key is not None:
        event.participants.setdefault(holders.get(key, key), (part, text.span(phrase), rule))
