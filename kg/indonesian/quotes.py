"""A text → its direct quotations, each with the phrase that says who speaks.

“Kami siap,” ungkap Kapolres. → the words between the marks and the phrase "Kapolres"; a quotation broken by "kata X" is one;
"ujarnya" and "kata dia" point to the person heard last; a paragraph of speech without a word on who speaks goes on with it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from operator import attrgetter

from kg.indonesian.marks import SHORTEST, STOPS, Stretch, says, stretches
from kg.indonesian.speakers import Who
from kg.indonesian.voices import Voices, voices
from kg.language import Phrase, Text
from kg.model import Span
from kg.sentences import Sentence

REACH = 12  # words between the halves of a quotation that "kata X" breaks
SHORT = 5  # words that may end with a full stop there: "… kata AKBP Alex Tobing. …"
ANOTHER = re.compile(r"[.!?]\s+[^\s“\"]")  # a sentence between two quotations
ENDED = frozenset('.!?”"')  # what stands before a quotation that begins a sentence
BEHIND = frozenset(',.”"')  # marks between a quotation and what tells of its speaker
CHAIN = 8  # paragraphs of speech before the one that tells whose it is
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
    speaker: Phrase | None = None
    for at, stretch in enumerate(marked):
        said = re.sub(r"\s*\n\s*", " ", body[stretch.first : stretch.last].strip())
        length = len(said.split())
        who, rule = _behind(told, marked, at), "quote-verb-speaker"
        if who is None and found and at and found[-1].span.end == marked[at - 1].end and _broken(body, marked, at):
            last = found[-1]
            found[-1] = replace(last, text=f"{last.text} {said}", span=last.span._replace(end=stretch.end))
            continue
        if who is None:
            who, rule = _before(told, marked, at), "speaker-verb-quote"
        if who is None and length >= SENTENCE:
            who, rule = _goes_on(told, marked, at, speaker), "quote-goes-on"
        if who and who.again:
            before = found[-1].speaker if found else told.told_of(stretch.start)
            who, rule = told.last(stretch.start) or Who(before), "quote-pronoun"
        speaker = who.phrase if who else None
        if speaker and (length >= SHORTEST or rule in ("quote-verb-speaker", "quote-pronoun")):
            found.append(Quote(said, Span("text", stretch.start, stretch.end), speaker, rule))
    return found


def _behind(told: Voices, marked: Sequence[Stretch], at: int) -> Who | None:
    """Who speaks, by the words behind a quotation."""
    stretch, body = marked[at], told.text.article.text
    said, behind = body[stretch.first : stretch.last].rstrip(), body[stretch.end : stretch.end + 2].strip()
    last = "," if behind.startswith(",") else said[-1:] if said[-1:] in STOPS else ""
    place = _token_at(told.text, stretch.end)
    if place is None:
        return None
    number, index = place
    line = told.text.sentences[number].tokens
    index = next((i for i in range(index, len(line)) if line[i].text not in BEHIND), len(line))
    if index == len(line) or (at + 1 < len(marked) and line[index].start >= marked[at + 1].start):
        return None
    if len(said.split()) < SHORTEST and not (said[-1:] in STOPS or (last and says(line[index].text))):
        return None  # "Ketua panitia “Pesta Rakyat”, Gus Amin, menjelaskan"
    return told.behind(number, index, last)


def _before(told: Voices, marked: Sequence[Stretch], at: int) -> Who | None:
    """Who speaks, by the words before a whole sentence in quotation marks."""
    place = _token_before(told.text, marked[at].start)
    return told.before(*place, marked[at - 1].end if at else 0) if place and _is_whole(told.text, marked[at]) else None


def _is_whole(text: Text, stretch: Stretch) -> bool:
    """Whether what stands in quotation marks is a sentence: a term in the midst of one is none."""
    said, following = text.article.text[stretch.first : stretch.last].strip(), _token_at(text, stretch.end)
    if said[-1:] in STOPS or following is None:
        return True
    token = text.sentences[following[0]].tokens[following[1]]
    return said[:1].isupper() and (token.text in STOPS or token.capital)


def _broken(body: str, marked: Sequence[Stretch], at: int) -> bool:
    """Whether a quotation is the rest of the one before, broken only by "kata X"."""
    between = body[marked[at - 1].end : marked[at].start]
    length = len(between.split())
    stopped = between.rstrip()[-1:] in STOPS - {","}
    return "\n" not in between and length <= (SHORT if stopped else REACH) and not ANOTHER.search(between)


def _goes_on(told: Voices, marked: Sequence[Stretch], at: int, speaker: Phrase | None) -> Who | None:
    """The speaker of whole sentences in quotation marks with nothing on who speaks: of those right behind, or right before."""
    body, stretch = told.text.article.text, marked[at]
    opens = body[max(0, stretch.start - 4) : stretch.start].rstrip()[-1:] in ENDED
    if not (opens and body[stretch.first : stretch.last].strip()[:1].isupper() and _is_whole(told.text, stretch)):
        return None
    chain = takewhile(lambda i: not body[marked[i - 1].end : marked[i].start].strip(), range(at + 1, len(marked)))
    following = next((who for i in islice(chain, CHAIN) if (who := _behind(told, marked, i))), None)
    if following and "\n" not in body[stretch.end : marked[at + 1].start]:
        return following
    before = speaker is not None and not ANOTHER.search(body, marked[at - 1].end, stretch.start - 1)
    return Who(speaker) if before else following


def _token_at(text: Text, offset: int) -> tuple[int, int] | None:
    """The sentence and token that stand next after an offset, in the same line."""
    number = bisect_right(text.sentences, (True, offset), key=_end)
    if number == len(text.sentences):
        return None
    line = text.sentences[number].tokens
    index = bisect_right(line, offset, key=attrgetter("end"))
    return None if "\n" in text.article.text[offset : line[index].start] else (number, index)


def _token_before(text: Text, offset: int) -> tuple[int, int] | None:
    """The sentence and token that stand last before an offset, in the same line."""
    number = bisect_left(text.sentences, (True, offset), key=_start) - 1
    if number < 0 or text.sentences[number].field != "text":
        return None
    line = text.sentences[number].tokens
    index = bisect_left(line, offset, key=attrgetter("start")) - 1
    return None if "\n" in text.article.text[line[index].end : offset] else (number, index)


def _start(sentence: Sentence) -> tuple[bool, int]:
    return (sentence.field == "text", sentence.span.start)


def _end(sentence: Sentence) -> tuple[bool, int]:
    return (sentence.field == "text", sentence.span.end)
