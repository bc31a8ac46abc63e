"""The notebook as it lies in the repository."""

import ast
import json
from pathlib import Path

import pytest

from tasks.report.render import NOTEBOOK


@pytest.fixture(scope="module")
def cells() -> list[dict[str, object]]:
    content = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert content["metadata"]["kernelspec"] == {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert set(content["metadata"]) == {"kernelspec", "language_info"}
    found: list[dict[str, object]] = content["cells"]
    return found


def test_outputs_are_stripped(cells: list[dict[str, object]]) -> None:
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


def test_parameters_come_first_and_hold_no_address(cells: list[dict[str, object]]) -> None:
    assert cells[0]["metadata"] == {"tags": ["parameters"]}
    source = "".join(cells[0]["source"])  # type: ignore[arg-type]
    names = [target.id for node in ast.parse(source).body for target in node.targets]  # type: ignore[attr-defined]
    assert names[:2] == ["week", "label"]
    assert "postgres" not in source


def test_prose_and_calls_only(cells: list[dict[str, object]]) -> None:
    for cell in cells[2:]:
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]))  # type: ignore[arg-type]
            assert not [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.For | ast.comprehension)]


def test_no_machine_path(cells: list[dict[str, object]]) -> None:
    assert str(Path.home()) not in json.dumps(cells)
