"""A question and a store → a table: `query(store, "who-holds-what", {"organization": "Polres Bontang"})`.

A question is the name of a saved one (`queries/*.rq`) or SPARQL text; it reads and never writes. An edition on disk is
asked in a process of its own, since the engine can neither stop a query nor bound its memory.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg import sparql
from kg.errors import KabargrafError
from kg.lookup import find, label
from kg.vocab import DERIVED_GRAPH, PREFIXES, term

MEMORY = 2 << 30  # bytes of a query's own data: a join without a shared variable stops here, not at the machine's end
CHILD = "import kg.query; kg.query.answer_parent()"
# What the engine expected: "sign", [letters], WORD or a sentence of its own.
EXPECTED = re.compile(r""""(?:[^"\\]|\\.)*"|\[(?:'(?:\\.[^']*|[^'\\])'|[^\]'])*\]|[^\s,"\[][^,"\[]*""")
SHOWN = 5  # things that may stand in a place: more are no help
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
DATES = {term("xsd:gYear"), term("xsd:gYearMonth"), term("xsd:date")}
STRING = term("xsd:string")
BLANK = "bnode"  # in place of a datatype: a node without a name
EVERYTHING: list[NamedNode | BlankNode | DefaultGraph] = [
    DefaultGraph(),
    NamedNode(DERIVED_GRAPH),
]  # what articles say, and what follows from it
NOTHING = {"en": "nothing in the graph answers this", "id": "tidak ada yang menjawab ini dalam graf"}


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query reads, by their IRIs: those merged as its default graph, and those that GRAPH finds."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: an IRI (then `datatype` is empty) or a literal's lexical form; `label` is what people read."""

    value: str
    datatype: str
    label: str
    language: str = ""  # of a literal that has one


TYPED: dict[str, Callable[[str], object]] = {
    term("xsd:integer"): int,
    term("xsd:decimal"): float,
    term("xsd:double"): float,
    term("xsd:boolean"): "true".__eq__,
    term("xsd:date"): date.fromisoformat,
}  # the other datatypes stay text: a year or a month is no day


@dataclass(frozen=True, slots=True)
class Table:
    """The answer: a row has one cell a column, None where the query bound nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    none: str = ""  # of an answer without rows: the sentence that says so
    more: bool = False  # whether there are rows behind the last that was asked for
    form: str = "select"  # or "ask", or "construct": then the rows are triples

    def records(self) -> list[dict[str, str]]:
        """Each row as column → label, without the empty cells: what a test or a notebook looks at."""
        return [
            {column: cell.label for column, cell in zip(self.columns, row, strict=True) if cell} for row in self.rows
        ]

    def values(self) -> list[dict[str, object]]:
        """Each row as column → int, float, bool, date or text; a thing by its label, an empty cell as None."""
        return [dict(zip(self.columns, map(_value, row), strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """The values as a pandas.DataFrame; KabargrafError where pandas is not installed, which nothing else here needs."""
        try:
            pandas = import_module("pandas")
        except ImportError:
            raise KabargrafError("to_pandas needs pandas, which is not installed: pip install pandas") from None
        return pandas.DataFrame(self.values(), columns=list(self.columns))


def _value(cell: Cell | None) -> object:
    if cell is None:
        return None
    try:
        return TYPED.get(cell.datatype, str)(cell.value if cell.datatype else cell.label)
    except ValueError:  # a day with a zone, a number that is none
        return cell.value


def query(
    store: Store | Path | str,
    name_or_text: str,
    params: Mapping[str, str] | None = None,
    *,
    lang: str = "en",
    timeout: float = 30.0,
    derived: bool = True,
    limit: int | None = None,
    queries: Path | None = None,
) -> Table:
    """The answer to a saved question or to SPARQL text.

    `store` is an open store, asked right here and without a limit; or the folder of an edition, asked in a process that
    is ended after `timeout` seconds. `params` are the question's parameters as a person writes them: a thing by its
    name; without `derived` only what articles say is asked. Of the rows the first `limit` are taken. `queries` is a
    folder of saved questions of one's own.
    Raises KabargrafError: an unknown name, a mistake in the query (with its line), a write, a call to another
    server, a query over its time or memory.
    """
    if not isinstance(store, Store):
        options = {"lang": lang, "derived": derived, "limit": limit, "queries": str(queries) if queries else None}
        return _elsewhere(Path(store), name_or_text, dict(params or {}), options, timeout)
    question = sparql.question(name_or_text, queries)
    table = _table(store, answer(store, question, params or {}, derived), lang, limit)
    return table if table.rows else replace(table, none=(question.none or NOTHING).get(lang, NOTHING["en"]))


def answer(
    store: Store, question: sparql.Question, params: Mapping[str, str], derived: bool = True
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What the engine answers, as terms; raises KabargrafError as `query` does."""
    return evaluate(store, sparql.bind(question, _terms(store, question, params)), derived=derived and question.derived)


def evaluate(
    store: Store, text: str, *, derived: bool = True, dataset: Dataset | None = None
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What the engine answers to a query that `sparql.check` has passed, with its prefixes known.

    It reads the graphs of `dataset`, else those that it names with FROM, else what articles say, with or without what is
    `derived` from it. Raises KabargrafError with the line and column of a mistake.
    """
    graphs: list[NamedNode | BlankNode | DefaultGraph] | None = EVERYTHING if derived else None
    named: list[NamedNode | BlankNode] | None = None
    if dataset is not None:
        graphs, named = [NamedNode(iri) for iri in dataset.default], [NamedNode(iri) for iri in dataset.named]
    elif sparql.names_graphs(text):
        graphs = None  # what is given here would win over FROM
    try:
        return store.query(text, prefixes=PREFIXES, default_graph=graphs, named_graphs=named)
    except SyntaxError as error:
        raise KabargrafError(_mistake(str(error), text)) from None


def answer_parent() -> None:
    """Run by the other process: a request as JSON on standard input, its answer on standard output."""
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    request = json.load(sys.stdin)
    try:
        options = request["options"]
        options["queries"] = Path(options["queries"]) if options["queries"] else None
        table = query(Store.read_only(request["edition"]), request["question"], request["params"], **options)
    except KabargrafError as error:
        told: dict[str, object] = {"error": str(error)}
    except MemoryError:
        os._exit(1)
    else:
        rows = [[cell and [cell.value, cell.datatype, cell.label, cell.language] for cell in row] for row in table.rows]
        told = {"columns": table.columns, "rows": rows, "none": table.none, "more": table.more, "form": table.form}
    json.dump(told, sys.stdout)
    sys.stdout.flush()
    os._exit(0)  # nothing is left to write, and the engine takes its time to close


def _elsewhere(
    edition: Path, question: str, params: dict[str, str], options: dict[str, object], timeout: float
) -> Table:
    if not edition.is_dir():
        raise KabargrafError(f"{edition} is no edition of a graph: make one with kg ingest")
    request = {"edition": str(edition), "question": question, "params": params, "options": options}
    home = str(Path(__file__).parent.parent)  # so that the other process finds this very package
    paths = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
    try:
        done = subprocess.run(
            [sys.executable, "-c", CHILD],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            # without memory the engine hangs where it would print a backtrace
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", "RUST_BACKTRACE": "0"},
        )
    except subprocess.TimeoutExpired:
        raise KabargrafError(
            f"the query was stopped after {timeout:g} seconds: narrow it, add a LIMIT, or give it more time"
        ) from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        if done.returncode < 0 or not said or "memory" in said[-1].lower():
            raise KabargrafError(f"the query needed more than {MEMORY >> 30} GB of memory: narrow it, or add a LIMIT")
        raise KabargrafError(f"the query failed: {said[-1]}")
    told = json.loads(done.stdout)
    if "error" in told:
        raise KabargrafError(told["error"])
    rows = tuple(tuple(cell and Cell(*cell) for cell in row) for row in told["rows"])
    return Table(tuple(told["columns"]), rows, told["none"], told["more"], told["form"])


def _terms(store: Store, question: sparql.Question, params: Mapping[str, str]) -> dict[str, str]:
    """Each parameter that was given or has a default, as the engine itself writes the term that it means."""
    known = {parameter.name: parameter for parameter in question.parameters}
    name = question.name or "this query"
    for given in params:
        if given not in known:
            has = ", ".join(f"--{each}" for each in known) or "none"
            raise KabargrafError(f"{name} has no parameter --{given}; it has {has}")
    terms = {}
    for parameter in question.parameters:
        value = params.get(parameter.name, parameter.default)
        if value is not None:
            terms[parameter.name] = _term(store, parameter, value)
        elif not parameter.optional:
            raise KabargrafError(f"{name} needs --{parameter.name}: {parameter.help.get('en', parameter.type)}")
    return terms


def _term(store: Store, parameter: sparql.Parameter, value: str) -> str:
    if parameter.type == "text":
        return str(Literal(value))
    if parameter.type == "number":
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise KabargrafError(f"--{parameter.name} {value}: a number is written 2")
        return str(Literal(int(value)))
    if parameter.type == "date":
        if not DATE.fullmatch(value):
            raise KabargrafError(f"--{parameter.name} {value}: a day is written 2024-10-11, 2024-10 or 2024")
        return str(Literal(value))  # compared as text, so that "2024-10" comes before "2024-10-11"
    return str(NamedNode(find(store, value, parameter.type)))


def _table(store: Store, found: QuerySolutions | QueryBoolean | QueryTriples, lang: str, limit: int | None) -> Table:
    if isinstance(found, QueryBoolean):
        value = "true" if found else "false"
        return Table(("answer",), ((Cell(value, term("xsd:boolean"), value),),), form="ask")
    labels: dict[str, str] = {}
    form = "select" if isinstance(found, QuerySolutions) else "construct"
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows: Iterator[Iterator[object]] = (iter(solution) for solution in found)
    else:
        columns = ("subject", "predicate", "object")
        rows = (iter((triple.subject, triple.predicate, triple.object)) for triple in found)
    taken = tuple(tuple(_cell(store, value, lang, labels) for value in row) for row in islice(rows, limit))
    return Table(columns, taken, more=limit is not None and next(rows, None) is not None, form=form)


def _cell(store: Store, value: object, lang: str, labels: dict[str, str]) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, NamedNode):
        if value.value not in labels:
            labels[value.value] = label(store, value.value, lang)
        return Cell(value.value, "", labels[value.value])
    if isinstance(value, Literal):
        return Cell(value.value, value.datatype.value, value.value, value.language or "")
    return Cell(str(value), BLANK if isinstance(value, BlankNode) else STRING, str(value))


def _mistake(message: str, text: str) -> str:
    """What is wrong with a query, with the line that it is about, and a mark under the place."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if fault := sparql.fault(text, PREFIXES):
        place, reason = fault
        line, column, near = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place), ""
    elif found:
        line, column = int(found[1]), int(found[2])
        near, reason = _expected(found[3])
    else:
        return f"the query cannot be read: {message}"
    words = (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1]
    where = f"line {line}, column {column}{near}"
    return f"the query cannot be read at {where}: {reason}\n  {words}\n  {' ' * (column - 1)}^"


def _expected(complaint: str) -> tuple[str, str]:
    """The engine's complaint without its letters and with few of its signs; it compares a word with what follows, and
    then complains at the end of that, so that the place may be too far to the right.
    """
    things = EXPECTED.findall(complaint.removeprefix("expected ").removeprefix("one of "))
    for thing in things:
        if thing == "IRI parsing failed":
            return ", or just before it", "an IRI is written in full, with https:// and without blanks"
        if " " in thing and thing[0] not in '["':
            return "", thing[0].lower() + thing[1:]
    signs = [thing[1:-1].replace("\\", "") for thing in things if thing[0] == '"']
    words = [thing for thing in things if thing[0] not in '["']
    able = sorted(filter(None, signs), key=lambda sign: sign not in "})].;") + words
    more = " …" if len(able) > SHOWN else ""
    some = ", ".join(able[:SHOWN]) + more
    if signs:
        return "", f"expected {some}"
    vague = "something is missing or does not belong there"
    return ", or just before it", f"{vague}; possible: {some}" if able else vague
