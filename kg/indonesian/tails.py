"""A title in its sentence → where the name of its holder may begin, behind what else is said of the post.

"Anggota DPRD Banten | Fraksi PKS | , | Iip Makmur", "Kepala Desa Sukamaju | , Kecamatan Cibinong | , | Asep", "Ketua Umum PSSI |
periode 2023-2027 | Erick Thohir": a larger body, a place, a party, a term of office stand between.
"""

import re
from collections.abc import Sequence

from kg.indonesian.organizations import JOINERS
from kg.indonesian.places import area_at
from kg.indonesian.words import capital_run, words
from kg.language import Phrase
from kg.sentences import Token

TERM = re.compile(r"\d{4}(?:[-–/]\d{2,4})?")  # "2019-2024"
LARGER = ("village", "district", "regency", "city", "province")  # places that say where a post is
RANKS = ("rank", "status", "corps", "service_suffix")
LONGEST_FIELD = 6  # words of "Bidang Humas"


def tail_end(line: Sequence[Token], found: Sequence[Phrase], title: Phrase) -> int:
    """The token after all that goes on about a post behind its title; a comma before a name is left."""
    at = title.end
    while (end := _part(line, found, at)) > at:
        at = end
    return at


def holder_start(line: Sequence[Token], found: Sequence[Phrase], title: Phrase) -> int:
    """The token at which the name of a title's holder may begin, after at most one comma."""
    at = tail_end(line, found, title)
    return at + (at < len(line) and line[at].text == ",")


def _part(line: Sequence[Token], found: Sequence[Phrase], at: int) -> int:
    """The token after one thing said of a post; `at` itself where nothing is."""
    if at >= len(line):
        return at
    phrase = _starts(found, at)
    if phrase and phrase.kind == "organization":
        return phrase.end
    if phrase and phrase.kind == "place" and phrase.type in LARGER:
        return phrase.end
    if phrase is None and (area := area_at(line, at)) and area.end < len(line):  # "UIN Sunan Kalijaga Yogyakarta, …"
        ranked = words().honorifics.match(line, area.end) is not None
        return area.end if ranked or line[area.end].text == "," else at
    if line[at].text == ",":
        larger = _starts(found, at + 1)
        told = larger and larger.kind == "place" and larger.type in LARGER and larger.end < len(line)
        return larger.end if larger and told and line[larger.end].text == "," else at
    if TERM.fullmatch(line[at].text):
        return at + 1
    rank = words().honorifics.match(line, at)
    if rank and rank[0].kind in RANKS and rank[0].position == "before" and phrase is None:
        bracket = [token.text for token in line[rank[1] : rank[1] + 3]]  # "Letnan Jenderal (Letjen)", "Letjen (Purn)"
        return rank[1] + 3 * (bracket[:1] == ["("] and bracket[2:] == [")"])
    signal = words().of_post_at(line, at)
    if signal and signal[0] == "elect":
        return signal[1]
    if signal is None or signal[1] >= len(line):
        return at
    kind, after = signal
    if kind == "term":
        years = after
        while years < len(line) and (
            line[years].text.isdigit() or TERM.fullmatch(line[years].text) or line[years].text in "-–/"
        ):
            years += 1
        return years if years > after else at
    if kind in ("field", "for"):  # up to the name, if that is known already
        named = min((phrase.start for phrase in found if phrase.start >= after), default=len(line))
        end = min(capital_run(line, after, LONGEST_FIELD, JOINERS), named)
        return end if end > after else at
    if kind == "from" and (behind := _starts(found, after)) and behind.kind in ("organization", "place"):
        return behind.end
    return at


def _starts(found: Sequence[Phrase], at: int) -> Phrase | None:
    return next((phrase for phrase in found if phrase.start == at), None)
