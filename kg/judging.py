"""What a person says of things and facts → a verdict anchored in articles, and what it would move in the graph.

`kg same "Budi Santoso" "berita-7.txt:B. Santoso"` becomes a verdict on two anchors, each the name of a thing in an
article. The IRI by which a thing was named plays no part in it: it changes with what is known of the thing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pyoxigraph as ox

from kg import judgements
from kg.codec import decode
from kg.errors import KabargrafError, StoreError
from kg.identity import load
from kg.judgements import Verdict, writable
from kg.ledger import EntityRow, Ledger
from kg.lookup import LABEL, SHOWN, find, label, short
from kg.projection import Change, rehearse
from kg.rejection import against, rejected
from kg.triples import TENURES
from kg.vocab import ARTICLE, ID, KG, term

TELLING = {KG.firstAttested, KG.lastAttested, KG.rank}  # of a tenure: the rest says again that somebody holds a post
MEMBER, POST = ox.NamedNode(term("org:member")), ox.NamedNode(KG.post)
MEMBERSHIP = ox.NamedNode(term("org:Membership"))
FRAME = {term("rdf:type"), term("schema:mentions"), term("schema:inLanguage")}  # in which facts stand, not facts


@dataclass(frozen=True, slots=True)
class Move:
    """A merged fact that appears or disappears, in labels; where one label is of several things, with their IRIs."""

    appears: bool
    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict that was given or taken back, and what that moved, or would."""

    verdict: Verdict
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """A thing that a person named: its IRI and kind, the name by which to know it again, and how it was named."""

    iri: str
    kind: str
    anchor: tuple[str, str]
    said: str
    by_article: bool


def synchronize(ledger: Ledger, file: Path) -> bool:
    """Let the verdicts of the file hold, no others; gives whether there is something to project.

    What a ledger of old tables holds beside the file is written into it. Raises KabargrafError where a line is
    malformed, and where the file that the verdicts came from is gone.
    """
    held = ledger.verdicts()
    older = [verdict for verdict in held if not verdict.when]
    if older:
        told = {verdict.on for verdict in judgements.read(file)}
        fresh = [each._replace(when=judgements.now(), by="kabargraf") for each in older if each.on not in told]
        judgements.write_down(file, fresh)
    elif held and not file.exists():
        raise StoreError(
            f"{file} is missing, and the store rests on the judgements in it: name the file with --judgements,"
            " or make an empty one to forget them"
        )
    new = judgements.holding(judgements.read(file))
    with ledger.transaction():
        ledger.judge(new)
    return bool(ledger.pending(1))


def on_things(
    verb: Literal["same", "different"], one: str, other: str, ledger: Ledger, graph: ox.Store, by: str, reason: str
) -> Verdict:
    """The verdict on two things, each named as `meant` takes it. Raises KabargrafError where it makes no sense."""
    one, other, by, reason = map(writable, (one, other, by, reason))
    left, right = meant(one, ledger, graph), meant(other, ledger, graph)
    if left.kind != right.kind:
        raise KabargrafError(f"“{one}” is of the kind {left.kind}, “{other}” {right.kind}: such two are never one")
    if left.iri == right.iri and not (left.by_article and right.by_article):
        raise KabargrafError(_one_already(verb, left, right, ledger))
    if left.anchor == right.anchor:
        raise KabargrafError(f"“{one}” and “{other}” have one name in one article: nothing there tells them apart")
    verdict = judgements.identity(verb, left.anchor, right.anchor, by, reason)
    for earlier in ledger.verdicts() if verb == "same" else ():
        if earlier.verb == "different" and earlier.on != verdict.on and {left.iri, right.iri} <= _iris(earlier, ledger):
            raise KabargrafError(
                f"{earlier.by or 'somebody'} said at {earlier.when} that “{one}” and “{other}” are different,"
                " by other articles: take that back first (kg undo --list shows it)"
            )
    return verdict


DIGITS = 9  # of a claim's number at most


def on_claim(claim: str, ledger: Ledger, by: str, reason: str) -> Verdict:
    """The verdict against a claim, named as `kg why` shows it: "a.txt#claim-7", or by its IRI."""
    claim, by, reason = map(writable, (claim, by, reason))
    key, _, number = _local(claim).rpartition("#claim-")
    if not key or not number.isdecimal() or len(number) > DIGITS:
        raise KabargrafError(f"“{claim}” is no claim: write it as kg why shows it, like article.txt#claim-7")
    if ledger.standing(key) is None:
        raise KabargrafError(f"no article “{key}” in the store: kg why shows the claims on a thing with their articles")
    if ledger.reason(key) is not None:
        raise KabargrafError(f"{key} could not be read, so it makes no claim: {ledger.reason(key)}")
    reading = decode(ledger.projected_reading(key))
    verdict = against(reading, int(number), judgements.now(), by, reason)
    earlier = rejected(reading, ledger.rejections([key]).get(key, ())).get(int(number))
    if earlier:
        raise KabargrafError(f"{key}#claim-{number} is rejected already, by {earlier.by} at {earlier.when}")
    return verdict


def meant(said: str, ledger: Ledger, graph: ox.Store) -> Meant:
    """The thing that is named by `article:name`, by `article#person-1`, or by a name or an IRI as everywhere.

    Raises KabargrafError, with the candidates, where that is none or several.
    """
    if row := _in_article(_local(said), ledger):
        return Meant(row.iri, row.kind, anchor([row], ledger), said, True)
    try:
        iri = find(graph, said)
    except KabargrafError as error:
        raise KabargrafError(
            f"{error}\n  (a thing may also be named by an article that speaks of it: ARTICLE:NAME)"
        ) from None
    rows = ledger.denoting(iri)
    if not rows:
        of = (
            "is a tenure: judge its person or its post"
            if iri.startswith(TENURES)
            else "is nothing that an article names"
        )
        raise KabargrafError(f"<{iri}> {of}")
    return Meant(iri, rows[0].kind, anchor(rows, ledger), said, False)


def moves(verdicts: Iterable[Verdict], ledger: Ledger, graph: ox.Store) -> tuple[Move, ...]:
    """What would move in the graph if these verdicts held, no others."""
    held = judgements.holding(verdicts)
    return _moves(rehearse(ledger, lambda: ledger.judge(held)), graph)


def anchor(rows: list[EntityRow], ledger: Ledger) -> tuple[str, str]:
    """The first article, by key, in which a thing has a name of its own; and that name."""
    for row in rows:
        others = {
            name
            for mate in ledger.things([row.article])
            if mate != row and mate.kind == row.kind
            for name in names(mate)
        }
        for name in names(row):
            if name not in others:
                return row.article, name
    return rows[0].article, names(rows[0])[0]


def names(row: EntityRow) -> tuple[str, ...]:
    """The names of a thing in its article, the one to call it by first."""
    return load(row.article, row.entity, row.profile).called


def _iris(verdict: Verdict, ledger: Ledger) -> set[str]:
    """What the anchors of a verdict on identity denote in the graph."""
    ends = {(verdict.article, verdict.name), (verdict.other_article, verdict.other_name)}
    rows = ledger.things([verdict.article, verdict.other_article])
    return {row.iri for row in rows if any((row.article, name) in ends for name in names(row))}


def _local(said: str) -> str:
    """A thing or claim of an article without the beginning of its IRI: "a.txt#claim-7"."""
    bare = said.strip().removeprefix("<").removesuffix(">")
    return unquote(bare.removeprefix(ARTICLE)) if bare.startswith(ARTICLE) else said.strip()


def _in_article(said: str, ledger: Ledger) -> EntityRow | None:
    """The thing that `article:name` or `article#person-1` names; None where no article has such a key."""
    for place in reversed(range(len(said))):
        if said[place] not in ":#" or ledger.standing(said[:place]) is None:
            continue
        rows = sorted(ledger.things([said[:place]]), key=lambda row: row.entity)
        name = " ".join(said[place + 1 :].split())
        if said[place] == "#":
            fit = [row for row in rows if row.entity == name]
        else:
            fit = [row for row in rows if name in names(row)]
            fit = fit or [row for row in rows if name.casefold() in map(str.casefold, names(row))]
        if len(fit) == 1:
            return fit[0]
        head = (
            f"“{name}” may be any of these in {said[:place]}"
            if fit
            else f"nothing in {said[:place]} is called “{name}”"
        )
        raise KabargrafError("\n".join([f"{head}: name one of", *_listed(fit or rows)]))
    return None


def _listed(rows: list[EntityRow]) -> Iterator[str]:
    for row in rows[:SHOWN]:
        yield f"  {row.article}#{row.entity}  {row.name}"
    if len(rows) > SHOWN:
        yield f"  … and {len(rows) - SHOWN} more"


def _one_already(verb: str, one: Meant, other: Meant, ledger: Ledger) -> str:
    thing = short(one.iri.removeprefix(ID))
    if verb == "same":
        return f"“{one.said}” and “{other.said}” are one already: {thing}"
    rows = ledger.denoting(one.iri)
    if len(rows) == 1:
        return f"“{one.said}” and “{other.said}” are one thing of one article, {thing}: there is nothing to part"
    head = (
        f"“{one.said}” and “{other.said}” are one thing, {thing}: to part it, name each by an article that speaks of it"
    )
    return "\n".join([f"{head}, like “{rows[0].article}:{names(rows[0])[0]}”", *_listed(rows)])


# what moves, in labels


def _moves(change: Change, graph: ox.Store) -> tuple[Move, ...]:
    gone, come = _facts(change.deletions), _facts(change.additions)
    names = dict[str, str]()
    for triples in (gone, come):  # the newer name last
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode) and triple.predicate == LABEL:
                names[triple.subject.value] = getattr(triple.object, "value", "")
    nodes = {
        each.value
        for triple in gone + come
        for each in (triple.subject, triple.object)
        if isinstance(each, ox.NamedNode)
    }
    called = {node: names.get(node) or _called(graph, node) for node in nodes}
    bearers: dict[str, set[str]] = {}
    for node, name in called.items():
        namesakes = graph.quads_for_pattern(None, LABEL, ox.Literal(name), ox.DefaultGraph())
        bearers.setdefault(name, set()).update([node, *(str(quad.subject)[1:-1] for quad in namesakes)])
    said = {
        node: f"{name} ({short(node.removeprefix(ID))})" if len(bearers[name]) > 1 and node.startswith(ID) else name
        for node, name in called.items()
    }

    def told(each: object) -> str:
        return said[each.value] if isinstance(each, ox.NamedNode) else str(getattr(each, "value", each))

    found = {
        (told(triple.subject), label(graph, triple.predicate.value), told(triple.object), appears)
        for triples, appears in ((gone, False), (come, True))
        for triple in triples
    }
    return tuple(Move(appears, *fact) for *fact, appears in sorted(found))


def _called(graph: ox.Store, node: str) -> str:
    """The label of a thing; a tenure has none, but a holder and a post."""
    if not node.startswith(TENURES):
        return label(graph, node)
    ends = [
        label(graph, quad.object.value)
        for end in (MEMBER, POST)
        for quad in graph.quads_for_pattern(ox.NamedNode(node), end, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.NamedNode)
    ]
    return " as ".join(ends) or short(node)


def _facts(lines: Iterable[str]) -> list[ox.Quad]:
    """The merged facts among these lines, without what only frames or repeats them.

    That a tenure begins or ends to be one is told by who holds the post.
    """
    quads = [
        quad
        for quad in ox.parse("".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True)
        if isinstance(quad.graph_name, ox.DefaultGraph)
    ]
    whole = {quad.subject for quad in quads if quad.object == MEMBERSHIP}
    return [
        quad
        for quad in quads
        if quad.predicate.value not in FRAME
        and quad.subject not in whole
        and (quad.predicate.value in TELLING or not str(quad.subject).startswith(f"<{TENURES}"))
    ]
