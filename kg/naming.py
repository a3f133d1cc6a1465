"""Two names of persons, as folded words → whether the shorter can stand for the longer.

"Choirul" stands in "Choirul Amin"; "M Jaelani" is Mohamad Jaelani, "Giordino" a slip for Thomas Giordano; "Sutrisno" and
"Sutrisna" are two people.
"""

from collections.abc import Sequence

SHORT = 3  # letters of what stands for a longer given name: "M", "Moh"
LONG = 6  # letters of a word in which one may be wrong
CHILD = frozenset(
    ("putra", "putri", "putera", "puteri")
)  # what makes a father's name a child's: Megawati Soekarnoputri
VOWELS = frozenset("aeiou")
YOUNGER = frozenset(("jr", "junior"))  # in whichever language: a son under his father's whole name
WHOLE = 2  # words of a name that a father and a son may share; "Neymar" is Neymar Jr


def holds(full: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words stand in the full name side by side."""
    if len(words) == 1:
        return words[0] in full
    return any(list(full[i : i + len(words)]) == list(words) for i in range(len(full) - len(words) + 1))


def shortens(full: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words are a full name's first and last, and what they have between them, each perhaps cut short or misspelt.

    "Agus Martowardojo" of Agus D.W. Martowardojo; "M Jaelani" and Mohamad Jaelani; "Giordino" of Thomas Giordano.
    """
    if "".join(words) == "".join(full):
        return True
    if len(words) == 1:
        return any(_misspells(word, words[0]) or _begins(word, words[0]) for word in full)
    rest = iter(full)
    return (
        _abbreviates(full[0], words[0])
        and (_misspells(full[-1], words[-1]) or _cut_short(full[-1], words[-1]))
        and all(any(_abbreviates(part, word) for part in rest) for word in words[:-1])
    )


def generations_apart(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of two names, both of a given and a family name, says that it is the son's: "Donald Trump Jr"."""
    plain = [words[:-1] if words and words[-1] in YOUNGER else words for words in (one, other)]
    return min(map(len, plain)) >= WHOLE and (len(one) > len(plain[0])) != (len(other) > len(plain[1]))


def _abbreviates(word: str, short: str) -> bool:
    """ "m", "moh" of "mohamad", or one of the other."""
    low, high = sorted((word, short), key=len)
    return low == high or (len(low) <= SHORT and high.startswith(low))


def _cut_short(word: str, short: str) -> bool:
    """ "marto" of "martowardojo"."""
    return len(short) > SHORT and word.startswith(short)


def _begins(word: str, short: str) -> bool:
    """ "febri" of "febriadhitya": far the shorter, and no given name of three or four letters."""
    longer = len(short) > SHORT + 1 and len(word) > len(short) + SHORT and word.startswith(short)
    return longer and word[len(short) :] not in CHILD


def _misspells(word: str, other: str) -> bool:
    """Whether two long words are one but for a letter too many or a vowel inside.

    By the last letter "Sutrisno" and "Sutrisna" are two people, by a consonant "Sugiarto" and "Sugianto".
    """
    if word == other:
        return True
    low, high = sorted((word, other), key=len)
    if len(low) < LONG or len(high) - len(low) > 1 or low[0] != high[0] or low[-1] != high[-1]:
        return False
    at = next(i for i in range(len(high)) if low[i : i + 1] != high[i])
    if len(low) < len(high):
        return low[at:] == high[at + 1 :]
    return low[at + 1 :] == high[at + 1 :] and {low[at], high[at]} <= VOWELS
