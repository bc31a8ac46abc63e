"""Lists as Excel files: read as somebody typed them, refused where a cell could be misread."""

import io
from datetime import date, time
from typing import Any

import openpyxl
import pytest

from workbooks.list_file import UnreadableList, list_lines

COLUMNS, NEEDED = ("title", "isrc", "duration", "release_on"), ("title",)


def packed(*rows: tuple[Any, ...], merged: str = "", sheets: int = 1) -> bytes:
    """An Excel file with these rows on each of its sheets."""
    book = openpyxl.Workbook()
    for number in range(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes) -> list[tuple[int, dict[str, str]]]:
    return list_lines("works.xlsx", content, COLUMNS, NEEDED)


def test_cells_are_read_as_they_were_typed() -> None:
    content = packed(
        (" Title ", "ISRC", "Duration", "Release_on", None),
        ("Alpha", "GBAYE0601498", time(3, 45), date(2024, 3, 31)),
        (None, None, None, None),
        (1979, None, time(0, 3, 45), "2024"),
    )
    assert read(content) == [
        (2, {"title": "Alpha", "isrc": "GBAYE0601498", "duration": "3:45", "release_on": "2024-03-31"}),
        (4, {"title": "1979", "isrc": "", "duration": "0:03:45", "release_on": "2024"}),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (packed(("title", "isrc"), ("a", "b"), merged="A1:B1"), r"merged cells \(A1:B1\)"),
        (packed(("title", "isrc"), ("a", "b"), sheets=2), "several sheets with content"),
        (packed(("title", "title"), ("a", "b")), "the column title twice"),
        (packed(("name", "isrc"), ("a", "b")), "has no column title"),
        (packed(("title", "isrc")), "no line under it"),
        (packed(("title",), ("a", "b")), "line 2: 2 fields, the heading has 1"),
        (packed(("title",), ("a\u2028b",)), "line 2: it holds characters that can't be seen"),
        (packed(("title",), ("x" * 2001,)), "more than 2,000 letters"),
        (packed(("title",), ("#REF!",)), "a formula of it has gone wrong"),
        (packed(), "has no column title"),
        (b"PK\x03\x04 and nothing more", "no Excel file that can be read"),
    ],
)
def test_what_could_be_misread_is_named(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableList, match=words):
        read(content)


def test_mixed_encodings_and_marks_are_named() -> None:
    with pytest.raises(UnreadableList, match="not UTF-8"):
        read("title\nÉté\n".encode() + "Été\n".encode("latin-1"))
    assert read("\ufefftitle;isrc\nÉté;\n".encode())[0][1]["title"] == "Été"
