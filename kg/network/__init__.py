"""A graph store → a networkx graph to draw: things are nodes, facts are arrows, with the sentences they were read from.

`network(store, "Alex Frestian Lumban Tobing")` holds Alex, the post of Kapolres, Polres Bontang and the meeting he led;
the arrow from Alex to his post has the key "holds" and says in which sentence that stands. All attributes are plain
values (text, numbers, lists, dicts):

- a node: `kind`, `label`, `names` (other names), `types` (a list of {"id", "en"}), `articles` (how many speak of it),
  `sources` (how many independent ones: copies of one text are one), `connections` (its arrows in the whole graph),
  `prefixes`, `suffixes`, `status` and `date` (of an event), `organization` (the label of a post's body), and `facts`: what
  is said of it alone, such as its quotations, the newest of `facts_within`; `hidden` where it waits beside the shown ones to
  be opened; `new` where an older page does not have it (`kg.network.earlier`); in a chart its `level`;
- an arrow (its key is the property's name, "postIn") and each of a node's `facts`: `kind` (the same name), `label`
  ({"id", "en"}), `status` ("stated", "planned", "denied", "former" or, without a sentence, "derived"), `value` (of a node's
  fact), `ranks`, `first` and `last` (the days of the articles that say so), of a post held `seen_first`, `seen_last`, `start`
  and `end`, `sentences` (how many say it), `sources` (how many independent ones), and `evidence`, the newest: `sentence` with
  the words [`start`, `end`) that say it, `headline`, `date`, `publisher`, `url`, `article`, `rule`, `confidence`, `modality`;
  an arrow is `hidden` and `new` as nodes are;
- the graph: `view` ("overview", "focus", "path", "event", "organization"), `focus`, `hops`, `measure` (what the nodes were
  ranked by), `shown` and `within` (nodes: "60 of 812"), `arrows_shown` and `arrows_within`, `hidden` (nodes), `articles`,
  `first` and `last` (of all articles; outside the overview of all, of those that the shown facts rest on); `since`, `until` and
  `place` (a label) of an overview; `paths`, each with its `nodes` and `why` (some of ["shortest", "attested"]); `before` and
  `after` an event (nodes); `new` where it was compared with an older page: how many of the shown `things` and `links` that did
  not hold; `title` where somebody gave it one; `redacted` where it is (`kg.network.redaction`).
"""

from typing import TypedDict

import networkx as nx
import pyoxigraph as ox

from kg.errors import KabargrafError
from kg.lookup import find, label
from kg.network.chart import chart
from kg.network.choice import Choice, around, next_neighbours, overview
from kg.network.excerpt import excerpt
from kg.network.field import Field
from kg.network.field import kind as kind_of
from kg.network.occasion import occasion
from kg.network.paths import between
from kg.network.rows import PLACEHOLDER, QUERIES, local, rows
from kg.network.telling import SENTENCES, Teller

__all__ = ["HIDDEN", "PLACEHOLDER", "QUERIES", "SENTENCES", "Part", "network"]

LIMIT = (
    80  # things that a page shows: of 150 a screen of 1280×720 finds room for the names of a quarter, of 80 for most
)
HIDDEN = 100  # things beside the shown ones that a page carries, so that it stays a file to send


class Part(TypedDict, total=False):
    """Which part of the graph is asked for, by the names that `network` has for it: whoever asks passes it on as it is."""

    focus: str | None
    hops: int
    limit: int
    derived: bool
    path: tuple[str, str] | None
    event: str | None
    organization: str | None
    since: str
    until: str
    place: str | None


def network(
    store: ox.Store,
    focus: str | None = None,
    hops: int = 1,
    limit: int = LIMIT,
    derived: bool = True,
    *,
    path: tuple[str, str] | None = None,
    event: str | None = None,
    organization: str | None = None,
    since: str = "",
    until: str = "",
    place: str | None = None,
    hidden: int = 0,
) -> "nx.MultiDiGraph[str]":
    """What a page shows: what is around `focus` (a name or an IRI, as `kg.lookup.find` takes them), how the two things of a
    `path` hang together, an `event`, an `organization` as a chart, or the best connected things, of all or of a time
    (`since`, `until`: days, months, years) and a `place`.

    A post is a joint, not a stop: a step that reaches a post goes on through it, so that one hop from a person shows
    the body where he serves. What no article says is an arrow too if `derived`. At most `limit` nodes, and at most `hidden`
    more that wait beside them. Raises KabargrafError where nothing, or more than one thing, goes by that name, or no way leads
    from one end of a path to the other; ValueError for hops or a limit below 1.
    """
    if hops < 1 or limit < 1:
        raise ValueError(f"hops and limit are at least 1, not {min(hops, limit)}")
    field = Field(store, derived)
    if path is not None:
        choice = between(field, _thing(field, path[0]), _thing(field, path[1]), limit)
    elif event is not None:
        choice = occasion(field, _thing(field, event, "event"), limit)
    elif organization is not None:
        choice = chart(field, _thing(field, organization, "organization"), limit)
    elif focus is not None:
        choice = around(field, _thing(field, focus), hops, limit)
    elif since or until or place is not None:
        choice = excerpt(field, since, until, place and _thing(field, place, "place"), limit)
    else:
        choice = overview(field, limit)
    about = {"since": since, "until": until, "place": label(store, _thing(field, place, "place")) if place else ""}
    return _drawn(field, choice, {"hops": hops, **about}, hidden)


def _thing(field: Field, name: str, kind: str = "thing") -> str:
    """The thing of this name, which must be in the graph."""
    found = find(field.store, name, kind)
    if not field.known(found):
        raise KabargrafError(f"<{found}> is no person, organization, post, event or place of this graph")
    if kind != "thing" and kind_of(found) != kind:
        raise KabargrafError(f"<{found}> is no {kind}: it is a thing of the kind {kind_of(found)}")
    return found


def _drawn(field: Field, choice: Choice, about: dict[str, object], hidden: int) -> "nx.MultiDiGraph[str]":
    """The chosen things and what waits beside them as nodes, all that is said of them as arrows."""
    shown, beside = set(choice.shown), next_neighbours(field, choice.shown, hidden)
    links = field.among(choice.shown + beside)
    teller = Teller(field, sorted(shown), beside, links)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain = choice.about["view"] == "overview" and not any(about.get(each) for each in ("since", "until", "place"))
    articles, first, last = next(rows(field.store, "articles")) if plain else teller.articles()
    arrows = sum(link[0] in shown and link[2] in shown for link in links)
    graph.graph.update(view="overview", focus=None, measure="", paths=[], before=[], after=[])
    graph.graph.update(about, shown=len(shown), within=choice.within, hidden=len(beside))
    graph.graph.update(arrows_shown=arrows, arrows_within=choice.arrows_within)
    graph.graph.update(articles=int(articles), first=first, last=last)
    graph.graph.update(choice.about)
    for thing in sorted([*shown, *beside]):
        level = {"level": choice.levels[thing]} if thing in choice.levels else {}
        graph.add_node(thing, **teller.node(thing), **level)
    for link in links:
        graph.add_edge(link[0], link[2], key=local(link[1]), **teller.arrow(link))
    return graph
