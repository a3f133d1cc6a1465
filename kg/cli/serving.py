"""`kg serve`: the graph as a SPARQL endpoint, for programs and other people's tools."""

import os
from typing import Annotated

import typer

from kg.cli.asking import Derived
from kg.cli.terminal import STORE, StorePath, tell
from kg.errors import StoreError


def register(app: typer.Typer) -> None:
    """Put this command into the application."""
    app.command()(serve)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen at; 0.0.0.0 lets other machines ask.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 is any free one.")] = 8000,
    cors: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Web pages that may ask: https://peta.example, or * for all. Repeatable."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, max=86_400, help="Seconds after which a query is stopped.")] = 30.0,
    limit: Annotated[int, typer.Option(min=1, help="The most rows of an answer; one with more is refused.")] = 100_000,
    memory: Annotated[int, typer.Option(min=256, help="MB of memory that a query may take.")] = 2048,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Queries that run at once.")] = 4,
    derived: Derived = True,
    store: StorePath = STORE,
) -> None:
    """Answer SPARQL over HTTP, as the SPARQL 1.1 Protocol says, until Ctrl-C.

    \b
    kg serve
    kg serve --port 3030 --cors https://peta.example
    curl localhost:8000/sparql -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?p a foaf:Person } LIMIT 5'

    It answers what kg query answers to SPARQL, from the newest edition: kg ingest may run meanwhile. It reads only: updates,
    SERVICE and LOAD are refused. It asks nobody who they are: where --host opens it to others, put it behind something
    that does.
    """
    from kg.knowledge import KnowledgeGraph
    from kg.server import serve
    from kg.server.worker import Settings
    from kg.store import current

    number = current(KnowledgeGraph.open(store).path)
    if number is None:
        raise StoreError(f"no graph in {store}: make one with `kg ingest PATH`")
    serve(
        Settings(os.fspath(store.absolute()), derived, timeout, limit, memory << 20),
        workers,
        host=host,
        port=port,
        origins=cors or (),
        announce=lambda url: tell(f"edition {number} of {store} at {url} (Ctrl-C ends it)"),
    )
