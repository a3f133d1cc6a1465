"""A graph to draw → the same graph with initials for suspects, victims and minors, in all that its page would hold.

`redacted(store, graph)` decides by what the graph tells: whoever takes part in an arrest, crime, investigation, raid, trial,
accident or death, or is missing, and holds, held or stood for no post; and whoever is named with an age below 18, "Dani (15)".
All persons are looked at that the articles of the page's sentences name, so that a name is hidden in a sentence too that says
something else. It errs on the side of hiding (a lawyer without a post who appears in a trial gets initials), but it cannot
know what articles do not tell that way: whom no rule read as taking part, a minor whose age is told otherwise, or who is
known by a post or a relative. So a page is to be read before it is passed on. What a name's IRI and an address would give
away is hidden as well.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import networkx as nx
import pyoxigraph as ox

from kg.network.initials import Masks, initials
from kg.network.rows import rows
from kg.vocab import ARTICLE, ID

AGE = re.compile(r"\s*\((\d{1,2})\)")  # behind a name
ADULT = 18
OWN_WORDS = {
    "kind",
    "rule",
    "modality",
    "status",
    "new",
    "hidden",
    "date",
    "first",
    "last",
}  # of ours: no article wrote them


def redacted(store: ox.Store, graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """A copy of the graph that names no suspect, victim or minor; `graph["redacted"]` says how many of its persons that are."""
    articles = sorted(set(_articles(graph)))
    people = {row[0] for row in rows(store, "named", articles)}
    people |= {thing for thing, data in graph.nodes(data=True) if data["kind"] == "person"}
    accused = {row[0] for row in rows(store, "sensitive")}
    named: dict[str, set[str]] = {person: set() for person in people}
    for person, words, suffix in rows(store, "names", people):
        named[person].add(words)
        age = AGE.match(suffix)
        if age and int(age[1]) < ADULT:
            accused.add(person)
    hidden = {
        name: _short(store, person, named) for person in sorted(people & accused) for name in sorted(named[person])
    }
    kept = {name for person in people - accused for name in named[person]} - hidden.keys()
    kept |= {
        data["label"] for _, data in graph.nodes(data=True) if data["kind"] != "person" and data["kind"] != "event"
    }
    masks = Masks(hidden, sorted(kept))
    return _masked(graph, masks, people & accused, articles)


def _articles(graph: "nx.MultiDiGraph[str]") -> Iterable[str]:
    facts = [data for _, _, data in graph.edges(data=True)]
    facts += [fact for _, node in graph.nodes(data=True) for fact in node["facts"]]
    return (each["article"] for fact in facts for each in fact["evidence"])


def _short(store: ox.Store, person: str, named: dict[str, set[str]]) -> str:
    """The initials of a person, by the longest of the names."""
    return initials(max(named[person], key=lambda name: (len(name.split()), len(name), name), default="?"))


def _masked(
    graph: "nx.MultiDiGraph[str]", masks: Masks, accused: set[str], articles: list[str]
) -> "nx.MultiDiGraph[str]":
    names = _renamed(graph, masks, accused)
    papers = {each: f"{ARTICLE}{number}" for number, each in enumerate(articles, 1)}

    def plain(value: Any) -> Any:
        """A value as it may be shown."""
        if isinstance(value, dict):
            if "sentence" in value:
                value = value | _sentence(value, masks) | {"article": papers[value["article"]]}
                return (
                    value | {key: plain(value[key]) for key in ("headline", "publisher")} | {"url": _url(value, masks)}
                )
            return {key: each if key in OWN_WORDS else plain(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(plain(each) for each in value)
        return names.get(value, masks.text(value)) if isinstance(value, str) else value

    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph(**plain(graph.graph))
    copy.graph["redacted"] = sum(thing in accused for thing in graph)
    for thing, data in graph.nodes(data=True):
        shown = plain(data)
        copy.add_node(names.get(thing, thing), **(shown | {"names": []} if thing in accused else shown))
    for source, target, key, data in graph.edges(keys=True, data=True):
        copy.add_edge(names.get(source, source), names.get(target, target), key=key, **plain(data))
    return copy


def _sentence(evidence: dict[str, Any], masks: Masks) -> dict[str, Any]:
    sentence, (start, end) = masks.marked(evidence["sentence"], (evidence["start"], evidence["end"]))
    return {"sentence": sentence, "start": start, "end": end}


def _url(evidence: dict[str, Any], masks: Masks) -> str:
    """An address, or of one that holds a name only whose it is."""
    url = str(evidence["url"])
    if masks.text(url, loose=True) == url:
        return url
    try:
        return "{0.scheme}://{0.netloc}/".format(urlsplit(url))
    except ValueError:  # no address at all
        return ""


def _renamed(graph: "nx.MultiDiGraph[str]", masks: Masks, accused: set[str]) -> dict[str, str]:
    """Things whose IRIs give a name away → IRIs that do not: ".../person/bs", the second ".../person/bs-2"."""
    found: dict[str, str] = {}
    taken = set(graph)
    for thing in sorted(graph):
        kind, _, slug = thing.removeprefix(ID).partition("/")
        label = initials(graph.nodes[thing]["label"]).lower() if thing in accused else masks.text(slug, loose=True)
        base = f"{ID}{kind}/{label.lower()}"
        if label == slug or not kind:
            continue
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        found[thing] = name
    return found
