"""What may come in by mistake or by malice: each gets its sentence, or is read, within seconds; what stands beside it goes in."""

import gzip
import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from reading import read as read_text
from test_reading import check_laws

from kg.article import parse_article
from kg.indonesian import language
from kg.knowledge import KnowledgeGraph
from kg.lexicon import rows
from kg.model import Record
from kg.reading import read_article
from kg.sources import Unreadable, read
from kg.sources.fields import LONGEST_TEXT
from kg.sources.opening import LONGEST_LINE

SECONDS = 20.0  # the slowest takes some five on a slow machine with two cores
BESIDE = "Kapolres Bontang AKBP Alex Pratama hadir."


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def chance(size: int) -> bytes:
    """Bytes of chance, the same each time."""
    return Random(0).randbytes(size)


# Each: the file's name, its bytes, and the beginning of the sentence that is told of it.
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "no JSON": ("x.jsonl", lambda: b"{oops\n", "x.jsonl:1: not JSON: Expecting property name"),
    "half a line": ("x.jsonl", lambda: b'{"text": "Bon', "x.jsonl:1: not JSON: Unterminated string"),
    "not an object": ("x.jsonl", lambda: b'["text"]\n', "x.jsonl:1: not an object with fields, but a list"),
    "no text": ("x.jsonl", lambda: line(title="T", isi="I"), 'x.jsonl:1: no "text" field: it has "title", "isi"'),
    "empty text": ("x.jsonl", lambda: line(text=" \n "), 'x.jsonl:1: "text" is empty'),
    "null text": ("x.jsonl", lambda: line(text=None), 'x.jsonl:1: "text" is empty'),
    "text a number": ("x.jsonl", lambda: line(text=7), 'x.jsonl:1: "text" is not a text, but a number'),
    "title a list": ("x.jsonl", lambda: line(text="I", title=["T"]), 'x.jsonl:1: "title" is not a text, but a list'),
    "date a number": ("x.jsonl", lambda: line(text="I", published=2024), 'x.jsonl:1: "published" is not a text'),
    "not UTF-8": ("x.jsonl", lambda: b'{"text": "Nestl\xe9"}\n', "x.jsonl:1: not UTF-8 (byte 16): save it as UTF-8"),
    "half a surrogate in UTF-8": ("x.jsonl", lambda: b'{"text": "\xed\xa0\x80"}\n', "x.jsonl:1: not UTF-8 (byte 11)"),
    "nested 100,000 deep": (
        "x.jsonl",
        lambda: b'{"text": ' + b"[" * 100_000 + b"\n",
        "x.jsonl:1: not JSON that can be",
    ),
    "objects 100,000 deep": ("x.json", lambda: b'{"a":' * 100_000, "x.json: not JSON that can be read"),
    "a number of 5,000 digits": ("x.json", lambda: b'{"text": ' + b"9" * 5000 + b"}", "x.json: not JSON that can be"),
    "a line of 10 MB": ("x.jsonl", lambda: line(text="a" * LONGEST_LINE), "x.jsonl:1: longer than 10 MB"),
    "a text of 10 MB": (
        "x.txt",
        lambda: b"Judul\n" + b"kata " * 2_000_000,
        'x.txt: "text" has 10,000,000 letters: more',
    ),
    "a headline of 1 MB": ("x.txt", lambda: b"a" * 1_000_000 + b"\nIsi", 'x.txt: "title" has 1,000,000 letters: more'),
    "nothing": ("x.txt", lambda: b"", "x.txt: no text below the headline"),
    "an image": ("x.txt", lambda: b"\x89PNG\r\n\x1a\n" + chance(50_000), "x.txt: not text: too many of its bytes"),
    "nothing but NUL": ("x.txt", lambda: bytes(100_000), "x.txt: not text: too many of its bytes"),
    "an empty page": ("x.html", lambda: b"", "x.html: no article found in this page"),
    "a page of one tag": ("x.html", lambda: b"<meta " * 40_000, "x.html: no article found in this page"),
    "a page 40,000 deep": ("x.html", lambda: b"<div>" * 40_000 + b"Isi", "x.html: no article found in this page"),
    "a page of tags": ("x.html", lambda: b"<p>Isi" * 100_000, "x.html: more than 50,000 tags"),
    "a page of 6 MB": ("x.html", lambda: b"<p>" + b"a" * 6_000_000, "x.html: larger than 5 MB"),
    "a bomb": ("x.txt.gz", lambda: gzip.compress(bytes(200_000_000), 1), "x.txt.gz: unpacks to more than 50 times"),
    "a bomb of one line": ("x.jsonl.gz", lambda: gzip.compress(b"a" * 10**8, 1), "x.jsonl.gz: unpacks to more than 50"),
    "half a gzip": (
        "x.jsonl.gz",
        lambda: gzip.compress(chance(9999).hex().encode())[:-9],
        "x.jsonl.gz: ends too early",
    ),
    "a damaged gzip": (
        "x.txt.gz",
        lambda: gzip.compress(chance(9999))[:-8] + bytes(8),
        "x.txt.gz: cannot be read further",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_gets_its_sentence_and_the_rest_goes_in(tmp_path: Path, name: str) -> None:
    file, content, sentence = REFUSED[name]
    (tmp_path / file).write_bytes(content())
    (tmp_path / "zzz.jsonl").write_bytes(line(id="beside", text=BESIDE))
    start = time.perf_counter()
    found = list(read([tmp_path]))
    assert time.perf_counter() - start < SECONDS
    told = [
        f"{each.source.removeprefix(f'{tmp_path}/')}: {each.reason}" for each in found if isinstance(each, Unreadable)
    ]
    assert [each[: len(sentence)] for each in told] == [sentence]
    assert max(map(len, told)) < 200
    assert [each.key for each in found if isinstance(each, Record)] == ["beside"]


def test_after_a_line_that_is_too_long_the_next_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(line(text="a" * 3 * LONGEST_LINE) + line(id="next", text=BESIDE))
    long, after = read([tmp_path])
    assert isinstance(long, Unreadable)
    assert isinstance(after, Record)
    assert after.source.endswith(":2")


# Texts that are no news at all: read, and by the laws.
ODD: dict[str, str] = {
    "one letter": "a",
    "a word": "Ya.",
    "only a mark": "”",
    "blanks": " " * 50_000 + "x",
    "lines": "\n" * 50_000 + "x",
    "quotation marks": '"' * 20_000,
    "quotations that do not end": '"Kami siap. ' * 2_000,
    "brackets": "(" * 20_000,
    "ranks": "AKBP " * 4_000,
    "initials": "A." * 10_000,
    "one word of 200,000 letters": "a" * 200_000,
    "digits": "1" * 100_000,
    "no letter known": "\U0010ffff\ufffe\ue000" * 1_000,
    "letters over letters": "Bontang" + "\u0301" * 20_000,
    "marks of direction": "\u202eKapolres\u202c \u2066Bontang\u2069 AKBP \u200fAlex Pratama\u200e hadir.",
    "letters without width": "Ka\u200bpolres Bontang AKBP Al\u200dex Pratama\ufeff hadir.",
    "U+FFFD": "Kapolres \ufffd Bontang AKBP \ufffd\ufffd hadir.",
    "controls": "".join(map(chr, range(1, 32))) + "Kapolres Bontang hadir.\x7f\x85\x9b2J",
    "other line ends": "Kapolres\u2028Bontang\u2029hadir\r\nJumat\rini",
    "mojibake": "Ã©" * 20_000,
    "nothing but other news": "Baca juga: Polisi\n" * 2_000,
    "nothing but credits": "Sumber: Humas\n" * 2_000,
    "days that are none": "Jumat (0/0/0000), 31/2/2024, 99/99/9999, 1 Januari 0000, Senin (32/13), 00.61 WIB",
    "markup": "<script>alert(1)</script> <b>Kapolres Bontang</b> &amp; {{7*7}} ${x} %s",
    "SPARQL": '" . } ; DROP ALL ; INSERT DATA { <a> <b> "c" } # \\u0022 \\',
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read(name: str) -> None:
    start = time.perf_counter()
    reading = read_text(ODD[name], title="Judul")
    assert time.perf_counter() - start < SECONDS
    check_laws(reading)
    assert reading.article.text == ODD[name]


@pytest.mark.parametrize(
    "word", ["kemarin", "hari ini", "bulan lalu", "besok", "Senin", "Senin lalu", "12", "tahun", "Mei"]
)
def test_a_day_may_be_the_last_word(word: str) -> None:
    for start in ("Kapolres Bontang AKBP Alex Pratama menghadiri rapat", "Polisi menangkap pelaku pencurian"):
        check_laws(read_text(f"{start} {word}"))
        check_laws(read_text("Isi.", title=f"{start} {word}"))


@pytest.mark.parametrize(
    "table", ["triggers.tsv", "signals.tsv", "speech.tsv", "speakers.tsv", "place_cues.tsv", "abbreviations.tsv"]
)
def test_any_word_of_a_table_may_be_the_last(table: str) -> None:
    for row in rows(table):
        for form in {row["form"], row["form"].title()}:
            check_laws(read_text(f"Kapolres Bontang AKBP Alex Pratama menghadiri upacara {form}"))
            check_laws(read_text(form, title=form))


@pytest.mark.parametrize("text", ["a", "Ya.", "Selengkapnya", "(nn/mm)", "—", "1 2 3"])
def test_a_text_that_says_nothing_gives_an_empty_reading(text: str) -> None:
    reading = read_text(text)
    assert (reading.entities, reading.claims, reading.mentions) == ((), (), ())


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("0000-00-00", None),
        ("0000-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("1928-10-28", date(1928, 10, 28)),
        ("-2024-01-01", None),
        ("99999-01-01", None),
        ("2024-02-30", None),
        ("\u0662\u0660\u0662\u0664-01-01", None),
        ("\ufffd" * 20, None),
    ],
)
def test_days_that_are_none_count_as_none_and_the_article_is_read(published: str, day: date | None) -> None:
    text = f"{BESIDE} Pertemuan itu digelar Senin (12/2), kemarin, dan tahun depan."
    reading = read_article(parse_article(Record("a", text, published=published)), language())
    check_laws(reading)
    assert reading.article.published == day


def test_all_of_it_goes_into_a_store(tmp_path: Path) -> None:
    odd = [line(id=name, title=text[:200], text=text) for name, text in ODD.items()]
    keys = [line(id="a\u0000b\ud800\n<>\"'", text=BESIDE), line(id="../../etc/passwd", text=BESIDE, url="javascript:1")]
    dates = [line(id=f"d{n}", text=BESIDE, published=each) for n, each in enumerate(["0000-00-00", "0001-01-01", "x"])]
    (tmp_path / "odd.jsonl").write_bytes(b"".join([*odd, *keys, *dates]))
    for number, (file, content, _) in enumerate(REFUSED.values()):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / file).write_bytes(content())
    with KnowledgeGraph.open(tmp_path / "store", write=True) as graph:
        summary = graph.ingest([tmp_path / "odd.jsonl", *(tmp_path / f"{n}" for n in range(len(REFUSED)))])
    assert summary.failed == ()
    assert summary.read == len(odd) + len(keys) + len(dates)
    assert len(summary.unreadable) == len(REFUSED)
    assert list(graph.validate()) == []


def test_folders_that_loop_and_files_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line(id="a", text=BESIDE))
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert [each.key for each in read([tmp_path]) if isinstance(each, Record)] == ["a"]


def test_the_longest_text_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line(id="a", text="a" * LONGEST_TEXT))
    [found] = read([tmp_path])
    assert isinstance(found, Record)
