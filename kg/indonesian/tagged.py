"""What the trained tagger sees beside the rules: names that no title, rank, cue or table shows.

The tagger proposes, the rules decide: it speaks only of words that nothing has read yet, and what looks like no name is dropped.
"Lionel Scaloni tahu …" → a person; "klub Genclerbirligi Ankara" → an organization; "dari Buenos Aires" → a place.
"""

from collections.abc import Sequence
from dataclasses import replace

from kg.indonesian.gazetteer import gazetteer
from kg.indonesian.keys import fold, name_key, sound
from kg.indonesian.mentions import NOUN, STRONG
from kg.indonesian.names import cue_before, like_a_name, prefixes_at, stands_in_a_name, titled, weight, without_a_firm
from kg.indonesian.people import insert, is_taken, person
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

SURE = {"ORG": 0.95, "LOC": 0.7}  # where F1 is best on 80 articles, each read by a model trained on the other half
# by whether news gives the words to persons often, and whether there is but one: F1 on the 80 articles is flat around these;
# they were set by reading the likeliest faults among 2,000 persons of raw articles
SURE_OF_PERSON = {
    (True, False): 0.5,
    (True, True): 0.75,
    (False, False): 0.85,
    (False, True): 0.93,
}
LISTED = 0.45  # beside another of whom it is sure, "Caswiyono Rusydie dan Risharyudi Triwibowo"; .3 and .6 do as well
SHORTEST = 2  # letters of an abbreviation that is none of a name
BESIDE = frozenset({",", "dan", "serta", "/", "&"})
AGAINST_THE_TABLE = 0.98  # where news gives them to other things; on the 80 articles .9 and .995 do as well
CERTAIN = 0.95  # the probability of a place that nothing around it says to be one; with .85 one more of theirs is wrong
BETWEEN = frozenset("-–—/&")
RULE = "tagged-person"
APART = frozenset(",;:/©")  # between two names
CLOSERS = frozenset(")”\"'’,.-")


def with_tags(lines: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences with what the tagger sees in each; headlines are left out, where capitals say nothing."""
    tags = tagger().tag([() if line.title_case else [token.text for token in line.tokens] for line in lines])
    return tuple(replace(line, tags=tuple(found)) if found else line for line, found in zip(lines, tags, strict=True))


def by_tagger(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """The phrases with those of the tagger between them."""
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        for tagged in [part for tag in sentence.tags for part in _names_of(sentence.tokens, tag)]:
            if tagged.probability >= _sure(sentence, tagged) and not is_taken(found, tagged.start, tagged.end):
                phrase = _phrase(sentence, number, tagged, found)
                if phrase is not None:
                    insert(found, phrase)
    return phrases


def _names_of(line: Sequence[Token], tagged: Tag) -> list[Tag]:
    """The names in what the tagger takes for one person: "Eri Cahyadi - Armuji" and "Ganjar-Mahfud" are two each."""
    if tagged.kind != "PER" or not any(token.text in BETWEEN for token in line[tagged.start : tagged.end]):
        return [tagged]
    cuts = [at for at in range(tagged.start, tagged.end) if line[at].text in BETWEEN]
    ends = zip([tagged.start, *(cut + 1 for cut in cuts)], [*cuts, tagged.end], strict=True)
    return [tagged._replace(start=start, end=end) for start, end in ends if start < end]


def _sure(sentence: Sentence, tagged: Tag) -> float:
    """How sure the tagger must be of a name."""
    if tagged.kind != "PER":
        return SURE[tagged.kind]
    given = weight(sentence.tokens, tagged.start, tagged.end)
    alone = tagged.end - tagged.start == 1
    if given == 0 and not alone and _listed(sentence, tagged):
        return LISTED
    return SURE_OF_PERSON[given > 0, alone] if given >= 0 else AGAINST_THE_TABLE


def _listed(sentence: Sentence, tagged: Tag) -> bool:
    """Whether another name of two words, of which the tagger is sure, stands right beside, with "dan" or a comma between."""
    line = sentence.tokens
    sure = [t for t in sentence.tags if t.kind == "PER" and t.probability >= CERTAIN and t.end - t.start > 1]
    return any(
        (other.start == tagged.end + 1 and line[tagged.end].text in BESIDE)
        or (tagged.start == other.end + 1 and line[other.end].text in BESIDE)
        for other in sure
    )


def _phrase(sentence: Sentence, number: int, tagged: Tag, found: Sequence[Phrase]) -> Phrase | None:
    """The phrase of a name that the tagger sees; none where it begins in lower case, is a common word or a language."""
    line = sentence.tokens
    start, end, kind, _ = tagged
    while end > start and line[end - 1].text in CLOSERS:
        end -= 1
    if end == start or not line[start].capital or line[start].low in words().never_names:
        return None
    if kind == "PER":  # "guru bahasa Siti Aminah" is one
        return _person(sentence, number, tagged, end, found)
    if cue_before(line, start) == "language":
        return None
    name = text_of(line, start, end)
    if kind == "LOC":
        return _place(sentence, number, start, end, tagged.probability)
    alone = end - start == 1 and (words().bodies.match(line, start) or not _may_be_a_body(line[start]))
    at_home = any(region.code[0].isdigit() for region in words().regions.get(name) or ())
    if alone or at_home or weight(line, start, end) > 0 or name.count("(") != name.count(")"):
        return None  # "Kementerian" alone names none; "Adhi", "Madura" are no bodies
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


def _person(sentence: Sentence, number: int, tagged: Tag, end: int, found: Sequence[Phrase]) -> Phrase | None:
    """The person that the tagger sees, with a word before that it missed and without those behind that are none of the name."""
    line = sentence.tokens
    start = tagged.start
    prefixes, rank, first = prefixes_at(line, start)
    if not prefixes:
        unread = start > 1 and titled(line[start - 1]) and not is_taken(found, start - 1, start)
        if unread and _begins_before(line, start):
            start -= 1
        elif unread and end - start == 1:
            return None  # an end of something longer
        start = first = _with_initial(line, without_a_firm(line, start, end))
    end = _name_end(line, first, end, tagged.probability >= SURE_OF_PERSON[False, True])
    if first >= end or not like_a_name(line, first, end) or stands_in_a_name(line, start):
        return None
    if weight(line, first, end) <= 0 and (_of_a_thing(line, start, end) or _of_an_event(line, first)):
        return None
    return person(line, number, start, first, end, RULE, prefixes, rank)


def _of_an_event(line: Sequence[Token], start: int) -> bool:
    """Whether the first word names an event by itself: "Grebeg Suro"."""
    found = words().triggers.match(line, start)
    return found is not None and found[0].part == NOUN and found[0].strength == STRONG


def _with_initial(line: Sequence[Token], start: int) -> int:
    """The token at which a name begins with what stands short for its first word: "M. Reza Pahlevi", "Moh. Reza"."""
    if start < 2 or line[start - 1].text != "." or line[start - 1].end > line[start].start:
        return start
    short = line[start - 2]
    joined = short.end == line[start - 1].start and short.text.istitle()
    named = len(short.text) == 1 or (len(short.text) > SHORTEST and sound(short.text) != fold(short.text))
    return start - 2 if joined and named else start


def _of_a_thing(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether a place or a thing is named: "kawasan Rimba Raya", "aplikasi Sinta", "Sinta 3"."""
    numbered = end < len(line) and line[end].text.isdigit()
    place = start > 0 and (words().cues.match(line, start - 1) or words().signals.get(line[start - 1].text) == "spot")
    return numbered or bool(place) or cue_before(line, start) == "thing"


def _begins_before(line: Sequence[Token], start: int) -> bool:
    """Whether the one capitalised word before a name is its first: "terdakwa Denden Imadudin Soleh"."""
    before = line[start - 1]
    common = before.low in words().never_names or words().name_words.get(before.low) == "seldom" or "-" in before.text
    read = words().titles.match(line, start - 1) or words().honorifics.match(line, start - 1)
    return not line[start - 2].capital and not common and not read


def _name_end(line: Sequence[Token], start: int, end: int, sure: bool) -> int:
    """The token after the name: a weekday, a score or an abbreviation ends it, and a common word unless the tagger is sure."""
    for at in range(start + 1, end):
        token = line[at]
        abbreviation = token.text.isupper() and len(token.text) > 2 and not line[start].text.isupper()
        common = not sure and token.capital and len(token.text) > 3 and token.low in words().never_names
        if abbreviation or common or token.text in APART or token.text[0].isdigit() or words().days.match(line, at):
            return at if line[at - 1].text not in CLOSERS else at - 1
    return end


def _may_be_a_body(token: Token) -> bool:
    """Whether one word may name a body: no common word."""
    return token.low not in words().never_names and (token.text.isupper() or token.low not in words().seldom_names)
