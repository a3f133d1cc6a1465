"""One HTTP request as the SPARQL 1.1 Protocol reads it → what it asks: `?query=ASK%20%7B%7D` → `Asked("ASK {}", None)`.

Knows nothing of a server: method, query string, type of content and body come in as they stood in the request.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.query import Dataset

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
FIELDS = 2000  # of a form: more are not parsed
READ_ONLY = "this endpoint only reads: what articles say is changed with kg ingest, and by judgements"


class Fault(Exception):  # noqa: N818, it is what the protocol calls it
    """Why a request is not answered: the status of HTTP, and a sentence."""

    def __init__(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(words)
        self.status, self.words, self.headers = status, words, headers or {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs that the request wants it to read; None where it names none."""

    query: str
    dataset: Dataset | None


def read(method: str, url_query: bytes, content_type: str, body: bytes) -> Asked | None:
    """What a request asks; None for a GET without anything, to which the answer is what this service is.

    Raises Fault: 400 for no query, several, or letters that are not UTF-8; 403 for an update; 415 for another content.
    """
    fields = _fields(url_query)
    if method == "POST":
        media = _media(content_type)
        if media == FORM:
            fields += _fields(body)
        elif media == DIRECT:
            fields.append(("query", _text(body)))
        elif media == UPDATE:
            raise Fault(403, READ_ONLY)
        else:
            raise Fault(415, f"a query is posted as {DIRECT} or {FORM}, not as {media or 'content without a type'}")
    elif not fields:
        return None
    if any(name == "update" for name, _ in fields):
        raise Fault(403, READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise Fault(400, f"MalformedQuery: a request has one query, this one has {len(queries) or 'none'}")
    default, named = (
        tuple(value for name, value in fields if name == wanted) for wanted in ("default-graph-uri", "named-graph-uri")
    )
    return Asked(queries[0], Dataset(default, named) if default or named else None)


def _media(content_type: str) -> str:
    """The type of content alone; raises Fault where its letters are not said to be UTF-8."""
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in ("utf-8", "utf8"):
            raise Fault(415, f"a query is sent as UTF-8, not as {value}")
    return media


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError:
        raise Fault(400, "MalformedQuery: what is sent is not percent-encoded UTF-8") from None
    except ValueError:
        raise Fault(400, f"MalformedQuery: a request has at most {FIELDS} parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault(400, "MalformedQuery: the query is not UTF-8") from None
