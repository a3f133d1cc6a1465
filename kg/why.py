"""A thing → every claim on it, each with the sentence that says so: `why(store, "Alex Frestian Lumban Tobing")`.

Alex – holds – Kapolres, read in "**Kapolres Bontang AKBP Alex Frestian Lumban Tobing** memimpin pertemuan …", Gerbang
Contoh, 2024-10-12, by the rule title-rank-name. Claims stand in the article graphs; the identity graph leads there.
"""

from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from kg import sparql
from kg.errors import KabargrafError
from kg.lookup import find, label
from kg.vocab import ARTICLE, IDENTITY_GRAPH, KG, PREFIXES

DENOTES, IDENTITY = NamedNode(KG.denotes), NamedNode(IDENTITY_GRAPH)


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of one article; `prefix`, `words` and `suffix` together are its sentence, `words` the marked part."""

    subject: str  # labels, for people
    predicate: str
    object: str
    triple: tuple[str, str, str]  # the same as IRIs, or a literal's lexical form
    prefix: str
    words: str
    suffix: str
    article: str  # the ledger key
    headline: str
    published: str | None
    publisher: str | None
    url: str | None
    rule: str
    confidence: float
    modality: str  # a label: stated, planned, denied
    rank: str | None  # of a tenure
    end: str | None  # of a time
    claim: str  # the claim's short name, as `kg reject` takes it: "a.txt#claim-7"
    rejected_by: str | None = None  # who said that it is wrong; the merged facts do not rest on it then
    rejected_at: str | None = None
    rejected_because: str | None = None


def why(store: Store, thing: str, lang: str = "en") -> list[Fact]:
    """The claims on one thing, given by name or IRI: the newest article first, then in the order of its text.

    Raises KabargrafError where no one thing is so called, or the graph knows nothing by that IRI.
    """
    iri = NamedNode(find(store, thing))
    text = sparql.bind(sparql.Question("", sparql.internal("why/claims"), {}, {}, ()), {"thing": str(iri)})
    answer = store.query(text, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    facts = [_fact(store, row, lang) for row in answer]
    if not facts and not _occurs(store, iri):
        raise KabargrafError(f"the graph knows nothing by the IRI {iri}: look at its spelling, or give a name")
    return facts


def _occurs(store: Store, node: NamedNode) -> bool:
    return any(store.quads_for_pattern(node, None, None)) or any(store.quads_for_pattern(None, None, node))


def _fact(store: Store, row: QuerySolution, lang: str) -> Fact:
    triple = (_meant(store, row["subject"]), _value(row["predicate"]), _meant(store, row["object"]))
    subject, predicate, object = (
        label(store, value, lang) if isinstance(row[name], NamedNode) else value
        for name, value in zip(("subject", "predicate", "object"), triple, strict=True)
    )
    return Fact(
        subject=subject,
        predicate=predicate,
        object=object,
        triple=triple,
        prefix=_value(row["prefix"]),
        words=_value(row["exact"]),
        suffix=_value(row["suffix"]),
        article=unquote(_value(row["article"]).removeprefix(ARTICLE)),
        headline=_value(row["headline"]),
        published=_optional(row["published"]),
        publisher=_optional(row["publisher"]),
        url=_optional(row["url"]),
        rule=_value(row["rule"]),
        confidence=float(_value(row["confidence"])),
        modality=label(store, _value(row["modality"]), lang),
        rank=_optional(row["rank"]),
        end=_optional(row["end"]),
        claim=unquote(_value(row["claim"]).removeprefix(ARTICLE)),
        rejected_by=_optional(row["rejected_by"]),
        rejected_at=_optional(row["rejected_at"]),
        rejected_because=_optional(row["rejected_because"]),
    )


def _meant(store: Store, term: object) -> str:
    """What a thing of an article denotes; a quotation or a literal stands for itself."""
    if isinstance(term, NamedNode):
        for quad in store.quads_for_pattern(term, DENOTES, None, IDENTITY):
            return _value(quad.object)
    return _value(term)


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _optional(term: object) -> str | None:
    return None if term is None else _value(term)
