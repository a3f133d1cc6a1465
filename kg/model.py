"""The values that the reading wing makes and the graph wing takes: Article → Reading (mentions, entities, claims).

"Kapolres Bontang, AKBP Alex Frestian Lumban Tobing" becomes three entities (a person, a post, an organization), their
mentions, and two claims: that the post is one of Polres Bontang (`PostIn`) and that Alex holds it (`Tenure`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, get_args

Field = Literal["title", "text"]
Kind = Literal["person", "organization", "place", "post", "event"]
Modality = Literal["stated", "planned", "denied"]
Status = Literal["happened", "planned", "denied"]
TenureStatus = Literal["current", "acting", "former", "candidate"]
Part = Literal["participant", "organizer"]

POST_ACTS = "post-acts"  # the rule by which an unnamed holder of a post is seen to do something
REPLACES = "replaces"  # the rule by which somebody is seen to follow another in a post
REPLACED = ("replaced", "handed-over")  # the rules by which that other is seen
NAMED_WITH_TITLE = "name-then-title"  # the rule by which words bind a name to the title behind it
APPOINTED = "appointed-as"  # the same where somebody gives the post: "melantik A sebagai B"
FIELDS: tuple[Field, ...] = get_args(Field)
KINDS: tuple[Kind, ...] = get_args(Kind)


class Span(NamedTuple):
    """Where something stands: offsets in code points into the title or text as given, end exclusive."""

    field: Field
    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether another span lies in this one."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two have a letter in common."""
        return self.field == other.field and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a file gave it, before anything is read from it; `source` names the place ("x.jsonl:17")."""

    key: str
    text: str
    title: str = ""
    published: str | None = None  # as given: "2024-10-11T08:00:00+07:00", "2024-10-11"
    url: str | None = None
    publisher: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as given, with what its frame says: dateline, credit line, and the stretches that are not prose."""

    key: str
    title: str
    text: str
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    dateline: Span | None = None  # the place name in "Gerbangkaltim.com, Bontang– …"
    credit: Span | None = None  # the issuer's name in "Sumber: Humas Polda Kaltim"
    masked: tuple[Span, ...] = ()  # boilerplate: never read, never cut

    def quote(self, span: Span) -> str:
        """The words at a span of this article."""
        return (self.title if span.field == "title" else self.text)[span.start : span.end]


class Key(NamedTuple):
    """What identity compares: a name of comparison ("name", "body", "post", "place", "region") and a folded value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the article speaks of, under all its names.

    `name` is the fullest bare name ("Choirul Amin"), `aliases` the article's other names for it, `prefixes` and
    `suffixes` what stands around a person's name ("Gus"; "S.I.K."). `type` is the broad kind: of body ("police"), of
    event ("meeting"), of place ("city"), of role ("head"); empty for persons. `concept` is the narrower concept of
    `ontology/` where one is known ("polres", "kapolres"). `keys` are for identity across articles: none means that the
    thing stays in its article.
    """

    key: str  # "person-1": unique in the reading
    kind: Kind
    name: str
    type: str = ""
    concept: str = ""
    aliases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


class Mention(NamedTuple):
    """The words at `span` speak of the entity whose key is `entity`."""

    span: Span
    entity: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim was read, by which rule, how surely (0 to 1), and whether the text says it is so."""

    span: Span
    rule: str
    confidence: float
    modality: Modality = "stated"


@dataclass(frozen=True, slots=True)
class PostIn:
    """A post exists in an organization: "Kapolres" in Polres Bontang."""

    post: str
    organization: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person holds a post, with the rank that the article gives: AKBP Alex … is Kapolres."""

    person: str
    post: str
    status: TenureStatus
    rank: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event happened, is planned, or did not happen."""

    event: str
    status: Status
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Timing:
    """When an event is, as precisely as the article says: ISO "2024-10-11", "2024-10" or "2024"."""

    event: str
    begin: str
    end: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Location:
    """An event takes place somewhere."""

    event: str
    place: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Participation:
    """A person, an organization or the unnamed holder of a post takes part in an event, or organizes it."""

    event: str
    participant: str
    part: Part
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Containment:
    """A body is part of a larger body, or a place lies in a larger place (both of one kind)."""

    part: str
    whole: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody (a person, an organization, a post's unnamed holder) said these words; `key` is "quotation-1"."""

    key: str
    speaker: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Issuance:
    """The article rests on a press release that this organization issued."""

    organization: str
    evidence: Evidence


Claim: TypeAlias = PostIn | Tenure | Occurrence | Timing | Location | Participation | Containment | Quotation | Issuance


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says.

    Every key in a mention or claim is the key of one of `entities`; two mentions overlap only where a body is a building
    too; `sentences` are the stretches that were read, in order, and each claim's span lies in one of them (or is the
    credit line).
    """

    article: Article
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
