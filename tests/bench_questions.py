"""How fast the saved questions are: `make bench STORE=kg-store` prints milliseconds for each, asked of the graph itself.

Each parameter that a question needs is the thing of its kind that most articles speak of: the hardest that people ask for. The
questions are asked in this process, warm: the second of two rounds counts. "answer" is the engine's time with all rows,
"table" with the names of all things too, as `graph.query` gives it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Store

from kg import sparql
from kg.lookup import CLASSES
from kg.query import answer, query
from kg.store import open_edition
from kg.vocab import term

TYPE, ARTICLES, OUTLET = (NamedNode(term(each)) for each in ("rdf:type", "kg:articles", "schema:publisher"))
TEXTS = {"word": "tidak", "since": "2025-01", "until": "2025-12"}


def best_known(store: Store) -> dict[str, str]:
    """Of each kind of thing the one of most articles: what a parameter of that type is given."""
    found = {}
    for kind, of in CLASSES.items():
        things = [quad.subject for quad in store.quads_for_pattern(None, TYPE, NamedNode(of), DefaultGraph())]
        counts = ((_articles(store, each), str(each.value)) for each in things if isinstance(each, NamedNode))
        found[kind] = max(counts, default=(0, ""))[1]
    return found | {"thing": found["person"]}


def params(store: Store, question: sparql.Question, known: dict[str, str]) -> dict[str, str]:
    """What the parameters that a question needs are given."""
    outlets = [quad.object.value for quad in store.quads_for_pattern(None, OUTLET, None, DefaultGraph())]
    texts = TEXTS | {"outlet": max(set(outlets), key=outlets.count, default="")}
    needed = (each for each in question.parameters if not each.optional)
    return {each.name: known.get(each.type) or texts[each.name] for each in needed}


def seconds(store: Store) -> Iterator[tuple[str, float, float, int]]:
    """Each saved question with the seconds of the engine alone, the seconds of its table, and the number of its rows."""
    known = best_known(store)
    for name in sparql.names():
        question = sparql.question(name)
        given = params(store, question, known)
        for _ in range(2):
            start = perf_counter()
            solutions = answer(store, question, given)
            assert isinstance(solutions, QuerySolutions)
            rows = sum(1 for _ in solutions)
            engine = perf_counter() - start
            start = perf_counter()
            query(store, name, given)
            table = perf_counter() - start
        yield name, engine, table, rows


def _articles(store: Store, thing: NamedNode) -> int:
    return max((int(quad.object.value) for quad in store.quads_for_pattern(thing, ARTICLES, None)), default=0)


def main(folder: Path) -> None:
    """Print the table of `docs/performance.md`."""
    with open_edition(folder) as edition:
        print("| question | answer, ms | table, ms | rows |\n|---|---|---|---|")
        for name, engine, table, rows in seconds(edition.store):
            print(f"| {name} | {1000 * engine:,.0f} | {1000 * table:,.0f} | {rows:,} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
