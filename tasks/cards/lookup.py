"""Cards and artists by what a person calls them: number of the card, Spotify link, or name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.errors import GroundswellError
from db.statements import statement
from tasks.cards.entry import call
from tasks.cards.pasted import bare, resolved, shown
from tasks.cards.spotify_link import NotALink, OtherKind, parse_artist_link, parse_track_link

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
    """The card of a number or Spotify link. Raises NotFound, PastedError."""
    number = _number(said)
    spotify = None if number is not None else resolved(parse_artist_link(said)).value
    found = connection.execute(statement("cards/find"), {"card_id": number, "spotify": spotify}).one_or_none()
    if found is None:
        what = f"There is no card {number}" if number is not None else f"The artist {spotify} has no card"
        raise NotFound(f"{what}. See them with: groundswell card list")
    return Card(*found)


def find_artist(connection: Connection, said: str) -> Artist:
    """The artist of a card's number, a Spotify link, or a name among those with an open card.

    Raises NotFound, PastedError.
    """
    given: dict[str, Any] = {"card_id": _number(said), "spotify": None, "name": None}
    if given["card_id"] is None:
        try:
            given["spotify"] = resolved(parse_artist_link(said)).value
        except OtherKind:
            raise
        except NotALink:
            given["name"] = bare(said)
    found = list(connection.execute(statement("cards/find_artist"), given))
    if len(found) == 1:
        return Artist(*found[0])
    if found:
        raise NotFound(
            f"{len(found)} artists with a card are called “{shown(said)}”; give the number of the card or the Spotify "
            "link instead."
        )
    raise NotFound(
        f"No artist goes by “{shown(said)}”; give the number of an open card, a Spotify link, or the name of an artist "
        "with a card (groundswell card list)."
    )


def track_said(said: str) -> str:
    """A Spotify track as the functions take it: its id, or its number in SPOTIFY_TRACKS. Raises PastedError."""
    return bare(said) if _number(said) is not None else resolved(parse_track_link(said)).value


def song_of_track(connection: Connection, said: str) -> int:
    """Our track that carries the song of a Spotify track. Raises NotFound when it is linked to none, EntryRefused."""
    track = track_said(said)
    [named] = call(connection, "spotify_track_named", track=track)
    found: int | None = connection.execute(statement("cards/song_of_track"), named).scalar()
    if found is None:
        raise NotFound(
            f"The track {track} is not linked to a unified song, so a sound can't be of it; link it first "
            "(groundswell link override), or leave --track out."
        )
    return found


def _number(said: str) -> int | None:
    text = bare(said)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
