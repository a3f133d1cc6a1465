"""Words and a store → what is called so: things by name and alias, then articles by headline, the best first.

`search(store, "alex tobing")` gives `Found("…/person/alex-frestian-…", "person", "Alex Frestian Lumban Tobing", "", 4)`.
All the words stand in the name, in any order; a name that is just so comes first, then one that begins so, then one that
has them as words; among these, what is in the most articles.
"""

import re
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from kg.lookup import find, label
from kg.sparql import internal
from kg.vocab import ARTICLE, ID, term

ARTICLES = NamedNode(term("kg:articles"))


@dataclass(frozen=True, slots=True)
class Found:
    """A thing or an article: what it is called, and by which other name it was found, if by another."""

    iri: str
    kind: str
    name: str
    alias: str
    articles: int


def search(store: Store, text: str) -> list[Found]:
    """What the words stand in the name of; raises KabargrafError, with what is near, where that is nothing."""
    words = text.casefold().split()
    best: dict[str, tuple[int, str]] = {}
    for thing, name in _holding(store, max(words, key=len)) if words else ():
        rank = _rank(" ".join(name.casefold().split()), words)
        if rank is not None:
            best[thing] = min(best.get(thing, (rank, name)), (rank, name))
    if not best:
        best[find(store, text)] = 0, ""  # an IRI; else it knows what is near, and says so
    found = [(rank, _found(store, thing, name)) for thing, (rank, name) in best.items()]
    return [each for _, each in sorted(found, key=lambda pair: _order(*pair))]


def _holding(store: Store, word: str) -> list[tuple[str, str]]:
    """Each thing with each name of it that holds a word."""
    query = internal("lookup/holding").replace('"<x-kg:name>"', str(Literal(word)))
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    return [
        (thing.value, name.value)
        for thing, _, name in answer
        if isinstance(thing, NamedNode) and isinstance(name, Literal) and thing.value.startswith((ID, ARTICLE))
    ]


def _rank(name: str, words: list[str]) -> int | None:
    wanted = " ".join(words)
    if not all(word in name for word in words):
        return None
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if set(words) <= set(re.findall(r"[\w'-]+", name)) else 3


def _found(store: Store, thing: str, name: str) -> Found:
    called = label(store, thing)
    articles = next(store.quads_for_pattern(NamedNode(thing), ARTICLES, None, DefaultGraph()), None)
    count = int(articles.object.value) if articles and isinstance(articles.object, Literal) else 1
    kind = thing.removeprefix(ID).partition("/")[0] if thing.startswith(ID) else "article"
    return Found(thing, kind, called, name if name != called else "", count)


def _order(rank: int, found: Found) -> tuple[bool, int, int, str, str]:
    return found.kind == "article", rank, -found.articles, found.name, found.iri
