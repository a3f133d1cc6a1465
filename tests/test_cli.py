"""The command line as a person meets it: what it prints where, and with which exit status."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import kg
from kg import knowledge
from kg.cli import articles, asking, main
from kg.cli.terminal import plain
from kg.model import Reading, Record

HOME = Path(kg.__file__).parent.parent
TEXT = (
    "Kapolres Bontang AKBP Alex Frestian Lumban Tobing memimpin pertemuan dengan pengurus Majelis Sholawat Bontang (MSB) "
    "di Mako Polres Bontang pada Jumat (11/10/2024). Ketua MSB Gus Choirul Amin hadir dalam pertemuan itu."
)


class Result(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article and a store made of it."""
    folder = tmp_path_factory.mktemp("cli")
    article = {"id": "msb", "title": "Polisi\x1b[2J Bertemu MSB", "text": TEXT, "published": "2024-10-12"}
    (folder / "a.jsonl").write_text(json.dumps(article) + "\n", "utf-8")
    (folder / "latin.rq").write_bytes("SELECT (“é” AS ?x) {}".encode("cp1252"))
    assert command("ingest", folder / "a.jsonl", "--store", folder / "s").returncode == 0
    return folder


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "type[Runner]":
    monkeypatch.setenv("KG_STORE", str(folder / "s"))
    monkeypatch.chdir(folder)
    Runner.capsys, Runner.monkeypatch = capsys, monkeypatch
    return Runner


class Runner:
    """`Runner("stats")` runs `kg stats` in this process, in the folder of the test."""

    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __new__(cls, *words: str) -> Result:  # type: ignore[misc]
        cls.monkeypatch.setattr(sys, "argv", ["kg", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Result(code if isinstance(code, int) else 0 if code is None else 1, *cls.capsys.readouterr())


def command(*words: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)], cwd=HOME, capture_output=True, encoding="utf-8", timeout=60
    )


def test_help_answers_at_once_and_loads_nothing_heavy() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        done = command("--help")
        times.append(time.perf_counter() - start)
    assert "kg ingest articles/" in done.stdout
    assert median(times) < 0.3  # what a person takes for "at once"
    names = "'rdflib', 'networkx', 'pyoxigraph', 'rich', 'igraph', 'starlette', 'uvicorn'"
    heavy = f"import sys, kg.cli; print({{{names}}} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", heavy], cwd=HOME, capture_output=True, encoding="utf-8")
    assert loaded.stdout == "set()\n"


@pytest.mark.parametrize(
    "name",
    [
        "ingest",
        "extract",
        "remove",
        "rebuild",
        "query",
        "queries",
        "why",
        "stats",
        "entities",
        "find",
        "changes",
        "schema",
        "evaluate",
        "export",
        "view",
        "validate",
        "rank",
        "serve",
        "communities",
        "same",
        "different",
        "reject",
        "undo",
        "review",
    ],
)
def test_every_command_has_help_with_an_example(run: type[Runner], name: str) -> None:
    result = run(name, "--help")
    assert result.status == 0
    assert f"\n  kg {name}" in result.out


def test_version(run: type[Runner]) -> None:
    assert run("--version").out == f"kg {kg.__version__}\n"


def test_ingest_counts_and_tells_what_it_could_not_read(run: type[Runner], tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": TEXT}), "{", json.dumps({"id": "b"})]
    (tmp_path / "x.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    result = run("ingest", str(tmp_path / "x.jsonl"), "--store", str(tmp_path / "s"))
    assert result.status == 1
    assert result.out == "1 read (0 of them replaced), 0 unchanged, 0 failed, 2 unreadable\n"
    assert [line.split(": ")[1].rpartition("/")[2] for line in result.err.splitlines()] == ["x.jsonl:2", "x.jsonl:3"]
    (tmp_path / "x.jsonl").write_text(lines[0] + "\n", "utf-8")
    again = run("ingest", str(tmp_path / "x.jsonl"), "--store", str(tmp_path / "s"))
    assert (again.status, again.out.split(",")[1]) == (0, " 1 unchanged")
    nothing = run("ingest", str(tmp_path / "none"), "--store", str(tmp_path / "s"))
    assert nothing.status == 1
    assert nothing.err.endswith("none: no such file or folder\n")


def test_ingest_says_what_it_passed_over_and_speaks_json(run: type[Runner], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + '\n{"id": 1}\n', "utf-8")
    (tmp_path / "in" / "setup.exe").write_text("MZ", "utf-8")
    words = ("ingest", str(tmp_path / "in"), "--store", str(tmp_path / "s"))
    first = run(*words, "--format", "json")
    assert first.status == 1
    assert json.loads(first.out) == {
        "read": 1,
        "unchanged": 0,
        "replaced": 0,
        "failed": [],
        "unreadable": [{"source": f"{tmp_path}/in/x.jsonl:2", "reason": 'no "text" field: it has "id"'}],
        "passed_over": 1,
    }
    assert run(*words).out.endswith(" 1 unreadable; 1 other file passed over\n")


def test_ingest_reads_standard_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "ingest", "-", "--store", str(tmp_path / "s")],
        cwd=HOME,
        input=json.dumps({"id": "a", "text": TEXT}),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stdout[:7], done.stderr) == (0, "1 read ", "")


def test_a_stopped_ingest_says_that_it_can_go_on(run: type[Runner], tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    Runner.monkeypatch.setattr(kg.KnowledgeGraph, "ingest", stop)
    result = run("ingest", "a.jsonl", "--store", str(tmp_path / "s"))
    assert (result.status, result.out) == (130, "")
    assert "the same command goes on" in result.err


def test_progress_is_a_line_every_few_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 1.0, 6.0, 7.0, 11.5])
    monkeypatch.setattr(articles, "monotonic", lambda: next(now))
    with articles._progress(12_000) as advance:
        for done in (10, 1_200, 1_300, 12_001):
            advance(done)
    assert capsys.readouterr().err == "1,200 of 12,000 done, 200 a second\n12,001 of 12,001 done, 1044 a second\n"


def test_all_commands_speak_json(run: type[Runner], tmp_path: Path) -> None:
    store = str(tmp_path / "s")
    run("ingest", "a.jsonl", "--store", store)
    [question, *_] = json.loads(run("queries", "--format", "json").out)
    assert set(question) == {"name", "title", "description", "parameters", "text"}
    assert json.loads(run("validate", "--format", "json", "--store", store).out) == []
    assert json.loads(run("rebuild", "--format", "json", "--store", store).out) == {"rebuilt": store}
    assert json.loads(run("remove", "msb", "--format", "json", "--store", store).out) == {"removed": "msb"}


def test_what_is_not_understood_is_exit_status_2(run: type[Runner]) -> None:
    for words in (
        ["query"],
        ["query", "two", "words"],
        ["ingest"],
        ["nope"],
        ["stats", "--nope"],
        ["view", "--hops", "x"],
        ["view", "--path", "one"],
        ["view", "--focus", "x", "--organization", "y"],
        ["view", "--place", "x", "--path", "a", "b"],
    ):
        result = run(*words)
        assert (result.status, result.out) == (2, ""), words
        assert result.err


@pytest.mark.parametrize("words", [["stats", "--format", "yaml"], ["why", "x", "--format", "yaml"]])
def test_an_unknown_format_names_the_known_ones(run: type[Runner], words: list[str]) -> None:
    result = run(*words)
    assert result.status == 2
    assert "'--format': 'yaml' is not one of 'text', 'json'" in result.err


def test_where_there_are_no_articles_it_is_said(run: type[Runner], tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "setup.exe").write_text("MZ", "utf-8")
    store = ("--store", str(tmp_path / "s"))
    for given, reason in (
        ("empty.jsonl", "there is nothing to read in it"),
        ("folder", "looked for files in .txt, "),
    ):
        for words in (("ingest", *store), ("ingest", "--format", "json", *store), ("extract",)):
            result = run(*words, str(tmp_path / given))
            assert result.status == 1, words
            assert result.err.startswith(f"kg: no articles in {tmp_path / given}: {reason}")
    assert "passed over 1 other file\n" in result.err
    for _ in range(2):  # the second time all that is there is unchanged
        assert run("ingest", *store, "a.jsonl", str(tmp_path / "empty.jsonl")).status == 0


def test_completion_is_offered(run: type[Runner]) -> None:
    assert "--install-completion" in run("--help").out
    environment = {**os.environ, "_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg val", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "kg"], cwd=HOME, env=environment, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.stdout.split() == ["validate"]


def test_help_says_what_the_exit_status_means(run: type[Runner]) -> None:
    assert "Exit status: 0" in run("--help").out


def test_extract_prints_a_record_an_article_or_text(run: type[Runner]) -> None:
    result = run("extract", "a.jsonl")
    [record] = [json.loads(line) for line in result.out.splitlines()]
    assert record["article"] | {"dateline": None} == {
        "id": "msb",
        "title": "Polisi\x1b[2J Bertemu MSB",
        "published": "2024-10-12",
        "publisher": None,
        "dateline": None,
        "url": None,
    }
    assert record["text"] == TEXT
    assert "Alex Frestian Lumban Tobing" in [person["name"] for person in record["persons"]]
    assert "AKBP Alex Frestian Lumban Tobing\n" in run("extract", "a.jsonl", "--format", "text").out


def test_extract_goes_on_behind_an_article_that_its_reader_fails(
    run: type[Runner], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = knowledge.indonesian_reader()

    def fails_once(record: Record) -> Reading:
        if record.key == "first":
            raise ValueError("no such thing")
        return whole.read(record)

    monkeypatch.setattr(knowledge, "indonesian_reader", lambda: whole._replace(read=fails_once))
    lines = [json.dumps({"id": key, "text": TEXT}) for key in ("first", "second")]
    Path("two.jsonl").write_text("\n".join(lines), "utf-8")
    result = run("extract", "two.jsonl")
    assert (result.status, result.err) == (1, "kg: two.jsonl:1: the reader failed: ValueError: no such thing\n")
    assert json.loads(result.out)["article"]["id"] == "second"


@pytest.fixture
def gold(run: type[Runner], tmp_path: Path) -> str:
    """A folder with the article annotated as it is read, but with one person more and a name in it that steers terminals."""
    record = json.loads(run("extract", "a.jsonl").out)
    record["persons"].append({"id": "p9", "name": "Suprapto\x1b[2J", "aliases": []})
    (tmp_path / "msb.json").write_text(json.dumps(record), "utf-8")
    return str(tmp_path)


def test_evaluate_reads_the_annotated_articles(run: type[Runner], gold: str) -> None:
    result = run("evaluate", gold)
    assert (result.status, result.err) == (0, "1 article\n")
    rows = [line.split() for line in result.out.splitlines()]
    assert rows[0] == ["precision", "recall", "f1", "right", "missed", "wrong"]
    assert ["persons", "1.000", "0.667", "0.800", "2", "1", "0"] in rows
    assert rows[-1] == ["mean", "0.980"]
    assert max(map(len, result.out.splitlines())) <= 80


def test_evaluate_fits_a_narrow_terminal(run: type[Runner], gold: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = run("evaluate", gold).out.splitlines()
    assert max(map(len, lines)) <= 50
    assert lines[1].split() == ["persons", "1.000", "0.667", "0.800"]


def test_evaluate_takes_what_was_extracted_before(run: type[Runner], gold: str, tmp_path: Path) -> None:
    extracted = run("extract", "a.jsonl").out
    (tmp_path / "read.jsonl").write_text(extracted, "utf-8")
    now, before = run("evaluate", gold), run("evaluate", gold, str(tmp_path / "read.jsonl"))
    assert before == now
    words = ("-m", "kg", "evaluate", gold, "-")
    piped = subprocess.run([sys.executable, *words], input=extracted, cwd=HOME, capture_output=True, encoding="utf-8")
    assert (piped.returncode, piped.stdout, piped.stderr) == now
    (tmp_path / "read.jsonl").write_text(extracted.replace('"msb"', '"other"'), "utf-8")
    result = run("evaluate", gold, str(tmp_path / "read.jsonl"), "--format", "csv")
    assert result.err == f"kg: 1 of 1 annotated articles are not in {tmp_path / 'read.jsonl'}: msb\n"
    assert "persons,1.0,0.0,0.0,0,3,0" in result.out


def test_evaluate_lists_errors_and_speaks_to_programs(run: type[Runner], gold: str) -> None:
    assert run("evaluate", gold, "--errors").out.startswith("persons: missed (1)\n  msb: Suprapto [2J\n\n")
    found = json.loads(run("evaluate", gold, "--errors", "--format", "json").out)
    assert (found["articles"], found["missing"], round(found["mean"], 2)) == (1, [], 0.98)
    assert found["metrics"]["persons"]["f1"] == 0.8
    error = {"metric": "persons", "verdict": "missed", "article": "msb", "thing": "Suprapto\x1b[2J"}
    assert found["errors"] == [error]
    assert list(csv.DictReader(io.StringIO(run("evaluate", gold, "--errors", "--format", "csv").out))) == [error]
    figures = {row["metric"]: row for row in csv.DictReader(io.StringIO(run("evaluate", gold, "--format", "csv").out))}
    assert (figures["persons"]["recall"], figures["mean"]["f1"]) == (str(2 / 3), str(found["mean"]))


def test_evaluate_holds_figures_to_a_minimum(run: type[Runner], gold: str) -> None:
    assert run("evaluate", gold, "--min", "persons=0.8", "--min", "mean=0.9").status == 0
    result = run("evaluate", gold, "--min", "persons.recall=0.9", "--min", "persons.precision=1")
    assert (result.status, result.err) == (1, "1 article\nkg: persons.recall is 0.667, below 0.9\n")


def test_evaluate_tells_what_in_an_annotation_can_never_be_found(run: type[Runner], gold: str) -> None:
    file = Path(gold) / "msb.json"
    record = json.loads(file.read_text("utf-8"))
    record["roles"][0]["organization"] = "o99"
    file.write_text(json.dumps(record), "utf-8")
    assert run("evaluate", gold).err == "kg: msb: r1 points to o99, which no id here is\n1 article\n"


def test_query_for_people_and_for_programs(run: type[Runner]) -> None:
    table = run("query", "who-holds-what", "--organization", "Polres Bontang")
    assert (table.status, table.err) == (0, "1 row\n")
    assert table.out.split()[:2] == ["person", "post"]
    assert "Alex Frestian Lumban Tobing" in table.out
    assert "\x1b" not in table.out
    [row] = csv.DictReader(io.StringIO(run("query", "who-holds-what", "--role=kapolres", "--format", "csv").out))
    assert (row["person"], row["person_iri"].rpartition("/")[2]) == (
        "Alex Frestian Lumban Tobing",
        "alex-frestian-lumban-tobing",
    )
    found = json.loads(run("query", "--format", "json", "ASK { ?p a foaf:Person }").out)
    assert found["rows"][0]["answer"] == {
        "value": "true",
        "datatype": "http://www.w3.org/2001/XMLSchema#boolean",
        "label": "true",
    }


def test_an_answer_goes_into_a_file_in_the_format_that_its_name_ends_in(run: type[Runner], tmp_path: Path) -> None:
    asked = ["query", "who-holds-what", "--organization", "Polres Bontang"]
    for ending in ("csv", "tsv", "json", "xml", "html", "txt"):
        result = run(*asked, "-o", str(tmp_path / f"x.{ending}"))
        assert (result.status, result.out) == (0, "")
    assert list(csv.DictReader((tmp_path / "x.csv").open())) == list(
        csv.DictReader((tmp_path / "x.tsv").open(), delimiter="\t")
    )
    tree = ElementTree.parse(tmp_path / "x.xml")
    space = "{http://www.w3.org/2005/sparql-results#}"
    bound = {each.get("name"): each[0] for each in tree.iter(f"{space}binding")}
    assert bound["person"].tag == f"{space}uri"
    assert (bound["articles"].text, bound["articles"].get("datatype")) == (
        "1",
        "http://www.w3.org/2001/XMLSchema#integer",
    )
    page = (tmp_path / "x.html").read_text("utf-8")
    assert "<h1>Who holds what</h1>" in page
    assert "src=" not in page
    assert "href=" not in page  # it loads nothing
    assert "\x1b" not in page
    assert (tmp_path / "x.txt").read_text("utf-8").startswith("person ")
    assert run(*asked, "-o", str(tmp_path / "none" / "x.csv")).err.startswith("kg: ")


def test_what_an_article_says_never_becomes_markup(run: type[Runner]) -> None:
    asked = "SELECT ?x WHERE { BIND('<script>&\"' AS ?x) }"
    assert "<td>&lt;script&gt;&amp;&quot;</td>" in run("query", asked, "--format", "html").out
    assert '<literal>&lt;script&gt;&amp;"</literal>' in run("query", asked, "--format", "xml").out


def test_triples_are_written_as_turtle_and_rows_are_not(run: type[Runner]) -> None:
    built = run("query", "--format", "ttl", 'CONSTRUCT { ?x rdfs:label "a"@id } WHERE { ?x a foaf:Person }').out
    triples = list(ox.parse(built.encode(), format=ox.RdfFormat.TURTLE))
    assert [str(each.object) for each in triples] == ['"a"@id', '"a"@id']
    assert "Alex" not in built
    refused = run("query", "timeline", "--format", "ttl")
    assert (refused.status, refused.out) == (2, "")
    assert "ttl is for CONSTRUCT and DESCRIBE" in refused.err


def test_a_table_of_so_many_rows_and_of_iris(run: type[Runner]) -> None:
    result = run("query", "SELECT ?x WHERE { ?x a foaf:Person } ORDER BY ?x", "--limit", "1", "--iri")
    assert result.out.split() == ["x", "person:alex-frestian-lumban-tobing"]
    assert result.err == "1 row, and there are more\n"


def test_questions_of_ones_own_on_the_command_line(
    run: type[Runner], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "everybody.rq").write_text("# title: Everybody\nSELECT ?who WHERE { ?who a foaf:Person }", "utf-8")
    assert "Choirul Amin" in run("query", "everybody", "--queries", str(tmp_path)).out
    assert "everybody: Everybody" in run("queries", "--queries", str(tmp_path)).out
    assert "no saved question is called everybody" in run("query", "everybody").err
    monkeypatch.setenv("KG_QUERIES", str(tmp_path))
    assert "Choirul Amin" in run("query", "everybody").out
    with kg.open("s") as graph:
        assert len(graph.query("everybody").rows) == 2


def test_find_lists_things_then_articles(run: type[Runner]) -> None:
    found = json.loads(run("find", "MSB", "--format", "json").out)
    assert [(each["name"], each["kind"], each["alias"]) for each in found[:1]] == [
        ("Majelis Sholawat Bontang", "organization", "MSB")
    ]
    assert found[-1]["kind"] == "article"
    assert "Alex Frestian Lumban Tobing" in run("find", "tobing alex").out
    [row] = csv.DictReader(io.StringIO(run("find", "alex", "--limit", "1", "--format", "csv").out))
    assert row["thing_iri"].endswith("/person/alex-frestian-lumban-tobing")
    for nothing in ("bontong", " "):
        assert run("find", nothing).status == 1
    assert "did you mean Alex Frestian Lumban Tobing?" in run("find", "Alex Frestian Lumban Tobeng").err


def test_schema_lists_classes_and_properties_with_an_example(run: type[Runner]) -> None:
    found = {row["term"]: row for row in csv.DictReader(io.StringIO(run("schema", "--format", "csv").out))}
    assert (found["foaf:Person"]["kind"], found["foaf:Person"]["number"]) == ("class", "2")
    assert found["org:holds"]["kind"] == "property"
    assert " → " in found["org:holds"]["example"]
    assert {row["label"] for row in json.loads(run("schema", "--lang", "id", "--format", "json").out)} >= {
        "orang",
        "jabatan",
    }
    assert "\x1b" not in run("schema").out


def test_changes_tells_what_is_new_and_what_is_told_more_of(
    run: type[Runner], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = str(tmp_path / "s")
    later = "Kapolres Bontang AKBP Alex Frestian Lumban Tobing menerima Ketua KPU Bontang Ratna Anjani pada Senin (14/10/2024)."
    for day, key, text in (("2025-02-10", "a", TEXT), ("2025-02-11", "b", later)):
        monkeypatch.setattr("kg.ledger._now", lambda day=day: f"{day}T08:00:00+00:00")
        (tmp_path / f"{key}.jsonl").write_text(json.dumps({"id": key, "text": text}), "utf-8")
        assert run("ingest", str(tmp_path / f"{key}.jsonl"), "--store", store).status == 0
    asked = ["changes", "--store", store, "--format", "json", "--since"]
    found = {each["name"]: each for each in json.loads(run(*asked, "2025-02-11").out)}
    assert found["Ratna Anjani"]["change"] == "new"
    alex = found["Alex Frestian Lumban Tobing"]
    assert (alex["change"], alex["added"], alex["articles"]) == ("more", 1, 2)
    assert "Choirul Amin" not in found
    assert {each["change"] for each in json.loads(run(*asked, "2025-02").out)} == {"new"}
    assert json.loads(run(*asked, "2025-03").out) == []
    (tmp_path / "names.txt").write_text("# watched\nratna  anjani\nNobody Atall\n", "utf-8")
    watched = run(*asked, "2025-02-11", "--watch", str(tmp_path / "names.txt"))
    assert [each["name"] for each in json.loads(watched.out)] == ["Ratna Anjani"]
    assert watched.err.endswith("names.txt:3: nothing is called “Nobody Atall” yet\n")
    assert "a day is written" in run("changes", "--since", "yesterday").err


def test_query_from_a_file_with_parameters_of_its_own(run: type[Runner], tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("# param: who (person) — …\nSELECT ?name WHERE { ?who skos:prefLabel ?name }", "utf-8")
    result = run("query", "-f", str(file), "--who", "alex frestian", "--format", "csv")
    assert result.out == "name\nAlex Frestian Lumban Tobing\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["query"], "what shall be asked"),
        (["query", "timelin"], "did you mean timeline"),
        (["query", "timeline", "--since"], "--since needs a value"),
        (["query", "timeline", "--nope", "1"], "it has --thing"),
        (["query", "two", "words"], "in quotes"),
        (["query", "-f", "nowhere.rq"], "nowhere.rq: No such file"),
        (["query", "-f", "latin.rq"], "latin.rq is not UTF-8: save the query as UTF-8 text"),
        (["query", "SELECT * WHERE { ?s ?p }"], "line 1, column"),
        (["query", "SELECT * WHERE { SERVICE <http://x/> {} }"], "SERVICE is refused"),
        (["why", "Nobody Atall"], "no thing is called"),
        (["remove", "nope"], 'no article "nope"'),
        (["stats", "--store", "nowhere"], "make one with `kg ingest PATH`"),
        (["queries", "nope"], "no saved question"),
        (["view", "-o", "no/such/folder.html"], "there is no folder no/such: make it first"),
        (["export", "-o", "no/such/graph.nq"], "there is no folder no/such: make it first"),
        (["export", "-o", "s"], "s is a folder: name a file in it"),
        (["ingest", "a.jsonl", "--store", "a.jsonl"], "a.jsonl is a file, and a store is a folder: name another"),
        (["ingest", "a.jsonl", "--store", "a.jsonl/s"], "a.jsonl is a file, and a store is a folder"),
        (["stats", "--store", "a.jsonl"], "a.jsonl is a file, and a store is a folder"),
        (["why", "https://elsewhere.example/x"], "knows nothing by the IRI <https://elsewhere.example/x>"),
        (["query", "timeline", "--type", "metting"], "no event type is called “metting”: did you mean meeting"),
        (["query", "SELECT * WHERE { ?s foo:bar ?p }"], "the prefix foo: is not known"),
        (["view", "--focus", "Nobody Atall"], "no thing is called"),
        (["view", "--focus", "x", "--path", "a", "b"], "--focus and --path are different pages: ask for one"),
        (
            ["view", "--event", "x", "--from", "2024"],
            "--from belongs to the overview: leave it out, or leave out --event",
        ),
        (["view", "--from", "2024-13"], "--from 2024-13: a day is written 2024-10-11, 2024-10 or 2024"),
        (["view", "--from", "2025", "--to", "2024-12"], "--from 2025 is after --to 2024-12: turn them round"),
        (["view", "--hops", "2"], "--hops counts the steps from a --focus"),
        (["view", "--previous", "a.jsonl"], "a.jsonl holds no drawing: name a page that kg view made"),
        (["view", "--previous", "none.html"], "none.html: No such file"),
        (["view", "--place", "Nowhere Atall"], "no place is called"),
        (["view", "--path", "polres bontang", "polres bontang"], "both ends of the path are “Polres Bontang”"),
        (["evaluate", "nowhere"], "nowhere: No such file"),
        (["evaluate", "a.jsonl"], 'a.jsonl:1: no "article" in it: docs/annotation.md'),
        (["evaluate", "s"], "no annotated articles in s"),
        (["evaluate", "gold", "--min", "person=0.9"], "no metric is called “person”: did you mean persons?"),
        (["evaluate", "gold", "--min", "persons"], "--min persons=0.9"),
        (["evaluate", "gold", "--min", "persons=90%"], "--min persons=0.9"),
    ],
)
def test_mistakes_are_sentences_on_standard_error(run: type[Runner], words: Sequence[str], message: str) -> None:
    result = run(*words)
    assert result.status in (1, 2)
    assert result.out == ""
    assert result.err.startswith("kg: ")
    assert message in result.err
    assert "Traceback" not in result.err


def test_queries_lists_the_saved_questions(run: type[Runner]) -> None:
    result = run("queries")
    assert "who-holds-what: Who holds what\n" in result.out
    assert "  --thing THING (needed)" in result.out
    assert "  --least NUMBER (2)" in result.out
    one = run("queries", "timeline", "--lang", "id")
    assert one.out.startswith("timeline: Linimasa\n")
    assert "SELECT ?date" in one.out


def test_why_shows_sentences_with_their_words_marked(run: type[Runner]) -> None:
    result = run("why", "Alex Frestian Lumban Tobing")
    assert "Alex Frestian Lumban Tobing – holds – " in result.out
    assert "“[Kapolres Bontang AKBP Alex Frestian Lumban Tobing] memimpin" in result.out
    assert "(msb#claim-" in result.out
    assert "\x1b" not in result.out
    assert max(map(len, result.out.splitlines())) <= 100
    facts = json.loads(run("why", "Alex Frestian Lumban Tobing", "--format", "json").out)
    assert {fact["article"] for fact in facts} == {"msb"}


def test_why_shows_a_person_only_so_many_facts(run: type[Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("why", "Alex Frestian Lumban Tobing")
    every = json.loads(run(*words, "--format", "json").out)
    assert len(every) > 1
    assert run(*words).err == f"{len(every)} facts\n"
    monkeypatch.setattr(asking, "FACTS", 1)
    for few in (run(*words), run(*words, "--limit", "1")):
        assert few.out.count("“") == 1
        assert few.err == f"1 fact\n… and {len(every) - 1} more: --limit {len(every)}\n"
    assert run(*words, "--limit", str(len(every))).out.count("“") == len(every)
    assert json.loads(run(*words, "--format", "json").out) == every
    assert json.loads(run(*words, "--format", "json", "--limit", "1").out) == every[:1]


def test_stats(run: type[Runner]) -> None:
    assert "articles                 1\n" in run("stats").out
    assert json.loads(run("stats", "--format", "json").out)["counts"]["articles"] == 1


def test_export_view_and_validate(run: type[Runner], tmp_path: Path) -> None:
    assert run("export").out.splitlines()[0].endswith(" .")
    assert run("export", "--format", "ttl", "-o", str(tmp_path / "g.ttl")).status == 0
    turtle = (tmp_path / "g.ttl").read_text("utf-8")
    assert "schema:NewsArticle" in turtle
    assert "\nperson:alex-frestian-lumban-tobing a foaf:Person" in turtle
    assert "\\/" not in turtle  # each kind of thing has its prefix
    drawn = run("view", "--focus", "polres bontang", "-o", str(tmp_path / "v.html"))
    assert (drawn.status, drawn.err) == (0, f"{tmp_path / 'v.html'} written\n")
    assert "<title>Polres Bontang" in (tmp_path / "v.html").read_text("utf-8")
    sound = run("validate")
    assert (sound.status, sound.err) == (0, "0 faults\n"), sound.out


def test_each_view_is_a_page(run: type[Runner], tmp_path: Path) -> None:
    first = tmp_path / "first.html"
    assert run("view", "--from", "2024-10", "--to", "2024-12", "-o", str(first)).status == 0
    page = tmp_path / "page.html"
    for words, told in (
        (["--path", "Alex Frestian Lumban Tobing", "Majelis Sholawat Bontang"], '"view":"path"'),
        (["--organization", "Polres Bontang", "--previous", str(first)], '"view":"organization"'),
        (["--focus", "Polres Bontang", "--redact"], '"redacted":true'),
        (["--previous", str(first), "--lang", "en"], '"new":{"things":0,"links":0}'),
    ):
        assert run("view", *words, "-o", str(page)).status == 0, words
        assert told in page.read_text("utf-8"), words


def test_rebuild_and_remove(run: type[Runner], tmp_path: Path) -> None:
    store = str(tmp_path / "s")
    run("ingest", "a.jsonl", "--store", store)
    before = run("export", "--store", store).out
    assert run("rebuild", "--store", store) == Result(0, "rebuilt\n", "")
    assert run("export", "--store", store).out == before
    assert run("remove", "msb", "--store", store).out == "msb removed\n"
    empty = f"kg: the graph in {store} is empty: read articles into it with `kg ingest PATH`\n"
    for format in ("nq", "ttl", "graphml", "gexf"):
        assert run("export", "--store", store, "--format", format, "-o", str(tmp_path / "x")) == Result(1, "", empty)
    assert not (tmp_path / "x").exists()


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    line = f"'{sys.executable}' -m kg export --store '{folder / 's'}' | head -1"
    done = subprocess.run(["bash", "-c", line], cwd=HOME, capture_output=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    assert done.stdout.endswith(" .\n")


def test_what_steers_a_terminal_is_taken_out() -> None:
    assert plain("a\x1b[2Jb\u202ec\x9bd\ne") == "a [2Jb c d e"


def test_the_package_is_lazy_and_complete() -> None:
    assert kg.KnowledgeGraph.__name__ == "KnowledgeGraph"
    assert isinstance(kg.__version__, str)
    with pytest.raises(AttributeError):
        _ = kg.nothing


def test_an_answer_without_rows_is_a_sentence(run: "type[Runner]") -> None:
    asked = run("query", "holders", "--post", "Kapolres Bontang", "--on", "1999-01-01")
    assert asked.status == 0
    assert asked.out.startswith("unknown: no article tells who held this post then")
    in_indonesian = run("query", "holders", "--post", "Kapolres Bontang", "--on", "1999-01-01", "--lang", "id")
    assert in_indonesian.out.startswith("tidak diketahui: ")
    assert run("query", "SELECT ?x WHERE { ?x a foaf:Nobody }").out == "nothing in the graph answers this\n"
    as_csv = run("query", "conflicts", "--format", "csv")
    assert len(as_csv.out.splitlines()) == 1
    assert "nothing in the graph answers this" in as_csv.err


def test_who_held_a_post_on_a_day_is_told_with_its_sentence(run: "type[Runner]") -> None:
    asked = run("query", "holders", "--post", "Kapolres Bontang", "--on", "2024-10-11", "--format", "json")
    [row] = json.loads(asked.out)["rows"]
    assert row["person"]["label"] == "Alex Frestian Lumban Tobing"
    assert (row["rank"]["label"], row["status"]["label"], row["before"]["label"]) == ("AKBP", "current", "2024-10-11")
    assert row["sentence"]["label"].startswith("Kapolres Bontang AKBP Alex")


def test_derived_facts_can_be_left_out_of_each_command(run: "type[Runner]", tmp_path: Path) -> None:
    assert run("query", "--no-derived", "timeline").status == 0
    assert run("export", "--no-derived", "--format", "ttl").status == 0
    page = tmp_path / "page.html"
    assert run("view", "--no-derived", "-o", str(page)).status == 0
    assert page.exists()


def test_view_draws_a_picture_by_the_ending_of_the_file(
    run: type[Runner], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, head in (("a.svg", b"<?xml"), ("b.PNG", b"\x89PNG")):
        drawn = run("view", "--focus", "polres bontang", "-o", str(tmp_path / name))
        assert (drawn.status, drawn.err) == (0, f"{tmp_path / name} written\n")
        assert (tmp_path / name).read_bytes().startswith(head)
    way = run("view", "--path", "alex frestian", "polres bontang", "-o", str(tmp_path / "way.svg"))
    assert way.status == 0
    assert "Alex Frestian Lumban Tobing – Polres Bontang" in (tmp_path / "way.svg").read_text("utf-8")
    assert run("view", "--previous", "x.html", "-o", str(tmp_path / "c.svg")).status == 2
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    missing = run("view", "-o", str(tmp_path / "d.svg"))
    assert (missing.status, "pip install 'kabargraf[pictures]'" in missing.err) == (1, True)
    assert not (tmp_path / "d.svg").exists()


def test_rank_and_communities_say_what_their_numbers_mean(run: type[Runner]) -> None:
    ranked = run("rank", "--kind", "person", "--by", "degree")
    assert ranked.status == 0
    assert "Choirul Amin" in ranked.out
    assert "degree: with how many others each is linked; counted over" in ranked.err
    rows = json.loads(run("rank", "--format", "json", "--limit", "2").out)
    assert (len(rows), set(rows[0]) >= {"thing", "label", "value", "neighbours", "sources"}) == (2, True)
    assert next(csv.reader(io.StringIO(run("rank", "--format", "csv").out)))[1:3] == ["thing", "thing_iri"]
    groups = run("communities", "--format", "json")
    assert json.loads(groups.out)["communities"][0]["members"]
    assert "modularity" in groups.err
    assert run("communities", "--format", "csv").out.startswith("community,thing,thing_iri,kind,weight\n1,")
    assert run("rank", "--kind", "x").status == 2


def test_export_writes_for_gephi(run: type[Runner], tmp_path: Path) -> None:
    for name in ("graphml", "gexf"):
        assert f"<{name} " in run("export", "--format", name).out
    part = run("export", "--format", "gexf", "--focus", "polres bontang", "--limit", "3").out
    assert part.count("<node ") == 3
    assert run("export", "--focus", "polres bontang").status == 2


def test_the_command_and_the_library_show_as_many_things() -> None:
    from inspect import signature

    from kg.cli.sharing import view
    from kg.network import LIMIT

    assert signature(view).parameters["limit"].default == LIMIT


def test_odd_answers_are_written_too(tmp_path: Path, run: type[Runner]) -> None:
    graph = run("query", "CONSTRUCT { [] a ?t } WHERE { VALUES ?t { foaf:Person } }", "--format", "ttl").out
    assert graph.endswith("[] a foaf:Person .\n") or "_:" in graph
    assert "<boolean>true</boolean>" in run("query", "ASK {}", "--format", "xml").out
    assert "<bnode>" in run("query", "SELECT (BNODE() AS ?b) {}", "--format", "xml").out
    columns = "SELECT (1 AS ?subject) (2 AS ?predicate) (3 AS ?object) {}"
    assert "ttl is for CONSTRUCT" in run("query", columns, "--format", "ttl").err
    kept = tmp_path / "kept.ttl"
    kept.write_text("older")
    assert run("query", "ASK {}", "-o", str(kept)).status == 2
    assert kept.read_text() == "older"
    assert "a number is written 2" in run("query", "together", "--least", "9" * 5000).err
