"""Readings → a graph store made by hand: what the projection would write, with one thing for each kind and name."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from samples import first_reading, second_reading

from kg import triples
from kg.model import Article, Entity, PostIn, Reading
from kg.vocab import ID, IDENTITY_GRAPH, KG, ONTOLOGY_GRAPH, PREFIXES, term

ONTOLOGY = """
kgrole:kapolres skos:prefLabel "Kapolres"@id, "District police chief"@en ; skos:broader kgrole:head .
kgbody:polres skos:prefLabel "Polres"@id, "District police"@en ; skos:broader kgbody:police .
kgevent:meeting skos:prefLabel "Pertemuan"@id, "Meeting"@en .
kgplace:building skos:prefLabel "Bangunan"@id, "Building"@en .
kg:participant rdfs:label "peserta"@id, "participant"@en .
"""
TOWNS = (
    *("Bontang", "Kendari", "Ternate", "Cilegon", "Cirebon", "Jombang"),
    *("Tarakan", "Bandung", "Mataram", "Pacitan", "Rembang"),
)
WORDS = {
    "Alex": ("Budi", "Dedi", "Joko", "Agus", "Rudi", "Hadi", "Arif", "Yudi", "Dani", "Rini", "Tono"),
    "Frestian": ("Setiawan", "Prasetyo", "Wibisono", "Suryanto", "Supriadi", "Mulyanto", "Wicaksno"),
    "Lumban": ("Wijaya", "Rahman", "Basuki"),
    "Choirul": ("Hidayat", "Nugroho", "Ramadan", "Saputra", "Siregar"),
    "Widho": ("Bagus", "Teguh", "Yanto"),
    "Anriano": ("Hartono", "Kusnadi", "Wahyudi", "Sutrino"),
}


def canonical(reading: Reading) -> dict[str, str]:
    """Entity key → IRI: by kind and name; a post by its body too, an event by its article too."""
    names = {entity.key: entity.name for entity in reading.entities}
    bodies = {claim.post: names[claim.organization] for claim in reading.claims if isinstance(claim, PostIn)}

    def slug(entity: Entity) -> str:
        extra = {"post": bodies.get(entity.key, ""), "event": reading.article.key}.get(entity.kind, "")
        return re.sub(r"\W+", "-", f"{entity.name} {extra}".lower()).strip("-") or "x"

    return {entity.key: f"{ID}{entity.kind}/{slug(entity)}" for entity in reading.entities}


def store_of(readings: Iterable[Reading], ontology: str = ONTOLOGY) -> ox.Store:
    """A store with article graphs, identity, ontology and the merged facts of these readings."""
    store, merged, identity = ox.Store(), set(), set()
    labels: dict[str, str] = {}
    articles: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        article = triples.article_iri(reading.article.key)
        names = canonical(reading)
        _load(store, triples.article_graph(reading), ox.NamedNode(article))
        merged |= triples.facts(reading, names)
        for entity in reading.entities:
            thing = names[entity.key]
            identity.add((triples.iri(f"{article}#{entity.key}"), triples.iri(KG.denotes), triples.iri(thing)))
            labels[thing] = entity.name
            others = (triples.literal(alias) for alias in entity.aliases)
            merged |= {(triples.iri(thing), triples.iri(term("skos:altLabel")), other) for other in others}
            articles[thing].add(article)
    for thing, label in labels.items():
        count = triples.literal(str(len(articles[thing])), term("xsd:integer"))
        merged.add((triples.iri(thing), triples.iri(term("skos:prefLabel")), triples.literal(label)))
        merged.add((triples.iri(thing), triples.iri(KG.articles), count))
    _load(store, merged, ox.DefaultGraph())
    _load(store, identity, ox.NamedNode(IDENTITY_GRAPH))
    prefixes = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    store.load(
        (prefixes + ontology).encode(),
        ox.RdfFormat.TURTLE,
        base_iri=ONTOLOGY_GRAPH,
        to_graph=ox.NamedNode(ONTOLOGY_GRAPH),
    )
    return store


def many(count: int) -> Iterator[Reading]:
    """The two sample readings over and over, of other towns and people; spans stand, as names keep their length."""
    for number in range(count):
        reading = (first_reading if number % 2 == 0 else second_reading)(f"article-{number}")
        swaps = {"Bontang": TOWNS[number // 2 % len(TOWNS)]}
        swaps |= {
            word: others[(number // 2 * 7 + place) % len(others)] for place, (word, others) in enumerate(WORDS.items())
        }
        yield renamed(reading, swaps if number > 1 else {})


def renamed(reading: Reading, swaps: dict[str, str]) -> Reading:
    """The reading with these words in place of others of the same length."""
    assert all(len(old) == len(new) for old, new in swaps.items()), swaps

    def swap(text: str) -> str:
        for old, new in swaps.items():
            text = text.replace(old, new)
        return text

    given = reading.article
    article: Article = replace(given, title=swap(given.title), text=swap(given.text))
    entities = tuple(
        replace(entity, name=swap(entity.name), aliases=tuple(map(swap, entity.aliases))) for entity in reading.entities
    )
    return replace(reading, article=article, entities=entities)


def _load(store: ox.Store, rows: Iterable[triples.Triple], graph: ox.NamedNode | ox.DefaultGraph) -> None:
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(rows))
    store.load(text.encode(), ox.RdfFormat.N_TRIPLES, to_graph=graph)


def printed_under_two_seeds(code: str) -> set[str]:
    """What a program prints under two seeds of hashes: one text where the seed plays no part."""
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
