"""Tokens → posts: a title with what goes on after it, and the organization that it implies.

"Kapolres Bontang" → Kapolres of Polres Bontang; "Ketua MSB" → Ketua of MSB; "Kasat Reskrim Polres Ciamis" → of Polres Ciamis;
"Kabag SDM" alone → of the police body that the text is about; "mantan", "Plt" and "calon" say in what way it is held.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.indonesian.gazetteer import gazetteer
from kg.indonesian.keys import fold, name_key
from kg.indonesian.organizations import JOINERS, area_of_office, find_organization, implied
from kg.indonesian.places import Area, area_at, text_of
from kg.indonesian.words import Body, Title, capital_run, words
from kg.language import Known, Phrase, Whole
from kg.model import TenureStatus
from kg.sentences import Sentence, Token, tokens

STATUS: dict[str, TenureStatus] = {"acting": "acting", "former": "former", "prospective": "candidate"}
BY_NAME = ("district", "village")  # levels whose places are looked up in the gazetteer
PLURAL = ("member", "staff")  # kinds of title that, without a name, speak of several people
HOST = "{HOST}"  # the template of a unit's head: the body that the unit is in
VARIABLE = re.compile(r"\{\w+\}")
LONGEST_FIELD = 8  # words of an office's field
LONGEST_AREA = 3  # words of a region that no table knows


class Complement(NamedTuple):
    """What follows a title, or stands in it: the body that it is of, the token after it, where the body's name begins."""

    body: Whole | None
    end: int
    start: int = -1  # a token inside the title: "BIN" in "Kepala BIN"


def find_title(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The post that begins at this token."""
    line = sentence.tokens
    start, status = _status(line, index)
    found = words().titles.match(line, start) if start < len(line) else None
    if found is None or _in_event(line, start):
        return None
    title, end = found
    end = _with_field(line, end, title)
    after = end
    short = ""
    if end + 2 < len(line) and line[end].text == "(" and line[end + 2].text == ")" and line[end + 1].text[0].isalpha():
        short, after = line[end + 1].text, end + 3  # "Menteri Dalam Negeri (Mendagri)"
        after = _with_field(line, after, title)  # "Direktur Jenderal (Dirjen) Perhubungan Laut"
    complement = _complement(sentence, number, start, after, title, known)
    last = max(complement.end, after)
    beside = _beside_a_name(line, index, last)
    if not line[start].capital and not (beside and (complement.body or status != "current")):
        return None  # "ketua" as a common word, "pengurus MSB" as a number of people
    unit = find_organization(sentence, number, start, known)
    if not beside and (title.type in PLURAL or (unit and unit.end >= last)):
        return None  # "Anggota" are many; "Humas Polda Kaltim" is a body, unless somebody's name follows
    first = start if status == "former" else index
    core = complement.start if complement.start > start else end
    names = dict.fromkeys(
        name
        for name in (text_of(line, first, core), text_of(line, first, end), short, text_of(line, start, last))
        if name
    )
    name, *aliases = names
    return Phrase(
        number,
        index,
        last,
        "post",
        name,
        "title-body" if complement.body else "title",
        title.type,
        title.concept,
        named=(first, core),
        aliases=tuple(aliases),
        status=status,
        body=complement.body,
        host=_host_kind(title),
    )


def _in_event(line: Sequence[Token], index: int) -> bool:
    """Whether a title is a word of an event's name: "Pemilihan Presiden", "debat calon gubernur"."""
    return any(
        (found := words().triggers.match(line, start)) is not None and found[1] > index
        for start in range(max(0, index - 2), index)
    )


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


def _beside_a_name(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether a title in lower case stands where a holder is named: before a name, or in apposition behind one."""
    at = end + (end < len(line) and line[end].text == ",")
    before = line[start - 1].text if start else ""
    return (at < len(line) and line[at].capital) or before in (",", "yang", "selaku", "sebagai", "menjabat")


def _complement(sentence: Sentence, number: int, start: int, index: int, title: Title, known: Known) -> Complement:
    """The body of a title whose words begin at `start`, from what follows at `index` and from its template."""
    line = sentence.tokens
    template = _template(title.body)
    for begin in range(start + 1, index + 1):  # inside the title ("Kepala BIN", "Kepala Dinas Pasar"), then behind it
        body = find_organization(sentence, number, begin, known) if begin < len(line) else None
        inside = begin < index
        if body and inside and body.rule == "body-host":  # "Reskrim" in "Kasat Reskrim" is the title's own word
            continue
        if body and body.end >= index and body.key and (inside or _fits(body, template)):
            return Complement(_host_of(body, template), body.end, begin if inside else -1)
    if template and not VARIABLE.search(template):
        return Complement(implied(template) or Whole(template, "other"), _after_republic(line, index))
    if "{NUM}" in template and index < len(line) and re.match(r"\d|[IVXL]+/", line[index].text):
        area = area_at(line, index + 1)
        end = area.end if area else index + 1
        return Complement(implied(template.split("{NUM}")[0] + text_of(line, index, end)), end)
    if re.search(r"\{(?:X|GOV|NUM)\}", template) and (area := _area(line, index, title.level)):
        return Complement(_body_of(template, area), area.end)
    return Complement(None, index)


def _with_field(line: Sequence[Token], index: int, title: Title) -> int:
    """The token after the field of an office behind its title: "Bidang Humas", "Direktur Jenderal Penegakan Hukum".

    Where any body may follow a title, capitalised common words behind it are its field, and no name.
    """
    if index + 1 < len(line) and words().signals.get(line[index].text) == "field" and line[index].capital:
        return capital_run(line, index + 1, LONGEST_FIELD, JOINERS)
    template = _template(title.body)
    if not (VARIABLE.match(template) or "{FIELD}" in template):
        return index
    run = capital_run(line, index, LONGEST_FIELD, JOINERS)
    end = index
    while end < run and (line[end].text in JOINERS or _common(line[end].text)) and not _opens_body(line, end):
        end += 1
    while end > index and line[end - 1].text in JOINERS:
        end -= 1
    return end


def _common(word: str) -> bool:
    """Whether a capitalised word is a common one, or a word of the names of bodies ("Perhubungan"), but no region."""
    folded = word.casefold()
    common = folded in words().never_names or folded in words().seldom_names
    return word.istitle() and (common or (word in words().known and words().regions.get(word) is None))


def _opens_body(line: Sequence[Token], index: int) -> bool:
    return words().bodies.match(line, index) is not None


def _after_republic(line: Sequence[Token], index: int) -> int:
    """The token after "RI" or "Republik Indonesia" behind a national title."""
    if index < len(line) and line[index].text == "RI":
        return index + 1
    if [t.text for t in line[index : index + 2]] == ["Republik", "Indonesia"]:
        return index + 2
    return index


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
    kinds = _kinds(template)
    return not kinds or body.type in {kind.type for kind in kinds}


def _host_of(body: Phrase, template: str) -> Whole:
    """The body itself; of "Kanit Gakkum Satlantas Polres Probolinggo Kota" the Polres, not its unit."""
    kinds = {kind.concept for kind in _kinds(template)}
    if body.whole and (template == HOST or (kinds and body.concept not in kinds)):
        return body.whole
    return Whole(body.name, body.type, body.concept, body.aliases, body.key, body.region)


def _kinds(template: str) -> tuple[Body, ...]:
    """The kinds of body that a template's opening words may begin; none where it is open ("{ORG}")."""
    found = words().bodies.match(tokens(template), 0) if template and not VARIABLE.match(template) else None
    return found[0] if found else ()


def _host_kind(title: Title) -> str:
    """The kind of body to look for where a title stands without one: "polres" for Kabag SDM, "" for Ketua."""
    kinds = _kinds(_template(title.body))
    return kinds[0].concept if kinds else ""


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
    if words().cues.get(filled.split()[0]):  # a Camat's "Kecamatan {X}" is a place: its government is the body
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
    names = [f"{form} {name}" for name in (full, written) for form in forms]
    return replace(whole, aliases=tuple(n for n in dict.fromkeys(names) if fold(n) != fold(whole.name)))
