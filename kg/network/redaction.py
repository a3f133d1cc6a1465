"""A graph to draw → the same graph with initials for suspects, victims and minors, in all that its page would hold.

`redacted(store, graph)` decides by what the graph tells: whoever takes part in an arrest, crime, investigation, raid, trial,
accident or death, or is missing, and holds, held or stood for no post; and whoever is named with an age below 18, "Dani (15)".
All persons are looked at that the articles of the page's sentences name, so that a name is hidden in a sentence too that says
something else; one word of a name stands for it in the articles that name its bearer. It errs on the side of hiding (a lawyer
without a post who appears in a trial gets initials), but it cannot know what articles do not tell that way: whom no rule read
as taking part, a minor whose age is told otherwise, or who is known by a post or a relative. So a page is to be read before it
is passed on. What a name's IRI and an address would give away is hidden as well.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import networkx as nx
import pyoxigraph as ox

from kg.network.field import Field
from kg.network.initials import WORD, Masks, initials
from kg.network.rows import rows, said_of
from kg.network.telling import denoted
from kg.vocab import ARTICLE, ID, term

AGE = re.compile(r"\s*\((\d{1,2})\)")  # behind a name
ADULT = 18
KNOWN = 20  # articles on the holder of a post from which on one word of a name means that holder before all others
OURS = {"kind", "rule", "status", "date", "first", "last", "view", "measure", "why"}  # no article wrote these
TYPE, FROM, PERSON = (ox.NamedNode(term(each)) for each in ("rdf:type", "prov:wasDerivedFrom", "foaf:Person"))
NAMES = {term("skos:prefLabel"), term("skos:altLabel")}


class Hider(NamedTuple):
    """Who gets initials, and what hides the names: everywhere, and in one article."""

    accused: set[str]
    everywhere: Masks
    inside: dict[str, Masks]

    def text(self, text: str, articles: Iterable[str] = ()) -> str:
        """A text that rests on these articles, without the names."""
        text = self.everywhere.text(text)
        for article in articles:
            text = self.inside[article].text(text)
        return text


def redacted(store: ox.Store, graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """A copy of the graph that names no suspect, victim or minor, and says so (`redacted`); its `title` names nobody whom the
    store knows as one either, on the page or not.
    """
    papers = {article: f"{ARTICLE}{number}" for number, article in enumerate(sorted(set(_articles(graph))), 1)}
    hider = _hider(store, graph, list(papers))
    names = _renamed(graph, hider)
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_plain(graph.graph, hider, papers, names, []))
    copy.graph["redacted"] = True
    if title := graph.graph.get("title"):
        copy.graph["title"] = _title(store, title, hider)
    for thing, data in graph.nodes(data=True):
        shown = _plain(data, hider, papers, names, _told_in(data))
        if thing in hider.accused:
            shown |= {"label": initials(data["label"]), "names": []}
        copy.add_node(names.get(thing, thing), **shown)
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = names.get(source, source), names.get(target, target)
        copy.add_edge(*ends, key=key, **_plain(data, hider, papers, names, []))
    return copy


def _title(store: ox.Store, title: str, hider: Hider) -> str:
    """A title without the names of the page and of all whom the store knows: the words of a name by themselves too, if an
    article of the page has it, as a title rests on none of them more than on another.
    """
    labels: dict[str, list[str]] = defaultdict(list)
    for person, key, value in rows(store, "details", [row[0] for row in rows(store, "sensitive")]):
        if key in NAMES:
            labels[person].append(value)
    others = {name: initials(_longest(names)) for names in labels.values() for name in names}
    return Masks(others, ()).text(hider.text(title, sorted(hider.inside)))


def _articles(graph: "nx.MultiDiGraph[str]") -> Iterable[str]:
    facts = [data for _, _, data in graph.edges(data=True)]
    return [
        *(each["article"] for fact in facts for each in fact["evidence"]),
        *(article for _, node in graph.nodes(data=True) for article in _told_in(node)),
    ]


def _told_in(node: dict[str, Any]) -> list[str]:
    """The articles of what a thing has alone: an event is called as they call it."""
    return sorted({each["article"] for fact in node["facts"] for each in fact["evidence"]})


def _hider(store: ox.Store, graph: "nx.MultiDiGraph[str]", articles: list[str]) -> Hider:
    """What hides the names of all accused whom these articles or the graph name."""
    said: dict[str, dict[str, set[str]]] = {article: defaultdict(set) for article in articles}
    accused = {row[0] for row in rows(store, "sensitive")}
    for article, person, words, suffix in _mentions(store, articles):
        said[article][person].add(words)
        age = AGE.match(suffix)
        if age and int(age[1]) < ADULT:
            accused.add(person)
    people = {person for persons in said.values() for person in persons}
    people |= {thing for thing, data in graph.nodes(data=True) if data["kind"] == "person"}
    labels: dict[str, list[str]] = defaultdict(list)
    for person, key, value in rows(store, "details", people):
        if key in NAMES:
            labels[person].append(value)
    short = {person: initials(_longest(labels[person])) for person in people & accused}
    offices = {name.split()[0].casefold() for (name,) in rows(store, "offices")}
    bodies = {data["label"] for _, data in graph.nodes(data=True) if data["kind"] not in ("person", "event")}
    field = Field(store)
    famous = {
        name.casefold()
        for persons in said.values()
        for person in sorted(persons.keys() - accused)
        for name in persons[person]
        if " " not in name and field.articles(person) >= KNOWN
    }
    hidden = {name: short[person] for person in sorted(short) for name in labels[person] if " " in name}
    kept = {name for person in people - accused for name in labels[person] if " " in name} | bodies
    inside, never = {}, offices | famous
    for article, persons in said.items():
        own = {
            name: short[each] for each in sorted(persons.keys() & accused) for name in (*labels[each], *persons[each])
        }
        others = {name for each in persons.keys() - accused for name in (*labels[each], *persons[each])}
        inside[article] = Masks(own, bodies | others if own else (), parts=True, never=never)
    return Hider(people & accused, Masks(hidden, kept), inside)


def _mentions(store: ox.Store, articles: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Each article, a person named there, by which words, and what follows these in their sentence.

    Looked up article by article, as the engine would search all graphs for each of them.
    """
    for article in articles:
        graph = ox.NamedNode(article)
        for quad in store.quads_for_pattern(None, TYPE, PERSON, graph):
            person = denoted(store, _iri(quad.subject))
            for span in store.quads_for_pattern(quad.subject, FROM, None, graph):
                words = said_of(store, _iri(span.object))
                yield article, person, words[term("oa:exact")][0], words[term("oa:suffix")][0]


def _iri(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    assert isinstance(node, ox.NamedNode)
    return node.value


def _longest(names: Iterable[str]) -> str:
    return max(names, key=lambda name: (len(name.split()), len(name), name), default="?")


def _plain(
    value: Any, hider: Hider, papers: dict[str, str], names: dict[str, str], told_in: list[str], key: str = ""
) -> Any:
    """A value as it may be shown; `told_in` are the articles that its words rest on."""
    if isinstance(value, dict) and "sentence" in value:
        return _evidence(value, hider, papers[value["article"]])
    if isinstance(value, dict):
        if "evidence" in value:  # a fact, whose words rest on its own articles
            told_in = sorted({each["article"] for each in value["evidence"]})
        return {name: _plain(each, hider, papers, names, told_in, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, hider, papers, names, told_in, key) for each in value]
    if not isinstance(value, str) or key in OURS:
        return value
    return names.get(value) or hider.text(value, told_in)


def _evidence(evidence: dict[str, Any], hider: Hider, paper: str) -> dict[str, Any]:
    inside = hider.inside[evidence["article"]]
    sentence, marks = hider.everywhere.marked(evidence["sentence"], (evidence["start"], evidence["end"]))
    sentence, (start, end) = inside.marked(sentence, marks)
    texts = {key: hider.text(evidence[key], [evidence["article"]]) for key in ("headline", "publisher")}
    found = {
        "sentence": sentence,
        "start": start,
        "end": end,
        "article": paper,
        "url": _url(evidence["url"], hider, inside),
    }
    return evidence | found | texts


def _url(url: str, hider: Hider, inside: Masks) -> str:
    """An address, or of one that holds a name only whose it is."""
    if all(masks.text(url, loose=True) == url for masks in (hider.everywhere, inside)):
        return url
    try:
        return "{0.scheme}://{0.netloc}/".format(urlsplit(url))
    except ValueError:  # no address at all
        return ""


def _renamed(graph: "nx.MultiDiGraph[str]", hider: Hider) -> dict[str, str]:
    """Things whose IRIs give a name away → IRIs that do not: ".../person/bs", the second ".../person/bs-2"."""
    found: dict[str, str] = {}
    taken = set(graph)
    for thing in sorted(graph):
        data = graph.nodes[thing]
        label = initials(data["label"]) if thing in hider.accused else hider.text(data["label"], _told_in(data))
        kind, _, slug = thing.removeprefix(ID).partition("/")
        if label == data["label"] and thing not in hider.accused and hider.everywhere.text(slug, loose=True) == slug:
            continue
        base = f"{ID}{kind}/{'-'.join(WORD.findall(label.lower()))}"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        found[thing] = name
    return found
