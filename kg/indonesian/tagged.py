"""What the trained tagger sees beside the rules: names that no title, rank, cue or table shows.

The tagger proposes, the rules decide: it speaks only of words that nothing has read yet, and what looks like no name is dropped.
"Lionel Scaloni tahu …" → a person; "klub Genclerbirligi Ankara" → an organization; "dari Buenos Aires" → a place.
"""

from collections.abc import Sequence
from dataclasses import replace

from kg.indonesian.gazetteer import gazetteer
from kg.indonesian.keys import name_key
from kg.indonesian.people import insert, is_taken, like_a_name, person, prefixes_at
from kg.indonesian.places import (
    area_at,
    coded,
    goes_on,
    level_of,
    of_people,
    place,
    preposition_before,
    regions_at,
    text_of,
)
from kg.indonesian.tagger import tagger
from kg.indonesian.words import words
from kg.language import Phrase
from kg.sentences import Sentence, Tag, Token

SURE = {
    "PER": 0.7,
    "ORG": 0.95,
    "LOC": 0.7,
}  # where F1 is best on 80 articles, each read by a model trained on the other half
CERTAIN = 0.95  # the probability of a place that nothing around it says to be one
BETWEEN = frozenset("-–—/&")
CLOSERS = frozenset(")”\"'’,.-")


def with_tags(lines: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences with what the tagger sees in each; headlines are left out, where capitals say nothing."""
    tags = tagger().tag([() if line.title_case else [token.text for token in line.tokens] for line in lines])
    return tuple(replace(line, tags=tuple(found)) if found else line for line, found in zip(lines, tags, strict=True))


def by_tagger(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """The phrases with those of the tagger between them."""
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        for tagged in sentence.tags:
            if tagged.probability >= SURE[tagged.kind] and not is_taken(found, tagged.start, tagged.end):
                phrase = _phrase(sentence, number, tagged)
                if phrase is not None:
                    insert(found, phrase)
    return phrases


def _phrase(sentence: Sentence, number: int, tagged: Tag) -> Phrase | None:
    """The phrase of a name that the tagger sees; none where it begins in lower case or is a common word."""
    line = sentence.tokens
    start, end, kind, _ = tagged
    while end > start and line[end - 1].text in CLOSERS:
        end -= 1
    if end == start or not line[start].capital or line[start].low in words().never_names:
        return None
    if kind == "PER":
        prefixes, rank, first = prefixes_at(line, start)
        if first >= end or not like_a_name(line, first, end):
            return None
        if any(line[i].text in BETWEEN and line[i - 1].end < line[i].start for i in range(first + 1, end)):
            return None  # "Eri Cahyadi - Armuji" are two
        return person(line, number, start, first, end, "tagged-person", prefixes, rank)
    name = text_of(line, start, end)
    if kind == "LOC":
        return _place(sentence, number, start, end, tagged.probability)
    return Phrase(number, start, end, "organization", name, "tagged-body", "other", key=name_key(name))


def _stands_as_place(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether a preposition stands before, or a comma with a region behind."""
    enclosed = end + 1 < len(line) and line[end].text == "," and area_at(line, end + 1) is not None
    return enclosed or preposition_before(line, start)


def _place(sentence: Sentence, number: int, start: int, end: int, probability: float) -> Phrase | None:
    """A place that the tagger sees, up to the first comma; a common word is none, nor is what names a tongue."""
    line = sentence.tokens
    end = next((at for at in range(start, end) if line[at].text in ",("), end)
    common = line[start].low in words().seldom_names or line[start].low in words().place_words
    if end == start or (end == start + 1 and common) or of_people(line, start):
        return None
    if all(words().cues.opens(token) for token in line[start:end]):
        return None
    area = area_at(line, start)
    if area and area.end == end:
        doubtful = any(region.ambiguous for region in (regions_at(line, start) or ((), 0))[0])
        if doubtful and not _stands_as_place(line, start, end):
            return None
        phrase = place(line, number, start, end, "tagged-place", area.level)
        return coded(phrase, area.code) if area.code else phrase
    if words().landmarks.get(text_of(line, start, end)) and goes_on(line, end):
        return None  # "Asia Financial"
    spots = gazetteer().get(text_of(line, start, end))
    if not (spots or probability >= CERTAIN or _stands_as_place(line, start, end)):
        return None
    return place(line, number, start, end, "tagged-place", level_of(spots))
