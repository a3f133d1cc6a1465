"""A text with its entities → who holds, held or is to hold which post: a title beside a name, a handover.

"Kapolres Bontang, AKBP Alex …", "Iip Makmur, anggota DPRD", "AKBP Alex selaku Kapolres" are holders; "yang sebelumnya menjabat
Wakapolres" held it; "A menggantikan B sebagai Kapolsek" and "diserahkan dari B kepada A" tell both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.indonesian.confidence import confidence
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.model import Evidence, Tenure, TenureStatus

MARKS = frozenset(
    {",", "(", "ini", "saat", "itu"}
)  # what may stand between a name and a title beside the words that bind
FEW = 5  # words between a name and its title


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's phrase and a post's, how the one holds the other, and the rule that saw it."""

    person: Phrase
    post: Phrase
    status: TenureStatus
    rule: str


def tenures(text: Text) -> list[Tenure]:
    """Each pair of person and post once for each way of holding, from the first words that say so.

    Whoever is said to have held a post, or to be replaced, is no present holder of it in this article.
    """
    found: dict[tuple[str, str, TenureStatus], Tenure] = {}
    for phrases in text.phrases:
        for holding in _holdings(text, phrases):
            person, post = text.denoted[holding.person], text.denoted[holding.post]
            first, last = sorted((holding.post, holding.person), key=lambda phrase: phrase.start)
            span = text.sentences[holding.post.sentence].part(first.start, last.end)
            proof = Evidence(span, holding.rule, confidence(holding.rule))
            found.setdefault(
                (person, post, holding.status), Tenure(person, post, holding.status, holding.person.rank, proof)
            )
    replaced = {(t.person, t.post) for t in found.values() if t.evidence.rule in ("replaced", "handed-over")}
    return [t for t in found.values() if t.status == "former" or (t.person, t.post) not in replaced]


def _holdings(text: Text, phrases: Sequence[Phrase]) -> Iterator[Holding]:
    """What one sentence says."""
    changed = list(_changes(text, phrases))
    yield from changed
    told = {(id(holding.person), id(holding.post)) for holding in changed}
    for left, right in pairwise(phrases):
        between = _between(text, left, right)
        if left.kind == "post" and right.kind == "person" and between in ([], [","], ["bernama"]):
            yield Holding(right, left, left.status, "title-name-comma" if between else "title-then-name")
            yield from (Holding(right, post, post.status, "titles-then-name") for post in _joined(text, phrases, left))
        if left.kind == "person" and right.kind == "post" and (id(left), id(right)) not in told and _binds(between):
            listed = between == [","] and (_titled(text, phrases, left) or _goes_on(text, right))
            if not listed and _follower(text, phrases, right) is None:
                once = any(_signal(word) == "once" for word in between)
                yield Holding(left, right, "former" if once else right.status, "name-then-title")


def _changes(text: Text, phrases: Sequence[Phrase]) -> Iterator[Holding]:
    """Who followed whom: "A menggantikan B sebagai Kapolsek", "jabatan Kapolsek diserahkan dari B kepada A"."""
    line = text.sentences[phrases[0].sentence].tokens if phrases else ()
    people = [phrase for phrase in phrases if phrase.kind == "person"]
    posts = [phrase for phrase in phrases if phrase.kind == "post"]
    if len(people) < 2 or not posts:
        return
    for at, token in enumerate(line):
        kind = _signal(token.low)
        before = [p for p in people if p.end <= at]
        after = [p for p in people if p.start > at]
        if kind == "replaces" and before and after:
            behind = next((p for p in posts if p.start >= after[0].end), None)
            post = behind if behind and _binds(_between(text, after[0], behind)) else _title_of(text, posts, after[0])
            if post:
                yield Holding(before[-1], post, "current", "replaces")
                yield Holding(after[0], post, "former", "replaced")
        if kind == "handover" and len(after) > 1:
            held = [p for p in posts if p.end <= at]
            if held and "dari" in _words(line, at, after[0].start) and "kepada" in _between(text, after[0], after[1]):
                yield Holding(after[1], held[-1], "current", "replaces")
                yield Holding(after[0], held[-1], "former", "handed-over")


def _title_of(text: Text, posts: Sequence[Phrase], person: Phrase) -> Phrase | None:
    return next((post for post in posts if post.end <= person.start and _between(text, post, person) == []), None)


def _joined(text: Text, phrases: Sequence[Phrase], title: Phrase) -> Iterator[Phrase]:
    """The titles joined before this one: "Menteri PPN/Kepala Bappenas Suharso Monoarfa"."""
    at = phrases.index(title)
    while at and phrases[at - 1].kind == "post":
        between = _between(text, phrases[at - 1], phrases[at])
        if len(between) != 1 or _signal(between[0]) != "joins":
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
    if not between or len(between) > FEW:
        return False
    opens = between[0] in {",", "("} or _signal(between[0]) == "binds"
    return opens and all(word in MARKS or _signal(word) in ("binds", "once") for word in between)


def _signal(word: str) -> str | None:
    return words().signals.get(word)


def _follower(text: Text, phrases: Sequence[Phrase], title: Phrase) -> Phrase | None:
    """The person right behind a title, to whom it rather belongs."""
    at = phrases.index(title) + 1
    if at < len(phrases) and phrases[at].kind == "person" and _between(text, title, phrases[at]) in ([], [","]):
        return phrases[at]
    return None


def _between(text: Text, left: Phrase, right: Phrase) -> list[str]:
    return [token.low for token in text.sentences[left.sentence].tokens[left.end : right.start]]


def _words(line: Sequence, start: int, end: int) -> list[str]:  # type: ignore[type-arg]
    return [token.low for token in line[start:end]]
