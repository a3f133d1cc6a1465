"""`kg same`, `different`, `reject`, `undo`, `review`: what a person knows better than the articles or their reader."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.terminal import (
    STORE,
    Format,
    JudgementsPath,
    MisuseError,
    Readable,
    StorePath,
    as_json,
    plain,
    tell,
    write,
)
from kg.errors import KabargrafError

if TYPE_CHECKING:
    from kg.judgements import Verdict
    from kg.judging import Ruling
    from kg.review import Case, Side

MOVES = 30  # that a person is shown
WIDTH = 120
ANSWERS = {"s": "same", "d": "different", "k": "skip", "": "skip", "q": "quit"}


class Kind(StrEnum):
    """The kinds of things that may be one."""

    person = "person"
    organization = "organization"
    place = "place"
    post = "post"
    event = "event"


One = Annotated[str, typer.Argument(metavar="A", help="A name, an IRI, or ARTICLE:NAME.", show_default=False)]
Other = Annotated[str, typer.Argument(metavar="B", help="Likewise.", show_default=False)]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept and shown.", show_default=False)]
By = Annotated[
    str | None, typer.Option(metavar="NAME", envvar="KG_BY", help="Who says so, if not you.", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show which facts would move, and change nothing.")]


def register(app: typer.Typer) -> None:
    """Put these commands into the application."""
    for command in (same, different, reject, undo, review):
        app.command()(command)


def same(
    one: One,
    other: Other,
    reason: Reason = "",
    by: By = None,
    dry_run: DryRun = False,
    format: Format = Readable.text,
    judgements: JudgementsPath = None,
    store: StorePath = STORE,
) -> None:
    """Say that two things are one.

    \b
    kg same "Budi Santoso" "B. Santoso" --reason "one career"
    kg same "berita-7.txt:Budi Santoso" person/budi-santoso.33-10 --dry-run

    ARTICLE:NAME is a thing by a name that it has in an article. kg undo takes it back.
    """
    _judge("same", one, other, reason, by, dry_run, format, judgements, store)


def different(
    one: One,
    other: Other,
    reason: Reason = "",
    by: By = None,
    dry_run: DryRun = False,
    format: Format = Readable.text,
    judgements: JudgementsPath = None,
    store: StorePath = STORE,
) -> None:
    """Say that two things are not one.

    \b
    kg different "berita-7.txt:Budi Santoso" "berita-9.txt:Budi Santoso" --reason "father and son"

    Where the graph holds the two for one, name each by an article. kg undo takes it back.
    """
    _judge("different", one, other, reason, by, dry_run, format, judgements, store)


def reject(
    claim: Annotated[str, typer.Argument(help="As kg why shows it, in brackets; or its IRI.", show_default=False)],
    reason: Reason = "",
    by: By = None,
    dry_run: DryRun = False,
    format: Format = Readable.text,
    judgements: JudgementsPath = None,
    store: StorePath = STORE,
) -> None:
    """Say that an article's claim is wrong: the facts that only it supports disappear.

    \b
    kg reject berita-7.txt#claim-3 --reason "the photographer, not the Kapolres"
    kg reject berita-7.txt#claim-3 --dry-run

    Who rejects that an event happened rejects the event. kg why goes on showing the claim, as rejected.
    """
    from kg.knowledge import KnowledgeGraph

    with KnowledgeGraph.open(_known(store), write=True, judged=judgements) as graph:
        ruling = graph.reject(claim, by=_who(by), reason=reason, dry_run=dry_run)
    _show(ruling, dry_run, format)


def undo(
    number: Annotated[
        int | None, typer.Argument(min=1, help="Which, as --list counts; without it the last.", show_default=False)
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List all judgements with their numbers.")] = False,
    dry_run: DryRun = False,
    format: Format = Readable.text,
    judgements: JudgementsPath = None,
    store: StorePath = STORE,
) -> None:
    """Take back a judgement: its line leaves the file, and the graph is as it was before.

    \b
    kg undo
    kg undo --list
    kg undo 3 --dry-run
    """
    from kg.knowledge import KnowledgeGraph

    if list_:
        if number is not None:
            raise MisuseError("--list lists all: leave the number out")
        said = KnowledgeGraph.open(store, judged=judgements).judgements()
        if format is Readable.json:
            write(as_json([each._asdict() for each in said], indent=1))
            return
        for count, each in enumerate(said, 1):
            write(f"{count:>3}  {plain(_told(each))}\n")
        tell(f"{len(said)} judgement{'' if len(said) == 1 else 's'}")
        return
    with KnowledgeGraph.open(_known(store), write=True, judged=judgements) as graph:
        ruling = graph.undo(number, dry_run)
    _show(ruling, dry_run, format, back=True)


def review(
    kind: Annotated[Kind | None, typer.Option(help="Things of this kind only.", show_default=False)] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="The most pairs to show.", show_default=False)] = None,
    by: By = None,
    format: Annotated[
        Readable, typer.Option(help="text asks about each pair; json lists them and asks nothing.")
    ] = Readable.text,
    judgements: JudgementsPath = None,
    store: StorePath = STORE,
) -> None:
    """Go through pairs that may be one thing, side by side, and say of each whether they are.

    \b
    kg review
    kg review --kind person --limit 20

    Each answer is in the file of judgements at once; the graph follows at the end. A pair that is skipped comes again.
    """
    from dataclasses import asdict
    from itertools import islice

    from kg.judgements import identity
    from kg.knowledge import KnowledgeGraph

    graph = KnowledgeGraph.open(store, judged=judgements)
    cases = islice(graph.doubts(kind and kind.value), limit)
    if format is Readable.json:
        write(as_json([asdict(case) for case in cases], indent=1))
        return
    who = _who(by)
    counts = dict.fromkeys(("same", "different", "skip"), 0)
    try:
        number = 0
        for number, case in enumerate(cases, 1):
            _lay_out(number, case)
            answer = _asked()
            if answer == "quit":
                break
            counts[answer] += 1
            if answer == "same" or answer == "different":
                graph.note_down(identity(answer, case.one.anchor, case.other.anchor, who))
        if not number:
            tell("no pair is in doubt")
            return
    except KeyboardInterrupt:
        print()
    if counts["same"] or counts["different"]:
        try:
            KnowledgeGraph.open(store, write=True, judged=judgements).close()
        except KabargrafError as error:
            later = f"what you said is in {graph.judgement_file}, and the graph follows when it is next written"
            raise KabargrafError(f"{error}\n{later}") from None
    tell(f"{counts['same']} same, {counts['different']} different, {counts['skip']} skipped")


def _judge(
    verb: Literal["same", "different"],
    one: str,
    other: str,
    reason: str,
    by: str | None,
    dry_run: bool,
    format: Readable,
    judgements: Path | None,
    store: Path,
) -> None:
    from kg.knowledge import KnowledgeGraph

    with KnowledgeGraph.open(_known(store), write=True, judged=judgements) as graph:
        ruling = graph.judge(verb, one, other, by=_who(by), reason=reason, dry_run=dry_run)
    _show(ruling, dry_run, format)


def _known(store: Path) -> Path:
    """The store; raises StoreError where there is none, since an empty one has nothing to judge."""
    from kg.knowledge import KnowledgeGraph

    KnowledgeGraph.open(store)
    return store


def _who(by: str | None) -> str:
    """Who judges: as given, else the name of the login."""
    import getpass

    if by is not None:
        return by
    with suppress(OSError, KeyError):  # an account without a name
        return getpass.getuser()
    return ""


def _show(ruling: "Ruling", dry_run: bool, format: Readable, back: bool = False) -> None:
    from dataclasses import asdict

    if format is Readable.json:
        moves = [asdict(move) for move in ruling.moves]
        write(as_json({"judgement": ruling.verdict._asdict(), "dry_run": dry_run, "moves": moves}, indent=1))
        return
    print(plain(f"{'taken back: ' if back and not dry_run else ''}{_told(ruling.verdict)}"))
    for move in ruling.moves[:MOVES]:
        print(plain(f"  {'+' if move.appears else '-'} {move.subject} – {move.predicate} – {move.object}"))
    if len(ruling.moves) > MOVES:
        tell(f"… and {len(ruling.moves) - MOVES} more: --format json")
    tell(_counted(ruling, dry_run))


def _counted(ruling: "Ruling", dry_run: bool) -> str:
    come = sum(move.appears for move in ruling.moves)
    gone = len(ruling.moves) - come
    if not ruling.moves:
        why = ": other claims say the same" if ruling.verdict.verb == "reject" else ""
        return f"no fact {'would move' if dry_run else 'moves'}{why}"
    facts = "fact" if come == 1 else "facts"
    if dry_run:
        return f"{come} {facts} would appear, {gone} would disappear; nothing is changed"
    return f"{come} {facts} appeared, {gone} disappeared"


def _told(verdict: "Verdict") -> str:
    """A verdict in one line."""
    if verdict.verb == "reject":
        what = f"{verdict.article}: {verdict.name} – {verdict.predicate} – {verdict.other_name}, “{verdict.words}”"
    else:
        what = f"{verdict.article}:{verdict.name}, {verdict.other_article}:{verdict.other_name}"
    because = f" – {verdict.reason}" if verdict.reason else ""
    return f"{verdict.verb} {what}{because} ({', '.join(filter(None, [verdict.by, verdict.when]))})"


def _asked() -> Literal["same", "different", "skip", "quit"]:
    """The answer of a person or of a pipe; where nothing more comes, to quit."""
    while True:
        print("[s]ame, [d]ifferent, s[k]ip, [q]uit: ", end="", flush=True)
        said = sys.stdin.readline()
        if not sys.stdin.isatty():
            print(said.strip())
        if not said:
            return "quit"
        word = said.strip().lower()
        for letter, answer in ANSWERS.items():
            if word in (letter, answer):
                return answer  # type: ignore[return-value]
        tell(f"“{word}” is none of s, d, k and q")


def _lay_out(number: int, case: "Case") -> None:
    """A pair side by side."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    print(f"\n{number}. {case.kind}: {plain(', '.join(case.reasons))} ({case.points})")
    grid = Table(box=None, show_header=False, pad_edge=False)
    grid.add_column()
    for _ in range(2):
        grid.add_column(ratio=1, overflow="fold")
    for head, left, right in zip(("", "posts", "regions", "articles"), _rows(case.one), _rows(case.other), strict=True):
        grid.add_row(head, Text(left), Text(right))
    console.print(grid)


def _rows(side: "Side") -> Iterable[str]:
    """Names, posts, regions and articles of one side."""
    yield plain(" · ".join(side.names))
    yield plain(", ".join(side.posts)) or "–"
    yield plain(", ".join(side.regions)) or "–"
    seen = [
        f"{plain(', '.join(filter(None, [each.publisher, each.published, each.article])))}\n{plain(each.sentence)}"
        for each in side.sightings
    ]
    more = side.articles - len(seen)
    yield "\n".join([*seen, *([f"… and {more} more"] if more > 0 else [])])
