"""Things and arrows that were chosen → what a page tells of them: names, kinds, days, and the sentences behind each fact.

`Teller(field, shown, hidden, links, bodies).node(alex)` gives the attributes of Alex's node, `.fact(link)` those of an arrow.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from kg.network.field import HELD, POST_IN, Field, kind
from kg.network.rows import TIMES, Link, local, rows, said_of
from kg.vocab import IDENTITY_GRAPH, JUDGEMENT_GRAPH, KG, term

SENTENCES = 20  # of one fact that go along: a reader reads three, and a hub of the graph has thousands
FACTS = 40  # that a thing has alone: a spokesman is quoted every day
GLANCE = 3  # sentences and facts of what is hidden until somebody opens it
TYPES = {term("org:classification"), term("org:role"), term("sem:eventType"), term("schema:additionalType")}
SPOKEN = {term("schema:creator"), KG.issuer}  # facts of the speaker or issuer, who is their object
OWN = {*SPOKEN, *TIMES, term("schema:eventStatus")}  # facts that a thing has alone, and no arrow
STATUS = {KG.Happened: "happened", KG.Denied: "denied", KG.Planned: "planned"}  # the surest first
MODALITY = {KG.Stated: "stated", KG.Denied: "denied", KG.Planned: "planned"}  # the surest first
FIXED = {KG.formerlyHeld: "former", KG.candidateFor: "planned"}  # where the property itself tells the status
SPANS = {KG.firstAttested: "seen_first", KG.lastAttested: "seen_last"} | {
    term("schema:startDate"): "start",
    term("schema:endDate"): "end",
}
HOLDING = {KG.Former: KG.formerlyHeld, KG.Candidate: KG.candidateFor}  # status of a tenure → its arrow, else org:holds

DENOTES, REJECTED = ox.NamedNode(KG.denotes), ox.NamedNode(KG.rejectedBy)
IDENTITY, JUDGEMENTS = ox.NamedNode(IDENTITY_GRAPH), ox.NamedNode(JUDGEMENT_GRAPH)

Details: TypeAlias = dict[str, dict[str, list[str]]]  # thing → property → values in order


class Claim(NamedTuple):
    """A claim of one article over canonical things; a quotation or a release stays the article's own."""

    date: str
    iri: str
    modality: str
    origin: str  # the release that the article is a copy of, or the article


class Teller:
    """What the store tells of some things and the arrows among them, asked for once and for all of them together."""

    def __init__(self, field: Field, shown: Collection[str], hidden: Collection[str], links: list[Link]) -> None:
        store, things = field.store, [*shown, *hidden]
        self.field, self.hidden = field, set(hidden)
        self.bodies = {
            thing: next((o for s, key, o in field.links(thing) if key == POST_IN and s == thing), "")
            for thing in things
        }
        bodies = {thing: body for thing, body in self.bodies.items() if body}
        self.claims = claims_about(store, things)
        self.spans = spans(store, [thing for thing in things if kind(thing) == "person"])
        self.own = _own(self.claims)
        self.most = {thing: GLANCE if thing in self.hidden else FACTS for thing in things}
        spoken = {o for thing in things for _, key, o in self.own[thing][: self.most[thing]] if key in SPOKEN}
        self.details = _details(store, [*things, *bodies.values(), *spoken])
        concepts = {value for thing in things for key in TYPES for value in self.details[thing][key]}
        own = {key for each in self.own.values() for _, key, _ in each}
        self.labels, self.wider = _terms(store, concepts | own | {key for _, key, _ in links})
        self.told = {*links, *(link for thing in things for link in self.own[thing][: self.most[thing]])}
        self.newest = {
            link: sorted(self.claims.get(link, []), reverse=True)[: self._sentences(link)] for link in self.told
        }
        self.evidence = _evidence(store, {claim.iri for each in self.newest.values() for claim in each})

    def node(self, thing: str) -> dict[str, Any]:
        """The attributes of a node."""
        known = self.details[thing]
        types = {each for key in TYPES for each in known[key]}
        narrow = types - {wide for each in types for wide in self.wider[each]}
        return {
            "kind": kind(thing),
            "label": next(iter(known[term("skos:prefLabel")]), local(thing)),
            "names": known[term("skos:altLabel")],
            "types": [self.label(each) for each in sorted(narrow)],
            "articles": self.field.articles(thing),
            "sources": self.field.sources(thing),
            "connections": len(self.field.links(thing)),
            "prefixes": known[term("schema:honorificPrefix")],
            "suffixes": known[term("schema:honorificSuffix")],
            "status": _surest(STATUS, known[term("schema:eventStatus")]),
            "date": "/".join(dict.fromkeys(each for key in TIMES for each in known[key][:1])),
            "organization": next(iter(self.details[self.bodies.get(thing, "")][term("skos:prefLabel")]), ""),
            "facts": [self.fact(link) | {"value": self.value(link)} for link in self.own[thing][: self.most[thing]]],
            "facts_within": len(self.own[thing]),
            "hidden": thing in self.hidden,
            "new": False,
        }

    def fact(self, link: Link) -> dict[str, Any]:
        """The attributes of an arrow, or of a fact that a thing has alone."""
        claims = self.claims.get(link, [])
        told = [(claim, self.evidence[claim.iri]) for claim in self.newest[link] if claim.iri in self.evidence]
        said = _surest(MODALITY, [claim.modality for claim in claims]) or "stated"
        status = said if said == "denied" else FIXED.get(link[1], said)
        days = [claim.date for claim in claims if claim.date]
        return {
            "kind": local(link[1]),
            "label": self.label(link[1]),
            "status": "derived" if self.field.concluded(link) else status,
            "ranks": sorted({str(each["rank"]) for _, each in told if each["rank"]}),
            "first": min(days, default=""),
            "last": max(days, default=""),
            **self.spans.get(link, {}),
            "sentences": len(claims),
            "sources": len({claim.origin for claim in claims}),
            "evidence": [each | {"date": claim.date, "modality": MODALITY[claim.modality]} for claim, each in told],
        }

    def arrow(self, link: Link) -> dict[str, Any]:
        """The attributes of an arrow: a fact's, and whether it waits for its ends to be opened."""
        return self.fact(link) | {"hidden": bool(self.hidden & {link[0], link[2]}), "new": False}

    def value(self, link: Link) -> str:
        """What a fact says that a thing has alone: "happened", a day, a quotation's words, a release's article."""
        if link[1] in SPOKEN:
            headlines = [
                str(self.evidence[claim.iri]["headline"]) for claim in self.newest[link] if claim.iri in self.evidence
            ]
            return " ".join(self.details[link[2]][term("schema:text")] or headlines[:1])
        ends = [self.evidence[claim.iri]["until"] for claim in self.newest[link] if claim.iri in self.evidence]
        return "/".join(filter(None, [STATUS.get(link[2], link[2]), max(ends, default="")]))

    def articles(self) -> tuple[int, str, str]:
        """How many articles the shown facts rest on, and the first and the last of the days that these give."""
        claims = {
            claim for link in self.told if not self.hidden & {link[0], link[2]} for claim in self.claims.get(link, [])
        }
        days = [claim.date for claim in claims if claim.date]
        return len({_article(claim.iri) for claim in claims}), min(days, default=""), max(days, default="")

    def _sentences(self, link: Link) -> int:
        return GLANCE if self.hidden & {link[0], link[2]} else SENTENCES

    def label(self, iri: str) -> dict[str, str]:
        """A term's label in both languages; where the ontology is silent, its name made readable: "Kabag sdm"."""
        plain = re.sub(r"[-_]+|(?<=[a-z])(?=[A-Z])", " ", local(iri)).capitalize()
        return {"id": plain, "en": plain} | self.labels[iri]


def claims_about(store: ox.Store, things: Iterable[str]) -> dict[Link, list[Claim]]:
    """All claims about these things, by what they say; of a quotation the speaker comes first, as it tells of him."""
    things = list(things)
    told = [*rows(store, "claims", things)]
    told += rows(store, "words-of", [thing for thing in things if kind(thing) in ("person", "organization")])
    rejected = {_name(quad.subject) for quad in store.quads_for_pattern(None, REJECTED, None, JUDGEMENTS)}
    articles = _details(store, {_article(row[0]) for row in told})
    others = {row[3]: denoted(store, row[3]) for row in told}
    claims: dict[Link, set[Claim]] = defaultdict(set)
    for claim, thing, key, other, modality in told:
        if claim not in rejected:
            article = _article(claim)
            date = next(iter(articles[article][term("schema:datePublished")]), "")
            origin = next(iter(articles[article][term("schema:isBasedOn")]), article)
            claims[thing, key, others[other]].add(Claim(date, claim, modality, origin))
    return {link: sorted(each) for link, each in claims.items()}


def _article(claim: str) -> str:
    """The article of a claim, whose IRI begins with it: the engine need not be asked."""
    return claim.partition("#")[0]


def denoted(store: ox.Store, each: str) -> str:
    """What a thing of an article is one of; itself where it is the article's own, or no thing at all."""
    if "#" not in each:
        return each
    quads = store.quads_for_pattern(ox.NamedNode(each), DENOTES, None, IDENTITY)
    return next((_name(quad.object) for quad in quads), each)


def _name(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    assert not isinstance(node, ox.Triple)
    return node.value


def _own(claims: dict[Link, list[Claim]]) -> dict[str, list[Link]]:
    """Thing → the facts that it has alone: what and when it is, then its newest words."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(claims, key=lambda link: max(claims[link]), reverse=True):
        if link[1] in OWN:
            found[link[0]].append(link)
    return defaultdict(list, {thing: sorted(each, key=lambda link: link[1] in SPOKEN) for thing, each in found.items()})


def spans(store: ox.Store, persons: Iterable[str]) -> dict[Link, dict[str, str]]:
    """Who holds what → the days that tell of it: on which he is first and last seen in it, began and ended."""
    found: dict[Link, dict[str, str]] = {}
    for person, post, status, property_, day in sorted(rows(store, "tenures", persons)):
        days = found.setdefault((person, HOLDING.get(status, HELD[0]), post), dict.fromkeys(SPANS.values(), ""))
        name = SPANS[property_]
        known = days[name]
        days[name] = (min if property_ == KG.firstAttested else max)(known or day, day)
    return found


def _evidence(store: ox.Store, claims: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Claim → the sentence it was read from, and the rest of its evidence."""
    found = {}
    told = {claim: said_of(store, claim) for claim in claims}
    articles = _details(store, set(map(_article, told)))
    for claim, known in told.items():
        spans = known.get(term("prov:wasDerivedFrom"))
        if not spans:
            continue
        article, words = _article(claim), said_of(store, spans[0])
        prefix, exact, suffix = (words[term(f"oa:{part}")][0] for part in ("prefix", "exact", "suffix"))
        found[claim] = {
            "sentence": prefix + exact + suffix,
            "start": len(prefix),
            "end": len(prefix) + len(exact),
            "headline": next(iter(articles[article][term("schema:headline")]), ""),
            "publisher": next(iter(articles[article][term("schema:publisher")]), ""),
            "url": next(iter(articles[article][term("schema:url")]), ""),
            "article": article,
            "rule": known[KG.rule][0],
            "confidence": float(known[KG.confidence][0]),
            "rank": next(iter(known.get(KG.rank, [])), ""),
            "until": next(iter(known.get(term("sem:hasEndTimeStamp"), [])), ""),
        }
    return found


def _details(store: ox.Store, things: Iterable[str]) -> Details:
    """Thing → property → its values, sorted."""
    found: Details = defaultdict(lambda: defaultdict(list))
    for thing, key, value in sorted(set(rows(store, "details", things))):
        found[thing][key].append(value)
    return found


def _terms(store: ox.Store, terms: Iterable[str]) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
    """Term → its labels by language, and term → its wider terms."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    wider: dict[str, set[str]] = defaultdict(set)
    for iri, key, value, language in sorted(rows(store, "terms", terms)):
        if key == term("skos:broader"):
            wider[iri].add(value)
        elif language:
            labels[iri].setdefault(language, value)
    return labels, wider


def _surest(order: dict[str, str], values: Iterable[str]) -> str:
    held = set(values)
    return next((name for iri, name in order.items() if iri in held), "")
