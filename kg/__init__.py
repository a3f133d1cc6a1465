"""Kabargraf: news articles in, a knowledge graph out in which every fact can show the sentence it was read from.

`kg.open("kg-store", write=True).ingest(["articles/"])`, then `kg.open("kg-store").query("who-holds-what").records()`.
Nothing is loaded before it is used: `import kg` takes no time.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from kg.knowledge import KnowledgeGraph

__all__ = ["KnowledgeGraph", "__version__", "open"]


def open(path: "str | Path" = "kg-store", write: bool = False) -> "KnowledgeGraph":
    """The store at `path`, for reading or, by one process at a time, for writing (then it is made where there is none).

    Raises StoreError where there is none to read, or another process writes.
    """
    from kg.knowledge import KnowledgeGraph

    return KnowledgeGraph.open(path, write)


def __getattr__(name: str) -> Any:
    if name == "KnowledgeGraph":
        from kg.knowledge import KnowledgeGraph

        return KnowledgeGraph
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("kabargraf")
        except PackageNotFoundError:  # run from a checkout that was never installed
            return "0+unknown"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
