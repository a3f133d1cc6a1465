"""A store → a networkx graph of all its things and facts with what they weigh, and without the sentences: `weigh(store)`.

Where `kg.network` makes a part of the graph to be read, this makes the whole of it to be counted, or to be opened in
another program. The arrow from Alex Frestian Lumban Tobing to the post of Kapolres has the key "holds" and says from how
many articles (`articles`) and independent sources (`sources`, where copies of one text are one) it was read, how sure its
surest sentence is (`confidence`), its `status` ("stated", "planned", "denied", "former", "derived"), and the days of
the first and last article that says so (`first`, `last`). A node has `kind`, `label`, `names`, `types` (a list of {"id",
"en"}), `organization` (of a post), `articles`, `sources`, `status`, and `begin` and `end` of an event, which may be a
year or a month. What no article says has neither articles nor confidence; it weighs as one source.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

import networkx as nx
import pyoxigraph as ox

from kg import sparql
from kg.lookup import CLASSES
from kg.vocab import DERIVED_GRAPH, KG, ONTOLOGY_GRAPH, term

READ, DERIVED, ONTOLOGY = ox.DefaultGraph(), ox.NamedNode(DERIVED_GRAPH), ox.NamedNode(ONTOLOGY_GRAPH)
PLACEHOLDER = "<x-kg:property>"
TIMES = ("sem:hasTimeStamp", "sem:hasBeginTimeStamp", "sem:hasEndTimeStamp")
TYPES = ("org:classification", "org:role", "sem:eventType", "schema:additionalType")
STATUS = {KG.Happened: "happened", KG.Denied: "denied", KG.Planned: "planned"}  # the surest first
MODALITY = {KG.Stated: "stated", KG.Denied: "denied", KG.Planned: "planned"}  # the surest first
FIXED = {KG.formerlyHeld: "former", KG.candidateFor: "planned"}  # where the property itself tells the status

Link: TypeAlias = tuple[str, str, str]  # source, property, target
Values: TypeAlias = dict[str, list[str]]  # thing → its values of one property, in order


class Support(NamedTuple):
    """One claim of an article that says a fact."""

    article: str
    modality: str
    confidence: float


def weigh(store: ox.Store, derived: bool = True) -> "nx.MultiDiGraph[str]":
    """The whole graph, in one order; what follows from the articles is in it if `derived`."""
    classes = {iri: kind for kind, iri in CLASSES.items()}
    kinds = {thing: classes[iri] for thing, iri in _pairs(store, "rdf:type") if iri in classes}
    said, concluded = _links(store, READ), _links(store, DERIVED) if derived else set[Link]()
    links = sorted(link for link in said | concluded if link[0] in kinds and link[2] in kinds and link[0] != link[2])
    support = _support(store, links)
    origins, days = (_values(store, each) for each in ("schema:isBasedOn", "schema:datePublished"))

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing, attributes in _things(store, kinds, links):
        graph.add_node(thing, **attributes)
    for link in links:
        told = support[link]
        articles = {each.article for each in told}
        dated = [day for article in articles for day in days[article][:1]]
        modality = next(
            (name for iri, name in MODALITY.items() if any(each.modality == iri for each in told)), "stated"
        )
        status = modality if modality == "denied" else FIXED.get(link[1], modality)
        graph.add_edge(
            link[0],
            link[2],
            key=_local(link[1]),
            status="derived" if link in concluded else status,
            articles=len(articles),
            sources=max(1, len({next(iter(origins[article]), article) for article in articles})),
            confidence=max((each.confidence for each in told), default=None),
            first=min(dated, default=""),
            last=max(dated, default=""),
        )
    return graph


def _things(store: ox.Store, kinds: dict[str, str], links: list[Link]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each thing with the attributes of its node."""
    names = ("skos:prefLabel", "skos:altLabel", "kg:articles", "kg:sources", "schema:eventStatus")
    labels, others, articles, sources, statuses = (_values(store, each) for each in names)
    day, begin, end = (_values(store, each) for each in TIMES)
    types = [_values(store, each) for each in TYPES]
    concepts, wider = _concepts(store)
    bodies = {source: target for source, key, target in reversed(links) if key == term("org:postIn")}
    for thing in sorted(kinds):
        held = {each for values in types for each in values[thing]}
        narrow = sorted(held - {wide for each in held for wide in wider[each]})
        yield (
            thing,
            {
                "kind": kinds[thing],
                "label": next(iter(labels[thing]), _local(thing)),
                "names": others[thing],
                "types": [{"id": _local(each), "en": _local(each)} | concepts[each] for each in narrow],
                "organization": next(iter(labels[bodies.get(thing, "")]), ""),
                "articles": int(next(iter(articles[thing]), 1)),
                "sources": int(next(iter(sources[thing]), 1)),
                "status": next((name for iri, name in STATUS.items() if iri in statuses[thing]), ""),
                "begin": next(iter(begin[thing] or day[thing]), ""),
                "end": next(iter(reversed(end[thing] or day[thing])), ""),
            },
        )


def _concepts(store: ox.Store) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
    """Concept → its labels by language, and concept → its wider ones."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for concept, label in _answer(store, "values", "skos:prefLabel", ONTOLOGY):
        if isinstance(label, ox.Literal) and label.language:
            labels[str(concept.value)][label.language] = label.value
    wider: dict[str, set[str]] = defaultdict(set)
    for concept, wide in _pairs(store, "skos:broader", ONTOLOGY):
        wider[concept].add(wide)
    return labels, wider


def _links(store: ox.Store, graph: ox.DefaultGraph | ox.NamedNode) -> set[Link]:
    """Every fact of a graph that can be an arrow."""
    answer = store.query(sparql.internal("weights/links"), default_graph=[graph])
    assert isinstance(answer, ox.QuerySolutions)
    return {(str(source.value), str(link.value), str(target.value)) for source, link, target in answer}


def _support(store: ox.Store, links: Iterable[Link]) -> dict[Link, list[Support]]:
    """Fact → the claims that say it, without the rejected. One question a property: joined, they take twice as long."""
    denoted, rejected = _claims(store, "kg:denotes"), _claims(store, "kg:rejectedBy")
    keys = ("rdf:subject", "rdf:object", "kg:modality", "kg:confidence")
    subjects, objects, modalities, confidences = (_claims(store, key) for key in keys)
    found: dict[Link, list[Support]] = {link: [] for link in links}
    for claim, key in _claims(store, "rdf:predicate").items():
        link = denoted.get(subjects[claim], ""), key, denoted.get(objects.get(claim, ""), "")
        if link in found and claim not in rejected and claim in modalities:
            article = claim.partition("#")[0]
            found[link].append(Support(article, modalities[claim], float(confidences.get(claim, 0))))
    return found


def _claims(store: ox.Store, key: str) -> dict[str, str]:
    """Claim or thing of an article → its value of this property, in whatever graph."""
    return {str(claim.value): str(value.value) for claim, value in _answer(store, "claims", key, None)}


def _values(store: ox.Store, key: str) -> Values:
    """Thing → its values of this property in the merged facts, in order."""
    found: Values = defaultdict(list)
    for thing, value in sorted(_pairs(store, key)):
        found[thing].append(value)
    return found


def _pairs(store: ox.Store, key: str, graph: ox.DefaultGraph | ox.NamedNode = READ) -> Iterator[tuple[str, str]]:
    """Each thing of a graph with its value of this property."""
    for thing, value in _answer(store, "values", key, graph):
        yield str(thing.value), str(value.value)


def _answer(store: ox.Store, query: str, key: str, graph: ox.DefaultGraph | ox.NamedNode | None) -> Iterator[Any]:
    """The rows of queries/weights/<query>.rq for this property ("kg:sources")."""
    text = sparql.internal(f"weights/{query}").replace(PLACEHOLDER, str(ox.NamedNode(term(key))))
    answer = store.query(text, default_graph=None if graph in (None, READ) else [graph])
    assert isinstance(answer, ox.QuerySolutions)
    return iter(answer)


def _local(iri: str) -> str:
    """The last part of an IRI: ".../ontology#participantPost" → "participantPost"."""
    return iri.replace("#", "/").rpartition("/")[2]
