"""Events and similar artists in the warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Engine

from db.statements import statement
from tasks.events.happened import Event, songs_of
from tasks.providers.soundcharts.event_records import TiktokSound
from tasks.providers.soundcharts.records import ArtistBrief
from tasks.work.item import Kind

SOURCE = "soundcharts"


@dataclass(frozen=True, slots=True)
class PlannedEvents:
    """Items of one planning: of followed artists, newly queued, queued again."""

    found: int
    new: int
    again: int


def plan_events(connection: Connection, kinds: Sequence[Kind], weeks: int = 1) -> PlannedEvents:
    """Queue what is new or stale of followed artists, and the radio play of their tracks that moved in the last weeks.

    What the plan is known to leave out is not queued.
    """
    row = connection.execute(statement("events/plan"), {"kinds": list(kinds), "weeks": weeks}).one()
    return PlannedEvents(row.found_items, row.new_items, row.again_items)


def put_events(
    connection: Connection,
    artist_id: int | None,
    track_id: int | None,
    events: Sequence[Event],
    answers: Sequence[int | None],
) -> int:
    """Enter the events of an artist, or of a track for its first artist; number of new or changed ones.

    Songs nobody has met yet become thin tracks.
    """
    songs = songs_of(events)
    given = {
        "uuids": list(songs),
        "names": [song.name for song in songs.values()],
        "credits": [song.credit_name for song in songs.values()],
        "image_urls": [song.image_url for song in songs.values()],
    }
    if songs:
        connection.execute(statement("events/thin_tracks"), given)
    rows = {
        "artist_id": artist_id,
        "track_id": track_id,
        "source": SOURCE,
        "kinds": [event.kind for event in events],
        "song_uuids": [None if event.song is None else str(event.song.uuid) for event in events],
        "happened_on": [event.happened_on for event in events],
        "until_on": [event.until_on for event in events],
        "sizes": [event.size for event in events],
        "units": [event.unit for event in events],
        "countries": [event.country for event in events],
        "titles": [event.title for event in events],
        "identifiers": [event.identifier for event in events],
        "answer_ids": [answers[event.exchange] for event in events],
    }
    changed: int = connection.execute(statement("events/put"), rows).scalar_one()
    return changed


def put_related(connection: Connection, artist_id: int, artists: Sequence[ArtistBrief], read_on: date) -> int:
    """The list of whom fans also like in place of the one before; number of rows that are new or gone."""
    given = {
        "artist_id": artist_id,
        "source": SOURCE,
        "uuids": [str(artist.uuid) for artist in artists],
        "names": [artist.name for artist in artists],
        "read_on": read_on,
    }
    changed: int = connection.execute(statement("events/related"), given).scalar_one()
    return changed


def put_identity(connection: Connection, artist_id: int, uuid: UUID) -> int:
    """The artist is the provider's ``uuid``; the artist's number, another one where it was met there before.

    Then the two become one: nothing that was entered for either is lost.
    """
    given = {"artist_id": artist_id, "uuid": uuid}
    row = connection.execute(statement("events/identity"), given).one()
    if row.known_id is None:
        return artist_id
    joined = {"bare_id": artist_id, "artist_id": row.known_id, "artist_id_spotify": row.artist_id_spotify}
    connection.execute(statement("deliveries/join_artist"), joined)
    return int(row.known_id)


def put_sound(connection: Connection, sound_id: int, sound: TiktokSound) -> int:
    """Title and author of a sound the vendor has not named; 1 when they are news."""
    given = {"sound_id": sound_id, "title": sound.title, "author": sound.author_name}
    return connection.execute(statement("events/sound"), given).rowcount


def closed_endpoints(engine: Engine) -> dict[str, str]:
    """Endpoints the plan is known to leave out, each with the provider's words."""
    with engine.connect() as connection:
        rows = connection.execute(statement("limits/closed"), {"provider": SOURCE})
        return {row.feature: row.reason for row in rows}
