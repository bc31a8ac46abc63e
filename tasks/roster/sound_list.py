"""A whole list of sounds from a CSV file with the columns artist, sound, track: all of it is entered, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from db.errors import GroundswellError
from tasks.readers.spreadsheet import Problem, read_list
from tasks.roster.entry_store import EntryRefused, call
from tasks.roster.lookup import find_artist, song_of_track
from tasks.roster.pasted import sound_id
from tasks.roster.store import Artist, list_sounds

COLUMNS = ("artist", "sound", "track")
NEEDED = ("artist", "sound")


@dataclass(frozen=True, slots=True)
class SoundLine:
    """A line of the file: artist, sound and track as a person would type them; track may be empty."""

    number: int
    artist: str
    sound: str
    track: str


@dataclass(slots=True)
class SoundsEntered:
    """How many links were made and how many were there, what to look at twice, and the lines that fail."""

    added: int = 0
    known: int = 0
    warnings: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_sounds(path: Path) -> list[SoundLine]:
    """The lines of a list of sounds. Raises ListError."""
    return [SoundLine(number, **fields) for number, fields in read_list(path, COLUMNS, NEEDED)]


def enter_sounds(
    connection: Connection, lines: Sequence[SoundLine], by: str, *, may_be_unknown: bool = False
) -> SoundsEntered:
    """Link every sound; one that is linked to its artist already is left, so a rerun is no error.

    A sound nobody knows is a problem of its line unless it ``may_be_unknown``.

    With ``problems`` in the outcome the caller must roll back: all or nothing.
    """
    entered = SoundsEntered()
    linked: dict[Artist, set[str]] = {}
    for line in lines:
        try:
            artist = find_artist(connection, line.artist)
            sound = sound_id(connection, line.sound)
            if artist not in linked:
                linked[artist] = {row["sound_id_tiktok"] for row in list_sounds(connection, artist)}
            if sound.value in linked[artist]:
                entered.known += 1
                continue
            if not (sound.is_known or may_be_unknown):
                raise EntryRefused(f"{sound.question} Check it; --yes links it all the same.", "GW422")
            track_id = song_of_track(connection, line.track) if line.track else None
            given = {"artist_id": artist.artist_id, "sound_id_tiktok": sound.value, "track_id": track_id}
            [made] = call(connection, "add_sound", **given, done_by=by)
            linked[artist].add(sound.value)
            entered.added += 1
            all_warnings = [*sound.warnings, *([made["warning"]] if made["warning"] else [])]
            entered.warnings += [f"line {line.number}: {warning}" for warning in all_warnings]
        except GroundswellError as error:
            entered.problems.append(Problem(line.number, f"{line.artist}, {line.sound}", str(error)))
    return entered
