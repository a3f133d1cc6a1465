"""The whole graph as `kg.weights` gives it → numbers: who stands in the middle, and which groups hang together.

`rank(project(graph, "person"), "pagerank")` puts first who is linked with many that are linked themselves;
`communities(project(graph, "person"))` gives the circles that meet more among themselves than with others.

The projection says what is counted (`docs/decisions/measures.md`):

- **of everything** (no kind): each thing is a node; two things are linked if a fact joins them, whichever way it points;
- **of one kind**: the things of that kind are nodes. Two are linked by a fact between them, and through each *joint* that
  both touch: an event, a person, a body. A post is no joint but stands for its body: a Kapolres and a Kasat of
  Polres Bontang meet in Polres Bontang. Places are no joints: all of a town share them. Nor is what more
  than CROWD of them share: of those it says little that two of them share it.

What is denied joins nobody, a denied event neither, nor is a candidate in the body that he stands for. The weight of a
link is the number of independent sources of its facts; through a joint it is the fewer sources of the two, divided by the
number of others who share it (M. E. J. Newman, Phys. Rev. E 64, 016132, 2001): two who met alone are closer than two of fifty.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias

import networkx as nx

from kg.fastgraph import igraph

By: TypeAlias = Literal["degree", "betweenness", "pagerank"]

Fact: TypeAlias = tuple[str, str, str, float]  # source, property, target, sources

CROWD = 50  # things of one kind that a joint has at most: beyond, each pair of them would be a link
EXACT = 10_000  # nodes up to which betweenness counts the ways from each of them; beyond, from SAMPLE of them
SAMPLE = 1_000
SEED = 20241011
JOINTS = {"event", "organization", "person"}


class Measured(NamedTuple):
    """A thing with its number, how many things it is linked with, and the weight of these links."""

    thing: str
    label: str
    kind: str
    value: float
    neighbours: int
    weight: float
    articles: int
    sources: int


class Member(NamedTuple):
    """A thing in its community, with the weight of its links there."""

    thing: str
    label: str
    kind: str
    weight: float


class Community(NamedTuple):
    """A group of things, the best linked within it first; how many links are within it, and how many leave it."""

    members: tuple[Member, ...]
    within: int
    leaving: int


class Ranking(NamedTuple):
    """All things in order, over how many things and links they were counted, and whether that is an estimate."""

    things: list[Measured]
    within: int
    links: int
    sampled: bool


class Grouping(NamedTuple):
    """All groups, the largest first; how clear they are; over how many things and links, and how many stand alone."""

    groups: list[Community]
    modularity: float
    within: int
    links: int
    alone: int


def project(graph: "nx.MultiDiGraph[str]", kind: str | None = None) -> "nx.Graph[str]":
    """Whom to count and what links them: everything, or the things of one kind; `weight` is on each link."""
    denied = {thing for thing, data in graph.nodes(data=True) if data["status"] == "denied"}
    projected: nx.Graph[str] = nx.Graph()
    for thing, data in graph.nodes(data=True):
        if kind in (None, data["kind"]) and thing not in denied:
            projected.add_node(thing, **{key: data[key] for key in ("label", "kind", "articles", "sources")})
    facts: list[Fact] = [
        (source, target, key, data["sources"])
        for source, target, key, data in graph.edges(keys=True, data=True)
        if data["status"] != "denied" and not {source, target} & denied
    ]
    links: dict[tuple[str, str], float] = defaultdict(float)
    for source, target, _, sources in facts:
        if source in projected and target in projected:
            links[min(source, target), max(source, target)] += sources
    for members in _joints(graph, facts, kind) if kind else ():
        if 1 < len(members) <= CROWD:
            for one, other in combinations(sorted(members), 2):
                links[one, other] += min(members[one], members[other]) / (len(members) - 1)
    for (one, other), weight in sorted(links.items()):
        projected.add_edge(one, other, weight=weight)
    return projected


def _joints(graph: "nx.MultiDiGraph[str]", facts: list[Fact], kind: str) -> Iterable[dict[str, float]]:
    """For each joint the things of the kind that touch it, each with the sources that say so."""
    kinds = {thing: data["kind"] for thing, data in graph.nodes(data=True)}
    bodies = {source: target for source, target, key, _ in facts if key == "postIn"}
    joints: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for source, target, key, sources in facts:
        through = kind != "post" and key not in ("postIn", "candidateFor")
        ends = [bodies.get(end, end) if through else end for end in (source, target)]
        for thing, joint in (ends, ends[::-1]):
            if kinds[thing] == kind and kinds[joint] in JOINTS - {kind}:
                joints[joint][thing] += sources
    return joints.values()


def rank(projected: "nx.Graph[str]", by: By = "pagerank") -> Ranking:
    """All things of a projection, the highest number first; of equal ones by neighbours, weight and IRI.

    "degree" is the number of things that one is linked with; "betweenness" the share of shortest ways between
    others that pass through it (above EXACT nodes estimated from SAMPLE of them, drawn with a fixed seed);
    "pagerank" the share of time that someone spends there who follows links by their weight.
    """
    weights = dict(projected.degree(weight="weight"))
    found = [
        Measured(
            thing,
            label=projected.nodes[thing]["label"],
            kind=projected.nodes[thing]["kind"],
            value=round(value, 12),
            neighbours=len(projected.adj[thing]),
            weight=round(weights[thing], 6),
            articles=projected.nodes[thing]["articles"],
            sources=projected.nodes[thing]["sources"],
        )
        for thing, value in zip(projected, MEASURES[by](projected), strict=True)
    ]
    found.sort(key=lambda each: (-each.value, -each.neighbours, -each.weight, each.thing))
    sampled = by == "betweenness" and len(projected) > EXACT
    return Ranking(found, len(projected), projected.number_of_edges(), sampled)


def _degree(projected: "nx.Graph[str]") -> list[float]:
    return [float(degree) for _, degree in projected.degree()]


def _betweenness(projected: "nx.Graph[str]") -> list[float]:
    """As networkx counts it, by igraph, which takes a small part of the time."""
    size = len(projected)
    if size < 3:
        return [0.0] * size
    starts = sorted(random.Random(SEED).sample(range(size), SAMPLE)) if size > EXACT else list(range(size))
    ways = _indexed(projected).betweenness(sources=starts, targets=list(range(size)), directed=False)
    return [2 * each * size / len(starts) / ((size - 1) * (size - 2)) for each in ways]


def _pagerank(projected: "nx.Graph[str]") -> list[float]:
    """As networkx counts it, which asks for scipy (140 MB), by igraph, which is here."""
    return list(_indexed(projected).pagerank(directed=False, weights="weight")) if len(projected) else []


MEASURES = {"degree": _degree, "betweenness": _betweenness, "pagerank": _pagerank}


def _indexed(projected: "nx.Graph[str]") -> "igraph.Graph":
    number = {thing: index for index, thing in enumerate(projected)}
    edges = [(number[one], number[other]) for one, other in projected.edges()]
    weights = [data["weight"] for _, _, data in projected.edges(data=True)]
    return igraph.Graph(n=len(number), edges=edges, edge_attrs={"weight": weights})


def communities(projected: "nx.Graph[str]") -> Grouping:
    """The groups of a projection by the method of Louvain, the largest first, and how clear they are (modularity).

    Things that are linked with nothing are in none. The same projection gives the same groups.
    """
    linked = [thing for thing in projected if projected.degree(thing)]
    size = len(projected), projected.number_of_edges(), len(projected) - len(linked)
    if not linked:
        return Grouping([], 0.0, *size)
    # numbers in place of names: sets of numbers have one order, whatever the seed of hashes
    number = {thing: index for index, thing in enumerate(linked)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(linked)))
    for one, other, data in projected.edges(data=True):
        numbered.add_edge(number[one], number[other], weight=data["weight"])
    groups = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    found = [_community(projected, [linked[index] for index in sorted(group)]) for group in groups]
    clear = nx.community.modularity(numbered, groups, weight="weight")
    found.sort(key=lambda each: (-len(each.members), each.members))
    return Grouping(found, round(float(clear), 6), *size)


def _community(projected: "nx.Graph[str]", things: list[str]) -> Community:
    held = set(things)
    inner = {
        thing: [data["weight"] for other, data in projected.adj[thing].items() if other in held] for thing in things
    }
    members = [
        Member(thing, projected.nodes[thing]["label"], projected.nodes[thing]["kind"], round(sum(inner[thing]), 6))
        for thing in things
    ]
    within = sum(map(len, inner.values()))
    leaving = sum(len(projected.adj[thing]) for thing in things) - within
    return Community(tuple(sorted(members, key=lambda each: (-each.weight, each.thing))), within // 2, leaving)
