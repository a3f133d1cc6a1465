"""Tokens → persons: a name after a rank, honorific or title, beside a verb of speech, before an age, or known already.

"AKBP Alex Frestian Lumban Tobing, S.I.K." → the bare name, with "AKBP" before and "S.I.K." after it; "ujar Choirul" → a
mention of Choirul Amin; in a headline, where every word has a capital, only names that the text gives.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kg.indonesian.names import (
    LONGEST,
    behind_a_firm,
    cue_before,
    may_be_addressed,
    may_be_name,
    name_end,
    of_persons,
    prefixes_at,
    stands_in_a_name,
    titled,
    weight,
)
from kg.indonesian.places import area_at, text_of
from kg.indonesian.tails import holder_start
from kg.indonesian.words import words
from kg.language import Known, Phrase
from kg.sentences import Sentence, Token

PAIR = "/"
LISTED = (",", "dan", "serta")
BEFORE_CALLED = frozenset({",", "(", "atau", "yang"})
INITIALS = re.compile(r"[A-Z]{1,4}")  # a suspect's or a victim's name


def find_person(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The person whose rank or title of address begins at this token."""
    line = sentence.tokens
    if popular := _popular(sentence, number, index):
        return popular
    called = words().signals.match(line, index - 1) if index and INITIALS.fullmatch(line[index].text) else None
    if called and called[0] == "initials":
        return person(line, number, index, index, index + 1, "initials")
    prefixes, rank, start = prefixes_at(line, index)
    if not prefixes or sentence.title_case or stands_in_a_name(line, index):
        return None
    end = name_end(line, start, trusted=_trusted(line, index))
    if end == start and len(prefixes) > 1 and INITIALS.fullmatch(prefixes[-1]):
        return person(line, number, index, start - 1, start, "prefix-name", prefixes[:-1], rank)  # "Briptu RP"
    if end == start or (line[start].text.isupper() and line[start].text in words().known):
        return None  # "Pak RT"
    likely = may_be_name if rank else may_be_addressed
    if len(line[start].text) > 1 and titled(line[start]) and not likely(sentence, start, end):
        return None
    return person(line, number, index, start, end, "prefix-name", prefixes, rank)


def _popular(sentence: Sentence, number: int, index: int) -> Phrase | None:
    """Whom everybody knows by the name that begins here, where it is no part of a longer one: "Jokowi", "Mbak Ita"."""
    line = sentence.tokens
    found = words().telling_forms.match(line, index)
    if found is None or stands_in_a_name(line, index) or (index and of_persons(line[index - 1])):
        return None
    address, end = found
    if _goes_on(line, end) and not sentence.title_case:
        return None
    prefixes = tuple(token.text for token in line[index : index + address])
    return person(line, number, index, index + address, end, "popular-name", prefixes)


def _trusted(line: Sequence[Token], index: int) -> bool:
    """Whether a prefix only stands before names: a rank, a degree; behind "Ibu" may stand "Kota"."""
    found = words().honorifics.match(line, index)
    return found is not None and found[0].kind in ("rank", "academic", "religious")


def after_titles(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Names without a prefix that follow a title: "Kapolda Riau Herry Heryawan", "Ketua MSB, Choirul Amin"."""
    for sentence, found in zip(sentences, phrases, strict=True):
        if sentence.title_case:
            continue
        for title in [phrase for phrase in found if phrase.kind == "post"]:
            line, start = sentence.tokens, holder_start(sentence.tokens, found, title)
            comma = line[start - 1].text == ","
            if start >= len(line) or is_taken(found, start, start + 1) or (comma and area_at(line, start)):
                continue
            end = min(name_end(line, start), _next(found, start))
            start = behind_a_firm(sentence, start, end)
            least = 2 if comma or title.body is None else 1
            if end - start >= least and may_be_name(sentence, start, end) and not (comma and _sentence_word(line, end)):
                insert(found, person(line, title.sentence, start, start, end, "title-name"))
    return phrases


def by_construction(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Names shown by what stands beside them: a verb of speech, an age in brackets, a title after a comma."""
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        if sentence.title_case:
            continue
        line, index = sentence.tokens, 0
        while index < len(line):
            if not line[index].capital or is_taken(found, index, index + 1):
                index += 1
                continue
            end = min(name_end(line, index), _next(found, index))
            if end == index or is_taken(found, index, end):
                index += 1
                continue
            start = behind_a_firm(sentence, index, end)
            rule = _construction(sentence, found, index, start, end)
            if rule:
                insert(found, person(line, number, start, start, end, rule))
            index = end
    return phrases


def _construction(sentence: Sentence, found: Sequence[Phrase], first: int, start: int, end: int) -> str | None:
    """The rule by which the capitalised words from start to end are a person's name; from `first` on words have capitals."""
    line = sentence.tokens
    aged = end + 2 < len(line) and line[end].text == "(" and line[end + 2].text == ")" and _age(line[end + 1].text)
    if end - start == 1 and INITIALS.fullmatch(line[start].text):
        return "initials" if aged or _is_suspect(line, found, start) else None
    if not may_be_name(sentence, start, end):
        return None
    before = words().speech.match(line, first - 1) if first else None
    after = words().speech.match(line, end) if end < len(line) else None
    if before and before[0] == "after" and before[1] == first:
        return "speech-verb-name"
    likely = weight(line, start, end) > 0
    if cue_before(line, first) == "person" and likely:
        return "noun-name"
    if _as_a_title(line, found, start, end) and (likely or end - start > 1 or first > 0):
        return "name-as-title"
    if end - start < 2:
        return "name-age" if aged and likely else None
    if likely and _is_called(line, end) and _seen(sentence, start, end):
        return "name-called"
    if after and after[0] == "before":
        return "name-speech-verb"
    if end + 1 < len(line) and line[end].text == "," and first and line[first - 1].text == ",":
        after = words().speech.match(line, end + 1)  # ", Sinta Lestari, menjelaskan"
        if after and after[0] == "before":
            return "name-speech-verb"
    if aged:
        return "name-age"
    if end + 1 < len(line) and line[end].text == "," and start > 0:
        title = next((p for p in found if p.start in (end + 1, end + 2) and p.kind == "post" and p.body), None)
        if title:
            return "name-title"
    given = all(map(of_persons, line[start:end])) and not _goes_on(line, end) and not stands_in_a_name(line, first)
    return "name-words" if given else None


def _seen(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the tagger sees just these words as a person, however unsure."""
    return any((tag.start, tag.end, tag.kind) == (start, end, "PER") for tag in sentence.tags)


def _is_called(line: Sequence[Token], end: int) -> bool:
    """Whether words behind a name call another one: "alias Gus Alex", ", yang akrab disapa Ajik"."""
    at = next((i for i in range(end, min(end + 3, len(line))) if line[i].low not in BEFORE_CALLED), end)
    called = words().signals.match(line, at)
    return called is not None and called[0] == "called" and called[1] < len(line) and line[called[1]].capital


def _is_suspect(line: Sequence[Token], found: Sequence[Phrase], start: int) -> bool:
    """Whether one or two letters without an age are called a person, or listed with such: "menangkap RS dan TN"."""
    if len(line[start].text) > 2 or _goes_on(line, start + 1):
        return False
    listed = start > 0 and line[start - 1].low in LISTED
    known = line[start].text in words().known  # "menangkap KA"
    return not known and (
        cue_before(line, start) == "person"
        or (listed and any(p.end == start - 1 and INITIALS.fullmatch(p.name) for p in found if p.kind == "person"))
    )


def _as_a_title(line: Sequence[Token], found: Sequence[Phrase], start: int, end: int) -> bool:
    """Whether words are followed by what binds a name to a title whose body is told: "Sutomo sebagai Kajari Lampung Timur"."""
    signal = words().signals.match(line, end) if end < len(line) else None
    if signal is None or signal[0] != "binds" or not all(map(titled, line[start:end])):
        return False
    return any(p.kind == "post" and p.start == signal[1] and p.body is not None for p in found)


def _goes_on(line: Sequence[Token], end: int) -> bool:
    """Whether the name may be longer: "Alvino Evan Hakim", where "Hakim" may be a judge."""
    return end < len(line) and line[end].capital and line[end].text.isalpha()


def by_list(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Names that close a list of at least two persons: "Budi Prakosa, Ratna Anjani dan Surya Baskara"; and partners in a pair."""
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        line = sentence.tokens
        for start in [] if sentence.title_case else _list_ends(line, found):
            end = min(name_end(line, start), _next(found, start))
            whole = end - start > 1 and all(map(titled, line[start:end])) and not _goes_on(line, end)
            if whole and may_be_name(sentence, start, end) and behind_a_firm(sentence, start, end) == start:
                insert(found, person(line, number, start, start, end, "name-listed"))
        for start, end in [] if sentence.title_case else _partners(sentence, found):
            insert(found, person(line, number, start, start, end, "name-listed"))
    return phrases


def _partners(sentence: Sentence, found: Sequence[Phrase]) -> list[tuple[int, int]]:
    """The names of two words or more behind a slash before a person: "Sabar Karyaman | / | Reza Pahlevi"."""
    line, partners = sentence.tokens, []
    for phrase in found:
        if phrase.kind != "person" or phrase.start < 3 or line[phrase.start - 1].text != PAIR:
            continue
        end = start = phrase.start - 1
        while start > 0 and titled(line[start - 1]) and line[start - 1].text.isalpha() and end - start < LONGEST:
            start -= 1
        if end - start > 1 and name_end(line, start) == end and not is_taken(found, start, end):
            partners.append((start, end))
    return partners


def _list_ends(line: Sequence[Token], found: Sequence[Phrase]) -> list[int]:
    """The tokens behind the "dan" that follows two persons with a comma between them."""
    people = [phrase for phrase in found if phrase.kind == "person"]
    two = [b.end for a, b in pairwise(people) if b.start == a.end + 1 and line[a.end].text == ","]
    ands = (end + (end < len(line) and line[end].text == ",") for end in two)
    return [
        at + 1 for at in ands if at < len(line) and line[at].low in LISTED[1:] and not is_taken(found, at + 1, at + 2)
    ]


def by_known_names(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Names, and parts of names, of persons that the article has named in full elsewhere."""
    forms: defaultdict[str, set[str]] = defaultdict(set)  # by their first word
    people = [phrase for found in phrases for phrase in found if phrase.kind == "person"]
    for name in {alias for phrase in people for alias in phrase.aliases}:
        forms[name.split()[0].casefold()].add(name if name.isupper() else name.casefold())
    for name in {phrase.name for phrase in people}:
        parts = name.split()
        for width in range(1, len(parts) + 1):
            for first in range(len(parts) - width + 1):
                form = " ".join(parts[first : first + width])
                if width > 1 or (len(parts[first]) > 2 and "." not in form) or len(parts) == 1:
                    forms[parts[first].casefold()].add(form.casefold())
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        line, behind = sentence.tokens, 0
        for index in [at for at, (_, _, _, low, capital) in enumerate(line) if capital and low in forms]:
            if index < behind:
                continue
            named, width = forms[line[index].low], 0
            for length in range(min(LONGEST, len(line) - index), 0, -1):
                text = " ".join([token.low for token in line[index : index + length]])
                if (text in named or (length == 1 and line[index].text in named)) and not is_taken(
                    found, index, index + length
                ):
                    width = length
                    break
            if width and (sentence.title_case or not _inside_a_name(line, index, index + width)):
                insert(found, person(line, number, index, index, index + width, "known-person"))
            behind = index + width
    return phrases


def _inside_a_name(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether capitalised words go on at either side outside a headline: then it is a part of another name."""
    short = end - start == 1
    after = (
        end < len(line) and line[end].capital and line[end].text.isalpha() and line[end].start - line[end - 1].end == 1
    )
    return short and after


def person(
    line: Sequence[Token],
    number: int,
    first: int,
    start: int,
    end: int,
    rule: str,
    prefixes: tuple[str, ...] = (),
    rank: str | None = None,
) -> Phrase:
    """A person phrase with the degrees after the name."""
    suffixes: list[str] = []
    last = at = end
    while at < len(line):
        at += line[at].text == ","
        found = words().honorifics.match(line, at) if at < len(line) else None
        if found is None or found[0].position != "after":
            break
        suffixes.append(text_of(line, at, found[1]))
        last = at = found[1]
    name = re.sub(r"['’]s$", "", text_of(line, start, end))
    return Phrase(
        number, first, last, "person", name, rule,
        named=(start, end), prefixes=prefixes, suffixes=tuple(suffixes), rank=rank,
    )  # fmt: skip


def _age(text: str) -> bool:
    return text.isdigit() and 0 < int(text) < 120


def _sentence_word(line: Sequence[Token], end: int) -> bool:
    """Whether nothing after the words shows that they were a name in apposition."""
    return end < len(line) and line[end].text not in {",", "(", "."} and not line[end].text[0].islower()


def is_taken(found: Sequence[Phrase], start: int, end: int) -> bool:
    """Whether a phrase has some of these tokens."""
    for phrase in found:  # noqa: SIM110 - `any` is slower, and every word with a capital is asked
        if phrase.start < end and start < phrase.end:
            return True
    return False


def _next(found: Sequence[Phrase], start: int) -> int:
    """Where the next phrase begins."""
    return next((phrase.start for phrase in found if phrase.start >= start), 10**9)


def insert(found: list[Phrase], phrase: Phrase) -> None:
    found.append(phrase)
    found.sort(key=lambda p: p.start)
