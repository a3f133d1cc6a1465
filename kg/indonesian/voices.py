"""A text → whose voice is heard where: each verb of speech outside quotation marks, with who speaks.

"Kapolres menjelaskan …" and "…, kata Kapolres" both give the Kapolres; "ujarnya" the one heard before. So "ujarnya" means the
last who spoke, not the last who was named.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from kg.indonesian.marks import Stretch, says
from kg.indonesian.people import INITIALS
from kg.indonesian.speakers import AGAIN, ENDS, LONGEST, SOMEONE, Speakers, Who, speakers
from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.sentences import Token

START = attrgetter("start")
ALONE = ("", ".", ",")  # what may follow a verb of speech behind which nobody is named


class Heard(NamedTuple):
    """Who is heard at a verb of speech: the offset, sentence and token of the verb."""

    start: int
    sentence: int
    token: int
    who: Who


@dataclass(frozen=True, slots=True)
class Voices:
    """All that is heard in a text, in order, outside its stretches in quotation marks."""

    text: Text
    stretches: tuple[Stretch, ...]
    speakers: Speakers
    heard: tuple[Heard, ...] = ()
    spoke: tuple[Heard, ...] = ()  # without those that only say that the one heard before goes on

    def behind(self, number: int, at: int, last: str) -> Who | None:
        """Who speaks by the words behind a quotation, from their first token on; `last`: its last mark, "" for none."""
        line = self.text.sentences[number].tokens
        verb = words().speech.match(line, at)
        if (
            verb and verb[1] == len(line) and number + 1 < len(self.text.sentences)
        ):  # a link broke the line: "kata⏎Alex."
            return self.speakers.named(number + 1, 0, len(self.text.sentences[number + 1].tokens))
        if verb and (verb[0] == "after" or (last and verb[0] in ("marked", "told"))):
            return AGAIN if _nothing_follows(line, verb[1]) else self.speakers.named(number, verb[1], len(line))
        comma = last == ","
        alone = (
            line[at].text.isalpha() and "".join(token.text for token in line[at + 1 : at + 2]) in ALONE
        )  # "…," tutupnha.
        if says(line[at].text) or (comma and not line[at].capital and (alone or line[at].low.endswith("nya"))):
            named = self.speakers.phrases.get((number, at + 1))
            return Who(named) if named and named.kind == "person" else AGAIN
        tells = next((i for i in range(at + 1, min(at + LONGEST, len(line))) if _tells(line, i)), at)
        if not comma and not (last and tells > at and _nothing_follows(line, tells + 1)):
            return None  # "…" Budi mengatakan bahwa …: another sentence
        if verb and verb[0] == "pronoun":
            return AGAIN if tells > at else None
        subject = self.speakers.named(number, at, tells)
        if subject.phrase is None and comma:
            subject = self.speakers.named(number, at, len(line))
            return subject if subject.phrase and subject.phrase.kind == "person" else None
        return subject if subject.phrase else None

    def before(self, number: int, at: int, start: int) -> Who | None:
        """Who speaks by the words of a sentence from the offset `start` on, up to the token before a quotation."""
        line = self.text.sentences[number].tokens
        index = bisect_right(self.heard, line[at].start, key=START) - 1
        if index >= 0 and self.heard[index].start >= max(start, line[0].start):
            near = line[at].text in ",:" or self.heard[index].token == at
            return self.heard[index].who if near else None
        if line[at].text != ":":
            return None
        first = bisect_left(line, start, key=START)
        subject = self.speakers.named(number, first, at).phrase
        return Who(subject) if subject and subject.end == at else None

    def last(self, offset: int) -> Who | None:
        """Who was heard last before an offset, if anybody was: "ujarnya" says no body, and nobody at all after "kata BMKG"."""
        for index in range(bisect_left(self.spoke, offset, key=START) - 1, -1, -1):
            _, number, at, who = self.spoke[index]
            if who.phrase is None or who.phrase.kind != "organization":
                return who
            if says(self.text.sentences[number].tokens[at].text):
                return SOMEONE
        return None

    def told_of(self, offset: int) -> Phrase | None:
        """Of whom the nearest sentence before an offset tells first: where nobody was heard, he speaks."""
        if not self.speakers.phrases:
            return None
        for sentence, phrases in zip(reversed(self.text.sentences), reversed(self.text.phrases), strict=True):
            if sentence.field != "text" or sentence.span.start >= offset:
                continue
            for phrase in phrases:
                at = sentence.tokens[phrase.start].start
                named = phrase.kind == "person" and not INITIALS.fullmatch(phrase.name)
                held = phrase.kind == "post" and self.text.denoted[phrase] in self.speakers.holders
                if (named or held) and at < offset and not self.is_quoted(at):
                    return phrase
        return None

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset of the text lies in quotation marks."""
        index = bisect_right(self.stretches, offset, key=START) - 1
        return index >= 0 and offset < self.stretches[index].end

    def _has_marked(self, line: Sequence[Token]) -> bool:
        """Whether some of a sentence lies in quotation marks."""
        index = bisect_left(self.stretches, line[-1].end, key=START) - 1
        return index >= 0 and line[0].start < self.stretches[index].end

    def listen(self) -> Iterator[Heard]:
        """Each verb of speech outside quotation marks with who is heard, where its words tell."""
        opens = words().speech.starts_in(self.text.words)
        for number, sentence in enumerate(self.text.sentences):
            if sentence.field == "text" and number in opens:
                for at, who in self._listen(number, sentence.tokens, opens[number]):
                    yield Heard(sentence.tokens[at].start, number, at, who)

    def _listen(self, number: int, line: Sequence[Token], opens: Sequence[int]) -> Iterator[tuple[int, Who]]:
        speech = words().speech
        marked = self._has_marked(line)
        clause, told = 0, False  # where the words since a quotation begin, and whether their subject was heard
        for at in range(len(line)) if marked else opens:
            if marked and self.is_quoted(line[at].start):
                clause, told = at + 1, False
                continue
            verb = speech.match(line, at)
            if verb is None or verb[0] == "pronoun":
                continue
            if verb[0] in ("before", "voice"):
                if not told and at > clause and not _aimed(line, at):
                    told = True
                    who = self._subject(number, clause, at)
                    if who is not None:
                        yield at, who
            else:
                who = self._behind_verb(number, at, verb)
                if who is not None and not who.thing:
                    yield at, who

    def _behind_verb(self, number: int, at: int, verb: tuple[str, int]) -> Who | None:
        """Who is heard by a verb that stands before its subject: "kata Budi", "disampaikan oleh Budi"."""
        line = self.text.sentences[number].tokens
        kind, start = verb
        while (fill := words().speakers.match(line, start)) and fill[0] == "fills":
            start = fill[1]
        who = self.speakers.named(number, start, len(line))
        if at and self.is_quoted(line[at - 1].start - (line[at - 1].text in ",.")):
            return AGAIN if _nothing_follows(line, start) else who
        if who.phrase and kind != "marked" and (kind == "told" or who.phrase.start == start):
            return who
        unknown = who == SOMEONE and kind == "told" and self.speakers.someone(number, start, start + 1)
        return SOMEONE if unknown else None

    def _subject(self, number: int, start: int, verb: int) -> Who | None:
        """Who is the subject of a verb: of "Saat ditemui di rumah Budi, Ani mengatakan" Ani; None where no one speaks."""
        line = self.text.sentences[number].tokens
        opens = words().speakers.match(line, start)
        if opens and opens[0] == "opens":
            start = opens[1]
        who = SOMEONE if opens and opens[0] in ENDS else self.speakers.named(number, start, verb)
        if who == SOMEONE:
            commas = (i + 1 for i in range(start, verb) if line[i].text == ",")
            later = ((at, who) for at in commas if (who := self.speakers.named(number, at, verb)) != SOMEONE)
            start, who = next(later, (start, who))
        if any(words().speech.get(token.low.removesuffix("pun")) == "pronoun" for token in line[start:verb]):
            return AGAIN
        who = self.speakers.through(number, start, verb) or who
        if who.thing or not (who.phrase or who.again or self.speakers.someone(number, start, verb)):
            return None
        return who


def voices(text: Text, stretches: tuple[Stretch, ...], holders: dict[str, str]) -> Voices:
    """The voices of a text with its stretches in quotation marks; `holders`: post → the person who holds it now."""
    deaf = Voices(text, stretches, speakers(text, holders))
    heard = tuple(deaf.listen())
    return replace(deaf, heard=heard, spoke=tuple(one for one in heard if not one.who.again))


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
