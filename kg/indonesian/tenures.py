"""A text with its entities → who holds, held or is to hold which post: a title beside a name, a handover, "Ia pernah menjabat".

"Kapolres Bontang, AKBP Alex …", "Iip Makmur, anggota DPRD", "AKBP Alex selaku Kapolres" are holders; "yang sebelumnya menjabat
Wakapolres" held it; "A menggantikan B sebagai Kapolsek" and "diserahkan dari B kepada A" tell both; "Ketua Umum PSSI itu" is
whoever was told of last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.indonesian.confidence import confidence
from kg.indonesian.deeds import does
from kg.indonesian.people import INITIALS
from kg.indonesian.tails import holder_start, tail_end
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.model import APPOINTED, NAMED_WITH_TITLE, REPLACED, REPLACES, Evidence, Tenure, TenureStatus
from kg.sentences import Token

MARKS = frozenset(
    {",", "(", "ini", "saat", "itu"}
)  # what may stand between a name and a title beside the words that bind
FEW = 5  # words between a name and its title
BINDERS = ("binds", "once", "is", "office", "elect")
FAR = 3  # sentences from a title with "itu" to the person meant
LISTED = frozenset({",", "dan", "serta", "hingga", "kemudian", "lalu", "/"})  # between the posts that somebody held


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

    def tell(holding: Holding) -> None:
        person, post = text.denoted[holding.person], text.denoted[holding.post]
        span = text.span(holding.post)
        if holding.person.sentence == holding.post.sentence:
            first, last = sorted((holding.post, holding.person), key=lambda phrase: phrase.start)
            span = text.sentences[holding.post.sentence].part(first.start, last.end)
        proof = Evidence(span, holding.rule, confidence(holding.rule))
        found.setdefault(
            (person, post, holding.status), Tenure(person, post, holding.status, holding.person.rank, proof)
        )

    told: set[int] = set()
    for phrases in text.phrases:
        for holding in _holdings(text, phrases):
            tell(holding)
            told.add(id(holding.post))
    for holding in _told_before(text, told, {post for _, post, status in found if status != "former"}):
        tell(holding)
    replaced = {(t.person, t.post) for t in found.values() if t.evidence.rule in REPLACED}
    return [t for t in found.values() if t.status == "former" or (t.person, t.post) not in replaced]


def _holdings(text: Text, phrases: Sequence[Phrase]) -> Iterator[Holding]:
    """What one sentence says."""
    changed = list(_changes(text, phrases))
    yield from changed
    told = {(id(holding.person), id(holding.post)) for holding in changed}
    for post in [phrase for phrase in phrases if phrase.kind == "post"]:
        behind = _behind(text, phrases, post)
        if behind:
            yield Holding(behind.person, post, behind.status, behind.rule)
            joined = _joined(text, phrases, post, -1)
            yield from (Holding(behind.person, p, p.status, "titles-then-name") for p in joined)
        yield from (Holding(person, post, post.status, "title-is-name") for person in _among(text, phrases, post))
    for left, right in pairwise(phrases):
        if left.kind == "person" and right.kind == "post" and (id(left), id(right)) not in told:
            between = _between(text, left, right)
            if between and _signal(between[0]) == "number":
                between = between[2:]  # "Marcelino Rumaikewi NRP 94030885, anggota Sat Reskrim"
            listed = between == [","] and (_titled(text, phrases, left) or _goes_on(text, phrases, right))
            unread = right.body is None and _goes_on(text, phrases, right)  # "menjadi Menteri Sekolah Menengah Atas"
            if _next_clause(text, left, right, between):
                continue
            if _binds(between) and not (listed or unread) and _behind(text, phrases, right) is None:
                holder = _appointed(text, phrases, left, between)
                if holder is None:
                    continue
                left = holder if holder is not left else _respective(text, phrases, left, right)
                once = _once(between) or _once([text.sentences[left.sentence].tokens[0].low])  # "Sebelumnya, Ayu …"
                status: TenureStatus = "former" if once else right.status
                given = (
                    left.start > 0 and _signal(text.sentences[left.sentence].tokens[left.start - 1].low) == "appoints"
                )
                yield Holding(left, right, status, APPOINTED if given else NAMED_WITH_TITLE)
                for post in _joined(text, phrases, right, 1):
                    yield Holding(left, post, "former" if status == "former" else post.status, "name-then-titles")
                yield from _later(text, phrases, left, right)


def _next_clause(text: Text, person: Phrase, title: Phrase, between: Sequence[str]) -> bool:
    """Whether a title behind a speaker's comma begins the next clause: "kata Amin, Presiden memutuskan"."""
    line = text.sentences[person.sentence].tokens
    spoke = person.start > 0 and words().speech.get(line[person.start - 1].text) is not None
    return between == [","] and spoke and does(line, title)


def _appointed(text: Text, phrases: Sequence[Phrase], person: Phrase, between: Sequence[str]) -> Phrase | None:
    """Who holds the post that words bind to this person: of "A ditunjuk oleh Presiden B sebagai Kapolri" A, if named."""
    at = phrases.index(person)
    while at and phrases[at - 1].kind == "post" and _between(text, phrases[at - 1], phrases[at]) in ([], [","]):
        at -= 1
    start = phrases[at].start
    line = text.sentences[person.sentence].tokens
    agent = start > 1 and _signal(line[start - 1].low) == "with" and _signal(line[start - 2].low) == "binds"
    if not agent or between[0] in MARKS or between[0] == "yang":
        return person
    before = [phrase for phrase in phrases[:at] if phrase.kind == "person"]
    return before[0] if len({text.denoted[phrase] for phrase in before}) == 1 else None


def _later(text: Text, phrases: Sequence[Phrase], person: Phrase, title: Phrase) -> Iterator[Holding]:
    """What else the holder of a title is said to be: "yang dulu menjabat Wakapolsek, kini dipercaya sebagai Kapolsek"."""
    at = phrases.index(title) + 1
    between = _between(text, title, phrases[at]) if at < len(phrases) and phrases[at].kind == "post" else []
    if between and between != [","] and _binds(between) and _behind(text, phrases, phrases[at]) is None:
        once = _once(between)
        yield Holding(person, phrases[at], "former" if once else phrases[at].status, "name-then-titles")


def _behind(text: Text, phrases: Sequence[Phrase], post: Phrase) -> Holding | None:
    """Who is named behind a title: at once, after a comma, after what else is said of the post, after "adalah"."""
    line = text.sentences[post.sentence].tokens
    end = tail_end(line, phrases, post)
    start = holder_start(line, phrases, post)
    person = _person_at(phrases, start)
    if person and post.body is None and _named_next(line, phrases, person):
        return None  # "Wakil Kepala Staf Trump, Stephen Miller"
    if person and (start == end or not (_titled_behind(text, phrases, person) or _held_by(text, phrases, post))):
        at_once = "title-then-name" if start == end else "title-name-comma"
        return Holding(person, post, post.status, at_once if end == post.end else "title-tail-name")
    once = False
    while end < len(line) and _signal(line[end].low) in ("binds", "once"):  # "yang kini dijabat"
        once = once or _signal(line[end].low) == "once"  # "Ketum PP Pelti yang sebelumnya dipegang Eddy Hiariej"
        end += 1
    signal = words().of_post_at(line, end)
    person = _person_at(phrases, signal[1]) if signal and signal[0] == "is" else None
    return Holding(person, post, "former" if once else post.status, "title-is-name") if person else None


def _named_next(line: Sequence[Token], phrases: Sequence[Phrase], person: Phrase) -> bool:
    """Whether another name stands behind a name's comma."""
    return person.end < len(line) and line[person.end].text == "," and _person_at(phrases, person.end + 1) is not None


def _held_by(text: Text, phrases: Sequence[Phrase], post: Phrase) -> bool:
    """Whether words bind a title to the name before it: "A yang menjabat Danpuspom, B yang …"."""
    at = phrases.index(post)
    between = _between(text, phrases[at - 1], post) if at and phrases[at - 1].kind == "person" else []
    return between not in ([], [","], ["("]) and _binds(between)


def _respective(text: Text, phrases: Sequence[Phrase], person: Phrase, post: Phrase) -> Phrase:
    """The holder of the first of two posts: of "A dan B menjadi Presiden dan Wakil Presiden" A."""
    first, at = phrases.index(person), phrases.index(post)
    two = at + 1 < len(phrases) and phrases[at + 1].kind == "post" and _between(text, post, phrases[at + 1]) == ["dan"]
    before = phrases[first - 1] if first else None
    if two and before and before.kind == "person" and _between(text, before, person) == ["dan"]:
        return before
    return person


def _among(text: Text, phrases: Sequence[Phrase], post: Phrase) -> Iterator[Phrase]:
    """The holders of a post that several hold: "pengasuh Ponpes Lirboyo, di antaranya KH Anwar Mansyur dan KH Abdullah"."""
    line = text.sentences[post.sentence].tokens
    at = holder_start(line, phrases, post)
    signal = words().of_post_at(line, at)
    if signal is None or signal[0] != "among":
        return
    at = signal[1]
    while (person := _person_at(phrases, at + (at < len(line) and line[at].text in ",:"))) is not None:
        yield person
        at = person.end
        while at < len(line) and line[at].low in LISTED and _person_at(phrases, at) is None:
            at += 1


def _person_at(phrases: Sequence[Phrase], at: int) -> Phrase | None:
    return next((p for p in phrases if p.kind == "person" and p.start == at), None)


def _titled_behind(text: Text, phrases: Sequence[Phrase], person: Phrase) -> bool:
    """Whether a title in brackets stands behind a name: "Wali Kota Surabaya, Pak Basuki (Menteri PUPR)" are two."""
    return any(p.kind == "post" and _between(text, person, p) == ["("] for p in phrases if p.start > person.start)


def _changes(text: Text, phrases: Sequence[Phrase]) -> Iterator[Holding]:
    """Who followed whom: "A menggantikan B sebagai Kapolsek", "jabatan Kapolsek diserahkan dari A kepada B"."""
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
                yield Holding(before[-1], post, _incoming(post), REPLACES)
                yield Holding(after[0], post, "former", REPLACED[0])
        if kind == "handover" and len(after) > 1:
            held = [p for p in posts if p.end <= at]
            if held and "dari" in _words(line, at, after[0].start) and "kepada" in _between(text, after[0], after[1]):
                yield Holding(after[1], held[-1], _incoming(held[-1]), REPLACES)
                yield Holding(after[0], held[-1], "former", REPLACED[1])


def _incoming(post: Phrase) -> TenureStatus:
    """How whoever comes in holds a post: "menggantikan B sebagai Plt Kapolsek" only acts in it."""
    return "acting" if post.status == "acting" else "current"


def _title_of(text: Text, posts: Sequence[Phrase], person: Phrase) -> Phrase | None:
    return next((post for post in posts if post.end <= person.start and _between(text, post, person) == []), None)


def _joined(text: Text, phrases: Sequence[Phrase], title: Phrase, step: int) -> Iterator[Phrase]:
    """The titles joined before (step -1) or behind (1) this one: "Menteri PPN/Kepala Bappenas Suharso Monoarfa"."""
    at = phrases.index(title)
    while 0 <= at + step < len(phrases) and phrases[at + step].kind == "post":
        left, right = sorted((phrases[at], phrases[at + step]), key=lambda phrase: phrase.start)
        between = _between(text, left, right)
        if not between or [_signal(word) for word in between] != ["joins"] * len(between):
            return
        at += step
        yield phrases[at]


def _told_before(text: Text, told: set[int], held: set[str]) -> Iterator[Holding]:
    """Posts of whoever was told of last: "Ketua Umum PSSI itu", "Ia pernah menjabat Kapolres X dan Kapolres Y"."""
    for number, phrases in enumerate(text.phrases):
        line = text.sentences[number].tokens
        open_ = [p for p in phrases if p.kind == "post" and (p.body or p.status == "former") and id(p) not in told]
        for posts in _lists(text, open_):
            first, last = posts[0], posts[-1]
            person = _told_of(text, number, first.start)
            end = tail_end(line, phrases, last)
            once = _held_before(line, first)
            if person is None:
                continue
            again = end < len(line) and _signal(line[end].low) == "again" and _may_mean(line, first)
            if again:  # another than the subject: "Argo menyebut eks Sekretaris Umum FPI itu"
                other = person.sentence < number and not _pronoun(line, first.start)
                if other and (first.status == "former" or text.denoted[last] not in held):
                    yield from (Holding(person, post, first.status, "title-of-antecedent") for post in posts)
            elif once is not None and (person.sentence == number or _pronoun(line, first.start)):
                for post in posts:
                    yield Holding(person, post, "former" if once else post.status, "holds-of-antecedent")


def _lists(text: Text, posts: Sequence[Phrase]) -> Iterator[list[Phrase]]:
    """The posts of a sentence, those together that only commas and "dan" part."""
    group: list[Phrase] = []
    for post in posts:
        if group and not set(_between(text, group[-1], post)) <= LISTED:
            yield group
            group = []
        group.append(post)
    if group:
        yield group


def _held_before(line: Sequence[Token], post: Phrase) -> bool | None:
    """Whether the words right before a title say that somebody held it once ("pernah menjabat"); None: no such words."""
    start = post.start
    while start > max(0, post.start - FEW) and not line[start - 1].capital and line[start - 1].text[0].isalpha():
        start -= 1
    before = [token.low for token in line[start : post.start]]
    kinds = [_signal(word) for word in before]
    if "office" not in kinds or kinds[-1] not in ("binds", "office"):
        return None
    return _once(before) or ("background" in kinds and "ini" not in before)  # "saat menjabat", "saat ini menjabat"


def _once(between: Sequence[str]) -> bool:
    """Whether words between a name and a title say that it is past: "pernah", "yang waktu itu", "dimutasi dari jabatan"."""
    return "itu" in between or any(_signal(word) in ("once", "from") for word in between)


def _may_mean(line: Sequence[Token], post: Phrase) -> bool:
    """Whether "Ketua Umum PSSI itu" stands where somebody told of may be meant: in front, behind a mark or a verb of speech."""
    before = line[post.start - 1] if post.start else None
    if before is None or post.status == "former" or not before.text[0].isalnum():
        return True
    return _signal(before.low) is not None or words().speech.get(before.text) is not None


def _pronoun(line: Sequence[Token], end: int) -> bool:
    """Whether "ia" or "dia" stands before a token of a sentence."""
    return any(words().speech.get(token.text) == "pronoun" for token in line[:end])


def _told_of(text: Text, number: int, index: int) -> Phrase | None:
    """The one person named before a token in its sentence; else the one who speaks, or is alone, in a sentence before."""
    for back in range(number, max(-1, number - FAR - 1), -1):
        sentence = text.sentences[back]
        if sentence.title_case:
            return None
        people = [
            p
            for p in text.phrases[back]
            if p.kind == "person" and not INITIALS.fullmatch(p.name) and (back < number or p.end <= index)
        ]
        if not people:
            continue
        spoke = [p for p in people if back < number and _speaks(sentence.tokens, p)]
        alone = len({text.denoted[p] for p in people}) == 1
        return spoke[0] if spoke else people[0] if alone else None
    return None


def _speaks(line: Sequence[Token], person: Phrase) -> bool:
    """Whether a verb of speech stands right before or behind a name."""
    return (person.start > 0 and words().speech.get(line[person.start - 1].text) is not None) or (
        person.end < len(line) and words().speech.get(line[person.end].text) is not None
    )


def _titled(text: Text, phrases: Sequence[Phrase], person: Phrase) -> bool:
    """Whether a title stands right before a name: then a title behind its comma begins the next of a list."""
    at = phrases.index(person)
    return at > 0 and phrases[at - 1].kind == "post" and _between(text, phrases[at - 1], person) in ([], [","])


def _goes_on(text: Text, phrases: Sequence[Phrase], title: Phrase) -> bool:
    """Whether capitalised words that nothing has read follow a title: the name of somebody else, most likely."""
    line = text.sentences[title.sentence].tokens
    end = tail_end(line, phrases, title)
    return end < len(line) and line[end].capital


def _binds(between: Sequence[str]) -> bool:
    """Whether the words between a name and a title say that the one holds the other."""
    if not between or len(between) > FEW:
        return False
    opens = between[0] in {",", "("} or _signal(between[0]) in ("binds", "is", "office", "elect", "does")
    told = all(word in MARKS or _signal(word) in (*BINDERS, "does") for word in between)
    return opens and told and any(word in MARKS or _signal(word) in BINDERS for word in between)


def _signal(word: str) -> str | None:
    return words().of_post(word)


def _between(text: Text, left: Phrase, right: Phrase) -> list[str]:
    return [token.low for token in text.sentences[left.sentence].tokens[left.end : right.start]]


def _words(line: Sequence[Token], start: int, end: int) -> list[str]:
    return [token.low for token in line[start:end]]
