"""A text → its direct quotations, each with the phrase that says who speaks.

“Kami siap,” ungkap Kapolres. → the words between the marks and the phrase "Kapolres"; a quotation broken by "kata X" is one;
"ujarnya" and "kata dia" point to the person spoken of last.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.indonesian.people import INITIALS
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.model import Span
from kg.sentences import Sentence, Token

MARK = re.compile(r"[“”\"„‟]")
SHORTEST = 4  # words: fewer between marks are a term in quotation marks, unless a verb of speech stands beside them
REACH = 12  # words between the halves of a quotation that "kata X" breaks
SHE_OR_HE = "nya"  # "ujarnya"
SPEAKERS = ("person", "post", "organization")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation's words, its stretch from mark to mark, and its speaker's phrase with the rule that found it."""

    text: str
    span: Span
    speaker: Phrase
    rule: str


def quotations(text: Text, holders: dict[str, str]) -> list[Quote]:
    """The quotations whose speaker is found, in order; `holders`: post → the person who holds it now."""
    marked = list(_marked(text.article.text))
    found: list[Quote] = []
    for at, (start, end) in enumerate(marked):
        said = text.article.text[start + 1 : end - 1].strip()
        speaker = _after(text, marked, start, end, holders) or _before(text, marked, start, holders)
        if found and at and speaker is None and found[-1].span.end == marked[at - 1][1] and _goes_on(text, marked, at):
            last = found[-1]
            found[-1] = Quote(f"{last.text} {said}", Span("text", last.span.start, end), last.speaker, last.rule)
        elif speaker is not None and (len(said.split()) >= SHORTEST or speaker[1].startswith("quote-")):
            found.append(Quote(said, Span("text", start, end), *speaker))
    return found


def _marked(body: str) -> Iterator[tuple[int, int]]:
    """The stretches from mark to mark, within the text's lines; a closing mark in an opening place opens."""
    for line in re.finditer(r"[^\n]+", body):
        opened: int | None = None
        for mark in MARK.finditer(body, line.start(), line.end()):
            at = mark.start()
            outside = at == line.start() or (not body[at - 1].isalnum() and body[at - 1] not in ".,!?…")
            opens = mark[0] in "“„" or (opened is None and outside)
            if opened is not None and not (mark[0] in "“„" and outside):
                if at - opened > 1:
                    yield opened, at + 1
                opened = None
            elif opens:
                opened = at


def _after(
    text: Text, marked: Sequence[tuple[int, int]], start: int, end: int, holders: dict[str, str]
) -> tuple[Phrase, str] | None:
    """“…,” kata X / ujarnya / X menegaskan: who speaks, told soon after the closing mark."""
    place = _token_at(text, end)
    if place is None:
        return None
    number, index = place
    line = text.sentences[number].tokens
    while index < len(line) and line[index].text in ',.”"':
        index += 1
    if index >= len(line):
        return None
    spoken = words().speech.match(line, index)
    if spoken and spoken[0] == "after":
        pronoun = words().speech.match(line, spoken[1]) if spoken[1] < len(line) else None
        if pronoun and pronoun[0] == "pronoun":
            return _told_of(text, marked, start, holders)
        named = _named(text, number, spoken[1])
        if named and named.kind == "post" and named.status == "former":  # "kata mantan Kapolsek itu": told of before
            return _told_of(text, marked, start, holders)
        return (named, "quote-verb-speaker") if named else None
    if _his_or_her(line[index]):
        named = _named(text, number, index + 1, 1)
        return (named, "quote-verb-speaker") if named else _told_of(text, marked, start, holders)
    phrase = _phrase_at(text, number, index)
    if phrase and phrase.end < len(line) and words().speech.match(line, phrase.end):
        return phrase, "quote-speaker-verb"
    return None


def _before(
    text: Text, marked: Sequence[tuple[int, int]], start: int, holders: dict[str, str]
) -> tuple[Phrase, str] | None:
    """X mengatakan, “…”: a subject with a verb of speech before the mark, the verb not far from it."""
    place = _token_before(text, start)
    if place is None:
        return None
    number, last = place
    line = text.sentences[number].tokens[: last + 1]
    if not (line[-1].text in ",:" or _speaks(line[-1])):
        return None
    verbs = [i for i, token in enumerate(line) if _speaks(token)]
    if not verbs:
        return None
    people = [p for p in text.phrases[number] if p.kind in SPEAKERS and p.end <= verbs[-1]]
    people = [p for p in people if not _quoted(marked, line[p.start].start)]
    if people:
        return next((p for p in people if p.kind == "person"), people[0]), "speaker-verb-quote"
    subject = words().speech.match(line, 0)
    return _told_of(text, marked, line[0].start, holders) if subject and subject[0] == "pronoun" else None


def _goes_on(text: Text, marked: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a quotation is the rest of the one before, broken only by "kata X"."""
    between = text.article.text[marked[at - 1][1] : marked[at][0]]
    ended = re.search(r"[.!?]\s+\S+\s+\S+\s+\S+", between)
    return "\n" not in between and len(between.split()) <= REACH and not ended


def _told_of(
    text: Text, marked: Sequence[tuple[int, int]], offset: int, holders: dict[str, str]
) -> tuple[Phrase, str] | None:
    """The person of whom the nearest sentence before an offset tells: who spoke in it, else its first person or holder."""
    for number in range(len(text.sentences) - 1, -1, -1):
        sentence = text.sentences[number]
        if sentence.field != "text" or sentence.span.start >= offset:
            continue
        people = [
            p
            for p in text.phrases[number]
            if (
                (p.kind == "person" and not INITIALS.fullmatch(p.name))
                or (p.kind == "post" and text.denoted[p] in holders)
            )
            and sentence.tokens[p.start].start < offset
            and not _quoted(marked, sentence.tokens[p.start].start)
        ]
        if people:
            spoke = [p for p in people if _beside_speech(sentence, p)]
            return (spoke or people)[0], "quote-pronoun"
    return None


def _beside_speech(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a verb of speech stands right before or behind a phrase."""
    line = sentence.tokens
    return (phrase.start > 0 and _speaks(line[phrase.start - 1])) or (
        phrase.end < len(line) and _speaks(line[phrase.end])
    )


def _quoted(marked: Sequence[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in marked)


def _named(text: Text, number: int, index: int, reach: int = 3) -> Phrase | None:
    """Who is named within some tokens: a person, or a title's holder behind the title, or else the title or body itself."""
    line = text.sentences[number].tokens
    for at in range(index, min(index + reach, len(line))):
        phrase = _phrase_at(text, number, at)
        if phrase is None or phrase.kind not in SPEAKERS:
            continue
        holder = next((p for p in text.phrases[number] if p.kind == "person" and 0 <= p.start - phrase.end <= 1), None)
        return holder if phrase.kind == "post" and holder else phrase
    return None


def _phrase_at(text: Text, number: int, index: int) -> Phrase | None:
    return next((p for p in text.phrases[number] if p.start == index and p.kind in SPEAKERS), None)


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


def _his_or_her(token: Token) -> bool:
    """ "ujarnya", "tegasnya"."""
    folded = token.low
    return folded.endswith(SHE_OR_HE) and folded.removesuffix(SHE_OR_HE) in words().speech_verbs


def _speaks(token: Token) -> bool:
    kind = words().speech.get(token.text)
    return (kind is not None and kind != "pronoun") or _his_or_her(token)
