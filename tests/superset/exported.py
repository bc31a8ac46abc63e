"""Files that were exported, read as whoever opens them would, and compared with what the warehouse says."""

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

Lines = list[tuple[Any, ...]]


def of_sheet(path: Path) -> Lines:
    """Lines of an Excel file, titles first; no cell may be a formula."""
    sheet = load_workbook(path).active
    assert sheet is not None
    cells = [[cell for cell in line if not isinstance(cell, MergedCell)] for line in sheet.iter_rows()]
    assert not [cell.value for line in cells for cell in line if cell.data_type == "f"]
    return [tuple(cell.value for cell in line) for line in cells]


def of_csv(path: Path) -> Lines:
    """Lines of a CSV file, titles first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(line) for line in csv.reader(file, escapechar="\\")]


def agree(lines: Lines, columns: Sequence[str], stored: Lines) -> None:
    """An export's first columns hold exactly these rows, in whatever order."""
    told = [[as_typed(cell) for cell in line[: len(columns)]] for line in lines[1:]]
    assert len(told) == len(stored) > 0
    for line, row in zip(sorted(told, key=first_words), sorted(stored, key=first_words), strict=True):
        for column, cell, value in zip(columns, line, row, strict=True):
            assert is_same(cell, value), f"{column} is {cell!r}, stored {value!r}, in {line}"


def first_words(line: Sequence[Any]) -> list[str]:
    """What lines are told apart by: their texts."""
    return [cell for cell in line if isinstance(cell, str) and not re.fullmatch(r"-?[\d.e-]+", cell)]


def as_typed(cell: Any) -> Any:
    """Without what keeps a spreadsheet from taking it for a formula: an apostrophe, and a stroke before |."""
    is_kept_apart = isinstance(cell, str) and re.match(r"'[-=+@|%]", cell)
    return cell[1:].replace("\\|", "|") if is_kept_apart else cell


def is_same(cell: Any, value: Any) -> bool:
    """Whether a cell says a stored value: numbers to nine digits, nothing as nothing."""
    if value is None:
        return cell in (None, "")
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return abs(float(cell) - float(value)) <= 1e-9 * abs(float(value))
    return str(cell) == str(value)
