"""Articles in a language of four words a line, and a reader of it: "Budi Santoso; ketua; PMI Bontang; 64.74".

A line says that somebody holds a post in an organization of a region; any part may be "-": without a name the holder of the post
only acts. The pools are small, so that random articles share names, posts and regions, agree and disagree.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from kg.ingest import Reader
from kg.model import (
    Article,
    Claim,
    Entity,
    Evidence,
    Key,
    Mention,
    Occurrence,
    Participation,
    PostIn,
    Reading,
    Record,
    Span,
    Tenure,
    Timing,
)
from kg.store import Store

PEOPLE = ["Budi Santoso", "BUDI SANTOSO", "Siti Aminah", "Gus Choirul", "Budi", "M. Amin", "Muhammad Amin", "-"]
TITLES = ["Kapolres", "Ketua", "-"]
BODIES = ["Polres Bontang", "Polres Kutim", "PMI Bontang", "PMI"]
REGIONS = ["64", "64.74", "64.08", "33.10", "-"]


def fake_record(number: int) -> Record:
    """The article of this number: always the same."""
    chance = random.Random(number)
    lines = [
        "; ".join(chance.choice(pool) for pool in (PEOPLE, TITLES, BODIES, REGIONS))
        for _ in range(chance.randint(0, 4))
    ]
    day = date(2024, 1, 1) + timedelta(days=number % 400)
    published = day.isoformat() if number % 5 else None
    return Record(f"a/{number:04}.txt", "\n".join([*lines, f"Nomor {number}."]), f"Berita {number}", published)


def fake_reading(record: Record) -> Reading:
    """What the article says; a text with "mogok" is more than this reader can take."""
    if "mogok" in record.text:
        raise ValueError("the reader stopped")
    article = Article(
        record.key,
        record.title,
        record.text,
        date.fromisoformat(record.published) if record.published else None,
        record.publisher,
        record.url,
    )
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []
    claims: list[Claim] = []
    spans: list[Span] = []
    start = 0
    for line in record.text.split("\n"):
        span = Span("text", start, start + len(line))
        start += len(line) + 1
        if line.strip():
            spans.append(span)
        if line.count(";") == 3:
            _line(line, span, entities, mentions, claims)
    return Reading(article, tuple(spans), tuple(entities.values()), tuple(mentions), tuple(claims))


FAKE = Reader(fake_reading, "fake-1")


class Sheet(Store):
    """A graph in memory that takes only changes that change something."""

    def __init__(self) -> None:
        self.lines: set[str] = set()
        self.fresh = True

    def change(self, graphs: Iterable[str], deletions: Iterable[str], additions: Iterable[str]) -> None:
        ends = tuple(f" <{graph}> .\n" for graph in graphs)
        dropped = {line for line in self.lines if line.endswith(ends) and line.count(" ") > 3} if ends else set()
        self.lines -= dropped  # a line of three terms may end with the same IRI
        for line in deletions:
            self.lines.remove(line)
        for line in additions:
            assert line not in self.lines, line
            self.lines.add(line)

    def published(self) -> int | None:
        return None

    def publish(self, number: int) -> None:
        pass


def _line(
    line: str,
    span: Span,
    entities: dict[str, Entity],
    mentions: list[Mention],
    claims: list[Claim],
) -> None:
    name, title, body, region = (part.strip() for part in line.split(";"))
    evidence = Evidence(span, "fake-line", 0.5)
    number = len(mentions) + 1
    person, post, organization, event = (f"{kind}-{number}" for kind in ("person", "post", "organization", "event"))
    regions = () if region == "-" else (Key("region", region),)
    posts = () if title == "-" else (Key("post", f"{title}@{body}".lower()),)
    folded = name.lower().replace("m. ", "muhammad ")
    claims.append(Occurrence(event, "happened", evidence))
    claims.append(Timing(event, f"2024-01-{len(line) % 28 + 1:02}", None, evidence))
    if posts:
        entities[post] = Entity(post, "post", title, "head", aliases=(f"{title} {body.split()[-1]}",), keys=posts)
        claims.append(PostIn(post, organization, evidence))
    key = Key("body", body.lower()) if body.startswith("Polres") else Key("name", body.lower())
    entities[organization] = Entity(organization, "organization", body, "police", keys=(key, *regions))
    entities[event] = Entity(event, "event", f"Rapat {body}", "meeting")
    if name == "-":
        mentions.append(Mention(span, organization))
        if posts:
            claims.append(Participation(event, post, "participant", evidence))
        return
    entities[person] = Entity(person, "person", name, keys=(Key("name", folded), *posts, *regions))
    mentions.append(Mention(Span("text", span.start, span.start + len(name)), person))
    claims.append(Participation(event, person, "participant", evidence))
    if posts:
        claims.append(Tenure(person, post, "former" if number == 3 else "current", None, evidence))
