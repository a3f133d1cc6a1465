"""The notebooks run from top to bottom, and what they keep as output is what they print now."""

import contextlib
import io
import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_prints_what_it_keeps(path: Path, request: pytest.FixtureRequest) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    printed = run(["".join(cell["source"]) for cell in cells])
    if request.config.getoption("--update-golden"):
        for cell, text in zip(cells, printed, strict=True):
            stream = {"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}
            cell["outputs"] = [stream] if text else []
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.skip("written anew")
    kept = ["".join(line for output in cell["outputs"] for line in output["text"]) for cell in cells]
    assert printed == kept


def run(sources: list[str]) -> list[str]:
    """What each cell prints, the cells run in order."""
    namespace: dict[str, object] = {}
    printed = []
    for source in sources:
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream):
            exec(source, namespace)
        printed.append(stream.getvalue())
    return printed
