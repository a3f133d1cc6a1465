"""Where a person's name begins and ends, what stands before it, and whether words look like one.

"AKBP Alex Frestian Lumban Tobing" → the rank, and the four words; "Ketua Panitia Pelaksana" → no name; "CEO Sinar Abadi Michael
Tan" → "Michael Tan". How often news gives a word to persons was counted: `data/lexicon/name_words.tsv`.
"""

from collections.abc import Sequence
from functools import cache

from kg.indonesian.places import area_at, text_of
from kg.indonesian.words import words
from kg.sentences import Sentence, Token

LONGEST = 6  # words of a name: "Raden Mas Said Hadi Kusumo Ningrat"
LONGEST_REGION = 3  # words: "Daerah Istimewa Yogyakarta"
# The probability of a person to the tagger. Nothing on 80 articles, each half read by a tagger that learnt from the other, moves
# between .3 and .7, .6 and .9, .8 and .99: these are in the middle.
LIKELY = 0.5
CERTAIN = 0.8  # where the tagger alone tells that a name begins
AGAINST_THE_TABLE = 0.95  # for words that news gives to other things
MOST_PREFIXES = 12  # "Irjen Pol. (Purn.) Prof. Dr. H. …"; a line of nothing but ranks is not read over and over
ANY_BODY = "{ORG}"  # of a title that any body has: "CEO"
PREFIX_KINDS = (
    "rank",
    "corps",
    "status",
    "service_suffix",
    "honorific",
    "religious",
    "nobility",
    "academic",
    "kinship",
)


def name_end(line: Sequence[Token], start: int, trusted: bool = False) -> int:
    """The token after the name that begins here; `start` where none does.

    Capitalised words, initials with their dots, and particles between them ("bin", "van"); a title, a body, a rank, a degree or a
    weekday ends it. A common word does not open a name, unless it is `trusted`: "drg. Bagus Setyo".
    """
    asked = words()
    end, count = start, 0
    while end < len(line) and count < LONGEST:
        token = line[end]
        again = end > start + 1 and token.text == line[start].text
        if again and end + 1 < len(line) and line[end + 1].text == line[start + 1].text:
            break  # "Lionel Messi Lionel Messi": a caption before the sentence
        opener = asked.openers.match(line, end)
        if opener and (opener[1] > end + 1 or _goes_on_before(line, end)):
            count += opener[1] - end
            end = opener[1]
            continue
        if end > start and line[end - 1].end == token.start and token.text[0].isalpha() and line[end - 1].text != ".":
            break
        if end > start and token.text.partition("-")[0] in asked.particles and token.text.partition("-")[2].istitle():
            end, count = end + 1, count + 1  # "Khaled al-Shaief"
            continue
        if end > start and token.text.isupper() and len(token.text) > 2 and not line[start].text.isupper():
            break  # "Marcelino Rumaikewi NRP": an abbreviation behind a name is no part of it
        if token.text[0].isalpha() and token.capital and not _ends_name(line, end, start, trusted):
            end, count = end + 1, count + 1
            dot = end < len(line) and line[end].text == "." and line[end].start == token.end
            initial = len(token.text) == 1 or token.text in asked.abbreviations
            if dot and initial and end + 1 < len(line) and line[end + 1].capital:
                end += 1
        elif end > start and token.text in asked.particles and end + 1 < len(line) and line[end + 1].capital:
            end += 1
        else:
            break
    return end


def _goes_on_before(line: Sequence[Token], index: int) -> bool:
    """Whether a word with a capital stands within a sentence: there "Lalu" is of a name."""
    return index > 0 and (line[index - 1].text.isalpha() or line[index - 1].text == ",")


def _ends_name(line: Sequence[Token], index: int, start: int, trusted: bool) -> bool:
    """Whether a token is none of the name that begins at `start`: "Ibu | Kota Nusantara" opens none at all."""
    folded, written = _enders()
    if line[index].low not in folded and line[index].text not in written:
        return False
    asked = words()
    cue = asked.cues.match(line, index)
    if cue and cue[0].follows == "region":
        return True
    title = asked.titles.match(line, index)
    if title and title[0].form[0].isupper():
        return True
    honorific = asked.honorifics.match(line, index)
    if honorific and honorific[0].kind == "rank":
        return True
    if honorific and honorific[0].position == "after":
        return index > start
    bodies = asked.bodies.match(line, index)
    if bodies and any(b.shape != "-" or b.form.isupper() or bodies[1] > index + 1 for b in bodies[0]):
        return line[index].text.isupper() or any(line[index].text == b.form.split()[0] for b in bodies[0])
    if asked.days.match(line, index) is not None:
        return True
    if trusted and not (index > start and line[index - 1].text == "."):  # "Brigadir J. Namun PC" are two sentences
        return False
    return line[index].low in asked.never_names and not line[index].text.isupper()


@cache
def _enders() -> tuple[frozenset[str], frozenset[str]]:
    """The words with which what ends a name may begin, and the ranks and degrees as they are written; most words are neither."""
    asked = words()
    tables = (asked.cues, asked.titles, asked.bodies, asked.days)
    folded = asked.never_names.union(*(table.openers for table in tables))
    return folded, frozenset(asked.honorifics.openers)


def like_a_name(line: Sequence[Token], start: int, end: int) -> bool:
    """Whether some word of it is no common word and no abbreviation: "Bintang Puspayoga", not "Penanganan JAI"."""
    return any(
        len(t.text) > 1 and titled(t) and (t.low not in words().seldom_names or of_persons(t)) for t in line[start:end]
    )


def may_be_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words are like a name, and none that news gives to other things, unless the tagger is sure of them."""
    likely = weight(sentence.tokens, start, end) >= 0 or probability(sentence, start, end) >= AGAINST_THE_TABLE
    return likely and like_a_name(sentence.tokens, start, end)


def may_be_addressed(sentence: Sentence, start: int, end: int) -> bool:
    """The same behind a title of address, where a common word is a name too: "Mbak Ita", but not "Dokter Spesialis"."""
    likely = weight(sentence.tokens, start, end) >= 0 or probability(sentence, start, end) >= AGAINST_THE_TABLE
    return likely and any(
        token.low not in words().never_names or of_persons(token) for token in sentence.tokens[start:end]
    )


def weight(line: Sequence[Token], start: int, end: int) -> int:
    """How many of the words news gives to persons, less those that it gives to other things."""
    kinds = [words().name_words.get(token.low) for token in line[start:end] if len(token.text) > 1]
    return kinds.count("often") - kinds.count("seldom")


def probability(sentence: Sentence, start: int, end: int) -> float:
    """How probable a person among these tokens is by the tagger."""
    sure = (tag.probability for tag in sentence.tags if tag.kind == "PER" and tag.start < end and start < tag.end)
    return max(sure, default=0.0)


def behind_a_firm(sentence: Sentence, start: int, end: int) -> int:
    """Where the name itself begins: behind the words of a firm or of a field that no table knows.

    At the first word of persons behind words that are none, or where the tagger sees a person begin though not before.
    """
    line = sentence.tokens
    if (
        end - start < 2
        or words().openers.match(line, start)
        or line[start].text in words().abbreviations
        or len(line[start].text) == 1
    ):
        return start
    start = without_a_firm(line, start, end)
    begun = [
        t.start for t in sentence.tags if t.kind == "PER" and t.probability >= CERTAIN and start < t.start < end - 1
    ]
    if begun and not any(map(of_persons, line[start : begun[0]])) and probability(sentence, start, begun[0]) == 0:
        return start if begun[0] == start + 1 and _may_be_given(line, start) else begun[0]
    first = next((at for at in range(start, end) if of_persons(line[at])), start)
    firm = any(_of_a_firm(line, at) for at in range(start, first))
    return first if firm and end - first > 1 and probability(sentence, start, start + 1) < LIKELY else start


def _may_be_given(line: Sequence[Token], at: int) -> bool:
    """Whether one word that the tagger missed may be a given name: neither a firm's behind "CEO" nor a sentence's first."""
    titles = (words().titles.match(line, i) for i in range(max(0, at - LONGEST), at))
    of_any_body = any(title[1] == at and title[0].body == ANY_BODY for title in titles if title)
    known = words().name_words.get(line[at].low) == "seldom" or line[at].low in words().seldom_names
    return (
        line[at].text.istitle()
        and line[at].text.isalpha()
        and at > 0
        and line[at - 1].text != "&"
        and not (of_any_body or known)
    )


def _of_a_firm(line: Sequence[Token], at: int) -> bool:
    """Whether a word is one that news gives to other things, or an abbreviation."""
    return words().name_words.get(line[at].low) == "seldom" or (line[at].text.isupper() and len(line[at].text) > 2)


def without_a_firm(line: Sequence[Token], start: int, end: int) -> int:
    """Where a name that the tagger sees begins, behind what is no name: "RI Jokowi", "Ducati Marc Marquez"."""
    while end - start > 1 and of_persons(line[start + 1]):
        body = line[start].text.isupper() and words().bodies.opens(line[start])
        region = line[start].text.isupper() and (
            words().regions.opens(line[start]) or line[start].text in words().known
        )
        other = end - start > 2 and words().name_words.get(line[start].low) == "seldom"
        if not (body or region or other):
            break
        start += 1
    return start


def cue_before(line: Sequence[Token], index: int) -> str:
    """What kind of name the words before this token call for: "person", "thing" or ""."""
    for start in (index - 2, index - 1):
        cue = words().name_cues.match(line, start) if start >= 0 and (start == 0 or not line[start].capital) else None
        if cue and cue[1] == index:
            return cue[0]
    return ""


def stands_in_a_name(line: Sequence[Token], index: int) -> bool:
    """Whether something is called after the person: "stadion Kapten I Wayan Dipta", "RSUD dr Haryoto", "Gelora Bung Karno"."""
    first = index
    while first > 0 and (
        words().honorifics.match(line, first - 1) or (len(line[first - 1].text) == 1 and line[first - 1].capital)
    ):
        first -= 1
    if first == 0:
        return False
    cue = words().cues.match(line, first - 1)
    if cue and cue[0].follows in ("name", "body"):
        return True
    kind = words().honorifics.match(line, index)
    address = kind is not None and kind[0].kind in ("kinship", "honorific")
    seldom = titled(line[first - 1]) and words().name_words.get(line[first - 1].low) == "seldom"
    title = words().titles.match(line, first - 1)
    behind_a_title = title is not None and title[1] == first  # "Presiden Pak Prabowo"
    return address and first > 1 and seldom and not behind_a_title and not _behind_a_region(line, first)


def _behind_a_region(line: Sequence[Token], index: int) -> bool:
    """Whether a region's name ends right before: "Gubernur Jawa Barat Kang Emil"."""
    areas = (area_at(line, start) for start in range(max(0, index - LONGEST_REGION), index))
    return any(area is not None and area.end == index for area in areas)


def titled(token: Token) -> bool:
    """Whether a word is written as a name is: "Budi", "Ma'mun", "McTominay"; neither "budi" nor "PKB"."""
    return token.capital and not token.text.isupper()


def of_persons(token: Token) -> bool:
    """Whether news gives a word to persons often."""
    return titled(token) and words().name_words.get(token.low) == "often"


def prefixes_at(line: Sequence[Token], index: int) -> tuple[tuple[str, ...], str | None, int]:
    """The ranks and titles of address that begin here, the rank among them, and the token after them."""
    prefixes: list[str] = []
    rank: list[str] = []
    end = index
    while end < len(line) and len(prefixes) < MOST_PREFIXES:
        found = words().honorifics.match(line, end)
        if found is None or found[0].kind not in PREFIX_KINDS or found[0].position == "before_title":
            break
        after = found[1]
        if after < len(line) and line[after].text == "." and line[after].start == line[after - 1].end:
            after += 1
        text = text_of(line, end, after)
        if found[0].kind in ("corps", "status", "service_suffix") and prefixes:
            prefixes[-1] += " " + text
            rank = rank and [*rank[:-1], prefixes[-1]]
        else:
            prefixes.append(text)
            rank += [text] if found[0].kind == "rank" else []
        end = after
    return tuple(prefixes), (rank[0] if rank else None), end
