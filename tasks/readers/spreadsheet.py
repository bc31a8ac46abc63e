"""Lists people keep in a spreadsheet, read from files of this machine; workbooks/list_file.py says what a list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import GroundswellError
from db.storable import storable
from workbooks.list_file import LARGEST, UnreadableList, list_lines


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

    Raises ListError for a file that can't be read, or that is no list.
    """
    name = storable(str(path))
    try:
        if not path.is_file() and path.exists():
            raise ListError(f"{name} is no file; give the name of a CSV file.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ListError(f"{name} can't be read ({error.strerror or error}); check the name.") from error
    except ValueError as error:
        raise ListError(f"{name} is no name of a file ({error}).") from error
    try:
        return list_lines(name, content, columns, needed)
    except UnreadableList as error:
        raise ListError(str(error)) from error
