"""An Accept header and the formats that an answer can have → the one that fits best: `best("text/csv;q=0.5, */*;q=0.1", TABLES)`.

A table's formats are those of SELECT and ASK, a graph's those of CONSTRUCT and DESCRIBE; the first of each is what a client gets
that asks for nothing.
"""

import re
from collections.abc import Iterable

from pyoxigraph import QueryResultsFormat, RdfFormat

TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
}
QUALITY = re.compile(r"[01](?:\.\d{0,3})?")


def best(accept: str, offered: Iterable[str]) -> str | None:
    """The offered media type with the highest quality, the first of several; None where none is acceptable.

    The closest range tells a type's quality ("text/csv" before "text/*" before "*/*"). An empty header accepts all; a
    range that cannot be read counts for nothing.
    """
    ranges = _ranges(accept) if accept.strip() else {"*/*": 1.0}
    chosen, highest = None, 0.0
    for media in offered:
        kind = media.partition("/")[0]
        quality = next((ranges[each] for each in (media, f"{kind}/*", "*/*") if each in ranges), 0.0)
        if quality > highest:
            chosen, highest = media, quality
    return chosen


def _ranges(accept: str) -> dict[str, float]:
    """Each range with its quality: "text/csv;q=0.5" → {"text/csv": 0.5}; parameters other than q say nothing here."""
    ranges: dict[str, float] = {}
    for part in accept.lower().split(","):
        media, *parameters = (each.strip() for each in part.split(";"))
        quality = next((each.partition("=")[2].strip() for each in parameters if each.startswith("q=")), "1")
        if QUALITY.fullmatch(quality):
            ranges[media] = max(ranges.get(media, 0.0), min(float(quality), 1.0))
    return ranges
