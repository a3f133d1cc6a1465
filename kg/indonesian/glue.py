"""Sentences whose words a scraper has glued → the same with the words apart, at their own offsets.

"PresidenPrabowo", "diIran", "DPRSufmi" and "Irankembali" are two words each, since links and line breaks were lost between
them; "YouTube" and "NasDem" are one. "TNI-Polri" are two bodies, "Ridwan Kamil-Suswono" two persons.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from kg.indonesian.gazetteer import gazetteer
from kg.indonesian.words import words
from kg.sentences import Sentence, Token

INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
ABBREVIATION = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z]{2})")
SHORTEST = 4  # letters of a word in lower case that may be glued to a name; shorter ones end many names ("-an", "-di")
LONG = 7  # letters of one that is glued to a name that nothing knows: by eye, shorter ones end names
VERB = re.compile("(meng|meny|men|mem)[a-z]")
ENDED = 5  # names of persons that a word ends which may be part of a name: six words do; the next, "yang" and "uang", end four
AND = "dan"  # glued to the name of a person all the same: "Prabowodan"
SHORTEST_NAME = 3  # letters of the names in "Pranowo-Pak Mahfud"
NAME = 4  # letters of the name before it: "Sam" and "Ter" open many words


def unglue(lines: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences with glued words taken apart; a sentence without any is returned as it is."""
    seen = {token.text for line in lines for token in line.tokens if token.capital}
    for line in lines:
        seen.update(f"{one.text} {two.text}" for one, two in pairwise(line.tokens) if one.capital and two.capital)
    return tuple(_mended(line, seen) for line in lines)


def _mended(line: Sentence, seen: set[str]) -> Sentence:
    doubtful = [
        at for at, (text, _, _, low, _) in enumerate(line.tokens) if "-" in text or (text != low and _may_be_two(text))
    ]
    if not doubtful:
        return line
    parts: list[Token] = []
    for at, token in enumerate(line.tokens):
        if at in doubtful:
            named = bool(parts) and parts[-1].capital and _of_persons(parts[-1].text)
            between = named and at + 1 < len(line.tokens) and line.tokens[at + 1].capital
            before = parts[-1].text if parts else ""
            parts += _alike(token) or _two_persons(token, seen, before, between) or _apart(token, seen, named)
        else:
            parts.append(token)
    return line if len(parts) == len(line.tokens) else replace(line, tokens=tuple(parts))


def _alike(token: Token) -> list[Token]:
    """The words of "TNI-Polri", which names two bodies, and of "Iran-Israel", two countries; "Solo-Yogyakarta" is one road."""
    left, dash, right = token.text.partition("-")
    return _at_dash(token, len(left)) if dash and any(f(left) and f(right) for f in (_is_body, _is_country)) else []


def _two_persons(token: Token, seen: set[str], before: str, between: bool) -> list[Token]:
    """The words of "Kamil-Suswono", which ends one name and begins another.

    The article has both by themselves too, or the first with the word before it ("Ridwan Kamil"); or news gives them to persons
    and it stands between words of names (`between`). `seen`: the capitalised words of the article, and its pairs of them.
    """
    left, dash, right = token.text.partition("-")
    addressed = bool(dash) and words().honorifics.get(right) is not None and _of_persons(left)
    if addressed:  # "Ganjar Pranowo-Pak Mahfud", "Joko Widodo-KH Ma'ruf Amin"
        return _at_dash(token, len(left))
    if not dash or min(len(left), len(right)) < SHORTEST_NAME or left == right:
        return []
    if between and _of_persons(left) and _of_persons(right):
        return _at_dash(token, len(left))
    if _of_something_else(left) or _of_something_else(right):
        return []
    if f"{left} {right}" in seen:
        return []  # one name, with a hyphen here and without one there
    apart = (left in seen and right in seen) or (_of_persons(before) and f"{before} {left}" in seen)
    return _at_dash(token, len(left)) if apart else []


def _of_something_else(word: str) -> bool:
    """Whether a word is no person's: a place's, a body's, a common one, one that news gives to other things."""
    folded = word.casefold()
    other = word in words().known or folded in words().never_names or words().name_words.get(folded) == "seldom"
    return other or not word.istitle() or words().regions.get(word) is not None or bool(gazetteer().get(word))


def _at_dash(token: Token, before: int) -> list[Token]:
    """The word before a hyphen, the hyphen, and the word behind it."""
    cut = token.start + before
    return [_part(token, token.start, cut), _part(token, cut, cut + 1), _part(token, cut + 1, token.end)]


def _is_body(word: str) -> bool:
    found = words().bodies.get(word) if word[:1].isupper() else None
    return found is not None and any(body.shape == "-" and body.form == word for body in found)


def _is_country(word: str) -> bool:
    found = words().regions.get(word) if word[:1].isupper() else None
    return found is not None and found[0].level == "country"


def _part(token: Token, start: int, end: int) -> Token:
    word = token.text[start - token.start : end - token.start]
    return Token(word, start, end, word.casefold(), word[0].isupper())


def _cuttable(word: str) -> bool:
    """Whether a word can be two: a long one that is neither in lower case nor in capitals, and that no table knows."""
    return (
        len(word) > SHORTEST
        and not word.islower()
        and word.isalpha()
        and word not in words().known
        and not word.isupper()
    )


@lru_cache(maxsize=50_000)
def _may_be_two(word: str) -> bool:
    """Whether it depends on the other words of the article if a word is one: most words are one wherever they stand."""
    return _cuttable(word) and (
        not word[1:].islower() or word.endswith(AND) or bool(_small_ends(word) or _before_verb(word))
    )


def _apart(token: Token, seen: set[str], named: bool = False) -> Iterator[Token]:
    """The words of a token, `named` where it follows a word of persons."""
    cut = _cut(token.text, seen) if _cuttable(token.text) else 0
    cut = cut or (_behind_a_name(token.text) if named and token.text.istitle() else 0)
    if cut == 0:
        yield token
        return
    for start, end in ((0, cut), (cut, len(token.text))):
        part = _part(token, token.start + start, token.start + end)
        yield from _apart(part, seen) if start else (part,)


def _cut(word: str, seen: set[str]) -> int:
    """Where a glued word comes apart; 0 where it is one."""
    if words().is_camel(word):
        return 0
    if word[1:].islower():
        return 0 if _common(word) else _before_small(word, seen)
    abbreviation = ABBREVIATION.match(word)
    if abbreviation and abbreviation[0] in words().known:
        return abbreviation.end()
    boundaries = [match.start() for match in INNER_CAPITAL.finditer(word)]
    for boundary in boundaries:
        if _common(word[:boundary]) or word[:boundary] in words().known or _of_persons(word[:boundary]):
            return boundary
    return 0 if boundaries or _common(word) else _before_small(word, seen)


def _common(word: str) -> bool:
    folded = word.casefold()
    return folded in words().never_names or folded in words().seldom_names


def _before_small(word: str, seen: set[str]) -> int:
    """Where a common word is glued to a name that the article or a table knows: "Iran|kembali"."""
    if not word[0].isupper():
        return 0
    for cut in _small_ends(word):
        name, rest = word[:cut], word[cut:]
        known = name in seen or name in words().known or (cut > NAME and _of_persons(name) and not _of_persons(word))
        ending = rest in _endings() and len(name) <= SHORTEST + 1 and _of_persons(name)  # "Yudiawan" is one name
        if known and not ending:
            return 0 if gazetteer().get(word) else cut  # "Sukamaju" is a village
    name = word.removesuffix(AND)
    if name == word:
        return 0
    named = _of_persons(name) or words().regions.get(name) is not None
    return len(name) if len(name) > NAME and named and not _of_persons(word) else 0


def _small_ends(word: str) -> tuple[int, ...]:
    """Where the rest of a word is a common word in lower case."""
    cuts = range(NAME, len(word) - SHORTEST + 1)
    return tuple(cut for cut in cuts if word[cut:] in words().never_names and word[cut:].islower())


def _behind_a_name(word: str) -> int:
    """Where a long common word is glued to a name's end that no table knows, or to one that it does what looks like a verb:
    "Astrid Widayani|membuat", "Prabowo Subianto|menggagas".
    """
    cuts = range(NAME, len(word) - LONG + 1)
    if _of_persons(word) or _common(word) or gazetteer().get(word):
        return 0
    common = next((cut for cut in cuts if word[cut:] in words().never_names), 0)
    return common or _before_verb(word)


def _before_verb(word: str) -> int:
    """Where what looks like a verb stands behind a name that news gives to persons."""
    ends = (match.start() for match in VERB.finditer(word, NAME + 1))
    return next(
        (end for end in ends if len(word) - end >= LONG and _of_persons(word[:end]) and not _is_spot(word[end:])), 0
    )


@cache
def _endings() -> frozenset[str]:
    """Common words that end the names of several persons: "awan" of "Setiawan"; one that ends few is glued: "Trump|akan"."""
    ends = Counter(name[-SHORTEST:] for name, often in words().name_words.items() if often == "often")
    return frozenset(end for end, names in ends.items() if names >= ENDED and end in words().never_names)


def _is_spot(rest: str) -> bool:
    """Whether it is a name by itself, as "Menggala" of "Kartamenggala"."""
    return bool(gazetteer().get(rest.capitalize())) or rest in words().name_words


def _of_persons(word: str) -> bool:
    return words().name_words.get(word.casefold()) == "often"
