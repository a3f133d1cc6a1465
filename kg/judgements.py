r"""The file of judgements ⇄ verdicts: a line says that two things are one, that they are not, or that a fact is wrong.

`2026-11-24T14:33:06Z  sari  same  a.txt  Budi Santoso    b.txt  B. Santoso      one career` with a tab between any two
fields; a tab or a newline within a field is written \t or \n. The order of the lines means nothing: of two lines on the
same things the later in time holds.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from kg.errors import KabargrafError
from kg.vocab import PREFIXES

Verb = Literal["same", "different", "reject"]
NAME = "judgements.tsv"  # in the folder of the store, unless another is named
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
LETTERS = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.|$)", re.DOTALL)
STEERING = {"Cc", "Zl", "Zp"}  # categories of characters that end a line or steer a terminal
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"  # the line around, or unseen


class Verdict(NamedTuple):
    """A person's word, anchored on what articles say: the name of a thing in an article, or the words of a claim.

    "same" and "different" are of (`article`, `name`) and (`other_article`, `other_name`). "reject" is of the claim of
    `article` that `name` `predicate` ("org:holds") `other_name`, as read from `words` in `sentence`.
    """

    when: str  # UTC, to the second
    by: str
    verb: Verb
    article: str
    name: str
    predicate: str
    other_article: str
    other_name: str
    words: str
    sentence: str
    reason: str

    @property
    def on(self) -> tuple[object, ...]:
        """What it is on: two verdicts on the same contradict or repeat each other."""
        if self.verb == "reject":
            return self[3:10]
        return tuple(sorted([(self.article, self.name), (self.other_article, self.other_name)]))


HEADER = Verdict._fields


def writable(text: str) -> str:
    """A text as a file can hold it: half of a surrogate pair, from bytes that are no UTF-8, is "?"."""
    return text.encode("utf-8", "replace").decode()


def now() -> str:
    """The time as a line writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def identity(
    verb: Literal["same", "different"], one: tuple[str, str], other: tuple[str, str], by: str = "", reason: str = ""
) -> Verdict:
    """That two things, each anchored on (article, name), are one or are not, said now."""
    return Verdict(now(), by, verb, *one, "", *other, "", "", reason)


def holding(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Those that hold, whatever their order: the latest on each; of two in one second the one that parts."""
    latest: dict[tuple[object, ...], Verdict] = {}
    for verdict in verdicts:
        latest[verdict.on] = max(latest.get(verdict.on, verdict), verdict, key=_weight)
    return sorted(latest.values(), key=lambda verdict: verdict[3:])


def read(file: Path) -> list[Verdict]:
    """The verdicts of a file, in its order; none where there is no file. Raises KabargrafError at a malformed line."""
    return [verdict for _, verdict in _lines(file, _text(file))]


def write_down(file: Path, verdicts: Iterable[Verdict]) -> None:
    """Add lines at the end of the file, which is made where there is none."""
    text = _text(file)
    head = "" if text.strip() else line(HEADER)
    gap = "\n" if text and not text.endswith("\n") else ""
    if not file.parent.is_dir():
        raise KabargrafError(f"{file} cannot be written: there is no folder {file.parent}: make it first")
    with file.open("a", encoding="utf-8", newline="") as end:
        end.write(gap + head + "".join(map(line, verdicts)))
        end.flush()
        os.fsync(end.fileno())


def strike_out(file: Path, number: int) -> None:
    """Take the line of the `number`-th verdict, from 1, out of the file; the others stay as they are."""
    text = _text(file)
    place, _ = list(_lines(file, text))[number - 1]
    rows = text.split("\n")
    target = file.resolve()  # a link stays one
    unfinished = target.with_name(target.name + ".tmp")
    with unfinished.open("w", encoding="utf-8", newline="") as whole:
        whole.write("\n".join(rows[:place] + rows[place + 1 :]))
        whole.flush()
        os.fsync(whole.fileno())
    unfinished.replace(target)


def line(fields: Iterable[str]) -> str:
    """A line of the file."""
    return "\t".join("".join(map(_escaped, field)) for field in fields) + "\n"


def _weight(verdict: Verdict) -> tuple[str, ...]:
    return (verdict.when, "" if verdict.verb == "same" else verdict.verb, verdict.by, verdict.reason)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise KabargrafError(f"{file} is not UTF-8 (byte {error.start}): save it as UTF-8 text") from None


def _lines(file: Path, text: str) -> Iterator[tuple[int, Verdict]]:
    """Each verdict with the index of its line."""
    headed = False
    for index, row in enumerate(text.removeprefix("\ufeff").split("\n")):
        fields = row.removesuffix("\r").split("\t")
        if not row.strip():
            continue
        if not headed:
            if tuple(fields) != HEADER:
                raise _malformed(file, index, f"the first line is to be the header: {' '.join(HEADER)}, tabs between")
            headed = True
            continue
        yield index, _verdict(file, index, fields)


def _verdict(file: Path, index: int, fields: list[str]) -> Verdict:
    if fields[0].startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise _malformed(file, index, "a merge was left half done: keep the lines of both sides, in any order")
    if len(fields) != len(HEADER):
        mend = "put one tab between any two, and write a tab within a field as \\t"
        raise _malformed(file, index, f"{len(fields)} fields in place of {len(HEADER)} ({' '.join(HEADER)}): {mend}")
    when, by, verb, article, name, predicate, other_article, other_name, words, sentence, reason = (
        _unescaped(file, index, field) for field in fields
    )
    if not WHEN.fullmatch(when):
        raise _malformed(file, index, f"“{when}” is no time: write it as {now()}")
    if verb == "reject":
        needed = {"article": article, "words": words, "sentence": sentence}
        if predicate.partition(":")[0] not in PREFIXES:
            raise _malformed(file, index, f"“{predicate}” is no predicate: write it as org:holds")
    elif verb in get_args(Verb):
        needed = {"article": article, "name": name, "other_article": other_article, "other_name": other_name}
        if (article, name) == (other_article, other_name):
            raise _malformed(file, index, "it names one thing twice: name two")
    else:
        raise _malformed(file, index, f"“{verb}” is no judgement: write same, different or reject")
    for column, value in needed.items():
        if not value:
            raise _malformed(file, index, f"{column} is empty: fill it in, or delete the line")
    if verb == "reject":  # the other cells say nothing, whatever a hand has left there
        other_article = ""
    else:
        predicate = words = sentence = ""
    return Verdict(when, by, verb, article, name, predicate, other_article, other_name, words, sentence, reason)  # type: ignore[arg-type]


def _malformed(file: Path, index: int, reason: str) -> KabargrafError:
    return KabargrafError(f"{file}:{index + 1}: {reason}")


def _escaped(letter: str) -> str:
    for written, meant in LETTERS.items():
        if letter == meant:
            return "\\" + written
    category = unicodedata.category(letter)
    if category == "Cs":  # half of a surrogate pair, which no file can hold
        return "\ufffd"
    return f"\\u{ord(letter):04x}" if category in STEERING or letter in TURNING else letter


def _unescaped(file: Path, index: int, field: str) -> str:
    def meant(match: re.Match[str]) -> str:
        code = match[1]
        if len(code) == 5:
            letter = chr(int(code[1:], 16))
            return "\ufffd" if unicodedata.category(letter) == "Cs" else letter
        if code not in LETTERS:
            raise _malformed(file, index, f"“{match[0]}” means nothing: write a backslash as \\\\")
        return LETTERS[code]

    return ESCAPE.sub(meant, field)
