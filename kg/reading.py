"""One article → its Reading: sentences, phrases, entities, claims, in this order.

"Kapolres Bontang, AKBP Alex …, menyambut hangat kedatangan Ketua MSB, Gus Choirul Amin" gives two persons, two posts, two
bodies, the tenures that bind them, and the meeting in which they take part.
"""

from kg.language import Known, Language, Phrase, Text
from kg.lexicon import PhraseTable
from kg.model import Article, Reading
from kg.mojibake import as_given, as_meant
from kg.sentences import Sentence, concordance, sentences

READER_VERSION = "6"  # raised whenever code, lexicon or model reads an article differently


def read_article(article: Article, language: Language) -> Reading:
    """Read one article; never raises, whatever the text holds. A pure function of its arguments."""
    meant = as_meant(article)
    reading = _read(meant, language)
    return reading if meant is article else as_given(reading, article)


def _read(article: Article, language: Language) -> Reading:
    lines = sentences(article, language.abbreviations)
    for prepare in language.prepare:
        lines = prepare(lines)
    known = _explained(lines, language)
    phrases = [_phrases(sentence, number, language, known) for number, sentence in enumerate(lines)]
    for name in language.namers:
        phrases = name(lines, phrases)
    text = Text(article, lines, tuple(tuple(found) for found in phrases), concordance(lines))
    entities, claims, mentions = language.claims(text)
    return Reading(
        article,
        tuple(sentence.span for sentence in lines),
        entities,
        tuple(sorted(mentions, key=lambda m: (m.span.field != "title", m.span))),
        claims,
    )


def _explained(lines: tuple[Sentence, ...], language: Language) -> Known:
    """The short names that the article explains: "Majelis Sholawat Bontang (MSB)" → "MSB"."""
    nothing: Known = PhraseTable([])
    names: list[tuple[str, Phrase]] = []
    for number, sentence in enumerate(lines):
        brackets = [index for index, token in enumerate(sentence.tokens) if token.text == "("]
        for index in language.openings(sentence.tokens) if brackets else ():
            if index >= brackets[-1]:  # what begins behind the last one explains nothing
                break
            phrase = language.explains(sentence, number, index, nothing)
            if phrase:
                names += [(alias, phrase) for alias in phrase.aliases]
    return PhraseTable(names, exact=True)


def _phrases(sentence: Sentence, number: int, language: Language, known: Known) -> list[Phrase]:
    """The phrases of a sentence, none overlapping: at each token the longest that a finder sees; of equals, the first."""
    found: list[Phrase] = []
    end = 0
    openings = language.openings(sentence.tokens)
    if known.openers and (learnt := known.starts(sentence.tokens)):
        openings = sorted({*openings, *learnt})
    for index in openings:
        if index < end:
            continue
        seen = [phrase for find in language.finders if (phrase := find(sentence, number, index, known))]
        if seen:
            best = max(seen, key=lambda phrase: phrase.end)
            found.append(best)
            end = best.end
    return found
