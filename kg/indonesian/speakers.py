"""The words that say who speaks → who that is: of "Kepala Dinas Perhubungan (Dishub) Bontang, Budi Santoso, kepada …" Budi.

"pria asal Solo itu" is the one heard before; "istri Budi", "seorang warga" and a name that no finder saw are someone whom no
phrase names; "keterangan tertulis" is a thing. A post speaks for its holder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from kg.indonesian.words import words
from kg.language import Phrase, Text
from kg.sentences import Token

LONGEST = 28  # tokens of a description with its name: "Kepala Dinas … Kabupaten …, Drs. …"
OPENING = 3  # tokens in which "seorang" tells of a person
IN_BRACKETS = 8  # tokens: "(BKPSDM)"
KINDS = ("person", "post", "organization")
ENDS = ("ends", "at", "through")  # what ends a description: "kepada wartawan", "di Mapolres"
JOINS = ("joins", "purpose", "office", "again")  # what goes on with it: "Dinas Perdagangan dan Perindustrian"


class Who(NamedTuple):
    """Who speaks: a phrase; the one heard before (`again`); a paper (`thing`); or else someone whom no phrase names."""

    phrase: Phrase | None = None
    again: bool = False
    thing: bool = False


AGAIN = Who(again=True)
THING = Who(thing=True)
SOMEONE = Who()


@dataclass(frozen=True, slots=True)
class Speakers:
    """Whom the phrases of a text name as speakers: by sentence and first token, and by the concept of a post held."""

    text: Text
    holders: dict[str, str]  # post → the person who holds it now
    phrases: dict[tuple[int, int], Phrase]
    covered: frozenset[tuple[int, int]]  # sentence and token of all phrases
    titled: dict[str, Phrase]  # concept → the post, where one person alone holds such a post

    def named(self, number: int, start: int, stop: int) -> Who:
        """Who is meant by the description that begins at a token and goes on to `stop` at the most."""
        line = self.text.sentences[number].tokens
        at, stop = start, min(stop, start + LONGEST)
        seen: dict[str, Phrase] = {}
        again = inside = apposed = unknown = False
        while at < stop:
            token, phrase = line[at], self.phrases.get((number, at))
            rule, end = words().speakers.match(line, at) or ("", at + 1)
            if phrase and not (inside and phrase.kind == "person"):
                if phrase.kind == "person" and not (phrase.end < stop and _of_an_office(line, phrase.end)):
                    return self._beside(start, phrase, stop)
                if phrase.kind != "organization" or at == start:
                    seen.setdefault(phrase.kind, phrase)
                at = phrase.end
                continue
            if token.text == "(":
                at = next((i + 1 for i in range(at, min(at + IN_BRACKETS, stop)) if line[i].text == ")"), stop)
                continue
            if token.text == ",":
                apposed = at + 1 < stop and _apposes(line, at + 1)
                if not apposed:
                    break
            elif rule == "at" and (comma := self._name_behind(number, at, stop)):
                end = comma
            elif rule in ENDS or not (token.text[0].isalnum() or rule):
                break
            elif seen and token.text.islower() and not inside and rule not in JOINS:
                break  # "kata Kapolres didampingi …"
            again = again or rule == "again"
            inside = inside or rule == "clause"
            strange = _may_name(token) and (number, at) not in self.covered
            unknown = unknown or (strange and (again or apposed or "post" in seen))
            at = end
        if unknown and (again or apposed or not self._held(seen.get("post"))):
            return SOMEONE
        return self._meant(line, start, seen, again)

    def _held(self, post: Phrase | None) -> bool:
        return post is not None and self.text.denoted[post] in self.holders and post.status != "former"

    def _meant(self, line: Sequence[Token], start: int, seen: dict[str, Phrase], again: bool) -> Who:
        """Who is meant by a description that begins at a token and names no person."""
        post, rule = seen.get("post"), words().speakers.match(line, start)
        thing = rule is not None and rule[0] == "thing"
        if post and _kin(line, start, post):
            return AGAIN if _demonstrative(line, post.end, 2) else SOMEONE
        if self._held(post):
            return Who(post)
        if again or (post and _demonstrative(line, post.end)):
            return THING if thing else AGAIN
        title = words().titles.match(line, start)
        named = next((seen[kind] for kind in KINDS if kind in seen), None)
        found = named or (self.titled.get(title[0].concept) if title else None)
        return Who(found) if found else THING if thing else SOMEONE

    def _beside(self, start: int, phrase: Phrase, stop: int) -> Who:
        """Who is meant where a name stands in a description: of "pengacara Budi, Ani" Ani, of "istri Budi" someone else."""
        line = self.text.sentences[phrase.sentence].tokens
        comma = phrase.end + 1 < stop and line[phrase.end].text == ","
        apposed = self.phrases.get((phrase.sentence, phrase.end + 1)) if comma else None
        inner = phrase.start > start and (line[phrase.start - 1].text.islower() or _kin(line, start, phrase, "counsel"))
        if apposed and apposed.kind == "person" and inner:
            return Who(apposed)
        return (AGAIN if _demonstrative(line, phrase.end) else SOMEONE) if _kin(line, start, phrase) else Who(phrase)

    def through(self, number: int, start: int, stop: int) -> Who | None:
        """Who speaks for another: of "Kapolres melalui Kasat Reskrim, AKP Budi" Budi; None where nobody does."""
        line = self.text.sentences[number].tokens
        at = next((i + 1 for i in range(start, stop) if words().speakers.match(line, i) == ("through", i + 1)), stop)
        who = self.named(number, at, stop) if at < stop else SOMEONE
        return who if who.phrase and who.phrase.kind in ("person", "post") else None

    def _name_behind(self, number: int, start: int, stop: int) -> int:
        """The comma behind a place in a description, if a name follows it: "pedagang di Pasar Besar, Ani Wulandari"; else 0."""
        line = self.text.sentences[number].tokens
        comma = next((i for i in range(start, min(start + IN_BRACKETS, stop)) if line[i].text == ","), start)
        follows = self.phrases.get((number, comma + 1))
        place = comma > start and all(token.capital for token in line[start + 1 : comma])
        return comma if place and follows is not None and follows.kind == "person" else 0

    def someone(self, number: int, start: int, end: int) -> bool:
        """Whether words that are no phrase tell of a person: "seorang warga", or a name that no finder saw."""
        line = self.text.sentences[number].tokens
        opening = (words().speakers.match(line, i) for i in range(start, min(start + OPENING, end)))
        if any(found and found[0] == "someone" for found in opening):
            return True
        return any(_may_name(line[i]) and (number, i) not in self.covered for i in range(start, min(end, len(line))))


def speakers(text: Text, holders: dict[str, str]) -> Speakers:
    """The speakers whom a text may name."""
    phrases = [phrase for found in text.phrases for phrase in found]
    titled: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.kind == "post" and phrase.concept and text.denoted[phrase] in holders:
            titled.setdefault(phrase.concept, []).append(phrase)
    return Speakers(
        text,
        holders,
        {(p.sentence, p.start): p for p in phrases if p.kind in KINDS},
        frozenset((p.sentence, i) for p in phrases for i in range(p.start, p.end)),
        {c: posts[0] for c, posts in titled.items() if len({holders[text.denoted[p]] for p in posts}) == 1},
    )


def _apposes(line: Sequence[Token], at: int) -> bool:
    """Whether a description goes on behind a comma: with a name, or "yakni"; a day is none."""
    follows = words().speakers.match(line, at)
    return (line[at].capital and words().days.match(line, at) is None) or (
        follows is not None and follows[0] == "joins"
    )


def _kin(line: Sequence[Token], start: int, phrase: Phrase, kind: str = "kin") -> bool:
    """Whether the words right before a name or post tell of another: "istri Budi", "putri Presiden", "Kuasa Hukum Budi"."""
    return any(
        words().speakers.match(line, i) == (kind, phrase.start)
        for i in range(max(start, phrase.start - 2), phrase.start)
    )


def _demonstrative(line: Sequence[Token], start: int, commas: int = 1) -> bool:
    """Whether "ini" or "itu" stands before one of the next so many commas, or before the full stop."""
    ends = (i for i in range(start, len(line)) if line[i].text in ",.")
    return any(words().speakers.match(line, end - 1) == ("again", end) for end in islice(ends, commas) if end > start)


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
