"""Tokens → places: a region by its name or after its level word, a building or ground after its cue, a landmark.

"Kota Bontang" → the city 64.74; "Mako Polres Bontang" → a building, with the body's name inside it; "Bontang" → the city,
but "Batu", a common word, only where a preposition or a larger place says so. What shows only beside other places is
found in `venues.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.indonesian.gazetteer import Spot, gazetteer
from kg.indonesian.keys import fold, name_key
from kg.indonesian.words import PlaceCue, Region, words
from kg.language import Known, Phrase
from kg.model import Key
from kg.sentences import Sentence, Token

BEFORE_PLACES = frozenset({"di", "ke", "dari", "asal", "menuju", "warga", "masyarakat"})
JOINERS = frozenset({"of", "the", "de", "by", "al"})
AND = "dan"  # joins words of a body's name, in "Kantor Kementerian Koperasi dan UKM"; but two places in "Pulau Jawa dan Bali"
DASHES = frozenset("-–")
LEVELS = ("province", "regency", "city")
SMALL = ("district", "village")  # levels whose places are looked up in the gazetteer
LONGEST = 6  # words in the name of a building or ground after its cue: "Kantor Dinas Kesehatan Kota Bontang"
UNKNOWN = 2  # words in the name of a village or a city that no table knows
BLOCK = re.compile(r"R[TW]\.?\d.*", re.IGNORECASE)  # "Rt02/04"
YEAR = re.compile(r"(?:19|20)\d\d")
SHORT_NAME = re.compile(r"[A-Z][A-Za-z0-9]{1,7}")  # what may stand in brackets after a name


class Area(NamedTuple):
    """A region named at some tokens: as written, its code where it is certain, its level, the token after it."""

    name: str
    code: str
    level: str
    end: int


def text_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of tokens as they are written, spaces folded."""
    parts = [tokens[start].text]
    for left, right in zip(tokens[start : end - 1], tokens[start + 1 : end], strict=True):
        parts.append(("" if left.end == right.start else " ") + right.text)
    return "".join(parts)


def area_at(tokens: Sequence[Token], index: int, level: str = "") -> Area | None:
    """The province, regency, city or country named here, with its level word ("Kota Bontang") or bare ("Bontang").

    `level` is the level that the context asks for; a name of several regions that neither settles has no code.
    """
    if index >= len(tokens) or not tokens[index].capital:
        return None
    cue = words().cues.match(tokens, index)
    if cue and cue[0].follows == "region" and cue[1] < len(tokens):
        start = _past_dot(tokens, cue[1])
        found = regions_at(tokens, start)
        if found and tokens[start].capital:
            region = _settle(found[0], cue[0].type)
            code = region.code if region else ""
            return Area(text_of(tokens, index, found[1]), code, cue[0].type, found[1])
    found = regions_at(tokens, index)
    if found is None or not all(
        t.capital or t.text in JOINERS or t.text == AND for t in tokens[index : found[1]] if t.text[0].isalpha()
    ):
        return None
    region = _settle(found[0], level)
    kind = region.level if region else found[0][0].level
    return Area(text_of(tokens, index, found[1]), region.code if region else "", kind, found[1])


def regions_at(tokens: Sequence[Token], index: int) -> tuple[tuple[Region, ...], int] | None:
    """The regions, or the cities abroad, that the longest name here may mean, and the token after it."""
    found = words().regions.match(tokens, index) or words().cities.match(tokens, index)
    short = found is not None and found[1] == index + 1 and tokens[index].low in words().capitals
    if short and (not tokens[index].text.isupper() or _aged(tokens, index + 1)):
        return None  # "Oki" is no OKI, "AS (39)" a suspect
    return found


def _aged(tokens: Sequence[Token], index: int) -> bool:
    """Whether an age in brackets follows."""
    return index + 1 < len(tokens) and tokens[index].text == "(" and tokens[index + 1].text.isdigit()


def _regions(line: Sequence[Token], index: int) -> tuple[Region, ...]:
    found = regions_at(line, index)
    return found[0] if found else ()


def _past_dot(tokens: Sequence[Token], start: int) -> int:
    """The token after the dot of an abbreviated cue: "Kab. Kebumen"."""
    return start + 1 if tokens[start].text == "." and start + 1 < len(tokens) else start


def _settle(regions: tuple[Region, ...], level: str) -> Region | None:
    """The one region that is meant; none where the level leaves several."""
    fitting = [region for region in regions if region.level == level] or list(regions)
    return fitting[0] if len(fitting) == 1 else None


def find_place(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The place that begins at this token; of several names the longest."""
    line = sentence.tokens
    if not line[index].capital:
        return _small_cue(sentence, number, index)
    inside = inside_a_name(line, index)  # "Laut" in "Tanjung Laut Indah" is no sea
    found = [_region(sentence, number, index), None if inside else _landmark(sentence, number, index)]
    cue = words().cues.match(line, index)
    if cue and not sentence.title_case and (not inside or (cue[0].type in SMALL and not regions_at(line, cue[1]))):
        found.append(_after_cue(line, number, index, *cue))
    learnt = known.match(line, index)
    if learnt and learnt[0].kind == "place":
        row, end = learnt
        name = text_of(line, index, end)
        found.append(replace(row, sentence=number, start=index, end=end, rule="known-name", aliases=(name,)))
    return max((phrase for phrase in found if phrase), key=lambda phrase: phrase.end, default=None)


def _region(sentence: Sentence, number: int, index: int) -> Phrase | None:
    """A region, with its level word or bare."""
    line, asked = sentence.tokens, words()
    if not any(table.opens(line[index]) for table in (asked.regions, asked.cities, asked.cues)):
        return None
    area = area_at(line, index, _level_before(line, index))
    if area is None or of_people(line, index):
        return None
    longer = gazetteer().match(line, index)
    if longer and longer[1] > area.end:  # "Bontang Selatan" is a district, not the city
        return place(line, number, index, longer[1], "gazetteer-name", level_of(longer[0]))
    found = regions_at(line, index)
    cue = words().cues.match(line, index)
    leveled = cue is not None and cue[0].follows == "region" and cue[1] < area.end
    if found and not leveled:
        common = sentence.title_case and line[index].low in words().never_names | words().seldom_names
        doubtful = any(region.ambiguous for region in found[0]) or (common and area.end == index + 1)
        abroad = "-" in found[0][0].code
        if doubtful and not _placed(line, index, area.end, abroad):
            return None
        if (doubtful or abroad) and goes_on(line, area.end):
            return None  # "Puncak Haji", "Melbourne Cup"
    rule = "level-region" if leveled else "region-name"
    phrase = place(line, number, index, area.end, rule, area.level)
    return coded(phrase, area.code) if area.code else phrase


def _landmark(sentence: Sentence, number: int, index: int) -> Phrase | None:
    """A place that everybody knows by its name."""
    line = sentence.tokens
    found = words().landmarks.match(line, index)
    if found is None or of_people(line, index):
        return None
    mark, end = found
    if not all(t.capital for t in line[index:end] if t.text[0].isalpha()):
        return None
    if end == index + 1 and goes_on(line, end):
        return None
    return replace(place(line, number, index, end, "landmark", mark.type), key=name_key(mark.name))


def _small_cue(sentence: Sentence, number: int, index: int) -> Phrase | None:
    """A place whose cue is written small: "jembatan Wesaput"; "kantor Gubernur Riau" only behind a preposition."""
    line = sentence.tokens
    found = words().cues.match(line, index)
    if found is None or not found[0].small or sentence.title_case or found[1] >= len(line):
        return None
    cue, start = found
    if index and line[index - 1].text[0].isdigit():
        return None  # "4 pulau Aceh"
    if not line[start].capital or (
        cue.follows != "name" and cue.follows != "region" and not preposition_before(line, index)
    ):
        return None
    if cue.follows == "region" and regions_at(line, start):
        return None  # the region is a place by itself
    if cue.follows == "name" and (words().titles.match(line, start) or words().cues.match(line, start)):
        return None  # "makam Presiden", "jalan Jalan Lenteng Agung"
    if words().is_camel(line[start].text) or any(r.level == "country" for r in _regions(line, start)):
        return None
    return _after_cue(line, number, index, cue, start)


def place(line: Sequence[Token], number: int, start: int, end: int, rule: str, type: str) -> Phrase:
    """The phrase of a place named by these tokens; with the short name in brackets behind it, and what follows that.

    "Taman Makam Pahlawan (TMP) Kalibata" is one name, and "TMP" is its short form.
    """
    name = text_of(line, start, end)
    aliases: tuple[str, ...] = ()
    if end - start > 1 and (short := _bracket(line, end, name)):
        end += 3
        aliases = (short, f"{line[start].text} {short}")
        if end < len(line) and line[end].capital and (area := regions_at(line, end) or gazetteer().match(line, end)):
            rest = text_of(line, end, area[1])
            name, end = f"{name} {rest}", area[1]
            aliases = (*aliases, *(f"{alias} {rest}" for alias in aliases))
    return Phrase(number, start, end, "place", name, rule, type, aliases=aliases, key=name_key(name))


def coded(phrase: Phrase, code: str) -> Phrase:
    """A place whose code is known."""
    return replace(phrase, key=Key("code", code), region=code)


def _bracket(line: Sequence[Token], index: int, name: str) -> str | None:
    """The short form in brackets, if the brackets that begin here hold one: its capitals open words of the name."""
    if index + 2 >= len(line) or line[index].text != "(" or line[index + 2].text != ")":
        return None
    short = line[index + 1].text
    initials = [word[0] for word in fold(name).split()]
    letters = iter(initials)
    capitals = [letter.casefold() for letter in short if letter.isupper()]
    fits = SHORT_NAME.fullmatch(short) is not None and all(letter in letters for letter in capitals)
    return short if fits and len(capitals) > 1 else None


def level_of(spots: Sequence[Spot]) -> str:
    """The level that all places of a name have; else "other"."""
    levels = {spot.level for spot in spots}
    return levels.pop() if len(levels) == 1 else "other"


def preposition_before(line: Sequence[Token], index: int) -> bool:
    """Whether "di", "ke", "dari" … stands before, with words like "depan" and "kawasan" at most between."""
    at = index - 1
    while at >= 0 and not line[at].capital and is_spot(line, at):
        at -= 1
    return at >= 0 and (line[at].low in BEFORE_PLACES or at < index - 1)


def is_spot(line: Sequence[Token], index: int) -> bool:
    """Whether a word only says where at a place: "depan", "kawasan", "halaman"."""
    spot = words().signals.match(line, index)
    return (spot is not None and spot[0] == "spot") or words().place_words.get(line[index].low) == "around"


def inside_a_name(line: Sequence[Token], index: int) -> bool:
    """Whether a capitalised word stands before that is no preposition and says not only where at a place."""
    before = line[index - 1] if index else None
    return before is not None and before.capital and before.low not in BEFORE_PLACES and not is_spot(line, index - 1)


def goes_on(line: Sequence[Token], end: int) -> bool:
    """Whether a capitalised word that is no region itself follows, so that a name does not end here."""
    return end < len(line) and line[end].capital and area_at(line, end) is None


def of_people(line: Sequence[Token], index: int) -> bool:
    """Whether a name is that of a tongue or a people: "bahasa Arab"."""
    return index > 0 and words().place_words.get(line[index - 1].low) == "people"


def _level_before(line: Sequence[Token], index: int) -> str:
    """The level that a small word before a name says: "kota Bogor"."""
    cue = words().cues.match(line, index - 1) if index else None
    return cue[0].type if cue and cue[0].follows == "region" and cue[1] == index else ""


def _placed(line: Sequence[Token], index: int, end: int, abroad: bool) -> bool:
    """Whether what stands around an ambiguous name says that it is a place."""
    if end < len(line) and line[end].text == "," and area_at(line, end + 1) is not None:
        return True
    before = line[index - 1].low if index else ""
    if abroad:  # "dari Barcelona" may be a club
        return before in ("di", "ke") or bool(_level_before(line, index))
    return preposition_before(line, index)


def _after_cue(line: Sequence[Token], number: int, index: int, cue: PlaceCue, start: int) -> Phrase | None:
    """A street, building, ground, district … named after its cue."""
    if cue.follows in ("body", "school"):
        return _numbered(line, number, index, start) if preposition_before(line, index) else None
    if start == len(line):
        return _cue_alone(line, number, index, cue, start)
    start = _past_dot(line, start)
    if short := _bracket(line, start, text_of(line, index, start)):  # "Taman Makam Pahlawan (TMP) Kalibata"
        end = _name_end(line, start + 3, cue) if start + 3 < len(line) and line[start + 3].capital else start + 3
        rest = text_of(line, start + 3, end) if end > start + 3 else ""
        if not rest:
            return None
        name, other = f"{text_of(line, index, start)} {rest}", f"{short} {rest}"
        return Phrase(number, index, end, "place", name, "cue-place", cue.type, aliases=(other,), key=name_key(name))
    if not line[start].capital:
        return _cue_alone(line, number, index, cue, start)
    if cue.follows == "region":
        return _unknown_region(line, number, index, cue, start)
    if cue.type in SMALL:
        found = gazetteer().match(line, start)
        spots = [spot for spot in found[0] if spot.level == cue.type] if found else []
        common = line[start].low in words().never_names or line[start].low in words().seldom_names
        if common and not spots:
            return None  # "program Desa Tertinggal"
        if common and cue.form == "desa" and not (preposition_before(line, index) or _before_larger(line, start)):
            return None
        if found and spots and _name_end(line, start, cue) <= found[1]:  # "Desa Lubuk Mudo" is not Lubuk
            phrase = place(line, number, index, found[1], "cue-place", cue.type)
            return coded(phrase, spots[0].code) if len(spots) == 1 else phrase
    common = cue.follows == "name" and cue.type in ("building", "area") and line[start].low in words().never_names
    if common and not preposition_before(line, index):
        return None  # "Stasiun Pengisian Kendaraan Listrik"
    end = _name_end(line, start, cue)
    if cue.type in SMALL and end > start + UNKNOWN + 1:
        end = start + UNKNOWN
    return place(line, number, index, end, "cue-place", cue.type) if end > start else None


def _numbered(line: Sequence[Token], number: int, index: int, start: int) -> Phrase | None:
    """A school by its number: "di SMA Negeri 1 Padang Cermin"."""
    if start >= len(line) or not line[start].text.isdigit():
        return None
    end = start + 1
    while end < len(line) and end - start <= UNKNOWN and line[end].capital and not words().cues.opens(line[end]):
        end += 1
    return place(line, number, index, end, "cue-place", "building")


def _before_larger(line: Sequence[Token], start: int) -> bool:
    """Whether a comma and a capital follow the village named here: "Desa Terang, Kecamatan …"."""
    found = gazetteer().match(line, start)
    end = found[1] if found else start
    return end + 1 < len(line) and line[end].text == "," and line[end + 1].capital


def _cue_alone(line: Sequence[Token], number: int, index: int, cue: PlaceCue, end: int) -> Phrase | None:
    """What its cue names by itself, behind a preposition: "Mapolres", "Masjid Agung"."""
    whole = end - index > 1 and cue.follows == "name" and cue.type not in SMALL
    capital = all(token.capital for token in line[index:end])
    if capital and (whole or cue.follows == "alone") and preposition_before(line, index):
        return place(line, number, index, end, "cue-place", cue.type)
    return None


def _unknown_region(line: Sequence[Token], number: int, index: int, cue: PlaceCue, start: int) -> Phrase | None:
    """A city or province that no table knows: "di kota Ilam"."""
    end = start
    while end < len(line) and end - start <= UNKNOWN and line[end].capital:
        end += 1
    common = line[start].low in words().never_names | words().seldom_names
    if end == start or end - start > UNKNOWN or common or words().cues.opens(line[start]):
        return None
    if not preposition_before(line, index):
        return None
    return place(line, number, index, end, "cue-place", cue.type)


def _name_end(line: Sequence[Token], start: int, cue: PlaceCue) -> int:
    """The token after the name that a cue opens; a title, a rank, a larger place or the rest of an address ends it."""
    end = start
    body = words().bodies.match(line, start) if cue.follows == "any" else None
    least = body[1] if body else start + 1  # "Kantor Kementerian Koordinator Perekonomian" does not end at the title
    while end < len(line) and end - start < LONGEST:
        token, more = line[end], end + 1 < len(line) and line[end + 1].capital
        glued = end > start and line[end - 1].end == token.start
        if token.capital:
            if end >= least and _ends_name(line, end, cue):
                break
        elif token.text[0].isdigit():
            if end == start or YEAR.fullmatch(token.text):
                break
        elif token.text in DASHES:  # "Jalan Prajenan–Candimulyo"
            if not (glued and more and line[end + 1].start == token.end):
                break
        elif token.text == ".":  # "Jalan H. Naman"
            before = line[end - 1].text
            if not (glued and more and (len(before) == 1 or before in words().abbreviations)):
                break
        elif not (
            end > start
            and more
            and (
                token.text in JOINERS
                or (token.text == AND and cue.follows != "name" and not words().cues.opens(line[end + 1]))
            )
        ):
            break
        end += 1
    while end > start + 1 and line[end - 1].text[0].isdigit() and end < len(line) and line[end].text[0].isalpha():
        end -= 1  # "Dusun Cibuyut 13 orang"
    return end


def _ends_name(line: Sequence[Token], index: int, cue: PlaceCue) -> bool:
    """Whether a capitalised word is no more part of the name that a cue opened before it."""
    if words().place_words.get(line[index].low) == "end" or BLOCK.fullmatch(line[index].text):
        return True
    if words().titles.match(line, index):
        return True
    before = words().honorifics.match(line, index)
    if before and before[0].kind == "rank" and cue.type != "street":
        return True
    other = words().cues.match(line, index)
    if other is None or cue.follows != "name":
        return False
    region = other[0].follows == "region" and regions_at(line, other[1]) is not None
    return region or other[0].type in (*SMALL, "street")
