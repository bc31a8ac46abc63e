"""Export files made by hand for one test, and what the warehouse holds after them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from db.fingerprint import table_fingerprint
from db.schema import metadata
from tasks.listening.files import Counts, Loaded
from tasks.listening.loader import Loader
from tasks.listening.user_store import choose_user
from tasks.readers.history.archive import find_histories

AUDIO = "Streaming_History_Audio_2024_{}.json"
LAST_ON = date(2026, 12, 31)
LISTENING = ("core.listening_user", "core.heard_item", "core.play_context", "core.play")


def spotify_id(number: int) -> str:
    return f"{number:022d}"


def heard(ts: str, track: int = 1, ms: int = 60_000, **more: Any) -> dict[str, Any]:
    """An extended row as Spotify writes it."""
    return {
        "ts": ts,
        "platform": "ios",
        "ms_played": ms,
        "conn_country": "DE",
        "ip_addr": "203.0.113.7",
        "master_metadata_track_name": f"Song {track}",
        "master_metadata_album_artist_name": "Band",
        "master_metadata_album_album_name": "Record",
        "spotify_track_uri": f"spotify:track:{spotify_id(track)}",
        "reason_start": "trackdone",
        "reason_end": "trackdone",
        "shuffle": False,
        "skipped": None,
        "offline": False,
        "offline_timestamp": None,
        "incognito_mode": False,
        **more,
    }


def account(end: str, track: int = 1, ms: int = 60_000, **more: Any) -> dict[str, Any]:
    """A row of the account form."""
    return {"endTime": end, "artistName": "Band", "trackName": f"Song {track}", "msPlayed": ms, **more}


def written(folder: Path, files: Mapping[str, Any]) -> Path:
    """Files by name; bytes are written as they are."""
    for name, rows in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rows if isinstance(rows, bytes) else json.dumps(rows).encode())
    return folder


def load(engine: Engine, path: Path, user: str = "Ann", zone: str | None = None) -> list[Loaded]:
    """Load all files under a path."""
    files = find_histories(path).files
    with Loader(engine, choose_user(engine, user, zone), LAST_ON) as loader:
        return [loader.load(file, after) for file, after in zip(files, [*files[1:], None], strict=True)]


def total(loaded: Iterable[Loaded]) -> Counts:
    summed = Counts()
    for one in loaded:
        summed.add(one.counts)
    return summed


def found(engine: Engine, query: str, **given: Any) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), given)]


def content(engine: Engine) -> dict[str, Any]:
    """Fingerprints of the tables that hold listening."""
    with engine.connect() as connection:
        return {name: table_fingerprint(connection, metadata.tables[name]) for name in LISTENING}


def books(engine: Engine) -> list[tuple[Any, ...]]:
    """Checks that must find nothing."""
    from db.statements import scripts

    return [(name, *row) for name, script in scripts("checks/listening") for row in found(engine, script)]
