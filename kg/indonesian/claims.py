"""A text with its phrases → entities and claims: who holds which post, what lies in what, who said what, what happened.

"Kapolres Bontang, AKBP Alex …" → a `Tenure`; "Iip Makmur, anggota DPRD" → one too; "Humas Polda Kaltim" → part of Polda Kaltim.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.indonesian.confidence import confidence
from kg.indonesian.events import Event, events, worth_telling
from kg.indonesian.keys import fold
from kg.indonesian.participants import find_participants
from kg.indonesian.quotes import Quote, quotations
from kg.language import Phrase, Text
from kg.model import (
    Claim,
    Containment,
    Entity,
    Evidence,
    Issuance,
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

BETWEEN = frozenset(
    {",", "yang", "selaku", "sebagai", "juga", "menjabat", "merupakan", "adalah", "(", "ini", "saat", "kini"}
)
CHAIN = frozenset({"/", "dan", "sekaligus", "merangkap", "serta", "yang", "juga", ","})
MODALITY: dict[Status, Modality] = {"happened": "stated", "planned": "planned", "denied": "denied"}
WITHIN = ("building", "area", "street", "village", "district", "regency", "city", "province", "country")


def claims(text: Text) -> tuple[tuple[Entity, ...], tuple[Claim, ...], tuple[Mention, ...]]:
    """The entities of a text, its claims in order of kind and place, and the mentions."""
    entities, denoted, posted = resolve(text, fold)
    phrases = tuple(tuple(phrase for phrase in found if phrase in denoted) for found in text.phrases)
    text = replace(text, entities=entities, denoted=denoted, phrases=phrases)
    tenures = list(_tenures(text))
    text, entities = _without_bare_posts(text, posted, {tenure.post for tenure in tenures})
    holders = {t.post: t.person for t in tenures if t.status in ("current", "acting")}
    quotes = quotations(text, holders)
    text = replace(text, quoted=tuple(quote.span for quote in quotes))
    told = events(text)
    find_participants(text, told, holders)
    told = [event for event in told if worth_telling(text, event)]
    event_entities = [
        Entity(f"event-{n}", "event", event.label, event.type, aliases=_words(text, event))
        for n, event in enumerate(told, 1)
    ]
    held: dict[str, list[str]] = {}
    for tenure in tenures:
        held.setdefault(tenure.person, []).append(tenure.post)
    found: list[Claim] = [
        *_posts(text, posted),
        *tenures,
        *_parts(text),
        *_quotations(text, quotes, holders),
        *(claim for n, event in enumerate(told, 1) for claim in _event_claims(f"event-{n}", event)),
        *_issuance(text),
    ]
    mentions = [Mention(_name_span(text, phrase), key) for phrase, key in text.denoted.items()]
    mentions += [Mention(span, f"event-{n}") for n, event in enumerate(told, 1) for span in _spans(text, event)]
    return (*with_context(entities, held), *event_entities), tuple(found), tuple(mentions)


def _without_bare_posts(text: Text, posted: dict[str, str], held: set[str]) -> tuple[Text, tuple[Entity, ...]]:
    """The text without the posts of which neither the body nor a holder is known: "Direktur" alone says nothing."""
    entities = tuple(e for e in text.entities if e.kind != "post" or e.key in posted or e.key in held)
    kept = {entity.key for entity in entities}
    denoted = {phrase: key for phrase, key in text.denoted.items() if key in kept}
    phrases = tuple(tuple(phrase for phrase in found if phrase in denoted) for found in text.phrases)
    return replace(text, entities=entities, denoted=denoted, phrases=phrases), entities


def _name_span(text: Text, phrase: Phrase) -> Span:
    """The span of a phrase's bare name; of a post the title with its body."""
    if phrase.named and phrase.kind == "person":
        return text.sentences[phrase.sentence].part(*phrase.named)
    return text.span(phrase)


def _posts(text: Text, posted: dict[str, str]) -> Iterator[PostIn]:
    """Each post in its organization, once, from the first phrase that shows it."""
    seen: set[str] = set()
    for phrases in text.phrases:
        for phrase in phrases:
            key = text.denoted.get(phrase, "")
            if phrase.kind == "post" and key in posted and key not in seen:
                seen.add(key)
                rule = phrase.rule if phrase.body else "title-host"
                yield PostIn(key, posted[key], Evidence(text.span(phrase), rule, confidence(rule)))


def _tenures(text: Text) -> Iterator[Tenure]:
    """Who holds what: each pair of person and post once for each way of holding, from the first words that say so."""
    seen: set[tuple[str, str, str]] = set()
    for phrases in text.phrases:
        for title, person, rule in _held(text, phrases):
            key = (text.denoted[person], text.denoted[title], title.status)
            if key not in seen:
                seen.add(key)
                first, last = sorted((title, person), key=lambda p: p.start)
                span = text.sentences[title.sentence].part(first.start, last.end)
                yield Tenure(key[0], key[1], title.status, person.rank, Evidence(span, rule, confidence(rule)))


def _held(text: Text, phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Phrase, str]]:
    """The pairs of title and holder in one sentence, with the rule that saw each."""
    for left, right in pairwise(phrases):
        between = _between(text, left, right)
        if left.kind == "post" and right.kind == "person" and between in ([], [","], ["bernama"]):
            yield left, right, "title-name-comma" if between else "title-then-name"
            yield from ((title, right, "titles-then-name") for title in _chained(text, phrases, left))
        if left.kind == "person" and right.kind == "post" and between and _binds(between):
            listed = between == [","] and (_titled(text, phrases, left) or _goes_on(text, right))
            if not listed and _follower(text, phrases, right) is None:
                yield right, left, "name-then-title"


def _chained(text: Text, phrases: Sequence[Phrase], title: Phrase) -> Iterator[Phrase]:
    """The titles joined before this one: "Menteri PPN/Kepala Bappenas Suharso Monoarfa"."""
    at = phrases.index(title)
    while at and phrases[at - 1].kind == "post":
        between = _between(text, phrases[at - 1], phrases[at])
        if between not in (["/"], ["sekaligus"], ["merangkap"]):
            return
        yield phrases[at - 1]
        at -= 1


def _titled(text: Text, phrases: Sequence[Phrase], person: Phrase) -> bool:
    """Whether a title stands right before a name: then a title behind its comma begins the next of a list."""
    at = phrases.index(person)
    return at > 0 and phrases[at - 1].kind == "post" and _between(text, phrases[at - 1], person) in ([], [","])


def _goes_on(text: Text, title: Phrase) -> bool:
    """Whether capitalised words that nothing has read follow a title: the name of somebody else, most likely."""
    line = text.sentences[title.sentence].tokens
    return title.end < len(line) and line[title.end].capital


def _binds(between: Sequence[str]) -> bool:
    """Whether the words between a name and a title say that the one holds the other."""
    opens = between[0] in {",", "(", "selaku", "sebagai", "yang"}
    return opens and len(between) <= 5 and all(word in BETWEEN for word in between)


def _follower(text: Text, phrases: Sequence[Phrase], title: Phrase) -> Phrase | None:
    """The person right behind a title, to whom it rather belongs."""
    at = phrases.index(title) + 1
    if at < len(phrases) and phrases[at].kind == "person" and _between(text, title, phrases[at]) in ([], [","]):
        return phrases[at]
    return None


def _between(text: Text, left: Phrase, right: Phrase) -> list[str]:
    return [t.low for t in text.sentences[left.sentence].tokens[left.end : right.start]]


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
            elif phrase.kind == "place" and at + 1 < len(phrases) and phrases[at + 1].kind == "place":
                following = phrases[at + 1]
                small, large = kinds[key].type, kinds[text.denoted[following]].type
                if _between(text, phrase, following) == [","] and _lies_in(small, large):
                    whole, rule = text.denoted[following], "place-in-place"
                    span = text.sentences[phrase.sentence].part(phrase.start, following.end)
            if whole and whole != key and (key, whole) not in seen:
                seen.add((key, whole))
                yield Containment(key, whole, Evidence(span, rule, confidence(rule)))


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
        yield Timing(key, day.begin, day.until, proof(span, rule))
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
