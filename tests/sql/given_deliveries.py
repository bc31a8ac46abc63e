"""Puts deliveries and weekly rows of trends into a warehouse; for given.py, entities by name.

sources.yaml     rows of ops.source
loads.yaml       rows of ops.load
sound_weeks.yaml sound (TikTok's id) and columns of mart.sound_week
label_weeks.yaml columns of mart.label_week; top_artist by name
bridges.yaml     artist and columns of mart.artist_bridge
badges.yaml      artist, track (null for the artist) and columns of mart.badge
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from tests.sql.rows import artist_number, insert, number

Row = dict[str, Any]
WEEK = {"method_version": 0}
SOUND_WEEK = {"value": None, "correction": 0, "days_present": 7, "days_spanned": 7, "is_complete": True}
PARTS = ("restated", "real_listening", "new_releases_change", "newly_linked", "missing_days")
FIGURES = dict.fromkeys(("last_total", *PARTS, "new_releases", "account_remainder"), 0)
LABEL_WEEK = FIGURES | {
    "shared_total": 0,
    "shared_last_total": 0,
    "shared_new_releases": 0,
    "days_matched": 7,
    "days_present": 7,
    "track_count": 1,
    "tracks_compared": 1,
    "artist_count": 1,
    "artists_on_account": 0,
}
BRIDGE = FIGURES | {"basis": "tracks", "was_reported": True, "track_count": 1, "tracks_compared": 1}
BADGE = {
    "direction": "up",
    "is_raw": True,
    "days_matched": 7,
    "weeks_known": 8,
    "is_significant": True,
    "is_held": True,
    "false_discovery_rate": 0.1,
    "threshold": 2.0,
    "threshold_rule": "global",
    "floor": 1000,
}


def enter_source(connection: Connection, given: Row) -> None:
    """A source that is watched."""
    insert(connection, "ops.source", given)


def enter_load(connection: Connection, given: Row) -> None:
    """A delivery, loaded or refused, read when it arrived."""
    row = {"origin": "drop", "state": "loaded", "loaded_at": given["arrived_at"]} | given
    insert(connection, "ops.load", row)


def enter_sound_week(connection: Connection, given: Row) -> None:
    """A week of a sound."""
    row = {"sound_id": number(connection, "sound", str(given.pop("sound")), "sound_id_tiktok")}
    insert(connection, "mart.sound_week", WEEK | SOUND_WEEK | row | _measured(connection, given))


def enter_label_week(connection: Connection, given: Row) -> None:
    """A week of a label."""
    top = given.pop("top_artist", None)
    row = {"top_artist_id": artist_number(connection, top) if top else None}
    insert(connection, "mart.label_week", WEEK | row | _adding_up(LABEL_WEEK | _measured(connection, given)))


def enter_bridge(connection: Connection, given: Row) -> None:
    """A bridge of an artist's week."""
    row = {"artist_id": artist_number(connection, given.pop("artist"))}
    insert(connection, "mart.artist_bridge", WEEK | _adding_up(BRIDGE | row | _measured(connection, given)))


def _adding_up(row: Row) -> Row:
    """What is not given of a change is real listening."""
    given = sum(row[part] for part in PARTS)
    return row | {"real_listening": row["real_listening"] + row["total"] - row["last_total"] - given}


def enter_badge(connection: Connection, given: Row) -> None:
    """A badge of an artist's week, or of a track of the artist."""
    row = {"artist_id": artist_number(connection, given.pop("artist"))}
    if track := given.pop("track", None):
        row["track_id"] = number(connection, "track", track)
    if given.get("last_week") is not None:
        row["extra"] = given["this_week"] - given["last_week"]
    insert(connection, "mart.badge", WEEK | BADGE | row | _measured(connection, given))


def _measured(connection: Connection, given: Row) -> Row:
    """The columns given, with our number of the metric in place of its name."""
    return {"metric_id": number(connection, "metric", given.pop("metric"), "code")} | given


ENTERED_LAST: Mapping[str, Callable[[Connection, Row], None]] = {
    "sources": enter_source,
    "loads": enter_load,
    "sound_weeks": enter_sound_week,
    "label_weeks": enter_label_week,
    "bridges": enter_bridge,
    "badges": enter_badge,
}
