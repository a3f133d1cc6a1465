"""Tokens → regions by their names, and what stands around the names of places.

"Kota Bontang" and "Bontang" → the city 64.74; but "Batu", a common word, only where a preposition or a larger place says so.
What has no region's name is found in `sites.py`, what shows only beside other places in `venues.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.indonesian.gazetteer import Spot, gazetteer
from kg.indonesian.keys import fold, name_key
from kg.indonesian.words import Region, words
from kg.language import Phrase
from kg.model import Key
from kg.sentences import Sentence, Token

JOINERS = frozenset({"of", "the", "de", "by", "al"})
AND = "dan"  # joins words of a body's name, in "Kantor Kementerian Koperasi dan UKM"; but two places in "Pulau Jawa dan Bali"
LEVELS = ("province", "regency", "city")
SMALL = ("district", "village")  # levels whose places are looked up in the gazetteer
SHORT_NAME = re.compile(r"[A-Z][A-Za-z0-9]{1,7}")  # what may stand in brackets after a name


class Area(NamedTuple):
    """A region named at some tokens: as written, its code where it is certain, its level, the token after it."""

    name: str
    code: str
    level: str
    end: int


def text_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of tokens as they are written, spaces folded."""
    if end - start < 2:
        return tokens[start].text
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
        start = past_dot(tokens, cue[1])
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


def all_regions(line: Sequence[Token], index: int) -> tuple[Region, ...]:
    found = regions_at(line, index)
    return found[0] if found else ()


def past_dot(tokens: Sequence[Token], start: int) -> int:
    """The token after the dot of an abbreviated cue: "Kab. Kebumen"."""
    return start + 1 if tokens[start].text == "." and start + 1 < len(tokens) else start


def _settle(regions: tuple[Region, ...], level: str) -> Region | None:
    """The one region that is meant; none where the level leaves several."""
    fitting = [region for region in regions if region.level == level] or list(regions)
    return fitting[0] if len(fitting) == 1 else None


def region(sentence: Sentence, number: int, index: int) -> Phrase | None:
    """A region, with its level word or bare."""
    line, asked = sentence.tokens, words()
    word = line[index]
    if not (asked.regions.opens(word) or asked.cities.opens(word) or asked.cues.opens(word)):
        return None
    area = area_at(line, index, _level_before(line, index))
    if area is None or of_people(line, index):
        return None
    longer = gazetteer().match(line, index)
    if longer and longer[1] > area.end:  # "Bontang Selatan" is a district, not the city
        return place(line, number, index, longer[1], "gazetteer-name", level_of(longer[0]))
    found = regions_at(line, index)
    cue = asked.cues.match(line, index)
    leveled = cue is not None and cue[0].follows == "region" and cue[1] < area.end
    if found and not leveled:
        common = sentence.title_case and (word.low in asked.never_names or word.low in asked.seldom_names)
        doubtful = any(region.ambiguous for region in found[0]) or (common and area.end == index + 1)
        abroad = "-" in found[0][0].code
        if doubtful and not _placed(line, index, area.end, abroad):
            return None
        if (doubtful or abroad) and goes_on(line, area.end):
            return None  # "Puncak Haji", "Melbourne Cup"
    rule = "level-region" if leveled else "region-name"
    return place(line, number, index, area.end, rule, area.level, area.code)


def place(line: Sequence[Token], number: int, start: int, end: int, rule: str, type: str, code: str = "") -> Phrase:
    """The phrase of a place named by these tokens, under its `code` where that is known.

    With the short name in brackets behind it, and what follows that:

    "Taman Makam Pahlawan (TMP) Kalibata" is one name, and "TMP" is its short form.
    """
    name = text_of(line, start, end)
    aliases: tuple[str, ...] = ()
    if end - start > 1 and (short := bracket(line, end, name)):
        end += 3
        aliases = (short, f"{line[start].text} {short}") if _is_apart(line[start], short) else (short,)
        if end < len(line) and line[end].capital and (area := regions_at(line, end) or gazetteer().match(line, end)):
            rest = text_of(line, end, area[1])
            name, end = f"{name} {rest}", area[1]
            aliases = (*aliases, *(f"{alias} {rest}" for alias in aliases))
    key = Key("code", code) if code else name_key(name)
    return Phrase(number, start, end, "place", name, rule, type, aliases=aliases, key=key, region=code)


def _is_apart(first: Token, short: str) -> bool:
    """Whether letters may follow a name's first word: "Provinsi NTT", "Stadion SUGBK"; but no "Kabupaten KBB", "Amerika AS"."""
    cue = words().cues.get(first.text)
    return cue is not None and (cue.follows != "region" or short[0].casefold() != first.low[0])


def coded(phrase: Phrase, code: str) -> Phrase:
    """A place whose code is known."""
    return replace(phrase, key=Key("code", code), region=code)


def bracket(line: Sequence[Token], index: int, name: str) -> str | None:
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
    return at >= 0 and (_before_places(line[at]) or at < index - 1)


def _before_places(token: Token) -> bool:
    """Whether a word stands before places: "di", "asal", "warga"."""
    return words().place_words.get(token.low) == "before"


def is_spot(line: Sequence[Token], index: int) -> bool:
    """Whether a word only says where at a place: "depan", "kawasan", "halaman"."""
    spot = words().signals.match(line, index)
    return (spot is not None and spot[0] == "spot") or words().place_words.get(line[index].low) == "around"


def inside_a_name(line: Sequence[Token], index: int) -> bool:
    """Whether a capitalised word stands before that is no preposition and says not only where at a place."""
    before = line[index - 1] if index else None
    return before is not None and before.capital and not _before_places(before) and not is_spot(line, index - 1)


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
