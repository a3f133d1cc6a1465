"""Annotated corpora → sentences of words with their labels (B-PER, I-PER, … O), for training and testing the tagger.

Two kinds: columns with a label a word (idner-news-2k, nergrit), and annotated articles in the shape of `kg extract --format
json`, whose names are found again in their texts.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.article import parse_article
from kg.indonesian.glue import unglue
from kg.indonesian.words import words
from kg.model import Record
from kg.sentences import sentences, tokens

KINDS = {"PERSON": "PER", "ORGANISATION": "ORG", "PLACE": "LOC"}
LISTS = {"places": "LOC", "organizations": "ORG", "persons": "PER"}  # of equal names the later list counts
LONGEST = 10  # words of a name


class Labelled(NamedTuple):
    """The words of a sentence and a label for each."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


def columns(path: Path, column: int) -> Iterator[Labelled]:
    """The sentences of a file with a word a line, its label in a column (counted from 0), and empty lines between."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        parts = line.split()
        if parts:
            border, _, kind = parts[column].partition("-")
            rows.append((parts[0], f"{border}-{KINDS.get(kind, kind)}" if kind else border))
        elif rows:
            yield Labelled(*zip(*rows, strict=True))
            rows = []


def articles(files: list[Path]) -> Iterator[Labelled]:
    """The sentences of annotated articles, headlines apart; a word is in the longest name that stands there."""
    for path in files:
        item = json.loads(path.read_text("utf-8"))
        names = {
            tuple(token.text for token in tokens(name)): kind
            for key, kind in LISTS.items()
            for thing in item[key]
            for name in (thing["name"], *thing.get("aliases", []))
        }
        article = parse_article(Record(item["article"]["id"], item["text"], publisher=item["article"]["publisher"]))
        for sentence in unglue(sentences(article, words().abbreviations)):
            if not sentence.title_case:
                line = tuple(token.text for token in sentence.tokens)
                yield Labelled(line, _labels(line, names))


def _labels(line: tuple[str, ...], names: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    labels = ["O"] * len(line)
    at = 0
    while at < len(line):
        width = next(
            (
                n
                for n in range(min(LONGEST, len(line) - at), 0, -1)
                if line[at : at + n] in names and line[at][0].isupper()
            ),
            0,
        )
        if width:
            kind = names[line[at : at + width]]
            labels[at : at + width] = [f"B-{kind}", *[f"I-{kind}"] * (width - 1)]
        at += max(width, 1)
    return tuple(labels)
