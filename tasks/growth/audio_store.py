"""Audio profiles in the warehouse, each under the source that measured it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from db.statements import statement
from tasks.providers.reccobeats.records import AudioFeatures
from tasks.providers.spotify.answers import WireFeatures
from tasks.readers.audio_file import AudioReject, AudioRow, read_audio_file


@dataclass(frozen=True, slots=True)
class AudioProfile:
    """Audio features of a Spotify track as one source measured them; None where it does not tell."""

    track_id_spotify: str
    danceability: float | None = None
    energy: float | None = None
    valence: float | None = None
    tempo_bpm: float | None = None
    acousticness: float | None = None
    speechiness: float | None = None
    instrumentalness: float | None = None
    liveness: float | None = None
    loudness_db: float | None = None
    key: int | None = None
    mode: int | None = None

    @classmethod
    def of_reccobeats(cls, measured: AudioFeatures) -> Self:
        """The same under our names."""
        return cls(**asdict(measured))

    @classmethod
    def of_spotify(cls, wire: WireFeatures) -> Self:
        """The same under our names; no key is -1 there."""
        return cls(
            wire.id,
            wire.danceability,
            wire.energy,
            wire.valence,
            wire.tempo,
            wire.acousticness,
            wire.speechiness,
            wire.instrumentalness,
            wire.liveness,
            wire.loudness,
            None if wire.key == -1 else wire.key,
            wire.mode,
        )

    @classmethod
    def of_file(cls, row: AudioRow) -> Self:
        """The same under our names; key and mode as whole numbers."""
        values = {name: row.values.get(name) for name in row.values if name not in ("key", "mode")}
        key, mode = row.values.get("key"), row.values.get("mode")
        return cls(
            row.track_id_spotify,
            **values,
            key=int(key) if key is not None else None,
            mode=int(mode) if mode is not None else None,
        )


def put_profiles(connection: Connection, source: str, day: date, profiles: Sequence[AudioProfile]) -> int:
    """Enter profiles of one source; rows new or changed."""
    given = {
        "source": source,
        "day": day,
        **{name: [getattr(one, name) for one in profiles] for name in AudioProfile.__slots__},
    }
    return connection.execute(statement("growth/put_profiles"), given).rowcount


def put_profiles_of_songs(engine: Engine, day: date) -> int:
    """Profiles of followed artists' tracks that Soundcharts' metadata of songs holds; rows new or changed."""
    with engine.begin() as connection:
        return connection.execute(statement("growth/put_profiles_of_songs"), {"day": day}).rowcount


def unprofiled_tracks(engine: Engine) -> dict[int, list[str]]:
    """Spotify ids of followed artists' tracks without a profile of any source, by artist; each track once."""
    with engine.connect() as connection:
        return {row.artist_id: row.ids for row in connection.execute(statement("growth/unprofiled"))}


def plan_audio(engine: Engine, artist_ids: Sequence[int]) -> list[int]:
    """Queue artists whose tracks lack a profile, again when that was asked too long ago; numbers of the open items."""
    with engine.begin() as connection:
        given = {"artist_ids": list(artist_ids)}
        return list(connection.execute(statement("growth/plan_audio"), given).scalars())


def import_audio(engine: Engine, path: Path, day: date) -> tuple[int, int, list[AudioReject]]:
    """Enter a file's profiles; (tracks read, rows new or changed, lines left out).

    Raises AudioFileError for a file that can't be used.
    """
    rows, rejects = read_audio_file(path)
    with engine.begin() as connection:
        changed = put_profiles(connection, "file", day, [AudioProfile.of_file(row) for row in rows])
    return len(rows), changed, rejects
