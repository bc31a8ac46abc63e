"""Rows written as one text are what xlsxwriter writes cell by cell."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter

from workbooks.cells import Kind, Page, cell

NOON = datetime(2026, 10, 31, 12, 30, 15)  # noqa: DTZ001 - Excel knows no zones
TEXTS = ["Luna", " led and trailed ", "a & b < c > d", 'said "so"', "tab\tand\nline", "\x01\x1f", "_x0001_", "=1+1"]
CASES: list[tuple[Kind, Any, Any]] = [
    *(("text", text, text) for text in TEXTS),
    *(("count", number, number) for number in (0, -7, 9_007_199_254_740_991)),
    *(("decimal", Decimal(number), float(number)) for number in ("0.10", "-3.333", "1e9")),
    ("share", 0.1 + 0.2, 0.1 + 0.2),
    ("day", date(2026, 10, 31), datetime(2026, 10, 31)),  # noqa: DTZ001
    ("day", "The period", "The period"),
    ("moment", NOON.replace(tzinfo=UTC), NOON),
    ("moment", NOON.replace(tzinfo=timezone(timedelta(hours=2))), NOON - timedelta(hours=2)),
    *((kind, None, None) for kind in ("text", "count", "day")),
    ("decimal", float("nan"), None),
]


def of_file(path: Path) -> str:
    with ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    found = re.search("<sheetData>.*</sheetData>", sheet, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize(("kind", "given", "plain"), CASES)
def test_a_cell_is_what_xlsxwriter_writes(tmp_path: Path, kind: Kind, given: Any, plain: Any) -> None:
    paths = [tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"]
    for path in paths:
        with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
            style = book.add_format({"num_format": "0.00"})
            page = book.add_worksheet("Sheet", Page)
            page.write_string(0, 0, "above")
            if path == paths[0]:
                page.write_cells(3, [cell(kind, place, style)(4, given) for place in (0, 27)], 27)
            else:
                for place in (0, 27):
                    if isinstance(plain, datetime):
                        page.write_datetime(3, place, plain, style)
                    elif isinstance(plain, str):
                        page.write_string(3, place, plain, style)
                    elif plain is None:
                        page.write_blank(3, place, None, style)
                    else:
                        page.write_number(3, place, plain, style)
            page.write_string(4, 0, "below")
    ours, theirs = map(of_file, paths)
    assert ours == theirs
