"""A store that is served by the command itself: `with serving(store, "--timeout", "2") as served` → its address and process."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
from fakes import FAKE, fake_record

import kg
from kg.knowledge import KnowledgeGraph

HOME = Path(kg.__file__).parent.parent
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
CLIENT = httpx.Client(timeout=60, limits=httpx.Limits(max_connections=None, max_keepalive_connections=None))


class Served(NamedTuple):
    """An endpoint, what it printed first, and its process."""

    url: str
    told: str
    process: "subprocess.Popen[str]"

    def get(self, query: str, accept: str = "*/*", **more: str) -> httpx.Response:
        """The response to a query by GET."""
        return CLIENT.get(self.url, params={"query": query, **more}, headers={"Accept": accept})

    def workers(self) -> set[int]:
        """The ids of the processes that answer its queries."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return {int(child) for child in children.split()}


@contextmanager
def serving(store: Path, *options: str) -> Iterator[Served]:
    """The store at a free port until the end of the `with`; then stopped as Ctrl-C stops it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options],
        cwd=HOME,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    try:
        told = process.stderr.readline()
        found = re.search(r"http://\S+", told)
        assert found, told + process.stderr.read()
        yield Served(found[0], told, process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        finally:
            process.kill()
            process.stderr.close()


def feed(store: Path, *numbers: int) -> None:
    """Read fake articles of these numbers into a store."""
    articles = store.with_suffix(".jsonl")
    rows = [fake_record(number) for number in numbers]
    articles.write_text("".join(json.dumps({"id": row.key, "text": row.text}) + "\n" for row in rows))
    with KnowledgeGraph.open(store, write=True, reader=lambda: FAKE) as graph:
        assert graph.ingest([articles]).read == len(numbers)
