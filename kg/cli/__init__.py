"""The command `kg`: words on the command line go in, the door `kg.knowledge` is called, tables and files come out.

`kg ingest articles/`, `kg query who-holds-what --organization "Polres Bontang"`. Nothing heavy is imported before a
command runs, so that `kg --help` answers at once.
"""

import sys
from typing import Annotated, Any

import typer
import typer.core

from kg.cli import articles, asking, counting, judging, measuring, serving, sharing, things
from kg.cli.terminal import MisuseError, plain
from kg.errors import KabargrafError


class Commands(typer.core.TyperGroup):
    """The commands; a value that an option does not take is told without the words of the library that checked it."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the words name."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="kg",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich takes longer to load than everything else together
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for family in (articles, asking, things, counting, judging, measuring, sharing, serving):
    family.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        import kg

        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback(
    epilog="Exit status: 0 all went well; 1 something was not read, not found or not sound, and standard error says what; "
    "2 the command line was not understood. Answers go to standard output, messages to standard error."
)
def kg(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Knowledge graphs from Indonesian news, with the sentence behind every fact.

    \b
    kg ingest articles/                                  read articles into ./kg-store
    kg query who-holds-what --organization "Polres Bontang"
    kg why "Alex Frestian Lumban Tobing"                 the sentences behind a thing
    kg view --focus "Polres Bontang" -o briefing.html    a page that opens anywhere
    kg reject berita-7.txt#claim-3                       take out a fact that is wrong
    """


def main() -> None:
    """Run the command line; what the user can mend is told in a sentence on standard error, with exit status 1 or 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # "\udc80" is how JSON writes it too
    status = 1
    try:
        app(prog_name="kg")
    except MisuseError as error:
        message, status = str(error), 2
    except KabargrafError as error:
        message = str(error)
    except OSError as error:  # a full disk, a file that may not be written
        message = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    print("\n".join(plain(line) for line in f"kg: {message}".splitlines()), file=sys.stderr)
    sys.exit(status)
