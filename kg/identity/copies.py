"""Sketches → groups of articles that are copies of one text: a press release in two outlets, also shortened or reworded.

Texts that share a band are compared in full (`nearness`). Articles tied by it are groups (`stars`), each around the
member with the most ties, so that no chain of small changes leads from one story to another. Two reports of one event
are no copies: they share quotations, but neither their openings nor their prose.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from kg.codec import digest
from kg.identity.names import slug
from kg.identity.sketches import Sketch, sketch
from kg.model import Article
from kg.vocab import ID

# Found by reading some 180 pairs of 24,347 articles, the most around these figures (docs/decisions/copies.md).
DAYS = 3  # apart at most: what comes again later is a table or a forecast with new numbers
WHOLE, OPENING, QUOTED = 5, 3, 2  # how much each share weighs
LEAST_OPENING, LEAST = 250, 550  # thousandths: an opening, and all together, of two houses
SISTERS_OPENING, SISTERS = 450, 750  # of one house, whose stories repeat each other's background
DIFFERENT = 600  # thousandths of the numbers or names in common: below it the texts are one form filled in twice
COUNTED = 4  # numbers or names below which nothing can be said of their difference

Links = Mapping[str, Mapping[str, int]]  # article → its copies, each with its nearness


class Release(NamedTuple):
    """The text that some articles are copies of: its IRI without brackets, and what it is called."""

    iri: str
    label: str


def groups(articles: Iterable[Article]) -> dict[str, str]:
    """Article key → the id of its group of copies: the IRI of their release, or the key of an article without copies."""
    drawn = {article.key: sketch(article) for article in articles}
    links = ties(drawn.values())
    found = {key: release(star, drawn) for star in stars(links) for key in star}
    return {key: of.iri if (of := found.get(key)) else key for key in drawn}


def ties(drawn: Iterable[Sketch]) -> dict[str, dict[str, int]]:
    """The copies of each of these articles that has any."""
    meeting: dict[int, list[Sketch]] = defaultdict(list)
    for each in drawn:
        for band in each.bands:
            meeting[band].append(each)
    pairs = {pair for met in meeting.values() for pair in combinations(met, 2)}
    return compare(pairs)


def compare(pairs: Iterable[tuple[Sketch, Sketch]]) -> dict[str, dict[str, int]]:
    """What ties those of these pairs that are copies, in both directions."""
    links: dict[str, dict[str, int]] = defaultdict(dict)
    for one, other in pairs:
        if near := nearness(one, other):
            links[one.article][other.article] = links[other.article][one.article] = near
    return dict(links)


def nearness(one: Sketch, other: Sketch) -> int:
    """How near two copies are, in thousandths; 0 where neither is a copy of the other.

    The share of the shorter text that the longer one has, of the one opening that is less in the other text, and of
    the quotations: so a copy may be cut and reworded, but tells the same story from the start.
    """
    if one.day is not None and other.day is not None and abs(one.day - other.day) > DAYS:
        return 0
    if _differ(one.numbers, other.numbers) or _differ(one.names, other.names):
        return 0
    texts = frozenset(one.shingles), frozenset(other.shingles)
    opening = min(_share(frozenset(one.lead), texts[1]), _share(frozenset(other.lead), texts[0]))
    sisters = not one.house or not other.house or one.house == other.house
    if opening < (SISTERS_OPENING if sisters else LEAST_OPENING):
        return 0
    whole = _common(*texts)
    quoted = _common(one.quoted, other.quoted) if one.quoted and other.quoted else whole
    near = (WHOLE * whole + OPENING * opening + QUOTED * quoted) // (WHOLE + OPENING + QUOTED)
    return near if near >= (SISTERS if sisters else LEAST) else 0


def stars(links: Links) -> list[frozenset[str]]:
    """The groups, sorted: around the article with most copies all of these, then the same among the rest.

    Of several, the one that is nearest to its copies; of these, the first by key. Whole components of links give the
    same groups whatever other components there are.
    """
    left = {article: dict(copies) for article, copies in links.items() if copies}
    found = []
    while left:
        middle = min(left, key=lambda article: (-len(left[article]), -sum(left[article].values()), article))
        star = frozenset({middle, *left[middle]})
        found.append(star)
        left = {
            article: rest
            for article, copies in left.items()
            if article not in star and (rest := {c: near for c, near in copies.items() if c not in star})
        }
    return sorted(found, key=min)


def release(members: Iterable[str], drawn: Mapping[str, Sketch]) -> Release:
    """What these articles are copies of, called by the headline of the one that came first."""
    first = min((drawn[key] for key in members), key=lambda each: (each.day is None, each.day, each.article))
    label = first.title or first.article
    return Release(f"{ID}release/{slug(label)}.{digest(first.article)}", label)


def _share(part: frozenset[int], text: frozenset[int]) -> int:
    return 1000 * len(part & text) // max(1, len(part))


def _common(one: frozenset[int], other: frozenset[int]) -> int:
    return 1000 * len(one & other) // max(1, min(len(one), len(other)))


def _differ(one: frozenset[int], other: frozenset[int]) -> bool:
    return min(len(one), len(other)) >= COUNTED and _common(one, other) < DIFFERENT
