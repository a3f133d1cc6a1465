"""A Reading and the verdicts against its claims → the reading without what was rejected: the merged facts are of that.

"Kapolres Kutim AKBP Alex …", rejected in `a.txt`, is found again by its predicate, the names of its two ends and its
words in their sentence: the article may be read anew, by other rules and into other numbers. The article's own graph
keeps the claim; that it was rejected stands in a graph beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from kg.errors import KabargrafError
from kg.judgements import Verdict
from kg.lookup import short
from kg.model import (
    FIELDS,
    Claim,
    Containment,
    Issuance,
    Key,
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
from kg.triples import Triple, article_iri, iri, known, literal, predicate_of, sentence_at
from kg.vocab import KG, term

Told = TypeVar("Told")
Names = tuple[str, ...]  # of one end of a claim, the first of them the one to tell it by


def rejected(reading: Reading, verdicts: Iterable[Verdict]) -> dict[int, Verdict]:
    """The claims that these verdicts are against: the number of each, from 1, with the verdict.

    Where it is rejected that an event happened, or is planned, all that is claimed of the event goes with it.
    """
    found: dict[int, Verdict] = {}
    for verdict in verdicts:
        places = list(_places(reading, verdict))
        for number, claim in enumerate(reading.claims, 1):
            span = claim.evidence.span
            if number not in found and any(span.meets(place) for place in places) and _says(reading, claim, verdict):
                found[number] = verdict
    if found:
        lost = _untold(reading, found)
        for number, claim in enumerate(reading.claims, 1):
            if (event := _event(claim)) in lost:
                found.setdefault(number, lost[event])
    return found


def without(reading: Reading, numbers: Iterable[int]) -> Reading:
    """The reading as if these claims had not been read, nor the events that nothing tells of any more."""
    gone = dict.fromkeys(numbers)
    if not gone:
        return reading
    lost = _untold(reading, gone)
    claims = tuple(claim for number, claim in enumerate(reading.claims, 1) if number not in gone)
    return replace(reading, claims=claims, entities=tuple(each for each in reading.entities if each.key not in lost))


def unlearnt(reading: Reading, numbers: Iterable[int]) -> Reading:
    """The reading with all its claims, and its persons without the posts to know them by that rest on these alone."""
    gone = set(numbers)
    posts = {entity.key: {key for key in entity.keys if key.name == "post"} for entity in reading.entities}
    held: dict[tuple[str, bool], set[Key]] = {}
    for number, claim in enumerate(reading.claims, 1):
        if isinstance(claim, Tenure):
            held.setdefault((claim.person, number in gone), set()).update(posts[claim.post])
    wrong = {person: keys - held.get((person, False), set()) for (person, bad), keys in held.items() if bad}
    if not wrong:
        return reading
    entities = tuple(
        replace(entity, keys=tuple(key for key in entity.keys if key not in wrong.get(entity.key, ())))
        for entity in reading.entities
    )
    return replace(reading, entities=entities)


def against(reading: Reading, number: int, when: str, by: str, reason: str) -> Verdict:
    """The verdict against a claim, by its number. Raises KabargrafError where the article makes no such claim."""
    if not 1 <= number <= len(reading.claims):
        made = f"it makes {len(reading.claims)}" if reading.claims else "it makes none"
        raise KabargrafError(
            f"{reading.article.key} makes no claim {number}: {made}; kg why shows the claims on a thing"
        )
    claim = reading.claims[number - 1]
    predicate, subject, object = _content(reading, claim)
    span = claim.evidence.span
    words, sentence = (reading.article.quote(each) for each in (span, sentence_at(reading, span)))
    return Verdict(
        when, by, "reject", reading.article.key, subject[0], predicate, "", object[0], words, sentence, reason
    )


def marks(article: str, numbers: Mapping[int, Verdict]) -> Iterator[Triple]:
    """What the graph of judgements says of the rejected claims of an article, by its key."""
    for number, verdict in numbers.items():
        node = iri(f"{article_iri(article)}#claim-{number}")
        yield node, iri(KG.rejectedBy), literal(verdict.by)
        yield node, known("prov:invalidatedAtTime"), literal(verdict.when, term("xsd:dateTime"))
        if verdict.reason:
            yield node, iri(KG.rejectedBecause), literal(verdict.reason)


def _says(reading: Reading, claim: Claim, verdict: Verdict) -> bool:
    """Whether a claim says what a verdict is against."""
    predicate, subject, object = _content(reading, claim)
    return predicate == verdict.predicate and verdict.name in subject and verdict.other_name in object


def _content(reading: Reading, claim: Claim) -> tuple[str, Names, Names]:
    """The predicate of a claim, and the names of its two ends in the article."""
    names = {entity.key: (entity.name, *entity.aliases) for entity in reading.entities}
    predicate = short(predicate_of(claim, {entity.key: entity.kind for entity in reading.entities}))
    match claim:
        case PostIn():
            return predicate, names[claim.post], names[claim.organization]
        case Tenure():
            return predicate, names[claim.person], names[claim.post]
        case Occurrence():
            return predicate, names[claim.event], (claim.status,)
        case Timing():
            return predicate, names[claim.event], (claim.begin if claim.end is None else f"{claim.begin}/{claim.end}",)
        case Location():
            return predicate, names[claim.event], names[claim.place]
        case Participation():
            return predicate, names[claim.event], names[claim.participant]
        case Containment():
            return predicate, names[claim.part], names[claim.whole]
        case Quotation():
            return predicate, (claim.text,), names[claim.speaker]
        case Issuance():
            return predicate, ("",), names[claim.organization]
        case _:
            assert_never(claim)


def _untold(reading: Reading, gone: Mapping[int, Told]) -> dict[str | None, Told]:
    """The events of which all is gone that says whether they happen, each with what one such claim is mapped to."""
    told: dict[str | None, list[int]] = {}
    for number, claim in enumerate(reading.claims, 1):
        if isinstance(claim, Occurrence):
            told.setdefault(claim.event, []).append(number)
    return {event: gone[numbers[0]] for event, numbers in told.items() if all(number in gone for number in numbers)}


def _event(claim: Claim) -> str | None:
    """The event that a claim is on."""
    return claim.event if isinstance(claim, Occurrence | Timing | Location | Participation) else None


def _places(reading: Reading, verdict: Verdict) -> Iterator[Span]:
    """Where the words of a verdict stand in their sentence, wherever that stands in the article."""
    inside = list(_all(verdict.sentence, verdict.words))
    for field in FIELDS:
        text = reading.article.title if field == "title" else reading.article.text
        for at, _ in _all(text, verdict.sentence):
            yield from (Span(field, at + start, at + end) for start, end in inside)


def _all(text: str, part: str) -> Iterator[tuple[int, int]]:
    """Each place of a part in a text, as offsets."""
    start = text.find(part) if part else -1
    while start >= 0:
        yield start, start + len(part)
        start = text.find(part, start + 1)
