"""Lists people keep in a spreadsheet: Excel, or CSV by comma, semicolon or tab, UTF-8 with or without a mark.

Strict: a line is a row, with as many fields as the heading. What would be guessed otherwise is told by its line.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

LARGEST = 10_000_000
LARGEST_UNPACKED = 200_000_000
LONGEST_CELL = 2_000
MOST_ROWS = 200_000
LINES_NAMED = 5
DELIMITERS = ",;\t"
EXCEL = b"PK\x03\x04"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
END_OF_LINE = re.compile(r"\r\n|\n|\r")

Line = tuple[int, dict[str, str]]


class UnreadableList(ValueError):
    """A list can't be read, or lines of it are no rows; ``str()`` is a sentence for the person."""


def list_lines(name: str, content: bytes, columns: Sequence[str], needed: Sequence[str]) -> list[Line]:
    """Lines that say anything: number as an editor counts it, and what stands in each column, "" for nothing.

    ``name`` is the file's as messages repeat it. Raises UnreadableList for a file that can't be read, lacks a needed
    column, has no line under its heading, or has a line that is no row: too many or too few fields, a quote that does
    not close, characters that can't be seen.
    """
    if len(content) > LARGEST:
        raise UnreadableList(f"{name} has more than {LARGEST // 1_000_000} MB; that is no list people keep.")
    rows = _excel_rows(name, content) if content.startswith(EXCEL) else _csv_rows(name, content)
    number, first = next(rows, (1, [""]))
    if isinstance(first, str):
        raise UnreadableList(f"The heading of {name} (line {number}) can't be read: {first}.")
    heading = [cell.lower() for cell in first]
    if twice := sorted({cell for cell in heading if cell and heading.count(cell) > 1}):
        raise UnreadableList(f"{name} has the column {twice[0]} twice; leave the one that counts, and run it again.")
    if missing := [column for column in needed if column not in heading]:
        raise UnreadableList(
            f"{name} has no column {' and no column '.join(missing)}; its first line must be: {','.join(columns)}"
        )
    lines: list[Line] = []
    problems: list[str] = []
    for number, cells in rows:
        if isinstance(cells, str):
            problems.append(f"line {number}: {cells}")
        elif len(cells) != len(heading) and any(cells):
            problems.append(f"line {number}: {len(cells)} fields, the heading has {len(heading)}")
        elif any(cells):
            found = dict(zip(heading, cells, strict=True))
            lines.append((number, {column: found.get(column, "") for column in columns}))
    if problems:
        more = f"; and {len(problems) - LINES_NAMED} more" if len(problems) > LINES_NAMED else ""
        raise UnreadableList(
            f"{len(problems)} lines of {name} are no rows, so nothing was entered: "
            f"{'; '.join(problems[:LINES_NAMED])}{more}. Correct them and run it again."
        )
    if not lines:
        raise UnreadableList(f"{name} has a heading and no line under it; nothing is to be entered.")
    return lines


def _csv_rows(name: str, content: bytes) -> Iterator[tuple[int, list[str] | str]]:
    """Number of each line that is not empty, and its fields or what is wrong with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableList(f"{name} is not UTF-8 (byte {error.start}); save it as CSV UTF-8.") from error
    numbered = [(number, line) for number, line in enumerate(END_OF_LINE.split(text), start=1) if line.strip()]
    delimiter = max(DELIMITERS, key=numbered[0][1].count) if numbered else ","
    for number, line in numbered:
        try:
            yield number, _cells(line, delimiter)
        except ValueError as wrong:
            yield number, str(wrong)


def _cells(line: str, delimiter: str) -> list[str]:
    """Fields of one line without blanks around them. Raises ValueError in words that follow the line's number."""
    if CONTROL.search(line) is not None:
        raise ValueError("it holds characters that can't be seen")
    try:
        [cells] = csv.reader([line], delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise ValueError("a quote is not closed on its line, or stands inside a field") from error
    return [_bounded(cell) for cell in cells]


def _bounded(cell: str) -> str:
    if len(cell) > LONGEST_CELL:
        raise ValueError(f"a field has more than {LONGEST_CELL:,} letters")
    return cell.strip()


def _excel_rows(name: str, content: bytes) -> Iterator[tuple[int, list[str] | str]]:
    """Rows of the only sheet that has any, filled up to the width of the heading; merged cells are refused."""
    import openpyxl  # type: ignore[import-untyped]  # takes long to import, and most lists are CSV

    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
            raise UnreadableList(f"{name} is packed far too tightly for a list people keep; save it as CSV.")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except UnreadableList:
        raise
    except Exception as error:  # whatever a broken file makes of the reader
        raise UnreadableList(
            f"{name} is no Excel file that can be read ({type(error).__name__}); save it as CSV."
        ) from error
    sheets = [sheet for sheet in book.worksheets if sheet.max_row and any(_is_filled(row) for row in sheet.iter_rows())]
    if len(sheets) > 1:
        named = ", ".join(sheet.title for sheet in sheets[:LINES_NAMED])
        raise UnreadableList(f"{name} has several sheets with content ({named}); leave the one that counts.")
    if not sheets:
        return
    [sheet] = sheets
    if merged := sorted(str(one) for one in sheet.merged_cells.ranges):
        raise UnreadableList(
            f"{name} has merged cells ({', '.join(merged[:LINES_NAMED])}); undo that and run it again."
        )
    if sheet.max_row > MOST_ROWS:
        raise UnreadableList(f"{name} has {sheet.max_row:,} rows; that is no list people keep.")
    width = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        try:
            cells = [_bounded(_text(cell.value)) for cell in row]
            if any(CONTROL.search(cell) for cell in cells):
                raise ValueError("it holds characters that can't be seen")
        except ValueError as wrong:
            yield number, str(wrong)
            continue
        if not any(cells):
            continue
        width = width or max(place for place, cell in enumerate(cells, start=1) if cell)
        yield number, cells[:width] if not any(cells[width:]) else cells


def _is_filled(row: Sequence[object]) -> bool:
    return any(getattr(cell, "value", None) not in (None, "") for cell in row)


def _text(value: object) -> str:
    """A cell as somebody would have typed it. Raises ValueError for a formula's error and for a rounded number."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _clock(int(value.total_seconds()))
    if isinstance(value, time):
        return _clock(value.hour * 3600 + value.minute * 60 + value.second)
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, str) and value.startswith("#") and value.rstrip("!?").isupper():
        raise ValueError(f"a formula of it has gone wrong ({value})")
    return str(value)


def _clock(seconds: int) -> str:
    """3:45 typed into a sheet becomes a quarter to four; no track is hours long, so whole minutes are seconds."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}" if not left else f"{hours}:{minutes:02d}:{left:02d}"
