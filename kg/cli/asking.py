"""`kg query`, `queries`, `why`, `stats`: what the graph knows, and how it knows."""

import io
import textwrap
from contextlib import redirect_stdout
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.terminal import (
    STORE,
    Format,
    MisuseError,
    Readable,
    StorePath,
    as_json,
    columns,
    into,
    plain,
    show,
    tell,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.inventory import Named, Reason
    from kg.sparql import Parameter, Question
    from kg.why import Fact

WIDTH = 100
FACTS = 20  # that a person is shown unasked


class Answer(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Written(StrEnum):
    """How the answer of a query is written."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    ttl = "ttl"
    html = "html"


class Language(StrEnum):
    """The language of the labels of roles, kinds and statuses."""

    en = "en"
    id = "id"


Derived = Annotated[
    bool, typer.Option("--derived/--no-derived", help="With what follows from the articles, or only what they say.")
]
Queries = Annotated[
    Path | None,
    typer.Option(
        envvar="KG_QUERIES", metavar="DIR", help="A folder of saved questions of your own (.rq).", show_default=False
    ),
]
Lang = Annotated[Language, typer.Option(help="The language of labels.")]


def register(app: typer.Typer) -> None:
    """Put these commands into the application."""
    app.command(context_settings={"ignore_unknown_options": True})(query)
    for command in (queries, why, stats):
        app.command()(command)


def query(
    question: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME|'SELECT …'] [--PARAMETER VALUE]", show_default=False)
    ] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="A file of SPARQL in place of a name.")] = None,
    format: Annotated[
        Written | None,
        typer.Option(
            help="How to write the answer: by the ending of -o if not given, else as a table.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to, if not to standard output.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="The most rows.", show_default=False)] = None,
    iri: Annotated[bool, typer.Option("--iri", help="In a table: things by their IRI, not by their label.")] = False,
    queries: Queries = None,
    lang: Lang = Language.en,
    timeout: Annotated[float, typer.Option(help="Seconds after which the query is stopped.")] = 30.0,
    derived: Derived = True,
    store: StorePath = STORE,
) -> None:
    """Ask the graph a saved question, or SPARQL.

    \b
    kg query who-holds-what --organization "Polres Bontang"
    kg query holders --post "Kapolres Bontang" --on 2024-10-11
    kg query timeline --since 2024-10 --format csv > timeline.csv
    kg query 'SELECT ?person WHERE { ?person a foaf:Person } LIMIT 5'
    kg query career --person "Alex Frestian Lumban Tobing" -o career.html
    kg query 'DESCRIBE ?x WHERE { ?x skos:prefLabel "Polres Bontang" }' --format ttl

    csv and tsv have a column of IRIs beside each column of things; json labels and datatypes; xml is the W3C's; ttl is for
    CONSTRUCT and DESCRIBE; html is one page.

    kg queries lists the saved questions. Prefixes (foaf:, org:, sem:, schema:, kg: …) need no declaration. A query
    only reads, and calls no other server.
    """
    from kg.knowledge import KnowledgeGraph

    asked, params = _parameters(question or [])
    if file is not None:
        if asked is not None:
            raise MisuseError(f"both a file and “{asked}” are given: leave one out")
        try:
            asked = file.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise MisuseError(f"{file} is not UTF-8: save the query as UTF-8 text") from error
    if asked is None:
        raise MisuseError("what shall be asked? Give the name of a saved question (kg queries), or SPARQL")
    chosen = format.value if format else _ending(output)
    answer = KnowledgeGraph.open(store).query(
        asked, params, lang=lang.value, timeout=timeout, derived=derived, limit=limit, queries=queries
    )
    title = ""
    if chosen == Written.html.value:
        from kg import sparql

        title = _in(lang.value, sparql.question(asked, queries).title)
    if output is None:
        show(answer, chosen, iri=iri, title=title, lang=lang.value)
        return
    with redirect_stdout(
        io.StringIO()
    ) as held:  # made before the file, so that a failure leaves an older one as it was
        show(answer, chosen, iri=iri, title=title, lang=lang.value)
    into(output).write_text(held.getvalue(), "utf-8")


def _ending(output: Path | None) -> str:
    """The format that a file's name ends in, else a table."""
    ending = output.suffix.removeprefix(".").lower() if output else ""
    return ending if ending in list(Written) else Written.table.value


def queries(
    name: Annotated[str | None, typer.Argument(help="One question, in full.", show_default=False)] = None,
    queries: Queries = None,
    format: Format = Readable.text,
    lang: Lang = Language.en,
) -> None:
    """List the saved questions with their parameters.

    \b
    kg queries
    kg queries timeline --lang id
    kg queries --queries my-questions/

    A file of your own begins with # title: …, and has a line # param: name (type, optional) — help for each parameter; type
    is person, organization, place, post, event, thing, status, event_type, role, body, date, number or text, and (number,
    default 2) gives a default.
    """
    from kg import sparql

    questions = [sparql.question(each, queries) for each in ([name] if name else sparql.names(queries))]
    if format is Readable.json:
        write(as_json([_question(question, lang.value) for question in questions], indent=1))
        return
    for number, question in enumerate(questions):
        if number:
            print()
        print(f"{question.name}: {_in(lang.value, question.title)}")
        description = _in(lang.value, question.description)
        print(textwrap.fill(description, WIDTH, initial_indent="  ", subsequent_indent="  "))
        columns(
            (f"--{each.name} {each.type.upper()}" + _need(each), _in(lang.value, each.help))
            for each in question.parameters
        )
        if name:
            print("\n" + "\n".join(line for line in question.text.splitlines() if not line.startswith("#")))


def why(
    thing: Annotated[str, typer.Argument(help="A name, or an IRI.")],
    format: Format = Readable.text,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="The most facts to show: the newest. As text 20 if not given, as JSON all."),
    ] = None,
    identity: Annotated[
        bool, typer.Option("--identity", help="Why the names of several articles are one thing, in place of the facts.")
    ] = False,
    lang: Lang = Language.en,
    store: StorePath = STORE,
) -> None:
    """Show the facts about a thing, each with its sentence, article and rule.

    \b
    kg why "Alex Frestian Lumban Tobing"
    kg why "Alex Frestian Lumban Tobing" --identity
    kg why "Polres Bontang" --limit 100
    kg why "Polres Bontang" --format json

    The name in brackets is that of the claim; kg reject takes it.
    """
    from kg.knowledge import KnowledgeGraph

    graph = KnowledgeGraph.open(store)
    if identity:
        _why_one(graph.reasons(thing), format, limit)
        return
    facts = graph.why(thing, lang=lang.value)
    if format is Readable.json:
        write(as_json([asdict(fact) for fact in facts[:limit]], indent=1))
        return
    shown = facts[: limit or FACTS]
    for fact in shown:
        print("\n".join(_explained(fact)) + "\n")
    tell(f"{len(shown)} fact{'' if len(shown) == 1 else 's'}")
    if len(facts) > len(shown):
        tell(f"… and {len(facts) - len(shown)} more: --limit {len(facts)}")


def _why_one(reasons: "list[Reason]", format: Readable, limit: int | None) -> None:
    if format is Readable.json:
        write(as_json([asdict(reason) for reason in reasons[:limit]], indent=1))
        return
    for reason in reasons[: limit or FACTS]:
        print(f"{reason.points:>4}  {_called(reason.one)} = {_called(reason.other)}")
        print(textwrap.fill(plain("; ".join(reason.reasons)), WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6))
    tell(f"{len(reasons)} link{'' if len(reasons) == 1 else 's'}; elsewhere its name and post or code are the same")
    if len(reasons) > (limit or FACTS):
        tell(f"… and {len(reasons) - (limit or FACTS)} more: --limit {len(reasons)}")


def _called(named: "Named") -> str:
    return plain(f"{named.name} [{named.article}]")


def stats(
    format: Format = Readable.text,
    store: StorePath = STORE,
) -> None:
    """Count what is in the store.

    \b
    kg stats
    """
    from kg.knowledge import KnowledgeGraph

    found = KnowledgeGraph.open(store).stats()
    if format is Readable.json:
        write(as_json(asdict(found), indent=1))
        return
    columns(((name, f"{count:>9,}") for name, count in found.counts.items()), indent="")
    if found.first and found.last:
        print(f"\npublished from {found.first} to {found.last}")
    if found.outlets:
        print("\nmost articles from")
        columns((outlet, f"{count:>6,}") for outlet, count in found.outlets)


def _in(lang: str, texts: "Mapping[str, str]") -> str:
    return texts.get(lang, texts.get("en", ""))


def _need(parameter: "Parameter") -> str:
    if parameter.default is not None:
        return f" ({parameter.default})"
    return "" if parameter.optional else " (needed)"


def _question(question: "Question", lang: str) -> dict[str, object]:
    """A saved question for a program."""
    return {
        "name": question.name,
        "title": _in(lang, question.title),
        "description": _in(lang, question.description),
        "parameters": [
            {
                "name": each.name,
                "type": each.type,
                "needed": not each.optional,
                "default": each.default,
                "help": _in(lang, each.help),
            }
            for each in question.parameters
        ],
        "text": question.text,
    }


def _parameters(words: list[str]) -> tuple[str | None, dict[str, str]]:
    """`who-holds-what --organization "Polres Bontang" --status=former` → the question and its parameters."""
    asked: str | None = None
    params: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            given = value if equals else next(rest, None)
            if given is None:
                raise MisuseError(f"--{name} needs a value: --{name} VALUE")
            params[name] = given
        elif asked is None:
            asked = word
        else:
            raise MisuseError(f"what is “{word}”? Put a name of several words, or SPARQL, in quotes")
    return asked, params


def _explained(fact: "Fact") -> list[str]:
    """A fact as four lines or so: what, in which words, where, by which rule; its words stand in [brackets]."""
    details = [f"rank {fact.rank}" if fact.rank else "", f"until {fact.end}" if fact.end else "", fact.modality]
    title = f"{fact.subject} – {fact.predicate} – {fact.object} ({', '.join(filter(None, details))})"
    sentence = f"{fact.prefix}[{fact.words}]{fact.suffix}"
    source = ", ".join(filter(None, [fact.publisher, fact.published, fact.headline]))
    lines = [
        title,
        f"“{' '.join(sentence.split())}”",
        f"{source} ({fact.claim})",
        f"{fact.rule}, {fact.confidence:.2f}",
    ]
    if fact.rejected_by is not None:
        because = f", because {fact.rejected_because}" if fact.rejected_because else ""
        lines.append(f"rejected by {fact.rejected_by or 'somebody'}{because} ({fact.rejected_at})")
    return [
        part
        for number, line in enumerate(lines)
        for part in textwrap.wrap(
            plain(line),
            WIDTH,
            initial_indent="  " if number else "",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
    ]
