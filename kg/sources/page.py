"""A saved page (.html) → one record: headline, text, date, address and publisher as trafilatura finds them in it.

Of "kompas-singlepage5.html" comes the title "Merek China “Serbu” Indonesia, Ini Kata Gaikindo", without " - Kompas.com", and
"2016-02-23"; of the publisher, which it does not name, the host "otomotif.kompas.com".
"""

import io
import logging
import re
from collections.abc import Iterator
from itertools import dropwhile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.model import Record
from kg.sources.encoding import decoded
from kg.sources.fields import Unreadable, article
from kg.sources.opening import RefusedError, whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 5_000_000  # bytes: the largest of 18 saved pages has 290,000
MOST_TAGS = 50_000  # "<": that page has 4,110; 50,000 take five seconds
DECLARED = re.compile(rb"""<meta[^>]{,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Lists of links are other news, not this one's; a list of names without links stays.
OTHER_NEWS = ["//ul[li and not(li[not(.//a)])]", "//ol[li and not(li[not(.//a)])]", "//nav", "//footer", "//aside"]
SPARSE = 200  # letters: of a page of photos the strict reading leaves less, so the usual one is taken
LEAST_PROSE = 60  # letters of a paragraph that ends in a full stop: a shorter one may be a caption's credit
LONGEST_LEAD = 1_000  # letters: more is not a lead, but a body of which only the end was found
OPENING_LINES = 6  # "Home", "Berita", the headline, the day: where a page's headline comes again above its text
HEADLINE_WORDS = 3
SEPARATOR = re.compile(r"\s+[-|–—:·»]+\s+|(?<=[\w.]):+\s+|\s+\|\s*")


def read(file: io.BufferedReader, place: str, name: str | None) -> Iterator[Record | Unreadable]:
    """The record of a page; its key is its address, else `name`."""
    data = whole(file, LARGEST, "no page of one article is")
    if data.count(b"<") > MOST_TAGS:
        raise RefusedError(f"more than {MOST_TAGS:,} tags: no page of one article has so many")
    declared = DECLARED.search(data[:4096])
    html = decoded(data, declared[1].decode("ascii", "replace") if declared else "")
    fields = extract(html)
    if fields["text"]:
        yield article(fields, place, name)
    else:
        yield Unreadable(place, "no article found in this page")


def extract(html: str) -> dict[str, str]:
    """The fields of the article in a page; its text is "" where there is none."""
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told by us
    tree = load_html(html)
    if tree is None:
        return {"text": ""}
    strict = _document(html, favor_precision=True)
    usual = strict if strict and len(strict.text) >= SPARSE else _document(html)
    if usual is None:
        return {"text": ""}
    paragraphs = _paragraphs(usual.text)
    generous = _document(html, favor_recall=True)
    if generous and paragraphs:
        paragraphs = (
            _lead(_paragraphs(generous.text), paragraphs[0]) or _marked_lead(tree, paragraphs[0])
        ) + paragraphs
    host = (urlsplit(usual.url or "").hostname or usual.hostname or "").removeprefix("www.")
    named = usual.sitename and "/" not in usual.sitename  # not the address of its page on Facebook
    publisher = usual.sitename if named else host
    title = _headline(tree, usual.title or "", publisher, host)
    return {
        "title": title,
        "text": "\n".join(_below(paragraphs, title)),
        "published": usual.date or "",
        "url": usual.url or "",
        "publisher": publisher,
    }


def _document(html: str, **how: Any) -> Any:
    """What trafilatura finds of a page, or None."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=False, prune_xpath=OTHER_NEWS, **how
    )
    return found if found and found.text else None


def _paragraphs(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line.strip("-–•» ")]


def _lead(generous: list[str], first: str) -> list[str]:
    """The paragraphs of prose right before the first one: outlets put the lead outside the body that is found by itself."""
    if first not in generous:
        return []
    at = start = generous.index(first)
    while start and len(generous[start - 1]) >= LEAST_PROSE and _prose(generous[start - 1]):
        start -= 1
    return generous[start:at]


def _marked_lead(tree: "HtmlElement", first: str) -> list[str]:
    """The lead where it is bare text in what the page marks as the article's body, as VIVA.co.id had it."""
    for body in tree.xpath('//*[@itemprop="articleBody"]'):
        before, found, _ = " ".join(body.text_content().split()).partition(first[:LEAST_PROSE])
        if found and LEAST_PROSE <= len(before) <= LONGEST_LEAD and _prose(before):
            return [before.strip()]
    return []


def _below(paragraphs: list[str], title: str) -> list[str]:
    """The paragraphs without the headline where it comes again, and without its neighbours: a path, the day, a photographer."""
    for number, line in enumerate(paragraphs[:OPENING_LINES]):
        if _letters(line) == _letters(title):
            below = paragraphs[number + 1 :]
            return [*dropwhile(lambda line: not _prose(line) and len(line) < LEAST_PROSE, below)]
    return paragraphs


def _prose(paragraph: str) -> bool:
    """Whether it ends as a sentence does."""
    return paragraph.rstrip("\"”'’) ")[-1:] in {*".!?"}


def _headline(tree: "HtmlElement", title: str, publisher: str, host: str) -> str:
    """The heading that the page's title contains, else the title without the names of publisher and host at its ends."""
    title = " ".join(title.split())
    headings = (" ".join(heading.text_content().split()) for heading in tree.iter("h1", "h2"))
    whole_ones = [h for h in headings if len(h.split()) >= HEADLINE_WORDS and _letters(h) in _letters(title)]
    if whole_ones:
        return max(whole_ones, key=len)
    houses = {_letters(publisher), _letters(host), *map(_letters, host.split("."))} - {""}
    parts = SEPARATOR.split(title)
    if len(parts) > 1 and any(house in _letters(parts[-1]) or _letters(parts[-1]) in house for house in houses):
        title = title[: title.rindex(parts[-1])].rstrip(" -|–—:·»")
    if len(parts) > 1 and _letters(parts[0]) in houses:
        title = title[len(parts[0]) :].lstrip(" -|–—:·»")
    return title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
