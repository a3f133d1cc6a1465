"""Annotated articles beside the checkout: how well they are read. Skipped, with the reason, where they are not there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.article import parse_article
from kg.indonesian import language
from kg.model import Record
from kg.reading import read_article
from kg.record import record

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def figures(part: str, tmp_path: Path) -> dict[str, float]:
    """The F1 of each metric over one part of the annotated articles."""
    if not GOLD.is_dir():
        if os.environ.get("KG_REQUIRE_SHARED"):
            pytest.fail(f"no annotated articles at {GOLD}, and KG_REQUIRE_SHARED is set")
        pytest.skip(f"no annotated articles at {GOLD}")
    out = tmp_path / f"{part}.jsonl"
    rows = [json.loads(line) for line in (GOLD / f"{part}.articles.jsonl").read_text("utf-8").splitlines()]
    given = [Record(r["id"], r["text"], r["title"], r["published"], r["url"], r["publisher"]) for r in rows]
    read = [record(read_article(parse_article(g), language())) for g in given]
    out.write_text("".join(json.dumps(row) + "\n" for row in read), "utf-8")
    command = [sys.executable, str(GOLD / "score.py"), str(GOLD / part), str(out), "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    scores: dict[str, float] = json.loads(printed)["f1"]
    return scores


def test_the_first_article_is_read_right(tmp_path: Path) -> None:
    scores = figures("seed", tmp_path)
    assert scores["mean"] >= 0.95
    assert scores["roles"] == scores["quotes"] == scores["event_status"] == 1.0


def test_other_articles_are_read_no_worse_than_before(tmp_path: Path) -> None:
    assert figures("dev", tmp_path)["mean"] >= 0.5
