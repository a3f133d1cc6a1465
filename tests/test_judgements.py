"""The file of judgements: what is written is read again, whatever is in it; what is malformed says where and how to mend."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KabargrafError
from kg.judgements import HEADER, Verdict, holding, identity, line, read, strike_out, write_down

WHEN = "2026-11-24T14:33:06Z"
SAME = identity("same", ("a.txt", "Budi Santoso"), ("b.txt", "B. Santoso"), "sari", "one career")._replace(when=WHEN)
WRONG = Verdict(WHEN, "sari", "reject", "a.txt", "Budi", "org:holds", "", "Ketua", "Ketua\tBudi", "Ketua\tBudi\n…", "")


def written(file: Path, *rows: str) -> Path:
    file.write_text(line(HEADER) + "".join(row + "\n" for row in rows), "utf-8")
    return file


def test_what_is_written_down_is_read_again_and_can_be_struck_out(tmp_path: Path) -> None:
    file = tmp_path / "j.tsv"
    assert read(file) == []
    write_down(file, [SAME])
    write_down(file, [WRONG])
    assert read(file) == [SAME, WRONG]
    assert file.read_text("utf-8").splitlines()[:2] == [
        "when\tby\tverb\tarticle\tname\tpredicate\tother_article\tother_name\twords\tsentence\treason",
        f"{WHEN}\tsari\tsame\ta.txt\tBudi Santoso\t\tb.txt\tB. Santoso\t\t\tone career",
    ]
    whole = file.read_bytes()
    write_down(file, [SAME])
    strike_out(file, 3)
    assert file.read_bytes() == whole
    strike_out(file, 1)
    assert read(file) == [WRONG]


def test_editors_may_leave_their_marks(tmp_path: Path) -> None:
    file = tmp_path / "j.tsv"
    file.write_bytes(b"\xef\xbb\xbf" + f"\n{line(HEADER)}\n{line(SAME)}".replace("\n", "\r\n").rstrip().encode())
    assert read(file) == [SAME]
    write_down(file, [WRONG])
    assert read(file) == [SAME, WRONG]
    file.write_bytes(b"")
    write_down(file, [WRONG])
    assert read(file) == [WRONG]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    file, link = tmp_path / "repository" / "j.tsv", tmp_path / "j.tsv"
    link.symlink_to(file)
    write_down(link, [SAME, WRONG])
    strike_out(link, 1)
    assert link.is_symlink()
    assert read(file) == [WRONG]


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=8) | st.sampled_from(
    ["\\t", "a\tb\nc\rd", "\x1b[2J", "\u202eabc", "\u2028", "="]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(texts, min_size=7, max_size=7))
def test_no_text_breaks_a_line(fields: list[str]) -> None:
    by, article, name, other, words, sentence, reason = fields
    said = Verdict(WHEN, by, "reject", f"a{article}", name, "org:holds", "", other, f"w{words}", f"s{sentence}", reason)
    row = line(said)
    assert row.count("\n") == 1
    assert row.count("\t") == len(HEADER) - 1
    assert all(letter.isprintable() or letter in "\t\n" or letter.isspace() or ord(letter) > 0xA0 for letter in row)
    from kg.judgements import _verdict

    assert _verdict(Path("j.tsv"), 1, row.removesuffix("\n").split("\t")) == said


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2026-11-24T14:33:06Z sari same a Budi b Budi", "1 fields in place of 11"),
        (line(SAME).strip().replace(WHEN, "24-11-2026"), "“24-11-2026” is no time: write it as 20"),
        (line(SAME).strip().replace("\tsame\t", "\tsama\t"), "“sama” is no judgement: write same, different or reject"),
        (line(SAME).strip().replace("b.txt\tB. Santoso", "a.txt\tBudi Santoso"), "names one thing twice: name two"),
        (line(SAME).strip().replace("B. Santoso", ""), "other_name is empty: fill it in, or delete the line"),
        (line(WRONG).rstrip("\n").replace("org:holds", "holds"), "“holds” is no predicate: write it as org:holds"),
        (line(SAME).strip().replace("career", "a\\b"), r"“\\b” means nothing: write a backslash as \\\\"),
        ("<<<<<<< HEAD", "a merge was left half done: keep the lines of both sides"),
    ],
)
def test_a_malformed_line_says_where_it_is_and_how_to_mend_it(tmp_path: Path, row: str, message: str) -> None:
    file = written(tmp_path / "j.tsv", line(SAME).rstrip("\n"), row)
    with pytest.raises(KabargrafError, match=message) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}:3: ")


def test_a_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "j.tsv"
    file.write_text("id,name\n")
    with pytest.raises(KabargrafError, match=r"j\.tsv:1: the first line is to be the header: when by verb"):
        read(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(KabargrafError, match="is not UTF-8"):
        read(file)
    with pytest.raises(KabargrafError, match="there is no folder"):
        write_down(tmp_path / "none" / "j.tsv", [SAME])


def test_the_later_word_holds_whichever_line_comes_first() -> None:
    other = SAME._replace(
        verb="different", article="b.txt", name="B. Santoso", other_article="a.txt", other_name="Budi Santoso"
    )
    later = other._replace(when="2026-11-25T00:00:00Z")
    assert holding([SAME, later]) == holding([later, SAME]) == [later]
    assert holding([SAME, other]) == holding([other, SAME]) == [other]  # in one second: the one that parts
    assert len(holding([SAME, WRONG, WRONG._replace(words="Ketua")])) == 3


def test_cells_that_a_verb_does_not_use_say_nothing(tmp_path: Path) -> None:
    said = [SAME._replace(predicate="org:holds", words="w", sentence="s"), WRONG._replace(other_article="b.txt")]
    assert read(written(tmp_path / "j.tsv", *(line(each).rstrip("\n") for each in said))) == [SAME, WRONG]
