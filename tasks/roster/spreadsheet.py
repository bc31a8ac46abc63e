"""Lists people keep in a spreadsheet and save as CSV: comma, semicolon or tab, UTF-8 with or without a mark.

Strict: a line is a row, with as many fields as the heading. What would be guessed otherwise is told by its line.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import GroundswellError
from db.storable import storable

LARGEST = 10_000_000
LONGEST_CELL = 2_000
LINES_NAMED = 5
DELIMITERS = ",;\t"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
END_OF_LINE = re.compile(r"\r\n|\n|\r")


class ListError(GroundswellError):
    """A list can't be read, or lines of it can't be entered."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that can't be entered, and why."""

    line: int
    text: str
    problem: str


def read_list(path: Path, columns: Sequence[str], needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Lines that say anything: number as an editor counts it, and what stands in each column, "" for nothing.

    Raises ListError for a file that can't be read, lacks a needed column, has no line under its heading, or has a line
    that is no row: too many or too few fields, a quote that does not close, characters that can't be seen.
    """
    name = storable(str(path))
    numbered = list(enumerate(END_OF_LINE.split(_text(path, name)), start=1))
    first, *rest = [(number, line) for number, line in numbered if line.strip()] or [(1, "")]
    delimiter = max(DELIMITERS, key=first[1].count)
    heading = _heading(name, first, delimiter)
    if missing := [column for column in needed if column not in heading]:
        raise ListError(
            f"{name} has no column {' and no column '.join(missing)}; its first line must be: {','.join(columns)}"
        )
    lines, problems = [], []
    for number, line in rest:
        try:
            cells = _cells(line, delimiter)
            if not any(cells):
                continue
            if len(cells) != len(heading):
                raise ValueError(f"{len(cells)} fields, the heading has {len(heading)}")
        except ValueError as wrong:
            problems.append(f"line {number}: {wrong}")
            continue
        found = dict(zip(heading, cells, strict=True))
        lines.append((number, {column: found.get(column, "") for column in columns}))
    if problems:
        more = f"; and {len(problems) - LINES_NAMED} more" if len(problems) > LINES_NAMED else ""
        raise ListError(
            f"{len(problems)} lines of {name} are no rows, so nothing was entered: "
            f"{'; '.join(problems[:LINES_NAMED])}{more}. Correct them and run it again."
        )
    if not lines:
        raise ListError(f"{name} has a heading and no line under it; nothing is to be entered.")
    return lines


def _text(path: Path, name: str) -> str:
    try:
        if not path.is_file() and path.exists():
            raise ListError(f"{name} is no file; give the name of a CSV file.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ListError(f"{name} can't be read ({error.strerror or error}); check the name.") from error
    except ValueError as error:
        raise ListError(f"{name} is no name of a file ({error}).") from error
    if len(content) > LARGEST:
        raise ListError(f"{name} has more than {LARGEST // 1_000_000} MB; that is no list people keep.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListError(f"{name} is not UTF-8 (byte {error.start}); save it as CSV UTF-8.") from error


def _heading(name: str, first: tuple[int, str], delimiter: str) -> list[str]:
    try:
        found = [cell.lower() for cell in _cells(first[1], delimiter)]
    except ValueError as wrong:
        raise ListError(f"The heading of {name} (line {first[0]}) can't be read: {wrong}.") from wrong
    twice = sorted({cell for cell in found if cell and found.count(cell) > 1})
    if twice:
        raise ListError(f"{name} has the column {twice[0]} twice; leave the one that counts, and run it again.")
    return found


def _cells(line: str, delimiter: str) -> list[str]:
    """Fields of one line without blanks around them. Raises ValueError in words that follow the line's number."""
    if CONTROL.search(line) is not None:
        raise ValueError("it holds characters that can't be seen")
    try:
        [cells] = csv.reader([line], delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise ValueError("a quote is not closed on its line, or stands inside a field") from error
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise ValueError(f"a field has more than {LONGEST_CELL:,} letters")
    return [cell.strip() for cell in cells]
