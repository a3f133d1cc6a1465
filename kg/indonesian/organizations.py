"""Tokens → organizations: a body's opening words with the name that follows, a complete name, or a name known already.

"Polres Bontang" → police, key `polres/64.74`; "Kodim 0908/Btg" → `kodim/0908`; "Majelis Sholawat Bontang (MSB)" with the
alias "MSB"; "Satreskrim Polres Ciamis" as part of "Polres Ciamis"; "Kepolisian Daerah (Polda) Riau" under both names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kg.indonesian.gazetteer import gazetteer
from kg.indonesian.keys import body_key, fold, name_key
from kg.indonesian.places import Area, area_at, text_of
from kg.indonesian.words import Body, capital_run, words
from kg.language import Known, Phrase, Whole
from kg.model import Key
from kg.sentences import Sentence, Token, tokens

BRACKETS = re.compile(r" ?\(\w+\)")
JOINERS = frozenset({"dan", "of", "the", "for", "&", "-"})
LONGEST = {"name": 7, "field": 7, "place": 3, "short": 3}  # words after the opening ones; of a short form in brackets
ANY_GOVERNMENT = "pemerintah"  # the kind of "Pemerintah" and "Pemda", of whatever level
SURE = (
    0.97  # the tagger's, that words before their letters in brackets are a body; on 80 articles .9 and .99 do as well
)
SLIP = 2  # letters by which a name may differ from the table's
HOME = "ID"
OF_STATES = (
    "government",
    "legislature",
    "judiciary",
    "military",
    "police",
    "sport",
)  # types of bodies that other states have too
OTHERWISE = "explained-otherwise"  # the rule of letters that are no body's in this article
LIKELY = 0.5  # the probability of a name by which it ends another; with .7 two more bodies of 80 articles are wrong
LONGEST_LIST = 14  # tokens of a name with commas in it
SHORTEST = 2  # letters of what may stand for a word or two only
ABBREVIATION = range(2, 20)  # letters of what may stand in brackets after a name
FREE = ("name", "field")  # shapes whose name may be any capitalised words
FREE_RULES = ("body-name", "body-field", "body-place-name")  # in a headline there is no telling where such a name ends
PLURAL = ("member", "staff")  # titles that may be words of a body's name: "Kader Bangsa"


class Tail(NamedTuple):
    """What follows a body's opening words: to which token, and what it says."""

    end: int
    part: str = ""  # of the canonical key: a region's code, a unit's number
    area: Area | None = None
    whole: Whole | None = None


def find_organization(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The organization that begins at this token: by its opening words, else by a name that the article explained."""
    token = sentence.tokens[index]
    if not token.text[0].isalnum() or token.text[0].islower():
        return None
    opened = words().bodies.opens(token)
    phrase = body_at(sentence.tokens, number, index, people_at(sentence)) if opened else None
    if phrase and sentence.title_case and phrase.rule in FREE_RULES:
        phrase = None
    if phrase and phrase.rule == "body-number" and phrase.type == "government":
        phrase = None  # "RT 03" is an address, unless a title asks for it
    phrase = _of_another_country(sentence.tokens, phrase) or phrase or _explained(sentence, number, index)
    learnt = known.match(sentence.tokens, index)
    if learnt and learnt[0].rule == OTHERWISE:
        return phrase if phrase and phrase.end > learnt[1] else None
    if learnt and learnt[0].kind == "organization" and (phrase is None or learnt[1] >= phrase.end):
        row, end = learnt
        aliases = (text_of(sentence.tokens, index, end),)
        return replace(row, sentence=number, start=index, end=end, rule="known-name", aliases=aliases, named=None)
    return phrase


def _of_another_country(line: Sequence[Token], phrase: Phrase | None) -> Phrase | None:
    """A body of the state that has its like elsewhere, where another country follows: "Kementerian Luar Negeri Israel".

    One that is of this country by its names is none ("TNI Kongo"), and a league in its own country stays what it is: "La Liga
    Spanyol".
    """
    if phrase is None or phrase.rule != "body-whole" or phrase.type not in OF_STATES or phrase.end >= len(line):
        return None
    area = area_at(line, phrase.end, "country")
    if area is None or not area.code or area.code[0].isdigit() or area.code == HOME:
        return None
    known = words().names_of.get(phrase.concept, ())
    said = f"{phrase.name} {area.name}"
    if any(area.code in _countries_in(name) for name in known):
        return None if area.code in _countries_in(phrase.name) else replace(phrase, end=area.end, aliases=(said,))
    if (
        area.level != "country" and phrase.type != "government"
    ):  # a club, in "Liga Italia Roma"; but "Kementerian … Gaza"
        return None
    general = [name for name in ([phrase.name] if phrase.type == "sport" else known) if _is_general(name)]
    part_of_ours = " " in phrase.name and _is_of_home(phrase.name.split()[-1])  # "Bareskrim Polri"
    if not general or part_of_ours or (phrase.type == "sport" and _countries_in(phrase.name)):
        return None
    region = words().region_of.get(area.code)
    name = f"{max(general, key=len)} {region.name if region else area.name}"
    aliases, key = (said,) if said != name else (), name_key(name)
    return replace(
        phrase, end=area.end, name=name, rule="body-abroad", aliases=aliases, key=key, whole=None, region=area.code
    )


def _is_general(name: str) -> bool:
    """Whether a name may be another country's body's too: "Mahkamah Agung"; not "Mahkamah Agung RI", "TNI", "Mabes Polri"."""
    parts = name.split()
    short = any((part.isupper() and part.isalpha() and len(part) > 1) or _is_of_home(part) for part in parts)
    return len(parts) > 1 and not short and HOME not in _countries_in(name)


def _is_of_home(word: str) -> bool:
    """Whether a word stands for a body of which a name holds this country's: "Polri"."""
    kinds = {body.concept for body in words().bodies.get(word) or () if body.form == word}
    return any(HOME in _countries_in(name) for kind in kinds for name in words().names_of.get(kind, ()))


def _countries_in(name: str) -> frozenset[str]:
    """The codes of the countries that stand in a name: of "Liga Inggris" that of the United Kingdom."""
    parts = name.split()
    spans = (" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1))
    return frozenset(
        r.code for span in spans if span[0].isupper() for r in words().regions.get(span) or () if r.level == "country"
    )


def explained_at(line: Sequence[Token]) -> list[int]:
    """Where names may begin that the brackets behind them or before them shorten: "Social Movement Institute (SMI)"."""
    found: list[int] = []
    texts = [token.text for token in line]
    if "(" not in texts:
        return found
    for mark in range(1, len(line) - 2):
        if texts[mark] != "(" or not line[mark - 1].capital:
            continue
        if _is_short(line, mark):
            found.append(_run_before(line, mark))
        elif line[mark + 1].capital and len(line[mark - 1].text) > SHORTEST and line[mark - 1].text.isupper():
            found.append(mark - 1)
    return [at for at in found if at >= 0]


def _is_short(line: Sequence[Token], mark: int) -> bool:
    """Whether nothing but letters in capitals stands in the brackets at a token."""
    short = line[mark + 1].text if mark + 2 < len(line) else ""
    return len(short) > SHORTEST and short.isupper() and line[mark + 2].text == ")"


def _shortened(line: Sequence[Token], index: int) -> int:
    """The bracket with the letters that shorten the name which begins at a token; 0 where none does."""
    ahead = [token.text for token in line[index + 2 : index + LONGEST["name"] + 1]]
    mark = index + 2 + ahead.index("(") if "(" in ahead else 0
    return mark if mark and _is_short(line, mark) and _run_before(line, mark) == index else 0


def _run_before(line: Sequence[Token], mark: int) -> int:
    """The token at which words begin whose first letters stand in the brackets at `mark`; -1 where none do."""
    short, at = line[mark + 1].text.casefold(), mark
    while at > 0 and mark - at < LONGEST["name"] and (line[at - 1].capital or line[at - 1].text in JOINERS):
        at -= 1
        if line[at].capital and _initials(line[at:mark]) == short:
            return at
    return -1


def _explained(sentence: Sentence, number: int, index: int) -> Phrase | None:
    """A body that no table knows, told by what shortens it in brackets: "Social Movement Institute (SMI)".

    "BKIPM (Badan Karantina Ikan, …)" the other way round.
    """
    line = sentence.tokens
    inner = index + 2
    if (
        inner < len(line)
        and line[index + 1].text == "("
        and line[index].text.isupper()
        and len(line[index].text) > SHORTEST
    ):
        return _explained_behind(line, number, index, people_at(sentence))
    mark = 0 if sentence.title_case else _shortened(line, index)
    if not mark:
        return None
    name, short = text_of(line, index, mark), line[mark + 1].text
    if same := _same_as_known(line, number, mark + 1, name):
        return replace(same, start=index, end=mark + 3, name=name, rule="explained-body", aliases=(short,))
    if not _names_a_body(sentence, index, mark):
        return None
    return Phrase(
        number, index, mark + 3, "organization", name, "explained-body", "other", aliases=(short,), key=name_key(name)
    )  # fmt: skip


def _names_a_body(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words name a body that no table knows: by a word that such names have, or where the tagger is sure."""
    line, table = sentence.tokens, words().body_words
    told = table.get(line[start].low) == "first" or table.get(line[end - 1].low) == "last"
    seen = any(t.kind == "ORG" and t.start == start and t.probability >= SURE for t in sentence.tags)
    return told or (seen and not words().cues.opens(line[start]))


def _same_as_known(line: Sequence[Token], number: int, index: int, name: str) -> Phrase | None:
    """The body of the table with these letters, if the name differs from its own by a slip: "Organisasi Kerjasama Islam"."""
    known = body_at(line, number, index)
    if known is None or known.rule != "body-whole":
        return None
    return known if any(_alike(fold(name), fold(own)) for own in words().names_of.get(known.concept, ())) else None


def _alike(one: str, other: str) -> bool:
    """Whether two folded names differ by a letter or two at one place, or by a blank."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    longest = max(len(one), len(other))
    front = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    back = next((i for i, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), longest)
    return longest - front - back <= SLIP


def explained_otherwise(sentence: Sentence, number: int, index: int) -> Phrase | None:
    """The letters of a body of the table, where brackets say that they are something else's: "Pekerja Migran Indonesia (PMI)"."""
    line = sentence.tokens
    mark = 0 if sentence.title_case or words().bodies.match(line, index) else _shortened(line, index)
    if not mark:
        return None
    body = body_at(line, number, mark + 1)
    return replace(body, aliases=(line[mark + 1].text,), rule=OTHERWISE) if body and body.rule == "body-whole" else None


def _explained_behind(line: Sequence[Token], number: int, index: int, people: frozenset[int]) -> Phrase | None:
    """A body by its letters, with its name in brackets behind them: "BKIPM (Badan Karantina Ikan, Pengendalian Mutu, …)"."""
    start = index + 2
    end = next((at for at in range(start, min(start + LONGEST_LIST, len(line))) if line[at].text == ")"), 0)
    body = body_at(line, number, start, people) if end else None
    if body is None or not _initials(line[start:end]).startswith(line[index].low):
        return None
    name = text_of(line, start, end)
    names = (line[index].text, *body.aliases)
    if body.end != end:
        body = replace(body, key=name_key(name), concept=body.concept, name=name, whole=None, region="")
    return replace(body, start=index, end=end + 1, rule="explained-body", aliases=names)


def people_at(sentence: Sentence) -> frozenset[int]:
    """The tokens at which a person's name begins, as the tagger sees it: there no body's name goes on."""
    return frozenset(tag.start for tag in sentence.tags if tag.kind == "PER" and tag.probability >= LIKELY)


def body_at(line: Sequence[Token], number: int, index: int, people: frozenset[int] = frozenset()) -> Phrase | None:
    """The longest name that the table's opening words begin here; of equals one that identifies its body."""
    found = words().bodies.match(line, index)
    if found is None:
        return None
    bodies, end = found
    if index in people and end == index + 1 and not line[index].text.isupper():
        return None  # "Sony Susmana" is no firm
    phrases = [_opened(line, number, index, body, end, people) for body in bodies if _spelt(line, index, body, end)]
    phrases = [phrase for phrase in phrases if phrase.key or phrase.rule not in FREE_RULES]  # "SD" alone names nothing
    return max(phrases, key=lambda phrase: (phrase.end, phrase.key is not None), default=None)


def _spelt(line: Sequence[Token], index: int, body: Body, end: int) -> bool:
    """Whether the words are written as a name is: "PAN" is the party, "Aji" is not AJI; "Polres" may be "POLRES"."""
    if end == index + 1 and body.form.isupper() and body.form.isalpha():
        return line[index].text.isupper()
    if body.shape == "-" and end == index + 1:
        return line[index].text == body.form or (line[index].text.isupper() and len(body.form) > 4)
    return all(t.capital or t.text in JOINERS or not t.text[0].isalpha() for t in line[index:end])


def _opened(line: Sequence[Token], number: int, index: int, body: Body, head: int, people: frozenset[int]) -> Phrase:
    """The whole name that the opening words, which end at token `head`, begin; a dot behind them is theirs: "PT. Sinar Abadi"."""
    if body.shape in FREE and line[head - 1].text in words().abbreviations and head + 1 < len(line):
        head += line[head].text == "." and line[head + 1].capital and line[head + 1].low not in words().never_names
    inner, start = _bracket(line, head)
    tail = _tail(line, body, index, start, people)
    name = text_of(line, index, head)
    aliases: list[str] = []
    end = head
    if tail.end > start:  # "Kepolisian Daerah (Polda) Riau"
        rest = text_of(line, start, tail.end)
        if tail.whole and "(" in rest:  # "DPD Komite Nasional Pemuda Indonesia (KNPI) Surakarta"
            aliases += [f"{name} {short}" for short in (rest, *tail.whole.aliases)]
            rest = tail.whole.name
        if inner and _abbreviates(inner, name):
            aliases += [f"{inner} {rest}", text_of(line, index, tail.end)]
        name, end = f"{name} {rest}", tail.end
        aliases += (
            [BRACKETS.sub("", name)] if "(" in name else []
        )  # "DPD Komite Nasional Pemuda Indonesia (KNPI) Surakarta"
    area = tail.area
    body = _government(body, area)
    outer, closed = _bracket(line, end)
    if outer and _abbreviates(outer, name):  # "Majelis Sholawat Bontang (MSB)", "Polda Kalimantan Timur (Kaltim)"
        aliases.append(f"{text_of(line, index, head)} {outer}" if words().regions.get(outer) else outer)
        end = closed
        after = area_at(line, end) if area is None else None
        if after and (
            body.shape in FREE or after.level == "country"
        ):  # "Komite Nasional Pemuda Indonesia (KNPI) Surakarta"
            name, end, area = f"{name} {after.name}", after.end, after
    return Phrase(
        number,
        index,
        end,
        "organization",
        name,
        _rule(body, tail),
        body.type,
        body.concept,
        aliases=tuple(aliases),
        key=_key(body, tail.part, name, name != text_of(line, index, head)),
        region=area.code if area else tail.whole.region if tail.whole else "",
        whole=tail.whole,
    )


def _government(body: Body, area: Area | None) -> Body:
    """Of "Pemda DKI" the government of a province: the kind that its region has, where the region is known."""
    region = words().region_of.get(area.code) if area else None
    forms = words().governments.get(region.level) if region else None
    kinds = words().bodies.get(forms[0]) if forms else None
    return body._replace(concept=kinds[0].concept) if kinds and body.concept == ANY_GOVERNMENT else body


def _rule(body: Body, tail: Tail) -> str:
    """The rule that read a name: by its shape, and apart where a region was taken on trust."""
    if body.shape == "-":
        return "body-whole"
    return "body-place-name" if body.shape == "place" and tail.part and tail.area is None else f"body-{body.shape}"


def _tail(line: Sequence[Token], body: Body, head: int, start: int, people: frozenset[int]) -> Tail:
    """What follows the opening words, by the shape of the body's name."""
    if body.shape == "place":
        if area := area_of_office(line, start, _level(body)):
            wider = gazetteer().match(line, start)  # "KUA Bontang Barat" is a district's, not the city's
            if wider and wider[1] > area.end and all(token.capital for token in line[start : wider[1]]):
                return Tail(wider[1], fold(text_of(line, start, wider[1])))
            if _of_a_quarter(line, area):  # "PLN UP3 Surabaya Selatan"
                return Tail(area.end + 1, fold(text_of(line, start, area.end + 1)))
            return Tail(area.end, area.code or fold(area.name), area)
        district = gazetteer().match(line, start) if start < len(line) and line[start].capital else None
        if district:  # "Polsek Tanah Abang"
            return Tail(district[1], fold(text_of(line, start, district[1])))
        if body.concept == ANY_GOVERNMENT and not words().cues.match(line, start):
            return Tail(start)  # not "Pemerintah Jamin …", but "Pemerintah Kapanewon Purwosari"
        end = _own_name(line, start, start, LONGEST["place"], people)
        none = (at for at in range(start, end) if line[at].text in words().abbreviations or len(line[at].text) == 1)
        end = next(none, end)  # "Peraturan KPU Nomor 3 Tahun 2022"
        return Tail(end, fold(text_of(line, start, end)) if end > start else "")
    if body.shape == "number":
        if start < len(line) and _is_number(line[start].text):
            area = area_at(line, start + 1) or _area_in(line, start)
            end = area.end if area else number_end(line, start, people)
            return Tail(end, line[start].text.split("/")[0].casefold(), area)
        if area := area_at(line, start):
            return Tail(area.end, area.code or fold(area.name), area)
        place = gazetteer().match(line, start) if start < len(line) and line[start].capital else None
        return Tail(place[1], fold(text_of(line, start, place[1]))) if place else Tail(start)
    if body.shape == "host":
        host = body_at(line, 0, start, people) if start < len(line) and line[start].capital else None
        if host is None:
            return Tail(start)
        part = host.key.value if host.key else fold(host.name)
        if host.type == "party":  # "DPW PKS Provinsi Banten", "Fraksi PKS DPR RI"
            if body.type == host.type and (area := area_at(line, host.end)):
                return Tail(area.end, f"{part}/{area.code or fold(area.name)}", area, whole_of(host))
            house = body_at(line, 0, host.end, people) if host.end < len(line) else None
            if house and house.type == body.type != host.type:
                return Tail(house.end, f"{part}/{fold(house.name)}", None, whole_of(house))
        end = host.end
        if end + 1 < len(line) and line[end].text == "-" and (other := body_at(line, 0, end + 1, people)):
            end = other.end  # "Tim Gabungan TNI-Polri"
        return Tail(end, part, None, whole_of(host))
    if body.shape in FREE:
        numbered = body.type == "education" and start < len(line) and line[start].text.isdigit()  # "SMAN 1 Bontang"
        end = _own_name(line, head, start + numbered, LONGEST[body.shape], people)
        area = area_at(line, end) or (area_at(line, start + 1) if numbered else None)
        within = body.shape == "field" or body.type == "association"
        host = body_at(line, 0, end, people) if within and end < len(line) else None
        if host and host.type == "education":  # "Fakultas Hukum Universitas Airlangga", "Ikatan Alumni ITB"
            return Tail(host.end, "", None, whole_of(host))
        return Tail(area.end if area else end, "", area)
    return Tail(start)


def _of_a_quarter(line: Sequence[Token], area: Area) -> bool:
    """Whether the word behind a city tells a quarter of it: "Surabaya | Selatan"."""
    quarter = area.end < len(line) and line[area.end].text.istitle()
    return area.level in ("city", "") and quarter and words().place_words.get(line[area.end].low) == "never"


def _level(body: Body) -> str:
    """The level of region that a body's opening words ask for: "Bawaslu Kabupaten", "Pemkot"."""
    cue = words().cues.get(body.form.rpartition(" ")[2])
    if cue and cue.follows == "region":
        return cue.type
    return next((level for level, forms in words().governments.items() if body.form in forms), "")


def number_end(line: Sequence[Token], index: int, people: frozenset[int] = frozenset()) -> int:
    """The token after a unit's number and its name: "162/Wira Bhakti"; a rank, a title or a common word is none of it."""
    end = capital_run(line, index + 1, 2) if line[index].text.partition("/")[2].isalpha() else index + 1
    for stop in range(index + 1, end):
        common = line[stop].low in words().never_names or words().titles.match(line, stop)
        if common or stop in people or _opens(line, stop) or words().honorifics.match(line, stop):
            return stop
    return end


def _area_in(line: Sequence[Token], index: int) -> Area | None:
    """The region in a unit's number: "0908/Bontang", "0503/Jakarta Barat"."""
    name = tokens(line[index].text.partition("/")[2])
    found = area_at([*name, *line[index + 1 :]], 0)
    return found._replace(end=index + 1 + max(found.end - len(name), 0)) if found else None


def area_of_office(line: Sequence[Token], index: int, level: str = "") -> Area | None:
    """The region of an office; "Kota" behind it is part of the office's name: "Polres Probolinggo Kota"."""
    area = area_at(line, index, level)
    if area and area.end < len(line) and line[area.end].low == "kota":
        city = area_at(line, index, "city")
        code = city.code if city and city.level == "city" else ""
        return area._replace(name=f"{area.name} {line[area.end].text}", code=code, end=area.end + 1)
    return area


def _goes_on(line: Sequence[Token], index: int, people: frozenset[int]) -> bool:
    """Whether a word is one more of a unit's name: neither a rank, a title, a body nor a person."""
    tables = (words().honorifics, words().titles, words().bodies)
    return line[index].text.istitle() and index not in people and not any(t.match(line, index) for t in tables)


def _is_number(text: str) -> bool:
    """ "0908/Btg", "04", "VI/Mulawarman"."""
    return text[0].isdigit() or set(text.split("/")[0]) <= set("IVXL")


def _key(body: Body, part: str, name: str, complemented: bool) -> Key | None:
    """What the name identifies by itself; nothing for "Polres" alone."""
    if body.shape == "-":
        return body_key(body.concept)
    if part:
        return body_key(body.concept, part)
    return name_key(name) if complemented and body.shape in FREE else None


def _own_name(line: Sequence[Token], head: int, start: int, most: int, people: frozenset[int]) -> int:
    """The token after the capitalised words of a name; a title, a rank, another body or a person ends it.

    Not where letters in brackets behind it spell all its words, from the body's opening one at `head` on.
    """
    end = capital_run(line, start, most, JOINERS)
    short, _ = _bracket(line, end)
    if short and head < start and (_spells(short, line[head:end]) or _spells(short, line[start:end])):
        return end  # "Forum Purnabakti Kepala Daerah (FPKD)", "PT Kilang Pertamina Internasional (KPI)"
    if end < len(line) and line[end].text == "," and (listed := _listed(line, head, end)):
        return listed
    for stop in range(start, end):
        if stop in people and not (stop == start + 1 and words().honorifics.match(line, start)):  # "RSUP Dr Sardjito"
            return stop
        joined = stop > start and line[stop - 1].text in JOINERS
        firm = line[stop].text in words().abbreviations
        if joined and (firm or line[stop].low == line[head].low or (head == start and _opens(line, stop))):
            return stop - 1  # "PT Sinar Abadi dan CV Karya" are two
        title = words().titles.match(line, stop)
        before = words().honorifics.match(line, stop)
        if before and before[0].position == "before" and (stop > start or before[0].kind == "rank"):
            return stop
        if stop == start or line[stop - 1].text in JOINERS:
            continue
        if (title and title[0].form[0].isupper() and title[0].type not in PLURAL) or _opens(line, stop):
            return stop
        if (area := area_at(line, stop)) and (area.end >= end or line[area.end].text not in JOINERS):
            bodies = words().bodies.match(line, head)
            union = bodies is not None and any(body.type == "association" for body in bodies[0])
            return end if union and _is_motto(line, area.end, end, people) else min(area.end, end)
    return end


def _listed(line: Sequence[Token], head: int, comma: int) -> int:
    """The token after a name with commas in it, 0 where it is none: the letters in brackets behind open its words.

    "Badan Karantina Ikan, Pengendalian Mutu dan Keamanan Hasil Perikanan (BKIPM)".
    """
    end = comma
    while end < len(line) and end - head < LONGEST_LIST and (line[end].capital or line[end].text in (",", *JOINERS)):
        end += 1
    short, _ = _bracket(line, end)
    return end if len(short) > SHORTEST and _initials(line[head:end]).startswith(short.casefold()) else 0


def _is_motto(line: Sequence[Token], start: int, end: int, people: frozenset[int]) -> bool:
    """Whether the words behind a region in a name are what its people stand for: "Papua | Peduli Demokrasi"."""
    rest = range(start, end)
    return len(rest) > 1 and all(
        line[at].text.istitle()
        and at not in people
        and (line[at].low in words().never_names or line[at].low in words().seldom_names)
        and words().days.match(line, at) is None
        and not (words().titles.match(line, at) or words().cues.match(line, at) or _opens(line, at))
        for at in rest
    )


def _spells(short: str, line: Sequence[Token]) -> bool:
    """Whether letters are the first ones of a name's words: "FPKD"."""
    return short.casefold() == _initials(line)


def _initials(line: Sequence[Token]) -> str:
    """The first letters of the words with a capital, in lower case."""
    return "".join(token.low[0] for token in line if token.capital)


def _opens(line: Sequence[Token], index: int) -> bool:
    found = words().bodies.match(line, index)
    return found is not None and any(_spelt(line, index, body, found[1]) for body in found[0])


def whole_of(phrase: Phrase) -> Whole:
    """A body as a part of something else's name."""
    return Whole(phrase.name, phrase.type, phrase.concept, phrase.aliases, phrase.key, phrase.region, phrase.whole)


@lru_cache(maxsize=5_000)
def implied(name: str) -> Whole | None:
    """An organization that a title implies, under its whole name: "Polres Bontang" → its type, concept and key.

    A body that there is once brings the other names of the table along: "KPK", "Komisi Pemberantasan Korupsi".
    """
    line = tokens(name)
    phrase = body_at(line, 0, 0) if line else None
    if phrase is None:
        return None
    if phrase.end < len(line):
        return Whole(name, phrase.type, phrase.concept, key=name_key(name))
    return replace(
        whole_of(phrase), aliases=words().names_of.get(phrase.concept, ()) if phrase.rule == "body-whole" else ()
    )


def _bracket(line: Sequence[Token], index: int) -> tuple[str, int]:
    """The short form in brackets that begins here, and the token after it; "" and the same token where none does."""
    if index + 2 < len(line) and line[index].text == "(":
        for end in range(index + 2, min(index + 2 + LONGEST["short"], len(line))):
            if line[end].text == ")":
                short = text_of(line, index + 1, end)
                named = line[index + 1].text[0].isalpha() and len(short) in ABBREVIATION
                return (short, end + 1) if named and (end == index + 2 or line[index + 1].capital) else ("", index)
    return "", index


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of a short form stand in the name in order, the first at the front of a word."""
    letters, rest = fold(short).replace(" ", ""), iter(fold(name).replace(" ", ""))
    opens = letters[:1] in {word[0] for word in fold(name).split()}
    return opens and all(letter in rest for letter in letters)
