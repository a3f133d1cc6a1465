"""The tagger: the names that it sees in a sentence are its own affair, whatever was tagged before or beside it."""

import pytest

from kg.indonesian import tagger as room
from kg.indonesian.tagger import Tagger, tagger
from kg.indonesian.tagger.features import features, shape
from kg.indonesian.tagger.weights import load
from kg.sentences import Tag, tokens

LINES = [
    "Menurut Darmawan Wicaksono, hujan deras turun sejak pagi di Semarang.",
    "Ia tidak hadir.",
    "Rombongan Universitas Nusa Kencana bertolak ke Makassar pada malam hari bersama Ratna Kusuma.",
]
SENTENCES = [[token.text for token in tokens(line)] for line in LINES]


def test_sentences_side_by_side_are_tagged_as_each_by_itself() -> None:
    alone = [tagger().tag([sentence])[0] for sentence in SENTENCES]
    together = tagger().tag([SENTENCES[1], [], *SENTENCES])
    assert [plain(found) for found in together] == [plain(found) for found in (alone[1], [], *alone)]
    assert any(found for found in together)


def test_what_is_kept_of_earlier_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "KEPT_WORDS", 3)
    forgetful = Tagger(load())
    for sentence in SENTENCES * 2:
        assert plain(forgetful.tag([sentence])[0]) == plain(tagger().tag([sentence])[0])


def test_words_out_of_doubt_would_be_no_names_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [*SENTENCES, SENTENCES[0] * 3, ["Ratna"], ["hujan"], ["HUJAN", "DERAS", "DI", "SEMARANG"]]
    quick = tagger().tag(sentences)
    monkeypatch.setattr(room, "SLACK", room.APART / 2)  # everything is in doubt
    assert tagger().tag(sentences) == quick
    assert any(quick)


def test_a_very_long_sentence_keeps_its_probabilities() -> None:
    found = tagger().tag([SENTENCES[0] * 200])[0]
    assert len(found) >= 200
    assert all(0 < tag.probability <= 1 for tag in found)


def test_a_feature_counts_at_its_offsets() -> None:
    seen = dict(features("Kapolres"))
    assert seen["w=kapolres"] == (-2, -1, 0, 1, 2)
    assert seen["p=kap"] == (0,)
    assert ("e=res", (-1, 1)) in features("Kapolres")
    assert ("e=di", (0,)) not in features("di")


@pytest.mark.parametrize(
    ("word", "kinds"), [("0908/Btg", "9/Xx"), ("POLRI", "X"), ("ke-12", "x-9"), ("S.I.K.", "X.X.X.")]
)
def test_the_shape_of_a_word(word: str, kinds: str) -> None:
    assert shape(word) == kinds


def plain(found: list[Tag]) -> list[tuple[int, int, str]]:
    return [(tag.start, tag.end, tag.kind) for tag in found]
