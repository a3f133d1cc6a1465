"""Phrases → the same with the places that show only beside others: behind "di", before a larger place, between commas.

"di Paviliun Tirta, Senayan, Jakarta, Rabu (17/7/2024)" → the pavilion and Senayan; "Rawa Jitu, Kabupaten Mesuji" → the
district that lies there; "dirawat di RS Siloam" → the hospital as a building.
"""

from collections.abc import Sequence

from kg.indonesian.gazetteer import Spot, gazetteer
from kg.indonesian.keys import name_key
from kg.indonesian.people import insert, is_taken
from kg.indonesian.places import (
    LEVELS,
    SMALL,
    coded,
    goes_on,
    inside_a_name,
    level_of,
    of_people,
    place,
    preposition_before,
    regions_at,
)
from kg.indonesian.sites import LONGEST, YEAR
from kg.indonesian.words import PlaceCue, capital_run, words
from kg.language import Phrase
from kg.sentences import OPENERS, Sentence, Token

JOINERS = frozenset({"dan", "of", "the", "by", "de"})
BODY_AS_VENUE = (
    "body-as-venue"  # the rule by which a school is a building; it is a place only if something happens there
)
VENUE_BODY = (
    "venue-body"  # the rule by which it is one: people are brought to a hospital, "upacara" stands before a school
)
NEAR = 5  # tokens before it in which that is looked for
SHORTEST = 4  # letters of a village's name that stands without a cue
BARE = ("region-name", "landmark", "tagged-place")
MOST = 3  # words of it


def by_gazetteer(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Districts and villages without their cue: before the region that they lie in, or behind a preposition.

    Read from right to left, so that each place can say which one before it is meant.
    """
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        if sentence.title_case:
            continue
        line = sentence.tokens
        starts = {phrase.start: phrase for phrase in found}
        for index in range(len(line) - 1, -1, -1):
            if not line[index].capital:
                continue
            here = starts.get(index)
            if here and here.kind == "place" and here.type in SMALL:
                wider = _wider(line, starts, here.end)
                spots = [s for s in gazetteer().get(bare(line, here)) if s.level == here.type and _lies_in(s, wider)]
                if len(spots) == 1:
                    found[found.index(here)] = starts[index] = coded(here, spots[0].code)
            elif here is None and not is_taken(found, index, index + 1):
                for phrase in _named_at(sentence, number, found, starts, index):
                    insert(found, phrase)
                    starts[phrase.start] = phrase
    return phrases


def bare(line: Sequence[Token], phrase: Phrase) -> str:
    """A district's or village's name without its cue."""
    cue = words().cues.match(line, phrase.start)
    start = cue[1] if cue and cue[1] < phrase.end else phrase.start
    return " ".join(token.text for token in line[start : phrase.end] if token.text != ".")


def _wider(line: Sequence[Token], starts: dict[int, Phrase], end: int) -> tuple[str, ...]:
    """The codes that the place behind the comma here may have."""
    after = starts.get(end + 1 if end < len(line) and line[end].text == "," else end)
    if after is None or after.kind != "place":
        return ()
    if after.region:
        return (after.region,)
    found = regions_at(line, after.start)
    return tuple(region.code for region in found[0]) if found else ()


def _lies_in(spot: Spot, wider: tuple[str, ...]) -> bool:
    return any(spot.code.startswith(code + ".") for code in wider)


def _named_at(
    sentence: Sentence, number: int, found: Sequence[Phrase], starts: dict[int, Phrase], index: int
) -> list[Phrase]:
    """The district or village that a bare name at this token means, and the bare district that it is named with."""
    line = sentence.tokens
    if inside_a_name(line, index) or (index and line[index - 1].text[0].isdigit()) or of_people(line, index):
        return []
    named = gazetteer().match(line, index, MOST)
    if named is None or is_taken(found, index, named[1]) or goes_on(line, named[1]):
        return []
    spots, end = named
    inside = [spot for spot in spots if _lies_in(spot, _wider(line, starts, end))]
    if inside:
        phrase = place(line, number, index, end, "gazetteer-name", level_of(inside))
        return [coded(phrase, inside[0].code) if len(inside) == 1 else phrase]
    if pair := _pair(line, number, found, spots, index, end):
        return pair
    if end < len(line) and line[end].capital:
        return []  # "Gelora Bandung"
    after_place = line[index - 1].text == "," and any(p.end == index - 1 and p.kind == "place" for p in found)
    if after_place and end < len(line) and line[end].text in ",.()" and not _common(line[index]):
        return [place(line, number, index, end, "gazetteer-name", level_of(spots))]  # "Jalan X, Kebayoran Baru, …"
    if not preposition_before(line, index) or (end == index + 1 and _common(line[index])):
        return []
    if line[index - 1].low != "di" and not _tagged(sentence, index, end):
        return []
    return [place(line, number, index, end, "gazetteer-name", level_of(spots))]


def _pair(
    line: Sequence[Token], number: int, found: Sequence[Phrase], spots: tuple[Spot, ...], index: int, end: int
) -> list[Phrase]:
    """ "Palihan, Temon": a village before the district that it lies in."""
    wider = gazetteer().match(line, end + 1, MOST) if end < len(line) and line[end].text == "," else None
    if wider is None or is_taken(found, end + 1, wider[1]) or goes_on(line, wider[1]):
        return []
    nested = [(small, large) for small in spots for large in wider[0] if small.code.startswith(large.code + ".")]
    if len(nested) != 1:
        return []
    small, large = nested[0]
    village = coded(place(line, number, index, end, "gazetteer-name", small.level), small.code)
    return [village, coded(place(line, number, end + 1, wider[1], "gazetteer-name", large.level), large.code)]


def _common(token: Token) -> bool:
    """Whether a word is one that stands for other things too, or too short to be sure of."""
    common = token.low in words().never_names or token.low in words().seldom_names
    common = common or words().place_words.get(token.low) == "never" or words().cues.opens(token)
    return common or len(token.text) < SHORTEST or token.text.isupper() or words().days.opens(token)


def _tagged(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the tagger, however unsure, sees a place here."""
    return any(tag.kind == "LOC" and tag.start < end and start < tag.end for tag in sentence.tags)


def by_venue(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Venues that no table knows, and bodies that are buildings too.

    Capitalised words behind "di" with a region or a day behind their comma, with a last word like "Stadium", or where the
    tagger sees a place; and what stands between a place and another, each behind a comma.
    """
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        line = sentence.tokens
        found.extend(_buildings(line, found))
        found.sort(key=lambda phrase: phrase.start)
        if sentence.title_case:
            continue
        for index in range(1, len(line)):
            if not line[index].capital or inside_a_name(line, index) or is_taken(found, index, index + 1):
                continue
            chained = line[index - 1].text == "," and any(p.end == index - 1 and p.kind == "place" for p in found)
            if line[index - 1].text == "," or preposition_before(line, index):
                phrase = _venue(sentence, number, found, index, chained)
                if phrase:
                    insert(found, phrase)
        found[:] = [phrase for phrase in found if not _ends_a_name(line, found, phrase)]
    return phrases


def _venue(sentence: Sentence, number: int, found: Sequence[Phrase], index: int, chained: bool) -> Phrase | None:
    """The venue whose name begins at this token, if something says that it is one."""
    line = sentence.tokens
    end = capital_run(line, index, LONGEST, JOINERS)
    cut = min([end, *(p.start for p in found if p.start > index)])
    while cut > index and line[cut - 1].text in JOINERS:
        cut -= 1
    if cut == index or _no_venue(line, index, cut):
        return None
    head = next((at for at in range(cut - 1, index, -1) if line[at].low in words().place_heads), None)
    if head:
        return place(line, number, index, cut, "venue", words().place_heads[line[head].low])
    after = next((p for p in found if p.start == cut and p.kind == "place"), None)
    if after and after.type not in (*LEVELS, *SMALL):
        return None  # "Lobi Lantai 2 | Gedung Sapta Pesona"
    closed = _closed(line, found, after.end if after else cut)  # "Sekber | Kota Surakarta"
    district = any(p.start == cut + 1 and p.type == "district" and p.rule == "cue-place" for p in found)
    if line[index - 1].text == "," and closed and (chained or district) and cut - index < MOST:
        return place(line, number, index, cut, "venue", "other")
    if line[index - 1].low == "di" and closed:
        return place(line, number, index, cut, "venue", "building")
    if words().place_words.get(line[index - 1].text) == "around" and cut - index <= MOST:
        return place(line, number, index, cut, "venue", "area")
    return None


def _no_venue(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words are a common word, an abbreviation, a contest, a day: no name of a place."""
    if end == start + 1 and (_common(line[start]) or words().is_camel(line[start].text)):
        return True
    return any(
        words().triggers.match(line, at)
        or words().days.match(line, at)
        or "." in line[at].text
        or YEAR.fullmatch(line[at].text)
        for at in range(start, end)
    )


def _closed(line: Sequence[Token], found: Sequence[Phrase], end: int) -> bool:
    """Whether a comma with a place or a weekday, or "pada" with a weekday, follows."""
    if end + 1 >= len(line) or line[end].low not in (",", "pada"):
        return False
    larger = any(phrase.kind == "place" and phrase.start == end + 1 for phrase in found)
    return words().days.match(line, end + 1) is not None or (larger and line[end].text == ",")


def _buildings(line: Sequence[Token], found: Sequence[Phrase]) -> list[Phrase]:
    """The hospitals, schools … behind "di" or "ke": each a body, and a building besides."""
    buildings = []
    for body in found:
        if body.kind != "organization" or not _inside_of(line, body.start):
            continue
        cue = _building(line, body.start)
        if cue is None:
            continue
        before = range(max(0, body.start - NEAR), body.start)
        brought = (
            cue and cue.follows == "body" and any(words().place_words.get(line[at].low) == "brought" for at in before)
        )
        told = any(words().triggers.match(line, at) for at in before)
        named = cue.follows not in ("body", "school")  # a hotel or a mosque is the building first
        rule = VENUE_BODY if brought or told or named else BODY_AS_VENUE
        buildings.append(
            Phrase(
                body.sentence,
                body.start,
                body.end,
                "place",
                body.name,
                rule,
                "building",
                aliases=body.aliases,
                key=name_key(body.name),
            )
        )
    return buildings


def _inside_of(line: Sequence[Token], start: int) -> bool:
    """Whether "di" or "ke" stands before, with words like "kamar mayat" at most between."""
    at = start - 1
    while at > 0 and words().place_words.get(line[at].low) == "room":
        at -= 1
    return at >= 0 and line[at].low in ("di", "ke")


def _building(line: Sequence[Token], start: int) -> PlaceCue | None:
    """The cue that opens the name of a body that is a building too."""
    cue = words().cues.match(line, start)
    return cue[0] if cue and cue[0].type == "building" else None


def _ends_a_name(line: Sequence[Token], found: Sequence[Phrase], phrase: Phrase) -> bool:
    """Whether a bare region is the last word of a name that nothing has read: "Genclerbirligi Ankara"."""
    at = phrase.start - 1
    bare_name = phrase.kind == "place" and phrase.rule in BARE
    if at < 1 or not bare_name or line[at - 1].text in OPENERS or not inside_a_name(line, phrase.start):
        return False
    return not is_taken(found, at, at + 1) and not words().days.opens(line[at])
