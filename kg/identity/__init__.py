"""Which things of different articles are one, and what each is called: profiles in, canonical IRIs out.

Two articles on "AKBP Alex Frestian Lumban Tobing", Kapolres Bontang, give two profiles and one IRI,
`…/id/person/alex-frestian-lumban-tobing`. The answer is a function of the set of profiles and judgements: the order in
which articles came in plays no part. So it can be worked out again for the touched homes alone.
"""

from collections.abc import Iterable

from kg.identity.clusters import Tie, clusters, uncollected
from kg.identity.doubts import Doubt, doubtful, ties
from kg.identity.names import Name, names
from kg.identity.profiles import Judgement, Profile, Reference, dump, load, profiles

__all__ = [
    "Doubt",
    "Judgement",
    "Name",
    "Profile",
    "Reference",
    "Tie",
    "assign",
    "doubtful",
    "dump",
    "load",
    "profiles",
    "resolve",
    "ties",
]


def assign(things: Iterable[Profile], judgements: Iterable[Judgement] = ()) -> dict[Reference, str]:
    """The canonical IRI, without brackets, of each thing."""
    return {reference: name.iri for reference, name in resolve(things, judgements).items()}


@uncollected()
def resolve(things: Iterable[Profile], judgements: Iterable[Judgement] = ()) -> dict[Reference, Name]:
    """The canonical IRI of each thing, with the readable stem that it shares with its namesakes.

    Given all things of some homes (and of the homes that may hold the same things or that a judgement ties to them), the
    clusters of these homes are as for all things; given all things that share a stem as well, so are the IRIs.
    """
    return names(clusters(list(things), list(judgements)))
