"""A text → the titles whose holders, though nobody names them, do something or are there.

"Heru ditemani oleh Wali Kota Jakarta Selatan", "Kapolda Papua menurunkan tim"; not "kantor Bupati", nor "menjabat Bupati".
"""

from collections.abc import Collection, Iterator, Sequence

from kg.indonesian.tails import tail_end
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.sentences import Token

COMPANY = ("with", "present", "leads")  # signals right before somebody who is there
DOES = ("planned", "does", "present", "leads", "holds")  # signals right behind somebody who does something
BINDERS = ("binds", "once", "is", "office")  # signals that tell of holding a post
MEMBERS, STAFF = "member", "staff"  # kinds of titles that many hold
VERBS = ("me", "ber")  # the prefixes of active verbs
SHORTEST = 5  # letters of such a verb
LISTED = frozenset({",", "dan", "serta", "hingga", "maupun"})


def doers(text: Text, held: Collection[str]) -> Iterator[Phrase]:
    """The posts of which no holder is told and that do something, each by the first words that say so."""
    seen: set[str] = set()
    for sentence, phrases in zip(text.sentences, text.phrases, strict=True):
        if sentence.title_case:
            continue
        line = sentence.tokens
        posts = [p for p in phrases if p.kind == "post" and text.denoted[p] not in held and _free(line, phrases, p)]
        doing = [_accompanies(line, post) or does(line, post) for post in posts]
        for at in range(1, len(posts)):  # "oleh A, B, dan C"
            doing[at] = doing[at] or (doing[at - 1] and _listed(line, posts[at - 1], posts[at]))
        for at in range(len(posts) - 1, 0, -1):  # "A, B, dan C memberikan arahan"
            doing[at - 1] = doing[at - 1] or (doing[at] and _listed(line, posts[at - 1], posts[at]))
        for post, acts in zip(posts, doing, strict=True):
            key = text.denoted[post]
            if acts and key not in seen:
                seen.add(key)
                yield post


def of_many(post: Phrase) -> bool:
    """Whether a title without a name speaks of no one person: "anggota DPR", "penyidik Unit Reskrim"."""
    return post.type == MEMBERS or (post.type == STAFF and post.name[0].islower())


def _free(line: Sequence[Token], phrases: Sequence[Phrase], post: Phrase) -> bool:
    """Whether a title speaks of somebody at all, and names nobody."""
    before = line[post.start - 1] if post.start else None
    if before and (words().cues.get(before.text) or words().of_post(before.text) in ("binds", "once", "is", "office")):
        return False
    end = tail_end(line, phrases, post)
    end += end < len(line) and line[end].text == "," and not any(phrase.start == end + 1 for phrase in phrases)
    goes_on = end < len(line) and (line[end].capital or line[end].text == "(")
    return not goes_on and post.status in ("current", "acting")


def _accompanies(line: Sequence[Token], post: Phrase) -> bool:
    """Whether "oleh", "bersama", "didampingi" stands right before a title."""
    signal = words().of_post(line[post.start - 1].text) if post.start else None
    return signal in COMPANY


def does(line: Sequence[Token], post: Phrase) -> bool:
    """Whether a verb stands right behind a title."""
    if post.end >= len(line):
        return False
    word = line[post.end]
    signal = words().of_post(word.text)
    if signal in BINDERS:
        return False
    if signal in DOES or words().speech.get(word.text) is not None:
        return True
    return word.text.islower() and word.text.startswith(VERBS) and len(word.text) >= SHORTEST


def _listed(line: Sequence[Token], left: Phrase, right: Phrase) -> bool:
    between = [token.low for token in line[left.end : right.start]]
    return 0 < len(between) <= 2 and set(between) <= LISTED
