"""Phrases of one article → its entities: one for all names of a thing, and which phrase denotes which.

"Alex Frestian Lumban Tobing", "Alex" and "Alex Frestian" are one person; "Polres" alone is the one Polres that the article names;
"Kabag SDM" is a post of the police body named before it. Nothing here knows a language: what names mean, the finders said.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.language import Phrase, Text, Whole
from kg.model import Entity, Key, Kind
from kg.naming import generations_apart, holds, shortens

HEADS = ("head", "deputy_head")  # kinds of title of which a body has one
BESIDE_HEADS = ("deputy_head", "secretary", "treasurer")  # kinds of title that a body has beside its head
Fold = Callable[[str], str]
Rarity = Callable[[str], int]
TELLING = 4  # letters of a word that tells a title's field
OTHER = "other"  # the type of a body of which nothing but a name is known


@dataclass(slots=True)
class _Cluster:
    """The names and phrases of one thing, while they are being gathered."""

    kind: Kind
    names: list[str]
    type: str = ""
    concept: str = ""
    keys: list[Key] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    suffixes: list[str] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # names that the tables know, and the article need not use
    body: "_Cluster | None" = None  # of a post
    apart: str = ""  # of a post that its body has several of, each with a field of its own: its folded name
    region: str = ""
    called: set[str] = field(default_factory=set)  # folded nicknames
    first: tuple[int, int] = (10**9, 0)

    def add(self, phrase: Phrase, names: Iterable[str]) -> None:
        """Take in a phrase under these names."""
        self.phrases.append(phrase)
        self.name(names, phrase.sentence, phrase.start)
        self.prefixes += [p for p in phrase.prefixes if p not in self.prefixes]
        self.suffixes += [s for s in phrase.suffixes if s not in self.suffixes]

    def name(self, names: Iterable[str], sentence: int, start: int) -> None:
        """Take in names that stand at a place."""
        self.names += [n for n in names if n and n not in self.names]
        self.first = min(self.first, (sentence, start))


def resolve(
    text: Text, fold: Fold, sound: Fold, rarity: Rarity
) -> tuple[tuple[Entity, ...], dict[Phrase, str], dict[str, str]]:
    """The entities in order of first mention, the entity of each phrase, and the organization of each post.

    `sound` folds a person's name further than `fold`, to one spelling for all that the language has for it; `rarity` says in bits
    how seldom a name is.
    """
    phrases = [phrase for found in text.phrases for phrase in found]
    of: dict[Kind, list[Phrase]] = {
        kind: [p for p in phrases if p.kind == kind] for kind in ("person", "organization", "place", "post")
    }
    people = _people(of["person"], fold, sound)
    bodies, home = _bodies(of["organization"], of["post"], of["place"], fold)
    places = _places(of["place"], fold)
    posts = _posts(of["post"], bodies, home, people, phrases, fold)
    entities: list[Entity] = []
    denoted: dict[Phrase, str] = {}
    keys: dict[int, str] = {}
    for clusters in (people, bodies, places, posts):
        for number, cluster in enumerate(sorted(clusters, key=lambda c: c.first), 1):
            key = f"{cluster.kind}-{number}"
            keys[id(cluster)] = key
            denoted.update(dict.fromkeys(cluster.phrases, key))
            entities.append(_entity(cluster, key, fold, sound, rarity))
    posted = {keys[id(post)]: keys[id(post.body)] for post in posts if post.body is not None}
    return tuple(entities), denoted, posted


def _entity(cluster: _Cluster, key: str, fold: Fold, sound: Fold, rarity: Rarity) -> Entity:
    name, *others = _by_fullness(cluster)
    seen = {fold(name)}
    aliases = [n for n in [*others, *cluster.others] if not (fold(n) in seen or seen.add(fold(n)))]  # type: ignore[func-returns-value]
    ids = list(cluster.keys)
    if cluster.kind == "person":
        ids = [*_keys_of_person([name, *aliases], fold, sound), Key("bits", str(rarity(name)))]
    if cluster.kind == "post" and cluster.body is not None and cluster.body.keys:
        ids = [Key("post", f"{_office(cluster, fold)}@{cluster.body.keys[0].value}")]
    if cluster.kind == "place" and not ids:
        ids = [Key("name", fold(name))]
    region = cluster.body.region if cluster.body else cluster.region
    if region and ids and not any(k.name == "code" for k in ids):
        ids.append(Key("region", region))
    return Entity(
        key,
        cluster.kind,
        name,
        cluster.type,
        cluster.concept,
        tuple(aliases),
        tuple(cluster.prefixes),
        tuple(cluster.suffixes),
        tuple(ids),
    )


def _office(post: _Cluster, fold: Fold) -> str:
    """What a post is in its body: "kapolres"; one of several of its kind by its field: "deputi.pemasaran"."""
    field = _field(post)
    concept = post.concept or fold(post.names[0])
    return f"{concept}.{field.replace(' ', '-')}" if field else post.apart or concept


def _field(post: _Cluster) -> str:
    """The field of a post of which its body has several; "" where none is told."""
    return next((phrase.field for phrase in post.phrases if phrase.field), "")


def _keys_of_person(names: Sequence[str], fold: Fold, sound: Fold) -> list[Key]:
    """How each name of a person is compared, as it is written and as it sounds, the full name's first.

    A single word of the full name tells nobody by itself; another one is a nickname, and does.
    """
    full, heard = fold(names[0]).split(), sound(names[0]).split()
    telling = [n for n in names[1:] if " " in fold(n) or not (fold(n) in full or sound(n) in heard)]
    told = [names[0], *telling]
    return list(dict.fromkeys([*(Key("name", fold(n)) for n in told), *(Key("sound", sound(n)) for n in told)]))


def _by_fullness(cluster: _Cluster) -> list[str]:
    """The names of a thing, the fullest first, those with brackets last; of a post its title, which is the first."""
    if cluster.kind == "post":
        return cluster.names
    return sorted(cluster.names, key=lambda n: ("(" in n, -len(n.split()), -len(n), cluster.names.index(n)))


def _people(phrases: Sequence[Phrase], fold: Fold, sound: Fold) -> list[_Cluster]:
    """One cluster a person: a shorter name belongs to the one longer name that holds it, or to the nearest before it.

    So does another spelling of it: "Agus Setiawan" of "Agus Setyawan".
    """
    clusters: list[_Cluster] = []
    called: dict[str, set[str]] = {}
    said: dict[str, tuple[int, int]] = {}  # where each name stands first
    for phrase in sorted(phrases, key=lambda p: (p.sentence, p.start)):
        called.setdefault(fold(phrase.name), set()).update(map(fold, phrase.aliases))
        said.setdefault(fold(phrase.name), (phrase.sentence, phrase.start))
    order = sorted(phrases, key=lambda p: (-len(fold(p.name).split()), p.sentence, p.start))
    for phrase in order:
        name = fold(phrase.name)
        holders = (
            [c for c in clusters if name in c.called or fold(c.names[0]) in called[name]]
            or _holding(clusters, phrase.name, fold)
            or _holding(clusters, phrase.name, sound)
            or [c for c in clusters if shortens(fold(c.names[0]).split(), name.split())]
        )
        # "Donald Trump" before "Donald Trump Jr" is his father; behind "Martin Luther King Jr" a shorter name is his own
        holders = [
            c for c in holders if said[name] > c.first or not generations_apart(fold(c.names[0]).split(), name.split())
        ]
        if len(holders) > 1:
            here = (phrase.sentence, phrase.start)
            holders = [max(holders, key=lambda c: _nearest(c, here))]
        if not holders:
            clusters.append(_Cluster("person", [phrase.name]))
            holders = clusters[-1:]
        holders[0].add(phrase, [phrase.name])
        holders[0].called.update(map(fold, phrase.aliases))
    return clusters


def _holding(clusters: Sequence[_Cluster], name: str, fold: Fold) -> list[_Cluster]:
    """The persons of whose full name, or of whose nickname, a name is a part: "Anton" of "Anton Medan"."""
    words = fold(name).split()
    first = words[0] if words else ""
    return [
        c
        for c in clusters
        if any(holds(fold(n).split(), words) for n in (c.names if c.called else c.names[:1]) if first in fold(n))
    ]


def _nearest(cluster: _Cluster, here: tuple[int, int]) -> tuple[int, int]:
    """The last mention of a thing before a place; far back where there is none."""
    before = [(p.sentence, p.start) for p in cluster.phrases if (p.sentence, p.start) < here]
    return max(before, default=(-1, -1))


def _bodies(
    phrases: Sequence[Phrase], posts: Sequence[Phrase], places: Sequence[Phrase], fold: Fold
) -> tuple[list[_Cluster], dict[Phrase, _Cluster]]:
    """One cluster an organization, those implied by titles, units and buildings too; and the body of each title that has one."""
    clusters: list[_Cluster] = []
    by_key: dict[Key, _Cluster] = {}
    home: dict[Phrase, _Cluster] = {}

    def cluster_of(key: Key | None, name: str, kind: str, concept: str, region: str) -> _Cluster:
        known = by_key.get(key) if key else next((c for c in clusters if fold(name) in map(fold, c.names)), None)
        if known is None:
            known = _Cluster("organization", [], kind, concept, [key] if key else [], region=region)
            clusters.append(known)
        if key:
            by_key.setdefault(key, known)
        return known

    def implied(whole: Whole, at: Phrase) -> _Cluster:
        cluster = cluster_of(whole.key, whole.name, whole.type, whole.concept, whole.region)
        cluster.name([whole.name], at.sentence, at.start)
        cluster.others += whole.aliases
        if whole.whole:
            implied(whole.whole, at)
        return cluster

    short = []
    for phrase in phrases:
        if phrase.key is None:
            short.append(phrase)
            continue
        cluster = cluster_of(phrase.key, phrase.name, phrase.type, phrase.concept, phrase.region)
        cluster.add(phrase, [phrase.name, *phrase.aliases])
        if phrase.whole:
            implied(phrase.whole, phrase)
    for title in posts:
        if title.body:
            home[title] = implied(title.body, title)
    for building in places:
        if building.whole:  # "kantor DPD PDI-P Jateng"
            implied(building.whole, building)
    _join_by_region(clusters, by_key, home)
    _join_parts(clusters, by_key, home, fold)
    for phrase in short:  # "Polres" alone: the one of its kind, or the nearest before it; with neither it names nothing
        here = (phrase.sentence, phrase.start)
        same = [c for c in clusters if c.keys and _same_kind(c, phrase, fold)]
        if same:
            max(same, key=lambda c: (_nearest(c, here), -clusters.index(c))).add(phrase, [phrase.name])
        elif phrase.aliases:  # "Kantor Kesehatan Pelabuhan (KKP)" is one of the article's own
            own = cluster_of(None, phrase.name, phrase.type, phrase.concept, phrase.region)
            own.add(phrase, [phrase.name, *phrase.aliases])
    return clusters, home


def _same_kind(cluster: _Cluster, phrase: Phrase, fold: Fold) -> bool:
    """Whether a bare name is of the cluster's kind: "Polres" of a polres, a polresta, a polrestabes."""
    if cluster.concept and phrase.concept:
        return cluster.concept == phrase.concept or cluster.concept.startswith(phrase.concept)
    return any(fold(n).startswith(fold(phrase.name) + " ") for n in cluster.names)


def _join_by_region(clusters: list[_Cluster], by_key: dict[Key, _Cluster], home: dict[Phrase, _Cluster]) -> None:
    """Join "Kodim Bontang" to the one "Kodim 0908/Bontang": a unit by its region to the one of its kind there by its number."""
    for bare in [c for c in clusters if c.region and c.keys and c.keys[0].value == f"{c.concept}/{c.region}"]:
        same = [c for c in clusters if c is not bare and (c.concept, c.region) == (bare.concept, bare.region)]
        if len(same) == 1:
            by_key.update(dict.fromkeys(bare.keys, same[0]))
            _join(bare, same[0], clusters, home)


def _join_parts(
    clusters: list[_Cluster], by_key: dict[Key, _Cluster], home: dict[Phrase, _Cluster], fold: Fold
) -> None:
    """Join "Majelis Sholawat" to the one "Majelis Sholawat Bontang": a free name that another of its kind begins with."""
    for part in [c for c in clusters if c.keys and c.keys[0].name == "name"]:
        words = fold(part.names[0]).split()
        wholes = [
            c
            for c in clusters
            if c is not part and part.type in (c.type, OTHER) and any(_begins(fold(n).split(), words) for n in c.names)
        ]
        if len(wholes) == 1:
            by_key.update(dict.fromkeys(part.keys, wholes[0]))
            _join(part, wholes[0], clusters, home)


def _join(part: _Cluster, whole: _Cluster, clusters: list[_Cluster], home: dict[Phrase, _Cluster]) -> None:
    """Make one body of two: the whole takes the names, phrases and titles of the part."""
    for phrase in part.phrases:
        whole.add(phrase, [phrase.name, *phrase.aliases])
    whole.name(part.names, *part.first)
    clusters.remove(part)
    home.update({title: whole for title, body in home.items() if body is part})


def _begins(full: Sequence[str], words: Sequence[str]) -> bool:
    return len(full) > len(words) and list(full[: len(words)]) == list(words)


def _places(phrases: Sequence[Phrase], fold: Fold) -> list[_Cluster]:
    """One cluster a place: by its code, else by its name; a bare name is the place that the article names in full.

    "Bontang" is the one "Kota Bontang", "Jawa" the "Pulau Jawa", "Kantor DPD" the one "Kantor DPD Gerindra". Of a Kota and a
    Kabupaten of one name it is the one named last before.
    """
    clusters: list[_Cluster] = []
    for phrase in sorted(phrases, key=lambda p: (p.key is None or p.key.name != "code", p.sentence, p.start)):
        names = {fold(phrase.name)}
        coded = phrase.key is not None and phrase.key.name == "code"
        known = [] if coded else _in_full(phrase, clusters, fold)
        known = known or [
            c
            for c in clusters
            if phrase.key in {p.key for p in c.phrases} or (names & set(map(fold, c.names)) and not (coded and c.keys))
        ]
        if not known:
            sure = phrase.key and (phrase.key.name in ("code", "landmark") or phrase.region)
            keys = [phrase.key] if phrase.key and sure else []
            clusters.append(_Cluster("place", [], phrase.type, phrase.concept, keys, region=phrase.region))
            known = clusters[-1:]
        known[0].add(phrase, [phrase.name, *phrase.aliases])
    return _with_parts(clusters, fold)


REGIONS = ("city", "regency", "province")
SAME_NAME = (
    REGIONS,
    ("district", "village", "other"),
    ("island", "other"),
)  # types that a place's bare name leaves open


def _in_full(phrase: Phrase, clusters: Sequence[_Cluster], fold: Fold) -> list[_Cluster]:
    """The place that a bare name is of: the one whose full name ends with it; of several the nearest."""
    name = fold(phrase.name)
    kinds = next((kinds for kinds in SAME_NAME if phrase.type in kinds), ())
    full = [c for c in clusters if c.type in kinds and any(fold(n).endswith(" " + name) for n in c.names)]
    if len(full) > 1 and phrase.type not in REGIONS:
        return []
    here = (phrase.sentence, phrase.start)
    return [max(full, key=lambda c: (_nearest(c, here), tuple(-n for n in c.first)))] if full else []


def _with_parts(clusters: list[_Cluster], fold: Fold) -> list[_Cluster]:
    """The places, with buildings and grounds of a shortened name joined to the one whose name begins with it."""
    for part in [c for c in clusters if c.type in ("building", "area", "street", "other") and not c.keys]:
        words = fold(part.names[0]).split()
        wholes = [
            c
            for c in clusters
            if c is not part and c.type == part.type and any(_shortened(fold(n).split(), words) for n in c.names)
        ]
        if len(wholes) == 1 and (len(words) > 1 or part.type == "building"):
            for phrase in part.phrases:
                wholes[0].add(phrase, [phrase.name, *phrase.aliases])
            clusters.remove(part)
    return clusters


def _shortened(full: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words begin a name, end it, two or more, or are its own: "Arena Tirta", "Stasiun Balapan Solo"."""
    if full != words and sorted(full) == sorted(words):
        return True
    return _begins(full, words) or (len(full) > len(words) > 1 and list(full[-len(words) :]) == list(words))


def _posts(
    phrases: Sequence[Phrase],
    bodies: Sequence[_Cluster],
    home: dict[Phrase, _Cluster],
    people: Sequence[_Cluster],
    everything: Sequence[Phrase],
    fold: Fold,
) -> list[_Cluster]:
    """One cluster a post: a title in a body; a bare title is its holder's post of that title, else the one named before it.

    A title whose body is only presumed ("Presiden") gives way to the body that the article names with it.
    """
    clusters: list[_Cluster] = []
    owner = {id(phrase): body for body in bodies for phrase in body.phrases}
    named = {id(phrase): person for person in people for phrase in person.phrases}
    holder = {id(title): named[id(p)] for title in phrases if (p := _followed_by_person(title, everything))}
    holders: dict[int, list[_Cluster]] = {}

    def take(phrase: Phrase, post: _Cluster) -> None:
        post.add(phrase, [phrase.name, *phrase.aliases])
        if id(phrase) in holder:
            holders.setdefault(id(post), []).append(holder[id(phrase)])

    def may_be(post: _Cluster, phrase: Phrase) -> bool:
        own = phrase in home and not phrase.presumed and holder.get(id(phrase)) not in holders.get(id(post), ())
        if own and phrase.field != _field(post):
            return False  # "Kepala Bidang Dokkes Polda Kaltim" is not the "Kepala Bidang Propam Polda Kaltim"
        return phrase.host != "" or not _of_two_fields(fold(post.names[0]), fold(phrase.name))

    def join(phrase: Phrase, body: _Cluster | None) -> None:
        folded = fold(phrase.name)
        name = phrase.concept or folded
        like = [c for c in clusters if (c.concept or fold(c.names[0])) == name and c.body is body and body is not None]
        known = next((c for c in like if may_be(c, phrase)), None)
        if known is None:
            apart = folded if any(_field(c) == phrase.field for c in like) else ""
            known = _Cluster("post", [phrase.name], phrase.type, phrase.concept, body=body, apart=apart)
            clusters.append(known)
        take(phrase, known)

    for phrase in phrases:
        if phrase in home and not phrase.presumed:
            join(phrase, home[phrase])
    for phrase in phrases:
        if phrase in home and not phrase.presumed:
            continue
        here = (phrase.sentence, phrase.start)
        person = holder.get(id(phrase))
        kin = [c for c in clusters if c.concept == phrase.concept and c.concept and c.body is not None]
        same = [c for c in kin if may_be(c, phrase)]
        beside = (
            {} if same else {id(c.body): c.body for c in kin}
        )  # of which the other deputies are, each with his field
        if person:  # the post that this person holds; else one of which no holder is named
            same = [c for c in same if person in holders.get(id(c), ())] or [c for c in same if id(c) not in holders]
        host = home.get(phrase) or _host(phrase, bodies, owner, home, everything, person is not None)
        if host is None and len(beside) == 1:
            host = next(iter(beside.values()))
        if same and (host is None or not person or person in holders.get(id(same[0]), ())):
            take(phrase, max(same, key=lambda c: (_nearest(c, here), -clusters.index(c))))
        else:
            join(phrase, host)
    return clusters


def _of_two_fields(one: str, other: str) -> bool:
    """Whether two folded titles begin alike and go on to differ: "wakil rektor bidang riset", "wakil rektor bidang alumni"."""
    left, right = one.split(), other.split()
    alike = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
    words = ({word for word in line[alike:] if len(word) >= TELLING} for line in (left, right))
    return alike > 0 and not set.intersection(*words)


def _followed_by_person(title: Phrase, phrases: Sequence[Phrase]) -> Phrase | None:
    """The person right behind a title, or behind its comma."""
    return next(
        (p for p in phrases if p.kind == "person" and p.sentence == title.sentence and 0 <= p.start - title.end <= 1),
        None,
    )


def _host(
    title: Phrase,
    bodies: Sequence[_Cluster],
    owner: dict[int, _Cluster],
    home: dict[Phrase, _Cluster],
    phrases: Sequence[Phrase],
    named: bool,
) -> _Cluster | None:
    """The body that a title without one is of: of the kind that it asks for ("polres") the nearest before it, else the only one.

    For a named head there must be one only. A title that asks for no kind is of the body of the title before it in its
    sentence, if it is one beside a head: "Ketua MSB Amin Prakosa, Wakil Ketua Daroji"; else of the only body whose head it
    is beside: a "Wakil Rektor" where one "Rektor" is told of.
    """
    here = (title.sentence, title.start)
    before = [p for p in phrases if (p.sentence, p.start) < here]
    if not title.host:
        heads = [home[p] for p in before if p.sentence == title.sentence and p in home]
        if not named or title.type not in BESIDE_HEADS:
            return None
        led = {id(body): body for p, body in home.items() if p.concept and title.concept.endswith(f"-{p.concept}")}
        return heads[-1] if heads else next(iter(led.values())) if len(led) == 1 else None
    fitting = [b for b in bodies if b.concept.startswith(title.host)]
    only = fitting[0] if len(fitting) == 1 else None
    if named and title.type in HEADS:
        return only  # none for "Menteri Rizal Ramli" where several ministries are named
    around = (owner.get(id(p)) or home.get(p) for p in reversed(before))
    return next((b for b in around if b is not None and b.concept.startswith(title.host)), only)


def with_context(entities: Sequence[Entity], posts: dict[str, list[str]]) -> tuple[Entity, ...]:
    """Persons with the keys of the posts that they hold, and their regions; `posts`: person → post keys."""
    keys = {entity.key: entity.keys for entity in entities}
    return tuple(
        replace(e, keys=tuple(dict.fromkeys([*e.keys, *(k for post in posts[e.key] for k in keys[post])])))
        if e.key in posts
        else e
        for e in entities
    )
