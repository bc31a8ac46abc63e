"""What is fetched for an artist that is new to the warehouse, and where it is kept."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine

from db.statements import statement
from tasks.providers.soundcharts.event_records import SongHead
from tasks.work.item import Kind


def plan_onboarding(connection: Connection, kind: Kind, artist_id: int | None, *, is_alone: bool = False) -> list[int]:
    """Queue one kind of work for an artist, or for all open cards of artists the vendor does not hold; open work_ids.

    What is done is not queued again; what fits an artist depends on what is known: see the statement. ``is_alone``:
    there is no Soundcharts to ask first.
    """
    given = {"kind": kind, "artist_id": artist_id}
    connection.execute(statement("onboarding/plan"), {**given, "is_alone": is_alone})
    return list(connection.execute(statement("onboarding/open"), given).scalars())


def is_unknown(engine: Engine, artist_id: int | None) -> bool:
    """Whether Soundcharts has said of the artist, or of any with an open card, that it knows no such Spotify id."""
    with engine.connect() as connection:
        found: bool = connection.execute(statement("onboarding/unknown"), {"artist_id": artist_id}).scalar_one()
        return found


def put_songs(connection: Connection, artist_id: int, songs: Sequence[SongHead]) -> int:
    """Songs of an artist, thin, each credited to the artist; number of new ones. Their metadata is queued."""
    given = {
        "artist_id": artist_id,
        "uuids": [str(song.uuid) for song in songs],
        "names": [song.name for song in songs],
        "credits": [song.credit_name for song in songs],
        "release_on": [song.release_date.date() if song.release_date is not None else None for song in songs],
    }
    new: int = connection.execute(statement("onboarding/songs"), given).scalar_one()
    return new


def put_profile(connection: Connection, artist_id: int, name: str) -> int:
    """The name of an artist nobody else has named; 1 when it changed."""
    return connection.execute(statement("onboarding/profile"), {"artist_id": artist_id, "name": name}).rowcount
