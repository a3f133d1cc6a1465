"""The tables of `data/lexicon/` as the finders ask them: titles, bodies, honorifics, regions, cues, triggers.

`words().titles.match(tokens, i)` → the title that begins at a token ("Kabag SDM") and the token after it. Read once.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.indonesian.keys import fold
from kg.lexicon import PhraseTable, rows
from kg.sentences import Token


class Title(NamedTuple):
    """An office: its concept and kind, the body that it implies ("Polres {X}"), the level of place that X is."""

    form: str
    concept: str
    type: str
    body: str
    level: str


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
    """A word before the name of a place: the kind of place, and what may follow (region, name, any;
    body: the building bears a body's name)."""

    form: str
    type: str
    follows: str


class Trigger(NamedTuple):
    """A word that tells an event: its type, part of speech, and whether it alone suffices."""

    form: str
    type: str
    part: str
    strength: str


@dataclass(frozen=True, slots=True)
class Words:
    """All tables."""

    titles: PhraseTable[Title]
    bodies: PhraseTable[tuple[Body, ...]]  # "KPU" is the national body, or with a place behind it a local one
    honorifics: PhraseTable[Honorific]
    regions: PhraseTable[tuple[Region, ...]]
    cues: PhraseTable[PlaceCue]
    triggers: PhraseTable[Trigger]
    speech: PhraseTable[str]
    speech_verbs: frozenset[str]  # those that follow a quotation, and take "-nya": ujar, kata
    signals: PhraseTable[str]
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
    nicknames: dict[str, tuple[str, ...]]  # folded full name → the names, without title of address, that it goes by
    particles: frozenset[str]
    abbreviations: frozenset[str]

    def is_camel(self, word: str) -> bool:
        """Whether a word is one though it has a capital inside."""
        return word in self.camel or word.startswith(self.camel_openings)


def _nicknames(honorifics: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Folded full name → what the person is called; of "Cak Imin" "Imin", since titles of address are no part of names."""
    found: dict[str, tuple[str, ...]] = {}
    for r in rows("nicknames.tsv"):
        first, _, rest = r["form"].partition(" ")
        bare = rest if rest and first in honorifics else r["form"]
        found[fold(r["name"])] = (*found.get(fold(r["name"]), ()), bare)
    return found


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
    regions = _regions()
    titles = [Title(r["form"], r["concept"], r["type"], r["body"], r["level"]) for r in rows("titles.tsv")]
    camel = [r["form"] for r in rows("camel_words.tsv")]
    forms = [title.form for title in titles] + [body.form for found in bodies.values() for body in found]
    opening_words = {word for form in forms for word in form.split() if word[:1].isupper() and len(word) > 1}
    return Words(
        titles=PhraseTable((title.form, title) for title in titles),
        bodies=PhraseTable((form, tuple(found)) for form, found in bodies.items()),
        honorifics=PhraseTable(((h.form, h) for h in honorifics), exact=True),
        regions=PhraseTable(regions),
        cues=PhraseTable((r["form"], PlaceCue(r["form"], r["type"], r["follows"])) for r in rows("place_cues.tsv")),
        triggers=PhraseTable(
            (r["form"], Trigger(r["form"], r["type"], r["part"], r["strength"])) for r in rows("triggers.tsv")
        ),
        speech=PhraseTable((r["form"], r["kind"]) for r in rows("speech.tsv")),
        speech_verbs=frozenset(r["form"] for r in rows("speech.tsv") if r["kind"] == "after"),
        signals=PhraseTable((r["form"], r["kind"]) for r in rows("signals.tsv")),
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
        nicknames=_nicknames([h.form for h in honorifics if h.position == "before"]),
        openers=PhraseTable(((r["form"], r["note"]) for r in rows("name_openers.tsv")), exact=True),
        particles=frozenset(r["form"] for r in rows("particles.tsv")),
        abbreviations=frozenset(dotted | {r["form"] for r in rows("abbreviations.tsv")}),
    )


def _written(regions: Iterable[tuple[Region, ...]]) -> Iterator[str]:
    """The words of the names of regions, each as it is written."""
    for found in regions:
        for region in found:
            yield from (word for word in region.official.split() if len(word) > 2)


def _regions() -> list[tuple[str, tuple[Region, ...]]]:
    """Each spelling with all the regions that it may name, provinces first."""
    named: dict[str, dict[str, Region]] = {}
    for row in [*rows("regions.tsv"), *rows("countries.tsv")]:
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
