"""The ledger → the graph: what is pending there becomes quads added and deleted here, in portions of articles.

A portion is worked out inside one ledger transaction that ends only when the graph is on disk: when it is interrupted,
the ledger still says what it said before, and the same change is made again. So an article that speaks of Kapolres
Bontang adds its own graph, its links from local to canonical things, the facts that no article supported before, and
new counts and labels of the things it speaks of.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.codec import decode
from kg.identity import Name, Profile, Reference, dump, load, profiles, resolve
from kg.identity.names import usual
from kg.ledger import EntityRow, Ledger, Pending
from kg.model import Reading, Tenure
from kg.resources import folder
from kg.store import Store
from kg.triples import Triple, article_graph, article_iri, facts, iri, literal, tenure_iri
from kg.vocab import IDENTITY_GRAPH, KG, term

VERSION = "1"  # of what the graph looks like: with another one, the graph is remade
PORTION = 500  # articles a change: a constant, so that an interrupted change is made again as it was
LABEL, OTHER, DAY, COUNT = term("skos:prefLabel"), term("skos:altLabel"), term("xsd:date"), term("xsd:integer")


@dataclass(frozen=True, slots=True)
class Side:
    """What an article says on one side of a change, and which canonical things it says it of."""

    reading: Reading
    names: Mapping[str, str]  # entity key → canonical IRI


Sides = dict[str, Side]  # by article key


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of N-Quads to delete and to add."""

    deletions: set[str]
    additions: set[str]


def prepare(ledger: Ledger, store: Store) -> None:
    """Make the graph what the ledger says: finish what was interrupted, remake what another version made."""
    if store.newest() > _generation(ledger):  # the ledger is younger than the editions beside it
        with ledger.transaction():
            ledger.note("generation", str(store.newest() + 1))
    if store.fresh or ledger.meta("projector") != VERSION:
        rebuild(ledger, store)
    project(ledger, store)
    _load_ontology(ledger, store)
    publish(ledger, store)


def rebuild(ledger: Ledger, store: Store, on_progress: Callable[[int], None] = lambda done: None) -> None:
    """Make the graph anew from the ledger's readings."""
    with ledger.transaction():
        ledger.note("projector", "")
        ledger.note("ontology", "")
        ledger.forget_graph()
    store.clear()
    project(ledger, store, on_progress)
    _load_ontology(ledger, store)
    with ledger.transaction():
        ledger.note("projector", VERSION)
        _count_generation(ledger)


def project(ledger: Ledger, store: Store, on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Bring all pending articles into the graph, or out of it; gives how many there were."""
    done = 0
    while portion := ledger.pending(PORTION):
        with ledger.transaction():
            _project(portion, ledger, store)
        done += len(portion)
        on_progress(done)
    return done


def publish(ledger: Ledger, store: Store) -> None:
    """Let readers see the graph as it is now."""
    generation = _generation(ledger)
    if store.published() != generation:
        store.publish(generation)


def _project(portion: list[Pending], ledger: Ledger, store: Store) -> None:
    readings = dict(_sound(portion, ledger))
    keys = {article.key for article in portion}
    new_rows = _identify(ledger, keys, [thing for reading in readings.values() for thing in profiles(reading)])
    touched = keys | {row.article for row in new_rows}
    old_rows = ledger.things(touched)
    old = _sides(old_rows, {p.key: decode(p.before) for p in portion if p.before}, ledger, touched - keys)
    new = _sides(new_rows, readings, ledger, touched - keys)

    moved = _difference(_own(old), _own(new))
    counted, texts = _counted(old, new)
    begun, ceased = ledger.add_support(counted)

    things = {row.iri for row in old_rows + new_rows}
    attested = ledger.tenures_in(touched) | {tenure for _, side in new.items() for tenure in _tenures(side)}
    before = _aggregates(ledger, things, attested)
    ledger.put_things(touched, new_rows)
    ledger.put_attestations(touched, _attestations(new))
    told = _difference(before, _aggregates(ledger, things, attested))

    redrawn = [p for p in portion if p.before != p.after]
    store.change(
        [article_iri(p.key) for p in redrawn if p.before],
        moved.deletions | {texts[triple] for triple in ceased} | told.deletions,
        [
            *(moved.additions | {texts[triple] for triple in begun} | told.additions),
            *(line for p in redrawn if p.key in readings for line in _drawn(readings[p.key])),
        ],
    )
    ledger.settle(keys)
    _count_generation(ledger)


def _sound(portion: list[Pending], ledger: Ledger) -> Iterator[tuple[str, Reading]]:
    """The new readings; one that breaks the laws of a reading is written down as failed, and says nothing."""
    for article in portion:
        if article.after is None:
            continue
        try:
            reading = decode(article.after)
            article_graph(reading)
            facts(reading, {entity.key: entity.key for entity in reading.entities})
        except Exception as error:  # a fault of the reader, in one article: it must not stop the others
            ledger.fail(article.key, f"its reading cannot be drawn: {type(error).__name__}: {error}")
        else:
            yield article.key, reading


# identity: which canonical thing each thing is, for the articles that change and those that they touch


def _identify(ledger: Ledger, keys: set[str], arrived: list[Profile]) -> list[EntityRow]:
    """The new rows of the articles that change, and of those with a thing that is called otherwise now."""
    left = ledger.things(keys)
    homes = {thing.home for thing in arrived} | {row.home for row in left}
    staying = _staying(ledger, keys, homes)
    first = resolve([*arrived, *(_profile(row) for row in staying)])
    stems = {name.stem for name in first.values()} | {row.stem for row in [*left, *staying]}
    shared = {stem for stem in stems if stem is not None}
    around = {row.home for row in ledger.namesakes(shared)} - homes
    neighbours = _staying(ledger, keys, around)
    names = resolve([*arrived, *(_profile(row) for row in [*staying, *neighbours])]) if neighbours else first
    renamed = {
        Reference(row.article, row.entity): names[Reference(row.article, row.entity)]
        for row in [*staying, *neighbours]
        if row.home in homes or names[Reference(row.article, row.entity)].stem in shared
    }
    return [
        *(_row(thing, names[thing.reference]) for thing in arrived),
        *_renamed(ledger, [*staying, *neighbours], renamed),
    ]


def _staying(ledger: Ledger, keys: set[str], homes: set[str]) -> list[EntityRow]:
    return [row for row in ledger.housemates(homes) if row.article not in keys]


def _renamed(ledger: Ledger, rows: list[EntityRow], names: Mapping[Reference, Name]) -> list[EntityRow]:
    """All rows of the articles in which one of these rows gets another name."""
    articles = {
        row.article
        for row in rows
        if (name := names.get(Reference(row.article, row.entity))) and (row.iri, row.stem) != name
    }
    changed = []
    for row in ledger.things(articles):
        name = names.get(Reference(row.article, row.entity))
        changed.append(replace(row, iri=name.iri, stem=name.stem) if name else row)
    return changed


def _profile(row: EntityRow) -> Profile:
    return load(row.article, row.entity, row.profile)


def _row(thing: Profile, name: Name) -> EntityRow:
    article, entity = thing.reference
    return EntityRow(article, entity, thing.kind, thing.home, dump(thing), thing.label, name.iri, name.stem)


def _sides(rows: list[EntityRow], readings: Mapping[str, Reading], ledger: Ledger, others: set[str]) -> Sides:
    names: dict[str, dict[str, str]] = {}
    for row in rows:
        names.setdefault(row.article, {})[row.entity] = row.iri
    known = {**readings, **{key: decode(ledger.projected_reading(key)) for key in others}}
    return {key: Side(reading, names.get(key, {})) for key, reading in known.items()}


# quads


def _difference(old: set[str], new: set[str]) -> Change:
    return Change(old - new, new - old)


def _line(triple: Triple, graph: str = "") -> str:
    return f"{' '.join(triple)} {graph} .\n" if graph else f"{' '.join(triple)} .\n"


def _drawn(reading: Reading) -> list[str]:
    """An article's own graph."""
    graph = iri(article_iri(reading.article.key))
    return [_line(triple, graph) for triple in article_graph(reading)]


def _facts(side: Side) -> Iterator[tuple[bool, Triple]]:
    """The facts of an article; true with those on the article itself, which no other article can support."""
    node = article_iri(side.reading.article.key)
    own = (f"<{node}>", f"<{node}#")
    for triple in facts(side.reading, side.names):
        yield triple[0].startswith(own), triple


def _own(sides: Sides) -> set[str]:
    """What only one article can say: facts on itself, and which things its local things are."""
    lines: set[str] = set()
    for key, side in sides.items():
        lines.update(_line(triple) for own, triple in _facts(side) if own)
        for entity, name in side.names.items():
            lines.add(_line((iri(f"{article_iri(key)}#{entity}"), iri(KG.denotes), iri(name)), iri(IDENTITY_GRAPH)))
    return lines


def _counted(old: Sides, new: Sides) -> tuple[dict[bytes, int], dict[bytes, str]]:
    """By how many articles the support of each fact changes, by the fact's digest; and the digests' lines."""
    changes: Counter[str] = Counter()
    for sides, step in ((old, -1), (new, 1)):
        for side in sides.values():
            for own, triple in _facts(side):
                if not own:
                    changes[_line(triple)] += step
    texts = {hashlib.blake2b(line.encode(), digest_size=16).digest(): line for line, n in changes.items() if n}
    return {triple: changes[line] for triple, line in texts.items()}, texts


# aggregates: functions of all articles on a thing


def _aggregates(ledger: Ledger, things: Iterable[str], tenures: Iterable[str]) -> set[str]:
    """Labels and counts of these things, and days of attestation of these tenures, as the ledger has them now."""
    triples = [triple for thing in things for triple in _told(ledger, thing)]
    triples += [triple for tenure in tenures for triple in _dated(ledger, tenure)]
    return {_line(triple) for triple in triples}


def _told(ledger: Ledger, thing: str) -> Iterator[Triple]:
    labels: Counter[str] = Counter()
    others: set[str] = set()
    for text, count in ledger.profiles(thing):
        profile = load("", "", text)
        labels[profile.label] += count
        others.update(profile.others)
    if labels:
        label = usual(labels.elements())
        yield iri(thing), iri(LABEL), literal(label)
        for other in {*labels, *others} - {label}:
            yield iri(thing), iri(OTHER), literal(other)
        yield iri(thing), iri(KG.articles), literal(str(ledger.articles_on(thing)), COUNT)


def _dated(ledger: Ledger, tenure: str) -> Iterator[Triple]:
    first, last = ledger.attested(tenure)
    if first and last:
        yield iri(tenure), iri(KG.firstAttested), literal(first, DAY)
        yield iri(tenure), iri(KG.lastAttested), literal(last, DAY)


def _tenures(side: Side) -> set[str]:
    return {
        tenure_iri(side.names[claim.person], side.names[claim.post], claim.status)
        for claim in side.reading.claims
        if isinstance(claim, Tenure)
    }


def _attestations(sides: Sides) -> list[tuple[str, str, str | None]]:
    return [
        (tenure, key, side.reading.article.published.isoformat() if side.reading.article.published else None)
        for key, side in sides.items()
        for tenure in _tenures(side)
    ]


# the graph as a whole


def _count_generation(ledger: Ledger) -> None:
    ledger.note("generation", str(_generation(ledger) + 1))


def _generation(ledger: Ledger) -> int:
    """How many times the graph was changed: the number of the edition that shows it."""
    return int(ledger.meta("generation") or 0)


def _load_ontology(ledger: Ledger, store: Store) -> None:
    """Load the ontology where it is not the one that the graph has."""
    files = sorted(folder("ontology").glob("*.ttl"))
    edition = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
    if ledger.meta("ontology") != edition:
        store.load_ontology(files)
        with ledger.transaction():
            ledger.note("ontology", edition)
            _count_generation(ledger)
