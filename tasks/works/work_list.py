"""A catalogue of works from a CSV or Excel file: wrong lines are kept aside and named, the rest is entered."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.storable import storable
from tasks.readers.spreadsheet import Problem, read_list
from workbooks.work_columns import COLUMNS, NEEDED, NEEDED_WITHOUT_ARTIST

# Calls a function of schema app with named arguments; its rows.
Call = Callable[..., list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Imported:
    """How many works were new, changed and unchanged, and the lines kept aside with the reason."""

    new: int
    changed: int
    unchanged: int
    kept_aside: Sequence[Problem]


def read_works_list(path: Path, *, has_artist: bool) -> list[tuple[int, dict[str, str]]]:
    """The lines of a catalogue; without ``has_artist`` a column must say whose each is. Raises ListError."""
    return read_list(path, COLUMNS, NEEDED if has_artist else NEEDED_WITHOUT_ARTIST)


def import_works(
    call: Call, lines: Sequence[tuple[int, dict[str, str]]], artist_id: int | None, file_name: str, by: str
) -> Imported:
    """Enter them through app.import_works. Raises EntryRefused where nothing can be entered at all."""
    given = json.dumps([{"line": number, **fields} for number, fields in lines])
    put = call("import_works", artist_id=artist_id, lines=storable(given), file_name=storable(file_name), done_by=by)
    counted = Counter(row["outcome"] for row in put)
    titles = {number: fields["title"] for number, fields in lines}
    aside = [Problem(row["line"], titles[row["line"]], row["reason"]) for row in put if row["reason"] is not None]
    return Imported(counted["new"], counted["changed"], counted["unchanged"], aside)
