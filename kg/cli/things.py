"""`kg entities`, `find`, `changes`, `schema`: which things there are, under which names, and what is said of them."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.asking import Answer, Lang, Language
from kg.cli.terminal import STORE, MisuseError, StorePath, as_json, show, tell, write
from kg.errors import KabargrafError
from kg.model import KINDS
from kg.vocab import term

if TYPE_CHECKING:
    from kg.inventory import Change, Listed
    from kg.knowledge import KnowledgeGraph
    from kg.search import Found

STRING, INTEGER = term("xsd:string"), term("xsd:integer")
SHOWN = 50  # that a person is shown unasked
EXAMPLE = 80  # letters of an example: a whole quotation is none


def register(app: typer.Typer) -> None:
    """Put these commands into the application."""
    for command in (entities, find, changes, schema):
        app.command()(command)


def entities(
    kind: Annotated[str | None, typer.Option(help=f"Only one kind: {', '.join(KINDS)}.", show_default=False)] = None,
    name: Annotated[
        str | None, typer.Option(help="Only things of whose names one holds this.", show_default=False)
    ] = None,
    by_article: Annotated[
        bool, typer.Option("--by-article", help="What each article's names came to, in place of the list.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="The most things to show. In a table 50 if not given, else all.")
    ] = None,
    format: Annotated[Answer, typer.Option(help="How to print the list.")] = Answer.table,
    store: StorePath = STORE,
) -> None:
    """List the things of the graph with their names and the number of articles.

    \b
    kg entities --kind person
    kg entities --name "budi santoso"
    kg entities --by-article --format json > names.json
    """
    from kg.knowledge import KnowledgeGraph

    if kind is not None and kind not in KINDS:
        raise MisuseError(f"“{kind}” is no kind of thing: {', '.join(KINDS)}")
    graph = KnowledgeGraph.open(store)
    if by_article:
        if format is not Answer.json:
            raise MisuseError("--by-article is for programs: add --format json")
        write(as_json(_by_article(graph, kind), indent=1))
        return
    wanted = name.casefold() if name else ""
    found = [each for each in graph.entities(kind) if any(wanted in x.casefold() for x in (each.name, *each.others))]
    if not found and name:
        raise KabargrafError(f"nothing is called “{name}”")
    columns = ("thing", "kind", "other names", "articles")
    _list(found, limit, format, columns, lambda each: (_link(each), each.kind, "; ".join(each.others), each.articles))


def find(
    text: Annotated[str, typer.Argument(help="One word of a name, or several in any order.")],
    limit: Annotated[
        int | None, typer.Option(min=1, help="The most to show. In a table 50 if not given, else all.")
    ] = None,
    format: Annotated[Answer, typer.Option(help="How to print the list.")] = Answer.table,
    store: StorePath = STORE,
) -> None:
    """Find things by name and alias, then articles by headline, the best first.

    \b
    kg find tobing
    kg find "polres bontang" --limit 5
    kg find banjir --format csv > found.csv

    A name that is just so comes first, then one that begins so, then one that has the words as words; among these what
    is in the most articles. Capitals do not count.
    """
    from kg.knowledge import KnowledgeGraph

    found = KnowledgeGraph.open(store).search(text)
    columns = ("thing", "kind", "found as", "articles")
    _list(found, limit, format, columns, lambda each: (_link(each), each.kind, each.alias, each.articles))


def changes(
    since: Annotated[str, typer.Option(metavar="DATE", help="The day: 2024-10-11, 2024-10 or 2024 (UTC).")],
    watch: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Only the things of these names, one a line.", show_default=False),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="The most to show. In a table 50 if not given, else all.")
    ] = None,
    format: Annotated[Answer, typer.Option(help="How to print the list.")] = Answer.table,
    store: StorePath = STORE,
) -> None:
    """List what articles that were read since a day speak of: what is new in the graph, and what they tell more of.

    \b
    kg changes --since 2025-02-11
    kg changes --since 2025-02 --watch names.txt --format csv

    It goes by the day on which an article was last read into this store, not by when it was published. "new" is what no
    article speaks of that was read before; "more" is what others speak of too. An article that was read again, since it
    changed or since Kabargraf reads better now, counts as read on that day. What a removed or replaced article said is not
    kept, so that what disappeared is not listed. In the file of names, lines that begin with # are passed over.
    """
    from kg.knowledge import KnowledgeGraph
    from kg.query import DATE

    if not DATE.fullmatch(since):
        raise MisuseError(f"--since {since}: a day is written 2024-10-11, 2024-10 or 2024")
    graph = KnowledgeGraph.open(store)
    found = graph.changes(since)
    if watch is not None:
        wanted = _watched(graph, watch)
        found = [each for each in found if wanted & _folded(each.thing)]
    _list(
        found,
        limit,
        format,
        ("thing", "kind", "change", "added", "articles"),
        lambda each: (_link(each.thing), each.thing.kind, _change(each), each.added, each.thing.articles),
        lambda each: {**asdict(each.thing), "change": _change(each), "added": each.added},
    )


def _change(each: "Change") -> str:
    return "new" if each.new else "more"


def _watched(graph: "KnowledgeGraph", file: Path) -> set[str]:
    """The folded names in a file; those that nothing is called are told, since they may be misspelt."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise MisuseError(f"{file} is not UTF-8: save the names as UTF-8 text") from error
    names = {" ".join(line.split()): number for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#"}
    known = set().union(*(_folded(each) for each in graph.entities()))
    for name, number in names.items():
        if name.casefold() not in known:
            tell(f"{file}:{number}: nothing is called “{name}” yet")
    return {name.casefold() for name in names}


def _folded(thing: "Listed") -> set[str]:
    return {name.casefold() for name in (thing.name, *thing.others)}


def schema(
    lang: Lang = Language.en,
    format: Annotated[Answer, typer.Option(help="How to print the list.")] = Answer.table,
    store: StorePath = STORE,
) -> None:
    """List the classes and properties of the graph, each with its number and an example.

    \b
    kg schema
    kg schema --lang id --format json

    It counts what questions see: the merged facts and what is derived from them, each once however many articles say it.
    """
    from kg.knowledge import KnowledgeGraph
    from kg.query import Cell, Table

    used = KnowledgeGraph.open(store).schema(lang.value)
    if format is Answer.json:
        write(as_json([asdict(each) for each in used], indent=1))
        return
    rows = tuple(
        (
            *(Cell(text, STRING, text) for text in (each.kind, each.term, each.label)),
            Cell(str(each.count), INTEGER, str(each.count)),
            Cell(each.example, STRING, _brief(each.example)),
        )
        for each in used
    )
    show(Table(("kind", "term", "label", "number", "example"), rows), format.value)


def _link(thing: "Listed | Found") -> tuple[str, str]:
    """Where a thing is, and what it is called."""
    return thing.iri, thing.name


def _list(
    found: Sequence[Any],
    limit: int | None,
    format: Answer,
    columns: tuple[str, ...],
    row: Callable[[Any], tuple[tuple[str, str] | str | int, ...]],
    record: Callable[[Any], dict[str, Any]] | None = None,
) -> None:
    """Print what was found, as much as is asked for: a `row` of links, texts and numbers each, or for programs a `record`."""
    from kg.query import Cell, Table

    def cell(value: tuple[str, str] | str | int) -> Cell:
        if isinstance(value, tuple):
            return Cell(value[0], "", value[1])
        return Cell(str(value), INTEGER if isinstance(value, int) else STRING, str(value))

    shown = found[: limit or (SHOWN if format is Answer.table else None)]
    if format is Answer.json:
        write(as_json([record(each) if record else asdict(each) for each in shown], indent=1))
        return
    show(Table(columns, tuple(tuple(map(cell, row(each))) for each in shown)), format.value)
    if len(found) > len(shown):
        tell(f"… and {len(found) - len(shown):,} more: --limit {len(found)}")


def _brief(example: str) -> str:
    return example if len(example) <= EXAMPLE else example[: EXAMPLE - 1] + "…"


def _by_article(graph: "KnowledgeGraph", kind: str | None) -> dict[str, list[dict[str, object]]]:
    """Kind → each article's names with the thing that they came to; "article" → the group of copies of each."""
    found: dict[str, list[dict[str, object]]] = {each: [] for each in KINDS if kind in (each, None)}
    for named in graph.by_article():
        if named.kind in found:
            found[named.kind].append(
                {"article": named.article, "name": named.name, "aliases": named.aliases, "entity": named.entity}
            )
    found["article"] = [{"article": key, "entity": source} for key, source in sorted(graph.sources().items())]
    return found
