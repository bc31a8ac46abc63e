"""Cards and artists by what a person calls them: number of the card, Spotify link, or name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.errors import GroundswellError
from db.statements import statement
from tasks.roster.entry import EntryRefused, call
from tasks.roster.pasted import OTHER_KIND, spotify_id, storable

MOST_DIGITS = 18  # of a number of ours; more are no number


class NotFound(GroundswellError):
    """Nothing, or more than one thing, goes by what was said."""


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


def find_card(connection: Connection, said: str) -> Card:
    """The card of a number or Spotify link. Raises NotFound, EntryRefused."""
    number = _number(said)
    spotify = None if number is not None else spotify_id(connection, said, "artist")
    found = connection.execute(statement("roster/find"), {"card_id": number, "spotify": spotify}).one_or_none()
    if found is None:
        what = f"There is no card {number}" if number is not None else f"The artist {spotify} has no card"
        raise NotFound(f"{what}. See them with: groundswell card list")
    return Card(*found)


def find_artist(connection: Connection, said: str) -> Artist:
    """The artist of a card's number, a Spotify link, or a name among those with an open card.

    Raises NotFound, EntryRefused.
    """
    given: dict[str, Any] = {"card_id": _number(said), "spotify": None, "name": None}
    if given["card_id"] is None:
        try:
            given["spotify"] = spotify_id(connection, said, "artist")
        except EntryRefused as refused:
            if refused.code == OTHER_KIND:
                raise
            given["name"] = storable(said)
    found = list(connection.execute(statement("roster/find_artist"), given))
    shown = said.strip()[:80]
    if len(found) == 1:
        return Artist(*found[0])
    if found:
        raise NotFound(
            f"{len(found)} artists with a card are called “{shown}”; give the number of the card or the Spotify "
            "link instead."
        )
    raise NotFound(
        f"No artist goes by “{shown}”; give the number of an open card, a Spotify link, or the name of an artist "
        "with a card (groundswell card list)."
    )


def track_said(connection: Connection, said: str) -> str:
    """A Spotify track as the functions take it: its id, or its number in SPOTIFY_TRACKS. Raises EntryRefused."""
    return said.strip() if _number(said) is not None else spotify_id(connection, said, "track")


def song_of_track(connection: Connection, said: str) -> int:
    """Our track that carries the song of a Spotify track. Raises NotFound when it is linked to none, EntryRefused."""
    track = track_said(connection, said)
    [named] = call(connection, "spotify_track_named", track=track)
    found: int | None = connection.execute(statement("roster/song_of_track"), named).scalar()
    if found is None:
        raise NotFound(
            f"The track {track} is not linked to a unified song, so a sound can't be of it; link it first "
            "(groundswell link override), or leave --track out."
        )
    return found


def _number(said: str) -> int | None:
    text = said.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
