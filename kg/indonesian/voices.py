"""A text → whose voice is heard where: each verb of speech outside quotation marks, with the phrase that says who speaks.

"Kapolres menjelaskan …" and "…, kata Kapolres" both give the Kapolres; "ujarnya", "kata pria itu" the one heard before; "kata
seorang warga" someone whom no phrase names. So "ujarnya" means the last who spoke, not the last who was named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.indonesian.marks import Stretch, says
from kg.indonesian.people import INITIALS
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.sentences import Sentence, Token

LONGEST = 28  # tokens of a description with its name: "Kepala Dinas … Kabupaten …, Drs. …"
IN_BRACKETS = 8  # tokens: "(BKPSDM)"
ENDS = ("ends", "at")  # what ends a description: "kepada wartawan", "di Mapolres"
JOINS = (
    "joins",
    "purpose",
    "again",
)  # what may stand inside a description: "Kepala Dinas Perdagangan dan Perindustrian"
SPEAKERS = ("person", "post", "organization")


class Who(NamedTuple):
    """Who speaks: a phrase; the one heard before (`again`); a paper (`thing`); or else someone whom no phrase names."""

    phrase: Phrase | None = None
    again: bool = False
    thing: bool = False


AGAIN = Who(again=True)
THING = Who(thing=True)
SOMEONE = Who()


@dataclass(frozen=True, slots=True)
class Voices:
    """All that is heard in a text, in order; `holders`: post → the person who holds it now."""

    text: Text
    stretches: tuple[Stretch, ...]
    holders: dict[str, str]
    heard: tuple[tuple[int, int, Who], ...] = ()  # sentence, token of the verb

    def behind(self, token: tuple[int, int], last: str) -> Who | None:
        """Who speaks by the words behind a quotation, from their first token on; `last`: its last mark, "" for none."""
        number, at = token
        line = self.text.sentences[number].tokens
        verb = words().speech.match(line, at)
        if verb and (verb[0] == "after" or (last and verb[0] in ("marked", "told"))):
            return AGAIN if _nothing_follows(line, verb[1]) else self._noun(number, verb[1], len(line))
        comma = last == ","
        alone = _nothing_follows(line, at + 1) and line[at].text.isalpha()  # "…," tutupnha.
        if says(line[at].text) or (comma and not line[at].capital and (alone or line[at].low.endswith("nya"))):
            named = self._phrase(number, at + 1)
            return Who(named) if named and named.kind == "person" else AGAIN
        tells = next((i for i in range(at + 1, min(at + LONGEST, len(line))) if _tells(line, i)), at)
        if not comma and not (last and tells > at and _nothing_follows(line, tells + 1)):
            return None  # "…" Budi mengatakan bahwa …: another sentence
        if verb and verb[0] == "pronoun":
            return AGAIN if tells > at else None
        subject = self._noun(number, at, tells)
        if subject.phrase is None and comma:
            subject = self._noun(number, at, len(line))
            return subject if subject.phrase and subject.phrase.kind == "person" else None
        return subject if subject.phrase else None

    def before(self, number: int, last: int, start: int) -> Who | None:
        """Who speaks by the words of a sentence up to the token before a quotation, from the offset `start` on."""
        line = self.text.sentences[number].tokens
        here = [(i, who) for n, i, who in self.heard if n == number and i <= last and line[i].start >= start]
        if here:
            return here[-1][1] if line[last].text in ",:" or here[-1][0] == last else None
        if line[last].text == ":":
            first = next((i for i, token in enumerate(line) if token.start >= start), last)
            subject = self._noun(number, first, last)
            return subject if subject.phrase and subject.phrase.end == last else None
        return None

    def last(self, offset: int) -> Who | None:
        """Who was heard last before an offset, if anybody was: "ujarnya" says no body, and nobody at all after "kata BMKG"."""
        for number, at, who in reversed(self.heard):
            line = self.text.sentences[number].tokens
            if line[at].start >= offset or who.again:
                continue
            if who.phrase is None or who.phrase.kind != "organization":
                return who
            if says(line[at].text):
                return SOMEONE
        return None

    def told_of(self, offset: int) -> Phrase | None:
        """Of whom the nearest sentence before an offset tells first: where nobody was heard, he speaks."""
        for number in range(len(self.text.sentences) - 1, -1, -1):
            sentence = self.text.sentences[number]
            if sentence.field != "text" or sentence.span.start >= offset:
                continue
            for phrase in self.text.phrases[number]:
                at = sentence.tokens[phrase.start].start
                named = phrase.kind == "person" and not INITIALS.fullmatch(phrase.name)
                held = phrase.kind == "post" and self.text.denoted[phrase] in self.holders
                if (named or held) and at < offset and not self.is_quoted(at):
                    return phrase
        return None

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset of the text lies in quotation marks."""
        return any(s.start <= offset < s.end for s in self.stretches)

    def listen(self) -> Iterator[tuple[int, int, Who]]:
        """Each verb of speech outside quotation marks with who is heard, where its words tell."""
        for number, sentence in enumerate(self.text.sentences):
            if sentence.field == "text":
                yield from self._listen(number, sentence)

    def _listen(self, number: int, sentence: Sentence) -> Iterator[tuple[int, int, Who]]:
        line = sentence.tokens
        clause, told = 0, False
        for at, token in enumerate(line):
            if self.is_quoted(token.start):
                clause, told = at + 1, False
                continue
            verb = words().speech.match(line, at)
            kind = verb[0] if verb else ""
            if kind in ("after", "told", "marked") and verb:
                behind = at > 0 and self.is_quoted(
                    line[at - 1].start - 1 if line[at - 1].text in ",." else line[at - 1].start
                )
                start = verb[1]
                while (fill := words().speakers.match(line, start)) and fill[0] == "fills":
                    start = fill[1]
                if behind:
                    who = AGAIN if _nothing_follows(line, start) else self._noun(number, start, len(line))
                    if not who.thing:
                        yield number, at, who
                elif kind != "marked":
                    who = self._noun(number, start, len(line))
                    adjacent = who.phrase is not None and (who.phrase.start == start or kind == "told")
                    if adjacent or (who == SOMEONE and kind == "told" and self._someone(number, start, start + 1)):
                        yield number, at, who
            elif kind in ("before", "voice") and not told and at > clause and not _aimed(line, at):
                told = True
                start, who = self._subject(number, clause, at)
                pronoun = any(words().speech.get(t.low.removesuffix("pun")) == "pronoun" for t in line[start:at])
                if pronoun:
                    yield number, at, AGAIN
                elif not who.thing and (who.phrase or who.again or self._someone(number, start, at)):
                    yield number, at, who

    def _subject(self, number: int, start: int, verb: int) -> tuple[int, Who]:
        """Where the subject of a verb begins, and who it is: behind "Saat ditemui di rumah Budi,", if that is no subject."""
        line = self.text.sentences[number].tokens
        opens = words().speakers.match(line, start)
        if opens and opens[0] == "opens":
            start = opens[1]
        who = SOMEONE if opens and opens[0] in ENDS else self._noun(number, start, verb)
        if who == SOMEONE:
            for at in (i + 1 for i in range(start, verb) if line[i].text == ","):
                later = self._noun(number, at, verb)
                if later != SOMEONE:
                    return at, later
        return start, who

    def _someone(self, number: int, start: int, end: int) -> bool:
        """Whether the words before a verb of speech name someone whom no phrase knows, or tell of "seorang warga"."""
        line = self.text.sentences[number].tokens
        opening = range(start, min(start + 3, end))
        kinds = {found[0] for i in opening if (found := words().speakers.match(line, i))}
        return "someone" in kinds or any(_may_name(line[i]) and not self._covered(number, i) for i in range(start, end))

    def _noun(self, number: int, start: int, stop: int) -> Who:
        """Who is meant by a noun phrase that begins at a token: its person, else its post's holder, else as it says."""
        line = self.text.sentences[number].tokens
        at, stop = start, min(stop, start + LONGEST)
        post: Phrase | None = None
        body: Phrase | None = None
        first: Phrase | None = None
        again = inside = thing = apposed = unknown = False
        while at < stop:
            token, phrase = line[at], self._phrase(number, at)
            rule, end = words().speakers.match(line, at) or ("", at + 1)
            if phrase and not (inside and phrase.kind == "person"):
                if phrase.kind == "person":
                    if phrase.end < stop and _of_an_office(line, phrase.end):
                        first, at = phrase, phrase.end  # "Sales" of "Sales Area Coordinator PT X, Yoga Saputra"
                        continue
                    return self._beside(number, start, phrase, stop)
                if phrase.kind == "post":
                    post = post or phrase
                elif phrase.kind == "organization" and at == start:
                    body = phrase
                at = phrase.end
                continue
            if token.text == "(":
                at = next((i + 1 for i in range(at, min(at + IN_BRACKETS, stop)) if line[i].text == ")"), stop)
                continue
            if token.text == ",":
                follows = words().speakers.match(line, at + 1)
                apposed = at + 1 < stop and (line[at + 1].capital or (follows is not None and follows[0] == "joins"))
                if not apposed or words().days.match(line, at + 1):
                    break
            elif rule == "at" and (comma := self._name_behind(number, at, stop)):
                end = comma
            elif (
                rule in ENDS
                or not (token.text[0].isalnum() or rule)
                or ((post or body) and not inside and not token.capital and rule not in JOINS and token.text.isalpha())
            ):
                break
            again = again or rule == "again"
            thing = thing or (rule == "thing" and at == start)
            inside = inside or rule == "clause"
            unknown = unknown or bool((again or apposed or post) and not self._covered(number, at) and _may_name(token))
            at = end
        held = post is not None and self.text.denoted[post] in self.holders and post.status != "former"
        if unknown and not (held and not again and not apposed):
            return SOMEONE
        if held:
            return Who(post)
        if again or (post and _demonstrative(line, post.end, stop)):
            return THING if thing else AGAIN
        found = first or post or body or self._titled(number, start)
        return Who(found) if found else THING if thing else SOMEONE

    def _titled(self, number: int, start: int) -> Phrase | None:
        """The post that a bare title means, if one person alone holds such a post here: "kata kapolsek"."""
        title = words().titles.match(self.text.sentences[number].tokens, start)
        posts = [
            p for found in self.text.phrases for p in found if p.kind == "post" and self.text.denoted[p] in self.holders
        ]
        such = [p for p in posts if title and title[0].concept and p.concept == title[0].concept]
        return such[0] if len({self.holders[self.text.denoted[p]] for p in such}) == 1 else None

    def _beside(self, number: int, start: int, phrase: Phrase, stop: int) -> Who:
        """Who is meant where a name stands in a description: of "pengacara Budi, Ani" Ani, of "istri Budi" someone else."""
        line = self.text.sentences[number].tokens
        told = phrase.start > start and line[phrase.start - 1].text.islower()
        apposed = (
            self._phrase(number, phrase.end + 1) if phrase.end + 1 < stop and line[phrase.end].text == "," else None
        )
        if told and apposed and apposed.kind == "person":
            return Who(apposed)
        if not any(
            words().speakers.match(line, i) == ("kin", phrase.start) for i in (phrase.start - 1, phrase.start - 2)
        ):
            return Who(phrase)
        return AGAIN if _demonstrative(line, phrase.end, stop) else SOMEONE

    def _name_behind(self, number: int, start: int, stop: int) -> int:
        """The comma behind a place in a description, if a name follows it: "pedagang di Pasar Besar, Ani Wulandari"."""
        line = self.text.sentences[number].tokens
        comma = next((i for i in range(start, min(start + IN_BRACKETS, stop)) if line[i].text == ","), start)
        follows = self._phrase(number, comma + 1)
        place = all(line[i].capital for i in range(start + 1, comma))
        return comma if place and comma > start and follows is not None and follows.kind == "person" else 0

    def _covered(self, number: int, index: int) -> bool:
        return any(p.start <= index < p.end for p in self.text.phrases[number])

    def _phrase(self, number: int, index: int) -> Phrase | None:
        return next((p for p in self.text.phrases[number] if p.start == index and p.kind in SPEAKERS), None)


def voices(text: Text, stretches: tuple[Stretch, ...], holders: dict[str, str]) -> Voices:
    """The voices of a text with its stretches in quotation marks."""
    deaf = Voices(text, stretches, holders)
    return Voices(text, stretches, holders, tuple(deaf.listen()))


def _nothing_follows(line: Sequence[Token], at: int) -> bool:
    """Whether a verb of speech stands alone ("…, tandas.") or with a pronoun ("kata dia")."""
    if at >= len(line) or not line[at].text[0].isalnum():
        return True
    return words().speech.get(line[at].text) == "pronoun"


def _aimed(line: Sequence[Token], at: int) -> bool:
    """Whether a verb is not told of its subject: "diminta untuk bersyukur", "warga yang mengaku"."""
    rule = words().speakers.match(line, at - 1) if at else None
    return rule is not None and rule[0] in (*ENDS, "purpose", "clause")


def _tells(line: Sequence[Token], at: int) -> bool:
    verb = words().speech.match(line, at)
    return verb is not None and verb[0] in ("before", "voice")


def _demonstrative(line: Sequence[Token], start: int, stop: int) -> bool:
    """Whether the words up to the next comma or full stop end with "ini", "itu"."""
    end = next((i for i in range(start, stop) if line[i].text in ",."), stop)
    return end > start and words().speakers.match(line, end - 1) == ("again", end)


def _of_an_office(line: Sequence[Token], at: int) -> bool:
    """Whether the words before a token that look like a name open an office: "Chief of Staff", "Karo Monev Polri Brigjen …"."""
    rule = words().speakers.match(line, at)
    if rule:
        return rule[0] == "office"
    return line[at].capital and line[at].text.isalpha() and words().days.match(line, at) is None


def _may_name(token: Token) -> bool:
    """Whether a word with a capital may be of a name that no phrase knows."""
    common = token.low in words().never_names or words().titles.opens(token)
    return token.capital and token.text[0].isalpha() and len(token.text) > 1 and not common
