"""What the trained tagger sees beside the rules: names that no title, rank, cue or table shows.

The tagger proposes, the rules decide: it speaks only of words that nothing has read yet, and what looks like no name is dropped.
"Lionel Scaloni tahu …" → a person; "klub Genclerbirligi Ankara" → an organization; "dari Buenos Aires" → a place.
"""

from collections.abc import Sequence
from dataclasses import replace

from kg.indonesian.keys import name_key
from kg.indonesian.names import like_a_name, name_end, prefixes_at, weight
from kg.indonesian.people import insert, is_taken, person
from kg.indonesian.places import gazetteer, text_of
from kg.indonesian.tagger import tagger
from kg.indonesian.words import words
from kg.language import Phrase
from kg.sentences import Sentence, Tag, Token

SURE = {"ORG": 0.95, "LOC": 0.7}  # where F1 is best on 80 articles, each read by a model trained on the other half
SURE_OF_PERSON = (0.98, 0.85, 0.5)  # by whether news gives its words to other things, neither, or to persons
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
            if tagged.probability >= _sure(sentence, tagged) and not is_taken(found, tagged.start, tagged.end):
                phrase = _phrase(sentence, number, tagged)
                if phrase is not None:
                    insert(found, phrase)
    return phrases


def _sure(sentence: Sentence, tagged: Tag) -> float:
    """How sure the tagger must be of a name."""
    if tagged.kind != "PER":
        return SURE[tagged.kind]
    given = weight(sentence.tokens, tagged.start, tagged.end)
    return SURE_OF_PERSON[1 + (given > 0) - (given < 0)]


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
        end = min(end, name_end(line, first, trusted=True)) if first < end else first
        while end - 1 > first and line[end - 1].low in words().never_names:
            end -= 1  # "Asep Firmansyah Editor"
        if first >= end or not like_a_name(line, first, end) or (end - first == 1 and _goes_on_before(line, start)):
            return None
        if any(line[i].text in BETWEEN and line[i - 1].end < line[i].start for i in range(first + 1, end)):
            return None  # "Eri Cahyadi - Armuji" are two
        return person(line, number, start, first, end, "tagged-person", prefixes, rank)
    name = text_of(line, start, end)
    if kind == "LOC":
        level = gazetteer().get(name) or "other"
        return Phrase(number, start, end, "place", name, "tagged-place", level, key=name_key(name))
    return Phrase(number, start, end, "organization", name, "tagged-body", "other", key=name_key(name))


def _goes_on_before(line: Sequence[Token], start: int) -> bool:
    """Whether a capitalised word stands before it that nothing has read: what the tagger sees is an end of a longer name."""
    before = line[start - 1] if start > 1 else None
    return before is not None and before.text.istitle() and before.low not in words().never_names
