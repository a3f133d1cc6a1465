"""Tokens → places: a region by its name or after its level word, a building or ground after its cue.

"Kota Bontang" → the city 64.74; "Mako Polres Bontang" → a building, with the body's name inside it; "Bontang" → the city,
but "Batu", a common word, only where a preposition or a larger place says so.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.indonesian.keys import name_key
from kg.indonesian.words import PlaceCue, Region, capital_run, words
from kg.language import Known, Phrase
from kg.lexicon import PhraseTable, rows
from kg.model import Key
from kg.sentences import Sentence, Token

BEFORE_PLACES = frozenset({"di", "ke", "dari", "asal", "wilayah", "warga", "masyarakat"})
JOINERS = frozenset({"dan", "of", "the", "de"})
LEVELS = {"province": "province", "regency": "regency", "city": "city"}
BODY_AS_VENUE = (
    "body-as-venue"  # the rule by which a hospital is a building; it is a place only if something happens there
)
LONGEST = 5  # words in the name of a building or ground after its cue: "Kantor Dinas Kesehatan Kota Bontang"


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
        start = cue[1] + (tokens[cue[1]].text == "." and cue[1] + 1 < len(tokens))
        found = words().regions.match(tokens, start)
        if found and tokens[start].capital:
            region = _settle(found[0], cue[0].type)
            code = region.code if region else ""
            return Area(text_of(tokens, index, found[1]), code, cue[0].type, found[1])
    found = words().regions.match(tokens, index)
    if found is None or not all(
        t.capital or t.text in JOINERS for t in tokens[index : found[1]] if t.text[0].isalpha()
    ):
        return None
    region = _settle(found[0], level)
    kind = region.level if region else found[0][0].level
    return Area(text_of(tokens, index, found[1]), region.code if region else "", kind, found[1])


def _settle(regions: tuple[Region, ...], level: str) -> Region | None:
    """The one region that is meant; none where the level leaves several."""
    fitting = [region for region in regions if region.level == level] or list(regions)
    return fitting[0] if len(fitting) == 1 else None


def find_place(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The place that begins at this token."""
    tokens = sentence.tokens
    if not tokens[index].capital:
        return None
    area = area_at(tokens, index)
    longer = gazetteer().match(tokens, index) if area else None
    if area and longer and longer[1] > area.end and all(t.capital for t in tokens[index : longer[1]]):
        name = text_of(tokens, index, longer[1])  # "Bontang Selatan" is a district, not the city
        return Phrase(number, index, longer[1], "place", name, "gazetteer-name", longer[0], key=name_key(name))
    cue = words().cues.match(tokens, index)
    goes_on = index > 0 and tokens[index - 1].capital  # "Laut" in "Tanjung Laut Indah" is no sea
    if cue and cue[1] < len(tokens) and not (sentence.title_case or goes_on or (area and area.end > cue[1])):
        return _after_cue(sentence, number, index, cue[0], cue[1])
    if area is None:
        return None
    found = words().regions.match(tokens, index)
    bare = found is not None and found[1] == area.end
    if bare and found and any(r.ambiguous for r in found[0]) and not _placed(tokens, index, area.end):
        return None
    key = Key("code", area.code) if area.code else name_key(area.name)
    rule = "region-name" if bare else "level-region"
    return Phrase(number, index, area.end, "place", area.name, rule, area.level, key=key, region=area.code)


def _placed(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether what stands around an ambiguous name says that it is a place."""
    before = tokens[index - 1].low if index else ""
    after = area_at(tokens, end + 1) if end < len(tokens) and tokens[end].text == "," else None
    return before in BEFORE_PLACES or after is not None


def _after_cue(sentence: Sentence, number: int, index: int, cue: PlaceCue, start: int) -> Phrase | None:
    """A street, building, ground, district … named after its cue."""
    tokens = sentence.tokens
    if tokens[start].text == "." and start + 1 < len(tokens):
        start += 1
    if cue.follows in ("region", "body"):
        return None
    end = capital_run(tokens, start, LONGEST, JOINERS)
    if cue.type in ("district", "village"):
        found = gazetteer().match(tokens, start)
        if found and tokens[start].capital:
            end = found[1]
        elif end > start + 3:
            end = start + 2
    for stop in range(start + 1, end):  # "Lapangan Merdeka Kapolres …": a title or rank ends the name
        if words().honorifics.match(tokens, stop) or words().titles.match(tokens, stop):
            end = stop
            break
    if end == start:
        return None
    name = text_of(tokens, index, end)
    return Phrase(number, index, end, "place", name, "cue-place", cue.type, key=name_key(name))


def by_venue(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Venues that no table knows: capitalised words behind "di" with a region or a day behind their comma.

    "di Paviliun Tirta, Senayan, Jakarta, Rabu (17/7/2024)". A hospital or school behind "di" or "ke" is a body and a
    building at once: "meninggal di RS Siloam Jakarta".
    """
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        line = sentence.tokens
        found.extend(
            Phrase(
                number,
                p.start,
                p.end,
                "place",
                p.name,
                BODY_AS_VENUE,
                "building",
                aliases=p.aliases,
                key=name_key(p.name),
            )
            for p in list(found)
            if p.kind == "organization"
            and p.start
            and line[p.start - 1].low in ("di", "ke")
            and _building(line, p.start)
        )
        for at, token in enumerate(line):
            if token.low != "di" or at + 1 == len(line) or any(p.start <= at + 1 < p.end for p in found):
                continue
            end = capital_run(line, at + 1, LONGEST, JOINERS)
            end = min([end, *(p.start for p in found if p.start > at + 1)])
            if end > at + 1 and _closed(line, found, end):
                name = text_of(line, at + 1, end)
                found.append(Phrase(number, at + 1, end, "place", name, "venue", "building", key=name_key(name)))
        found.sort(key=lambda phrase: phrase.start)
    return phrases


def _building(line: Sequence[Token], start: int) -> bool:
    """Whether the words here open the name of a body that is a building too."""
    cue = words().cues.match(line, start)
    return cue is not None and cue[0].follows == "body"


def _closed(line: Sequence[Token], found: Sequence[Phrase], end: int) -> bool:
    """Whether a comma with a place or a weekday, or "pada" with a weekday, follows."""
    if end + 1 >= len(line) or line[end].low not in (",", "pada"):
        return False
    place = any(phrase.kind == "place" and phrase.start == end + 1 for phrase in found)
    return words().days.match(line, end + 1) is not None or (place and line[end].text == ",")


@cache
def gazetteer() -> PhraseTable[str]:
    """The names of all districts and villages; read at the first cue that asks for one."""
    return PhraseTable(
        (row["name"], row["level"]) for row in rows("places.tsv.gz") if row["level"] in ("district", "village")
    )
