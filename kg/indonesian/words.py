"""The tables of `data/lexicon/` as the finders ask them: titles, bodies, honorifics, regions, cues, triggers.

`words().titles.match(tokens, i)` → the title that begins at a token ("Kabag SDM") and the token after it. Read once.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple, TypeVar

from kg.indonesian.keys import fold
from kg.lexicon import PhraseTable, rows
from kg.sentences import Token

BESIDE = ("present", "leads", "with", "cited", "goes-on")  # kinds of signal that tell how things stand beside an event
GENERAL = ("gathering", "incident")  # kinds of signal that stand for an event told before
Row = TypeVar("Row")
SHORT = 5  # a name in capitals of fewer letters is an abbreviation


class Title(NamedTuple):
    """An office: its concept and kind, the body that it implies ("Polres {X}"), the level of place that X is, its chief form."""

    form: str
    concept: str
    type: str
    body: str
    level: str
    label: str


class Body(NamedTuple):
    """The words that open a body's name, or are one; `shape` says what follows: -, place, name, number, host, field."""

    form: str
    concept: str
    type: str
    shape: str
    parent: str


class Honorific(NamedTuple):
    """What stands around a name: a rank, a title of address, a degree; or before a title: mantan, Plt, calon."""

    form: str
    kind: str
    position: str


class Region(NamedTuple):
    """A province, regency or city of Indonesia, or a country."""

    code: str
    name: str
    level: str
    official: str
    ambiguous: bool


class PlaceCue(NamedTuple):
    """A word before the name of a place: the kind of place, what may follow, and whether it opens a name in lower case too.

    `follows`: a region, a name, any words; alone, it may stand by itself; body, the building bears a body's name; school,
    so it does, and is a place only where something happens.
    """

    form: str
    type: str
    follows: str
    small: bool


class Popular(NamedTuple):
    """What a person of public life is called, and the full name; `context` says where that alone tells who is meant.

    Everywhere where it is empty; in articles that give the full name too where it is "-"; else where the person's post is in
    one of these regions.
    """

    form: str
    name: str
    context: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether the form alone tells who is meant."""
        return not self.context


class Landmark(NamedTuple):
    """A place that everybody knows by its name: "Asia", "Sumatera", "Selat Malaka", "Old Trafford"."""

    name: str
    type: str
    aliases: tuple[str, ...]


class Trigger(NamedTuple):
    """A word that tells an event: its type, part of speech, and whether it alone suffices."""

    form: str
    type: str
    part: str
    strength: str


class Company(NamedTuple):
    """What a trigger tells in the company of one of the words `beside` it, or `among` triggers of a type; "-" is no event."""

    form: str
    part: str
    beside: frozenset[str]
    among: str
    type: str


@dataclass(frozen=True, slots=True)
class Words:
    """All tables."""

    titles: PhraseTable[Title]
    body_words: dict[str, str]  # a word in a body's name that no table knows → whether it is the "first" or the "last"
    bodies: PhraseTable[tuple[Body, ...]]  # "KPU" is the national body, or with a place behind it a local one
    honorifics: PhraseTable[Honorific]
    regions: PhraseTable[tuple[Region, ...]]
    cities: PhraseTable[tuple[Region, ...]]  # abroad
    capitals: frozenset[str]  # short names of regions, folded, that are names in capitals only: "OKI", "AS"
    cues: PhraseTable[PlaceCue]
    place_heads: dict[str, str]  # the last word of a place's name → the kind of place: "stadium" in "Emirates Stadium"
    place_words: dict[str, str]  # what else stands beside or in places: "kawasan", "RT", "Barat", "dirawat" → its kind
    landmarks: PhraseTable[Landmark]
    triggers: PhraseTable[Trigger]
    company: PhraseTable[tuple[Company, ...]]
    speech: PhraseTable[str]
    speech_words: frozenset[str]  # its single words
    speaking: frozenset[str]  # those of them that say that somebody speaks, "ujarnya" among them: no pronouns
    speech_verbs: frozenset[str]  # those that follow a quotation, and take "-nya": ujar, kata
    speakers: PhraseTable[str]
    signals: PhraseTable[str]
    beside: PhraseTable[str]  # those of them that say who is there, who is quoted, that a list goes on
    generals: PhraseTable[str]  # those of them that stand for an event told before: "acara itu"
    post_words: PhraseTable[str]  # what is said around titles, where it differs from the signals
    joining: frozenset[str]  # what opens a clause or a phrase that is not the sentence's main one: "yang", "usai"
    days: PhraseTable[str]
    names_of: dict[str, tuple[str, ...]]  # body that there is once → all its names
    region_of: dict[str, Region]
    governments: dict[str, tuple[str, str]]  # level of place → how its government is called, and in short
    never_names: frozenset[str]  # words that are common words wherever they stand
    seldom_names: frozenset[str]  # common words that some names hold: "surya", "bintang"
    name_words: dict[str, str]  # words written with a capital → whether news gives them to persons often or seldom
    name_cues: PhraseTable[
        str
    ]  # what stands before a name that no title shows: "terdakwa" a person's, "aplikasi" a thing's
    known: frozenset[str]  # words of regions, bodies and titles as they are written
    camel: frozenset[str]  # words with a capital inside: "YouTube"
    camel_openings: tuple[str, ...]  # "detik", as in "detikJogja"
    openers: PhraseTable[str]  # what only stands in a person's name: "I Made", "Anak Agung"
    holders: dict[str, frozenset[str]]  # office whose holders are all known → the words of their names
    nicknames: dict[str, tuple[str, ...]]  # folded full name → the names, without title of address, that it goes by
    full_names: dict[str, tuple[str, ...]]  # the last word of a person's full name, folded → those full names, folded
    popular: dict[str, tuple[Popular, ...]]  # folded form, with its title of address → whom it may mean
    telling_forms: PhraseTable[
        int
    ]  # forms that alone tell a person, with a title of address or known to all → its words
    particles: frozenset[str]
    abbreviations: frozenset[str]

    def of_post(self, word: str) -> str | None:
        """What a word says beside a title: "selaku" binds it to a name, "pernah" puts it in the past."""
        return self.post_words.get(word) or self.signals.get(word)

    def of_post_at(self, line: Sequence[Token], index: int) -> tuple[str, int] | None:
        """What the words that begin at a token say beside a title, and the token after them."""
        return self.post_words.match(line, index) or self.signals.match(line, index)

    def is_camel(self, word: str) -> bool:
        """Whether a word is one though it has a capital inside."""
        return word in self.camel or word.startswith(self.camel_openings)


def _nicknames(popular: Collection[Popular], honorifics: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Folded full name → what the person is called; of "Cak Imin" "Imin", since titles of address are no part of names."""
    found: dict[str, tuple[str, ...]] = {}
    for row in popular:
        bare = " ".join(row.form.split()[_address(row.form, honorifics) :])
        found[fold(row.name)] = (*found.get(fold(row.name), ()), bare)
    return found


def _address(form: str, honorifics: Collection[str]) -> int:
    """How many words of a form are a title of address: of "Cak Imin" one, of "Jokowi" none."""
    first, _, rest = form.partition(" ")
    return int(bool(rest) and first in honorifics)


def _telling(popular: Collection[Popular], honorifics: Collection[str]) -> PhraseTable[int]:
    """Forms that alone tell a person: "Jokowi", "Kang Emil", and how many words of each are a title of address."""
    forms = ((row.form, _address(row.form, honorifics), row.sure) for row in popular)
    return PhraseTable(((form, address) for form, address, sure in forms if sure or address), exact=True)


def _popular() -> list[Popular]:
    return [Popular(r["form"], r["name"], tuple(filter(None, r["context"].split("|")))) for r in rows("nicknames.tsv")]


def _grouped(pairs: Iterable[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    """The values of each key, in their order."""
    found: dict[str, tuple[Row, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return found


def _holders() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for r in rows("holders.tsv"):
        found.setdefault(r["concept"], set()).update(r["name"].casefold().split())
    return {concept: frozenset(names) for concept, names in found.items()}


def _company() -> PhraseTable[tuple[Company, ...]]:
    found: dict[str, tuple[Company, ...]] = {}
    for r in rows("company.tsv"):
        beside = frozenset(filter(None, r["beside"].split("|")))
        row = Company(r["form"], r["part"], beside, r["among"], r["type"])
        found[row.form] = (*found.get(row.form, ()), row)
    return PhraseTable(found.items())


@cache
def words() -> Words:
    """The tables, read from disk at the first call."""
    honorifics = [Honorific(r["form"], r["class"], r["position"]) for r in rows("honorifics.tsv")]
    dotted = {h.form.rstrip(".").rpartition(".")[2].split()[-1] for h in honorifics if h.form.endswith(".")}
    bodies: dict[str, list[Body]] = {}
    complete: dict[str, list[str]] = {}
    for r in rows("bodies.tsv"):
        body = Body(r["form"], r["concept"], r["type"], r["shape"], r["parent"])
        bodies.setdefault(body.form.casefold(), []).append(body)
        if body.shape == "-":
            complete.setdefault(body.concept, []).append(body.form)
    signals = list(rows("signals.tsv"))
    spoken = [(r["form"].casefold(), r["kind"]) for r in rows("speech.tsv") if " " not in r["form"]]
    regions, cities = _regions("regions.tsv", "countries.tsv"), _regions("cities.tsv")
    titles = [Title(r["form"], r["concept"], r["type"], r["body"], r["level"], r["label"]) for r in rows("titles.tsv")]
    cues = [PlaceCue(r["form"], r["type"], r["follows"], r["small"] == "yes") for r in rows("place_cues.tsv")]
    camel = [r["form"] for r in rows("camel_words.tsv")]
    forms = [title.form for title in titles] + [body.form for found in bodies.values() for body in found]
    addresses = frozenset(h.form for h in honorifics if h.position == "before")
    popular = _popular()
    opening_words = {word for form in forms for word in form.split() if word[:1].isupper() and len(word) > 1}
    return Words(
        titles=PhraseTable((title.form, title) for title in titles),
        body_words={r["form"]: r["place"] for r in rows("body_words.tsv")},
        bodies=PhraseTable((form, tuple(found)) for form, found in bodies.items()),
        honorifics=PhraseTable(((h.form, h) for h in honorifics), exact=True),
        regions=PhraseTable(regions),
        cities=PhraseTable(cities),
        capitals=_capitals(),
        cues=PhraseTable((cue.form, cue) for cue in cues),
        place_heads={r["form"]: r["type"] for r in rows("place_words.tsv") if r["kind"] == "last"},
        place_words={r["form"]: r["kind"] for r in rows("place_words.tsv") if r["kind"] != "last"},
        landmarks=PhraseTable((form, mark) for mark in _landmarks() for form in (mark.name, *mark.aliases)),
        triggers=PhraseTable(
            (r["form"], Trigger(r["form"], r["type"], r["part"], r["strength"])) for r in rows("triggers.tsv")
        ),
        company=_company(),
        speech=PhraseTable((r["form"], r["kind"]) for r in rows("speech.tsv")),
        speech_words=frozenset(word for word, _ in spoken),
        speaking=frozenset(w for word, kind in spoken for w in _speaking(word, kind)),
        speech_verbs=frozenset(r["form"] for r in rows("speech.tsv") if r["kind"] == "after"),
        speakers=PhraseTable((r["form"], r["kind"]) for r in rows("speakers.tsv")),
        signals=PhraseTable((r["form"], r["kind"]) for r in signals),
        beside=PhraseTable((r["form"], r["kind"]) for r in signals if r["kind"] in BESIDE),
        generals=PhraseTable((r["form"], r["kind"]) for r in signals if r["kind"] in GENERAL),
        post_words=PhraseTable((r["form"], r["kind"]) for r in rows("post_words.tsv")),
        joining=frozenset(r["form"] for r in rows("joining_words.tsv")),
        days=PhraseTable((r["form"], r["kind"]) for r in rows("calendar.tsv") if r["kind"] in ("weekday", "month")),
        names_of={concept: tuple(dict.fromkeys(names)) for concept, names in complete.items()},
        region_of={r.code: r for _, found in regions for r in found},
        governments={r["level"]: (r["form"], r["short"]) for r in rows("governments.tsv")},
        never_names=frozenset(r["form"] for r in rows("common_words.tsv") if r["name"] == "never"),
        seldom_names=frozenset(r["form"] for r in rows("common_words.tsv") if r["name"] == "seldom"),
        name_words={r["form"]: r["name"] for r in rows("name_words.tsv")},
        name_cues=PhraseTable((r["form"], r["before"]) for r in rows("name_cues.tsv")),
        known=frozenset(_written(found for _, found in regions)) | opening_words,
        camel=frozenset(camel),
        camel_openings=tuple(form[:-1] for form in camel if form.endswith("*")),
        holders=_holders(),
        nicknames=_nicknames(popular, addresses),
        full_names=_grouped((name.split()[-1], name) for name in dict.fromkeys(fold(row.name) for row in popular)),
        popular=_grouped((fold(row.form), row) for row in popular),
        telling_forms=_telling(popular, addresses),
        openers=PhraseTable(((r["form"], r["note"]) for r in rows("name_openers.tsv")), exact=True),
        particles=frozenset(r["form"] for r in rows("particles.tsv")),
        abbreviations=frozenset(dotted | {r["form"] for r in rows("abbreviations.tsv")}),
    )


def _speaking(word: str, kind: str) -> tuple[str, ...]:
    """The forms of a word of speech that say that somebody speaks."""
    if kind == "pronoun":
        return ()
    return (word, f"{word}nya") if kind == "after" else (word,)


def _written(regions: Iterable[tuple[Region, ...]]) -> Iterator[str]:
    """The words of the names of regions, each as it is written."""
    for found in regions:
        for region in found:
            yield from (word for word in region.official.split() if len(word) > 2)


def _capitals() -> frozenset[str]:
    """Short names that are common words when they are not in capitals."""
    forms = (form for row in [*rows("regions.tsv"), *rows("countries.tsv")] for form in row["aliases"].split("|"))
    return frozenset(form.casefold() for form in forms if form.isupper() and len(form) < SHORT)


def _landmarks() -> Iterator[Landmark]:
    for r in rows("landmarks.tsv"):
        yield Landmark(r["name"], r["type"], tuple(filter(None, r["aliases"].split("|"))))


def _regions(*tables: str) -> list[tuple[str, tuple[Region, ...]]]:
    """Each spelling with all the regions of these tables that it may name, provinces first."""
    named: dict[str, dict[str, Region]] = {}
    for row in chain.from_iterable(map(rows, tables)):
        official = row.get("official") or row["name"]
        region = Region(row["code"], row["name"], row["level"], official, row.get("ambiguous") == "yes")
        for form in {row["name"], official, *filter(None, row["aliases"].split("|"))}:
            named.setdefault(form.casefold(), {})[region.code] = region
    return [
        (form, tuple(found[code] for code in sorted(found, key=lambda code: (len(code), code))))
        for form, found in sorted(named.items())
    ]


def capital_run(tokens: Sequence[Token], start: int, most: int, joiners: frozenset[str] = frozenset()) -> int:
    """The token after the run of capitalised words (or numbers after the first) that begins here, at most so many.

    Joiners ("dan", "of") may stand between two capitalised words. `start` itself where no run begins.
    """
    end = start
    while end < len(tokens) and end - start < most:
        token = tokens[end]
        if (
            (token.text[0].isalpha() and token.capital)
            or (end > start and token.text[0].isdigit())
            or (end > start and token.text in joiners and end + 1 < len(tokens) and tokens[end + 1].capital)
        ):
            end += 1
        else:
            break
    return end
