"""The saved questions: each says what it is in both languages, and answers from the sample articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench_questions import seconds

import kg
from kg import lookup, sparql
from kg.errors import KabargrafError
from kg.query import query
from kg.schema import schema
from kg.search import search
from kg.store import Edition, open_edition

HOME = Path(kg.__file__).parent.parent
LANGUAGES = {"en", "id"}
BANYUMAS = "Kasat Lantas Polresta Banyumas"
SERTIJAB = "Dua Jabatan di Polresta Banyumas Berganti, Kasat Lantas Kini Dipegang Kompol Sekar"

# question, its parameters, and what one of its rows says among other things
ANSWERS: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("articles-from", {"outlet": "serayu", "until": "2025-01"}, {"published": "2025-01-11", "publisher": "Kabar Serayu"}),
    ("articles-on", {"thing": "Karsidi"}, {"article": SERTIJAB}),
    ("best-attested", {"least": "4"}, {"object": "Kapolres Bontang", "relation": "current", "sources": "4"}),
    ("bodies-below", {"organization": "Polda Kaltim"}, {"body": "Satuan Reserse Kriminal Polres Bontang", "articles": "1"}),
    ("career", {"person": "Sekar Ayuningtyas"}, {"post": BANYUMAS, "start": "2025-02-05", "follows": "Galih Rahmanto"}),
    ("copies", {"issuer": "Pendim 1208/Sambas"}, {"publisher": "Kilas Borneo", "published": "2025-02-11"}),
    ("corroboration", {"thing": "Kepala Desa Sebubus"}, {"subject": "Uray Hermansyah", "sources": "1", "articles": "2"}),
    ("denied", {"since": "2025-06"}, {"event": "Tsunami di Teluk Kupang", "type": "disaster", "date": "2025-06-18"}),
    ("event-types", {"until": "2025-02"}, {"type": "meeting", "planned": "0"}),
    ("events-in", {"place": "Bontang"}, {"event": "Pemungutan suara Pilkada serentak", "at": "Kecamatan Bontang Utara"}),
    ("events-of", {"thing": "Sekar Ayuningtyas"}, {"type": "appointment"}),
    ("handovers", {"since": "2025", "until": "2025-02"}, {"post": BANYUMAS, "follows": "Galih Rahmanto", "date": "2025-02-05"}),
    ("holders", {"post": BANYUMAS, "on": "2025-01-20"}, {"person": "Galih Rahmanto", "before": "2025-01-10"}),
    ("in-two-bodies", {}, {"person": "Sekar Ayuningtyas", "body": "Polres Wonosobo", "otherBody": "Polresta Banyumas"}),
    ("meetings", {"thing": "Haris Wirakusuma"}, {"other": "Surya Baskara Wiratama", "meetings": "1", "first": "2024-10-14"}),
    ("named-with", {"thing": "Polres Bontang", "least": "4"}, {"other": "Kapolres Bontang", "articles": "4"}),
    ("newcomers", {"since": "2025-05"}, {"person": "Meilina Hartanto", "posts": "Direktur Utama ASLO", "first": "2025-05-06"}),
    ("outlets", {}, {"publisher": "Kilas Borneo", "articles": "1", "copies": "1"}),
    ("participants", {"event": "Rapat koordinasi pengamanan Pilkada"}, {"participant": "Haris Wirakusuma"}),
    ("people-at", {"place": "Sulawesi Selatan"}, {"person": "Anwar Fuadi", "events": "1", "first": "2025-08-25"}),
    ("places-of-events", {"type": "religious"}, {"place": "Bontang", "events": "1"}),
    ("planned", {"since": "2025-05-22"}, {"event": "Rapat umum pemegang saham", "date": "2025-05-22"}),
    ("posts-in", {"organization": "Polresta Banyumas"}, {"body": "Polsek Baturraden", "post": "Kapolsek Baturraden"}),
    ("press-releases", {}, {"issuer": "Pendim 1208/Sambas", "articles": "2", "publishers": "Berita Sambas; Kilas Borneo"}),
    ("quotes-of", {"speaker": "Haris Wirakusuma"}, {"publisher": "Warta Pesisir"}),
    ("quotes-on", {"word": "DUKUNG-mendukung"}, {"speaker": "Haris Wirakusuma"}),
    ("single-source", {"thing": BANYUMAS}, {"subject": "Sekar Ayuningtyas", "relation": "current", "publishers": "Kabar Serayu"}),
    ("speakers", {"until": "2024"}, {"speaker": "Alex Frestian Lumban Tobing", "outlets": "1"}),
    ("timeline", {"since": "2025-06-18", "type": "disaster"}, {"event": "Tsunami di Teluk Kupang"}),
    ("together", {}, {"one": "Bagas Prayoga Adinata", "other": "Surya Baskara Wiratama", "events": "2"}),
    ("unnamed-holders", {"organization": "Polres Bontang"}, {"post": "Kasat Binmas Polres Bontang"}),
    ("who-holds-what", {"person": "Karsidi"}, {"post": "Kapolsek Baturraden", "status": "former"}),
]  # fmt: skip
SELDOM = {"conflicts"}  # the sample articles hold none: tests/test_incumbency.py


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("questions") / "s"
    with kg.open(folder, write=True) as graph:
        graph.ingest([HOME / "data" / "articles"])
    with open_edition(folder) as held:
        yield held


@pytest.mark.parametrize(
    ("name", "params", "expected"), ANSWERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_question_is_answered_from_the_sample_articles(
    edition: Edition, name: str, params: dict[str, str], expected: dict[str, str]
) -> None:
    rows = query(edition.store, name, params).records()
    assert [row for row in rows if expected.items() <= row.items()], rows[:5]
    assert all(row["article"] for row in rows)


def test_every_question_is_tried() -> None:
    assert {name for name, _, _ in ANSWERS} | SELDOM == set(sparql.names())
    assert len(sparql.names()) >= 25


def test_the_types_of_parameters_are_those_that_a_name_is_looked_up_by() -> None:
    assert set(sparql.TYPES) == {*lookup.CLASSES, *lookup.CONCEPTS, "thing"}


@pytest.mark.parametrize("name", sparql.names())
def test_a_header_says_all_in_both_languages_and_writes_each_type_down(name: str) -> None:
    question = sparql.question(name)
    assert set(question.title) == set(question.description) == LANGUAGES
    assert all(len(words.split()) > 5 for words in question.description.values())
    for parameter in question.parameters:
        assert set(parameter.help) == LANGUAGES, parameter
        assert f"# param: {parameter.name} ({parameter.type}" in question.text, parameter
        assert parameter.default is None or parameter.default.isdecimal(), parameter


def test_a_number_has_a_default_and_is_a_number(edition: Edition) -> None:
    assert len(query(edition.store, "together").rows) < len(query(edition.store, "together", {"least": "1"}).rows)
    with pytest.raises(KabargrafError, match="--least many: a number is written 2"):
        query(edition.store, "together", {"least": "many"})


def test_each_question_is_timed(edition: Edition) -> None:
    found = {name: rows for name, engine, table, rows in seconds(edition.store) if 0 < engine < 5 and 0 < table < 5}
    assert set(found) == set(sparql.names())
    assert found["who-holds-what"] > found["handovers"] == 2


# --- finding things, and what there is


def test_what_is_found_is_in_the_order_of_how_well_it_fits(edition: Edition) -> None:
    found = search(edition.store, "bontang")
    names = [each.name for each in found]
    assert names[0] == "Bontang"  # just so, then what begins so, then what has it as a word, by articles
    assert names.index("Bontang Barat") < names.index("Polres Bontang") < names.index("Kodim 0908/Bontang")
    kinds = [each.kind == "article" for each in found]
    assert kinds == sorted(kinds)
    assert {each.kind for each in found} > {"place", "organization", "post", "article"}


def test_the_schema_counts_each_class_and_property_once(edition: Edition) -> None:
    used = schema(edition.store)
    counted = query(edition.store, "SELECT (COUNT(*) AS ?n) WHERE { ?e kg:participant ?p }").records()
    [participant] = [each for each in used if each.term == "kg:participant"]
    assert [{"n": str(participant.count)}] == counted
    assert len({each.term for each in used}) == len(used) > 40
    assert all(each.example and each.count for each in used)


# --- a folder of one's own

OWN = "# title: Persons of a name\n# param: part (text) — a part of the name\n"
SELECT = "SELECT ?person WHERE { ?person a foaf:Person ; skos:prefLabel ?name FILTER(CONTAINS(?name, ?part)) }"


def test_questions_of_ones_own_join_the_others(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "persons-named.rq").write_text(OWN + SELECT, "utf-8")
    assert set(sparql.names(tmp_path)) - set(sparql.names()) == {"persons-named"}
    for store in (edition.store, edition.path):
        found = query(store, "persons-named", {"part": "Sekar"}, queries=tmp_path)
        assert found.records() == [{"person": "Sekar Ayuningtyas"}]
    assert query(edition.store, "handovers", queries=tmp_path).rows
    with pytest.raises(KabargrafError, match="did you mean persons-named"):
        sparql.question("person-named", tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("timeline", OWN + SELECT, "timeline.rq: a question is called timeline already"),
        ("a b", OWN + SELECT, "“a b” is no name for a question"),
        ("mine", SELECT, "mine.rq: begin it with # title"),
        ("mine", OWN.replace("text", "txt") + SELECT, "mine.rq: line 2: .* “txt” is no type of a parameter: did you mean text"),
        ("mine", OWN.replace(" — ", " ") + SELECT, "mine.rq: line 2: # param: part .*: write # param: name"),
        ("mine", OWN + SELECT.replace("?part", "?name"), "mine.rq: the parameter part is nowhere in the query: use [?]part"),
        ("mine", OWN + "DROP ALL", "mine.rq: a query begins with SELECT"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_question_of_ones_own_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / f"{name}.rq").write_text(text, "utf-8")
    with pytest.raises(KabargrafError, match=message):
        sparql.question(name if name != "a b" else "mine", tmp_path)


def test_a_folder_of_questions_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(KabargrafError, match="is no folder: --queries and KG_QUERIES name a folder"):
        sparql.names(tmp_path / "nowhere")
