"""The merged graph as things and links, read as far as somebody looks: `Field(store).links(alex)` → Alex's posts and events.

A page around one thing needs that thing's surroundings only, an overview all of them; so links are fetched thing by thing
until so many are asked for that reading all at once is quicker.
"""

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from kg.network.rows import DERIVED, READ, Link
from kg.vocab import ID, KG, term

KINDS = ("event", "organization", "person", "place", "post")
POST_IN = term("org:postIn")
HELD = (term("org:holds"), KG.formerlyHeld, KG.candidateFor)
TOOK_PART = (KG.participant, KG.organizer, KG.participantPost)
HAPPENED_IN = term("sem:hasPlace")
WITHIN = (term("org:subOrganizationOf"), term("schema:containedInPlace"))
LINKS = [ox.NamedNode(each) for each in (*HELD, POST_IN, *TOOK_PART, HAPPENED_IN, *WITHIN)]
INTO = {  # what may lead to a thing of a kind
    "event": [],
    "organization": [ox.NamedNode(each) for each in (POST_IN, KG.participant, KG.organizer, WITHIN[0])],
    "person": [ox.NamedNode(each) for each in (KG.participant, KG.organizer)],
    "place": [ox.NamedNode(each) for each in (HAPPENED_IN, WITHIN[1])],
    "post": [ox.NamedNode(each) for each in (*HELD, KG.participantPost)],
}
ARTICLES, SOURCES = ox.NamedNode(KG.articles), ox.NamedNode(KG.sources)
MANY = 4000  # things whose links take about as long one by one as those of five thousand articles together
FAR = 1600  # things that a search has looked at one by one, beyond which it is likely to look at many more


def kind(thing: str) -> str:
    """What an IRI names: ".../id/person/alex" → "person"; "" where it is no thing that can be a node."""
    name = thing.removeprefix(ID).partition("/")[0] if thing.startswith(ID) else ""
    return name if name in KINDS else ""


class Field:
    """Things and links of one store, with what follows from the articles or without it (`derived`)."""

    def __init__(self, store: ox.Store, derived: bool = True) -> None:
        self.store = store
        self._graphs = (READ, DERIVED) if derived else (READ,)
        self._links: dict[str, list[Link]] = {}
        self._counts: dict[tuple[str, ox.NamedNode], int] = {}
        self._concluded: set[Link] = set()
        self._whole = False

    def known(self, thing: str) -> bool:
        """Whether it is a thing of this graph."""
        return bool(kind(thing)) and any(self.store.quads_for_pattern(ox.NamedNode(thing), None, None, READ))

    def links(self, thing: str) -> list[Link]:
        """All links from and to a thing, sorted."""
        found = self._links.get(thing)
        if found is None and len(self._links) > FAR:
            self.load()
            found = self._links.get(thing)
        if found is None:
            found = self._links[thing] = [] if self._whole else self._fetch(thing)
        return found

    def concluded(self, link: Link) -> bool:
        """Whether no article says this: of a link that was asked for already."""
        return link in self._concluded

    def articles(self, thing: str) -> int:
        """How many articles speak of a thing."""
        return self._count(thing, ARTICLES) or 1

    def sources(self, thing: str) -> int:
        """How many independent ones do."""
        return self._count(thing, SOURCES) or self.articles(thing)

    def score(self, thing: str) -> int:
        """What things are ranked by: arrows times articles."""
        return len(self.links(thing)) * self.articles(thing)

    def neighbours(self, thing: str) -> list[str]:
        """The other ends of a thing's links, sorted."""
        return sorted({source if target == thing else target for source, _, target in self.links(thing)})

    def among(self, things: Collection[str]) -> list[Link]:
        """The links whose ends are both among these things, sorted."""
        self.prepare(things)
        chosen = set(things)
        return sorted(link for thing in chosen for link in self.links(thing) if link[0] == thing and link[2] in chosen)

    def prepare(self, things: Collection[str]) -> None:
        """Say whose links will be asked for, so that many are read at once."""
        if sum(thing not in self._links for thing in things) > MANY:
            self.load()

    def load(self) -> list[str]:
        """Read all of the graph; gives its things, sorted."""
        if not self._whole:
            self._whole = True
            told = map(_plain, self.store.quads_for_pattern(None, ARTICLES, None, READ))
            self._counts |= {(thing, ARTICLES): int(articles) for thing, _, articles in told if kind(thing)}
            found: dict[str, set[Link]] = {thing: set() for thing, _ in self._counts}
            for graph in self._graphs:
                quads = (quad for each in LINKS for quad in self.store.quads_for_pattern(None, each, None, graph))
                links = self._drawable(map(_plain, quads))
                for link in links:
                    found.setdefault(link[0], set()).add(link)
                    found.setdefault(link[2], set()).add(link)
                if graph == DERIVED:
                    self._concluded.update(links)
            self._links = {thing: sorted(each) for thing, each in found.items()}
        return sorted(self._links)

    def _fetch(self, thing: str) -> list[Link]:
        node, found = ox.NamedNode(thing), set[Link]()
        for graph in self._graphs:
            quads = list(self.store.quads_for_pattern(node, None, None, graph))
            for link in INTO[kind(thing)]:
                quads += self.store.quads_for_pattern(None, link, node, graph)
            links = self._drawable(_plain(quad) for quad in quads if quad.predicate in LINKS)
            found.update(links)
            if graph == DERIVED:
                self._concluded.update(links)
        return sorted(found)

    @staticmethod
    def _drawable(links: Iterable[Link]) -> list[Link]:
        return [link for link in links if link[0] != link[2] and kind(link[0]) and kind(link[2])]

    def _count(self, thing: str, count: ox.NamedNode) -> int:
        """How many of them there are, 0 where the graph does not say."""
        found = self._counts.get((thing, count))
        if found is None:
            quads = self.store.quads_for_pattern(ox.NamedNode(thing), count, None, READ)
            found = self._counts[thing, count] = max((int(_plain(quad)[2]) for quad in quads), default=0)
        return found


def _plain(quad: ox.Quad) -> tuple[str, str, str]:
    assert not isinstance(quad.subject, ox.Triple)
    assert not isinstance(quad.object, ox.Triple)
    return quad.subject.value, quad.predicate.value, quad.object.value
