"""A Reading → what it says of each tenure over time: seen on which days, begun and ended when, in whose place.

"Kapolres Bontang AKBP Alex … memimpin pertemuan, Jumat (11/10/2024)" shows Alex as Kapolres on that day, whenever the article
came out. "Jabatan Kasat Lantas diserahkan dari A kepada B, Rabu (5/2/2025)" ends A's tenure and begins B's. An article that
tells of no such day shows a holder only by its publication, which is never a beginning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import (
    APPOINTED,
    NAMED_WITH_TITLE,
    REPLACED,
    REPLACES,
    Occurrence,
    Participation,
    Quotation,
    Reading,
    Tenure,
    Timing,
)

APPOINTMENT = "appointment"  # the type of event in which posts change hands
RECENT = timedelta(days=30)  # before publication: of an older event a title may be one that came later
PRESENT = ("current", "acting")
ONE_HOLDER = ("head", "unit_head", "secretary", "treasurer")  # types of post that one person holds at a time
LONG = timedelta(days=3653)  # before publication: what began earlier is told by a day that was read wrongly
DAY = 10  # letters of a date that says the day


@dataclass(frozen=True, slots=True)
class Term:
    """What one article says of one tenure over time; days as ISO dates.

    `events` are the days of events in which the holder takes part; only without any of these `published` stands for them.
    """

    events: tuple[str, ...] = ()
    published: str | None = None
    start: str | None = None
    end: str | None = None
    replaces: Tenure | None = None  # the tenure that this one follows

    @property
    def days(self) -> Iterator[tuple[str, str]]:
        """Each day on which the tenure is shown, and by what: "event", "publication", "start" or "end"."""
        yield from ((day, "event") for day in self.events)
        for day, means in ((self.published, "publication"), (self.start, "start"), (self.end, "end")):
            if day:
                yield day, means


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody whom the article names only by a post does something: takes part in an event, or says words, on a day."""

    post: str  # entity key
    subject: str  # the key of an event or a quotation
    part: str  # "participant", "organizer" or "creator"
    day: str


def terms(reading: Reading) -> dict[Tenure, Term]:
    """What the article says over time of each of its tenures."""
    tenures = [claim for claim in reading.claims if isinstance(claim, Tenure)]
    days = _days(reading)
    parts: dict[str, set[str]] = {}
    for claim in reading.claims:
        if isinstance(claim, Participation):
            parts.setdefault(claim.participant, set()).add(claim.event)
    starts, ends, follows = _changes(reading, tenures, parts, days)
    return {
        tenure: _term(
            tenure,
            sorted({days[event] for event in parts.get(tenure.person, ()) if event in days}),
            reading.article.published,
            starts.get(tenure),
            ends.get(tenure),
            follows.get(tenure),
        )
        for tenure in tenures
    }


def acts(reading: Reading) -> Iterator[Act]:
    """What is done by holders whom the article does not name, of posts that one person holds."""
    posts = {e.key for e in reading.entities if e.kind == "post" and e.type in ONE_HOLDER}
    named = {claim.post for claim in reading.claims if isinstance(claim, Tenure) and claim.status in PRESENT}
    unnamed = posts - named
    published = reading.article.published.isoformat() if reading.article.published else None
    days, happened = _days(reading), _happened(reading)
    for claim in reading.claims:
        if isinstance(claim, Participation) and claim.participant in unnamed and claim.event in happened:
            day = days.get(claim.event, published)
            if day:
                yield Act(claim.participant, claim.event, claim.part, day)
        if isinstance(claim, Quotation) and claim.speaker in unnamed and published:
            yield Act(claim.speaker, claim.key, "creator", published)


def _changes(
    reading: Reading, tenures: list[Tenure], parts: dict[str, set[str]], days: dict[str, str]
) -> tuple[dict[Tenure, str], dict[Tenure, str], dict[Tenure, Tenure]]:
    """Which tenures begin and end on which days, and which one follows which, by the appointments that happened."""
    starts: dict[Tenure, str] = {}
    ends: dict[Tenure, str] = {}
    follows: dict[Tenure, Tenure] = {}
    happened, published = _happened(reading), reading.article.published
    changes = {e.key for e in reading.entities if e.kind == "event" and e.type == APPOINTMENT}
    given = [t for t in tenures if t.status in PRESENT and _given(t, parts.get(t.person, set()) & changes, reading)]
    for tenure in tenures:
        mine = parts.get(tenure.person, set()) & changes
        before = _predecessor(tenure, tenures)
        if (before is None and tenure not in given) or (mine and not mine & happened):
            continue  # what is only planned, or denied, begins nothing
        if before:
            follows[tenure] = before
        known = {days[event] for event in mine if event in days}
        several = len({each.post for each in given if each.person == tenure.person}) > 1
        if len(known) != 1 or (several and not before and not _dated(tenure, mine, reading)):
            continue
        day = known.pop()
        if published is None or date.fromisoformat(day) >= published - LONG:
            starts[tenure] = day
            if before:
                ends[before] = day
    return starts, ends, follows


def _dated(tenure: Tenure, events: set[str], reading: Reading) -> bool:
    """Whether the sentence that tells of a tenure tells the day of its event too."""
    inside = next((s for s in reading.sentences if s.holds(tenure.evidence.span)), None)
    timings = [claim for claim in reading.claims if isinstance(claim, Timing) and claim.event in events]
    return inside is not None and any(inside.holds(claim.evidence.span) for claim in timings)


def _term(
    tenure: Tenure,
    events: list[str],
    published: date | None,
    start: str | None,
    end: str | None,
    replaces: Tenure | None,
) -> Term:
    if published:
        events = [day for day in events if date.fromisoformat(day) >= published - RECENT]
    if tenure.status in PRESENT and start:
        events = [day for day in events if day >= start]
    known = events or start or end or not published
    return Term(tuple(events), None if known else str(published), start, end, replaces)


def _days(reading: Reading) -> dict[str, str]:
    """The day of each event that happened, where the article tells it; none that lies after its publication."""
    happened, published = _happened(reading), reading.article.published
    return {
        claim.event: claim.begin
        for claim in reading.claims
        if isinstance(claim, Timing)
        and claim.event in happened
        and len(claim.begin) == DAY
        and not (published and claim.begin > published.isoformat())
    }


def _happened(reading: Reading) -> set[str]:
    return {claim.event for claim in reading.claims if isinstance(claim, Occurrence) and claim.status == "happened"}


def _predecessor(tenure: Tenure, tenures: list[Tenure]) -> Tenure | None:
    """The tenure of whom the sentence says that this holder replaced him."""
    if tenure.evidence.rule != REPLACES:
        return None
    before = [
        t
        for t in tenures
        if t.evidence.rule in REPLACED and t.post == tenure.post and t.evidence.span.meets(tenure.evidence.span)
    ]
    return before[0] if len(before) == 1 and before[0].person != tenure.person else None


def _given(tenure: Tenure, events: set[str], reading: Reading) -> bool:
    """Whether it is told that a post was given: "melantik A sebagai Dekan", "A dilantik sebagai Dekan"."""
    rule, span = tenure.evidence.rule, tenure.evidence.span
    words = [mention.span for mention in reading.mentions if mention.entity in events]
    return (rule == APPOINTED and bool(events)) or (
        rule == NAMED_WITH_TITLE and any(span.holds(each) for each in words)
    )
