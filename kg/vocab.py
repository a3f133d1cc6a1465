"""The terms of `ontology/` and of the vocabularies it leans on, as Python names: `KG.denotes` → an absolute IRI.

`tests/test_house.py` holds the `KG` class in step with `ontology/kg.ttl`.
"""

BASE = "https://w3id.org/kabargraf/"
ID = BASE + "id/"
ARTICLE = BASE + "article/"
ROLE = BASE + "role/"
BODY = BASE + "body/"
EVENT_TYPE = BASE + "event-type/"
PLACE_TYPE = BASE + "place-type/"
IDENTITY_GRAPH = BASE + "graph/identity"
JUDGEMENT_GRAPH = BASE + "graph/judgements"
ONTOLOGY_GRAPH = BASE + "graph/ontology"
DERIVED_GRAPH = BASE + "graph/derived"  # what no article says, but what follows from all of them and the tables
DERIVATION = ID + "derivation/"

KINDS = (
    "event",
    "organization",
    "person",
    "place",
    "post",
    "release",
    "tenure",
)  # of things; each has a prefix: person:alex
PREFIXES = {
    **{kind: f"{ID}{kind}/" for kind in KINDS},
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": BASE + "ontology#",
    "kgbody": BODY,
    "kgevent": EVENT_TYPE,
    "kgid": ID,
    "kgplace": PLACE_TYPE,
    "kgrole": ROLE,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class KG:
    """The project's own terms, each defined in `ontology/kg.ttl`."""

    _ = PREFIXES["kg"]

    # classes
    Claim = _ + "Claim"
    Derivation = _ + "Derivation"
    PressRelease = _ + "PressRelease"
    EventStatus = _ + "EventStatus"
    Modality = _ + "Modality"
    TenureStatus = _ + "TenureStatus"

    # what an article-local thing is one of; what a claim carries
    denotes = _ + "denotes"
    rule = _ + "rule"
    confidence = _ + "confidence"
    modality = _ + "modality"
    rejectedBy = _ + "rejectedBy"
    rejectedBecause = _ + "rejectedBecause"

    # posts and tenures
    post = _ + "post"
    formerlyHeld = _ + "formerlyHeld"
    candidateFor = _ + "candidateFor"
    rank = _ + "rank"
    tenureStatus = _ + "tenureStatus"
    firstAttested = _ + "firstAttested"
    lastAttested = _ + "lastAttested"
    attestedOn = _ + "attestedOn"
    reportedOn = _ + "reportedOn"
    replaces = _ + "replaces"
    articles = _ + "articles"
    sources = _ + "sources"

    # events and releases
    participant = _ + "participant"
    organizer = _ + "organizer"
    participantPost = _ + "participantPost"
    issuer = _ + "issuer"

    # how news writes a concept: `kg.tables` compiles these
    impliedBody = _ + "impliedBody"
    placeLevel = _ + "placeLevel"
    nameShape = _ + "nameShape"
    parentBody = _ + "parentBody"
    commandedBy = _ + "commandedBy"
    nounTrigger = _ + "nounTrigger"
    activeTrigger = _ + "activeTrigger"
    passiveTrigger = _ + "passiveTrigger"
    verbTrigger = _ + "verbTrigger"
    weakTrigger = _ + "weakTrigger"
    headlineTrigger = _ + "headlineTrigger"

    # values
    Happened = _ + "Happened"
    Planned = _ + "Planned"
    Denied = _ + "Denied"
    Stated = _ + "Stated"
    Current = _ + "Current"
    Acting = _ + "Acting"
    Former = _ + "Former"
    Candidate = _ + "Candidate"


def term(curie: str) -> str:
    """The absolute IRI of a prefixed name: "skos:prefLabel" → "http://www.w3.org/2004/02/skos/core#prefLabel"."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name
