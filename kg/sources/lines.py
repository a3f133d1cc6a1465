"""A .jsonl file → a record a line; `{"title": …, "text": …}` at line 17 of x.jsonl has the source "x.jsonl:17"."""

import io
from collections.abc import Callable, Iterator

from kg.model import Record
from kg.sources.encoding import marked
from kg.sources.fields import Unreadable, parse, record
from kg.sources.opening import LONGEST_LINE


def read(file: io.BufferedReader, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    """The records of a file; empty lines are passed over. Lines move, so no key is made of their number."""
    line = _reader(file)
    number = 0
    while text := line(LONGEST_LINE + 1):
        number += 1
        source = f"{place}:{number}"
        if len(text) > LONGEST_LINE:
            while text and not text.endswith(b"\n"):
                text = line(1 << 16)
            yield Unreadable(source, f"longer than {LONGEST_LINE // 1_000_000} MB: no article is")
        elif text.strip():
            value = parse(text, source)
            yield value if isinstance(value, Unreadable) else record(value, source)


def _reader(file: io.BufferedReader) -> Callable[[int], bytes]:
    """What gives the next line, or so much of it, in UTF-8."""
    encoding = marked(file.peek(4)[:4])
    if encoding in (None, "utf-8-sig"):
        return file.readline
    text = io.TextIOWrapper(file, encoding, "replace", "\n")
    return lambda size: text.readline(size).encode("utf-8", "replace")
