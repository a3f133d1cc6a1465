"""A text with its phrases → entities and claims: which posts there are, what lies in what, who said what, what happened.

"Kapolres Bontang, AKBP Alex …" → a `Tenure`; "Iip Makmur, anggota DPRD" → one too; "Humas Polda Kaltim" → part of Polda Kaltim.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.indonesian.confidence import confidence
from kg.indonesian.deeds import doers, of_many
from kg.indonesian.events import Event, Sheet, events, sheet_of
from kg.indonesian.keys import fold, rarity, sound
from kg.indonesian.links import link
from kg.indonesian.nicknames import with_full_names
from kg.indonesian.participants import find_participants
from kg.indonesian.quotes import Quote, quotations
from kg.indonesian.tenures import tenures
from kg.indonesian.venues import BODY_AS_VENUE
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.model import (
    POST_ACTS,
    Claim,
    Containment,
    Entity,
    Evidence,
    Issuance,
    Key,
    Location,
    Mention,
    Modality,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Span,
    Status,
    Tenure,
    Timing,
)
from kg.resolve import resolve, with_context

MODALITY: dict[Status, Modality] = {"happened": "stated", "planned": "planned", "denied": "denied"}
ANY = ""  # the kind of body that a title asks for, where any may have it
TELLING = 3  # words of a title that says by itself of what: "Direktur Jenderal Penegakan Hukum", not "Direktur Utama"
MANY = ("member", "staff")  # kinds of title that many hold
DOUBTED = "weekday-disagrees"  # the rule of a day whose weekday and date do not fit
WITHIN = ("building", "area", "street", "village", "district", "regency", "city", "province", "country")


class Draft(NamedTuple):
    """A text with its entities, and what its rules tell before the links of its events are weighed."""

    text: Text
    posts_in: list[PostIn]
    held: list[Tenure]
    holders: dict[str, str]  # post → the person who holds it now
    quotes: list[Quote]
    told: list[Event]
    sheet: Sheet

    @property
    def speakers(self) -> frozenset[str]:
        """The keys of those who are quoted."""
        found = (self.text.denoted[quote.speaker] for quote in self.quotes)
        return frozenset(self.holders.get(key, key) for key in found)


def draft(text: Text) -> Draft:
    """The entities of a text, who holds what, who says what, and what happens."""
    entities, denoted, posted = resolve(text, fold, sound, rarity)
    phrases = tuple(tuple(phrase for phrase in found if phrase in denoted) for found in text.phrases)
    text = replace(text, entities=entities, denoted=denoted, phrases=phrases)
    held = tenures(text)
    holders = {t.post: t.person for t in held if t.status in ("current", "acting")}
    kept = {*posted, *_of_any_body(text, held)}
    text = _without_bare_posts(text, kept, holders)
    held = [tenure for tenure in held if tenure.post in kept]
    posts_in = list(_posts(text, posted, doers(text, {tenure.post for tenure in held})))
    text = _without_idle_posts(text, held)
    told_of = {*text.denoted.values(), *(tenure.post for tenure in held)}
    text = replace(text, entities=tuple(e for e in text.entities if e.kind != "post" or e.key in told_of))
    posts_in = [claim for claim in posts_in if claim.post in told_of]
    quotes = quotations(text, holders)
    text = replace(text, quoted=tuple(quote.span for quote in quotes))
    sheet = sheet_of(text)
    told = events(text, sheet)
    find_participants(text, told, holders)
    return Draft(text, posts_in, held, holders, quotes, told, sheet)


def claims(text: Text) -> tuple[tuple[Entity, ...], tuple[Claim, ...], tuple[Mention, ...]]:
    """The entities of a text, its claims in order of kind and place, and the mentions."""
    drawn = draft(text)
    text, posts_in, held, holders, quotes, told, sheet = drawn
    told = link(text, told, sheet, holders, drawn.speakers)
    event_entities = [
        Entity(f"event-{n}", "event", event.label, event.type, aliases=_words(text, event))
        for n, event in enumerate(told, 1)
    ]
    posts_of: dict[str, list[str]] = {}
    for tenure in held:
        posts_of.setdefault(tenure.person, []).append(tenure.post)
    found: list[Claim] = [
        *posts_in,
        *held,
        *_parts(text),
        *_quotations(text, quotes, holders),
        *(claim for n, event in enumerate(told, 1) for claim in _event_claims(f"event-{n}", event)),
        *_issuance(text),
    ]
    idle = _idle_buildings(text, found)
    entities = tuple(entity for entity in text.entities if entity.key not in idle)
    found = [claim for claim in found if not (isinstance(claim, Containment) and claim.part in idle)]
    mentions = [Mention(_name_span(text, phrase), key) for phrase, key in text.denoted.items() if key not in idle]
    mentions += [Mention(span, f"event-{n}") for n, event in enumerate(told, 1) for span in _spans(text, event)]
    entities = tuple(map(_marked_if_general, with_full_names(with_context(entities, posts_of))))
    return (*entities, *event_entities), tuple(found), tuple(mentions)


def _marked_if_general(entity: Entity) -> Entity:
    """A body or venue, marked as one of many where no word of its name tells which: "Komite Sekolah", "Balai Kota"."""
    if entity.kind not in ("organization", "place") or any(key.name in ("body", "code") for key in entity.keys):
        return entity
    known = words()
    common = all(word in known.never_names or word in known.seldom_names for word in fold(entity.name).split())
    general = common or known.cues.get(entity.name) is not None
    return replace(entity, keys=(*entity.keys, Key("general", entity.kind))) if general else entity


def _of_any_body(text: Text, held: Sequence[Tenure]) -> set[str]:
    """The posts without a body that somebody named holds, where any body may have such a post and its title says enough."""
    told = {tenure.post for tenure in held}
    posts = ((phrase, key) for phrase, key in text.denoted.items() if phrase.kind == "post" and phrase.host == ANY)
    telling = ((p, key) for p, key in posts if p.type not in MANY and len(p.name.split()) >= TELLING)
    return {key for _, key in telling if key in told}


def _without_bare_posts(text: Text, kept: set[str], holders: dict[str, str]) -> Text:
    """The text without the posts of which no body is known: "Direktur" alone says nothing, or only who is meant."""
    entities = tuple(e for e in text.entities if e.kind != "post" or e.key in kept)
    bare = {e.key for e in text.entities} - {e.key for e in entities}
    denoted = {
        phrase: holders[key] if key in bare else key
        for phrase, key in text.denoted.items()
        if key not in bare or key in holders
    }
    phrases = tuple(tuple(phrase for phrase in found if phrase in denoted) for found in text.phrases)
    return replace(text, entities=entities, denoted=denoted, phrases=phrases)


def _without_idle_posts(text: Text, held: Sequence[Tenure]) -> Text:
    """The text with "mantan Kapolsek itu" for whoever it is, and without the posts in which nobody acts now: "anggota DPR"."""
    present = {tenure.post for tenure in held if tenure.status != "former"}
    once = {tenure.post: tenure.person for tenure in held if tenure.status == "former" and tenure.post not in present}
    former = {key: [t.evidence.span for t in held if t.post == key] for key in once}
    denoted = dict(text.denoted)
    for phrase, key in text.denoted.items():
        if phrase.kind != "post" or key in present:
            continue
        if key in once and (phrase.status != "current" or any(told.holds(text.span(phrase)) for told in former[key])):
            denoted[phrase] = once[key]
        elif phrase.status == "candidate" or of_many(phrase):
            del denoted[phrase]
    phrases = tuple(tuple(phrase for phrase in found if phrase in denoted) for found in text.phrases)
    return replace(text, denoted=denoted, phrases=phrases)


def _idle_buildings(text: Text, found: Sequence[Claim]) -> set[str]:
    """The hospitals and schools in which nothing is told to happen: they are bodies, and no places besides."""
    buildings = {key for phrase, key in text.denoted.items() if phrase.rule == BODY_AS_VENUE}
    places = {key for phrase, key in text.denoted.items() if phrase.rule != BODY_AS_VENUE}
    return buildings - places - {claim.place for claim in found if isinstance(claim, Location)}


def _name_span(text: Text, phrase: Phrase) -> Span:
    """The span of a phrase's bare name; of a post the title with its body."""
    if phrase.named and phrase.kind == "person":
        return text.sentences[phrase.sentence].part(*phrase.named)
    return text.span(phrase)


def _posts(text: Text, posted: dict[str, str], doing: Iterable[Phrase]) -> Iterator[PostIn]:
    """Each post in its organization, once: from the phrase in which its unnamed holder acts, else from the first."""
    acting = {text.denoted[phrase]: phrase for phrase in doing}
    seen: set[str] = set()
    for phrases in text.phrases:
        for phrase in phrases:
            key = text.denoted.get(phrase, "")
            if phrase.kind == "post" and key in posted and key not in seen:
                seen.add(key)
                acts = acting.get(key)
                rule = POST_ACTS if acts else phrase.rule if phrase.body else "title-host"
                yield PostIn(key, posted[key], Evidence(text.span(acts or phrase), rule, confidence(rule)))


def _parts(text: Text) -> Iterator[Containment]:
    """What lies in what: a unit in the body that its own name states, a place in the larger one named behind it."""
    seen: set[tuple[str, str]] = set()
    by_name = {fold(n): e.key for e in text.entities if e.kind == "organization" for n in (e.name, *e.aliases)}
    kinds = {e.key: e for e in text.entities}
    for phrases in text.phrases:
        for at, phrase in enumerate(phrases):
            key = text.denoted.get(phrase, "")
            whole, rule, span = "", "", text.span(phrase)
            if phrase.kind == "organization" and phrase.whole:
                whole, rule = by_name.get(fold(phrase.whole.name), ""), "unit-of-body"
            elif phrase.kind == "post" and phrase.body and phrase.body.whole:  # "Ketua DPW PKS Banten"
                key = by_name.get(fold(phrase.body.name), key)
                whole, rule = by_name.get(fold(phrase.body.whole.name), ""), "unit-of-body"
            elif phrase.kind == "place" and at + 1 < len(phrases) and phrases[at + 1].kind == "place":
                following = phrases[at + 1]
                small, large = kinds[key].type, kinds[text.denoted[following]].type
                if _between(text, phrase, following) == [","] and _lies_in(small, large):
                    whole, rule = text.denoted[following], "place-in-place"
                    span = text.sentences[phrase.sentence].part(phrase.start, following.end)
            if whole and whole != key and (key, whole) not in seen:
                seen.add((key, whole))
                yield Containment(key, whole, Evidence(span, rule, confidence(rule)))


def _between(text: Text, left: Phrase, right: Phrase) -> list[str]:
    return [token.low for token in text.sentences[left.sentence].tokens[left.end : right.start]]


def _lies_in(small: str, large: str) -> bool:
    if small not in WITHIN or large not in WITHIN:
        return False
    return WITHIN.index(small) < WITHIN.index(large) and WITHIN.index(large) >= WITHIN.index("district")


def _quotations(text: Text, quotes: Sequence[Quote], holders: dict[str, str]) -> Iterator[Quotation]:
    for number, quote in enumerate(quotes, 1):
        speaker = text.denoted[quote.speaker]
        proof = Evidence(quote.span, quote.rule, confidence(quote.rule))
        yield Quotation(f"quotation-{number}", holders.get(speaker, speaker), quote.text, proof)


def _event_claims(key: str, event: Event) -> Iterator[Claim]:
    assert event.status is not None  # set for each event when it was told
    status, span, rule = event.status

    def proof(span: Span, rule: str) -> Evidence:
        return Evidence(span, rule, confidence(rule), MODALITY[status])

    yield Occurrence(key, status, proof(span, rule))
    if event.day:
        day, span, rule = event.day
        yield Timing(key, day.begin, day.until, proof(span, DOUBTED if day.doubt else rule))
    for place, (span, rule) in event.places.items():
        yield Location(key, place, proof(span, rule))
    for participant, (part, span, rule) in event.participants.items():
        yield Participation(key, participant, part, proof(span, rule))


def _issuance(text: Text) -> Iterator[Issuance]:
    """The body that a credit line names as issuer: "Sumber: Humas Polda Kaltim"; an outlet named there issues nothing."""
    credit = text.article.credit
    if credit is None:
        return
    for phrases in text.phrases:
        for phrase in phrases:
            span = text.span(phrase)
            inside = span.field == "text" and credit.start <= span.start and span.end <= credit.end
            if inside and phrase.kind == "organization" and phrase.type != "media":
                yield Issuance(text.denoted[phrase], Evidence(span, "credit-line", confidence("credit-line")))
                return


def _spans(text: Text, event: Event) -> Iterator[Span]:
    for mention in event.mentions:
        yield text.sentences[mention.sentence].part(mention.start, mention.end)


def _words(text: Text, event: Event) -> tuple[str, ...]:
    """The different words of an event's mentions that are not its label."""
    said = dict.fromkeys(text.article.quote(span) for span in _spans(text, event))
    return tuple(words for words in said if words != event.label)
