"""A text → its direct quotations, each with the words that say who speaks.

“Kami siap,” ungkap Kapolres. → the words between the marks and the phrase "Kapolres"; a quotation broken by "kata X" is one;
"ujarnya" and "tegasnya" point to the person spoken of last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.model import Field, Span
from kg.sentences import Sentence

MARKS = re.compile(r"[“”\"„‟]|(?<!\w)''|''(?!\w)")
SHORTEST = 4  # words: fewer between marks is a term in quotation marks, unless a verb of speech stands beside them
REACH = 12  # tokens from a mark in which a verb of speech is looked for
SUFFIXES = ("nya",)  # "ujarnya": he or she said


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation's words, its stretch from mark to mark, and its speaker's phrase with the rule that found it."""

    text: str
    span: Span
    speaker: Phrase
    rule: str


@dataclass(frozen=True, slots=True)
class _Marked:
    """What stands between two marks of one line."""

    field: Field
    start: int
    end: int
    line: int

    def words(self, text: str) -> str:
        return text[self.start + 1 : self.end - 1].strip()


def quotations(text: Text) -> list[Quote]:
    """The quotations whose speaker is found, in order."""
    found: list[Quote] = []
    previous: _Marked | None = None
    for marked in _marked(text):
        speaker = _speaker(text, marked)
        words_inside = marked.words(text.article.text)
        if speaker is None and len(words_inside.split()) < SHORTEST:
            continue
        if previous and found and _goes_on(text, previous, marked, speaker):
            last = found[-1]
            span = Span(marked.field, last.span.start, marked.end)
            found[-1] = Quote(f"{last.text} {words_inside}", span, last.speaker, last.rule)
            previous = marked
            continue
        if speaker is not None:
            span = Span(marked.field, marked.start, marked.end)
            found.append(Quote(words_inside, span, *speaker))
            previous = marked
    return found


def _marked(text: Text) -> Iterator[_Marked]:
    """The stretches between quotation marks of the text's lines, where the marks of a line pair up."""
    body = text.article.text
    for line, match in enumerate(re.finditer(r"[^\n]+", body)):
        opened: int | None = None
        for mark in MARKS.finditer(match[0]):
            at = match.start() + mark.start()
            closing = mark[0] == "”" or (mark[0] not in "“„" and opened is not None)
            if closing and opened is not None:
                if at - opened > 1:
                    yield _Marked("text", opened, at + len(mark[0]), line)
                opened = None
            elif mark[0] != "”":
                opened = at


def _speaker(text: Text, marked: _Marked) -> tuple[Phrase, str] | None:
    """Who says it: named after the closing mark, else before the opening one."""
    return _after(text, marked) or _before(text, marked)


def _after(text: Text, marked: _Marked) -> tuple[Phrase, str] | None:
    """“…,” kata X / ujarnya: a verb of speech soon after the closing mark."""
    for sentence, number, index in _from(text, marked.end):
        line = sentence.tokens
        for at in range(index, min(index + 3, len(line))):
            spoken = words().speech.match(line, at)
            if spoken and spoken[0] == "after":
                phrase = _subject_after(text, sentence, number, spoken[1])
                return (phrase, "quote-verb-speaker") if phrase else None
            if any(line[at].text.casefold() == verb + suffix for verb in _verbs() for suffix in SUFFIXES):
                named = _subject_after(text, sentence, number, at + 1, reach=1)
                if named:
                    return named, "quote-verb-speaker"
                last = _last_spoken_of(text, marked.start)
                return (last, "quote-pronoun") if last else None
            if line[at].text[0].isalnum() and at > index:
                break
        phrase = _phrase_at(text, number, index)
        verb = words().speech.match(line, phrase.end) if phrase and phrase.end < len(line) else None
        if phrase and verb:
            return phrase, "quote-speaker-verb"
        return None
    return None


def _before(text: Text, marked: _Marked) -> tuple[Phrase, str] | None:
    """X mengatakan, “…”: a subject with a verb of speech in what precedes the mark, in the same line."""
    before = [(n, s) for n, s in enumerate(text.sentences) if s.field == marked.field and s.span.start < marked.start]
    if not before:
        return None
    number, sentence = before[-1]
    if "\n" in text.article.text[sentence.span.start : marked.start]:
        return None
    tokens = [t for t in sentence.tokens if t.start < marked.start]
    if not tokens and len(before) > 1:
        number, sentence = before[-2]
        if "\n" in text.article.text[sentence.span.start : marked.start]:
            return None
        tokens = list(sentence.tokens)
    tail = [t for t in tokens if t.text not in ',:;.“"']
    if not tail or not tokens or (tokens[-1].text not in ",:" and not _is_speech(tail[-1].text)):
        return None
    people = [p for p in text.phrases[number] if p.kind in ("person", "post", "organization") and _speaks(p)]
    people = [p for p in people if sentence.tokens[p.start].start < marked.start]
    verb = any(_is_speech(t.text) for t in tail)
    if people and verb:
        first = next((p for p in people if p.kind == "person"), people[0])
        return first, "speaker-verb-quote"
    if verb and tokens[0].text.casefold() in {"ia", "dia", "beliau"}:
        last = _last_spoken_of(text, sentence.span.start)
        return (last, "quote-pronoun") if last else None
    return None


def _goes_on(text: Text, previous: _Marked, marked: _Marked, speaker: tuple[Phrase, str] | None) -> bool:
    """Whether a quotation is the rest of the one before, broken only by "kata X"."""
    between = text.article.text[previous.end : marked.start]
    if marked.line != previous.line or speaker is not None:
        return False
    return len(between.split()) <= REACH and not re.search(r"[.!?]\s+\S+\s+\S+\s+\S+\s+\S", between)


def _from(text: Text, offset: int) -> Iterator[tuple[Sentence, int, int]]:
    """The sentence and token at an offset of the text, if it stands in the same line."""
    for number, sentence in enumerate(text.sentences):
        if sentence.field == "text" and sentence.span.end > offset:
            for index, token in enumerate(sentence.tokens):
                if token.start >= offset:
                    if "\n" not in text.article.text[offset : token.start]:
                        yield sentence, number, index
                    return


def _subject_after(text: Text, sentence: Sentence, number: int, index: int, reach: int = 3) -> Phrase | None:
    """The person, or post, or body that a verb of speech is followed by; a title's holder before the title."""
    for at in range(index, min(index + reach, len(sentence.tokens))):
        phrase = _phrase_at(text, number, at)
        if phrase is None or not _speaks(phrase):
            if sentence.tokens[at].text in ".,":
                continue
            continue
        if phrase.kind == "person":
            return phrase
        following = [p for p in text.phrases[number] if p.start >= phrase.end and p.kind == "person"]
        holder = following[0] if following and following[0].start - phrase.end <= 1 else None
        return holder or phrase
    return None


def _phrase_at(text: Text, number: int, index: int) -> Phrase | None:
    return next((p for p in text.phrases[number] if p.start == index), None)


def _speaks(phrase: Phrase) -> bool:
    return phrase.kind in ("person", "post", "organization")


def _last_spoken_of(text: Text, offset: int) -> Phrase | None:
    """The person who spoke or was the subject last before an offset: the first person of the nearest sentence that has one."""
    for number in range(len(text.sentences) - 1, -1, -1):
        sentence = text.sentences[number]
        if sentence.field != "text" or sentence.span.start >= offset:
            continue
        speakers = [p for p in text.phrases[number] if p.kind in ("person", "post")]
        speakers = [p for p in speakers if sentence.tokens[p.start].start < offset]
        spoken = [p for p in speakers if p.start and _is_speech(sentence.tokens[p.start - 1].text)]
        if spoken or speakers:
            chosen = (spoken or speakers)[0]
            if chosen.kind == "post":
                after = [p for p in speakers if p.kind == "person" and 0 <= p.start - chosen.end <= 1]
                return after[0] if after else chosen
            return chosen
    return None


def _is_speech(word: str) -> bool:
    folded = word.casefold()
    return words().speech.get(folded) is not None or any(folded == verb + s for verb in _verbs() for s in SUFFIXES)


def _verbs() -> frozenset[str]:
    return words().speech_verbs
