"""Facts with their evidence → each article and each sentence once, and evidence that points to them by number.

`Clippings().take(evidence)` → `[sentence, start, end, article, rule, confidence, modality]`; a sentence that ten facts
rest on stands in the page once. Offsets count letters as JavaScript does (UTF-16).
"""

import re
from typing import Any

LONG, CONTEXT = 300, 600  # letters of a headline, and on each side of the words: more is no reading matter
LINK = re.compile(r"https?://[^\s<>\"'\\\x00-\x20]+", re.IGNORECASE)


class Clippings:
    """The articles and sentences of one page, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._articles: dict[tuple[str, str, str, str], int] = {}
        self._sentences: dict[str, int] = {}

    def take(self, evidence: dict[str, Any]) -> list[Any]:
        """This evidence by numbers."""
        sentence, start, end = evidence["sentence"], evidence["start"], evidence["end"]
        before = cut(sentence[:start][::-1], CONTEXT)[::-1]
        words, after = sentence[start:end], cut(sentence[end:], CONTEXT)
        article = (
            cut(evidence["headline"], LONG),
            cut(evidence["publisher"], LONG),
            evidence["url"] if LINK.fullmatch(evidence["url"]) else "",
            evidence["date"],
        )
        return [
            self._sentences.setdefault(before + words + after, len(self._sentences)),
            _units(before),
            _units(before) + _units(words),
            self._articles.setdefault(article, len(self._articles)),
            *(evidence[key] for key in ("rule", "confidence", "modality")),
        ]

    def data(self) -> dict[str, Any]:
        """`sentences`, and `articles` as [headline, publisher, url, date]."""
        return {"sentences": list(self._sentences), "articles": [list(each) for each in self._articles]}


def outlets(evidence: list[dict[str, Any]]) -> set[str]:
    """Who says so: the outlets, and the article itself where it names none."""
    return {each["publisher"] or each["article"] for each in evidence}


def cut(text: str, length: int) -> str:
    """The text, with … where it goes on."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
