"""The notebooks run from top to bottom, and what they keep as output is what they print and draw now.

A picture is compared by what it says: where lines run changes with the library that draws them.
"""

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_prints_what_it_keeps(path: Path, request: pytest.FixtureRequest) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    done = run(["".join(cell["source"]) for cell in cells])
    if request.config.getoption("--update-golden"):
        for cell, outputs in zip(cells, done, strict=True):
            cell["outputs"] = outputs
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.skip("written anew")
    assert list(map(said, done)) == [said(cell["outputs"]) for cell in cells]


def said(outputs: list[dict[str, Any]]) -> list[Any]:
    """What a cell's outputs say: the printed text, and the texts of each picture."""
    return [sorted(texts(each)) if "data" in each else "".join(each["text"]) for each in outputs]


def texts(output: dict[str, Any]) -> list[str]:
    root = ElementTree.fromstring("".join(output["data"]["image/svg+xml"]).encode())
    return ["".join(each.itertext()).strip() for each in root.iter("{http://www.w3.org/2000/svg}text")]


def run(sources: list[str]) -> list[list[dict[str, Any]]]:
    """The outputs of each cell as a notebook keeps them, the cells run in order; a last line may be a picture."""
    namespace: dict[str, object] = {}
    done = []
    for source in sources:
        stream, outputs, body = io.StringIO(), [], ast.parse(source).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(stream):
            exec(compile(ast.Module(body, []), "cell", "exec"), namespace)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), namespace) if last else None
        if stream.getvalue():
            lines = stream.getvalue().splitlines(keepends=True)
            outputs.append({"name": "stdout", "output_type": "stream", "text": lines})
        if hasattr(value, "_repr_svg_"):
            lines = value._repr_svg_().splitlines(keepends=True)
            outputs.append({"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": lines}})
        done.append(outputs)
    return done
