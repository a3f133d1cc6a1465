"""A text → its direct quotations, each with the phrase that says who speaks.

“Kami siap,” ungkap Kapolres. → the words between the marks and the phrase "Kapolres"; a quotation broken by "kata X" is one;
"ujarnya" and "kata dia" point to the person heard last; a paragraph of speech without a word on who speaks goes on with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.indonesian.marks import SHORTEST, Stretch, stretches
from kg.indonesian.voices import Voices, Who, voices
from kg.language import Phrase, Text
from kg.model import Span

REACH = 12  # words between the halves of a quotation that "kata X" breaks
SENTENCE = 6  # words: fewer, with nothing on who speaks, are no speech that goes on


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation's words, its stretch from mark to mark, and its speaker's phrase with the rule that found it."""

    text: str
    span: Span
    speaker: Phrase
    rule: str


def quotations(text: Text, holders: dict[str, str]) -> list[Quote]:
    """The quotations whose speaker is found, in order; `holders`: post → the person who holds it now."""
    body = text.article.text
    marked = stretches(body)
    told = voices(text, marked, holders)
    found: list[Quote] = []
    speakers: list[tuple[Phrase, str] | None] = []
    for at, stretch in enumerate(marked):
        speaker = _attributed(told, marked, at)
        said = re.sub(r"\s*\n\s*", " ", body[stretch.first : stretch.last].strip())
        length = len(said.split())
        if found and at and speaker is None and found[-1].span.end == marked[at - 1].end and _broken(body, marked, at):
            last = found[-1]
            found[-1] = Quote(f"{last.text} {said}", Span("text", last.span.start, stretch.end), last.speaker, last.rule)
            speakers.append((last.speaker, last.rule))
            continue
        if speaker is None and length >= SENTENCE:
            speaker = _goes_on(told, marked, at, speakers)
        speakers.append(speaker)
        if speaker is not None and (length >= SHORTEST or speaker[1] in ("quote-verb-speaker", "quote-pronoun")):
            found.append(Quote(said, Span("text", stretch.start, stretch.end), *speaker))
    return found


def _attributed(told: Voices, marked: Sequence[Stretch], at: int) -> tuple[Phrase, str] | None:
    """The speaker whom the words behind a quotation name, or those before it."""
    stretch, text = marked[at], told.text
    body = text.article.text
    place = _token_at(text, stretch.end)
    comma = body[stretch.first : stretch.last].rstrip().endswith(",") or body[stretch.end : stretch.end + 2].strip()[:1] == ","
    if place is not None:
        number, index = place
        line = text.sentences[number].tokens
        while index < len(line) and line[index].text in ',.”"':
            index += 1
        if index < len(line) and (at + 1 == len(marked) or line[index].start < marked[at + 1].start):
            behind = told.behind(stretch, (number, index), comma)
            if behind is not None:
                return _speaker(told, behind, stretch.start, "quote-verb-speaker")
    before = _token_before(text, stretch.start)
    if before is not None:
        number, last = before
        line = text.sentences[number].tokens
        if line[last].text in ",:" or any(n == number and i == last for n, i, _ in told.heard):
            who = told.before(number, last, marked[at - 1].end if at else 0)
            if who is not None:
                return _speaker(told, who, line[last].start, "speaker-verb-quote")
    return None


def _speaker(told: Voices, who: Who, offset: int, rule: str) -> tuple[Phrase, str] | None:
    if not who.again:
        return (who.phrase, rule) if who.phrase else None
    last = told.last(offset)
    return (last, "quote-pronoun") if last else None


def _broken(body: str, marked: Sequence[Stretch], at: int) -> bool:
    """Whether a quotation is the rest of the one before, broken only by "kata X"."""
    between = body[marked[at - 1].end : marked[at].start]
    ended = re.search(r"[.!?]\s+\S+\s+\S+\s+\S+", between)
    return "\n" not in between and len(between.split()) <= REACH and not ended


def _goes_on(
    told: Voices, marked: Sequence[Stretch], at: int, speakers: Sequence[tuple[Phrase, str] | None]
) -> tuple[Phrase, str] | None:
    """The speaker of whole sentences in quotation marks with nothing on who speaks: the one heard right before or behind."""
    body, stretch = told.text.article.text, marked[at]
    head = body[: stretch.start].rstrip()
    if head[-1:] not in ".!?”\"" or not body[stretch.first : stretch.last].strip()[:1].isupper():
        return None
    if at + 1 < len(marked) and not body[stretch.end : marked[at + 1].start].strip():
        following = _attributed(told, marked, at + 1)
        return (following[0], "quote-goes-on") if following else None
    if at and not body[marked[at - 1].end : stretch.start].strip():
        previous = speakers[-1]
        return (previous[0], "quote-goes-on") if previous else None
    return None


def _token_at(text: Text, offset: int) -> tuple[int, int] | None:
    """The sentence and token that stand next after an offset, in the same line."""
    for number, sentence in enumerate(text.sentences):
        if sentence.field == "text" and sentence.span.end > offset:
            index = next(i for i, token in enumerate(sentence.tokens) if token.end > offset)
            return None if "\n" in text.article.text[offset : sentence.tokens[index].start] else (number, index)
    return None


def _token_before(text: Text, offset: int) -> tuple[int, int] | None:
    """The sentence and token that stand last before an offset, in the same line."""
    for number in range(len(text.sentences) - 1, -1, -1):
        sentence = text.sentences[number]
        if sentence.field == "text" and sentence.span.start < offset:
            index = max(i for i, token in enumerate(sentence.tokens) if token.start < offset)
            return None if "\n" in text.article.text[sentence.tokens[index].end : offset] else (number, index)
    return None
