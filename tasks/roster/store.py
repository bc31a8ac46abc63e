"""What has been entered, read back: cards, links by hand, sounds, suggestions, thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.errors import GroundswellError
from db.statements import statement
from db.storable import storable
from tasks.roster.entry_store import call
from tasks.roster.pasted import spotify_id

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it is now."""

    card_id: int
    artist_id: int
    artist_name: str
    status: str
    label: str
    team: str | None


@dataclass(frozen=True, slots=True)
class Artist:
    """An artist with or without a card."""

    artist_id: int
    name: str


def read_card(connection: Connection, card_id: int | None, spotify: str | None) -> Card | None:
    """The card of that number, or of the artist with that Spotify id."""
    found = connection.execute(statement("roster/find"), {"card_id": card_id, "spotify": spotify}).one_or_none()
    return Card(*found) if found is not None else None


def read_artists(connection: Connection, card_id: int | None, spotify: str | None, name: str | None) -> list[Artist]:
    """Artists of a card's number or a Spotify id, and followed ones of a name."""
    given = {"card_id": card_id, "spotify": spotify, "name": name}
    return [Artist(*row) for row in connection.execute(statement("roster/find_artist"), given)]


def read_song(connection: Connection, track: Mapping[str, Any]) -> int | None:
    """Our track that carries the song of a Spotify track as app.spotify_track_named gives it."""
    found: int | None = connection.execute(statement("roster/song_of_track"), dict(track)).scalar()
    return found


def add_card(
    connection: Connection, link: str, label: str, team: str | None, by: str, *, is_new_name: bool = False
) -> int:
    """A draft card for the artist of a Spotify link; its number. Raises EntryRefused."""
    given = {"artist_id_spotify": spotify_id(connection, link, "artist"), "label": label, "team": team, "done_by": by}
    [row] = call(connection, "add_card", **given, is_new_name=is_new_name)
    number: int = row["add_card"]
    return number


def onboard_card(
    connection: Connection, link: str, label: str, team: str | None, by: str, *, is_new_name: bool = False
) -> tuple[int, bool]:
    """A draft card's number, and whether the vendor's tables do not hold the artist yet. Raises EntryRefused."""
    given = {"artist_id_spotify": spotify_id(connection, link, "artist"), "label": label, "team": team, "done_by": by}
    [row] = call(connection, "onboard_card", **given, is_new_name=is_new_name)
    return row["card_id"], row["is_new_artist"]


def folded(connection: Connection, name: str | None) -> str:
    """A name of a label or team as names are compared; "" for none."""
    found: str = call(connection, "folded", name=storable(name or ""))[0]["folded"]
    return found


def preview(connection: Connection, artist_id: int, as_of: date) -> dict[str, Any]:
    """What is known of an artist on a day: counts, streams of the last full week, and ``doubts`` as sentences."""
    return _rows(connection, "preview", artist_id=artist_id, as_of=as_of)[0]


def override_preview(connection: Connection, track: str, song: int | None) -> Rows:
    """Artists a link by hand would change, with their streams now and then. Raises EntryRefused."""
    return call(connection, "override_preview", track=track, song_id_luminate=song)


def list_cards(connection: Connection, status: str | None = None) -> Rows:
    """All cards, or those of a status."""
    return _rows(connection, "list", status=status)


def read_labels(connection: Connection) -> list[tuple[str, str | None]]:
    """Labels with their teams that cards name."""
    return [(row.label, row.team) for row in connection.execute(statement("roles/labels"))]


def list_overrides(connection: Connection, artist: Artist | None = None) -> Rows:
    """Links by hand that hold."""
    return _rows(connection, "overrides", artist_id=_of(artist))


def list_unlinked(connection: Connection, artist_id: int) -> Rows:
    """Spotify tracks of an artist that bring no figures, with the reason."""
    return _rows(connection, "unlinked", artist_id=artist_id)


def list_sounds(connection: Connection, artist: Artist | None = None) -> Rows:
    """TikTok sounds linked now."""
    return _rows(connection, "artist_sounds", artist_id=_of(artist))


def list_suggestions(connection: Connection, state: str, artist: Artist | None, most: int) -> Rows:
    """Suggested sounds in a state, the likeliest first."""
    return _rows(connection, "suggestions", state=state, artist_id=_of(artist), most=most)


def list_thresholds(connection: Connection, artist: Artist | None = None) -> Rows:
    """Rules that are set; for an artist those that could apply, and which does."""
    rows = _rows(connection, "thresholds", artist_id=_of(artist))
    if artist is None:
        for row in rows:
            del row["applies"]
    return rows


def parse_song(text: str) -> int | None:
    """A unified song's number, None for "none". Raises GroundswellError for anything else."""
    if text.strip().lower() == "none":
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise GroundswellError(f"“{text[:80]}” is no number of a unified song; give Luminate's number, or none.")
    return int(text)


def _of(artist: Artist | None) -> int | None:
    return artist.artist_id if artist is not None else None


def _rows(connection: Connection, name: str, **given: Any) -> Rows:
    return [dict(row) for row in connection.execute(statement(f"roster/{name}"), given).mappings()]
