"""Puts rows of any table into a warehouse; for given.py: a file ``mart.user_day.yaml`` holds rows of that table.

Numbers of ours are given by name: user, genre, mood, item, catalogue_album, catalogue_track, catalogue_artist, root,
target, recording, of_artist, like_artist, action_title, of_work, on_platform, by_method (the current one, made when
needed). What a row leaves out is filled from DEFAULTS.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from db.schema import metadata
from tests.sql.rows import insert

Row = dict[str, Any]
# what a row calls it: the column it stands for, where its number is found, and by which column
NAMES = {
    "user": ("user_id", "core.listening_user", "user_id", "name"),
    "genre": ("genre_id", "core.genre", "genre_id", "name"),
    "root": ("root_id", "core.genre", "genre_id", "name"),
    "mood": ("mood_id", "core.mood", "mood_id", "name"),
    "item": ("heard_item_id", "core.heard_item", "heard_item_id", "name"),
    "catalogue_album": ("catalog_album_id", "core.catalog_album", "catalog_album_id", "name"),
    "catalogue_track": ("catalog_track_id", "core.catalog_track", "catalog_track_id", "name"),
    "catalogue_artist": ("catalog_artist_id", "core.catalog_artist", "catalog_artist_id", "name"),
    "target": ("target_id", "core.tag_target", "target_id", "source_key"),
    "recording": ("recording_id", "core.recording", "recording_id", "name"),
    "of_artist": ("artist_id", "core.artist", "artist_id", "name"),
    "of_work": ("work_id", "core.work", "work_id", "title"),
    "like_artist": ("other_artist_id", "core.artist", "artist_id", "name"),
    "action_title": ("action_id", "app.action_item", "action_id", "title"),
    "on_platform": ("platform_id", "core.platform", "platform_id", "code"),
    "by_method": ("method_id", "core.method", "method_id", "method_version"),
}
DEFAULTS: Mapping[str, Row] = {
    "core.genre": {"is_root": False},
    "core.heard_item": {"kind": "music"},
    "core.item_recording": {"reasons": "{}", "candidates": 1, "match_version": "1"},
    "core.recording": {"credit_name": "", "artist_ids_musicbrainz": [], "artist_names": []},
    "core.tag_evidence": {"field": "tag"},
    "core.tag_mapping": {"genres": [], "genre_confidences": [], "moods": [], "mood_confidences": []},
    "core.work": {"entered_by": "mia", "entered_at": "2026-11-01", "changed_at": "2026-11-01", "credit_name": "Ana"},
    "core.work_link": {"confidence": "high", "score": 0.99, "linked_by": "auto-linker", "known_from": "2026-11-02"},
    "core.work_candidate": {"artist_ids_spotify": [], "found_by": "search", "fetched_at": "2026-11-02"},
    "app.work_suggestion": {"score": 0.9, "reasons": ["same title"], "method_version": "1"},
    "mart.user_day": dict.fromkeys(
        ("plays", "listens", "played_ms", "music_ms", "podcast_ms", "audiobook_ms", "unknown_ms", "video_ms"), 0
    ),
    "mart.user_track_year": {"played_ms": 0},
    **{f"mart.user_{of}": {"ms_ppm": 0} for of in ("genre_day", "genre_month", "mood_day", "mood_month", "mood_hour")},
}


def enter_tables(connection: Connection, given: Mapping[str, list[Row]]) -> None:
    """Rows by table, those that others name first: mart, and plays, name some of core without a foreign key."""
    in_order = sorted(
        metadata.sorted_tables,
        key=lambda table: (table.schema == "mart", any("means" in column.info for column in table.columns)),
    )
    tables = {table.fullname: table for table in in_order}
    assert given.keys() <= tables.keys(), f"nobody knows what {', '.join(given.keys() - tables.keys())} is"
    for name, table in tables.items():
        for row in given.get(name, []):
            entered = DEFAULTS.get(name, {}) | dict(
                (key, value) if key in table.columns else _numbered(connection, key, value)
                for key, value in row.items()
            )
            if name == "core.listening_user":
                entered["name_key"] = str(entered["name"]).casefold()
            if "method_id" in table.columns and "method_version" not in table.columns:
                entered.setdefault("method_id", _method(connection))
            insert(connection, name, entered)


def _numbered(connection: Connection, key: str, value: Any) -> tuple[str, Any]:
    if key not in NAMES or value is None:
        return key, value
    column, table, number, named = NAMES[key]
    found = connection.execute(text(f"select {number} from {table} where {named} = :value"), {"value": value})
    return column, found.scalar_one()


def _method(connection: Connection) -> int:
    """The current method, or the first one."""
    connection.execute(
        text(
            "insert into core.method (method_version, formula, taxonomy_sha256, priors, is_current) "
            "select '1.given', 1, 'x', '{}', true where not exists (select from core.method where is_current)"
        )
    )
    method_id: int = connection.execute(text("select method_id from core.method where is_current")).scalar_one()
    return method_id
