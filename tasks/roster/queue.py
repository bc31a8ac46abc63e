"""The queue of suggested sounds: filled from what the warehouse knows, decided by people."""

from collections import defaultdict

from sqlalchemy import Connection

from db.statements import statement
from tasks.roster.suggest import THRESHOLD, Artist, Sound, Suggestion, Track, suggest

BATCH = 5000


def fill_queue(connection: Connection, threshold: float = THRESHOLD) -> int:
    """Suggest sounds to artists with an open card; number of new suggestions. Nothing is linked."""
    artists = _artists(connection)
    sounds = [Sound(*row) for row in connection.execute(statement("roster/sounds"))]
    found = list(suggest(sounds, artists, threshold))
    return sum(_put(connection, found[at : at + BATCH]) for at in range(0, len(found), BATCH))


def _artists(connection: Connection) -> list[Artist]:
    tracks: dict[int, list[Track]] = defaultdict(list)
    for row in connection.execute(statement("roster/tracks")):
        tracks[row.artist_id].append(Track(row.spotify_track_id, row.track_id, row.name))
    return [
        Artist(row.artist_id, tuple(row.names), tuple(tracks[row.artist_id]))
        for row in connection.execute(statement("roster/artists"))
    ]


def _put(connection: Connection, found: list[Suggestion]) -> int:
    given = {
        "sounds": [one.sound_id for one in found],
        "artists": [one.artist_id for one in found],
        "tracks": [one.track_id for one in found],
        "scores": [one.score for one in found],
        "evidence": [one.evidence for one in found],
    }
    new: int = connection.execute(statement("roster/put_suggestions"), given).one().new
    return new
