"""Sheets of a workbook: headings, tables with real numbers and dates, and what cells look like.

Rows are written as they come and kept nowhere, so a file of any length takes the same memory. Text is text, whatever it
begins with; a missing value leaves its cell empty.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from workbooks.cells import Kind, Page, cell
from workbooks.whole_file import whole_file

MOST_ROWS = 1_048_576  # of a sheet
_ACCENT, _GREY = "#0f6f8c", "#5b6470"

FORMATS: dict[Kind, str] = {
    "text": "General",
    "count": "#,##0",
    "decimal": "#,##0.00",
    "share": "0.0%",
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
}


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters. Of kind share, 1 is 100 %; a moment is shown in UTC."""

    title: str
    kind: Kind = "text"
    width: float = 14


@dataclass(frozen=True, slots=True)
class Range:
    """Where rows of a table stand, counted from 0; ``last_row`` is ``first_row`` - 1 where there are none."""

    sheet: str
    first_row: int
    last_row: int


class Book:
    """A workbook being written."""

    def __init__(self, path: Path, rows_folder: str) -> None:
        self.file = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": rows_folder})
        named = {"font_name": "Arial", "font_size": 10}
        self.cell = {kind: self.file.add_format({**named, "num_format": FORMATS[kind]}) for kind in FORMATS}
        # a date beside a name stands where texts stand
        self.fact = {
            kind: self.file.add_format({**named, "num_format": FORMATS[kind], "align": "left"}) for kind in FORMATS
        }
        self.total = {
            kind: self.file.add_format({**named, "num_format": FORMATS[kind], "bold": True, "top": 1})
            for kind in FORMATS
        }
        self.title = self.file.add_format({**named, "font_size": 14, "bold": True, "font_color": _ACCENT})
        self.note = self.file.add_format({**named, "font_color": _GREY})
        self.part = self.file.add_format({**named, "font_size": 11, "bold": True})
        header = {**named, "bold": True, "font_color": "white", "bg_color": _ACCENT, "text_wrap": True, "valign": "top"}
        self.header = {
            kind: self.file.add_format({**header, "align": "left" if kind == "text" else "right"}) for kind in FORMATS
        }

    def sheet(self, name: str, *lines: str) -> "Sheet":
        """A new sheet that begins with its title and notes."""
        return Sheet(self, name, lines)


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """A workbook that stands at ``path`` once it is whole; of one that failed nothing is left."""
    with whole_file(path) as beside, TemporaryDirectory(prefix="groundswell-rows-") as rows_folder:
        book = Book(beside, rows_folder)
        try:
            yield book
        finally:
            book.file.close()  # also where it failed: its rows lie in open files


class Sheet:
    """A sheet, written from the top down."""

    def __init__(self, book: Book, name: str, lines: Sequence[str]) -> None:
        self.book, self.name, self.row = book, name, 0
        self.page = book.file.add_worksheet(name, Page)
        self.page.hide_gridlines(2)
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        for number, line in enumerate(lines):
            self.page.write_string(self.row, 0, line, book.note if number else book.title)
            self.row += 1
        self.row += 1

    def facts(self, facts: Iterable[tuple[str, str | date]]) -> None:
        """What is what, a line each."""
        for name, value in facts:
            kind: Kind = "moment" if isinstance(value, datetime) else "day" if isinstance(value, date) else "text"
            named, told = cell("text", 0, self.book.part), cell(kind, 1, self.book.fact[kind])
            self.page.write_cells(self.row, [named(self.row + 1, name), told(self.row + 1, value)], 1)
            self.row += 1

    def part(self, *lines: str) -> None:
        """A heading within the sheet, and notes below it."""
        self.row += 1
        for number, line in enumerate(lines):
            self.page.write_string(self.row, 0, line, self.book.note if number else self.book.part)
            self.row += 1

    def main_table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[Any]], totals: Sequence[Sequence[Any]] = ()
    ) -> Range:
        """The table a sheet is for: its header stays in view, rows can be filtered, columns have their widths."""
        for place, column in enumerate(columns):
            self.page.set_column(place, place, column.width)
        main = self.table(columns, rows, totals)
        head = main.first_row - 1
        self.page.freeze_panes(head + 1, 0)
        self.page.repeat_rows(head)
        self.page.autofilter(head, 0, max(main.last_row, head + 1), len(columns) - 1)
        return main

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[Any]], totals: Sequence[Sequence[Any]] = ()
    ) -> Range:
        """Rows below a header, then rows of totals; no more than a sheet holds, which the caller sees to."""
        page, head = self.page, self.row
        for place, column in enumerate(columns):
            page.write_string(head, place, column.title, self.book.header[column.kind])
        last = len(columns) - 1
        cells = [cell(column.kind, place, self.book.cell[column.kind]) for place, column in enumerate(columns)]
        at = head
        for at, row in enumerate(rows, head + 1):
            number = at + 1
            page.write_cells(
                at, [write(number, value) for write, value in zip(cells, row, strict=True) if value is not None], last
            )
        self.row = at + 1
        cells = [cell(column.kind, place, self.book.total[column.kind]) for place, column in enumerate(columns)]
        for total in totals:
            written = [write(self.row + 1, value) for write, value in zip(cells, total, strict=True)]
            page.write_cells(self.row, written, last)
            self.row += 1
        return Range(self.name, head + 1, at)
