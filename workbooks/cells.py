"""Cells as a sheet's file holds them: a row is written as one text, several times as fast as cell by cell."""

import math
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Literal
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767  # of a cell
_FIRST_DAY = date(1899, 12, 30).toordinal()

# a file writes a control character as _x0001_, and the underscore of a text that looks like one as _x005F_
_LIKE_CONTROL = re.compile(r"_(x[\da-fA-F]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

Kind = Literal["text", "count", "decimal", "share", "day", "moment"]
Cell = Callable[[int, Any], str]  # of a row counted from 1 and a value


class Page(Worksheet):  # type: ignore[misc]
    """A worksheet that takes whole rows, in order and together with cells written one by one in other rows."""

    def write_cells(self, row: int, cells: Sequence[str], last_place: int) -> None:
        """The cells of a row counted from 0, none beyond ``last_place``; nothing else may be written into it."""
        self._check_dimensions(row, last_place)
        self._write_single_row(row)  # the row before, where it was written cell by cell
        self.fh.write(f'<row r="{row + 1}">{"".join(cells)}</row>')


def cell(kind: Kind, place: int, style: Any) -> Cell:
    """What writes values of this kind in the column ``place``; None, and what is no number, leave the cell empty."""
    name, format_number = xl_col_to_name(place), style._get_xf_index()

    def text(row: int, value: Any) -> str:
        return f'<c r="{name}{row}" s="{format_number}" t="inlineStr">{_inline(str(value)[:LONGEST_TEXT])}</c>'

    def number(row: int, value: Any) -> str:
        if type(value) is int:
            return f'<c r="{name}{row}" s="{format_number}"><v>{value}</v></c>'
        if not math.isfinite(value):
            return empty(row)
        return f'<c r="{name}{row}" s="{format_number}"><v>{float(value):.16G}</v></c>'

    def empty(row: int) -> str:
        return f'<c r="{name}{row}" s="{format_number}"/>'

    def day(row: int, value: Any) -> str:
        # below a table of days a line may be of all of them, and says so
        return text(row, value) if isinstance(value, str) else number(row, value.toordinal() - _FIRST_DAY)

    def moment(row: int, value: datetime) -> str:
        at = value.astimezone(UTC) if value.tzinfo is not None else value
        seconds = at.hour * 3600 + at.minute * 60 + at.second
        return number(row, at.toordinal() - _FIRST_DAY + seconds / 86_400)

    written = {"text": text, "day": day, "moment": moment}.get(kind, number)
    return lambda row, value: empty(row) if value is None else written(row, value)


@lru_cache(maxsize=10_000)
def _inline(value: str) -> str:
    """A text, whatever it holds; names come again and again."""
    safe = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LIKE_CONTROL.sub(r"_x005F_\1", value))
    kept = ' xml:space="preserve"' if safe != safe.strip() else ""
    return f"<is><t{kept}>{escape(safe)}</t></is>"
