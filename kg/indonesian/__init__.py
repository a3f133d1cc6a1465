"""Everything that knows Indonesian: `language()` → how it is read."""

from functools import cache

from kg.indonesian.claims import claims
from kg.indonesian.glue import unglue
from kg.indonesian.organizations import find_organization
from kg.indonesian.people import after_titles, by_construction, by_known_names, by_nickname, find_person
from kg.indonesian.places import by_venue, find_place
from kg.indonesian.roles import find_title
from kg.indonesian.tagged import by_tagger, with_tags
from kg.indonesian.words import words
from kg.language import Language
from kg.sentences import Token


def may_open(token: Token) -> bool:
    """Whether a finder can see anything that begins with a token: the first word of a phrase in a table, or initials.

    Most words are neither, and no finder is asked about them: so the tables that the finders ask have to be among these.
    """
    titles, prefixes, names = _openers()
    if token.low in titles or token.text in prefixes:
        return True
    return (token.capital or token.text[0].isdigit()) and (token.low in names or token.text.isupper())


@cache
def _openers() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words with which titles, titles of address, and names of bodies and places begin."""
    table = words()
    names = [word for each in (table.bodies, table.regions, table.cues) for word in each.openers]
    return frozenset(table.titles.openers), frozenset(table.honorifics.openers), frozenset(names)


@cache
def language() -> Language:
    """The Indonesian language; its tables are read at the first call. Raises FileNotFoundError where they are missing."""
    return Language(
        name="id",
        abbreviations=words().abbreviations,
        prepare=(unglue, with_tags),
        may_open=may_open,
        explains=find_organization,
        finders=(find_person, find_title, find_organization, find_place),
        namers=(after_titles, by_construction, by_tagger, by_nickname, by_known_names, by_venue),
        claims=claims,
    )
