"""Readings → a store in memory as the projection makes it, with a mapping of entities to IRIs made by hand."""

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.model import Entity, Reading
from kg.resources import folder
from kg.triples import Triple, article_graph, article_iri, facts, iri, literal
from kg.vocab import ID, IDENTITY_GRAPH, KG, ONTOLOGY_GRAPH, term


def canonical(entity: Entity) -> str:
    """An IRI by name; a post by its key, since each body has its own Kapolres."""
    name = entity.keys[0].value if entity.kind == "post" else entity.name
    return f"{ID}{entity.kind}/{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')}"


def store_of(readings: Iterable[Reading], store: Store | None = None) -> Store:
    """A store (a new one in memory) with the article graphs, the identity graph, the merged facts and some labels."""
    store = Store() if store is None else store
    merged: set[Triple] = set()
    seen: dict[str, set[str]] = defaultdict(set)
    attested: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        article = article_iri(reading.article.key)
        names = {entity.key: canonical(entity) for entity in reading.entities}
        _load(store, article_graph(reading), article)
        denotes = [(iri(f"{article}#{key}"), iri(KG.denotes), iri(name)) for key, name in names.items()]
        _load(store, denotes, IDENTITY_GRAPH)
        found = facts(reading, names)
        merged |= found
        for entity in reading.entities:
            seen[names[entity.key]].add(article)
            merged.add((iri(names[entity.key]), iri(term("skos:prefLabel")), literal(entity.name)))
            merged |= {(iri(names[entity.key]), iri(term("skos:altLabel")), literal(alias)) for alias in entity.aliases}
        for subject, predicate, thing in found:
            if (predicate, thing) == (iri(term("rdf:type")), iri(term("org:Membership"))):
                attested[subject].add(str(reading.article.published))
    merged |= {(iri(name), iri(KG.articles), literal(str(len(a)), term("xsd:integer"))) for name, a in seen.items()}
    merged |= {(node, iri(KG.firstAttested), literal(min(days), term("xsd:date"))) for node, days in attested.items()}
    merged |= {(node, iri(KG.lastAttested), literal(max(days), term("xsd:date"))) for node, days in attested.items()}
    _load(store, merged, None)
    for file in folder("ontology").glob("*.ttl"):
        store.load(path=file, to_graph=NamedNode(ONTOLOGY_GRAPH))
    return store


def _load(store: Store, triples: Iterable[Triple], graph: str | None) -> None:
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    store.load(text, RdfFormat.N_TRIPLES, to_graph=NamedNode(graph) if graph else None)
