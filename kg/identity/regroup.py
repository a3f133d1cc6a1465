"""A few changed articles → what all articles that share a text with them rest on now, without looking at the rest.

When a second outlet carries a release of Pendim 1208/Sambas, both articles get one release; when the second is taken
out again, the first is what it was. Only the components of copies that a change touches are settled anew.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.identity.copies import Release, compare, release, stars
from kg.identity.sketches import Sketch, dump, load
from kg.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Regrouping:
    """A change of copies: `releases` says of each article that it touches what it rests on now."""

    changed: set[str]
    arrived: list[Sketch]
    links: dict[str, dict[str, int]]  # of those that arrived, in both directions
    releases: dict[str, Release | None]
    moved: set[str]  # the articles, changed ones apart, that rest on something else than before

    def write(self, ledger: Ledger) -> None:
        """Write it down."""
        ledger.put_sketches(self.changed, [(each.article, dump(each), each.bands) for each in self.arrived])
        ledger.put_copies((one, other, near) for one, copies in self.links.items() for other, near in copies.items())
        ledger.put_releases((key, *(of or (None, None))) for key, of in self.releases.items())


def regroup(ledger: Ledger, changed: set[str], arrived: list[Sketch]) -> Regrouping:
    """How the groups stand once these articles have changed; what they are now is `arrived`."""
    drawn = {each.article: each for each in arrived}
    links = compare(_met(ledger, changed, arrived))
    left = {other for _, other, _ in ledger.copies(changed)} - changed
    whole = _components(ledger, changed, links, {*drawn, *left})
    drawn |= {key: load(key, told) for key, told in ledger.sketches(whole.keys() - drawn.keys()).items()}
    releases: dict[str, Release | None] = {
        key: release([key], drawn) if drawn[key].issued else None for key in {*whole, *drawn}
    }
    for star in stars(whole):
        of = release(star, drawn)
        releases.update((key, of) for key in star)
    before = ledger.releases(releases)
    moved = {key for key, of in releases.items() if before.get(key) != of} - changed
    return Regrouping(changed, arrived, links, releases, moved)


def _met(ledger: Ledger, changed: set[str], arrived: list[Sketch]) -> Iterable[tuple[Sketch, Sketch]]:
    """Each pair of which one arrived, and the other did or was there, that shares a band."""
    bands: dict[int, list[Sketch]] = defaultdict(list)
    for each in arrived:
        there = ledger.meeting(each.bands) - changed
        known = {key: load(key, told) for key, told in ledger.sketches(there).items()}
        yield from ((each, other) for other in known.values())
        beside = {other.article: other for band in each.bands for other in bands[band]}
        yield from ((each, other) for other in beside.values())
        for band in each.bands:
            bands[band].append(each)


def _components(
    ledger: Ledger, changed: set[str], links: dict[str, dict[str, int]], start: set[str]
) -> dict[str, dict[str, int]]:
    """Everything that is tied to these articles, directly or not, with its ties; each that has none stands there too."""
    found: dict[str, dict[str, int]] = {}
    reached = start
    while reached:
        for key in reached:
            found[key] = dict(links.get(key, {}))
        for one, other, near in ledger.copies(reached - changed):
            if other not in changed:
                found[one][other] = near
        reached = {other for key in reached for other in found[key]} - found.keys()
    return found
