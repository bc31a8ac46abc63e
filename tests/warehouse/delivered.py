"""Deliveries of the vendor's tables written by hand for tests, and what the warehouse then says."""

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Engine

from db.datadir import DataDir
from flows.ingest_deliveries import Ingested, run_ingest
from flows.run_context import RunContext
from sandbox.deliveries.columns import COLUMNS
from tests.warehouse.queued import run_sql

SPOTIFY = "4Z8W4fKeB5YxbusRsdQV"  # 20 of 22 characters; tests add two
SOUND = "6956990112127585"  # 16 of 19 digits

Row = Mapping[str, Any]


def song_day(song: int, day: str, value: object, **other: Any) -> dict[str, Any]:
    """A row of LUMINATE_DAILY_SONG_METRICS."""
    row = {"UNIFIED_SONG_ID": song, "ARTIST": "Ann", "TITLE": f"Song {song}", "METRIC_TYPE": "Audio On Demand"}
    return row | {"REGION": "global", "DATE": day, "UPDATED_ON": day, "THIS_DAY": value} | other


def account(number: int, **other: Any) -> dict[str, Any]:
    """A row of SPOTIFY_ACCOUNTS; numbers up to 99."""
    row = {"ID": number, "SPOTIFY_ID": f"{SPOTIFY}{number:02}", "NAME": f"Artist {number}"}
    return row | {"UPDATED_AT": "2026-01-01 03:00:00"} | other


def spotify_track(number: int, main_account: object = "", **other: Any) -> dict[str, Any]:
    """A row of SPOTIFY_TRACKS; numbers up to 99."""
    row = {"ID": number, "SPOTIFY_ID": f"{SPOTIFY[:-1]}t{number:02}", "NAME": f"Track {number}", "DURATION_MS": 1000}
    return row | {"PRIMARY_SPOTIFY_ACCOUNT_ID": main_account, "UPDATED_AT": "2026-01-01 00:00:00"} | other


def link(track: int, song: int) -> dict[str, Any]:
    """A row of LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS."""
    return {"SPOTIFY_TRACK_ID": track, "UNIFIED_SONG_ID": song}


def sound(number: int, **other: Any) -> dict[str, Any]:
    """A row of TIKTOK_SOUNDS; numbers up to 999."""
    return {"ID": number, "TIKTOK_ID": f"{SOUND}{number:03}", "NAME": f"Sound {number}", "AUTHOR": "ann"} | other


def reading(number: int, at: str, count: object) -> dict[str, Any]:
    """A row of TIKTOK_SOUND_METRICS."""
    return {"TIKTOK_SOUND_ID": number, "CREATED_AT": at, "POST_COUNT": count}


def write(folder: Path, table: str, rows: Sequence[Row], *, columns: Sequence[str] = (), suffix: str = ".csv") -> Path:
    """One file; columns are the vendor's unless given."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table}{suffix}"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns) or list(COLUMNS[table]), extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content) if suffix.endswith(".gz") else content)
    return path


def ingest(engine: Engine, path: Path | None = None, **given: Any) -> Ingested:
    """The body of the flow."""
    session = RunContext(cast(DataDir, None), engine, "", date(2026, 11, 20))
    return run_ingest(session, None if path is None else str(path), **given)


def loads(engine: Engine) -> list[tuple[Any, ...]]:
    """(source, state, read, new, restated, same, outside, rejected) in the order of loading."""
    return run_sql(
        engine,
        """
        select source, state, rows_read, rows_new, rows_restated, rows_same, rows_outside, rows_rejected
        from ops.load order by load_id
        """,
    )


def rejects(engine: Engine) -> list[tuple[Any, ...]]:
    """(source, line, reason)."""
    return run_sql(engine, "select source, line, reason from ops.reject order by load_id, line")


FACT_VERSIONS = """
    select m.code, coalesce(t.song_id_luminate::text, a.artist_id_spotify, d.sound_id_tiktok) as subject,
           coalesce(s.country_code, '') as country, v.observed_on, v.value, v.known_from, v.known_until,
           (select l.arrived_at from ops.load l where l.load_id = v.load_id) as said_at
    from (
        select series_id, observed_on, value, loaded_at as known_from, null::timestamptz as known_until, load_id
        from core.audience_point
        union all
        select series_id, observed_on, value, known_from, known_until, load_id from core.audience_revision
    ) v
    join core.audience_series s using (series_id)
    join core.metric m using (metric_id)
    left join core.track t using (track_id)
    left join core.artist a on a.artist_id = s.artist_id
    left join core.sound d on d.sound_id = s.sound_id
    order by 1, 2, 3, 4, 6, 7
"""

LINK_VERSIONS = """
    select l.spotify_track_id, t.song_id_luminate, l.known_from, l.known_until
    from core.song_link l left join core.track t using (track_id)
    order by 1, 3
"""


def fact_versions(engine: Engine) -> list[tuple[Any, ...]]:
    """Every value that was ever known of vendor metrics, and when."""
    return [tuple(row) for row in run_sql(engine, FACT_VERSIONS)]


def link_versions(engine: Engine) -> list[tuple[Any, ...]]:
    """Every link from a Spotify track to a song, and when it was known."""
    return [tuple(row) for row in run_sql(engine, LINK_VERSIONS)]


def values(engine: Engine, code: str = "track_luminate_streams") -> dict[tuple[str, str, str], int]:
    """Current values by (subject, country, day)."""
    return {
        (row[1], row[2], row[3].isoformat()): row[4]
        for row in fact_versions(engine)
        if row[0] == code and row[6] is None
    }
