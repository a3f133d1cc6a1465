"""Tokens → posts: a title with what goes on after it, and the organization that it implies.

"Kapolres Bontang" → Kapolres of Polres Bontang; "Ketua MSB" → Ketua of MSB; "Kasat Reskrim Polres Ciamis" → of Polres Ciamis; "Kabag SDM"
alone → of the police body that the text is about; "mantan", "Plt" and "calon" before it say in what way it is held.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.indonesian.organizations import find_organization, implied
from kg.indonesian.places import Area, area_at, gazetteer, text_of
from kg.indonesian.words import Body, Title, words
from kg.language import Known, Phrase, Whole
from kg.model import TenureStatus
from kg.sentences import Sentence, Token, tokens

STATUS: dict[str, TenureStatus] = {"acting": "acting", "former": "former", "prospective": "candidate"}
BY_NAME = ("district", "village")  # levels whose places are looked up in the gazetteer
VARIABLE = re.compile(r"\{\w+\}")
LONGEST_AREA = 3  # words of a region that no table knows


class Complement(NamedTuple):
    """What follows a title: the body that it is of, and the token after it."""

    body: Whole | None
    end: int


def find_title(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The post that begins at this token."""
    line = sentence.tokens
    start, status = _status(line, index)
    if start >= len(line):
        return None
    found = words().titles.match(line, start)
    if found is None:
        return None
    title, end = found
    lower = not line[start].capital
    aliases: list[str] = []
    if end + 2 < len(line) and line[end].text == "(" and line[end + 2].text == ")" and line[end + 1].text[0].isalpha():
        aliases.append(line[end + 1].text)  # "Menteri Dalam Negeri (Mendagri)"
        after = end + 3
    else:
        after = end
    complement = _complement(sentence, number, after, title, known)
    if complement.body is None:
        complement = _overlapping(sentence, number, start, end, known) or complement
    last = complement.end if complement.end > after else (after if aliases else end)
    if lower and status == "current" and not (complement.body and _beside_a_name(line, index, last)):
        return None  # "ketua" as a common word, "pengurus MSB" as a number of people
    first = start if status == "former" else index
    name = text_of(line, first, end)
    full = text_of(line, start, last)
    if full != name:
        aliases.append(full)
    if text_of(line, start, end) != name:
        aliases.append(text_of(line, start, end))
    return Phrase(
        number, index, last, "post", name, "title-body" if complement.body else "title", title.type, title.concept,
        named=(first, end), aliases=tuple(aliases), status=status, body=complement.body, host=_host_kind(title),
    )  # fmt: skip


def _beside_a_name(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether a title in lower case stands where a holder is named: before a name, or in apposition behind one."""
    at = end + (end < len(line) and line[end].text == ",")
    before = line[start - 1].text if start else ""
    return (at < len(line) and line[at].capital) or before in (",", "yang", "selaku", "sebagai", "menjabat")


def _status(line: Sequence[Token], index: int) -> tuple[int, TenureStatus]:
    """The token of the title itself, after "mantan", "Plt", "Penjabat (Pj)", "calon"."""
    found = words().honorifics.match(line, index)
    if found is None or found[0].position != "before_title":
        return index, "current"
    end = found[1]
    if end < len(line) and line[end].text == "." and line[end - 1].end == line[end].start:
        end += 1
    if end + 2 < len(line) and line[end].text == "(" and line[end + 2].text == ")":
        end += 3
    return end, STATUS.get(found[0].kind, "current")


def _complement(sentence: Sentence, number: int, index: int, title: Title, known: Known) -> Complement:
    """The body of a title, from what follows it and from its template."""
    line = sentence.tokens
    template = _template(title.body)
    body = find_organization(sentence, number, index, known) if index < len(line) else None
    if body is not None and _fits(body, template):
        return Complement(_host_of(body, template), body.end)
    if not VARIABLE.search(template):
        end = index + 1 if index < len(line) and line[index].text == "RI" else index
        return Complement(implied(template) or Whole(template, "other"), end) if template else Complement(None, index)
    if "{NUM}" in template and index < len(line) and re.match(r"\d|[IVXL]+/", line[index].text):
        area = area_at(line, index + 1)
        name = template.split("{NUM}")[0] + text_of(line, index, area.end if area else index + 1)
        return Complement(implied(name), area.end if area else index + 1)
    if re.search(r"\{(?:X|GOV)\}", template):
        area = _area(line, index, title.level)
        if area is not None:
            return Complement(_body_of(template, area), area.end)
    return Complement(None, index)


def _overlapping(sentence: Sentence, number: int, start: int, end: int, known: Known) -> Complement | None:
    """The body whose name begins inside the title: "Dinas Perdagangan Kota Madiun" in "Kepala Dinas Perdagangan …"."""
    for index in range(start + 1, end):
        body = find_organization(sentence, number, index, known)
        if body is not None and body.end > end and body.key is not None:
            return Complement(_host_of(body, ""), body.end)
    return None


def _template(body: str) -> str:
    """The part of "Bag SDM Polres {X} < Polres {X}" that the holder belongs to: of a unit inside a body, the body."""
    parts = [part.strip() for part in body.split("<")]
    if len(parts) < 2 or "{" not in parts[-1] or not parts[0].endswith(parts[-1].split(" ", 1)[-1]):
        return parts[0]
    line = tokens(parts[-1])
    for index in range(len(line) - 1, 0, -1):  # of "Satintelkam Polres {X}" the Polres
        found = words().bodies.match(line, index)
        if found and any(kind.shape in ("place", "number") for kind in found[0]):
            return parts[-1][line[index].start :]
    return parts[-1]


def _fits(body: Phrase, template: str) -> bool:
    """Whether the organization that follows can be the title's: of the template's kind, or any where it is open."""
    if not template or VARIABLE.match(template):
        return True
    kinds = _kinds(template)
    return not kinds or body.type in {kind.type for kind in kinds}


def _host_of(body: Phrase, template: str) -> Whole:
    """The body itself; of "Kanit Gakkum Satlantas Polres Probolinggo Kota" the Polres, not its unit."""
    if body.whole and body.concept not in {kind.concept for kind in _kinds(template)} and _kinds(template):
        return body.whole
    return Whole(body.name, body.type, body.concept, body.aliases, body.key, body.region)


def _area(line: Sequence[Token], index: int, level: str) -> Area | None:
    """The place of a title: a region, a district or village by the gazetteer, else capitals before a comma or a rank."""
    if index >= len(line) or not line[index].capital:
        return None
    if level in BY_NAME and (found := gazetteer().match(line, index)):
        return Area(text_of(line, index, found[1]), "", level, found[1])
    if area := area_at(line, index, level):
        suffix = area.end < len(line) and line[area.end].text == "Kota" and level == "regency"  # "Magelang Kota"
        return area._replace(end=area.end + 1, name=f"{area.name} Kota", code="") if suffix else area
    end = index
    while end < len(line) and end < index + LONGEST_AREA and line[end].capital and line[end].text[0].isalpha():
        if end > index and words().honorifics.match(line, end):
            break
        end += 1
    bounded = end < len(line) and (line[end].text == "," or words().honorifics.match(line, end) is not None)
    return Area(text_of(line, index, end), "", level, end) if bounded and end > index else None


def _body_of(template: str, area: Area) -> Whole | None:
    """The body that a template names with this place in it; of a regional office the government of the place."""
    if VARIABLE.fullmatch(template):
        return government(area)
    filled = VARIABLE.sub("", re.sub(r"\{X\}", area.name, template)).strip(" /")
    return implied(filled) or Whole(filled, "other", region=area.code)


def government(area: Area) -> Whole | None:
    """The government of a place under its full name and its short one: "Pemerintah Kabupaten Jember", "Pemkab Jember"."""
    forms = words().governments.get(area.level)
    if forms is None:
        return None
    bare = re.sub(r"^\w+ ", "", area.name) if words().cues.get(area.name.split()[0]) else area.name
    whole = implied(f"{forms[0]} {bare}")
    return replace(whole, aliases=(f"{forms[1]} {bare}",)) if whole else None


def _host_kind(title: Title) -> str:
    """The kind of body to look for where a title stands without one: "polres" for Kabag SDM, "" for Ketua."""
    kinds = _kinds(_template(title.body))
    return kinds[0].concept if kinds else ""


def _kinds(template: str) -> tuple[Body, ...]:
    """The kinds of body that a template's opening words may begin; none where it is open ("{ORG}")."""
    found = words().bodies.match(tokens(template), 0) if template and not VARIABLE.match(template) else None
    return found[0] if found else ()
