"""Everything that knows Indonesian: `language()` → how it is read."""

from collections.abc import Sequence
from functools import cache

from kg.indonesian.claims import claims
from kg.indonesian.glue import unglue
from kg.indonesian.nicknames import by_nickname
from kg.indonesian.organizations import explained_at, explained_otherwise, find_organization
from kg.indonesian.people import after_titles, by_construction, by_known_names, by_list, find_person
from kg.indonesian.roles import find_title
from kg.indonesian.sites import find_place
from kg.indonesian.tagged import by_tagger, with_tags
from kg.indonesian.ties import by_cities_named, by_regions_named
from kg.indonesian.venues import by_gazetteer, by_venue
from kg.indonesian.words import words
from kg.language import Known, Language, Phrase
from kg.sentences import Sentence, Token


def openings(line: Sequence[Token]) -> list[int]:
    """The tokens with which a finder can see anything begin: the first words of phrases in a table, or initials; or
    of names that the brackets beside them shorten.

    Most words are neither, and no finder is asked about them: so the tables that the finders ask have to be among these.
    """
    small, prefixes, names = _openers()
    found = [
        index
        for index, (text, _, _, low, capital) in enumerate(line)
        if low in small or text in prefixes or ((capital or text[0].isdigit()) and (low in names or text.isupper()))
    ]
    explained = explained_at(line)
    return sorted({*found, *explained}) if explained else found


@cache
def _openers() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words with which titles and cues begin, titles of address, and names of bodies and places."""
    asked = words()
    small = [word for table in (asked.titles, asked.cues) for word in table.openers]
    names = [word for table in (asked.bodies, asked.regions, asked.cities, asked.landmarks) for word in table.openers]
    names += map(str.casefold, asked.telling_forms.openers)
    return frozenset(small), frozenset(asked.honorifics.openers), frozenset(names)


def explains(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The body or place that the article explains in brackets at this token, or letters that it explains as neither."""
    found = find_organization(sentence, number, index, known) or find_place(sentence, number, index, known)
    return found if found and found.aliases else explained_otherwise(sentence, number, index) or found


@cache
def language() -> Language:
    """The Indonesian language; its tables are read at the first call. Raises FileNotFoundError where they are missing."""
    return Language(
        name="id",
        abbreviations=words().abbreviations,
        prepare=(unglue, with_tags),
        openings=openings,
        explains=explains,
        finders=(find_person, find_title, find_organization, find_place),
        namers=(
            after_titles,
            by_construction,
            by_gazetteer,
            by_tagger,
            by_list,
            by_nickname,
            by_known_names,
            by_venue,
            by_regions_named,
            by_cities_named,
        ),
        claims=claims,
    )
