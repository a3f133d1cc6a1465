"""Tokens → the place that begins there: a region, a landmark, or a building, a ground, a village after its cue.

"Mako Polres Bontang" → a building, with the body's name inside it; "jembatan Tirtasari" → a bridge, its cue written small;
"Desa Sukamaju" → a village, with its code where only one bears the name; "Selat Malaka" → a water that everybody knows.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.indonesian.gazetteer import gazetteer
from kg.indonesian.keys import fold, name_key
from kg.indonesian.organizations import body_at, whole_of
from kg.indonesian.places import (
    AND,
    JOINERS,
    SMALL,
    all_regions,
    bracket,
    coded,
    goes_on,
    inside_a_name,
    of_people,
    past_dot,
    place,
    preposition_before,
    region,
    regions_at,
    text_of,
)
from kg.indonesian.words import PlaceCue, words
from kg.language import Known, Phrase, Whole
from kg.model import Key
from kg.sentences import Sentence, Token

DASHES = frozenset("-–")
LONGEST = 6  # words in the name of a building or ground after its cue: "Kantor Dinas Kesehatan Kota Bontang"
UNKNOWN = 2  # words in the name of a village or a city that no table knows
BLOCK = re.compile(r"R[TW]\.?\d.*", re.IGNORECASE)  # "Rt02/04"
YEAR = re.compile(r"(?:19|20)\d\d")


def find_place(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The place that begins at this token; of several names the longest."""
    line = sentence.tokens
    if not line[index].capital:
        return _small_cue(sentence, number, index)
    inside = inside_a_name(line, index)  # "Laut" in "Tanjung Laut Indah" is no sea
    found = [region(sentence, number, index), None if inside else _landmark(sentence, number, index)]
    cue = words().cues.match(line, index)
    if cue and not sentence.title_case and (not inside or (cue[0].type in SMALL and not regions_at(line, cue[1]))):
        found.append(_after_cue(line, number, index, *cue))
    learnt = known.match(line, index)
    if learnt and learnt[0].kind == "place":
        row, end = learnt
        name = text_of(line, index, end)
        found.append(replace(row, sentence=number, start=index, end=end, rule="known-name", aliases=(name,)))
    return max((phrase for phrase in found if phrase), key=lambda phrase: phrase.end, default=None)


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
    return replace(place(line, number, index, end, "landmark", mark.type), key=Key("landmark", fold(mark.name)))


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
    if words().is_camel(line[start].text) or any(r.level == "country" for r in all_regions(line, start)):
        return None
    return _after_cue(line, number, index, cue, start)


def _after_cue(line: Sequence[Token], number: int, index: int, cue: PlaceCue, start: int) -> Phrase | None:
    """A street, building, ground, district … named after its cue."""
    if cue.follows in ("body", "school"):
        return _numbered(line, number, index, start) if preposition_before(line, index) else None
    if start == len(line):
        return _cue_alone(line, number, index, cue, start)
    start = past_dot(line, start)
    if short := bracket(line, start, text_of(line, index, start)):  # "Taman Makam Pahlawan (TMP) Kalibata"
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
    if end == start:
        return None
    phrase = place(line, number, index, end, "cue-place", cue.type)
    housed = cue.follows == "any" and cue.type == "building"
    return replace(phrase, whole=_housed(line, number, start, end)) if housed else phrase


def _housed(line: Sequence[Token], number: int, start: int, end: int) -> Whole | None:
    """The body that a building is called after, if its name tells which: "kantor | DPD PDI-P Jateng"."""
    body = body_at(line, number, start)
    return whole_of(body) if body and body.end <= end and body.key and body.key.name == "body" else None


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
    common = line[start].low in words().never_names or line[start].low in words().seldom_names
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
    larger = other[0].follows == "region" and regions_at(line, other[1]) is not None
    return larger or other[0].type in (*SMALL, "street")
