"""What reading a language consists of: the finders that see phrases in a sentence, and the rules that make claims.

A finder looks at one token of one sentence and says which phrase begins there, if any; a rule takes the whole `Text` and
gives claims. A `Language` is tuples of them: no registry, no plug-in system.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.lexicon import PhraseTable
from kg.model import Article, Claim, Entity, Key, Kind, Mention, Modality, Span, TenureStatus
from kg.sentences import Concordance, Sentence, Token


@dataclass(
    frozen=True, slots=True, eq=False
)  # each is itself alone: they are looked up often, and two never share a place
class Phrase:
    """Tokens start to end of one sentence name a thing of `kind`; what else the words say stands beside it."""

    sentence: int
    start: int
    end: int
    kind: Kind
    name: str  # bare: of "AKBP Alex Frestian, S.I.K." "Alex Frestian"
    rule: str
    type: str = ""
    concept: str = ""
    named: tuple[int, int] | None = None  # the tokens of the bare name, where they are fewer than the phrase's
    aliases: tuple[str, ...] = ()  # "MSB" in "Majelis Sholawat Bontang (MSB)"
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    rank: str | None = None
    key: Key | None = None  # what the name alone identifies: a body's canonical key, a place's code
    region: str = ""  # the code of the region that the name contains
    whole: "Whole | None" = None  # the larger body that the name itself states
    status: TenureStatus = "current"  # of a title: mantan, Plt, calon
    body: "Whole | None" = None  # of a title: the organization that it implies
    presumed: bool = False  # of a title: whether its body is only the usual one ("Presiden", said of no country)
    host: str = ""  # of a title without its body: the kind of body to look for ("polres"), "" for any, "-" for none
    field: str = ""  # of a title of which a body has several: its folded field, "hukum" of "Kepala Biro Hukum"
    modality: Modality = "stated"


@dataclass(frozen=True, slots=True)
class Whole:
    """An organization that a phrase implies without a mention of its own: "Polres Bontang" in "Kapolres Bontang"."""

    name: str
    type: str
    concept: str = ""
    aliases: tuple[str, ...] = ()
    key: Key | None = None
    region: str = ""
    whole: "Whole | None" = None  # the larger body that its name states


@dataclass(frozen=True, slots=True)
class Text:
    """An article being read: its sentences, the phrases found in each, and the entities that they became."""

    article: Article
    sentences: tuple[Sentence, ...]
    phrases: tuple[tuple[Phrase, ...], ...]  # one tuple a sentence, in order; none overlap but a body and its building
    words: Concordance  # where each word stands
    entities: tuple[Entity, ...] = ()
    denoted: dict[Phrase, str] = field(default_factory=dict)  # phrase → the key of its entity
    quoted: tuple[Span, ...] = ()  # the quotations

    def span(self, phrase: Phrase) -> Span:
        """Where a phrase stands."""
        return self.sentences[phrase.sentence].part(phrase.start, phrase.end)

    def is_quoted(self, sentence: int, index: int) -> bool:
        """Whether a token stands inside a quotation."""
        here = self.sentences[sentence]
        at, field = here.tokens[index].start, here.span.field
        for quoted, start, end in self.quoted:  # noqa: SIM110 - `any` is slower, and every place of a thing is asked
            if start <= at < end and quoted == field:
                return True
        return False


Known: TypeAlias = PhraseTable[Phrase]  # names that the article itself has explained: "MSB" → its organization
# sentence, its number, token, known names → the phrase that begins at the token
Finder: TypeAlias = Callable[[Sentence, int, int, Known], Phrase | None]


Preparer: TypeAlias = Callable[[tuple[Sentence, ...]], tuple[Sentence, ...]]
Reader: TypeAlias = Callable[[Text], tuple[tuple[Entity, ...], tuple[Claim, ...], tuple[Mention, ...]]]
Namer: TypeAlias = Callable[[Sequence[Sentence], list[list[Phrase]]], list[list[Phrase]]]


@dataclass(frozen=True, slots=True)
class Language:
    """How one language is read."""

    name: str
    abbreviations: frozenset[str]  # words whose dot ends no sentence
    prepare: tuple[Preparer, ...]  # what is done to the sentences before anything is found in them
    openings: Callable[
        [Sequence[Token]], list[int]
    ]  # the tokens of a sentence with which a finder can see a phrase begin, but for known names
    explains: Finder  # which finder sees the names that an article explains in brackets
    finders: tuple[Finder, ...]  # what begins at a token; of equally long phrases the first counts
    namers: tuple[Namer, ...]  # names that show only beside what was found
    claims: Reader  # what the phrases amount to
