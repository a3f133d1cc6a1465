"""Tokens → posts: a title with what goes on after it, and the organization that it implies.

"Kapolres Bontang" → Kapolres of Polres Bontang; "Ketua MSB" → Ketua of MSB; "Kasat Reskrim Polres Ciamis" → of Polres Ciamis;
"Kabag SDM" alone → of the police body that the text is about; "mantan", "Plt" and "calon" say in what way it is held.
"""

from collections.abc import Sequence

from kg.indonesian.complements import OPEN, Complement, find_complement, host_kind, template_of
from kg.indonesian.keys import fold
from kg.indonesian.organizations import BRACKETS, JOINERS, find_organization, people_at
from kg.indonesian.places import area_at, text_of
from kg.indonesian.words import Title, capital_run, words
from kg.language import Known, Phrase
from kg.model import TenureStatus
from kg.sentences import Sentence, Token

STATUS: dict[str, TenureStatus] = {"acting": "acting", "former": "former", "prospective": "candidate"}
PLURAL = ("member", "staff")  # kinds of title that, without a name, speak of several people
SERVANTS = ("advisor", "spokesperson", "secretary", "staff")  # kinds of title that may serve another post
MINISTERS = ("head", "deputy_head")  # kinds of title whose fields the table all knows
LONGEST_OPENING = 6  # words of a title before a bracket in it
FIELDED = ("unit_head", "deputy_unit_head", "advisor")  # kinds of title of which a body has several, each with a field
LONGEST_FIELD = 8  # words of an office's field


def find_title(sentence: Sentence, number: int, index: int, known: Known, served: bool = False) -> Phrase | None:
    """The post that begins at this token; `served`: a title before it is known to serve it."""
    line = sentence.tokens
    if not (words().titles.opens(line[index]) or words().honorifics.opens(line[index])):
        return None
    start, status = _status(line, index)
    found = _title_at(line, start) if start < len(line) else None
    if found is None or _in_event(line, start):
        return None
    title, end, after, short = found
    told = max(end, after)
    end = _with_field(sentence, number, end, title, known) if after == end else end
    after = _with_field(sentence, number, max(after, end), title, known)
    bracket = after
    field = _field(line, told, bracket) if title.type in FIELDED and "{FIELD}" not in template_of(title) else ""
    after, shortened = _in_brackets(line, after)
    complement = find_complement(sentence, number, start, after, title, known)
    inner = words().titles.match(line, bracket + 1) if shortened and complement.body is None else None
    if inner:  # "Kepala Divisi Profesi dan Pengamanan (Kadiv Propam)": the short form tells more
        title, complement = inner[0], find_complement(sentence, number, bracket + 1, after, inner[0], known)
    if complement.body is None:
        complement = _joined(sentence, number, after, title, known) or complement
    last = max(complement.end, after)
    last, behind = _in_brackets(line, last)
    if _in_law(line, index) and last + (last < len(line) and line[last].text == ",") not in people_at(sentence):
        return None
    if (last < len(line) and words().of_post(line[last].text) == "number") or (
        complement.presumed and not served and _serves(line, index)
    ):
        return None
    beside = _beside_a_name(line, index, last)
    if not line[start].capital and not (beside and (complement.body or status != "current")):
        return None  # "ketua" as a common word, "pengurus MSB" as a number of people
    unit = find_organization(sentence, number, start, known)
    if not beside and (title.type in PLURAL or (unit and unit.end >= last)):
        return None  # "Anggota" are many; "Humas Polda Kaltim" is a body, unless somebody's name follows
    first = start if status == "former" else index
    core = complement.unit if complement.unit > 0 else complement.start if complement.start > start else end
    if title.type == "candidate":
        status = "candidate"
    written = text_of(line, start, end)
    full = title.label if complement.presumed and _is_chief(title.label, written) else ""
    plain = (
        BRACKETS.sub("", text_of(line, first, core)) if first == start else ""
    )  # "Direktur Jenderal (Dirjen) Imigrasi"
    names = dict.fromkeys(
        name
        for name in (
            full,
            plain,
            text_of(line, first, core),
            text_of(line, first, end),
            short,
            shortened or behind,
            text_of(line, start, max(complement.end, after)),
            text_of(line, start, core),
        )
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
        presumed=complement.presumed,
        host="-" if complement.nowhere else host_kind(title),
        field=field,
    )


def _field(line: Sequence[Token], start: int, end: int) -> str:
    """The field of an office as it is compared: "hukum" of "Kepala Biro Hukum", "pemasaran" of "Deputi Bidang Pemasaran"."""
    return " ".join(fold(token.text) for token in line[start:end] if words().of_post(token.text) != "field").strip()


def _title_at(line: Sequence[Token], start: int) -> tuple[Title, int, int, str] | None:
    """The title that begins here, the token after its words, the one after a short form in brackets, and that form.

    "Menteri Dalam Negeri (Mendagri)"; "Direktur Jenderal (Dirjen) Imigrasi", "Kepala Pelaksana (Kalaksa) BPBD" are one
    title around its bracket.
    """
    found = words().titles.match(line, start)
    if found is None:
        return None
    title, end = found
    for mark in range(start + 1, min(start + LONGEST_OPENING, len(line) - 2)):
        if line[mark].text == "(" and line[mark + 2].text == ")" and line[mark + 1].capital:
            around = words().titles.match([*line[start:mark], *line[mark + 3 :]], 0)
            if around and around[1] > max(mark, end) - start:
                return around[0], start + around[1] + 3, start + around[1] + 3, ""
    inner = words().titles.match(line, end + 1) if end < len(line) and line[end].text == "(" else None
    if inner and inner[1] > end + 2 and inner[1] < len(line) and line[inner[1]].text == ")":  # "(Menko PMK)"
        return title, end, inner[1] + 1, text_of(line, end + 1, inner[1])
    if not (end + 2 < len(line) and line[end].text == "(" and line[end + 2].text == ")" and line[end + 1].capital):
        return title, end, end, ""
    short = line[end + 1].text if words().titles.get(line[end + 1].text) else ""  # "Mendagri"; "ESDM" is no title
    return title, end, end + 3, short


def _in_brackets(line: Sequence[Token], index: int) -> tuple[int, str]:
    """The token after a title's short form in brackets, and that form: "Kepala Dinas Penerangan … (Kadispenad)"."""
    found = words().titles.match(line, index + 1) if index < len(line) and line[index].text == "(" else None
    if found is None or found[1] >= len(line) or line[found[1]].text != ")" or not line[index + 1].capital:
        return index, ""
    return found[1] + 1, text_of(line, index + 1, found[1])


def _is_chief(label: str, written: str) -> bool:
    """Whether a title is called by its label: "Mendagri" is the Menteri Dalam Negeri, "Presiden RI" the Presiden."""
    return len(label.split()) > len(written.split()) or written.startswith(f"{label} ")


def _serves(line: Sequence[Token], index: int) -> bool:
    """Whether the word before a title is an office that no table knows, and the name behind is its holder's: "Wasit KSAD …"."""
    before = line[index - 1] if index else None
    return (
        before is not None
        and before.capital
        and before.text.isalpha()
        and before.low not in words().never_names
        and before.text not in words().known
        and words().honorifics.match(line, index - 1) is None
    )


def _joined(sentence: Sentence, number: int, index: int, title: Title, known: Known) -> Complement | None:
    """The body of the title that is joined to this one, or that this one serves.

    "CEO sekaligus Co-Founder Tokopedia"; "Staf Khusus Menteri Keuangan".
    """
    line = sentence.tokens
    joins = words().of_post_at(line, index)
    if joins and joins[0] == "joins" and joins[1] < len(line):
        other = find_title(sentence, number, joins[1], known)
        return Complement(other.body, index) if other and other.body and not other.presumed else None
    if title.type in SERVANTS and index < len(line) and line[index].capital:
        other = find_title(sentence, number, index, known, served=True)
        return Complement(other.body, other.end) if other and other.body else None
    return None


def _in_event(line: Sequence[Token], index: int) -> bool:
    """Whether a title is a word of an event's name: "Pemilihan Presiden", "debat calon gubernur"."""
    return any(
        (found := words().triggers.match(line, start)) is not None and found[1] > index
        for start in range(max(0, index - 2), index)
    )


def _in_law(line: Sequence[Token], index: int) -> bool:
    """Whether a title is a word of a law's name: "Peraturan Menteri Perhubungan Nomor 140"."""
    return index > 0 and line[index - 1].capital and words().of_post(line[index - 1].text) == "law"


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
    behind = words().of_post(line[end].text) if end < len(line) else None
    at = end + (end < len(line) and line[end].text == ",")
    signal = words().of_post_at(line, at)
    if behind == "joins" and end + 1 < len(line) and words().titles.match(line, end + 1):
        return True  # "anggota DPR sekaligus Ketua PMI"
    if behind == "again" or (signal and signal[0] in ("among", "is")):
        return True  # "dosen UIN Jakarta itu", "anggota DPRD Bontang, di antaranya A dan B"
    if behind in ("from", "term"):  # "anggota DPRD Sumut dari Fraksi Gerindra"
        at = end + 1
    before = line[start - 1].text if start else ""
    return (at < len(line) and line[at].capital) or before in (",", "yang", "selaku", "sebagai", "menjabat")


def _with_field(sentence: Sentence, number: int, index: int, title: Title, known: Known) -> int:
    """The token after the field of an office behind its title: "Bidang Humas", "Direktur Jenderal Penegakan Hukum".

    Where any body may follow a title, the capitalised words before that body, or else common ones, are its field, and no name.
    """
    line, people = sentence.tokens, people_at(sentence)
    template = template_of(title)
    open_to_all = OPEN.fullmatch(template) is not None and template != ""
    if open_to_all and (end := _up_to_body(sentence, number, index, known)):
        return end
    if index + 1 < len(line) and words().of_post(line[index].text) == "field" and line[index].capital:
        end = capital_run(line, index + 1, LONGEST_FIELD, JOINERS)
        return next((stop for stop in range(index + 2, end) if area_at(line, stop)), end)
    if not open_to_all and ("{FIELD}" not in template or title.type in MINISTERS):
        return index
    run = capital_run(line, index, LONGEST_FIELD, JOINERS)
    end = index
    while (
        end < run
        and end not in people
        and not _stops(line, end)
        and (line[end].text in JOINERS or (_common(line[end].text) and not _opens_body(line, end)))
    ):
        end += 1
    while end > index and line[end - 1].text in JOINERS:
        end -= 1
    return end


def _up_to_body(sentence: Sentence, number: int, index: int, known: Known) -> int:
    """The token at which a title's body begins behind its field, "Bidang Energi dan Pariwisata | Kementerian …"; 0: none does."""
    line, people = sentence.tokens, people_at(sentence)
    fielded = "field" in [words().of_post(token.text) for token in line[index - 1 : index + 1]]
    for end in range(index, min(index + LONGEST_FIELD * (1 + fielded), len(line))):
        goes_on = line[end].capital or line[end].text in JOINERS or (fielded and line[end].text == ",")
        if end in people or not goes_on or _stops(line, end, end == index):
            return 0
        body = find_organization(sentence, number, end, known)
        within = body and (line[end - 1].text in JOINERS or (fielded and body.rule == "body-name"))
        if body and body.key and not (within and end > index):
            return end
        if _opens_body(line, end):
            return 0
    return 0


def _stops(line: Sequence[Token], index: int, first: bool = False) -> bool:
    """Whether no field goes on: with a rank, a region, or another title ("Staf Khusus Menteri Keuangan")."""
    title, before = words().titles.match(line, index), words().honorifics.match(line, index)
    office = title is not None and title[0].type in MINISTERS
    return (
        office or (before is not None and before[0].kind == "rank") or (not first and area_at(line, index) is not None)
    )


def _common(word: str) -> bool:
    """Whether a capitalised word is a common one, or a word of the names of bodies ("Perhubungan"), but no region."""
    folded = word.casefold()
    common = folded in words().never_names or folded in words().seldom_names
    return word.istitle() and (common or (word in words().known and words().regions.get(word) is None))


def _opens_body(line: Sequence[Token], index: int) -> bool:
    return words().bodies.match(line, index) is not None
