"""Cards and artists by what a person calls them: number of the card, Spotify link, or name."""

from sqlalchemy import Connection

from db.errors import GroundswellError
from db.storable import storable
from tasks.roster.entry_store import EntryRefused, call
from tasks.roster.pasted import OTHER_KIND, spotify_id
from tasks.roster.store import Artist, Card, read_artists, read_card, read_song

MOST_DIGITS = 18  # of a number of ours; more are no number


class NotFound(GroundswellError):
    """Nothing, or more than one thing, goes by what was said."""


def find_card(connection: Connection, entered: str) -> Card:
    """The card of a number or Spotify link. Raises NotFound, EntryRefused."""
    number = _number(entered)
    spotify = None if number is not None else spotify_id(connection, entered, "artist")
    found = read_card(connection, number, spotify)
    if found is None:
        what = f"There is no card {number}" if number is not None else f"The artist {spotify} has no card"
        raise NotFound(f"{what}. See them with: groundswell card list")
    return found


def find_artist(connection: Connection, entered: str) -> Artist:
    """The artist of a card's number, a Spotify link, or a name among those with an open card.

    Raises NotFound, EntryRefused.
    """
    number, spotify, name = _number(entered), None, None
    if number is None:
        try:
            spotify = spotify_id(connection, entered, "artist")
        except EntryRefused as refused:
            if refused.code == OTHER_KIND:
                raise
            name = storable(entered)
    found = read_artists(connection, number, spotify, name)
    shown = entered.strip()[:80]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(
            f"{len(found)} artists with a card are called “{shown}”; give the number of the card or the Spotify "
            "link instead."
        )
    raise NotFound(
        f"No artist goes by “{shown}”; give the number of an open card, a Spotify link, or the name of an artist "
        "with a card (groundswell card list)."
    )


def track_name(connection: Connection, entered: str) -> str:
    """A Spotify track as the functions take it: its id, or its number in SPOTIFY_TRACKS. Raises EntryRefused."""
    return entered.strip() if _number(entered) is not None else spotify_id(connection, entered, "track")


def song_of_track(connection: Connection, entered: str) -> int:
    """Our track that carries the song of a Spotify track. Raises NotFound when it is linked to none, EntryRefused."""
    track = track_name(connection, entered)
    [named] = call(connection, "spotify_track_named", track=track)
    found = read_song(connection, named)
    if found is None:
        raise NotFound(
            f"The track {track} is not linked to a unified song, so a sound can't be of it; link it first "
            "(groundswell link override), or leave --track out."
        )
    return found


def _number(entered: str) -> int | None:
    text = entered.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
