"""The commands of judging as a person meets them: what is told before, what is asked, what is kept."""

import io
import json
from pathlib import Path

import pytest
from test_cli import Result, Runner

PEOPLE = [
    ("b1", "2024-10-08", "Ketua PMI Bontang Budi Santoso hadir dalam rapat di Bontang, Senin (7/10/2024)."),
    ("b2", "2024-10-09", "KLATEN – Kepala Dinas Kesehatan Klaten Budi Santoso membuka pelatihan, Selasa (8/10/2024)."),
    ("b3", "2024-10-10", "Menurut Budi Santoso, harga \x1b[2J beras naik. “Harga naik,” kata Budi Santoso."),
]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> type[Runner]:
    """`run(…)` on a store with three articles on a Budi Santoso, or several."""
    monkeypatch.setenv("KG_STORE", str(tmp_path / "s"))
    monkeypatch.setenv("KG_BY", "sari")
    monkeypatch.delenv("KG_JUDGEMENTS", raising=False)
    monkeypatch.chdir(tmp_path)
    Runner.capsys, Runner.monkeypatch = capsys, monkeypatch
    rows = [{"id": key, "published": day, "publisher": "Kabar", "text": text} for key, day, text in PEOPLE]
    Path("a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert Runner("ingest", "a.jsonl").status == 0
    return Runner


def answered(run: type[Runner], text: str, *words: str) -> Result:
    run.monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return run("review", *words)


def test_a_claim_is_rejected_by_the_name_that_why_shows_and_taken_back(run: type[Runner]) -> None:
    before = run("export").out
    why = run("why", "b1:x")
    assert why.status == 1
    shown = run("why", "Ketua PMI Bontang").out
    claim = next(line for line in shown.splitlines() if "#claim-" in line).rpartition("(")[2].rstrip(")")
    foreseen = run("reject", claim, "--dry-run")
    assert foreseen.status == 0
    assert "  - " in foreseen.out
    assert foreseen.err.endswith("would disappear; nothing is changed\n")
    assert run("export").out == before
    assert not Path("s/judgements.tsv").exists()
    done = run("reject", claim, "--reason", "not so\there", "--format", "json")
    told = json.loads(done.out)
    assert (told["judgement"]["by"], told["judgement"]["reason"], told["dry_run"]) == ("sari", "not so\there", False)
    assert [move["appears"] for move in told["moves"]].count(False) == foreseen.out.count("\n  - ")
    assert "  rejected by sari, because not so here (20" in run("why", "Ketua PMI Bontang").out
    listed = run("undo", "--list")
    assert listed.out.startswith("  1  reject b1: ")
    assert listed.err == "1 judgement\n"
    assert json.loads(run("undo", "--list", "--format", "json").out)[0]["reason"] == "not so\there"
    assert run("undo").out.startswith("taken back: reject b1: ")
    assert run("export").out == before
    assert run("undo").err.startswith(f"kg: nothing to take back in {Path.cwd()}/s/judgements.tsv")


def test_two_are_judged_in_a_file_of_ones_own(run: type[Runner]) -> None:
    words = ("b1:Budi Santoso", "b3:Budi Santoso", "--judgements", "ours.tsv")
    assert run("same", *words, "--by", "adi").status == 0
    assert Path("ours.tsv").read_text("utf-8").splitlines()[1].split("\t")[1:5] == ["adi", "same", "b1", "Budi Santoso"]
    assert run("different", *words).status == 0
    assert run("undo", "--list", "--judgements", "ours.tsv").err == "2 judgements\n"
    missing = run("ingest", "a.jsonl")
    assert (missing.status, "judgements.tsv is missing" in missing.err) == (1, True)
    assert run("ingest", "a.jsonl", "--judgements", "ours.tsv").status == 0
    assert run("rebuild", "--judgements", "ours.tsv").out == "rebuilt\n"


def test_review_asks_about_pairs_and_keeps_each_answer(run: type[Runner]) -> None:
    listed = json.loads(run("review", "--kind", "person", "--format", "json").out)
    assert len(listed) == 2
    assert {"anchor", "names", "posts", "regions", "articles", "sightings", "iri"} == set(listed[0]["one"])
    skipped = answered(run, "k\n\nq\n")
    assert skipped.status == 0
    assert skipped.err == "0 same, 0 different, 2 skipped\n"
    first = answered(run, "what\ndifferent\n", "--limit", "1")
    assert "Ketua PMI Bontang [Budi Santoso]" in first.out
    assert "Kabar, 2024-10-08, b1" in first.out
    assert "\x1b" not in first.out
    assert first.err == "“what” is none of s, d, k and q\n0 same, 1 different, 0 skipped\n"
    assert answered(run, "s\nS\n").err.startswith("1 same, 0 different")
    assert [line.split("\t")[1:3] for line in Path("s/judgements.tsv").read_text("utf-8").splitlines()[1:]] == [
        ["sari", "different"],
        ["sari", "same"],
    ]
    assert answered(run, "s\n").err == "no pair is in doubt\n"
    assert answered(run, "s\n", "--kind", "place").err == "no pair is in doubt\n"


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["same", "Budi Santoso", "b1:Budi Santoso"], 1, "may be any of these 3"),
        (["different", "b1:Budi", "b2:Budi Santoso"], 1, "nothing in b1 is called “Budi”"),
        (["reject", "b1"], 1, "“b1” is no claim: write it as kg why shows it"),
        (["undo", "--list", "1"], 2, "leave the number out"),
        (["same", "a", "b", "--store", "none"], 1, "no store at none: make one with `kg ingest PATH`"),
        (["review", "--store", "none"], 1, "no store at none"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(run: type[Runner], words: list[str], status: int, told: str) -> None:
    result = run(*words)
    assert (result.status, told in result.err) == (status, True), result.err
    assert not Path("none").exists()
