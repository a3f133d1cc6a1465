"""The bridge: a Reading → its article graph, and the facts that it adds to the merged graph, as N-Triples terms.

"Kapolres Bontang, AKBP Alex …" becomes, in the article's own graph, `<article#claim-2> rdf:subject <article#person-1>;
rdf:predicate org:holds; rdf:object <article#post-1>` with its sentence and rule; and, over the canonical IRIs,
`<id/person/alex-…> org:holds <id/post/kapolres-polres-bontang>`. Terms are strings, since text is the quickest way into
the store.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TypeAlias, assert_never
from urllib.parse import quote

from kg.incumbency import Term, terms
from kg.model import (
    Article,
    Claim,
    Containment,
    Entity,
    Evidence,
    Issuance,
    Location,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Reading,
    Span,
    Tenure,
    Timing,
)
from kg.vocab import ARTICLE, BODY, EVENT_TYPE, ID, KG, PLACE_TYPE, ROLE, term

Triple: TypeAlias = tuple[str, str, str]  # subject, predicate, object as N-Triples writes them

RELEASE = "release"  # what names the release that an article rests on, beside the keys of its entities
FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]")  # in an IRI
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
ESCAPED = re.compile(r'[\\"\n\r\t\ud800-\udfff]')  # in a literal; half of a surrogate pair is no character at all
XSD = {1: term("xsd:gYear"), 2: term("xsd:gYearMonth"), 3: term("xsd:date")}
STATUS = {"happened": KG.Happened, "planned": KG.Planned, "denied": KG.Denied}
MODALITY = {"stated": KG.Stated, "planned": KG.Planned, "denied": KG.Denied}
TENURE = {"current": KG.Current, "acting": KG.Acting, "former": KG.Former, "candidate": KG.Candidate}
HOLDS = {
    "current": term("org:holds"),
    "acting": term("org:holds"),
    "former": KG.formerlyHeld,
    "candidate": KG.candidateFor,
}
ADMINISTRATIVE = {"country", "province", "regency", "city", "district", "village"}


@lru_cache(maxsize=16384)  # a property stands in every article: most of a graph's IRIs are a few dozen
def iri(value: str) -> str:
    """An IRI as N-Triples writes it; what may not stand inside one is percent-encoded."""
    return "<" + FORBIDDEN.sub(lambda match: quote(match[0], safe="", errors="replace"), value) + ">"


@cache
def known(curie: str) -> str:
    """A term of a known vocabulary as N-Triples writes it: "rdf:type"."""
    return iri(term(curie))


SHOWN = {
    "event": iri(KG.attestedOn),
    "publication": iri(KG.reportedOn),
    "start": known("schema:startDate"),
    "end": known("schema:endDate"),
}


def literal(value: str, datatype: str | None = None) -> str:
    """A literal as N-Triples writes it; lone surrogates, which no RDF can hold, become U+FFFD."""
    text = ESCAPED.sub(lambda match: ESCAPES.get(match[0], "\ufffd"), value)
    return f'"{text}"' + (f"^^<{datatype}>" if datatype else "")


def day(value: str) -> str:
    """An ISO date as a literal of its own precision: "2024-10" → xsd:gYearMonth."""
    return literal(value, XSD[value.count("-") + 1])


def article_iri(key: str) -> str:
    """The IRI of the article with this ledger key, without brackets."""
    return ARTICLE + quote(key, safe="", errors="replace")


TENURES = f"{ID}tenure/"  # what the IRI of each tenure begins with


def tenure_iri(person: str, post: str, status: str) -> str:
    """The IRI of a tenure: a pure function of who, which post, and in what way."""
    return f"{TENURES}{person.rpartition('/')[2]}--{post.rpartition('/')[2]}--{status}"


def predicate_of(claim: Claim, kinds: Mapping[str, str]) -> str:
    """The property that a claim states."""
    match claim:
        case PostIn():
            return term("org:postIn")
        case Tenure():
            return HOLDS[claim.status]
        case Occurrence():
            return term("schema:eventStatus")
        case Timing():
            return term("sem:hasTimeStamp" if claim.end is None else "sem:hasBeginTimeStamp")
        case Location():
            return term("sem:hasPlace")
        case Participation():
            if kinds[claim.participant] == "post":
                return KG.participantPost
            return KG.organizer if claim.part == "organizer" else KG.participant
        case Containment():
            return term("org:subOrganizationOf" if kinds[claim.part] == "organization" else "schema:containedInPlace")
        case Quotation():
            return term("schema:creator")
        case Issuance():
            return KG.issuer
        case _:
            assert_never(claim)


def statement(claim: Claim, names: Mapping[str, str], article: str, kinds: Mapping[str, str]) -> Triple:
    """The one triple that a claim states, over `names`: entity key → IRI without brackets."""
    predicate = iri(predicate_of(claim, kinds))
    match claim:
        case PostIn():
            return iri(names[claim.post]), predicate, iri(names[claim.organization])
        case Tenure():
            return iri(names[claim.person]), predicate, iri(names[claim.post])
        case Occurrence():
            return iri(names[claim.event]), predicate, iri(STATUS[claim.status])
        case Timing():
            return iri(names[claim.event]), predicate, day(claim.begin)
        case Location():
            return iri(names[claim.event]), predicate, iri(names[claim.place])
        case Participation():
            return iri(names[claim.event]), predicate, iri(names[claim.participant])
        case Containment():
            return iri(names[claim.part]), predicate, iri(names[claim.whole])
        case Quotation():
            return iri(f"{article}#{claim.key}"), predicate, iri(names[claim.speaker])
        case Issuance():
            return iri(names.get(RELEASE, f"{article}#{RELEASE}")), predicate, iri(names[claim.organization])
        case _:
            assert_never(claim)


def article_graph(reading: Reading) -> list[Triple]:
    """The article's own graph, sorted: its local things, its claims with their evidence; untouched by identity."""
    article = article_iri(reading.article.key)
    names = {entity.key: f"{article}#{entity.key}" for entity in reading.entities}
    kinds = {entity.key: entity.kind for entity in reading.entities}
    triples: set[Triple] = set(_frame(reading.article, article))
    for entity in reading.entities:
        triples.update(_thing(entity, names[entity.key]))
        triples.update(_names(entity, names[entity.key]))
    for mention in reading.mentions:
        span = _span(reading, mention.span, article)
        triples.update(span)
        triples.add((iri(names[mention.entity]), known("prov:wasDerivedFrom"), span[0][0]))
    nodes: dict[Claim, str] = {}
    for number, claim in enumerate(reading.claims, 1):
        node = nodes[claim] = iri(f"{article}#claim-{number}")
        subject, predicate, thing = statement(claim, names, article, kinds)
        triples.update(
            [
                (node, known("rdf:type"), iri(KG.Claim)),
                (node, known("rdf:subject"), subject),
                (node, known("rdf:predicate"), predicate),
                (node, known("rdf:object"), thing),
            ]
        )
        triples.update(_evidence(reading, claim.evidence, node, article))
        triples.update(_details(claim, node))
        triples.update(_own(claim, article))
        if isinstance(claim, Issuance):
            triples.update(_based(article, f"{article}#{RELEASE}"))
    triples.update(_over_time(terms(reading), nodes))
    return sorted(triples)


def facts(reading: Reading, names: Mapping[str, str]) -> set[Triple]:
    """The plain facts that this article supports, over `names`: entity key → canonical IRI without brackets.

    Labels, dates of attestation and counts are not here: they are functions of all articles on a thing, not of one.
    What the article rests on is `names[RELEASE]`, or else its own release where a body issued it.
    """
    article = article_iri(reading.article.key)
    kinds = {entity.key: entity.kind for entity in reading.entities}
    triples: set[Triple] = set(_frame(reading.article, article))
    for entity in reading.entities:
        name = names[entity.key]
        triples.update(_thing(entity, name))
        triples.add((iri(article), known("schema:mentions"), iri(name)))
    if RELEASE in names or any(isinstance(claim, Issuance) for claim in reading.claims):
        triples.update(_based(article, names.get(RELEASE, f"{article}#{RELEASE}")))
    for claim in reading.claims:
        triples.add(statement(claim, names, article, kinds))
        triples.update(_own(claim, article))
        if isinstance(claim, Tenure):
            triples.update(_tenure(claim, names, article))
        if isinstance(claim, Timing) and claim.end is not None:
            triples.add((iri(names[claim.event]), known("sem:hasEndTimeStamp"), day(claim.end)))
    triples.update(_memberships(reading, names))
    tenures = {c: iri(_tenure_iri(c, names)) for c in reading.claims if isinstance(c, Tenure)}
    triples.update(_over_time(terms(reading), tenures))
    return triples


def sentence_at(reading: Reading, span: Span) -> Span:
    """The sentence that a span begins in, all of the span with it; the span itself where it stands in none."""
    for sentence in reading.sentences:
        if sentence.field == span.field and sentence.start <= span.start < sentence.end:
            return Span(span.field, sentence.start, max(sentence.end, span.end))
    return span


def _frame(article: Article, name: str) -> Iterator[Triple]:
    node = iri(name)
    yield node, known("rdf:type"), known("schema:NewsArticle")
    yield node, known("schema:headline"), literal(article.title)
    yield node, known("schema:inLanguage"), literal("id")
    if article.published:
        yield node, known("schema:datePublished"), day(article.published.isoformat())
    if article.publisher:
        yield node, known("schema:publisher"), literal(article.publisher)
    if article.url:
        yield node, known("schema:url"), literal(article.url)


def _thing(entity: Entity, name: str) -> Iterator[Triple]:
    """What an entity is and what stands around its name: everything but its names."""
    node = iri(name)
    match entity.kind:
        case "person":
            yield node, known("rdf:type"), known("foaf:Person")
        case "organization":
            yield node, known("rdf:type"), known("org:FormalOrganization")
            yield node, known("org:classification"), iri(BODY + (entity.concept or entity.type))
        case "place":
            yield node, known("rdf:type"), known("schema:Place")
            if entity.type in ADMINISTRATIVE:
                yield node, known("rdf:type"), known("schema:AdministrativeArea")
            yield node, known("schema:additionalType"), iri(PLACE_TYPE + entity.type)
            for key in entity.keys:
                if key.name == "code":
                    yield node, known("skos:notation"), literal(key.value)
        case "post":
            yield node, known("rdf:type"), known("org:Post")
            yield node, known("org:role"), iri(ROLE + (entity.concept or entity.type))
        case "event":
            yield node, known("rdf:type"), known("sem:Event")
            yield node, known("sem:eventType"), iri(EVENT_TYPE + entity.type)
        case _:
            assert_never(entity.kind)
    for prefix in entity.prefixes:
        yield node, known("schema:honorificPrefix"), literal(prefix)
    for suffix in entity.suffixes:
        yield node, known("schema:honorificSuffix"), literal(suffix)


def _names(entity: Entity, name: str) -> Iterator[Triple]:
    yield iri(name), known("skos:prefLabel"), literal(entity.name)
    for alias in entity.aliases:
        yield iri(name), known("skos:altLabel"), literal(alias)


def _span(reading: Reading, span: Span, article: str) -> list[Triple]:
    """A span and its words; prefix and suffix reach to the ends of its sentence, so the three make the sentence."""
    text = reading.article.title if span.field == "title" else reading.article.text
    _, start, end = sentence_at(reading, span)
    fragment = f"char={span.start},{span.end}" if span.field == "text" else f"title-char={span.start},{span.end}"
    node = iri(f"{article}#{fragment}")
    return [
        (node, known("rdf:type"), known("oa:TextPositionSelector")),
        (node, known("rdf:type"), known("oa:TextQuoteSelector")),
        (node, known("oa:start"), literal(str(span.start), term("xsd:integer"))),
        (node, known("oa:end"), literal(str(span.end), term("xsd:integer"))),
        (node, known("oa:exact"), literal(text[span.start : span.end])),
        (node, known("oa:prefix"), literal(text[start : span.start])),
        (node, known("oa:suffix"), literal(text[span.end : end])),
        (node, known("oa:hasSource"), iri(article)),
    ]


def _evidence(reading: Reading, evidence: Evidence, node: str, article: str) -> Iterator[Triple]:
    span = _span(reading, evidence.span, article)
    yield from span
    yield node, known("prov:wasDerivedFrom"), span[0][0]
    yield node, iri(KG.rule), literal(evidence.rule)
    yield node, iri(KG.confidence), literal(f"{evidence.confidence:.2f}", term("xsd:decimal"))
    yield node, iri(KG.modality), iri(MODALITY[evidence.modality])


def _details(claim: Claim, node: str) -> Iterator[Triple]:
    """What a claim says beside its triple."""
    if isinstance(claim, Tenure):
        yield node, iri(KG.tenureStatus), iri(TENURE[claim.status])
        if claim.rank:
            yield node, iri(KG.rank), literal(claim.rank)
    if isinstance(claim, Timing) and claim.end is not None:
        yield node, known("sem:hasEndTimeStamp"), day(claim.end)


def _based(article: str, release: str) -> Iterator[Triple]:
    """That an article rests on a release, its own or one that others rest on too."""
    yield iri(release), known("rdf:type"), iri(KG.PressRelease)
    yield iri(article), known("schema:isBasedOn"), iri(release)


def _own(claim: Claim, article: str) -> Iterator[Triple]:
    """The thing that a claim is about where it is the article's own: a quotation."""
    if isinstance(claim, Quotation):
        node = iri(f"{article}#{claim.key}")
        yield node, known("rdf:type"), known("schema:Quotation")
        yield node, known("schema:text"), literal(claim.text)
        yield node, known("schema:isPartOf"), iri(article)


def _over_time(found: Mapping[Tenure, Term], nodes: Mapping[Claim, str] | Mapping[Tenure, str]) -> Iterator[Triple]:
    """When each tenure is seen, begins and ends, and which one it follows, over `nodes` of tenures or of their claims."""
    for tenure, term_ in found.items():
        for day_, means in term_.days:
            yield nodes[tenure], SHOWN[means], day(day_)
        if term_.replaces:
            yield nodes[tenure], iri(KG.replaces), nodes[term_.replaces]


def _tenure_iri(claim: Tenure, names: Mapping[str, str]) -> str:
    return tenure_iri(names[claim.person], names[claim.post], claim.status)


def _tenure(claim: Tenure, names: Mapping[str, str], article: str) -> Iterator[Triple]:
    person, post = names[claim.person], names[claim.post]
    node = iri(_tenure_iri(claim, names))
    yield node, known("rdf:type"), known("org:Membership")
    yield node, known("org:member"), iri(person)
    yield node, iri(KG.post), iri(post)
    yield node, iri(KG.tenureStatus), iri(TENURE[claim.status])
    yield node, known("prov:wasDerivedFrom"), iri(article)
    if claim.rank:
        yield node, iri(KG.rank), literal(claim.rank)


def _memberships(reading: Reading, names: Mapping[str, str]) -> Iterator[Triple]:
    """The role and the body of each tenure, through its post."""
    bodies = {claim.post: claim.organization for claim in reading.claims if isinstance(claim, PostIn)}
    posts = {entity.key: entity for entity in reading.entities}
    for claim in reading.claims:
        if isinstance(claim, Tenure):
            node = iri(_tenure_iri(claim, names))
            post = posts[claim.post]
            yield node, known("org:role"), iri(ROLE + (post.concept or post.type))
            if claim.post in bodies:
                yield node, known("org:organization"), iri(names[bodies[claim.post]])
