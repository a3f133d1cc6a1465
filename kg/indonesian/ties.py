"""Places whose names others bear too → the ones that are meant, by the regions that the article names.

"Bogor" → the city 32.71, where the article speaks of its mayor; "Kotabaru" in Yogyakarta → the village there, not the regency
in Kalimantan; "Gedung KPK, Kuningan, Jakarta Selatan" → no regency. A tie stays a tie.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.indonesian.gazetteer import gazetteer
from kg.indonesian.keys import fold, name_key
from kg.indonesian.places import LEVELS, SMALL, coded, regions_at
from kg.indonesian.venues import bare
from kg.indonesian.words import words
from kg.language import Phrase, Whole
from kg.sentences import Sentence, Token

CITY_FORCE = "polresta"  # the kind of police that has one at most of a city and a regency of one name
SHARED = ("cue-place", "gazetteer-name")  # rules by which a district or village is found


def by_regions_named(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """The phrases with the codes of their places, as far as the other phrases settle them."""
    named = {code for found in phrases for phrase in found for code in _codes(phrase)}
    for number, found in enumerate(phrases):
        line = sentences[number].tokens
        for at, phrase in enumerate(found):
            if phrase.kind != "place":
                continue
            if not phrase.region:
                codes = _holding(line, phrase, found[at - 1]) if at else set()
                codes = codes or _candidates(line, phrase, named)
                found[at] = _settled(phrase, codes.pop()) if len(codes) == 1 else phrase
            elif phrase.rule == "region-name" and phrase.type in LEVELS[1:]:
                found[at] = _smaller(line, phrase, found, at, named)
    return phrases


def _codes(phrase: Phrase) -> Iterator[str]:
    """The regions that a phrase names for certain: its own, its body's, that of the larger body."""
    yield from filter(None, (phrase.region, phrase.body and phrase.body.region, phrase.whole and phrase.whole.region))


def _candidates(line: Sequence[Token], phrase: Phrase, named: set[str]) -> set[str]:
    """The codes that a place without one may have, of those that the article's regions allow."""
    if phrase.rule == "region-name" and (found := regions_at(line, phrase.start)):
        codes = {region.code for region in found[0]}
        return codes & named or {code for code in codes if _province(code) in named}
    if phrase.type in (*SMALL, "other") and phrase.rule in SHARED:
        return _within(bare(line, phrase), phrase.type, named)
    return set()


def _holding(line: Sequence[Token], phrase: Phrase, before: Phrase) -> set[str]:
    """The region of this name that the place right before lies in: "Rejang Lebong, Bengkulu" is the province, not the city."""
    joined = before.kind == "place" and before.end + 1 == phrase.start and line[before.end].text in (",", "(")
    if not joined or not before.region or phrase.rule != "region-name" or not (at := regions_at(line, phrase.start)):
        return set()
    holding = {region.code for region in at[0] if before.region.startswith(f"{region.code}.")}
    return {max(holding, key=len)} if holding else set()


def _within(name: str, level: str, named: set[str]) -> set[str]:
    """The districts and villages of a name that lie in a regency, city or district that the article names."""
    spots = [spot for spot in gazetteer().get(name) if level in (spot.level, "other")]
    return {spot.code for spot in spots if any(spot.code.startswith(code + ".") for code in named if "." in code)}


def _province(code: str) -> str:
    return code.partition(".")[0]


def _settled(phrase: Phrase, code: str) -> Phrase:
    region = words().region_of.get(code)
    return replace(coded(phrase, code), type=region.level if region else SMALL[code.count(".") - 2])


def _smaller(line: Sequence[Token], phrase: Phrase, found: Sequence[Phrase], at: int, named: set[str]) -> Phrase:
    """A bare regency of another province than all that the article names is the village of that name there."""
    elsewhere = {code for code in named if code != phrase.region and not code.startswith(phrase.region + ".")}
    if not any(_province(code) == _province(phrase.region) for code in elsewhere):
        codes = _within(phrase.name, "other", elsewhere)
        if codes:
            return _settled(phrase, codes.pop()) if len(codes) == 1 else _unsettled(phrase)
    before = found[at - 1] if at else None
    after = found[at + 1] if at + 1 < len(found) else None
    part_of = after is not None and after.type in LEVELS[1:] and _province(after.region) != _province(phrase.region)
    if before is None or after is None or before.kind != "place" or not part_of:
        return phrase
    chained = line[before.end].text == line[phrase.end].text == "," and after.start == phrase.end + 1
    chained = chained and before.end + 1 == phrase.start and before.type in ("building", "street", "area")
    return _unsettled(phrase) if chained else phrase


def _unsettled(phrase: Phrase) -> Phrase:
    return replace(phrase, type="area", key=name_key(phrase.name), region="")


def by_cities_named(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """City forces of a name that a regency has too, "Polresta Bogor", with the city's key where the article gives it.

    There is one beside "Polresta Bogor Kota" at the most; of "Polres Probolinggo" and "Polres Probolinggo Kota" there are two.
    """
    cities = {fold(force.name).rpartition(" ")[0]: force for force in _forces(phrases) if force.region}
    for found in phrases if cities else ():
        for at, phrase in enumerate(found):
            if phrase.kind == "organization" and (city := _city(phrase, cities)):
                found[at] = replace(phrase, key=city.key, region=city.region)
            elif phrase.body and (city := _city(phrase.body, cities)):
                found[at] = replace(phrase, body=replace(phrase.body, key=city.key, region=city.region))
    return phrases


def _forces(phrases: Sequence[Sequence[Phrase]]) -> Iterator[Phrase | Whole]:
    """The city forces that an article names, those of titles too."""
    for phrase in (p for found in phrases for p in found):
        if phrase.kind == "organization" and phrase.concept == CITY_FORCE:
            yield phrase
        elif phrase.body and phrase.body.concept == CITY_FORCE:
            yield phrase.body


def _city(force: Phrase | Whole, cities: dict[str, Phrase | Whole]) -> Phrase | Whole | None:
    """The force of the city that a name without one means."""
    return cities.get(fold(force.name)) if force.concept == CITY_FORCE and not force.region else None
