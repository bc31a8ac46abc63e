"""How each vendor table is loaded: where its rows are staged, which SQL takes them over, and what waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tasks.deliveries import staging
from tasks.deliveries.staging import Stage


@dataclass(frozen=True, slots=True)
class Shape:
    """How one vendor table is loaded. ``sql``: first word of its files in db/sql/queries/deliveries.

    ``metric``: metric of its facts. ``needs``: query of the numbers its rows may name. ``names``: (table, column) of
    rows that wait for it to name something.
    """

    name: str
    sql: str
    staging: str
    kind: Literal["entity", "link", "fact"]
    stage: Stage
    metric: str | None = None
    needs: str | None = None
    names: Sequence[tuple[str, str]] = ()


SHAPES = {
    shape.name: shape
    for shape in (
        Shape(
            "SPOTIFY_ACCOUNTS",
            "accounts",
            "delivered_account",
            "entity",
            staging.accounts,
            names=(
                ("SPOTIFY_TRACKS", "PRIMARY_SPOTIFY_ACCOUNT_ID"),
                ("SPOTIFY_ACCOUNT_TRACKS", "SPOTIFY_ACCOUNT_ID"),
                ("LUMINATE_ACCOUNTS", "SPOTIFY_ACCOUNT_ID"),
            ),
        ),
        Shape("SPOTIFY_ALBUMS", "albums", "delivered_album", "entity", staging.albums),
        Shape(
            "SPOTIFY_TRACKS",
            "tracks",
            "delivered_track",
            "entity",
            staging.tracks,
            needs="account_ids",
        ),
        Shape(
            "SPOTIFY_ACCOUNT_TRACKS",
            "account_tracks",
            "delivered_account_track",
            "entity",
            staging.account_tracks,
            needs="account_ids",
        ),
        Shape("LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", "links", "delivered_link", "link", staging.song_links),
        Shape(
            "TIKTOK_SOUNDS",
            "sounds",
            "delivered_sound",
            "entity",
            staging.sounds,
            names=(("TIKTOK_SOUND_METRICS", "TIKTOK_SOUND_ID"),),
        ),
        Shape(
            "LUMINATE_ACCOUNTS",
            "facts_of_artists",
            "delivered_fact",
            "fact",
            staging.account_weeks,
            metric="artist_luminate_streams",
            needs="account_ids",
        ),
        Shape(
            "LUMINATE_DAILY_SONG_METRICS",
            "facts_of_songs",
            "delivered_fact",
            "fact",
            staging.song_days,
            metric="track_luminate_streams",
        ),
        Shape(
            "TIKTOK_SOUND_METRICS",
            "facts_of_sounds",
            "delivered_fact",
            "fact",
            staging.sound_days,
            metric="sound_tiktok_posts",
            needs="sound_ids",
        ),
    )
}
