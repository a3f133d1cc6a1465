"""The endpoint as its clients meet it: SPARQLWrapper, rdflib, raw requests; what is hostile, what runs away, and the pool."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import ENDLESS, HOME, Served, feed, serving
from SPARQLWrapper import CSV, JSON, JSONLD, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed

from kg.errors import KabargrafError
from kg.server import serve
from kg.server.media import GRAPHS, TABLES, best
from kg.server.protocol import Fault, read
from kg.server.worker import Answer, Settings, answer
from kg.vocab import DERIVED_GRAPH, ONTOLOGY_GRAPH, PREFIXES

PEOPLE = "SELECT ?person ?name { ?person a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name"
ABSOLUTE = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("foaf", "skos"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("serve") / "s"
    feed(store, *range(1, 30))
    return store


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[Served]:
    with serving(store, "--workers", "2", "--timeout", "20", "--limit", "1000") as served:
        yield served
        assert httpx.get(served.url).status_code == 200  # after everything that was sent to it
        assert served.process.poll() is None


# --- real clients


def test_sparqlwrapper_asks_in_each_of_its_formats(served: Served) -> None:
    client = SPARQLWrapper(served.url)
    client.setQuery(ABSOLUTE + PEOPLE)
    client.setReturnFormat(JSON)
    rows = client.query().convert()["results"]["bindings"]  # type: ignore[index]
    names = [row["name"]["value"] for row in rows]
    assert "Siti Aminah" in names
    client.setReturnFormat(XML)
    found = client.query().convert()
    assert [each.firstChild.data for each in found.getElementsByTagName("literal")] == names  # type: ignore[union-attr]
    client.setReturnFormat(CSV)
    assert len(client.query().convert().splitlines()) == len(names) + 1  # type: ignore[union-attr]
    client.setMethod("POST")
    client.setRequestMethod("postdirectly")
    client.setReturnFormat(JSON)
    assert client.query().convert()["results"]["bindings"] == rows  # type: ignore[index]
    client.setQuery(ABSOLUTE + "CONSTRUCT WHERE { ?p a foaf:Person }")
    for format in (TURTLE, RDFXML, JSONLD):
        client.setReturnFormat(format)
        built = client.queryAndConvert()
        graph = built if isinstance(built, rdflib.Graph) else rdflib.Graph().parse(data=built, format="turtle")
        assert len(graph) == len(names)


def test_sparqlwrapper_is_told_what_is_wrong(served: Served) -> None:
    client = SPARQLWrapper(served.url)
    client.setQuery("SELECT * {\n ?s ?p ")
    with pytest.raises(QueryBadFormed, match="line 1, column 10"):
        client.query()
    client = SPARQLWrapper(served.url + "/nowhere")
    client.setQuery("ASK {}")
    with pytest.raises(EndPointNotFound, match="the endpoint is /sparql"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_through_its_store(served: Served, method: str, format: str) -> None:
    graph = rdflib.Graph(SPARQLStore(served.url, method=method, returnFormat=format))  # type: ignore[arg-type]
    rows = list(graph.query(ABSOLUTE + PEOPLE))
    assert "Siti Aminah" in [str(row[1]) for row in rows]  # type: ignore[index]
    if format in ("xml", "json"):
        assert graph.query("ASK {}").askAnswer is True
    if format == "xml":
        person = rows[0][0]  # type: ignore[index]
        assert list(graph.objects(person, rdflib.SKOS.prefLabel)) == [rows[0][1]]  # type: ignore[index]
        built = graph.query(ABSOLUTE + "CONSTRUCT WHERE { ?p skos:prefLabel ?name ; a foaf:Person }").graph
        assert built is not None
        assert len(built) >= 2 * len(rows)


# --- the cases of the W3C's SPARQL 1.1 Protocol tests that a read-only endpoint has to pass, by their names

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
TWO = "ASK { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } FILTER(?g != ?h) }"


def send(served: Served, method: str, query: str = "", type: str = "", body: bytes | str = b"") -> httpx.Response:
    headers = {"Content-Type": type} if type else {}
    return httpx.request(method, served.url + query, content=body, headers=headers)


def says(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    said = response.json()["boolean"]
    assert isinstance(said, bool)
    return said


@pytest.fixture(scope="module")
def graphs(served: Served) -> tuple[str, str]:
    """Two graphs in the place of the tests' data1.rdf and data2.rdf: what two articles say."""
    wanted = "SELECT DISTINCT ?g { GRAPH ?g { ?g a schema:NewsArticle } } ORDER BY ?g LIMIT 2"
    one, other = (row["g"]["value"] for row in served.get(wanted).json()["results"]["bindings"])
    return one, other


def test_query_get(served: Served) -> None:
    assert says(send(served, "GET", "?query=ASK%20%7B%7D")) is True


def test_query_post_form(served: Served) -> None:
    assert says(send(served, "POST", "", FORM, "query=ASK%20%7B%7D")) is True


def test_query_post_direct(served: Served) -> None:
    assert says(send(served, "POST", "", DIRECT, "ASK {}")) is True
    assert says(send(served, "POST", "", "Application/SPARQL-query; charset=UTF-8", "ASK { FILTER('é' = 'é') }"))


def test_query_dataset_default_graphs_get(served: Served, graphs: tuple[str, str]) -> None:
    both = "&".join(f"default-graph-uri={quote(graph, '')}" for graph in graphs)
    asked = f"ASK {{ <{graphs[0]}> a schema:NewsArticle . <{graphs[1]}> a schema:NewsArticle }}"
    assert says(send(served, "GET", f"?query={quote(asked)}&{both}")) is True
    assert says(send(served, "GET", f"?query={quote(asked)}&{both.partition('&')[0]}")) is False
    assert says(send(served, "GET", f"?query={quote('ASK { GRAPH ?g { ?s ?p ?o } }')}&{both}")) is False


def test_query_dataset_default_graphs_post(served: Served, graphs: tuple[str, str]) -> None:
    both = "&".join(f"default-graph-uri={quote(graph, '')}" for graph in graphs)
    asked = f"ASK {{ <{graphs[0]}> a schema:NewsArticle . <{graphs[1]}> a schema:NewsArticle }}"
    assert says(send(served, "POST", f"?{both}", DIRECT, asked)) is True
    assert says(send(served, "POST", "", FORM, f"query={quote(asked)}&{both}")) is True


def test_query_dataset_named_graphs_get(served: Served, graphs: tuple[str, str]) -> None:
    both = "&".join(f"named-graph-uri={quote(graph, '')}" for graph in graphs)
    assert says(send(served, "GET", f"?query={quote(TWO)}&{both}")) is True
    assert says(send(served, "GET", f"?query={quote(TWO)}&{both.partition('&')[0]}")) is False
    assert says(send(served, "GET", f"?query={quote('ASK { ?s ?p ?o }')}&{both}")) is False


def test_query_dataset_named_graphs_post(served: Served, graphs: tuple[str, str]) -> None:
    both = "&".join(f"named-graph-uri={quote(graph, '')}" for graph in graphs)
    assert says(send(served, "POST", f"?{both}", DIRECT, TWO)) is True


def test_query_dataset_full(served: Served, graphs: tuple[str, str]) -> None:
    default, named = graphs
    asked = f"ASK {{ <{default}> a ?t GRAPH ?g {{ <{named}> a ?t }} FILTER NOT EXISTS {{ <{named}> a ?t }} }}"
    dataset = f"default-graph-uri={quote(default, '')}&named-graph-uri={quote(named, '')}"
    assert says(send(served, "POST", f"?{dataset}", DIRECT, asked)) is True


def test_query_multiple_dataset(served: Served, graphs: tuple[str, str]) -> None:
    """The graphs of the request win over those that the query names."""
    asked = f"ASK FROM <{graphs[1]}> {{ <{graphs[0]}> a ?t FILTER NOT EXISTS {{ <{graphs[1]}> a ?t }} }}"
    assert says(send(served, "POST", "", DIRECT, asked)) is False
    assert says(send(served, "POST", f"?default-graph-uri={quote(graphs[0], '')}", DIRECT, asked)) is True


def content_type(response: httpx.Response) -> str:
    assert response.status_code == 200, response.text
    return response.headers["content-type"].partition(";")[0]


def test_query_content_type_select(served: Served) -> None:
    assert content_type(send(served, "GET", f"?query={quote('SELECT (1 AS ?x) {}')}")) in TABLES


def test_query_content_type_ask(served: Served) -> None:
    assert content_type(send(served, "GET", "?query=ASK%20%7B%7D")) in TABLES


def test_query_content_type_describe(served: Served) -> None:
    assert content_type(send(served, "GET", f"?query={quote('DESCRIBE kgrole:kapolres')}")) in GRAPHS


def test_query_content_type_construct(served: Served) -> None:
    assert content_type(send(served, "GET", f"?query={quote('CONSTRUCT { <a:a> <a:b> 1 } WHERE {}')}")) in GRAPHS


def test_bad_query_method(served: Served) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "FOO"):
        response = send(served, method, "?query=ASK%20%7B%7D")
        assert response.status_code == 405
        assert {"GET", "POST"} <= set(response.headers["allow"].split(", "))


def test_bad_multiple_queries(served: Served) -> None:
    assert send(served, "GET", "?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D").status_code == 400
    assert send(served, "POST", "?query=ASK%20%7B%7D", DIRECT, "ASK {}").status_code == 400


def test_bad_query_wrong_media_type(served: Served) -> None:
    assert send(served, "POST", "", "text/plain", "ASK {}").status_code == 415


def test_bad_query_missing_form_type(served: Served) -> None:
    assert send(served, "POST", "", "", "query=ASK%20%7B%7D").status_code == 415


def test_bad_query_missing_direct_type(served: Served) -> None:
    assert send(served, "POST", "", "", "ASK {}").status_code == 415


def test_bad_query_non_utf8(served: Served) -> None:
    assert send(served, "POST", "", f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16")).status_code == 415
    assert send(served, "POST", "", DIRECT, "ASK {}".encode("utf-16")).status_code == 400


def test_bad_query_syntax(served: Served) -> None:
    response = send(served, "GET", "?query=ASK%20%7B")
    assert (response.status_code, response.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert response.text.startswith("MalformedQuery: the query cannot be read at line 1, column 5")


def test_returns_rdf_and_has_endpoint_triple_and_conforms_to_schema(served: Served) -> None:
    """The three tests of the service description."""
    described = httpx.get(served.url)
    assert content_type(described) == "text/turtle"
    graph = rdflib.Graph().parse(data=described.content, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    [service] = graph.subjects(sd.endpoint, rdflib.URIRef(served.url))
    assert (service, rdflib.RDF.type, sd.Service) in graph
    assert {str(name) for name in graph.objects(None, sd.name)} >= {DERIVED_GRAPH, ONTOLOGY_GRAPH}
    said = {str(format).rpartition("/")[2] for format in graph.objects(service, sd.resultFormat)}
    assert len(said) == len(set(TABLES.values())) + len(GRAPHS)
    assert httpx.get(served.url, headers={"Accept": "text/html"}).status_code == 406


# --- what is asked and in what form it is answered


@pytest.mark.parametrize("media", [*TABLES, *GRAPHS])
def test_each_format_is_what_it_says(served: Served, media: str) -> None:
    if media in TABLES:
        response = served.get(PEOPLE, media)
        assert "Siti Aminah" in response.text
    if media in TABLES and media != "text/csv":  # which says too little to be read again
        solutions = ox.parse_query_results(response.content, format=TABLES[media])
        assert "Siti Aminah" in [row["name"].value for row in solutions]
        assert served.get("ASK {}", media).status_code == 200
    if media in GRAPHS:
        response = served.get("CONSTRUCT { ?p foaf:name ?n } WHERE { ?p a foaf:Person ; skos:prefLabel ?n }", media)
        quads = ox.parse(response.content, format=GRAPHS[media])
        assert "Siti Aminah" in [quad.object.value for quad in quads]  # type: ignore[union-attr]
    assert content_type(response) == media


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV;Q=0.5, application/xml ; q=0.4", "text/csv"),
        ("text/*;q=0.3, text/csv;q=0.1", "text/tab-separated-values"),
        ("*/*;q=0.1, application/sparql-results+json;q=0", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("application/sparql-results+xml, application/rdf+xml", "application/sparql-results+xml"),
        ("text/csv;header=present", "text/csv"),
        ("text/html", None),
        ("text/csv;q=0", None),
        ("text/csv;q=nan, text/csv;q=1e9", None),
        (",;=,/,*;q=", None),
    ],
)
def test_the_best_format_is_chosen(accept: str, chosen: str | None) -> None:
    assert best(accept, TABLES) == chosen


def test_a_format_that_cannot_be_had_is_406_with_those_that_can(served: Served) -> None:
    refused = served.get("SELECT * {}", "text/html")
    assert (refused.status_code, "text/csv" in refused.text) == (406, True)
    assert "text/turtle" in served.get("DESCRIBE <a:a>", "text/csv").text


def test_the_default_graph_is_that_of_kg_query(served: Served, store: Path) -> None:
    asked = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    words = ["query", asked, "--format", "json", "--store", str(store)]
    told = subprocess.run([sys.executable, "-m", "kg", *words], cwd=HOME, capture_output=True, check=True).stdout
    assert json.loads(told)["rows"][0]["n"]["value"] == served.get(asked).json()["results"]["bindings"][0]["n"]["value"]


def test_head_has_no_body(served: Served) -> None:
    response = httpx.head(served.url, params={"query": "ASK {}"})
    assert (response.status_code, response.content) == (200, b"")


# --- what is refused, and what is hostile


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <a:a> <a:a> 1 }", "DROP ALL", "DELETE WHERE { ?s ?p ?o }", "WITH <a:a> DELETE { } WHERE { }"],
)
def test_updates_are_refused(served: Served, update: str) -> None:
    sent = [
        served.get(update),
        send(served, "POST", "", "application/sparql-update", update),
        send(served, "POST", "", FORM, f"update={quote(update)}"),
        send(served, "GET", f"?update={quote(update)}"),
    ]
    assert [response.status_code for response in sent] == [403] * 4


def test_nothing_connects_to_another_server(served: Served, store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.settimeout(1)
        address = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/"
        calls = [
            f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ sErViCe SILENT <{address}> {{ ?s ?p ?o }} }}",
            f"PREFIX : <{address}> SELECT * {{?s ?p 1SERVICE:x{{?s ?p ?o}}}}",
            f"SELECT * {{ BIND(<{address}> AS ?s) SERVICE ?s {{ ?s ?p ?o }} }}",
            f"LOAD <{address}>",
            f"LOAD SILENT <{address}> INTO GRAPH <a:a>",
        ]
        for call in calls:
            refused = served.get(call)
            assert (refused.status_code, "QueryRequestRefused" in refused.text) == (403, True), refused.text
            asked = [sys.executable, "-m", "kg", "query", call, "--store", str(store)]
            assert subprocess.run(asked, cwd=HOME, capture_output=True).returncode == 1
        assert says(served.get(f"ASK FROM <{address}> {{ FILTER NOT EXISTS {{ ?s ?p ?o }} }}")) is True
        assert says(served.get("ASK { ?s ?p ?o }", **{"default-graph-uri": address})) is False
        with pytest.raises(TimeoutError):
            elsewhere.accept()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("timeline", 400),  # a saved question's name is no SPARQL
        ("ASK { FILTER('\0' = '') }\0", 400),
        ("SELECT * " + "{" * 20_000, 403),
        ("SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", 403),
        ("ASK { FILTER(" + "!" * 50_000 + "1) }", 403),
        ("SELECT * { ?s ?p '" + "\\" * 9_999, 400),
        ('SELECT * { ?s ?p """' + '""' * 9_999, 400),
        ("SELECT ?x { VALUES ?x {" + " 1" * 1_001 + "} }", 403),  # --limit 1000
        (
            "CONSTRUCT { ?x <a:a> ?y } WHERE { VALUES (?x) {"
            + "".join(f"(<a:{n}>)" for n in range(1_001))
            + "} BIND(1 AS ?y) }",
            403,
        ),
        ("ASK { FILTER(REGEX('a', '(((((')) }", 200),
        ("SELECT (1/0 AS ?x) { }", 200),
        ("SELECT (<http://%zz/> AS ?y) { }", 400),
        ("SELECT * { ?s <http://a b> ?o }", 400),
        ("SELECT * { ?s nonsense:p ?o }", 400),
        ("SELECT (nonsense(?x) AS ?y) { }", 400),
        ("SELECT (<a:function>(1) AS ?y) { }", 400),
        ("\ufeffASK {}\u202e\ufffe", 400),
    ],
)
def test_hostile_queries_have_a_plain_answer(served: Served, query: str, status: int) -> None:
    response = send(served, "POST", "", DIRECT, query)
    assert response.status_code == status, response.text[:500]
    assert response.text.strip()


def raw(served: Served, request: bytes) -> int:
    """The status of the answer to bytes that no client would send."""
    address = urlsplit(served.url)
    with socket.create_connection((address.hostname, address.port), 30) as connection:  # type: ignore[arg-type]
        connection.sendall(request)
        response = http.client.HTTPResponse(connection)
        response.begin()
        response.read()
        return response.status


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /sparql?query=ASK%20%7B%7D&x=%", 200),
        (b"GET /sparql?query=%", 400),
        (b"GET /sparql?query=ASK%zz%7B%7D", 400),
        (b"GET /sparql?query=%C3%28", 400),
        (b"GET /sparql?query=%ED%A0%80", 400),
        (b"GET /sparql?query=%00", 400),
        (b"GET /sparql?query", 400),
        (b"GET /sparql?&&&=&", 400),
        (b"GET /sparql?" + b"a&" * 3_000, 400),
        (b"GET /sparql?default-graph-uri=a:b", 400),
        (b"GET /sparql?query=ASK%20%7B%7D&default-graph-uri=nonsense", 400),
        (b"GET /sparql?query=ASK%20%7B%7D&named-graph-uri=http://a%20b", 400),
        (b"GET /sparql?query=" + b"a" * 100_000, 400),
        (b"GET /\xff\xfe", 400),
        (b"GET /../../etc/passwd", 404),
        (b"GET //sparql", 404),
        (b"\x00\x01\x02", 400),
    ],
)
def test_hostile_requests_have_a_plain_answer(served: Served, request_line: bytes, status: int) -> None:
    assert raw(served, request_line + b" HTTP/1.1\r\nHost: localhost\r\n\r\n") == status


def test_a_query_of_ten_megabytes_is_too_long(served: Served) -> None:
    query = "ASK { FILTER('" + "a" * 10_000_000 + "' = '') }"
    assert send(served, "POST", "", DIRECT, query).status_code == 413
    assert send(served, "POST", "", FORM, "query=" + quote(query)).status_code == 413


def test_another_name_for_this_machine_is_not_answered(served: Served) -> None:
    for host, status in ((b"evil.example", 400), (b"localhost.evil.example", 400), (b"[", 400), (b"a b", 400)):
        assert raw(served, b"GET /sparql HTTP/1.1\r\nHost: " + host + b"\r\n\r\n") == status
    for host in (b"localhost", b"127.0.0.1:1", b"LOCALHOST:8000", b"[::1]:8000"):
        assert raw(served, b"GET /sparql HTTP/1.1\r\nHost: " + host + b"\r\n\r\n") == 200


def test_no_page_may_read_unless_told(served: Served, store: Path) -> None:
    origin = {"Origin": "https://peta.example"}
    assert "access-control-allow-origin" not in httpx.get(served.url, headers=origin).headers
    with serving(store, "--workers", "1", "--cors", "https://peta.example") as open_to_one:
        allowed = httpx.get(open_to_one.url, headers=origin)
        assert allowed.headers["access-control-allow-origin"] == "https://peta.example"
        preflight = {
            **origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        assert httpx.options(open_to_one.url, headers=preflight).status_code == 200
        other = httpx.get(open_to_one.url, headers={"Origin": "https://other.example"})
        assert "access-control-allow-origin" not in other.headers


@given(st.sampled_from(["GET", "POST"]), st.binary(max_size=60), st.text(max_size=30), st.binary(max_size=60))
def test_any_request_is_read_or_faulted(method: str, url_query: bytes, content_type: str, body: bytes) -> None:
    statuses = set()
    try:
        asked = read(method, url_query, content_type, body)
    except Fault as fault:
        statuses.add(fault.status)
    else:
        assert asked is None or isinstance(asked.query, str)
    assert statuses <= {400, 403, 415}


@given(st.text(max_size=60))
def test_any_text_and_any_accept_have_an_answer(text: str) -> None:
    given_answer = answer(ox.Store(), Settings(""), query=text, default=[], named=[], accept=text)
    assert given_answer.status in (200, 400, 403, 406)


# --- each format holds what the graph holds

LITERAL = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(LITERAL, st.none() | st.just("id") | st.just("xsd:integer")), max_size=5))
def test_counted_rows_are_the_rows_of_the_engine(values: list[tuple[str, str | None]]) -> None:
    store = ox.Store()
    for number, (text, kind) in enumerate(values):
        value = (
            ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))
            if kind == "xsd:integer"
            else ox.Literal(text, language=kind)
        )
        store.add(ox.Quad(ox.NamedNode(f"a:{number}"), ox.NamedNode("a:p"), value))
    asked = "SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY ?s"
    for media in ("application/sparql-results+json", "text/csv", "text/tab-separated-values"):
        direct = store.query(asked).serialize(format=TABLES[media])  # type: ignore[union-attr, call-overload]
        bounds = Settings("", derived=False, limit=len(values) or 1)
        assert answer(store, bounds, query=asked, default=[], named=[], accept=media) == Answer(200, media, direct)
    if len(values) > 1:
        bounds = Settings("", limit=len(values) - 1)
        assert answer(store, bounds, query=asked, default=[], named=[], accept="").status == 403


def test_xml_stays_well_formed_whatever_an_article_says() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:p"), ox.Literal("a\x00\x1b[2J\ufffe<b>&")))
    for query, media in (
        ("SELECT ?o { ?s ?p ?o }", "application/xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml"),
    ):
        given_answer = answer(store, Settings(""), query=query, default=[], named=[], accept=media)
        assert "a\ufffd\ufffd[2J\ufffd&lt;b" in given_answer.body.decode()


# --- the pool


def test_many_clients_are_answered_at_once(served: Served) -> None:
    def ask(number: int) -> str:
        return str(served.get(f"SELECT ({number} AS ?n) {{}}").json()["results"]["bindings"][0]["n"]["value"])

    with ThreadPoolExecutor(40) as threads:
        assert list(threads.map(ask, range(400))) == [str(number) for number in range(400)]


def test_a_runaway_is_stopped_while_others_are_answered(store: Path) -> None:
    with serving(store, "--workers", "2", "--timeout", "2") as served, ThreadPoolExecutor(1) as threads:
        before = served.workers()
        start = time.monotonic()
        runaway = threads.submit(served.get, ENDLESS)
        time.sleep(0.2)
        answered = 0
        while not runaway.done():
            assert says(served.get("ASK {}")) is True
            answered += 1
        assert time.monotonic() - start < 3
        assert answered > 20
        assert (runaway.result().status_code, "stopped after 2 seconds" in runaway.result().text) == (504, True)
        until(lambda: (len(served.workers()), len(served.workers() - before)) == (2, 1))


def test_a_query_that_takes_too_much_memory_is_told_so(store: Path) -> None:
    with serving(store, "--workers", "1", "--timeout", "30", "--memory", "256") as served:
        greedy = served.get("SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g")
        assert (greedy.status_code, "more than 256 MB" in greedy.text) == (403, True)
        assert says(served.get("ASK {}")) is True


def test_a_full_queue_says_come_back(store: Path) -> None:
    with serving(store, "--workers", "1", "--timeout", "4") as served, ThreadPoolExecutor(80) as threads:
        sent = [threads.submit(served.get, ENDLESS) for _ in range(80)]
        responses = [each.result() for each in sent]
        full = [each for each in responses if "too many" in each.text]
        assert len(full) == 80 - 64 - 1
        assert {(each.status_code, each.headers["retry-after"]) for each in full} == {(503, "5")}
        assert {each.status_code for each in responses} == {503, 504}
        until(lambda: httpx.get(served.url, params={"query": "ASK {}"}, timeout=30).status_code == 200)


def test_a_query_that_nobody_waits_for_is_stopped(store: Path) -> None:
    with serving(store, "--workers", "1", "--timeout", "60") as served:
        [worker] = served.workers()
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(served.url, params={"query": ENDLESS}, timeout=0.5)
        until(lambda: worker not in served.workers())
        assert says(served.get("ASK {}")) is True


def test_a_worker_that_something_ended_is_replaced(served: Served) -> None:
    for worker in served.workers():
        os.kill(worker, signal.SIGKILL)
    time.sleep(0.3)
    assert says(served.get("ASK {}")) is True
    until(lambda: len(served.workers()) == 2)


def test_a_new_edition_is_picked_up_while_it_serves(tmp_path: Path) -> None:
    store = tmp_path / "s"
    feed(store, 1, 2, 3)
    asked = "SELECT (COUNT(?a) AS ?n) { ?a a schema:NewsArticle }"

    def count() -> int:
        return int(served.get(asked).json()["results"]["bindings"][0]["n"]["value"])

    with serving(store, "--workers", "2") as served, ThreadPoolExecutor(1) as threads:
        assert count() == 3
        ingest = threads.submit(feed, store, *range(4, 60))
        while not ingest.done():
            assert 3 <= count() <= 59
        ingest.result()
        assert [count() for _ in range(6)] == [59] * 6  # whichever worker answers


def test_a_store_that_is_gone_is_told_and_taken_up_again(tmp_path: Path) -> None:
    store, aside = tmp_path / "s", tmp_path / "aside"
    feed(store, 1, 2)
    with serving(store, "--workers", "1") as served:
        store.rename(aside)
        gone = served.get("ASK {}")
        assert (gone.status_code, "no store at" in gone.text) == (503, True)
        aside.rename(store)
        assert says(served.get("ASK { ?s ?p ?o }")) is True


# --- starting and stopping


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_says_what_it_serves_and_ends_with_all_its_workers(store: Path, sent: signal.Signals) -> None:
    with serving(store, "--workers", "3") as served:
        assert served.told.startswith(
            f"edition {(store / 'current').read_text().strip()} of {store} at http://127.0.0.1:"
        )
        workers = served.workers()
        assert len(workers) == 3
        runaway = http.client.HTTPConnection(urlsplit(served.url).netloc)
        runaway.request("GET", f"/sparql?query={quote(ENDLESS)}")
        time.sleep(0.3)
        served.process.send_signal(sent)
        assert served.process.wait(10) == (0 if sent == signal.SIGINT else -signal.SIGTERM)
        assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
        assert "Traceback" not in served.process.stderr.read()  # type: ignore[union-attr]


def test_workers_end_with_a_server_that_was_killed(store: Path) -> None:
    with serving(store, "--workers", "2") as served:
        workers = served.workers()
        served.process.kill()
        until(lambda: not [worker for worker in workers if Path(f"/proc/{worker}").exists()])


@pytest.mark.parametrize(
    ("host", "port", "message"),
    [
        ("127.0.0.1", None, "is taken by another program: name another with --port"),
        ("no.such.host.invalid", 0, "no such address"),
    ],
)
def test_an_address_that_cannot_be_had_is_told(host: str, port: int | None, message: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(KabargrafError, match=message):
        serve(Settings(""), 1, host=host, port=taken.getsockname()[1] if port is None else port)


def test_without_its_libraries_the_mend_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(KabargrafError, match=r"pip install 'kabargraf\[serve\]'"):
        serve(Settings(""), 1)


def until(happened: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that takes a moment."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)
