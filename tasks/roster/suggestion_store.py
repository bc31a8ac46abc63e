"""What suggestions of sounds are made from, and the queue they wait in."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from db.statements import statement
from tasks.roster.suggest import Artist, Sound, Suggestion, Track


def read_sounds(connection: Connection) -> list[Sound]:
    """Sounds with anything to be known by."""
    return [Sound(*row) for row in connection.execute(statement("roster/sounds"))]


def read_artists(connection: Connection) -> list[Artist]:
    """Artists with an open card: names they go by, and their tracks."""
    tracks: dict[int, list[Track]] = defaultdict(list)
    for row in connection.execute(statement("roster/tracks")):
        tracks[row.artist_id].append(Track(row.spotify_track_id, row.track_id, row.name))
    return [
        Artist(row.artist_id, tuple(row.names), tuple(tracks[row.artist_id]))
        for row in connection.execute(statement("roster/artists"))
    ]


def put_suggestions(connection: Connection, found: Sequence[Suggestion]) -> int:
    """Enter suggestions; number of new ones."""
    given = {
        "sounds": [one.sound_id for one in found],
        "artists": [one.artist_id for one in found],
        "tracks": [one.track_id for one in found],
        "scores": [one.score for one in found],
        "evidence": [one.evidence for one in found],
    }
    new: int = connection.execute(statement("roster/put_suggestions"), given).one().new
    return new
