"""Puts what a vendor names and people enter into a warehouse; for given.py, entities by name.

catalogue.yaml   Spotify tracks: id, name, isrc, artists (the first is the main one), song (a track; null for none),
                 seen (first seen at), linked (known since)
by_hand.yaml     track (id of a Spotify track), song, by, reason, at
sounds.yaml      id (TikTok's), name, author, artists linked to it, track
cards.yaml       artist, label, team, status
rules.yaml       metric, team or artist, threshold, floor
suggestions.yaml, audit.yaml    rows of these tables
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, text

from tests.sql.rows import artist_number, insert, number

AT = "2026-10-01T06:00:00Z"
Row = dict[str, Any]


def enter_spotify_track(connection: Connection, given: Row) -> None:
    """A track of the vendor's catalogue with its accounts and the vendor's link."""
    seen, linked = given.get("seen", AT), given.get("linked", AT)
    row = {
        "spotify_track_id": given["id"],
        "track_id_spotify": str(given["id"]).rjust(22, "t"),
        "name": given["name"],
        "isrc": given.get("isrc"),
        "first_seen_at": seen,
    }
    if given.get("is_named", True):
        insert(connection, "core.spotify_track", row)
    for place, artist in enumerate(given.get("artists", [])):
        link = {"spotify_account_id": _account(connection, artist), "spotify_track_id": given["id"]}
        insert(connection, "core.account_track", link | {"is_primary": place == 0, "known_from": linked})
    if song := given.get("song"):
        link = {"spotify_track_id": given["id"], "track_id": number(connection, "track", song), "method": "vendor"}
        insert(connection, "core.song_link", link | {"known_from": linked})


def enter_override(connection: Connection, given: Row) -> None:
    """A link by hand, to a song or to none."""
    row = {
        "spotify_track_id": given["track"],
        "track_id": number(connection, "track", given["song"]) if given["song"] else None,
        "method": "override",
        "linked_by": given["by"],
        "reason": given["reason"],
        "known_from": given.get("at", AT),
    }
    insert(connection, "core.song_link", row)


def enter_sound(connection: Connection, given: Row) -> None:
    """A TikTok sound and the artists it is linked to."""
    row = {"sound_id_tiktok": str(given["id"]), "name": given.get("name"), "author": given.get("author")}
    sound_id = insert(connection, "core.sound", row, "sound_id")
    track = number(connection, "track", given["track"]) if given.get("track") else None
    for artist in given.get("artists", []):
        link = {"artist_id": artist_number(connection, artist), "sound_id": sound_id, "track_id": track}
        insert(connection, "core.artist_sound", link | {"linked_by": "eve", "known_from": given.get("linked", AT)})


def enter_card(connection: Connection, given: Row) -> None:
    """A card of an artist."""
    status = given.get("status", "confirmed")
    row = {
        "artist_id": artist_number(connection, given["artist"]),
        "label": given["label"],
        "team": given.get("team"),
        "status": status,
        "created_by": "eve",
        "confirmed_at": AT if status == "confirmed" else None,
        "archived_at": AT if status == "archived" else None,
    }
    insert(connection, "app.artist_card", row)


def enter_rule(connection: Connection, given: Row) -> None:
    """A threshold of a team or artist."""
    row = {
        "metric": given["metric"],
        "team": given.get("team"),
        "artist_id": artist_number(connection, given["artist"]) if "artist" in given else None,
        "threshold": given["threshold"],
        "floor": given["floor"],
        "set_by": "eve",
    }
    insert(connection, "app.spike_rule", row)


def enter_suggestion(connection: Connection, given: Row) -> None:
    """A sound that may belong to an artist."""
    row = {
        "sound_id": number(connection, "sound", str(given.pop("sound")), "sound_id_tiktok"),
        "artist_id": artist_number(connection, given.pop("artist")),
        "track_id": number(connection, "track", track) if (track := given.pop("track", None)) else None,
    }
    insert(connection, "app.sound_suggestion", row | given)


def enter_audit(connection: Connection, given: Row) -> None:
    """A row of the audit; before and after as JSON text."""
    insert(connection, "app.audit", given)


def _account(connection: Connection, artist: str) -> int:
    """The Spotify account of an artist, numbered as the artist is; entered when first named."""
    artist_id = artist_number(connection, artist)
    connection.execute(
        text(
            "insert into core.spotify_account (spotify_account_id, artist_id_spotify, name, artist_id) "
            "values (:id, :spotify, :name, :id) on conflict do nothing"
        ),
        {"id": artist_id, "spotify": str(artist_id).rjust(22, "a"), "name": artist},
    )
    return artist_id


ENTERED: Mapping[str, Callable[[Connection, Row], None]] = {
    "catalogue": enter_spotify_track,
    "by_hand": enter_override,
    "sounds": enter_sound,
    "cards": enter_card,
    "rules": enter_rule,
    "suggestions": enter_suggestion,
    "audit": enter_audit,
}
