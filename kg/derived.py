"""The ledger → the facts that no article says, but that follow from all of them: who an unnamed holder was, what is under what.

"Kapolres Bontang meninjau pasar" on 14 October, and others name Alex in that post on the 11th and the 26th, and nobody else
between: it was Alex. "Polsek Bontang Utara" is under Polres Bontang by the tables, where the store knows both. All this is
one graph of its own, a function of what is in the ledger, and holds nothing that an article says too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from kg.codec import digest
from kg.hierarchy import containments
from kg.incumbency import PRESENT
from kg.ledger import Attestation, Ledger
from kg.triples import Triple, article_iri, iri, known, literal
from kg.vocab import DERIVATION, KG

SPAN = 30  # days from a sighting in which nobody else is likely to hold a post: holders change once in a year or two
BODIES, PLACES = "organization body ", "place code "  # homes of things with a place in a hierarchy
PARTS = {"participant": iri(KG.participant), "organizer": iri(KG.organizer), "creator": known("schema:creator")}


def derived(ledger: Ledger, said: Callable[[Triple], bool]) -> list[Triple]:
    """All derived facts, sorted, without those that an article says (`said`)."""
    triples = {*_holders(ledger, said), *_hierarchy(ledger, said)}
    return sorted(triples)


def holder_on(day: str, seen: list[Attestation]) -> tuple[str, list[Attestation]] | None:
    """Who held a post on a day, with the sightings that tell it; None where they do not. `seen` is of one post, by day.

    Somebody seen on that day; else who is seen last before it and first after it; else who is seen at most SPAN days away on
    one side, while nobody is on the other. Who ended before, or begins after, was it not; two at once are nobody.
    """
    sightings = [each for each in seen if each.status in PRESENT or each.means == "end"]
    days = [each.day for each in sightings]
    first, last = bisect_left(days, day), bisect_right(days, day)
    if on := [each for each in sightings[first:last] if each.means != "end"]:
        return _sole(on)
    before = _at(sightings[bisect_left(days, days[first - 1]) : first], "end") if first else []
    after = _at(sightings[last : bisect_right(days, days[last])], "start") if last < len(days) else []
    if before and after and (found := _sole(before, after)):
        return found
    near = [side for side in (before, after) if side and abs(_days(day, side[0].day)) <= SPAN]
    return _sole(near[0]) if len(near) == 1 else None


def _at(sightings: list[Attestation], other: str) -> list[Attestation]:
    """The sightings of one day but of those persons for whom it is the other end of their time."""
    gone = {each.person for each in sightings if each.means == other}
    return [each for each in sightings if each.person not in gone]


def _sole(*sides: list[Attestation]) -> tuple[str, list[Attestation]] | None:
    """The one person in these sightings, with one sighting of each side."""
    persons = {each.person for side in sides for each in side}
    return (persons.pop(), [side[0] for side in sides]) if len(persons) == 1 else None


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days


def _holders(ledger: Ledger, said: Callable[[Triple], bool]) -> Iterator[Triple]:
    """Who did what the holders of posts do whom the articles do not name, with the articles that tell it."""
    seen = {post: list(rows) for post, rows in groupby(ledger.attestations(), key=lambda row: row.post)}
    for deed in ledger.deeds():
        found = holder_on(deed.day, seen.get(deed.post, []))
        if found is None:
            continue
        person, sightings = found
        fact = (iri(deed.subject), PARTS[deed.part], iri(person))
        if said(fact):
            continue
        yield fact
        articles = [deed.article, *(each.article for each in sightings)]
        yield from _derivation(fact, "holder-at-that-time", deed.post, articles)


def _derivation(fact: Triple, rule: str, post: str, articles: Iterable[str]) -> Iterator[Triple]:
    node = iri(DERIVATION + digest(*fact))
    yield node, known("rdf:type"), iri(KG.Derivation)
    for part, value in zip(("rdf:subject", "rdf:predicate", "rdf:object"), fact, strict=True):
        yield node, known(part), value
    yield node, iri(KG.rule), literal(rule)
    yield node, iri(KG.post), iri(post)
    for article in articles:
        yield node, known("prov:wasDerivedFrom"), iri(article_iri(article))


def _hierarchy(ledger: Ledger, said: Callable[[Triple], bool]) -> Iterator[Triple]:
    """What is under what, and lies in what: each to the nearest above it that the store knows."""
    for opening, link in ((BODIES, known("org:subOrganizationOf")), (PLACES, known("schema:containedInPlace"))):
        homes: dict[str, list[str]] = {}
        for home, thing in ledger.at_home(opening):
            homes.setdefault(home.removeprefix(opening), []).append(thing)
        alone = {key: things[0] for key, things in homes.items() if len(things) == 1}
        for part, whole in containments(alone.keys(), bodies=opening == BODIES):
            fact = (iri(alone[part]), link, iri(alone[whole]))
            if fact[0] != fact[2] and not said(fact):
                yield fact
