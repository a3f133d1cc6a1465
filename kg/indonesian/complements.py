"""A title's words and the tokens behind them → the body that the title is of.

"Kapolres" before "Bontang" → Polres Bontang; "Kepala Biro Hukum di Kementerian Investasi" → the ministry; "anggota Satreskrim
Polres Tuban" → Polres Tuban, whose unit is a word of the title; "Presiden Prancis" → Pemerintah Prancis, "Presiden FIFA" → FIFA.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.indonesian.gazetteer import gazetteer
from kg.indonesian.keys import body_key, fold, name_key
from kg.indonesian.organizations import HOME, area_of_office, body_at, find_organization, implied
from kg.indonesian.places import Area, area_at, text_of
from kg.indonesian.words import Body, Title, capital_run, words
from kg.language import Known, Phrase, Whole
from kg.sentences import Sentence, Token, tokens

BY_NAME = ("district", "village")  # levels whose places are looked up in the gazetteer
HOST = "{HOST}"  # the template of a unit's head: the body that the unit is in
VARIABLE = re.compile(r"\{\w+\}")
OPEN = re.compile(r"\{\w+\}|")  # the template of a title that any body may have
UNITS = ("police", "military")  # bodies whose parts are words of the titles in them
HEADS_OF_PARTS = ("unit_head", "deputy_unit_head")
LONGEST_NAME = 8  # words of a body's name behind its title
MANY = ("member", "staff")  # kinds of title that many hold
LONGEST_AREA = 3  # words of a region that no table knows


class Complement(NamedTuple):
    """What follows a title, or stands in it: the body that it is of, the token after it, where the body's name begins."""

    body: Whole | None
    end: int
    start: int = -1  # a token inside the title: "BIN" in "Kepala BIN"
    unit: int = (
        -1
    )  # the token after a unit that is the title's own word: "Satreskrim" of "anggota Satreskrim Polres Tuban"
    nowhere: bool = False  # whether no body in the text can be its: "Presiden" before a name that no president here had
    presumed: bool = False  # whether nothing said so but the title itself: "Presiden"


def find_complement(sentence: Sentence, number: int, start: int, index: int, title: Title, known: Known) -> Complement:
    """The body of a title whose words begin at `start`, from what follows at `index` and from its template."""
    line = sentence.tokens
    template = template_of(title)
    for begin in range(start + 1, index + 1):  # inside the title ("Kepala BIN", "Kepala Dinas Pasar"), then behind it
        body = find_organization(sentence, number, begin, known) if begin < len(line) else None
        inside = begin < index
        if body and body.key is None and body.type == "association" and not inside and title.type not in MANY:
            body = replace(body, key=body_key(body.concept))  # "Ketua Umum PWI"
        if body is None or body.end < index or body.key is None:
            continue
        if (
            inside
            and body.end == index
            and title.type in HEADS_OF_PARTS
            and _body_behind(sentence, number, index, known)
        ):
            continue  # "Kepala Bagian Hukum Setda Sleman" is of Setda Sleman
        if _named_by(line, body, index, title) if inside else _fits(body, template):
            whole = _host_of(line, body, template, title.type)
            unit = _unit_end(line, body, whole) if OPEN.fullmatch(template) and template != HOST else -1
            return Complement(whole, body.end, begin if inside else -1, unit)
    if template and not VARIABLE.search(template):
        return _national(sentence, number, index, title, known)
    if filled := _embassy(line, index, template) or _filled(line, index, template):
        return filled
    if re.search(r"\{(?:X|GOV|NUM)\}", template) and (area := _area(line, index, title.level)):
        if title.level == "province" and area.code[:1].isalpha():
            return Complement(
                None, index, nowhere=True
            )  # the governor of Tokyo: none knows how his government is called
        return Complement(_body_of(template, area), area.end + 3 * _in_brackets(line, area.end))
    at = words().of_post_at(line, index) if VARIABLE.match(template) else None
    if at and at[0] == "at" and at[1] < len(line):  # "Kepala Biro Hukum di Kementerian Investasi"
        body = find_organization(sentence, number, at[1], known)
        if body and body.key:
            return Complement(_host_of(line, body, template, title.type), body.end)
    return Complement(None, index)


def _body_behind(sentence: Sentence, number: int, index: int, known: Known) -> bool:
    body = find_organization(sentence, number, index, known) if index < len(sentence.tokens) else None
    return body is not None and body.key is not None


def _embassy(line: Sequence[Token], index: int, template: str) -> Complement | None:
    """The embassy in a country: "Duta Besar RI untuk Arab Saudi" → Kedutaan Besar RI untuk Arab Saudi."""
    start = _after_republic(line, index)
    to = words().of_post_at(line, start)
    at = to[1] if to and to[0] == "for" else len(line)
    at += at < len(line) and line[at].capital and words().of_post(line[at].text) == "state"  # "Kerajaan Arab Saudi"
    host = area_at(line, at, "country") if start > index else None
    if host is None or not VARIABLE.search(template):
        return None
    name = VARIABLE.sub(text_of(line, index, host.end), template)
    return Complement(Whole(name, "government", key=name_key(name), region=host.code), host.end)


def _filled(line: Sequence[Token], index: int, template: str) -> Complement | None:
    """The body that a template's opening words make with what follows, where they and it are a longer opening.

    "Polres" and "Metro Jakarta Barat", "Lapas" and "Kelas IIA Bontang"; "Kodim" and its number, "Lanud" and its name.
    """
    opening = template.partition("{")[0].strip()
    if not opening or index >= len(line) or line[index].text[0].islower():
        return None
    head = tokens(opening)
    whole_line = [*head, *line[index : index + LONGEST_NAME]]
    found = words().bodies.match(whole_line, 0)
    if found is None or (found[1] <= len(head) and not re.search(r"\{(?:NUM|NAME)\}", template)):
        return None
    body = body_at(whole_line, 0, 0)
    if body is None or body.key is None or body.end <= len(head):
        return None
    name = f"{opening} {text_of(line, index, index + body.end - len(head))}"
    whole = Whole(name, body.type, body.concept, body.aliases, body.key, body.region)
    return Complement(whole, index + body.end - len(head))


def _named_by(line: Sequence[Token], body: Phrase, index: int, title: Title) -> bool:
    """Whether a body that a title's own words name is the title's: "BIN" in "Kepala BIN", not "Reskrim" in "Kasat Reskrim"."""
    template = template_of(title)
    if body.rule == "body-host" or template == HOST:  # but "Pos TNI AL" in "Komandan Pos TNI AL Panarukan"
        return template == HOST and body.rule != "body-host" and _opened(line, body) > index
    if OPEN.fullmatch(template):
        return True
    if VARIABLE.search(template):
        return template.startswith(line[body.start].text) or body.concept in {kind.concept for kind in _kinds(template)}
    usual = [implied(part.strip()) for part in title.body.split("<")]
    if body.type == "military":
        usual = usual[:1]  # "Danpuspom TNI" is of Puspom TNI, but "Kadiv Humas Polri" of Polri
    return body.key in [whole.key for whole in usual if whole]


@cache
def template_of(title: Title) -> str:
    """The part of "Bag SDM Polres {X} < Polres {X}" that the holder belongs to: of a unit inside a body, the body."""
    parts = [part.strip() for part in title.body.split("<")]
    if len(parts) < 2 or "{" not in parts[-1] or not parts[0].endswith(parts[-1].split(" ", 1)[-1]):
        return parts[0]
    line = tokens(parts[-1])
    for index in range(len(line) - 1, 0, -1):  # of "Satintelkam Polres {X}" the Polres
        found = words().bodies.match(line, index)
        if found and any(kind.shape in ("place", "number") for kind in found[0]):
            return parts[-1][line[index].start :]
    return parts[-1]


def host_kind(title: Title) -> str:
    """The kind of body to look for where a title stands without one: "polres" for Kabag SDM, "" for Ketua, "-" for a king."""
    abroad = title.body == f"{words().governments['country'][0]} {{X}}"
    if abroad or not title.body:
        return "-"
    kinds = _kinds(template_of(title))
    return kinds[0].concept if kinds else ""


def _national(sentence: Sentence, number: int, index: int, title: Title, known: Known) -> Complement:
    """The body that a title has by itself, unless a country or, for a president, another body follows."""
    line, template = sentence.tokens, template_of(title)
    body = implied(template) or Whole(template, "other")
    country = area_at(line, index, "country")
    if country and country.level == "country" and country.code != HOME:
        end = country.end + 3 if _in_brackets(line, country.end) else country.end  # "Presiden Amerika Serikat (AS)"
        abroad = _abroad(template, country)
        return Complement(abroad, end)
    government = words().governments["country"][0]
    if template.startswith(f"{government} "):
        other = find_organization(sentence, number, index, known) if index < len(line) else None
        if other and other.key and other.type != "government":
            return Complement(_host_of(line, other, "", ""), other.end)
    if title.concept in words().holders and _of_abroad(
        line, _after_republic(line, index), words().holders[title.concept]
    ):
        return Complement(None, index, nowhere=True)
    return Complement(body, _after_republic(line, index), presumed=True)


def _of_abroad(line: Sequence[Token], index: int, names: frozenset[str]) -> bool:
    """Whether a name follows of which no word is one of the holders' here: "Presiden Macron"."""
    end = capital_run(line, index, LONGEST_AREA)
    return end > index and not any(token.low in names for token in line[index:end])


def _abroad(template: str, country: Area) -> Whole:
    """The same office of another country: "Kementerian Luar Negeri Rusia", "Pemerintah Prancis"."""
    government = words().governments["country"][0]
    opening = government if template.startswith(f"{government} ") else template
    region = words().region_of.get(country.code)
    name = f"{opening} {region.name if region else country.name}"
    return Whole(name, "government", aliases=(f"{opening} {country.name}",), key=name_key(name), region=country.code)


def _in_brackets(line: Sequence[Token], index: int) -> bool:
    return index + 2 < len(line) and line[index].text == "(" and line[index + 2].text == ")"


def _after_republic(line: Sequence[Token], index: int) -> int:
    """The token after "RI" or "Republik Indonesia" behind a national title."""
    if index < len(line) and line[index].text in ("RI", "Indonesia"):
        return index + 1
    if [t.text for t in line[index : index + 2]] == ["Republik", "Indonesia"]:
        return index + 2
    return index


def _fits(body: Phrase, template: str) -> bool:
    """Whether the organization that follows can be the title's: of the template's kind, or any where it is open."""
    kinds = _kinds(template)
    return not kinds or body.type in {kind.type for kind in kinds}


def _host_of(line: Sequence[Token], body: Phrase, template: str, kind: str) -> Whole:
    """The body itself; of "Kanit Gakkum Satlantas Polres Probolinggo Kota" the Polres, not its unit.

    The head of a part of a unit is of the unit: "Kasubdit V Dittipideksus Bareskrim Polri".
    """
    kinds = {kind.concept for kind in _kinds(template)}
    if body.whole and not (kinds and body.concept in kinds):
        unit = (
            body.type in UNITS
            and kind not in HEADS_OF_PARTS
            and _unit_end(line, body, body.whole) == _opened(line, body)
        )
        if template == HOST or kinds or unit:
            return body.whole
    return Whole(body.name, body.type, body.concept, body.aliases, body.key, body.region, body.whole)


def _unit_end(line: Sequence[Token], body: Phrase, whole: Whole) -> int:
    """The token after the unit's own words, where the body that was taken is the one that the unit is in."""
    if body.whole is None or whole != body.whole:
        return -1
    return next(
        (i for i in range(body.start + 1, body.end) if text_of(line, i, body.end) == whole.name), -1
    )  # "Satreskrim" before "Polres Tuban"


def _opened(line: Sequence[Token], body: Phrase) -> int:
    """The token after a body's opening words: of "Fraksi PKS DPR RI" they stand not before the house alone."""
    found = words().bodies.match(line, body.start)
    return found[1] if found else body.start


@cache
def _kinds(template: str) -> tuple[Body, ...]:
    """The kinds of body that a template's opening words may begin; none where it is open ("{ORG}")."""
    found = words().bodies.match(tokens(template), 0) if template and not VARIABLE.match(template) else None
    return found[0] if found else ()


def _area(line: Sequence[Token], index: int, level: str) -> Area | None:
    """The place of a title: a region, a district or village by the gazetteer, else capitals before a comma or a rank."""
    if index >= len(line) or not line[index].capital:
        return None
    if level in BY_NAME and (found := gazetteer().match(line, index)):
        return Area(text_of(line, index, found[1]), "", level, found[1])
    if area := area_of_office(line, index, level):
        return area
    end = index
    while end < len(line) and end < index + LONGEST_AREA and line[end].capital and line[end].text[0].isalpha():
        if words().honorifics.match(line, end) or line[end].low in words().never_names:
            break
        end += 1
    ranked = end < len(line) and words().honorifics.match(line, end) is not None
    return Area(text_of(line, index, end), "", level, end) if ranked and end > index else None


def _body_of(template: str, area: Area) -> Whole | None:
    """The body that a template names with this place in it; a government under its full and its short name."""
    forms = words().governments.get(area.level)
    if forms and (VARIABLE.fullmatch(template) or template == f"{forms[0]} {{X}}"):
        return _government(forms, area)
    if VARIABLE.fullmatch(template):
        return None
    filled = VARIABLE.sub("", re.sub(r"\{(?:X|NUM)\}", area.name, template)).strip(" /")
    cue = words().cues.get(filled.split()[0])
    if cue and cue.type in BY_NAME:  # a Camat's "Kecamatan {X}" is a place: its government is the body
        name = f"{words().governments['country'][0]} {filled}"
        return implied(name) or Whole(name, "government", key=name_key(name), region=area.code)
    return implied(filled) or Whole(filled, "other", region=area.code)


def _government(forms: tuple[str, str], area: Area) -> Whole | None:
    """ "Pemerintah Kabupaten Jember", "Pemkab Jember"; "Jabar" stands for its full name."""
    written = area.name
    first, _, rest = written.partition(" ")
    if rest and (cue := words().cues.get(first)) and cue.follows == "region":
        written = rest
    region = words().region_of.get(area.code)
    full = region.name if region else written
    whole = implied(f"{forms[0]} {full}")
    if whole is None:
        return None
    if area.code and whole.key and not whole.region:
        whole = replace(whole, region=area.code)
    names = [f"{form} {name}" for name in (full, written) for form in forms]
    return replace(whole, aliases=tuple(n for n in dict.fromkeys(names) if fold(n) != fold(whole.name)))
