"""Lists people keep in a spreadsheet and save as CSV: comma or semicolon, UTF-8 with or without a mark."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import GroundswellError


class ListError(GroundswellError):
    """A list can't be read, or lines of it can't be entered."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that can't be entered, and why."""

    line: int
    said: str
    problem: str


def read_list(path: Path, columns: Sequence[str], needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Lines that say anything: number as an editor counts it, and what stands in each column, "" for nothing.

    Raises ListError for a file that can't be read, lacks a needed column or has no line under its heading.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise ListError(f"{path} can't be read ({error.strerror}); check the name.") from error
    except UnicodeDecodeError as error:
        raise ListError(f"{path} is not UTF-8 (byte {error.start}); save it as CSV UTF-8.") from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    heading = {name: (name or "").strip().lower() for name in reader.fieldnames or ()}
    if missing := [name for name in needed if name not in heading.values()]:
        raise ListError(
            f"{path} has no column {' and no column '.join(missing)}; its first line must be: {','.join(columns)}"
        )
    lines = []
    for row in reader:
        fields = {heading[name]: (value or "").strip() for name, value in row.items() if name in heading}
        if any(fields.values()):
            lines.append((reader.line_num, {name: fields.get(name, "") for name in columns}))
    if not lines:
        raise ListError(f"{path} has a heading and no line under it; nothing is to be entered.")
    return lines
