"""A Reading → text for people: who, which posts, what happened, who said what, and the words and the rule of each.

"Kapolres, Polres Bontang: AKBP Alex Frestian Lumban Tobing", and under it the words it was read from,
the rule and how sure it is.
"""

import textwrap
from collections.abc import Iterator

from kg.model import (
    Article,
    Claim,
    Containment,
    Entity,
    Evidence,
    Issuance,
    Kind,
    Location,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Reading,
    Tenure,
    Timing,
)

WIDTH = 100
TENURES = {"current": "", "acting": "acting ", "former": "formerly ", "candidate": "candidate "}


def listing(reading: Reading) -> str:
    """One article's facts as lines of at most 100 columns, ended by a newline."""
    article = reading.article
    frame = [article.publisher, article.published.isoformat() if article.published else None, article.key]
    lines = [*_wrap(article.title or article.key, ""), " · ".join(filter(None, frame))]
    lines += [article.url] if article.url else []
    names = {entity.key: _name(entity) for entity in reading.entities}
    sections = {
        "Persons": _things(reading, "person"),
        "Posts": _posts(reading, names),
        "Organizations": _things(reading, "organization", names),
        "Places": _things(reading, "place", names),
        "Events": _events(reading, names),
        "Quotations": _quotations(reading, names),
        "Source": _source(reading, names),
    }
    for heading, section in sections.items():
        found = list(section)
        if found:
            lines += ["", heading, *found]
    return "\n".join(lines) + "\n"


def _wrap(text: str, indent: str, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + hanging, break_on_hyphens=False
    ) or [indent]


def _name(entity: Entity) -> str:
    """A person as one is addressed, "AKBP Alex …, S.I.K."; anything else by its name.

    Of "Kombes Pol" and "Kombes", both in the article, the longer.
    """
    full = [p for p in entity.prefixes if not any(other.startswith(f"{p} ") for other in entity.prefixes)]
    return ", ".join([" ".join([*full, entity.name]), *entity.suffixes])


def _evidence(article: Article, evidence: Evidence) -> list[str]:
    words = " ".join(article.quote(evidence.span).split())
    modality = "" if evidence.modality == "stated" else f", {evidence.modality}"
    return _wrap(f"“{words}” ({evidence.rule}, {evidence.confidence:.2f}{modality})", "      ", "  ")


def _fact(article: Article, line: str, evidence: Evidence) -> list[str]:
    return [*_wrap(line, "    ", "  "), *_evidence(article, evidence)]


def _things(reading: Reading, kind: Kind, names: dict[str, str] | None = None) -> Iterator[str]:
    for entity in reading.entities:
        if entity.kind != kind:
            continue
        also = f" (also {', '.join(entity.aliases)})" if entity.aliases else ""
        sort = f", {entity.type}" if entity.type else ""
        yield from _wrap(f"{_name(entity)}{also}{sort}", "  ", "  ")
        for claim in reading.claims:
            if isinstance(claim, Containment) and claim.part == entity.key and names:
                yield from _fact(reading.article, f"part of {names[claim.whole]}", claim.evidence)


def _posts(reading: Reading, names: dict[str, str]) -> Iterator[str]:
    for entity in reading.entities:
        if entity.kind != "post":
            continue
        bodies = [claim for claim in reading.claims if isinstance(claim, PostIn) and claim.post == entity.key]
        tenures = [claim for claim in reading.claims if isinstance(claim, Tenure) and claim.post == entity.key]
        yield from _wrap(", ".join([entity.name, *(names[claim.organization] for claim in bodies)]), "  ", "  ")
        for body in bodies:
            yield from _evidence(reading.article, body.evidence)
        for tenure in tenures:
            line = f"{TENURES[tenure.status]}{names[tenure.person]}"
            yield from _fact(reading.article, line, tenure.evidence)
        if not tenures:
            yield "    holder not named"


def _events(reading: Reading, names: dict[str, str]) -> Iterator[str]:
    for entity in reading.entities:
        if entity.kind == "event":
            yield from _wrap(f"{entity.name} ({entity.type})", "  ", "  ")
            for claim in reading.claims:
                line = _of_event(claim, entity.key, names)
                if line:
                    yield from _fact(reading.article, line, claim.evidence)


def _of_event(claim: Claim, event: str, names: dict[str, str]) -> str | None:
    """What a claim says of this event, None where it says nothing."""
    match claim:
        case Occurrence(event=key, status=status) if key == event:
            return f"status: {status}"
        case Timing(event=key, begin=begin, end=end) if key == event:
            return f"when: {begin} to {end}" if end else f"when: {begin}"
        case Location(event=key, place=place) if key == event:
            return f"where: {names[place]}"
        case Participation(event=key, participant=participant, part=part) if key == event:
            return f"{part}: {names[participant]}"
        case _:
            return None


def _quotations(reading: Reading, names: dict[str, str]) -> Iterator[str]:
    for claim in reading.claims:
        if isinstance(claim, Quotation):
            words = " ".join(claim.text.split())
            yield from _wrap(f"{names[claim.speaker]}: “{words}”", "  ", "  ")
            yield f"      ({claim.evidence.rule}, {claim.evidence.confidence:.2f})"


def _source(reading: Reading, names: dict[str, str]) -> Iterator[str]:
    for claim in reading.claims:
        if isinstance(claim, Issuance):
            yield from _wrap(f"press release of {names[claim.organization]}", "  ", "  ")
            yield from _evidence(reading.article, claim.evidence)
