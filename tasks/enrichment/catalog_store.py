"""Albums, tracks and artists of Spotify's catalogue, stored. Written in this order by everybody, so nobody deadlocks:
artists, album, tracks, credits, each in the order of their ids."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from db.statements import statement
from tasks.providers.spotify.records import Album, AlbumHead, AlbumTrack, ArtistHead, Track


def put_track(connection: Connection, track: Track) -> tuple[int, int]:
    """A track with album and artists; (catalog_track_id, rows changed)."""
    changed = _put_artists(connection, track.artists)
    if track.album is not None:
        changed += _put_album(connection, track.album, is_listed=False)
    changed += _put_tracks(connection, track.album.id if track.album else None, [track])
    number: int = connection.execute(statement("enrichment/track_id"), {"id": track.id}).scalar_one()
    return number, changed


def put_album(connection: Connection, album: Album) -> int:
    """An album with its whole track list; rows changed, the time of reading not counted."""
    changed = _put_artists(connection, [artist for track in album.tracks for artist in track.artists])
    _put_album(connection, album.head, is_listed=True)
    return changed + _put_tracks(connection, album.head.id, album.tracks)


def _put_artists(connection: Connection, artists: Iterable[ArtistHead]) -> int:
    heads = list(artists)
    given = {"ids": [head.id for head in heads], "names": [head.name for head in heads]}
    return connection.execute(statement("enrichment/put_artists"), given).rowcount


def _put_album(connection: Connection, head: AlbumHead, *, is_listed: bool) -> int:
    given = {
        "id": head.id,
        "name": head.name,
        "album_type": head.album_type,
        "release_on": head.release_on,
        "track_count": head.track_count,
        "is_listed": is_listed,
    }
    return connection.execute(statement("enrichment/put_album"), given).rowcount


def _put_tracks(connection: Connection, album_id: str | None, tracks: Sequence[Track | AlbumTrack]) -> int:
    given = {
        "album_id": album_id,
        "ids": [track.id for track in tracks],
        "names": [track.name for track in tracks],
        "isrcs": [track.isrc if isinstance(track, Track) else None for track in tracks],
        "lengths": [track.duration_ms for track in tracks],
        "discs": [track.disc_number for track in tracks],
        "numbers": [track.track_number for track in tracks],
    }
    changed = connection.execute(statement("enrichment/put_tracks"), given).rowcount
    credited = [(track.id, artist.id, place) for track in tracks for place, artist in enumerate(track.artists, 1)]
    credits = {
        "track_ids": [track_id for track_id, _, _ in credited],
        "artist_ids": [artist_id for _, artist_id, _ in credited],
        "orders": [place for _, _, place in credited],
    }
    credit_changes: int = connection.execute(statement("enrichment/put_credits"), credits).scalar_one()
    return changed + credit_changes
