"""What the README shows is what the commands print, on a store of the sample articles; "…" stands for what it leaves out."""

import re
import shlex
from pathlib import Path

import pytest
from test_cli import HOME, Runner

README = (HOME / "README.md").read_text("utf-8")
# a block that is fenced in backquotes → each command in it with what is shown beneath
EXAMPLES = [
    (command, shown)
    for block in re.findall(r"^```\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    for command, shown in re.findall(r"^\$ (kg [^\n]*)\n(.*?)(?=^\$ |\Z)", block, re.DOTALL | re.MULTILINE)
    if "berita-" not in command  # no such articles: only the form is shown
]
TAKEN = ("kg undo", "kg review")  # what changes the store, or asks
WHEN = re.compile(r"\(\w+, \d{4}-\d\d-\d\dT[\d:]+Z\)")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme") / "s"


def lines(text: str) -> list[str]:
    """Its lines without their spacing, and without who said something when."""
    return [" ".join(WHEN.sub("", line).split()) for line in text.splitlines() if line.strip() not in ("", "…")]


def test_every_fence_of_the_readme_is_closed() -> None:
    opened = [at for at, line in enumerate(README.splitlines()) if line == "```"][::2]
    assert all(README.splitlines()[at - 1] == "" for at in opened)  # one that is left open makes the next one close it
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize(("command", "shown"), [e for e in EXAMPLES if not e[0].startswith(TAKEN)])
def test_an_example_prints_what_is_shown(
    command: str,
    shown: str,
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = shlex.split(command)[1:]
    monkeypatch.setenv("KG_STORE", str(tmp_path / "new" if words[0] == "ingest" else store))
    monkeypatch.setenv("COLUMNS", "130")
    monkeypatch.chdir(HOME)
    Runner.capsys, Runner.monkeypatch = capsys, monkeypatch
    if not store.exists():
        Runner("ingest", "data/articles", "--store", str(store))
    result = Runner(*words)
    printed = lines(result.out + result.err)
    assert [line for line in lines(shown) if line not in printed] == []
