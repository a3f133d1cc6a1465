"""A few changed articles → the rows of all things that are called otherwise now, without looking at the rest.

When an article on another Budi Santoso comes, the home of that name is settled anew, both get IRIs that tell them
apart, and the rows of every article that speaks of the first one are given back with its new IRI.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.identity.clusters import akin, clusters
from kg.identity.groups import on_identity
from kg.identity.names import Name
from kg.identity.names import names as names_of
from kg.identity.profiles import Judgement, Profile, Reference, dump, load
from kg.ledger import EntityRow, Ledger


def identify(ledger: Ledger, changed: set[str], arrived: list[Profile]) -> list[EntityRow]:
    """The new rows of the articles that change (their things are `arrived`), and of those with a thing renamed."""
    judged = judgements(ledger)
    left = ledger.things(changed)
    ties = _ties(judged, ledger, arrived)
    ledger.put_blocks(sorted({(block, thing.home) for thing in arrived for block in thing.blocks}))
    homes = _related(ledger, {thing.home for thing in arrived} | {row.home for row in left}, ties)
    staying = _staying(ledger, changed, homes)
    settled = clusters([*arrived, *map(_profile, staying)], judged)
    names = names_of(settled)
    stems = {name.stem for name in names.values()} | {row.stem for row in [*left, *staying]}
    shared = {stem for stem in stems if stem is not None}
    around = _related(ledger, {row.home for row in ledger.namesakes(shared)}, ties) - homes
    if around:  # homes that are settled as they were, with things that must be told apart from ours
        neighbours = _staying(ledger, changed, around)
        names = names_of([*settled, *clusters([_profile(row) for row in neighbours], judged)])
        staying += [row for row in neighbours if names[_reference(row)].stem in shared]
    rows = [_row(thing, names[thing.reference]) for thing in arrived]
    return rows + _renamed(ledger, {_reference(row): names[_reference(row)] for row in staying}, staying)


def around(ledger: Ledger, iri: str) -> list[Profile]:
    """All things of the homes that may hold the thing of this IRI."""
    ties = _ties(judgements(ledger), ledger, [])
    homes = _related(ledger, {row.home for row in ledger.denoting(iri)}, ties)
    return [_profile(row) for row in ledger.housemates(homes)]


def judgements(ledger: Ledger) -> list[Judgement]:
    """What people have judged of things."""
    return on_identity(ledger.verdicts())


def _ties(judged: Sequence[Judgement], ledger: Ledger, arrived: Iterable[Profile]) -> list[set[str]]:
    """The homes that each judgement ties, before this change and after it: they are settled together."""
    anchors = {anchor for judgement in judged for anchor in (judgement.one, judgement.other)}
    articles = {article for article, _ in anchors}
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing in [*map(_profile, ledger.things(articles)), *arrived] if anchors else ():
        if thing.reference.article in articles:
            for name in thing.called:
                homes[thing.reference.article, name].add(thing.home)
    return [homes.get(judgement.one, set()) | homes.get(judgement.other, set()) for judgement in judged]


def _related(ledger: Ledger, homes: set[str], ties: list[set[str]]) -> set[str]:
    """These homes, and all that may hold the same things or that a judgement ties to them, and to those again."""
    found = set(homes)
    new = homes
    while new:
        near = {
            other for block, home, other in ledger.neighbours(new) if other not in found and akin(block, home, other)
        }
        tied = {home for tie in ties if not found.isdisjoint(tie) for home in tie}
        new = (near | tied) - found
        found |= new
    return found


def _staying(ledger: Ledger, changed: set[str], homes: set[str]) -> list[EntityRow]:
    return [row for row in ledger.housemates(homes) if row.article not in changed]


def _renamed(ledger: Ledger, names: Mapping[Reference, Name], staying: list[EntityRow]) -> list[EntityRow]:
    """All rows of the articles in which one of these rows gets another name."""
    articles = {row.article for row in staying if (row.iri, row.stem) != names[_reference(row)]}
    rows = ledger.things(articles)
    return [replace(row, iri=name.iri, stem=name.stem) if (name := names.get(_reference(row))) else row for row in rows]


def _reference(row: EntityRow) -> Reference:
    return Reference(row.article, row.entity)


def _profile(row: EntityRow) -> Profile:
    return load(row.article, row.entity, row.profile)


def _row(thing: Profile, name: Name) -> EntityRow:
    article, entity = thing.reference
    return EntityRow(article, entity, thing.kind, thing.home, dump(thing), thing.label, name.iri, name.stem)
