"""The ledger → what things there are, and what each article's names came to: `kg entities`, `kg changes`.

`listed(ledger)` gives `Listed("…/person/budi-santoso.camat", "person", "Budi Santoso", ("Budi",), 12)`, the most frequent
first; `changes(ledger, "2025-02")` what articles read since then speak of; `by_article(ledger)` each thing of each article
with the names that it has there.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.identity import Reference, Tie, load, ties
from kg.identity.names import label
from kg.identity.touched import around, judgements
from kg.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing with what it is called, by the most frequent name and by others, and in how many articles it is."""

    iri: str
    kind: str
    name: str
    others: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Change:
    """A thing with how many of its articles were read since some day."""

    thing: Listed
    added: int

    @property
    def new(self) -> bool:
        """Whether no article that was read before speaks of it."""
        return self.added == self.thing.articles


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as one article names it."""

    article: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    entity: str  # the canonical IRI


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the things of two articles are one: what each is called there, the points, and what speaks for it."""

    one: Named
    other: Named
    points: int
    reasons: tuple[str, ...]


def listed(ledger: Ledger, kind: str | None = None) -> list[Listed]:
    """The things of a kind, or all, those of the most articles first."""
    names: dict[tuple[str, str], list[tuple[str, tuple[str, ...], int]]] = defaultdict(list)
    for iri, sort, name, others, count in ledger.names(kind):
        names[iri, sort].append((name, others, count))
    articles = ledger.articles_of_all()
    found = [Listed(iri, sort, *label(called), articles[iri]) for (iri, sort), called in names.items()]
    return sorted(found, key=lambda thing: (-thing.articles, thing.name, thing.iri))


def changes(ledger: Ledger, since: str) -> list[Change]:
    """The things of which articles speak that were read on this day or later, the new ones first, then by those articles."""
    added = ledger.articles_since(since)
    found = [Change(each, added[each.iri]) for each in listed(ledger) if each.iri in added]
    return sorted(found, key=lambda change: (not change.new, -change.added, change.thing.name, change.thing.iri))


def by_article(ledger: Ledger) -> Iterator[Named]:
    """Each thing of each article, in the order of the articles' keys."""
    for row in ledger.all_things():
        profile = load(row.article, row.entity, row.profile)
        yield Named(row.article, row.kind, profile.label, profile.others, row.iri)


def reasons(ledger: Ledger, iri: str) -> list[Reason]:
    """Why the things of several articles are the one thing of this IRI, the surest first; none where it is in one home."""
    things = around(ledger, iri)
    mine = sorted(Reference(row.article, row.entity) for row in ledger.denoting(iri))
    named = {
        thing.reference: Named(thing.reference.article, thing.kind, thing.label, thing.others, iri) for thing in things
    }
    found: list[Tie] = ties(things, mine[0], judgements(ledger)) if mine else []
    return [Reason(named[tie.one], named[tie.other], tie.evidence.points, tie.evidence.reasons) for tie in found]
