"""Clusters → canonical IRIs: `…/id/person/alex-frestian-lumban-tobing`, `…/id/event/kunjungan-ke-pasar.3f2a09c1d4`.

The stem is the most frequent name, in ASCII. Where two clusters would have one stem, each takes what sets it apart
after a dot: its post or region (`budi-santoso.ketua-pmi`), or else a digest. What is its article's own, and an event, always
takes a digest, of its first article. A stem holds no dot, so no two clusters can meet in one IRI.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg.codec import digest
from kg.identity.groups import Cluster
from kg.identity.profiles import Reference
from kg.vocab import ID

LENGTH = 80  # of a stem, in letters: the longest name of a post with its body that still reads in one line


class Name(NamedTuple):
    """A canonical IRI without brackets, and its stem ("person/budi-santoso"); no stem where it is its article's own."""

    iri: str
    stem: str | None


def names(clusters: Iterable[Cluster]) -> dict[Reference, Name]:
    """The name of each member of each cluster."""
    stems: dict[str, list[Cluster]] = defaultdict(list)
    found: dict[Reference, Name] = {}
    for cluster in clusters:
        stem = f"{cluster.members[0].kind}/{slug(usual(member.name for member in cluster.members))}"
        if cluster.alone or cluster.kind == "event":  # events have few names, and thousands are called "Rapat"
            own = Name(f"{ID}{stem}.{digest(*cluster.first)}", None)
            found.update((member.reference, own) for member in cluster.members)
        else:
            stems[stem].append(cluster)
    for stem, namesakes in stems.items():
        for cluster, ending in zip(namesakes, _endings(namesakes), strict=True):
            found.update((member.reference, Name(ID + stem + ending, stem)) for member in cluster.members)
    return found


def usual(words: Iterable[str]) -> str:
    """The most frequent of these; of several, the longest; of those, the first in the alphabet."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], -len(word), word))


def label(called: Iterable[tuple[str, tuple[str, ...], int]]) -> tuple[str, tuple[str, ...]]:
    """What a thing is called, and its other names, of (name, further names beside it, how many things are called so)."""
    counts: Counter[str] = Counter()
    others: set[str] = set()
    for name, further, count in called:
        counts[name] += count
        others.update(further)
    usual_name = usual(counts.elements())
    return usual_name, tuple(sorted({*counts, *others} - {usual_name}))


def slug(name: str) -> str:
    """A name in ASCII letters, digits and hyphens: "Café Ma'ruf" → "cafe-maruf"; a digest where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['`]", "", plain)).strip("-")
    return words[:LENGTH].strip("-") or digest(name)


def _endings(namesakes: list[Cluster]) -> list[str]:
    """What sets each of these clusters apart: nothing for one by itself."""
    if len(namesakes) == 1:
        return [""]
    contexts = [_context(cluster) for cluster in namesakes]
    return [
        "." + (context if contexts.count(context) == 1 else f"{context}-{digest(*cluster.first)}")
        for context, cluster in zip(contexts, namesakes, strict=True)
    ]


def _context(cluster: Cluster) -> str:
    """The strongest that is known around a cluster: its usual title or post, else region, else its own key."""
    for sort in ("title", "post", "region"):
        values = [key.value for member in cluster.members for key in member.keys if key.name == sort]
        if values:
            return slug(usual(values))
    strong = cluster.members[0].strong
    return slug(strong.value) if strong else digest(*cluster.first)
