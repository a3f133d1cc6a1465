"""A store → how much is in it: articles, persons …, the sentences cited, the outlets with most articles, the days.

`statistics(store).counts["persons"]` → 2 after one article on the Kapolres and Gus Choirul.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg import sparql
from kg.vocab import PREFIXES, term

CLASSES = {
    "articles": "schema:NewsArticle",
    "persons": "foaf:Person",
    "organizations": "org:FormalOrganization",
    "posts": "org:Post",
    "tenures": "org:Membership",
    "places": "schema:Place",
    "events": "sem:Event",
    "quotations": "schema:Quotation",
}


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts by what is counted; outlets with their articles, most first; first and last day of publication."""

    counts: Mapping[str, int]
    outlets: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None


def statistics(store: Store) -> Statistics:
    """The figures of a store."""
    found = {row["class"]: int(row["count"]) for row in _rows(store, "counts")}
    counts = {name: found.get(term(curie), 0) for name, curie in CLASSES.items()}
    counts["claims"] = int(_rows(store, "claims")[0]["claims"])
    counts["sentences cited"] = int(_rows(store, "sentences")[0]["sentences"])
    outlets = tuple((row["publisher"], int(row["articles"])) for row in _rows(store, "outlets"))
    [days] = _rows(store, "days")
    return Statistics(counts, outlets, days.get("first"), days.get("last"))


def _rows(store: Store, name: str) -> list[dict[str, str]]:
    answer = store.query(sparql.internal(f"statistics/{name}"), prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    return [
        {
            column: value.value
            for column, value in zip(columns, row, strict=True)
            if isinstance(value, NamedNode | Literal)
        }
        for row in answer
    ]
