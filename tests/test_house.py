"""The rules of the house: ontology and Python in step, all labelled in both languages, words in tables, SPARQL in files."""

import ast
import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node
from samples import first_reading, second_reading

from kg.resources import PACKAGE, folder
from kg.triples import article_graph, facts
from kg.vocab import BODY, EVENT_TYPE, ID, KG, PLACE_TYPE, PREFIXES, ROLE

ONTOLOGY = folder("ontology")
LEXICON = folder("data/lexicon")
FILES = ("kg.ttl", "roles.ttl", "organizations.ttl", "events.ttl", "places.ttl")
LANGUAGES = {"id", "en"}
OWN = PREFIXES["kg"]
CONCEPTS = (ROLE, BODY, EVENT_TYPE, PLACE_TYPE)
TERMS = {value for name, value in vars(KG).items() if not name.startswith("_")}
PYTHON = sorted(PACKAGE.rglob("*.py"))
QUERIES = sorted((PACKAGE / "queries").rglob("*.rq"))
LONG = 6  # letters: shorter spellings of the tables are ordinary words elsewhere


@cache
def ontology() -> Graph:
    graph = Graph()
    for name in FILES:
        graph.parse(ONTOLOGY / name, format="turtle")
    return graph


def languages(node: Node, *predicates: URIRef) -> set[str | None]:
    """The languages in which one of these predicates says something of a term."""
    texts = [text for predicate in predicates for text in ontology().objects(node, predicate)]
    return {text.language for text in texts if isinstance(text, Literal) and str(text).strip()}


def declared() -> set[str]:
    """The terms of `kg:` that the ontology says something of."""
    return {str(node) for node in ontology().subjects(RDF.type) if str(node).startswith(OWN)}


def concepts() -> list[Node]:
    return sorted(set(ontology().subjects(RDF.type, SKOS.Concept)), key=str)


# --- the ontology


def test_each_python_name_is_a_term_and_each_term_has_a_python_name() -> None:
    assert declared() - TERMS == set()
    assert TERMS - declared() == set()
    assert all(value == OWN + name for name, value in vars(KG).items() if not name.startswith("_"))


def test_own_terms_are_labelled_and_explained_in_both_languages() -> None:
    terms = [URIRef(term) for term in sorted(TERMS)]
    assert [term for term in terms if languages(term, RDFS.label) != LANGUAGES] == []
    assert [term for term in terms if languages(term, RDFS.comment) != LANGUAGES] == []


def test_classes_properties_and_schemes_are_explained_in_both_languages() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, SKOS.ConceptScheme)
    nodes = {node for kind in kinds for node in ontology().subjects(RDF.type, kind)}
    assert len(nodes) > len(kinds)
    assert [n for n in nodes if languages(n, RDFS.label) != LANGUAGES or languages(n, RDFS.comment) != LANGUAGES] == []


def test_each_concept_has_one_name_in_each_language() -> None:
    assert len(concepts()) > 1000
    for concept in concepts():
        labels = [label.language for label in ontology().objects(concept, SKOS.prefLabel) if isinstance(label, Literal)]
        assert sorted(str(language) for language in labels) == ["en", "id"], concept


def test_each_concept_is_in_a_scheme_and_has_a_top_concept_that_is_explained() -> None:
    for concept in concepts():
        assert list(ontology().objects(concept, SKOS.inScheme)), concept
        if str(concept).startswith(OWN):
            continue
        top = concept
        while (above := ontology().value(top, SKOS.broader)) is not None:
            top = above
        assert list(ontology().objects(top, SKOS.topConceptOf)), concept
        assert languages(top, SKOS.definition) == LANGUAGES, top


def test_all_labels_say_their_language() -> None:
    for predicate in (RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.altLabel, SKOS.definition):
        for node, _, text in ontology().triples((None, predicate, None)):
            assert isinstance(text, Literal), (node, text)
            assert text.language in LANGUAGES, (node, text)


@pytest.mark.parametrize("strength", [KG.weakTrigger, KG.headlineTrigger])
def test_weak_triggers_are_triggers(strength: str) -> None:
    graph = ontology()
    kinds = [URIRef(kind) for kind in (KG.nounTrigger, KG.activeTrigger, KG.passiveTrigger, KG.verbTrigger)]
    found = list(graph.subject_objects(URIRef(strength)))
    assert found
    for concept, weak in found:
        assert any((concept, kind, weak) in graph for kind in kinds), (concept, weak)


def test_no_term_of_the_project_is_used_undeclared_in_the_turtle() -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")
    used = {str(node) for triple in ontology() + shapes for node in triple if str(node).startswith(OWN)}
    assert used - TERMS == set()


def test_the_shapes_speak_both_languages() -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")
    nodes = set(shapes.subjects(RDF.type, SH.NodeShape))
    told = set(shapes.subjects(SH.message))
    for node in told:
        assert sorted(str(m.language) for m in shapes.objects(node, SH.message) if isinstance(m, Literal)) == [
            "en",
            "id",
        ]
    for node in nodes:
        assert {label.language for label in shapes.objects(node, RDFS.label) if isinstance(label, Literal)} == LANGUAGES
        assert node in told or all(prop in told for prop in shapes.objects(node, SH.property)), node


# --- the graph


def iris_of_the_samples() -> set[str]:
    """All IRIs that the samples' graphs use as a predicate, or of which they say that a thing is one."""
    found: set[str] = set()
    for reading in (first_reading(), second_reading()):
        names = {entity.key: f"{ID}{entity.kind}/{entity.key}" for entity in reading.entities}
        for _, predicate, thing in [*article_graph(reading), *facts(reading, names)]:
            found.add(predicate[1:-1])
            if thing.startswith("<"):
                found.add(thing[1:-1])
    return found


def test_what_the_graph_says_is_labelled() -> None:
    data = (ID, PREFIXES["kg"].removesuffix("ontology#") + "article/")
    used = {iri for iri in iris_of_the_samples() if iri.startswith("http") and not iri.startswith(data)}
    ours = {iri for iri in used if iri.startswith((*CONCEPTS, *PREFIXES.values()))}
    assert {iri for iri in used - ours if "contoh.example" not in iri} == set()
    assert {iri for iri in ours if languages(URIRef(iri), RDFS.label, SKOS.prefLabel) != LANGUAGES} == set()


# --- the tables


@pytest.mark.parametrize(("table", "namespace"), [("titles.tsv", ROLE), ("bodies.tsv", BODY)])
def test_concepts_and_types_of_a_table_are_in_the_ontology(table: str, namespace: str) -> None:
    for row in rows(table):
        concept, top = URIRef(namespace + row["concept"]), URIRef(namespace + row["type"])
        assert (top, RDF.type, SKOS.Concept) in ontology(), row
        assert (concept, RDF.type, SKOS.Concept) in ontology(), row
        assert list(ontology().objects(top, SKOS.topConceptOf)), row


def test_types_of_triggers_are_in_the_ontology() -> None:
    for kind in {row["type"] for row in rows("triggers.tsv")}:
        assert list(ontology().objects(URIRef(EVENT_TYPE + kind), SKOS.topConceptOf)), kind


def test_each_body_that_a_role_implies_opens_with_a_known_body() -> None:
    """So that "Kapolres Bontang" leads to a body of a known kind; patterns that open with {ORG} lead to any."""
    openings = {row["form"] for row in rows("bodies.tsv")}
    unknown = set()
    for row in rows("titles.tsv"):
        for body in filter(None, re.split(r"\s*<\s*", row["body"])):
            words = body.split()
            if not body.startswith("{") and not any(
                " ".join(words[:end]) in openings for end in range(1, len(words) + 1)
            ):
                unknown.add(body)
    assert unknown == set()


def rows(table: str) -> Iterator[dict[str, str]]:
    with (LEXICON / table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


# --- SPARQL and words in their places


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_saved_question_parses_and_uses_known_terms(path: Path) -> None:
    text = re.sub(r"<x-kg:\w+>", "kgid:x", path.read_text("utf-8"))  # where the program puts its VALUES
    prepareQuery(text, initNs=PREFIXES)
    code = re.sub(r'#[^\n]*\n|"[^"\n]*"|<[^>\s]*>', " ", text)
    used = re.findall(r"(?<![\w:?$])([A-Za-z]\w*):([A-Za-z_][\w-]*)", code)
    assert {prefix for prefix, _ in used} <= set(PREFIXES)
    assert {name for prefix, name in used if prefix == "kg" and OWN + name not in TERMS} == set()
    spoken = [URIRef(PREFIXES[prefix] + name) for prefix, name in used if not prefix.startswith(("kgid", "xsd"))]
    assert {term for term in spoken if languages(term, RDFS.label, SKOS.prefLabel) != LANGUAGES} == set()


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a module but for its docstrings, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(PACKAGE.parent)}:{line}"


def test_there_is_no_sparql_in_python() -> None:
    sparql = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DELETE|INSERT)\b[^{}]*\{[^}]*[?<]", re.IGNORECASE)
    assert [place(path, line) for path in PYTHON for line, text in strings(path) if sparql.search(text)] == []


# Words that the tables hold and that Python needs for another reason.
EXCUSED: dict[str, str] = {}


def test_there_is_no_word_list_in_python() -> None:
    forms = {row["form"] for table in ("titles.tsv", "bodies.tsv", "triggers.tsv") for row in rows(table)}
    long = {form for form in forms if len(form) >= LONG} - set(EXCUSED)
    found = [f"{place(path, line)} {text}" for path in PYTHON for line, text in strings(path) if text in long]
    assert found == []


FORBIDDEN = ("utils", "helpers", "common", "base", "core", "manager", "misc")


def test_files_are_named_for_a_thing_or_a_deed() -> None:
    assert [str(path) for path in PYTHON if path.stem in FORBIDDEN] == []


def test_each_module_says_what_comes_in_and_what_goes_out() -> None:
    modules = [(path, path.read_text("utf-8")) for path in PYTHON]
    bare = [path for path, text in modules if text.strip() and not ast.get_docstring(ast.parse(text))]
    assert [place(path, 1) for path in bare] == []


def test_a_page_is_made_without_loading_matplotlib() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import kg.page, kg.measures, sys; sys.exit('matplotlib' in sys.modules)"], check=False
    )
    assert done.returncode == 0
