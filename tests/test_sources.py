"""Files become records; what cannot is named with its place and reason, and stops nothing."""

import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Record
from kg.sources import Unreadable, read
from kg.sources.fields import canonical_url


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


def test_a_folder_is_read_in_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.txt", ".git/c.txt", "a/notes.md"):
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
        ("x.pdf", "%PDF", "x.pdf: not an article file: its name ends in none of .txt, .json, .jsonl"),
    ],
)
def test_what_cannot_be_taken_says_where_and_why(
    tmp_path: Path, name: str, content: str | bytes, expected: str
) -> None:
    assert reason(write(tmp_path / name, content)).startswith(expected)


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
