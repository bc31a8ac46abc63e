"""Lines of a catalogue of works as an owner writes them: some cells empty, titles spelled their own way."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from sandbox.recordings import other_spelling

COLUMNS = ("work_code", "title", "artist", "isrc", "upc", "writers", "album", "duration", "release_on")
_KEPT = {"isrc": 0.63, "duration": 0.85, "album": 0.8, "release_on": 0.6, "work_code": 0.7}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is meant; ``has_isrc``: its ISRC is not left out."""

    title: str
    artist: str
    isrc: str | None = None
    album: str | None = None
    length_ms: int | None = None
    release_on: date | None = None
    work_code: str | None = None
    has_isrc: bool = False


def written(roll: Random, line: Line, hard: str) -> Line:
    """The line with what its owner leaves out and writes otherwise; a third or more have no ISRC."""
    kept = {name: roll.random() < share for name, share in _KEPT.items()}
    title = line.title
    if hard == "spelling":
        ways = [other_spelling(roll, title) for _ in range(9)]
        title = next((way for way in ways if "emaster" not in way), title.upper())
    return replace(
        line,
        title=title,
        isrc=line.isrc if kept["isrc"] or line.has_isrc else None,
        length_ms=line.length_ms if kept["duration"] else None,
        album=line.album if kept["album"] else None,
        release_on=line.release_on if kept["release_on"] else None,
        work_code=f"GW-{roll.randrange(10**8):08d}" if kept["work_code"] else None,
    )


def write_works(lines: Iterable[Line], path: Path) -> None:
    """The list as a CSV file, in the columns of the product's import."""
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(COLUMNS)
        for line in lines:
            length = "" if line.length_ms is None else f"{line.length_ms // 60000}:{line.length_ms // 1000 % 60:02d}"
            day = line.release_on.isoformat() if line.release_on else ""
            sheet.writerow((line.work_code, line.title, line.artist, line.isrc, "", "", line.album, length, day))
