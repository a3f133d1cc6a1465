"""The ledger → the graph: what is pending there becomes quads added and deleted here, in portions of articles.

A portion is worked out inside one ledger transaction that ends only when the graph is on disk: when it is interrupted,
the ledger still says what it said before, and the same change is made again. So an article that speaks of Kapolres
Bontang adds its own graph, its links from local to canonical things, the facts that no article supported before, and
new counts and labels of the things it speaks of.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.codec import decode
from kg.derived import derived
from kg.identity import Profile, profiles
from kg.identity.copies import Release
from kg.identity.names import label
from kg.identity.regroup import regroup
from kg.identity.sketches import Sketch, signer, sketch
from kg.identity.touched import identify
from kg.incumbency import acts, terms
from kg.judgements import Verdict
from kg.ledger import Attestation, Deed, EntityRow, Ledger, Pending
from kg.model import Issuance, Reading
from kg.rejection import marks, rejected, unlearnt, without
from kg.resources import folder
from kg.store import Store
from kg.triples import RELEASE, Triple, article_graph, article_iri, facts, iri, literal, tenure_iri
from kg.vocab import DERIVED_GRAPH, IDENTITY_GRAPH, JUDGEMENT_GRAPH, KG, term

VERSION = "3"  # of what the graph and an encoded reading look like: with another one, the graph is remade
PORTION = 500  # articles a change: a constant, so that an interrupted change is made again as it was
LABEL, OTHER, DAY, COUNT = term("skos:prefLabel"), term("skos:altLabel"), term("xsd:date"), term("xsd:integer")
HEADLINE = term("schema:headline")  # of a release: no label, since nobody looks a thing up by it


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an article says by itself, whatever others say."""

    reading: Reading
    things: list[Profile]
    sketch: Sketch
    graph: list[str]  # its own graph, as lines


@dataclass(frozen=True, slots=True)
class Side:
    """What an article says of canonical things, on one side of a change."""

    tenures: set[str]
    shown: list[Attestation]  # the days of these
    done: list[Deed]  # by holders without a name
    own: set[str]  # lines that no other article can say: on itself, and which things its local things are
    shared: set[str]  # lines that others may say too


Sides = dict[str, Side]  # by article key


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of N-Quads to delete and to add; `graphs` are articles' own graphs, by IRI, to be dropped before that."""

    deletions: set[str]
    additions: set[str]
    graphs: tuple[str, ...] = ()


def prepare(ledger: Ledger, store: Store) -> None:
    """Make the graph what the ledger says: finish what was interrupted, remake what another version made."""
    if store.newest() > _generation(ledger):  # the ledger is younger than the editions beside it
        with ledger.transaction():
            ledger.note("generation", str(store.newest() + 1))
    if store.fresh or ledger.meta("projector") != VERSION or ledger.meta("signer") != signer():
        rebuild(ledger, store)
    project(ledger, store)
    _load_ontology(ledger, store)
    publish(ledger, store)


def rebuild(ledger: Ledger, store: Store, on_progress: Callable[[int], None] = lambda done: None) -> None:
    """Make the graph anew from the ledger's readings."""
    with ledger.transaction():
        ledger.note("projector", "")
        ledger.note("ontology", "")
        ledger.note("derived", "")
        ledger.forget_graph()
    store.clear()
    project(ledger, store, on_progress)
    _load_ontology(ledger, store)
    with ledger.transaction():
        ledger.note("projector", VERSION)
        ledger.note("signer", signer())
        _count_generation(ledger)


def project(ledger: Ledger, store: Store, on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Bring all pending articles into the graph, or out of it; gives how many there were."""
    done = 0
    while portion := ledger.pending(PORTION):
        with ledger.transaction():
            change = _settled(portion, ledger)
            store.change(change.graphs, change.deletions, change.additions)
        done += len(portion)
        on_progress(done)
    return done


def publish(ledger: Ledger, store: Store) -> None:
    """Let readers see the graph as it is now, with what follows from all of it."""
    _derive(ledger, store)
    generation = _generation(ledger)
    if store.published() != generation:
        store.publish(generation)


def rehearse(ledger: Ledger, deed: Callable[[], None]) -> Change:
    """What a deed on the ledger, in which nothing is pending, would change in the graph; neither of the two changes."""
    deletions, additions = set[str](), set[str]()
    try:
        with ledger.transaction():
            deed()
            while portion := ledger.pending(PORTION):
                change = _settled(portion, ledger)
                deletions, additions = (
                    (deletions - change.additions) | (change.deletions - additions),
                    (additions - change.deletions) | (change.additions - deletions),
                )
            raise _Rehearsed
    except _Rehearsed:
        return Change(deletions, additions)


class _Rehearsed(Exception):  # noqa: N818 - no error: what takes a rehearsal back
    pass


def _settled(portion: list[Pending], ledger: Ledger) -> Change:
    """Bring the ledger to where it is when the graph has changed; gives how the graph is to change."""
    keys = {article.key for article in portion}
    rejections = ledger.rejections(keys)
    drawn = dict(_drawn(portion, rejections, ledger))
    new_rows = identify(ledger, keys, [thing for article in drawn.values() for thing in article.things])
    copies = regroup(ledger, keys, [article.sketch for article in drawn.values()])
    new_rows += ledger.things(copies.moved - {row.article for row in new_rows})
    touched = keys | copies.moved | {row.article for row in new_rows}
    old_rows = ledger.things(touched)
    others = {key: decode(ledger.projected_reading(key)) for key in touched - keys}
    rested = {key: Release(*release) for key, release in ledger.releases(touched).items()}
    applied = ledger.applied(touched)
    old = _sides(old_rows, others | {p.key: decode(p.before) for p in portion if p.before}, rested, applied)
    new = _sides(
        new_rows,
        others | {key: article.reading for key, article in drawn.items()},
        rested | copies.releases,
        {key: verdicts for key, verdicts in applied.items() if key not in keys} | rejections,
    )

    moved = _difference(_own(old), _own(new))
    supports = _supports(old, new)
    begun, ceased = ledger.add_support({triple: change for triple, (_, change) in supports.items()})

    things = {row.iri for row in old_rows + new_rows}
    tenures = {tenure for side in [*old.values(), *new.values()] for tenure in side.tenures}
    before = _aggregates(ledger, things, tenures)
    ledger.put_things(touched, new_rows)
    shown = [row for side in new.values() for row in side.shown]
    ledger.put_attestations(touched, shown, [row for side in new.values() for row in side.done])
    copies.write(ledger)
    ledger.put_applied(keys, {key: verdicts for key, verdicts in rejections.items() if key in drawn})
    told = _difference(before, _aggregates(ledger, things, tenures))

    redrawn = [article for article in portion if article.before != article.after]
    ledger.settle(keys)
    _count_generation(ledger)
    return Change(
        moved.deletions | {supports[triple][0] for triple in ceased} | told.deletions,
        {
            *(moved.additions | {supports[triple][0] for triple in begun} | told.additions),
            *(line for article in redrawn if article.key in drawn for line in drawn[article.key].graph),
        },
        tuple(article_iri(article.key) for article in redrawn if article.before),
    )


def _drawn(
    portion: list[Pending], rejections: Mapping[str, list[Verdict]], ledger: Ledger
) -> Iterator[tuple[str, Drawn]]:
    """The new articles; one whose reading breaks its laws is written down as failed, and says nothing."""
    for article in portion:
        if article.after is None:
            continue
        try:
            reading = decode(article.after)
            graph = iri(article_iri(article.key))
            issued = any(isinstance(claim, Issuance) for claim in reading.claims)
            heard = unlearnt(reading, rejected(reading, rejections.get(article.key, ())))
            lines = [_line(triple, graph) for triple in article_graph(reading)]
            drawn = Drawn(reading, profiles(heard), sketch(reading.article, issued), lines)
        except Exception as error:  # a fault of the reader, in one article: it must not stop the others
            ledger.fail(article.key, f"its reading cannot be drawn: {type(error).__name__}: {error}")
        else:
            yield article.key, drawn


def _sides(
    rows: list[EntityRow],
    readings: Mapping[str, Reading],
    releases: Mapping[str, Release | None],
    rejections: Mapping[str, list[Verdict]],
) -> Sides:
    names: dict[str, dict[str, str]] = {}
    for row in rows:
        names.setdefault(row.article, {})[row.entity] = row.iri
    return {
        key: _side(reading, names.get(key, {}), releases.get(key), rejections.get(key, ()))
        for key, reading in readings.items()
    }


def _side(reading: Reading, names: Mapping[str, str], release: Release | None, verdicts: Iterable[Verdict]) -> Side:
    node = article_iri(reading.article.key)
    itself = (f"<{node}>", f"<{node}#")
    wrong = rejected(reading, verdicts)
    kept = without(reading, wrong)
    own, shared = {_line(triple, iri(JUDGEMENT_GRAPH)) for triple in marks(reading.article.key, wrong)}, set[str]()
    local = dict(names)
    if release:
        names = {**names, RELEASE: release.iri}
        shared.add(_line((iri(release.iri), iri(HEADLINE), literal(release.label))))
        if any(isinstance(claim, Issuance) for claim in reading.claims):
            local[RELEASE] = release.iri
    for triple in facts(kept, names):
        (own if triple[0].startswith(itself) else shared).add(_line(triple))
    for entity, name in local.items():
        own.add(_line((iri(f"{node}#{entity}"), iri(KG.denotes), iri(name)), iri(IDENTITY_GRAPH)))
    over_time = terms(kept)
    found = {claim: tenure_iri(names[claim.person], names[claim.post], claim.status) for claim in over_time}
    shown = [
        Attestation(found[c], reading.article.key, day, means, names[c.post], names[c.person], c.status)
        for c, told in over_time.items()
        for day, means in told.days
    ]
    done = [
        Deed(reading.article.key, names[act.post], names.get(act.subject, f"{node}#{act.subject}"), act.part, act.day)
        for act in acts(kept)
    ]
    return Side(set(found.values()), shown, done, own, shared)


# quads


def _difference(old: set[str], new: set[str]) -> Change:
    return Change(old - new, new - old)


def _line(triple: Triple, graph: str = "") -> str:
    return f"{' '.join(triple)} {graph} .\n" if graph else f"{' '.join(triple)} .\n"


def _own(sides: Sides) -> set[str]:
    return {line for side in sides.values() for line in side.own}


def _supports(old: Sides, new: Sides) -> dict[bytes, tuple[str, int]]:
    """The shared facts that more or fewer articles support now: by digest, the line and the change."""
    changes = Counter(line for side in new.values() for line in side.shared)
    changes.subtract(line for side in old.values() for line in side.shared)
    return {_digest(line): (line, change) for line, change in changes.items() if change}


def _digest(line: str) -> bytes:
    return hashlib.blake2b(line.encode(), digest_size=16).digest()


# aggregates: functions of all articles on a thing


def _aggregates(ledger: Ledger, things: Iterable[str], tenures: Iterable[str]) -> set[str]:
    """Labels and counts of these things, and days of attestation of these tenures, as the ledger has them now."""
    triples = [triple for thing in things for triple in _told(ledger, thing)]
    triples += [triple for tenure in tenures for triple in _dated(ledger, tenure)]
    return {_line(triple) for triple in triples}


def _told(ledger: Ledger, thing: str) -> Iterator[Triple]:
    if called := ledger.called(thing):
        name, others = label(called)
        yield iri(thing), iri(LABEL), literal(name)
        for other in others:
            yield iri(thing), iri(OTHER), literal(other)
        yield iri(thing), iri(KG.articles), literal(str(ledger.articles_on(thing)), COUNT)
        yield iri(thing), iri(KG.sources), literal(str(ledger.sources_on(thing)), COUNT)


def _dated(ledger: Ledger, tenure: str) -> Iterator[Triple]:
    first, last = ledger.attested(tenure)
    if first and last:
        yield iri(tenure), iri(KG.firstAttested), literal(first, DAY)
        yield iri(tenure), iri(KG.lastAttested), literal(last, DAY)


# the graph as a whole


def _count_generation(ledger: Ledger) -> None:
    ledger.note("generation", str(_generation(ledger) + 1))


def _generation(ledger: Ledger) -> int:
    """How many times the graph was changed: the number of the edition that shows it."""
    return int(ledger.meta("generation") or 0)


def _derive(ledger: Ledger, store: Store) -> None:
    """Make the derived facts anew, where the graph has changed since they were made and they are no longer the same.

    They are a function of the whole ledger, so they are worked out as a whole: what an article adds may change a fact
    on any other.
    """
    made, _, digest = ledger.meta("derived").partition(" ")
    if made == str(_generation(ledger)):
        return
    graph = iri(DERIVED_GRAPH)
    lines = [_line(triple, graph) for triple in derived(ledger, _supported(ledger))]
    now = hashlib.blake2b("".join(lines).encode(), digest_size=16).hexdigest()
    with ledger.transaction():
        if now != digest:
            store.change([DERIVED_GRAPH], (), lines)
            _count_generation(ledger)
        ledger.note("derived", f"{_generation(ledger)} {now}")


def _supported(ledger: Ledger) -> Callable[[Triple], bool]:
    return lambda triple: ledger.supported(_digest(_line(triple)))


def _load_ontology(ledger: Ledger, store: Store) -> None:
    """Load the ontology where it is not the one that the graph has."""
    files = sorted(folder("ontology").glob("*.ttl"))
    edition = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
    if ledger.meta("ontology") != edition:
        store.load_ontology(files)
        with ledger.transaction():
            ledger.note("ontology", edition)
            _count_generation(ledger)
