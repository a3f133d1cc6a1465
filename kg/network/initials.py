"""Names → initials in any text: `Masks({"Budi Santoso": "BS"}, []).text("Budi Santoso lari")` → "BS ditangkap".

Names are compared word by word, so that "BUDI SANTOSO" of a headline and "budi-santoso" of an address are found too. With `parts`
each word of a name stands for it, if it is long enough and written as a name; a longer name that is to stay (`kept`) goes
before it: "Agung" of a suspect is not taken out of "Mahkamah Agung".
"""

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

WORD = re.compile(r"[^\W_]+")
LEAST = 3  # letters of a part of a name that stands for it: "Al" and "bin" are in many names
GAP = re.compile(r"[\W_]{1,3}")  # between the words of a name: "Budi  S. Wiratama", "budi-santoso"
SHORT = 2  # letters of a word that is no more than initials


def initials(name: str) -> str:
    """The first letter of each word; of a name that is given as initials ("AK", "S.B."), the name as it is.

    >>> initials("Budi Santoso"), initials("AK")
    ('BS', 'AK')
    """
    words = WORD.findall(name)
    if name.upper() == name and all(len(word) <= SHORT for word in words):
        return name
    return "".join(word[0].upper() for word in words) or "?"


class Masks:
    """Which names become what, and which stay; with `parts` a word of a name by itself too, if it is not among `never`."""

    def __init__(
        self, hidden: Mapping[str, str], kept: Iterable[str], parts: bool = False, never: Collection[str] = ()
    ) -> None:
        self._names: dict[str, dict[tuple[str, ...], str | None]] = {}
        alone: dict[str, set[str]] = {}
        for name, short in sorted(hidden.items()):
            words = _words(name)
            if parts:
                for word in words:
                    alone.setdefault(word, set()).add(short)
        for word, shorts in alone.items():
            if len(word) >= LEAST and word not in never:
                self._learn((word,), shorts.copy().pop() if len(shorts) == 1 else word[0].upper())
        for name in kept:
            if len(_words(name)) > 1:
                self._learn(_words(name), None)
        for name, short in sorted(hidden.items()):
            if len(_words(name)) > 1:
                self._learn(_words(name), short)

    def text(self, text: str, loose: bool = False) -> str:
        """The text with initials for names; `loose` where names are written small, as in an address."""
        return self.marked(text, (), loose)[0]

    def marked(self, text: str, marks: tuple[int, ...], loose: bool = False) -> tuple[str, tuple[int, ...]]:
        """The same, with where these offsets are now: of those inside a name the first is at its beginning, others at its end."""
        parts, moved, done, grown = list[str](), list(marks), 0, 0
        for start, end, short in self._found(text, loose):
            parts += [text[done:start], short]
            for number, mark in enumerate(marks):
                if mark >= end:
                    moved[number] = mark + grown + len(short) - (end - start)
                elif mark > start:
                    moved[number] = start + grown + (len(short) if number else 0)
            grown += len(short) - (end - start)
            done = end
        return "".join([*parts, text[done:]]), tuple(moved)

    def _learn(self, words: tuple[str, ...], short: str | None) -> None:
        if words:
            self._names.setdefault(words[0], {})[words] = short

    def _found(self, text: str, loose: bool) -> list[tuple[int, int, str]]:
        """The names to hide: beginning, end, initials; from left to right, of several that begin at one place the longest."""
        words = [(match.start(), match.end(), match[0]) for match in WORD.finditer(text)]
        found, place = list[tuple[int, int, str]](), 0
        while place < len(words):
            step = 1
            names = self._names.get(words[place][2].casefold(), {})
            for name in sorted(names, key=len, reverse=True):
                run = words[place : place + len(name)]
                if tuple(word.casefold() for _, _, word in run) != name or not _near(text, run):
                    continue
                if len(name) == 1 and not loose and not run[0][2][0].isupper():
                    continue
                short = names[name]
                if short is not None:
                    found.append((run[0][0], run[-1][1], short))
                step = len(name)
                break
            place += step
        return found


def _words(name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(name.casefold()))


def _near(text: str, run: list[tuple[int, int, str]]) -> bool:
    return all(GAP.fullmatch(text[a[1] : b[0]]) for a, b in pairwise(run))
