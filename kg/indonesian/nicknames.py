"""Persons of an article → the same with the names by which they are known besides: "Joko Widodo (Jokowi)", "akrab disapa Ajik".

A nickname stands in brackets, behind words that call it one ("Pria yang akrab disapa Ajik"), behind "atau", or in the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kg.indonesian.keys import fold, sound
from kg.indonesian.names import name_end, prefixes_at, titled
from kg.indonesian.people import INITIALS, person
from kg.indonesian.places import text_of
from kg.indonesian.words import words
from kg.language import Phrase
from kg.model import Entity, Key
from kg.naming import shortens
from kg.sentences import Sentence, Token

BEFORE_NICKNAMES = frozenset({",", "(", "yang", "atau", "-", "–", "—"})
OR = "atau"
WHICH = "yang"
OPENING = 6  # tokens in which a sentence may say whom it goes on about: "Pria kelahiran Solo yang …"
BACK = 3  # sentences in which the one is told of whom such a sentence goes on about
LONGEST_NICKNAME = 2  # words
STEPS = 4  # tokens between a name and what calls another one: ", atau yang"


def by_nickname(sentences: Sequence[Sentence], phrases: list[list[Phrase]]) -> list[list[Phrase]]:
    """Names by which a person is known besides.

    "Joko Widodo (Jokowi)", where the short one is made from the long one; "Gusti Ngurah Anom atau akrab disapa Ajik
    Krisna"; and those of the table ("Bamsoet" of Bambang Soesatyo), wherever they stand.
    """
    for number, (sentence, found) in enumerate(zip(sentences, phrases, strict=True)):
        line = sentence.tokens
        for phrase in [p for p in found if p.kind == "person" and p.named is not None]:
            others = _table_names(fold(phrase.name))
            first, told = _nickname_start(line, phrase.end)
            first = next((p.end for p in found if told and p.kind == "post" and p.start == first), first)
            nickname = _nickname(line, number, first, told, phrase) if 0 < first < len(line) else None
            if nickname:
                others = (*others, nickname.name)
                _put(found, nickname)
            if other := _other_name(line, found, phrase):
                others = (*others, other)
            if others:
                found[:] = [
                    _with_names(p, others) if p.named == phrase.named and p.kind == "person" else p for p in found
                ]
        for described in _described(sentences, phrases, number):
            _put(found, described)
        found.sort(key=lambda p: p.start)
    return phrases


def _nickname(line: Sequence[Token], number: int, first: int, told: bool, phrase: Phrase) -> Phrase | None:
    """The nickname that begins at a token behind a person; `told`: words call it one, and it need not be made of the name."""
    prefixes, rank, start = prefixes_at(line, first)
    end = name_end(line, start) if start < len(line) and line[start].capital else start
    closed = start + 1 < len(line) and line[start + 1].text == ")"
    if end == start and (told or (closed and prefixes)) and start < len(line) and titled(line[start]):
        end = start + 1  # "alias Mbak Ita", though that is a word
    name = text_of(line, start, end) if end > start else ""
    closed = end < len(line) and line[end].text == ")"
    called = end == start + 1 and prefixes and rank is None  # "(Cak Imin)"; "(AKP Budi Santoso)" is another
    made = _made_from(phrase.name, name) or _initials_of(phrase, name)
    if not name or not (told or (closed and (called or made))):
        return None
    return person(line, number, first, start, end, "nickname", prefixes, rank)


def _with_names(phrase: Phrase, others: Sequence[str]) -> Phrase:
    return replace(phrase, aliases=tuple(dict.fromkeys((*phrase.aliases, *others))))


def _put(found: list[Phrase], nickname: Phrase) -> None:
    """Add a nickname: for a person or place that is a part of it ("Anton" of "Anton Medan"), not over anything else."""
    inside = [p for p in found if p.start < nickname.end and nickname.start < p.end]
    same = next((p for p in inside if p.kind == "person" and p.named == nickname.named), None)
    if same is not None:
        found[found.index(same)] = _with_names(same, nickname.aliases)
        return
    if all(p.kind in ("person", "place") and nickname.start <= p.start and p.end <= nickname.end for p in inside):
        found[:] = [p for p in found if p not in inside]
        found.append(nickname)


def _nickname_start(line: Sequence[Token], index: int) -> tuple[int, bool]:
    """Where a nickname may begin behind a name, 0 for nowhere, and whether words tell that it is one ("akrab disapa")."""
    start = index
    while start < len(line) and start < index + STEPS:
        called = words().signals.match(line, start)
        if called and called[0] == "called":
            return called[1], _may_begin(line, called[1])
        if line[start].low not in BEFORE_NICKNAMES:
            break
        start += 1
    return (index + 1 if index + 1 < len(line) and line[index].text == "(" else 0), False


def _may_begin(line: Sequence[Token], index: int) -> bool:
    """Whether a nickname may begin at a token: no body does, "panggilan KPK"."""
    token = line[index] if index < len(line) else None
    return token is not None and token.capital and not (token.text.isupper() and words().bodies.opens(token))


def _other_name(line: Sequence[Token], found: Sequence[Phrase], phrase: Phrase) -> str:
    """The name of two words behind "atau" that begins as a person's does: "Bambang Wuryanto atau Bambang Pacul"; else ""."""
    at = phrase.end + (phrase.end < len(line) and line[phrase.end].text == ",")
    if at >= len(line) or line[at].low != OR:
        return ""
    other = next((p for p in found if p.kind == "person" and p.start == at + 1), None)
    one, two = fold(phrase.name).split(), fold(other.name).split() if other else []
    return other.name if other and one != two and len(one) > 1 < len(two) and one[0] == two[0] else ""


def _described(sentences: Sequence[Sentence], phrases: Sequence[Sequence[Phrase]], number: int) -> list[Phrase]:
    """The nicknames of one told of before: "Pria yang akrab disapa Iwan Bule", "Wali Kota yang akrab disapa Mbak Ita"."""
    line, found = sentences[number].tokens, phrases[number]
    described: list[Phrase] = []
    if WHICH not in [token.low for token in line[1:OPENING]]:
        return described
    for at in range(1, min(OPENING, len(line) - 1)):
        if line[at].low != WHICH or any(p.kind == "person" and p.start < at for p in found):
            continue
        called = next((c for i in (at + 1, at + 2) if (c := words().signals.match(line, i)) and c[0] == "called"), None)
        if called is None or not _may_begin(line, called[1]):
            continue
        prefixes, rank, start = prefixes_at(line, called[1])
        if start < len(line) and titled(line[start]):
            end = max(name_end(line, start), start + 1)
            nickname = person(line, number, called[1], start, end, "nickname", prefixes, rank)
            owner = _owner(list(_told_before(sentences, phrases, number)), nickname, _title_before(line, at), phrases)
            if owner:
                initials, bracket = _initials_behind(line, number, nickname)
                others = (owner.name, *_table_names(fold(owner.name)), *initials)
                described += [replace(nickname, aliases=others), *bracket]
    return described


def _title_before(line: Sequence[Token], end: int) -> str:
    """The concept of the title right before a token: of "Wali Kota | yang"; "" where none is."""
    found = (words().titles.match(line, start) for start in range(end))
    return next((title[0].concept for title in found if title and title[1] == end), "")


def _initials_behind(line: Sequence[Token], number: int, nickname: Phrase) -> tuple[list[str], list[Phrase]]:
    """What stands for a nickname in the brackets behind it: "Kang Dedi Mulyadi (KDM)"."""
    first, _ = _nickname_start(line, nickname.end)
    short = _nickname(line, number, first, False, nickname) if first else None
    return ([short.name], [short]) if short else ([], [])


def _told_before(sentences: Sequence[Sentence], phrases: Sequence[Sequence[Phrase]], number: int) -> Iterator[Phrase]:
    """The persons of the last sentence before that names any, not too far back."""
    for back in range(number - 1, max(number - 1 - BACK, -1), -1):
        persons = [p for p in phrases[back] if p.kind == "person"]
        if persons or sentences[back].field != sentences[number].field:
            yield from persons
            return


def _owner(
    before: Sequence[Phrase], nickname: Phrase, title: str, phrases: Sequence[Sequence[Phrase]]
) -> Phrase | None:
    """Whose nickname it is: of the one whose name it is made of; of the holder of the title; else of the only one before."""
    everyone = [p for found in phrases[: nickname.sentence] for p in found if p.kind == "person"]
    made = [p for p in everyone if _may_be_called(p.name, nickname.name)]
    if made or title:
        return made[-1] if made else _holder_of(title, phrases[: nickname.sentence])
    full = len(nickname.name.split()) > LONGEST_NICKNAME  # "bernama lengkap Putri Indah Lestari"
    return before[0] if before and len({fold(p.name) for p in before}) == 1 and not full else None


def _may_be_called(full: str, nickname: str) -> bool:
    """Whether a nickname is of a full name by itself: a part of it, made of its words, or its own in the table."""
    own, parts = fold(nickname), fold(full).split()
    return own in map(fold, _table_names(fold(full))) or _made_from(full, nickname) or own == fold(full) or own in parts


def _holder_of(title: str, phrases: Sequence[Sequence[Phrase]]) -> Phrase | None:
    """The last person who follows a title of the same kind, or its comma."""
    holders = [
        p
        for found in phrases
        for post in found
        if post.kind == "post" and post.concept == title
        for p in found
        if p.kind == "person" and 0 <= p.start - post.end <= 1
    ]
    return holders[-1] if holders else None


def _table_names(full: str) -> tuple[str, ...]:
    """What the table calls a person whose folded name holds one of its names, or is one with a word cut short."""
    names, table = full.split(), words().nicknames
    spans = ((i, j) for i in range(len(names)) for j in range(i + 1, len(names) + 1))
    found = [other for i, j in spans for other in table.get(" ".join(names[i:j]), ())]
    if not found and len(names) > 1:
        like = (name for name in words().full_names.get(names[-1], ()) if shortens(name.split(), names))
        found = [other for name in like for other in table[name]]
    return tuple(found)


def with_full_names(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Persons whom an article calls by a popular name only, with the keys of the full name: "Jokowi", of Joko Widodo too.

    Of a form that several have it is the one whose region the article gives: "Kang Emil", a governor of Jawa Barat.
    """
    return tuple(_with_full_name(e) if e.kind == "person" else e for e in entities)


def _with_full_name(entity: Entity) -> Entity:
    regions = {key.value for key in entity.keys if key.name == "region"}
    rows = [row for form in _forms(entity) for row in words().popular.get(form, ())]
    meant = {row.name for row in rows if row.sure or not regions.isdisjoint(row.context)}
    full = next(iter(meant)) if len(meant) == 1 else entity.name
    own = fold(entity.name)
    if fold(full) == own or not (_goes_by(entity, full) or shortens(fold(full).split(), own.split())):
        return entity
    names = [key for key in entity.keys if key.name == "name"]
    sounds = [key for key in entity.keys if key.name == "sound"]
    rest = [key for key in entity.keys if key.name not in ("name", "sound")]
    keys = [Key("name", fold(full)), *names, Key("sound", sound(full)), *sounds, *rest]
    return replace(entity, keys=tuple(dict.fromkeys(keys)))


def _goes_by(entity: Entity, full: str) -> bool:
    """Whether the name that an article has for a person is but what the table calls the one of that full name."""
    return fold(entity.name) in map(fold, words().nicknames[fold(full)])


def _forms(entity: Entity) -> list[str]:
    """The names of a person, folded, bare and with each title of address, in the order of the alphabet."""
    names = (entity.name, *entity.aliases)
    return sorted({fold(f"{prefix} {name}") for name in names for prefix in ("", *entity.prefixes)})


def _made_from(full: str, short: str) -> bool:
    """Whether a name of one word is made of beginnings or ends of a longer one's words: "Jokowi", "Zulhas", "Imin"."""
    words_of, rest = fold(full).split(), fold(short)
    if len(words_of) < 2 or len(rest) < 4 or " " in rest:
        return False
    if any(word.endswith(rest) for word in words_of):
        return True
    for word in words_of:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, rest, strict=False)))
        rest = rest[shared:] if shared > 1 else rest
    return not rest


def _initials_of(phrase: Phrase, short: str) -> bool:
    """Whether letters are the first ones of a person's names: "Yaqut Cholil Qoumas (YCQ)", "Kang Dedi Mulyadi (KDM)"."""
    if not INITIALS.fullmatch(short) or len(short) < 2:
        return False
    initials = "".join(word[0] for word in fold(phrase.name).split())
    addressed = "".join(prefix[0] for prefix in phrase.prefixes[-1:]).casefold() + initials
    return short.casefold() in (initials, addressed)
