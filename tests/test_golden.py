"""Golden cases: an article of data/articles/, its readable reading, and its facts as Turtle.

`pytest tests/test_golden.py --update-golden` writes tests/golden/ anew; the diff is then read like any other change.
"""

import re
from pathlib import Path

import pytest
from rdflib import Graph

from kg.article import parse_article
from kg.indonesian import language
from kg.listing import listing
from kg.model import KINDS, PostIn, Reading, Record
from kg.reading import read_article
from kg.sources import read
from kg.triples import Triple, article_iri, facts
from kg.vocab import ARTICLE, BODY, EVENT_TYPE, ID, PLACE_TYPE, PREFIXES, ROLE

GOLDEN = Path(__file__).parent / "golden"
ARTICLES = Path(__file__).parent.parent / "data" / "articles"
KEYS = (
    "silaturahmi-msb.txt",  # a meeting, holders who are not named, a credit line
    "sertijab-polresta-banyumas",  # who replaced whom
    "karya-bakti-sebubus",  # a press release with its credit line
    "narkoba-palopo",  # suspects by initials, two arrests
    "hoaks-tsunami-kupang",  # what did not happen
    "laporan-alya-maheswari",  # damaged text
)
CONCEPTS = {"role": ROLE, "body": BODY, "event-type": EVENT_TYPE, "place-type": PLACE_TYPE}


def reading_of(key: str) -> Reading:
    (record,) = [r for r in read([ARTICLES]) if isinstance(r, Record) and r.key == key]
    return read_article(parse_article(record), language())


def slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower()).strip("-")


def names_of(reading: Reading) -> dict[str, str]:
    """Entity key → an IRI by name alone ("…/post/kapolres-polres-bontang"): numbers would all move with one new thing."""
    titles = {entity.key: entity.name for entity in reading.entities}
    bodies = {claim.post: titles[claim.organization] for claim in reading.claims if isinstance(claim, PostIn)}
    names: dict[str, str] = {}
    for entity in reading.entities:
        words = f"{entity.name} {bodies.get(entity.key, '')}"
        name = f"{ID}{entity.kind}/{slug(words)}"
        same = sum(other == name or other.startswith(f"{name}_") for other in names.values())
        names[entity.key] = f"{name}_{same + 1}" if same else name
    return names


def facts_of(reading: Reading) -> set[Triple]:
    """The article's facts over its own things: identity, which looks at all articles, has no part in them."""
    return facts(reading, names_of(reading))


def graph_of(triples: set[Triple]) -> Graph:
    return Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in triples), format="nt")


def turtle(reading: Reading) -> str:
    """The facts as Turtle, in an order of their own: a change in one fact is a change in one line."""
    graph = graph_of(facts_of(reading))
    things = {kind: f"{ID}{kind}/" for kind in (*KINDS, "tenure")}
    for prefix, namespace in {**PREFIXES, **CONCEPTS, **things, "article": ARTICLE}.items():
        graph.bind(prefix, namespace, replace=True)
    graph.bind("this", article_iri(reading.article.key) + "#")
    return graph.serialize(format="turtle").rstrip("\n") + "\n"


def stem(key: str) -> str:
    return key.removesuffix(".txt")


def test_there_are_six_cases_and_no_file_without_one(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        pytest.skip("the golden files are written anew")
    assert len(KEYS) == 6
    expected = {f"{stem(key)}{suffix}" for key in KEYS for suffix in (".txt", ".ttl")}
    assert {path.name for path in GOLDEN.iterdir()} == expected


@pytest.mark.parametrize("key", KEYS)
def test_an_article_is_read_as_it_was(key: str, request: pytest.FixtureRequest) -> None:
    reading = reading_of(key)
    text, graph = GOLDEN / f"{stem(key)}.txt", GOLDEN / f"{stem(key)}.ttl"
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        text.write_text(listing(reading), "utf-8")
        graph.write_text(turtle(reading), "utf-8")
    assert listing(reading) == text.read_text("utf-8")
    # as graphs, so that another release of rdflib may lay Turtle out in another way
    now, then = set(graph_of(facts_of(reading))), set(Graph().parse(graph, format="turtle"))
    assert sorted(now - then) == sorted(then - now) == []
