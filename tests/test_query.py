"""Questions to a store: the saved ones, free SPARQL, names of things, and what is refused."""

import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from graphs import store_of
from samples import first_reading, second_reading

from kg import sparql
from kg.errors import KabargrafError
from kg.lookup import find, label
from kg.query import Cell, query
from kg.vocab import ARTICLE, ID, KG, PREFIXES

ALEX = "Alex Frestian Lumban Tobing"
MEETING = "Pertemuan Polres Bontang dan Majelis Sholawat Bontang"
FIRST, SECOND = "Polisi dan Majelis Sholawat Bontang Bertemu Menjelang Pilkada", "Kapolres Bontang Baru Kunjungi Pasar"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return store_of([first_reading(), second_reading()])


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on disk, as a reader finds it."""
    folder = tmp_path_factory.mktemp("edition")
    written = store_of([first_reading(), second_reading()], ox.Store(folder / "graph"))
    written.flush()
    written.backup(folder / "1")
    return folder / "1"


def column(store: ox.Store, name: str, column: str, **params: str) -> list[str | None]:
    return [row.get(column) for row in query(store, name, params).records()]


def test_who_holds_what_tells_the_post_the_body_the_days_and_an_article(store: ox.Store) -> None:
    rows = query(store, "who-holds-what", {"organization": "polres bontang"}).records()
    assert [(row["person"], row["status"], row["first"]) for row in rows] == [
        (ALEX, "former", "2025-03-05"),
        ("Widho Anriano", "current", "2025-03-05"),
        (ALEX, "current", "2024-10-12"),
    ]
    assert {(row["post"], row["organization"], row["rank"], row["articles"]) for row in rows} == {
        ("Kapolres", "Polres Bontang", "AKBP", "1")
    }
    assert [row["article"] for row in rows] == [SECOND, SECOND, FIRST]
    assert len(query(store, "who-holds-what").rows) == 4
    assert column(store, "who-holds-what", "person", person="Choirul") == ["Choirul Amin"]
    assert column(store, "who-holds-what", "person", status="former") == [ALEX]
    assert column(store, "who-holds-what", "person", role="ketua") == ["Choirul Amin"]


def test_events_of_a_thing_also_through_the_posts_of_a_body(store: ox.Store) -> None:
    table = query(store, "events-of", {"thing": "Polres Bontang"})
    parts = [row[table.columns.index("part")] for row in table.rows]
    assert [part and part.value for part in parts] == [KG.participant, KG.participantPost]
    rows = table.records()
    assert rows[0]["event"] == MEETING
    assert (rows[0]["type"], rows[0]["status"], rows[0]["date"]) == ("meeting", "happened", "2024-10-11")
    assert (rows[0]["places"], rows[0]["articles"], rows[0]["article"]) == ("Mako Polres Bontang", "1", FIRST)
    assert column(store, "events-of", "event", thing="MSB", status="planned") == ["Perayaan HUT ke-12 MSB"]


def test_participants_are_persons_bodies_and_unnamed_holders(store: ox.Store) -> None:
    rows = query(store, "participants", {"event": MEETING}).records()
    assert {row["participant"] for row in rows} == {
        ALEX,
        "Choirul Amin",
        "Polres Bontang",
        "Majelis Sholawat Bontang",
        "Kabag SDM",
    }
    assert [row["organization"] for row in rows if row["participant"] == "Kabag SDM"] == ["Polres Bontang"]


@pytest.mark.parametrize(
    ("params", "days"),
    [
        ({}, ["2024-10-11", "2025-03-04"]),
        ({"since": "2025"}, ["2025-03-04"]),
        ({"until": "2024-10"}, ["2024-10-11"]),
        ({"since": "2024-10-12", "until": "2025-03-03"}, []),
        ({"thing": "MSB"}, ["2024-10-11"]),
        ({"thing": "Pasar Rawa Indah"}, ["2025-03-04"]),
        ({"type": "visit"}, ["2025-03-04"]),
        ({"type": "pertemuan", "status": "terjadi"}, ["2024-10-11"]),
        ({"status": "planned"}, []),
    ],
)
def test_the_timeline_is_in_order_and_can_be_narrowed(store: ox.Store, params: dict[str, str], days: list[str]) -> None:
    assert column(store, "timeline", "date", **params) == days


def test_quotations_come_with_their_article(store: ox.Store) -> None:
    [row] = query(store, "quotes-of", {"speaker": "Choirul Amin"}).records()
    assert row["words"].startswith("Kami siap menjaga Bontang")
    assert (row["published"], row["publisher"], row["article"]) == ("2024-10-12", "Gerbang Contoh", FIRST)


def test_a_post_whose_holder_its_article_does_not_name(store: ox.Store) -> None:
    [row] = query(store, "unnamed-holders").records()
    assert (row["post"], row["organization"], row["event"]) == ("Kabag SDM", "Polres Bontang", MEETING)
    assert row["words"] == "Kabag SDM ikut hadir"
    assert column(store, "unnamed-holders", "post", organization="MSB") == []


def test_places_releases_and_articles(store: ox.Store) -> None:
    assert column(store, "places-of-events", "place", status="planned") == ["Lapangan Kodim 0908/Btg"]
    assert column(store, "places-of-events", "events") == ["1", "1", "1"]
    assert column(store, "press-releases", "issuer") == ["Humas Polda Kaltim"]
    assert column(store, "articles-on", "article", thing=ALEX) == [SECOND, FIRST]


def test_every_saved_question_has_help_in_both_languages_and_traces_to_articles() -> None:
    assert "who-holds-what" in sparql.names()
    for name in sparql.names():
        question = sparql.question(name)
        assert set(question.title) == set(question.description) == {"en", "id"}, name
        for parameter in question.parameters:
            assert set(parameter.help) == {"en", "id"}, (name, parameter.name)
        sparql.check(question.text)
        variables = ox.Store().query(question.text, prefixes=PREFIXES).variables  # type: ignore[union-attr]
        assert "article" in [variable.value for variable in variables], name


def test_values_have_the_types_of_python(store: ox.Store) -> None:
    [row] = query(store, "who-holds-what", {"person": "Choirul"}).values()
    assert (row["person"], row["articles"], row["first"]) == ("Choirul Amin", 1, date(2024, 10, 12))
    assert row["rank"] is None
    asked = query(store, "SELECT (1.5 AS ?x) (true AS ?y) (false AS ?z) ('2024' AS ?text) {}")
    assert asked.values() == [{"x": 1.5, "y": True, "z": False, "text": "2024"}]


def test_a_frame_of_pandas_where_pandas_is_there(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[object, object]] = []
    frame = SimpleNamespace(DataFrame=lambda values, columns: made.append((values, columns)))
    monkeypatch.setitem(sys.modules, "pandas", frame)
    table = query(store, "press-releases")
    table.to_pandas()
    assert made == [(table.values(), list(table.columns))]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KabargrafError, match="pip install pandas"):
        table.to_pandas()


def test_labels_are_in_the_language_asked_for(store: ox.Store) -> None:
    [row] = query(store, "timeline", {"type": "meeting"}, lang="id").records()
    assert (row["type"], row["status"]) == ("pertemuan", "terjadi")
    assert label(store, KG.organizer, "id") == "penyelenggara"
    assert label(store, "https://elsewhere.example/x") == "https://elsewhere.example/x"


def test_sparql_of_ones_own_with_prefixes_for_nothing(store: ox.Store) -> None:
    table = query(store, "SELECT ?p ?nothing WHERE { ?p a foaf:Person } ORDER BY ?p LIMIT 1")
    assert table.columns == ("p", "nothing")
    assert table.rows == ((Cell(f"{ID}person/alex-frestian-lumban-tobing", "", ALEX), None),)
    assert query(store, "ASK { ?p a foaf:Person }").records() == [{"answer": "true"}]
    built = query(store, "CONSTRUCT { ?p a foaf:Agent } WHERE { ?p a foaf:Person }")
    assert built.columns == ("subject", "predicate", "object")
    assert len(built.rows) == 3


def test_only_the_merged_facts_unless_a_graph_is_named(store: ox.Store) -> None:
    assert query(store, "SELECT ?c WHERE { ?c a kg:Claim }").rows == ()
    assert query(store, "SELECT ?c WHERE { GRAPH ?g { ?c a kg:Claim } }").rows


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"ASK FROM <{ARTICLE}bontang-2024> {{ ?c a kg:Claim }}", "true"),
        (f"ASK FROM <{ARTICLE}bontang-2024> {{ ?p a foaf:Person ; kg:articles ?n }}", "false"),
        (f"ASK FROM NAMED <{ARTICLE}nowhere> {{ GRAPH ?g {{ ?c a kg:Claim }} }}", "false"),
        ("PREFIX from: <https://x.example/> ASK { ?p a foaf:Person FILTER(from:x != 'a'@from) }", "true"),
    ],
)
def test_a_query_reads_from_the_graphs_that_it_names(store: ox.Store, text: str, found: str) -> None:
    assert query(store, text).records() == [{"answer": found}]


def test_the_words_of_a_parameter_never_become_syntax(store: ox.Store) -> None:
    for name in ('x" } SERVICE <http://x/> { ?a ?b "', "<https://x/> } #", "kgid:a> } {", "\\u0022", "'''"):
        with pytest.raises(KabargrafError, match="is called"):
            query(store, "quotes-of", {"speaker": name})
    question = sparql.question("# param: words (text) — …\nSELECT ?s WHERE { ?s skos:prefLabel ?words }")
    assert question.parameters[0].name == "words"
    assert query(store, question.text, {"words": '" } #'}).rows == ()
    assert len(query(store, question.text, {"words": ALEX}).rows) == 1


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT ?s { ?s ?p ?o } }",
        "SELECT * {?s ?p 1SERVICE<http://localhost:1/>{?s ?p ?o}}",
        "PREFIX : <http://localhost:1/> SELECT * {?s ?p ?o.SERVICE:x{?s ?p ?o}}",
        "SELECT * { FILTER(1<#>'''\n2)SERVICE <http://localhost:1/> {?s ?p ?o} #'''\n}",
        'SELECT * { ?s ?p "a" . SERVICE <http://localhost:1/> { ?s ?p "b" } }',
        "SELECT * { ?s ?p '\\'' . # '\nSERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "LOAD <http://localhost:1/>",
        "load silent <http://localhost:1/> into graph <x:y>",
        "PREFIX select: <http://x.example/> INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "# SELECT\nDROP ALL",
        "",
    ],
)
def test_what_writes_or_calls_another_server_is_refused_before_the_engine_sees_it(text: str) -> None:
    with pytest.raises(KabargrafError):
        sparql.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?load 'SERVICE' } # LOAD",
        'SELECT * { ?s schema:serviceType """a "service" b""" , "\\"service" }',
        "SELECT * { ?s <https://schema.org/service> ?o FILTER(?s<?o && ?o>3) }",
        "prefix x: <http://x.example/> select * { ?s x:load ?o }",
        "BASE <http://x.example/> ASK { ?s ?p ?o }",
    ],
)
def test_the_words_may_stand_in_names_strings_and_comments(text: str) -> None:
    sparql.check(text)
    ox.Store().query(text, prefixes=PREFIXES)


def test_a_mistake_is_shown_where_it_is(store: ox.Store) -> None:
    with pytest.raises(KabargrafError) as caught:
        query(store, "SELECT ?x\nWHERE { ?x a foaf:Person . ?y nope }")
    assert "line 2, column 36" in str(caught.value)
    assert str(caught.value).splitlines()[1:] == ["  WHERE { ?x a foaf:Person . ?y nope }", " " * 37 + "^"]


@pytest.mark.parametrize(
    ("text", "message", "marked"),
    [
        ("SELECT * { ?x foo:bar ?y }", "column 15: the prefix foo: is not known: known are .*foaf:, .*org:", "foo:bar"),
        ("SELECT * { ?x my-x:a/foaf:b ?y }", "the prefix my-x: is not known", "my-x"),
        ("PREFIX my-x: <https://x.example/> SELECT * { ?x my-x:a/:b ?y }", "the prefix : is not known", ":b"),
        ("SELECT * {\n?x a foaf:Person", "line 1, column 10: this { is never closed", "{"),
        ("SELECT * { ?x a ?y FILTER(?y = 'a' }", "} closes what another bracket opened", "}"),
        ('SELECT * { ?x ?y "a:b }', "no closing quotation mark", '"a:b'),
        ("SELECT * { ?x ?y <http://a b> }", "an IRI stands in < >", "http:"),
        ("SELECT ?x WHERE ?x a foaf:Person", "column 17: expected {", "?x a"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }", "the SELECT contains a variable that is unbound", ""),
        ("SELECT * { ?x a foaf:Person } LIMT 5", "or just before it: something is missing", ""),
        ("SELECT * { ?x a <Person> }", "an IRI is written in full", " }"),
    ],
)
def test_a_mistake_is_told_in_words_that_a_person_reads(store: ox.Store, text: str, message: str, marked: str) -> None:
    with pytest.raises(KabargrafError, match=message) as caught:
        query(store, text)
    told, line, mark = str(caught.value).splitlines()
    assert line[mark.index("^") :].startswith(marked)
    assert not set("\\[]|") & set(told)  # no pattern of the engine's


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("timelin", {}, "did you mean timeline"),
        ("zzz", {}, "kg queries lists them"),
        ("quotes-of", {}, "needs --speaker"),
        ("timeline", {"sinse": "2024"}, "it has --thing, --since"),
        ("timeline", {"since": "October"}, "2024-10-11"),
        ("quotes-of", {"speaker": "Chairul Amin"}, "did you mean Choirul Amin"),
        ("quotes-of", {"speaker": "ontang"}, "may be any of these 6"),
        ("quotes-of", {"speaker": " "}, "is empty"),
        ("who-holds-what", {"person": "Polres Bontang"}, "no person is called"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(
    store: ox.Store, name: str, params: dict[str, str], message: str
) -> None:
    with pytest.raises(KabargrafError, match=message):
        query(store, name, params)


def test_a_thing_is_found_by_name_alias_beginning_part_or_iri(store: ox.Store) -> None:
    alex = f"{ID}person/alex-frestian-lumban-tobing"
    for name in (
        ALEX,
        ALEX.lower(),
        "alex  frestian",
        "Lumban Tobing",
        alex,
        f"<{alex}>",
        "person/" + alex.split("/")[-1],
        "person:" + alex.split("/")[-1],
    ):
        assert find(store, name) == alex
    assert find(store, "msb") == f"{ID}organization/majelis-sholawat-bontang"
    assert find(store, "kapolres", "post").startswith(f"{ID}post/")
    assert find(store, "Happened", "status") == KG.Happened


@pytest.mark.parametrize("name", ["https://[x", "person:%%", "<https://x/ y>", "person/"])
def test_what_only_looks_like_an_iri_is_a_name_that_nobody_bears(store: ox.Store, name: str) -> None:
    with pytest.raises(KabargrafError, match="no thing is called"):
        find(store, name)


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        (
            "status",
            "hapened",
            r"no status is called “hapened”: did you mean happened.*\?\n  known are acting, candidate, ",
        ),
        ("status", "Claim", "no status is called “Claim”"),  # a class of the ontology, but nothing's status
        ("event_type", "metting", r"no event type is called “metting”: did you mean meeting.*\?\n  the broadest are "),
        ("role", "kapolress", r"no role is called “kapolress”: did you mean .+\?\n  the broadest are .*spokesperson"),
    ],
)
def test_an_unknown_concept_lists_the_known_ones(store: ox.Store, kind: str, name: str, message: str) -> None:
    with pytest.raises(KabargrafError, match=message):
        find(store, name, kind)


def test_each_concept_that_a_message_lists_is_understood(store: ox.Store) -> None:
    for kind in ("status", "event_type", "role", "body"):
        with pytest.raises(KabargrafError) as caught:
            find(store, "zzzz", kind)
        for known in str(caught.value).splitlines()[1].partition(" are ")[2].split(", "):
            assert find(store, known, kind), (kind, known)


def test_an_edition_is_asked_in_another_process(edition: Path, store: ox.Store) -> None:
    assert query(edition, "who-holds-what") == query(store, "who-holds-what")
    with pytest.raises(KabargrafError, match="did you mean Choirul Amin"):
        query(edition, "quotes-of", {"speaker": "Chairul Amin"})
    with pytest.raises(KabargrafError, match="is no edition"):
        query(edition / "none", "timeline")


def test_a_query_is_stopped_at_its_time(edition: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(KabargrafError, match=r"stopped after 1 seconds"):
        query(edition, endless, timeout=1)


def test_a_query_is_stopped_at_its_memory(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.query.CHILD", "import kg.query; kg.query.MEMORY = 200 << 20; kg.query.answer_parent()")
    with pytest.raises(KabargrafError, match="memory"):
        query(edition, "SELECT ?a ?d ?g WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=20)
