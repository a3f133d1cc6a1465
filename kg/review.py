"""The graph → doubtful pairs with what speaks for each side: what a person needs to see to say "same" or "different".

Budi Santoso, Ketua PMI, Kota Bontang, "Ketua PMI [Budi Santoso] hadir …" (Gerbang Contoh, 2024-10-12), beside Budi
Santoso, Kabupaten Klaten, of another article.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.codec import decode
from kg.identity import Judgement, Profile, Reference, doubtful, load
from kg.identity.groups import anchored, on_identity
from kg.identity.names import usual
from kg.judgements import Verdict, holding
from kg.judging import anchor, names
from kg.ledger import EntityRow, Ledger
from kg.lookup import label
from kg.triples import sentence_at
from kg.vocab import term

SIGHTINGS = 3  # articles that a person is shown of each side
CODE = ox.NamedNode(term("skos:notation"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article that speaks of a thing, and the sentence in which it does so first, the name in [brackets]."""

    article: str
    publisher: str | None
    published: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Side:
    """One thing as a person is shown it."""

    iri: str
    anchor: tuple[str, str]  # by which a verdict knows it again
    names: tuple[str, ...]
    posts: tuple[str, ...]
    regions: tuple[str, ...]
    articles: int
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Two things that may be one."""

    kind: str
    points: int
    reasons: tuple[str, ...]
    one: Side
    other: Side


def cases(ledger: Ledger, graph: ox.Store, verdicts: Iterable[Verdict], kind: str | None = None) -> Iterator[Case]:
    """The doubtful pairs that nobody has judged yet, the likeliest first; of one kind of thing, if it is given."""
    rows = {Reference(row.article, row.entity): row for row in ledger.all_things()}
    profiles = [load(row.article, row.entity, row.profile) for row in rows.values()]
    said = on_identity(holding(verdicts))
    judged = _judged(said, rows, profiles)
    for doubt in doubtful(profiles, said):
        one, other = rows[doubt.one], rows[doubt.other]
        if frozenset((one.iri, other.iri)) not in judged and kind in (None, one.kind):
            yield Case(one.kind, doubt.points, doubt.reasons, _side(one, ledger, graph), _side(other, ledger, graph))


def _judged(
    said: Sequence[Judgement], rows: dict[Reference, EntityRow], profiles: Sequence[Profile]
) -> set[frozenset[str]]:
    """The pairs of IRIs that are judged already."""
    pairs = anchored(profiles, said)
    return {frozenset((rows[one].iri, rows[other].iri)) for one, other in pairs.same + pairs.different}


def _side(row: EntityRow, ledger: Ledger, graph: ox.Store) -> Side:
    rows = ledger.denoting(row.iri)
    things = [load(each.article, each.entity, each.profile) for each in rows]
    days = ledger.published({each.article for each in rows})
    newest = sorted(rows, key=lambda each: days[each.article] or "", reverse=True)
    return Side(
        row.iri,
        anchor(rows, ledger),
        tuple(dict.fromkeys(name for each in rows for name in names(each))),
        tuple(sorted({_post(value, ledger) for thing in things for value in thing.values("post")})),
        tuple(_region(value, graph) for value in sorted({v for thing in things for v in thing.values("region")})),
        len({each.article for each in rows}),
        tuple(_sighting(each, ledger) for each in newest[:SIGHTINGS]),
    )


def _sighting(row: EntityRow, ledger: Ledger) -> Sighting:
    reading = decode(ledger.projected_reading(row.article))
    article = reading.article
    sentence = ""
    for mention in reading.mentions:
        if mention.entity == row.entity:
            _, start, end = sentence_at(reading, mention.span)
            text = article.title if mention.span.field == "title" else article.text
            before, after = text[start : mention.span.start], text[mention.span.end : end]
            sentence = " ".join(f"{before}[{article.quote(mention.span)}]{after}".split())
            break
    return Sighting(
        article.key, article.publisher, article.published.isoformat() if article.published else None, sentence
    )


def _post(key: str, ledger: Ledger) -> str:
    """What a post is called that is known by its key: "kapolres@polres/64.74" → "Kapolres Bontang"."""
    called = [row.name for row in ledger.housemates([f"post post {key}"])]
    return usual(called) if called else key


def _region(code: str, graph: ox.Store) -> str:
    """What a region is called, with its code: "64.74" → "Kota Bontang (64.74)"; the code where it is in no article."""
    for quad in graph.quads_for_pattern(None, CODE, ox.Literal(code), ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode):
            return f"{label(graph, quad.subject.value)} ({code})"
    return code
