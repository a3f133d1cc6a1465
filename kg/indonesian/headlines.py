"""A headline → the events that it tells, which say it in fewer words than a text, and the words that tell them again.

"Kapolres: Jangan Main Hakim Sendiri" is a statement; "Pecat Karyawan, Pemprov Cabut Izin" tells two events, a clause each. Where
an article has no headline its first sentence opens the story.
"""

from collections.abc import Iterator, Sequence

from kg.indonesian.mentions import HEADLINE, NOUN, STATEMENT, Mention, akin, in_phrases, speaks
from kg.indonesian.words import Trigger
from kg.language import Text
from kg.sentences import Token

LEAD = 6  # sentences, the headline among them, in which also a weak trigger tells what the article is about
NEWS = 3  # sentences, the headline among them, in which the words of a text open the story that the headline tells
SPEAKERS = ("person", "organization", "post")
CLAUSE_ENDS = ",:;?!."
TITLED = 2  # words before the name of who speaks: "Pakar", "Ketua Umum"
SHORTEST = 4  # letters of a word that tells again what a headline told


def of_headline(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those of a headline's poorer words where richer ones stand in their clause; statements stay.

    Of several poorer ones in a clause the first verb counts, or else the first.
    """
    clause = {m: _clause(text.sentences[m.sentence].tokens, m) for m in mentions}
    rich = {clause[m] for m in mentions if m.trigger.strength != HEADLINE and not m.background}
    poor = [
        m for m in mentions if m.trigger.strength == HEADLINE and m.trigger.type != STATEMENT and clause[m] not in rich
    ]
    poor.sort(key=lambda m: (m.trigger.part == NOUN, m.start))
    best = {clause[m]: m for m in reversed(poor)}
    return [
        m for m in mentions if m.trigger.strength != HEADLINE or m.trigger.type == STATEMENT or best.get(clause[m]) is m
    ]


def _clause(line: Sequence[Token], mention: Mention) -> tuple[int, int]:
    """The sentence of a mention and the token where its clause begins."""
    stops = (i for i in range(mention.start - 1, -1, -1) if line[i].text in CLAUSE_ENDS)
    return mention.sentence, next(stops, 0)


def said(text: Text, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A headline that gives somebody's words is a statement.

    "Menteri Jokowi: Kita Harus Waspada"; "Jokowi Tak Mau Berjudi", where it tells no event and the text opens with a verb of
    speech.
    """
    told = {m.sentence for m in mentions}
    if any(m.trigger.type == STATEMENT and text.sentences[m.sentence].field == "title" for m in mentions):
        return
    for number, sentence in enumerate(text.sentences):
        line = sentence.tokens
        for phrase in text.phrases[number] if sentence.field == "title" else ():
            opens = any(
                i == 0 or line[i - 1].text in ",.?!" for i in range(max(0, phrase.start - TITLED), phrase.start + 1)
            )
            if not opens or phrase.kind not in SPEAKERS or phrase.end >= len(line) - 1:
                continue
            colon = line[phrase.end].text == ":"
            start, end = _words_said(text, number, phrase.end + colon, mentions)
            verb = ":" if colon else "" if number in told else _verb_of_speech(text)
            if verb and start < end:
                trigger = Trigger(verb, STATEMENT, NOUN, HEADLINE)
                yield Mention(number, start, end, trigger, "", False, False, False, None)
                return


def _words_said(text: Text, number: int, start: int, mentions: Sequence[Mention]) -> tuple[int, int]:
    """The first run of a headline's words behind its speaker in which nothing else is named or told."""
    line = text.sentences[number].tokens
    taken = in_phrases(text, number) | {at for m in mentions if m.sentence == number for at in range(m.start, m.end)}
    start = next((at for at in range(start, len(line)) if at not in taken and line[at].text[0].isalnum()), len(line))
    return start, next((at for at in range(start, len(line)) if at in taken), len(line))


def _verb_of_speech(text: Text) -> str:
    """The first verb of speech in the sentences with which a text opens, "" for none."""
    first = next((n for n, s in enumerate(text.sentences) if s.field == "text"), 0)
    verbs = (
        token.low
        for number in range(first, min(first + NEWS - 1, len(text.sentences)))
        for at, token in enumerate(text.sentences[number].tokens)
        if speaks(token) and not text.is_quoted(number, at)
    )
    return next(verbs, "")


def retold(text: Text, told: Sequence[Mention], taken: set[tuple[int, int]]) -> list[Mention]:
    """The words in the first sentences of a text with which it tells what so far the headline alone told.

    A statement by a verb of speech, anything else by a word of the headline's stem: "mengangkut" for "Angkut".
    """
    if any(m.trigger.strength != HEADLINE or text.sentences[m.sentence].field != "title" for m in told):
        return []
    first = told[0]
    for number, sentence in enumerate(text.sentences):
        if sentence.field == "title" or number >= LEAD + NEWS:
            continue
        named = in_phrases(text, number)
        for at, token in enumerate(sentence.tokens):
            if at in named or (number, at) in taken or (token.capital and at) or len(token.low) < SHORTEST:
                continue
            statement = first.trigger.type == STATEMENT
            again = speaks(token) if statement else akin(token.low, first.trigger.form)
            if again and not text.is_quoted(number, at):
                trigger = Trigger(token.low, first.trigger.type, "verb_active", HEADLINE)
                return [Mention(number, at, at + 1, trigger, "", False, False, False, first.status)]
    return []
