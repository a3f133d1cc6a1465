"""A graph store → a networkx graph to draw: things are nodes, facts are arrows, with the sentences they were read from.

`network(store, "Alex Frestian Lumban Tobing")` holds Alex, the post of Kapolres, Polres Bontang and the meeting he led;
the arrow from Alex to his post has the key "holds" and says in which sentence that stands. All attributes are plain
values (text, numbers, lists, dicts):

- a node: `kind`, `label`, `names` (other names), `types` (a list of {"id", "en"}), `articles` (how many speak of it),
  `connections` (its arrows in the whole graph), `prefixes`, `suffixes`, `status` and `date` (of an event),
  `organization` (the label of a post's body), and `facts`: what is said of it alone, such as its quotations, the newest
  of `facts_within`;
- an arrow (its key is the property's name, "postIn") and each of a node's `facts`: `kind` (the same name), `label`
  ({"id", "en"}), `status` ("stated", "planned", "denied", "former" or, without a sentence, "derived"), `value` (of a node's
  fact), `ranks`, `first` and `last` (the days of the articles that say so), `sentences` (how many do), and `evidence`, the
  newest: `sentence` with the words [`start`, `end`) that say it, `headline`, `date`, `publisher`, `url`, `article`, `rule`,
  `confidence`, `modality`;
- the graph: `focus`, `hops`, `shown` and `within` (nodes: "60 of 812"), `arrows_shown` and `arrows_within`, `articles`,
  `first` and `last` (of all articles).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import networkx as nx
import pyoxigraph as ox

from kg.errors import KabargrafError
from kg.lookup import find
from kg.vocab import DERIVED_GRAPH, KG, term

QUERIES = Path(__file__).parent / "queries" / "network"
PLACEHOLDER = "<x-kg:things>"
SENTENCES = 20  # of one fact that go along: a reader reads three, and a hub of the graph has thousands
FACTS = 40  # that a thing has alone: a spokesman is quoted every day
TYPES = {term("org:classification"), term("org:role"), term("sem:eventType"), term("schema:additionalType")}
TIMES = (term("sem:hasTimeStamp"), term("sem:hasBeginTimeStamp"), term("sem:hasEndTimeStamp"))
POST_IN = term("org:postIn")
SPOKEN = {term("schema:creator"), KG.issuer}  # facts of the speaker or issuer, who is their object
OWN = {*SPOKEN, *TIMES, term("schema:eventStatus")}  # facts that a thing has alone, and no arrow
STATUS = {KG.Happened: "happened", KG.Denied: "denied", KG.Planned: "planned"}  # the surest first
MODALITY = {KG.Stated: "stated", KG.Denied: "denied", KG.Planned: "planned"}  # the surest first
FIXED = {KG.formerlyHeld: "former", KG.candidateFor: "planned"}  # where the property itself tells the status

READ, DERIVED = ox.DefaultGraph(), ox.NamedNode(DERIVED_GRAPH)

Row: TypeAlias = tuple[str, ...]  # the cells of a query's row; "" for an unbound one
Link: TypeAlias = tuple[str, str, str]  # source, property, target
Details: TypeAlias = dict[str, dict[str, list[str]]]  # thing → property → values in order


class Thing(NamedTuple):
    """What the choice of nodes needs to know of a thing."""

    kind: str
    articles: int


class Claim(NamedTuple):
    """A claim of one article over canonical things; a quotation or a release stays the article's own."""

    date: str
    iri: str
    modality: str


def network(
    store: ox.Store, focus: str | None = None, hops: int = 1, limit: int = 150, derived: bool = True
) -> "nx.MultiDiGraph[str]":
    """The neighbourhood of `focus` (a name or an IRI, as `kg.lookup.find` takes them), or the best connected things of all.

    A post is a joint, not a stop: a step that reaches a post goes on through it, so that one hop from a person shows
    the body where he serves. What no article says is an arrow too if `derived`. At most `limit` nodes: the nearest first,
    then by arrows times articles. Raises
    KabargrafError where nothing, or more than one thing, goes by that name, ValueError for hops or a limit below 1.
    """
    if hops < 1 or limit < 1:
        raise ValueError(f"hops and limit are at least 1, not {min(hops, limit)}")
    things = {row[0]: Thing(row[1], int(row[2] or 1)) for row in sorted(_rows(store, "things"))}
    concluded = {(s, p, o) for s, p, o in _rows(store, "links", graph=DERIVED)} if derived else set[Link]()
    drawable = {(s, p, o) for s, p, o in _rows(store, "links")} | concluded
    links = sorted(link for link in drawable if link[0] in things and link[2] in things and link[0] != link[2])
    degree: dict[str, int] = dict.fromkeys(things, 0)
    for source, _, target in links:
        degree[source] += 1
        degree[target] += 1
    scores = {thing: degree[thing] * things[thing].articles for thing in things}
    start = None if focus is None else find(store, focus)
    if start is not None and start not in things:
        raise KabargrafError(f"<{start}> is no person, organization, post, event or place of this graph")
    near = dict.fromkeys(things, 0) if start is None else _around(links, things, start, hops)
    chosen = _overview(links, scores, limit) if start is None else _nearest(near, scores, limit)
    within = [link for link in links if link[0] in near and link[2] in near]
    shown = [link for link in within if link[0] in chosen and link[2] in chosen]

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    articles, first, last = next(iter(_rows(store, "articles")))
    graph.graph.update(focus=start, hops=hops, shown=len(chosen), within=len(near), arrows_shown=len(shown))
    graph.graph.update(arrows_within=len(within), articles=int(articles), first=first, last=last)

    bodies = {source: target for source, key, target in reversed(links) if key == POST_IN and source in chosen}
    teller = Teller(store, {thing: things[thing] for thing in sorted(chosen)}, shown, bodies)
    for thing in teller.things:
        graph.add_node(thing, **teller.node(thing), connections=degree[thing])
    for link in shown:
        status = {"status": "derived"} if link in concluded else {}
        graph.add_edge(link[0], link[2], key=_local(link[1]), **teller.fact(link) | status)
    return graph


def _around(links: list[Link], things: dict[str, Thing], start: str, hops: int) -> dict[str, int]:
    """The things within so many hops, with their distance; the step through a post is free."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for source, _, target in links:
        neighbours[source].add(target)
        neighbours[target].add(source)
    near, ring = {start: 0}, {start}
    for hop in range(1, hops + 1):
        ring = {each for thing in ring for each in neighbours[thing]} - near.keys()
        posts = [thing for thing in ring if things[thing].kind == "post"]
        ring |= {each for post in posts for each in neighbours[post]} - near.keys()
        near.update(dict.fromkeys(ring, hop))
    return near


def _nearest(near: dict[str, int], scores: dict[str, int], limit: int) -> set[str]:
    return set(sorted(near, key=lambda thing: (near[thing], -scores[thing], thing))[:limit])


def _overview(links: list[Link], scores: dict[str, int], limit: int) -> set[str]:
    """The things at the ends of the strongest arrows, so that none of them stands alone while there are arrows to show.

    An arrow is as strong as the weaker of its ends.
    """
    chosen: set[str] = set()

    def strength(link: Link) -> tuple[int, int, Link]:
        weak, strong = sorted((scores[link[0]], scores[link[2]]))
        return -weak, -strong, link

    for source, _, target in sorted(links, key=strength):
        if len(chosen | {source, target}) <= limit:
            chosen |= {source, target}
    alone = sorted(scores.keys() - chosen, key=lambda thing: (-scores[thing], thing))
    return chosen | set(alone[: limit - len(chosen)])


class Teller:
    """What the store tells of some things and the arrows among them, asked for once and for all of them together."""

    def __init__(self, store: ox.Store, things: dict[str, Thing], shown: list[Link], bodies: dict[str, str]) -> None:
        self.things, self.bodies = things, bodies
        self.claims = _claims(store, things)
        self.own = _own(self.claims)
        spoken = {value for each in self.own.values() for _, key, value in each[:FACTS] if key in SPOKEN}
        self.details = _details(store, [*things, *bodies.values(), *spoken])
        concepts = {value for thing in things for key in TYPES for value in self.details[thing][key]}
        self.labels, self.wider = _terms(store, concepts | {key for _, key, _ in (*self.claims, *shown)})
        told = {*shown, *(link for each in self.own.values() for link in each[:FACTS])}
        self.newest = {link: sorted(self.claims.get(link, []), reverse=True)[:SENTENCES] for link in told}
        self.evidence = _evidence(store, {claim.iri for each in self.newest.values() for claim in each})

    def node(self, thing: str) -> dict[str, Any]:
        """The attributes of a node."""
        known, (kind, articles) = self.details[thing], self.things[thing]
        types = {each for key in TYPES for each in known[key]}
        narrow = types - {wide for each in types for wide in self.wider[each]}
        return {
            "kind": kind,
            "label": next(iter(known[term("skos:prefLabel")]), _local(thing)),
            "names": known[term("skos:altLabel")],
            "types": [self.label(each) for each in sorted(narrow)],
            "articles": articles,
            "prefixes": known[term("schema:honorificPrefix")],
            "suffixes": known[term("schema:honorificSuffix")],
            "status": _surest(STATUS, known[term("schema:eventStatus")]),
            "date": "/".join(dict.fromkeys(each for key in TIMES for each in known[key][:1])),
            "organization": next(iter(self.details[self.bodies.get(thing, "")][term("skos:prefLabel")]), ""),
            "facts": [self.fact(link) | {"value": self.value(link)} for link in self.own[thing][:FACTS]],
            "facts_within": len(self.own[thing]),
        }

    def fact(self, link: Link) -> dict[str, Any]:
        """The attributes of an arrow, or of a fact that a thing has alone."""
        claims = self.claims.get(link, [])
        told = [(claim, self.evidence[claim.iri]) for claim in self.newest[link] if claim.iri in self.evidence]
        said = _surest(MODALITY, [claim.modality for claim in claims]) or "stated"
        days = [claim.date for claim in claims if claim.date]
        return {
            "kind": _local(link[1]),
            "label": self.label(link[1]),
            "status": said if said == "denied" else FIXED.get(link[1], said),
            "ranks": sorted({str(each["rank"]) for _, each in told if each["rank"]}),
            "first": min(days, default=""),
            "last": max(days, default=""),
            "sentences": len(claims),
            "evidence": [each | {"date": claim.date, "modality": MODALITY[claim.modality]} for claim, each in told],
        }

    def value(self, link: Link) -> str:
        """What a fact says that a thing has alone: "happened", a day, a quotation's words, a release's article."""
        if link[1] in SPOKEN:
            headlines = [
                str(self.evidence[claim.iri]["headline"]) for claim in self.newest[link] if claim.iri in self.evidence
            ]
            return " ".join(self.details[link[2]][term("schema:text")] or headlines[:1])
        ends = [self.evidence[claim.iri]["until"] for claim in self.newest[link] if claim.iri in self.evidence]
        return "/".join(filter(None, [STATUS.get(link[2], link[2]), max(ends, default="")]))

    def label(self, iri: str) -> dict[str, str]:
        """A term's label in both languages; where the ontology is silent, its name made readable: "Kabag sdm"."""
        plain = re.sub(r"[-_]+|(?<=[a-z])(?=[A-Z])", " ", _local(iri)).capitalize()
        return {"id": plain, "en": plain} | self.labels[iri]


def _claims(store: ox.Store, things: Iterable[str]) -> dict[Link, list[Claim]]:
    """All claims about these things, by what they say; of a quotation the speaker comes first, as it tells of him."""
    names = {row[0]: row[1] for row in _rows(store, "locals", things)}
    claims: dict[Link, set[Claim]] = defaultdict(set)
    rows = list(_rows(store, "claims", things))
    articles = _details(store, {row[5] for row in rows})
    for claim, subject, key, thing, modality, article in rows:
        date = next(iter(articles[article][term("schema:datePublished")]), "")
        ends = (thing, subject) if key in SPOKEN else (subject, thing)
        claims[names.get(ends[0], ends[0]), key, names.get(ends[1], ends[1])].add(Claim(date, claim, modality))
    return {link: sorted(each) for link, each in claims.items()}


def _own(claims: dict[Link, list[Claim]]) -> dict[str, list[Link]]:
    """Thing → the facts that it has alone: what and when it is, then its newest words."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(claims, key=lambda link: max(claims[link]), reverse=True):
        if link[1] in OWN:
            found[link[0]].append(link)
    return defaultdict(list, {thing: sorted(each, key=lambda link: link[1] in SPOKEN) for thing, each in found.items()})


def _evidence(store: ox.Store, claims: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Claim → the sentence it was read from, and the rest of its evidence."""
    found = {}
    rows = sorted(_rows(store, "evidence", claims))
    articles = _details(store, {row[1] for row in rows})
    for claim, article, prefix, exact, suffix, rule, confidence, rank, until in rows:
        found[claim] = {
            "sentence": prefix + exact + suffix,
            "start": len(prefix),
            "end": len(prefix) + len(exact),
            "headline": next(iter(articles[article][term("schema:headline")]), ""),
            "publisher": next(iter(articles[article][term("schema:publisher")]), ""),
            "url": next(iter(articles[article][term("schema:url")]), ""),
            "article": article,
            "rule": rule,
            "confidence": float(confidence),
            "rank": rank,
            "until": until,
        }
    return found


def _details(store: ox.Store, things: Iterable[str]) -> Details:
    """Thing → property → its values, sorted."""
    found: Details = defaultdict(lambda: defaultdict(list))
    for thing, key, value in sorted(set(_rows(store, "details", things))):
        found[thing][key].append(value)
    return found


def _terms(store: ox.Store, terms: Iterable[str]) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
    """Term → its labels by language, and term → its wider terms."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    wider: dict[str, set[str]] = defaultdict(set)
    for iri, key, value, language in sorted(_rows(store, "terms", terms)):
        if key == term("skos:broader"):
            wider[iri].add(value)
        elif language:
            labels[iri].setdefault(language, value)
    return labels, wider


def _rows(
    store: ox.Store,
    query: str,
    things: Iterable[str] | None = None,
    graph: ox.DefaultGraph | ox.NamedNode = READ,
) -> Iterator[Row]:
    """The rows of queries/network/<query>.rq over these things, in this graph."""
    text = (QUERIES / f"{query}.rq").read_text(encoding="utf-8")
    if things is not None:
        text = text.replace(PLACEHOLDER, " ".join(str(ox.NamedNode(each)) for each in sorted(set(things))))
    solutions = store.query(text, default_graph=None if graph == READ else [graph])
    assert isinstance(solutions, ox.QuerySolutions)
    for solution in solutions:
        yield tuple("" if cell is None else str(cell.value) for cell in solution)


def _local(iri: str) -> str:
    """The last part of an IRI: ".../ontology#participantPost" → "participantPost"."""
    return re.split(r"[/#]", iri)[-1]


def _surest(order: dict[str, str], values: Iterable[str]) -> str:
    held = set(values)
    return next((name for iri, name in order.items() if iri in held), "")
