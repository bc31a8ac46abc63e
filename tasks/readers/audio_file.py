"""Audio features from a CSV file: a column `track` (Spotify's id, URI or link) and any of the features by name."""

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.errors import GroundswellError

# Feature as our columns are called -> its least and greatest value.
FEATURES: dict[str, tuple[float, float]] = {
    "danceability": (0, 1),
    "energy": (0, 1),
    "valence": (0, 1),
    "tempo_bpm": (0, 1000),
    "acousticness": (0, 1),
    "speechiness": (0, 1),
    "instrumentalness": (0, 1),
    "liveness": (0, 1),
    "loudness_db": (-200, 50),
    "key": (-1, 11),
    "mode": (0, 1),
}
WHOLE = ("key", "mode")
# As Spotify's own answers and exports of them call these two.
OTHER_NAMES = {"tempo": "tempo_bpm", "loudness": "loudness_db", "id": "track", "uri": "track", "track_id": "track"}
TRACK = re.compile(r"(?:^|spotify:track:|/track/)([0-9A-Za-z]{22})(?:[/?#].*)?$")


class AudioFileError(GroundswellError):
    """The file can't be used; says why."""


@dataclass(frozen=True, slots=True)
class AudioRow:
    """The features of a track; None where the cell is empty, and for a key of -1 (none found)."""

    track_id_spotify: str
    values: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class AudioReject:
    """A line that could not be read, as it was."""

    line: int
    item: dict[str, str]
    reason: str


def read_audio_file(path: Path) -> tuple[list[AudioRow], list[AudioReject]]:
    """The rows, of a track named twice the last one, and the lines that can't be read.

    Raises AudioFileError for a file that is not there, is no UTF-8 CSV, or lacks the columns.
    """
    rows: dict[str, AudioRow] = {}
    rejects: list[AudioReject] = []
    for number, cells in _lines(path):
        try:
            row = _row(cells)
        except ValueError as wrong:
            rejects.append(AudioReject(number, cells, str(wrong)))
        else:
            rows[row.track_id_spotify] = row
    return list(rows.values()), rejects


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file)
            named = [_name(name) for name in lines.fieldnames or []]
            if "track" not in named or not set(named) & set(FEATURES):
                raise AudioFileError(
                    f"{path.name} needs a heading with the column track and one or more of {', '.join(FEATURES)}."
                )
            lines.fieldnames = named
            for cells in lines:
                yield lines.line_num, {name: value or "" for name, value in cells.items() if isinstance(name, str)}
    except FileNotFoundError:
        raise AudioFileError(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise AudioFileError(f"{path.name} can't be read as CSV in UTF-8: {wrong}.") from wrong


def _name(heading: str) -> str:
    plain = heading.strip().lower()
    return OTHER_NAMES.get(plain, plain)


def _row(cells: dict[str, str]) -> AudioRow:
    found = TRACK.search(cells["track"].strip())
    if found is None:
        raise ValueError(
            f"{cells['track']!r} is no track of Spotify: write its id of 22 characters, its URI or its link"
        )
    values = {name: _value(name, cells[name].strip()) for name in FEATURES if name in cells}
    if all(value is None for value in values.values()):
        raise ValueError("the line tells no feature")
    return AudioRow(found[1], values)


def _value(name: str, text: str) -> float | None:
    if not text:
        return None
    least, most = FEATURES[name]
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{name} {text!r} is no number") from None
    if not math.isfinite(value) or not least <= value <= most or (name in WHOLE and value != int(value)):
        raise ValueError(f"{name} {text!r} is not between {least} and {most}")
    return None if name == "key" and value == -1 else value
