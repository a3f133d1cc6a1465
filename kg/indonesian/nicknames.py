"""Persons of an article → the same with the names by which they are known besides: "Joko Widodo (Jokowi)", "akrab disapa Ajik".

A nickname stands in brackets, behind words that call it one, or in the table.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from kg.indonesian.keys import fold
from kg.indonesian.names import name_end, prefixes_at, titled
from kg.indonesian.people import is_taken, person
from kg.indonesian.places import text_of
from kg.indonesian.words import words
from kg.language import Phrase
from kg.sentences import Sentence, Token

BEFORE_NICKNAMES = frozenset({",", "(", "yang", "atau"})


def by_nickname(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Names by which a person is known besides.

    "Joko Widodo (Jokowi)", where the short one is made from the long one; "Gusti Ngurah Anom atau akrab disapa Ajik
    Krisna"; and those of the table ("Bamsoet" of Bambang Soesatyo), wherever they stand.
    """
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        line = sentence.tokens
        for at, phrase in enumerate(found):
            if phrase.kind != "person" or phrase.named is None:
                continue
            others = _nicknames(fold(phrase.name))
            first, told = _nickname_start(line, phrase.end)
            if first:
                prefixes, rank, start = prefixes_at(line, first)
                end = name_end(line, start) if start < len(line) and line[start].capital else start
                if told and end == start and start < len(line) and titled(line[start]):
                    end = start + 1  # "alias Mbak Ita", though that is a word
                name = text_of(line, start, end) if end > start else ""
                closed = end < len(line) and line[end].text == ")"
                called = end == start + 1 and prefixes and rank is None  # "(Cak Imin)"; "(AKP Budi Santoso)" is another
                if name and (told or (closed and (called or _made_from(phrase.name, name)))):
                    others = (*others, name)
                    if not is_taken(found, first, end):
                        found.append(person(line, number, first, start, end, "nickname", prefixes, rank))
            if others:
                found[at] = replace(phrase, aliases=others)
        found.sort(key=lambda p: p.start)
    return phrases


def _nickname_start(line: Sequence[Token], index: int) -> tuple[int, bool]:
    """Where a nickname may begin behind a name, 0 for nowhere, and whether words tell that it is one ("akrab disapa")."""
    start = index
    while start < len(line) and start < index + 3:
        called = words().signals.match(line, start)
        if called and called[0] == "called":
            return called[1], True
        if line[start].low not in BEFORE_NICKNAMES:
            break
        start += 1
    return (index + 1 if index + 1 < len(line) and line[index].text == "(" else 0), False


def _nicknames(full: str) -> tuple[str, ...]:
    """What the table calls a person whose folded name holds one of its names."""
    names = full.split()
    spans = ((i, j) for i in range(len(names)) for j in range(i + 1, len(names) + 1))
    return tuple(other for i, j in spans for other in words().nicknames.get(" ".join(names[i:j]), ()))


def _made_from(full: str, short: str) -> bool:
    """Whether a name of one word is made of beginnings or ends of a longer one's words: "Jokowi", "Zulhas", "Imin"."""
    words_of, rest = fold(full).split(), fold(short)
    if len(words_of) < 2 or len(rest) < 4 or " " in rest:
        return False
    if any(word.endswith(rest) for word in words_of):
        return True
    for word in words_of:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, rest, strict=False)))
        rest = rest[shared:] if shared > 1 else rest
    return not rest
