"""Files become records; what cannot is named with its place and reason, and stops nothing."""

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Record
from kg.sources import FORMATS, Survey, Unreadable, read, survey
from kg.sources.fields import canonical_url

PAGES = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "html"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Polisi Bertemu Pengurus MSB - Kabar Contoh</title>
<meta property="og:site_name" content="Kabar Contoh">
<meta property="og:title" content="Polisi Bertemu Pengurus MSB - Kabar Contoh">
<link rel="canonical" href="https://kabar.contoh.id/2024/10/11/polisi-bertemu-msb">
<meta property="article:published_time" content="2024-10-11T08:00:00+07:00"></head><body>
<nav><ul><li><a href="/">Beranda</a></li><li><a href="/daerah">Daerah</a></li></ul></nav>
<article><h1>Polisi Bertemu Pengurus MSB</h1><div class="isi">
<p>BONTANG – Pengurus Majelis Sholawat Bontang (MSB) bertandang ke Mako Polres Bontang, Jumat (11/10/2024).</p>
<p>Rombongan dipimpin Ketua MSB Gus Choirul Amin. Kapolres Bontang AKBP Alex Frestian menerima langsung para tamunya.</p>
<p>Turut hadir tiga pejabat utama Polres Bontang yang mendampingi Kapolres dalam pertemuan tersebut, yakni:</p>
<ol><li>Kabag SDM Polres Bontang</li><li>Kasat Binmas Polres Bontang</li><li>Kanit I Intelkam Polres Bontang</li></ol>
<p>“Kami siap menjaga kota tetap sejuk selama tahapan Pilkada serentak ini,” kata Kapolres kepada wartawan.</p></div></article>
<aside><h3>Terpopuler</h3><ul><li><a href="/1">Wali Kota Lantik Pejabat</a></li><li><a href="/2">Banjir</a></li></ul></aside>
<footer>Hak cipta Kabar Contoh</footer></body></html>"""


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return path


def only(path: Path) -> Record | Unreadable:
    (found,) = read([path])
    return found


def reason(path: Path) -> str:
    found = only(path)
    assert isinstance(found, Unreadable)
    return f"{found.source.removeprefix(str(path.parent) + '/')}: {found.reason}"


def test_a_text_file_is_headline_and_text(tmp_path: Path) -> None:
    path = write(tmp_path / "msb.txt", "\ufeffPolisi Bertemu MSB\n\nBontang – Polres menerima.\nSelesai.")
    assert only(path) == Record(
        "msb.txt", "Bontang – Polres menerima.\nSelesai.", "Polisi Bertemu MSB", source=str(path)
    )


def test_texts_of_any_encoding_are_taken(tmp_path: Path) -> None:
    text = "Judul\n“Nestlé,” kata Ketua"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"):
        found = only(write(tmp_path / f"{encoding}.txt", text.encode(encoding)))
        assert isinstance(found, Record)
        assert (found.title, found.text) == ("Judul", "“Nestlé,” kata Ketua"), encoding
    broken = only(write(tmp_path / "b.txt", text.encode() + b" \xff"))
    assert isinstance(broken, Record)
    assert broken.text == "“Nestlé,” kata Ketua \ufffd"
    for encoding in ("utf-16", "utf-32", "utf-16-le"):
        for name in ("x.json", "x.jsonl"):
            if encoding != "utf-16-le" or name == "x.json":
                found = only(write(tmp_path / encoding / name, '{"text": "Nestlé\u2028a"}\n'.encode(encoding)))
                assert isinstance(found, Record), (encoding, name, found)
                assert found.text == "Nestlé\u2028a"


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", "iso-8859-1"), ("cp1252", "iso-8859-1"), ("cp1250", "cp1250")]
)
def test_a_page_gives_headline_text_day_address_and_publisher(tmp_path: Path, encoding: str, declared: str) -> None:
    path = write(tmp_path / "msb.html", PAGE.replace('"utf-8"', f'"{declared}"').encode(encoding))
    found = only(path)
    assert isinstance(found, Record)
    address = "https://kabar.contoh.id/2024/10/11/polisi-bertemu-msb"
    assert (found.key, found.url, found.source) == (address, address, str(path))
    assert (found.title, found.published, found.publisher) == (
        "Polisi Bertemu Pengurus MSB",
        "2024-10-11",
        "Kabar Contoh",
    )
    paragraphs = found.text.split("\n")
    assert paragraphs[0].startswith("BONTANG – Pengurus")
    assert paragraphs[-1].startswith("“Kami siap")
    assert any("Kasat Binmas" in paragraph for paragraph in paragraphs)
    assert not any(word in found.text for word in ("Beranda", "Terpopuler", "Wali Kota", "Hak cipta"))


def test_saved_pages_of_many_outlets() -> None:
    if not PAGES.is_dir():
        if os.environ.get("KG_REQUIRE_SHARED"):
            pytest.fail(f"no saved pages at {PAGES}, and KG_REQUIRE_SHARED is set")
        pytest.skip(f"no saved pages at {PAGES}")
    found = list(read([PAGES]))
    assert len(found) == 18
    for each in found:
        assert isinstance(each, Record)
        outlet = Path(each.source).name.partition("-")[0]
        assert (each.published or "")[:4] in ("2015", "2016", "2017"), each.source
        assert outlet in f"{each.publisher} {each.url}".casefold(), each.source
        assert len(each.title.split()) > 3, each.source
        assert outlet not in each.title.casefold(), each.source
        assert not each.title.endswith((".co.id", ".com")), each.source
        assert len(each.text) > 250, each.source
        assert each.title not in each.text, each.source


def test_packed_files_are_known_by_their_bytes(tmp_path: Path) -> None:
    write(tmp_path / "a.txt.gz", gzip.compress(b"Judul\nIsi"))
    write(tmp_path / "b.jsonl.GZ", gzip.compress(b'{"text": "b"}\n'))
    write(tmp_path / "c.jsonl.gz", b'{"text": "c"}\n')
    write(tmp_path / "d.json", gzip.compress(b'{"text": "d"}'))
    write(tmp_path / "e.exe.gz", gzip.compress(b"MZ"))
    found = [record for record in read([tmp_path]) if isinstance(record, Record)]
    assert [record.text for record in found] == ["Isi", "b", "c", "d"]
    assert [found[0].key, found[3].key] == ["a.txt.gz", "d.json"]


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        ('{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        ('\n{"text": "a"}', ["a"]),
        ('{\n "text": "a"\n}\n', ["a"]),
        ('[{"text": "a"}, {"text": "b"}]', ["a", "b"]),
        ('{"text": "a"\n{"text": "b"}\n', ["not JSON: Expecting ',' delimiter at line 2, column 1", "b"]),
        ('{"text": ', ["not JSON: Expecting value at line 1, column 10"]),
        ("\ufeffJudul\nIsi – berita", ["Isi – berita"]),
        ("<3 untuk Bontang\nIsi", ["Isi"]),
        ("", ["nothing came in"]),
    ],
)
def test_standard_input_is_told_by_its_beginning(monkeypatch: pytest.MonkeyPatch, given: str, texts: list[str]) -> None:
    for data in (given.encode(), gzip.compress(given.encode()), given.encode("utf-16") if given else b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        found = list(read(["-"]))
        assert [record.text if isinstance(record, Record) else record.reason for record in found] == texts
        assert all(record.source.startswith("standard input") for record in found)


def test_a_page_through_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    [found] = read(["-"])
    assert isinstance(found, Record)
    assert found.title == "Polisi Bertemu Pengurus MSB"


def test_a_survey_counts_what_will_be_read_and_what_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"text": "a"}\n{"text": "b"}\n')
    write(tmp_path / "b.jsonl.gz", gzip.compress(b"{}\n" * 5))
    for name in ("c.txt", "tools/x.exe", "tools/y.exe.gz", ".hidden/z.exe"):
        write(tmp_path / name, "Judul\nIsi")
    assert survey([tmp_path]) == Survey(8, 2)
    assert survey([tmp_path / "c.txt", "-"]) == Survey(None, 0)


def test_a_folder_is_read_in_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.txt", ".git/c.txt", "a/notes.exe"):
        write(tmp_path / name, "Judul\nIsi")
    write(tmp_path / "c.jsonl", '{"id": "x", "text": "Isi"}\n\n{"id": 7, "text": "Isi", "title": null}\n')
    found = list(read([tmp_path]))
    assert [record.key for record in found if isinstance(record, Record)] == ["a/b.txt", "a/z.txt", "b.txt", "x", "7"]
    assert [record.source for record in found][-1] == f"{tmp_path}/c.jsonl:3"


def test_all_fields_of_a_json_record_are_taken(tmp_path: Path) -> None:
    fields = {
        "id": "k",
        "title": "T",
        "text": "I",
        "published": "2024-10-11",
        "url": "https://x.id/1",
        "publisher": "P",
    }
    path = write(tmp_path / "x.json", json.dumps({**fields, "score": 3}))
    assert only(path) == Record("k", "I", "T", "2024-10-11", "https://x.id/1", "P", str(path))


def test_keys_fall_back_from_id_to_url_to_path_to_content(tmp_path: Path) -> None:
    url = "HTTPS://Contoh.ID/Berita?id=3&utm_source=wa#komentar"
    records = [{"text": "I", "url": url}, {"text": "I"}, {"text": "J"}, {"text": "I", "title": "T"}]
    keys = [
        record.key for record in read([write(tmp_path / "x.json", json.dumps(records))]) if isinstance(record, Record)
    ]
    assert keys[0] == "https://contoh.id/Berita?id=3"
    assert all(key.startswith("sha256:") for key in keys[1:])
    assert len(set(keys)) == 4
    alone = only(write(tmp_path / "y" / "one.json", '{"text": "I"}'))
    assert isinstance(alone, Record)
    assert alone.key == "one.json"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.jsonl", '{"title": "T"}', 'x.jsonl:1: no "text" field'),
        ("x.jsonl", '\n{"text": " "}', 'x.jsonl:2: "text" is empty'),
        ("x.jsonl", '{"text": null}', 'x.jsonl:1: "text" is empty'),
        ("x.jsonl", '{"text": ["a"]}', 'x.jsonl:1: "text" is not a text, but a list'),
        ("x.jsonl", '{"text": "a", "id": true}', 'x.jsonl:1: "id" is not a text, but true or false'),
        ("x.jsonl", "3", "x.jsonl:1: not an object with fields, but a number"),
        ("x.jsonl", '{"text": ', "x.jsonl:1: not JSON: Expecting value at line 1, column 10"),
        ("x.jsonl", b'{"text": "\xff"}', "x.jsonl:1: not UTF-8 (byte 11): save it as UTF-8"),
        ("x.json", "[" * 100_000, "x.json: not JSON that can be read: nested too deeply, or a number too long"),
        ("x.json", '{"text": 1' + "0" * 5000 + "}", "x.json: not JSON that can be read"),
        ("x.json", "", "x.json: not JSON: Expecting value at line 1, column 1"),
        ("x.txt", b"Judul\n\x89PNG\x00\x01\x02\x03", "x.txt: not text: too many of its bytes stand for no letter"),
        ("x.txt", "Judul saja\n \n", "x.txt: no text below the headline (the first line)"),
        ("x.exe", "MZ", "x.exe: not an article file: its name ends in none of ."),
    ],
)
def test_what_cannot_be_taken_says_where_and_why(
    tmp_path: Path, name: str, content: str | bytes, expected: str
) -> None:
    assert reason(write(tmp_path / name, content)).startswith(expected)


def test_what_is_refused_for_its_name_is_told_every_name_that_is_not(tmp_path: Path) -> None:
    told = reason(write(tmp_path / "x.exe", "MZ")).partition("none of ")[2].partition(", nor")[0]
    assert told.split(", ") == list(FORMATS)


def test_a_bad_line_stops_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", '{"text": "a"}\n{bad\n{"text": "b"}\n')
    assert [type(found).__name__ for found in read([path])] == ["Record", "Unreadable", "Record"]


def test_what_no_database_takes_is_replaced_letter_by_letter(tmp_path: Path) -> None:
    found = only(write(tmp_path / "x.json", '{"text": "a\\u0000b\\ud800c \\ud83d\\ude00", "id": "k\\u0000"}'))
    assert isinstance(found, Record)
    assert found.text == "a\ufffdb\ufffdc 😀"
    assert found.key == "k\ufffd"


def test_a_path_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        read([tmp_path / "nowhere"])


def test_only_web_addresses_are_keys() -> None:
    assert canonical_url("berita/3") == ""
    assert canonical_url("https://[bad") == ""
    assert canonical_url("javascript:alert(1)") == ""


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kabar Contoh</title>
<item><title>Polres Bontang Gelar Apel</title><link>https://kabar.example/apel</link>
<pubDate>Sat, 12 Oct 2024 03:12:42 +0700</pubDate>
<description>&lt;img src="x.jpg"&gt;Polres Bontang menggelar apel.&lt;br&gt;Kapolres hadir.</description></item>
<item><title>Foto</title><link>https://kabar.example/foto</link><description>&lt;img src="y.jpg"&gt;</description></item>
</channel></rss>"""


def test_the_entries_of_a_feed(tmp_path: Path) -> None:
    first, second = read([write(tmp_path / "kabar.rss", FEED.encode())])
    assert isinstance(first, Record)
    assert (first.key, first.title) == ("https://kabar.example/apel", "Polres Bontang Gelar Apel")
    assert first.text == "Polres Bontang menggelar apel.\nKapolres hadir."
    assert (first.published, first.publisher) == ("2024-10-12", "Kabar Contoh")
    assert isinstance(second, Unreadable)
    assert (second.source[-14:], second.reason) == ("/kabar.rss:[1]", "the feed gives no text of this entry")


@pytest.mark.parametrize("data", [b"", b"<a>no feed</a>", b"\x00\xff", b'<?xml version="1.0"?><rss version="2.0"/>'])
def test_what_is_no_feed_is_told(tmp_path: Path, data: bytes) -> None:
    [found] = read([write(tmp_path / "x.xml", data)])
    assert isinstance(found, Unreadable)
    assert found.reason == "no feed with entries: RSS and Atom are read"


def test_a_feed_opens_no_file_and_is_not_blown_up(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    for entity, told in (('<!ENTITY e9 SYSTEM "file:///etc/passwd">', "&e9;"), (f'<!ENTITY e0 "a">{entities}', "&e9;")):
        item = f"<item><title>Apel</title><description>Isi {told} berita.</description></item>"
        feed = f'<?xml version="1.0"?><!DOCTYPE r [{entity}]><rss version="2.0"><channel>{item}</channel></rss>'
        [found] = read([write(tmp_path / "x.xml", feed)])
        assert isinstance(found, Record)
        assert found.text.startswith("Isi")
        assert len(found.text) < 30
