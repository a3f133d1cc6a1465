"""A few changed articles → the rows of all things that are called otherwise now, without looking at the rest.

When an article on another Budi Santoso comes, the home of that name is settled anew, both get IRIs that tell them
apart, and the rows of every article that speaks of the first one are given back with its new IRI.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.identity import Judgement, Name, Profile, Reference, dump, load, resolve
from kg.identity.clusters import akin
from kg.ledger import EntityRow, Ledger


def identify(ledger: Ledger, changed: set[str], arrived: list[Profile]) -> list[EntityRow]:
    """The new rows of the articles that change (their things are `arrived`), and of those with a thing renamed."""
    judged = judgements(ledger)
    left = ledger.things(changed)
    ties = [_tie(judgement, ledger, arrived) for judgement in judged]
    ledger.put_blocks(sorted({(block, thing.home) for thing in arrived for block in thing.blocks}))
    homes = _related(ledger, {thing.home for thing in arrived} | {row.home for row in left}, ties)
    staying = _staying(ledger, changed, homes)
    names = resolve([*arrived, *map(_profile, staying)], judged)
    stems = {name.stem for name in names.values()} | {row.stem for row in [*left, *staying]}
    shared = {stem for stem in stems if stem is not None}
    around = _related(ledger, {row.home for row in ledger.namesakes(shared)}, ties) - homes
    if around:  # homes that are settled as they were, with things that must be told apart from ours
        neighbours = _staying(ledger, changed, around)
        names = resolve([*arrived, *map(_profile, [*staying, *neighbours])], judged)
        staying += [row for row in neighbours if names[_reference(row)].stem in shared]
    rows = [_row(thing, names[thing.reference]) for thing in arrived]
    return rows + _renamed(ledger, {_reference(row): names[_reference(row)] for row in staying}, staying)


def around(ledger: Ledger, iri: str) -> list[Profile]:
    """All things of the homes that may hold the thing of this IRI."""
    ties = [_tie(judgement, ledger, []) for judgement in judgements(ledger)]
    homes = _related(ledger, {row.home for row in ledger.denoting(iri)}, ties)
    return [_profile(row) for row in ledger.housemates(homes)]


def judgements(ledger: Ledger) -> list[Judgement]:
    """What people have judged."""
    return [Judgement(*judgement) for judgement in ledger.judgements()]


def _tie(judgement: Judgement, ledger: Ledger, arrived: Iterable[Profile]) -> set[str]:
    """The homes that a judgement ties, before this change and after it: they are settled together."""
    anchors = {judgement.one, judgement.other}
    articles = {article for article, _ in anchors}
    things = [*map(_profile, ledger.things(articles)), *arrived]
    return {
        thing.home
        for thing in things
        if any((thing.reference.article, name) in anchors for name in (thing.name, thing.label, *thing.others))
    }


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
