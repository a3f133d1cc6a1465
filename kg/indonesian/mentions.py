"""A text → the words in it that tell an event: `mentions`, each with what the sentence says of it.

"akan diselenggarakan" makes it planned, "jelang Pilkada" background, "rapat koordinasi Pilkada" names by "Pilkada" only what the
meeting was about. The types that share their habits have a name here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from kg.indonesian.words import Trigger, words
from kg.language import Text
from kg.model import Status
from kg.sentences import Sentence, Token

NUMBERED = re.compile(r"(?:ke-?)?\d+|[IVXL]+")
BACKWARD = 4  # tokens before a trigger in which "akan", "batal" or "memimpin" speaks of it
FORWARD = 7  # tokens after it in which "yang akan diselenggarakan" does
NOUN = "noun"
STRONG = "strong"  # a trigger that tells an event by itself
WEAK = "weak"
HEADLINE = (
    "headline"  # one that does only in a headline, where no other is: "Bentuk", "Beri"; in a text it says too little
)
STATEMENT = "statement"
SPORT = "sport"
NOTHING = "-"  # in its company a word tells no event
TOPICAL = 3  # triggers of a type that make it what a text is about
COMPANY = 6  # tokens between a trigger and the word that tells its type, or the opponent
GATHERINGS = ("meeting", "ceremony", "visit", "training", "launch", "religious", "aid", "agreement", "appointment")
INCIDENTS = ("accident", "crime", "conflict", "disaster", "arrest", "protest")
LASTING = ("policy", "crime", "business", "election", "conflict", "other")  # types that the day of a story seldom dates
UNPLANNED = ("accident", "crime", "conflict", "disaster")  # what nobody announces: "akan" speaks of something else
KINDS_OF = {"gathering": GATHERINGS, "incident": INCIDENTS}
AFFIXES = re.compile(r"^(?:me(?:ng|ny|m|n)?|pe(?:ng|ny|m|n)?|di|ber|ter|mem(?=per)|diper)?(.{3,}?)(?:kan|nya|an|i)?$")


Triggers: TypeAlias = Mapping[int, tuple[Trigger, int]]  # token at which a trigger begins → it, and the token after it


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell an event, in one sentence, with what that sentence says of it."""

    sentence: int
    start: int
    end: int
    trigger: Trigger
    name: str  # what tells it from others of its type: "ke-12", "2024"
    background: bool  # it only says when something else is
    modifier: bool  # it only says of what kind another is: "Pilkada" in "rapat koordinasi Pilkada"
    again: bool  # "Pertemuan ini"
    status: Status | None


def own_mentions(mentions: list[Mention]) -> list[Mention]:
    """The mentions of an event that tell it itself, not of what kind another is."""
    return [m for m in mentions if not m.modifier] or mentions


def mentions(text: Text, found: Sequence[Triggers]) -> list[Mention]:
    """The words that tell events in all sentences but a credit; `found`: the triggers of each sentence, by token."""
    topic = _topic(found)
    team = _team(text) if topic == SPORT else ""
    opening = openings(text)
    others = [table.starts_in(text.words) for table in (words().company, words().generals)]
    return [
        mention
        for number, sentence in enumerate(text.sentences)
        if not _is_credit(text, sentence)
        if (starts := {*found[number], *(at for table in others for at in table.get(number, ()))})
        for mention in _mentions(text, number, found[number], starts, topic, team, number in opening)
    ]


def triggers_of(text: Text) -> list[Triggers]:
    """The triggers of each sentence, by the token at which each begins, with the token after it."""
    table = words().triggers
    starts = table.starts_in(text.words)
    return [
        {at: found for at in starts.get(number, ()) if (found := table.match(sentence.tokens, at))}
        for number, sentence in enumerate(text.sentences)
    ]


def _topic(found: Sequence[Triggers]) -> str:
    """The type of event that most triggers of a text tell, "" where they are few."""
    company = words().company
    counts = Counter(
        trigger.type
        for line in found
        for trigger, _ in line.values()
        if trigger.strength != HEADLINE and not company.get(trigger.form)
    )
    most, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return most if count >= TOPICAL else ""


def _is_credit(text: Text, sentence: Sentence) -> bool:
    credit = text.article.credit
    return credit is not None and sentence.field == "text" and sentence.span.start <= credit.start < sentence.span.end


def openings(text: Text) -> frozenset[int]:
    """The sentences of the headline, or of an article that has none the first."""
    titles = frozenset(n for n, s in enumerate(text.sentences) if s.field == "title")
    return titles or frozenset(range(min(1, len(text.sentences))))


def _mentions(
    text: Text, number: int, triggers: Triggers, starts: set[int], topic: str, team: str, opening: bool
) -> Iterator[Mention]:
    """The triggers of a sentence that stand outside quotations and outside the names of things.

    `starts`: the tokens at which triggers begin, and what may be one in its company.
    """
    sentence = text.sentences[number]
    line = sentence.tokens
    taken = in_phrases(text, number)
    index = before = 0
    while index < len(line):
        found = (_told_at(line, index, triggers, topic) or _referring(line, index)) if index in starts else None
        if found is None or not taken.isdisjoint(range(index, found[1])) or text.is_quoted(number, index):
            index += 1
            continue
        trigger, end = found
        if trigger.type == NOTHING:
            index = end
            continue
        if trigger.strength == HEADLINE and (not opening or _opens_richer(line, end)):
            index += 1
            continue
        inner = words().triggers.match(line, index + 1) if index + 1 < end else None
        if inner and inner[1] > end:  # "menggelar rapat | koordinasi": the event is the "rapat koordinasi"
            index += 1
            continue
        start = index
        if words().signals.get(trigger.form) == "generic" and words().triggers.match(line, end):
            index = end
            continue
        index, name = _named(line, end, taken)
        if topic == trigger.type == SPORT:
            name = name or _opponent(text, number, trigger, start, index, team)
        if _close(line, start, "none") or _close(line, start, "not", 0):
            continue
        status = _own_status(line, start, index)
        if status == "planned" and trigger.type in UNPLANNED:
            status = None
        modifier = 0 < before == start or _close(line, start, "of")
        background = modifier or _background(line, start)
        yield Mention(number, start, index, trigger, name, background, modifier, _again(line, index), status)
        before = index


def _told_at(line: Sequence[Token], index: int, triggers: Triggers, topic: str) -> tuple[Trigger, int] | None:
    """The trigger that begins at a token, of the type that it has in its company, and the token after it."""
    found, known = triggers.get(index), words().company.match(line, index)
    if known is None or (found and found[1] > known[1]):
        return found
    low, high = max(0, index - COMPANY), known[1] + COMPANY
    near = {token.low for token in line[low:high]}
    row = next((r for r in known[0] if r.among == topic != "" or not r.beside.isdisjoint(near)), None)
    if row is None:
        return found
    strength = STRONG if found and found[0].strength == STRONG else WEAK
    return Trigger(row.form, row.type, row.part, strength), known[1]


def _opponent(text: Text, number: int, trigger: Trigger, start: int, end: int, team: str) -> str:
    """Whom a match of a team is against, which tells it from others: "melawan Jepang", "kemenangan 2-0 atas Jepang"."""
    line = text.sentences[number].tokens
    reach = end + COMPANY
    against = next((i for i in range(end, min(reach, len(line))) if _sets_against(line, i)), None)
    if trigger.part == NOUN and not _sets_against(line, start):
        end = against + 1 if against is not None else reach
    sides = [p for p in text.phrases[number] if p.kind != "person" and p.type != "building"]
    side = next((p for p in sides if end <= p.start < reach), None)
    if side is not None and text.denoted[side] == team:
        side = next((p for p in reversed(sides) if start - COMPANY <= p.start < side.start), None)
    return text.denoted[side] if side and text.denoted[side] != team else ""


def _team(text: Text) -> str:
    """The body or place that a text on sport names most."""
    counts = Counter(text.denoted[p] for found in text.phrases for p in found if p.kind in ("organization", "place"))
    return max(counts, key=lambda key: (counts[key], key), default="")


def _sets_against(line: Sequence[Token], index: int) -> bool:
    signal = words().signals.match(line, index)
    return signal is not None and signal[0] == "against"


def _opens_richer(line: Sequence[Token], index: int) -> bool:
    """Whether richer words for an event begin here: "Siapkan | Relokasi"."""
    found = words().triggers.match(line, index)
    return found is not None and found[0].strength != HEADLINE


def speaks(token: Token) -> bool:
    """Whether a word is one of speech: "menegaskan", "ujarnya"."""
    return token.low in words().speaking


def akin(one: str, other: str) -> bool:
    """Whether two words come of one stem, whose first letter a prefix may have swallowed: "larang", "larangan", "melarang"."""
    a, b = _stem(one), _stem(other)
    return a[1:] == b[1:] or a[1:] == b or b[1:] == a


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    return AFFIXES.sub(r"\1", word.split()[0])


def _referring(line: Sequence[Token], index: int) -> tuple[Trigger, int] | None:
    """ "Peristiwa ini", "acara tersebut": no word for an event of its own, but for the one told last."""
    kind = words().generals.match(line, index)
    if kind and _again(line, kind[1]):
        return Trigger(line[index].low, kind[0], NOUN, WEAK), kind[1]
    return None


def _named(line: Sequence[Token], end: int, taken: set[int]) -> tuple[int, str]:
    """The token after an event's own name, and what in it tells it from others: "ke-12", "serentak 2024"."""
    name: list[str] = []
    at = end
    while at < len(line) and at not in taken:
        if NUMBERED.fullmatch(line[at].text) and (line[at].text.startswith("ke") or len(line[at].text) == 4):
            name.append(line[at].text)
            at, end = at + 1, at + 1
        elif line[at].text == "serentak":
            at += 1
        else:
            break
    return end, " ".join(name)


def _background(line: Sequence[Token], index: int) -> bool:
    """Whether the trigger only says when something else is: "jelang Pilkada", "selama tahapan Pilkada"."""
    return any(
        (signal := words().signals.match(line, at)) is not None
        and signal[0] in ("ahead", "background")
        and index - signal[1] <= 1
        for at in range(max(0, index - 3), index)
    )


def _again(line: Sequence[Token], end: int) -> bool:
    signal = words().signals.match(line, end) if end < len(line) else None
    return signal is not None and signal[0] == "again"


def _own_status(line: Sequence[Token], start: int, end: int) -> Status | None:
    """What stands close to a trigger says of it: denied before all, planned, or nothing."""
    said: list[str] = []
    for at in range(start - 1, max(-1, start - 1 - BACKWARD), -1):
        signal = words().signals.match(line, at)
        if signal and signal[1] <= start and (signal[0] != "ahead" or start - signal[1] <= 1):
            said.append(signal[0])
        if line[at].text in ".;:" or (line[at].text == "," and start - at > 1):
            break
    for at in range(end, min(len(line), end + FORWARD)):
        if line[at].text in ".;:,":
            break
        signal = words().signals.match(line, at)
        said += [signal[0]] if signal and signal[0] in ("planned", "denied") else []
        if words().triggers.match(line, at):  # "Konser | dibatalkan" is told of the concert too
            break
    if "denied" in said:
        return "denied"
    return "planned" if "planned" in said or "ahead" in said else None


def _close(line: Sequence[Token], start: int, kind: str, apart: int = 1) -> bool:
    """Whether a signal of a kind stands right before a trigger, at most so many words between."""
    return any(
        (signal := words().signals.match(line, at)) is not None
        and signal[0] == kind
        and 0 <= start - signal[1] <= apart
        for at in range(max(0, start - 3), start)
    )


def in_phrases(text: Text, number: int) -> set[int]:
    """The tokens of a sentence that belong to a phrase."""
    return {at for phrase in text.phrases[number] for at in range(phrase.start, phrase.end)}
