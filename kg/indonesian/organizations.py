"""Tokens → organizations: a body's opening words with the name that follows, a complete name, or a known short form.

"Polres Bontang" → police, key `polres/64.74`; "Kodim 0908/Btg" → `kodim/0908`; "Majelis Sholawat Bontang (MSB)" with the alias
"MSB"; "Satreskrim Polres Ciamis" as part of "Polres Ciamis"; "Kepolisian Daerah (Polda) Riau" under both names.
"""

from collections.abc import Sequence

from kg.indonesian.keys import body_key, fold, name_key
from kg.indonesian.places import Area, area_at, text_of
from kg.indonesian.words import Body, capital_run, words
from kg.language import Known, Phrase, Whole
from kg.model import Key
from kg.sentences import Sentence, Token, tokens

JOINERS = frozenset({"dan", "of", "the", "for", "&", "-"})
LONGEST = {"name": 5, "field": 7, "place": 3, "host": 3}  # words after the opening ones
ABBREVIATION = range(2, 16)  # letters of what may stand in brackets after the name


def find_organization(sentence: Sentence, number: int, index: int, known: Known) -> Phrase | None:
    """The organization that begins at this token: by its opening words, else by a name that the article explained."""
    token = sentence.tokens[index]
    if not token.text[0].isalnum() or not (token.capital or token.text[0].isdigit()):
        return None
    learnt = known.match(sentence.tokens, index)
    phrase = _body_at(sentence.tokens, number, index)
    if learnt and (phrase is None or learnt[1] >= phrase.end):
        row, end = learnt
        return Phrase(
            number, index, end, "organization", row.name, "known-name", row.type, row.concept,
            aliases=(text_of(sentence.tokens, index, end),), key=row.key, region=row.region,
        )  # fmt: skip
    return phrase


def _body_at(line: Sequence[Token], number: int, index: int) -> Phrase | None:
    """The longest name that the table's opening words begin here; of equals one that identifies its body."""
    found = words().bodies.match(line, index)
    if found is None:
        return None
    bodies, end = found
    phrases = [_opened(line, number, index, body, end) for body in bodies if _spelt(line, index, body, end)]
    return max(phrases, key=lambda phrase: (phrase.end, phrase.key is not None), default=None)


def _spelt(line: Sequence[Token], index: int, body: Body, end: int) -> bool:
    """Whether the words are written as a name is: "PAN" is the party, "Pan" is not; "Polres" may be "POLRES"."""
    if body.shape == "-" and end == index + 1:
        return line[index].text == body.form or (line[index].text.isupper() and len(body.form) > 4)
    return all(t.capital or t.text in JOINERS or not t.text[0].isalpha() for t in line[index:end])


def _opened(line: Sequence[Token], number: int, index: int, body: Body, end: int) -> Phrase:
    """The whole name that the opening words begin."""
    aliases: list[str] = []
    head_end = end
    inner = _bracket(line, end)
    if inner and body.shape in ("place", "number", "field", "name", "host"):  # "Kepolisian Daerah (Polda) Riau"
        aliases.append(inner)
        end += 3
    area: Area | None = None
    whole: Whole | None = None
    part = ""
    tail = end
    if body.shape == "place":
        area = area_at(line, end)
        tail = area.end if area else _own_name(line, end, LONGEST["place"])
        part = (area.code or fold(area.name)) if area else fold(text_of(line, end, tail)) if tail > end else ""
    elif body.shape == "number":
        if end < len(line) and (line[end].text[0].isdigit() or set(line[end].text.split("/")[0]) <= set("IVXL")):
            tail, part = end + 1, line[end].text.split("/")[0].casefold()
            area = area_at(line, tail)
            tail = area.end if area else tail
    elif body.shape == "host":
        host = _host(line, end)
        if host is not None:
            whole, tail, part = _whole(host), host.end, host.key.value if host.key else fold(host.name)
    elif body.shape in ("name", "field"):
        tail = _own_name(line, end, LONGEST[body.shape])
        area = area_at(line, tail)
        tail = area.end if area else tail
        part = ""
    if tail == end and not (body.shape == "-" or inner is None):
        tail = end = head_end + 3 if inner else end
    last = tail
    outer = _bracket(line, last)
    name = text_of(line, index, head_end) + (" " + text_of(line, end, tail) if tail > end else "")
    if outer and tail > index and _abbreviates(outer, name):  # "Majelis Sholawat Bontang (MSB)"
        aliases.append(outer)
        last += 3
        area = area or area_at(line, last)
        if area and area.end > last:  # "Komite Nasional Pemuda Indonesia (KNPI) Surakarta"
            name, last = f"{name} {area.name}", area.end
    elif inner and tail > end:
        aliases = [f"{inner} {text_of(line, end, tail)}"]
    key = _key(body, part, name, tail > end)
    region = area.code if area else whole.region if whole else ""
    return Phrase(
        number, index, last, "organization", name, f"body-{body.shape}" if body.shape != "-" else "body-name",
        body.type, body.concept, aliases=tuple(aliases), key=key, region=region, whole=whole,
    )  # fmt: skip


def _key(body: Body, part: str, name: str, complemented: bool) -> Key | None:
    """What the name identifies by itself; nothing for "Polres" alone."""
    if body.shape == "-":
        return body_key(body.concept)
    if part:
        return body_key(body.concept, part)
    return name_key(name) if complemented and body.shape in ("name", "field") else None


def _own_name(line: Sequence[Token], start: int, most: int) -> int:
    """The token after the capitalised words of a name; a title, a rank, or another body ends it."""
    end = capital_run(line, start, most, JOINERS)
    for stop in range(start, end):
        token = line[stop]
        title = words().titles.match(line, stop)
        rank = words().honorifics.match(line, stop)
        body = words().bodies.match(line, stop)
        opens = body is not None and any(_spelt(line, stop, b, body[1]) for b in body[0])
        if (title and title[0].form[0].isupper() and stop > start) or (rank and rank[0].kind == "rank"):
            return stop
        if stop > start and opens and line[stop - 1].text not in JOINERS and token.capital:
            return stop
    return end


def _host(line: Sequence[Token], index: int) -> Phrase | None:
    """The body that a unit's name goes on with: "Polres Ciamis" after "Satreskrim"."""
    return _body_at(line, 0, index) if index < len(line) and line[index].capital else None


def _whole(phrase: Phrase) -> Whole:
    return Whole(phrase.name, phrase.type, phrase.concept, phrase.aliases, phrase.key, phrase.region)


def implied(name: str) -> Whole | None:
    """An organization named by a filled template: "Polres Bontang" → its type, concept and key."""
    line = tokens(name)
    phrase = _body_at(line, 0, 0) if line else None
    if phrase is None:
        return None
    return _whole(phrase) if phrase.end == len(line) else Whole(name, phrase.type, phrase.concept, key=name_key(name))


def _bracket(line: Sequence[Token], index: int) -> str | None:
    """The one word in brackets that begins here."""
    if index + 2 < len(line) and line[index].text == "(" and line[index + 2].text == ")":
        word = line[index + 1].text
        return word if word[0].isalpha() and len(word) in ABBREVIATION else None
    return None


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of a short form stand in the name in order, the first at its front."""
    letters, rest = fold(short).replace(" ", ""), fold(name).replace(" ", "")
    if not letters or not rest or letters[0] not in {word[0] for word in fold(name).split()}:
        return False
    remaining = iter(rest)
    return all(letter in remaining for letter in letters)
