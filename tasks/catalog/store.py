"""Metadata of tracks and artists in the warehouse."""

from collections.abc import Sequence

from sqlalchemy import Connection

from db.statements import statement
from db.storable import storable_json
from tasks.providers.soundcharts.records import Artist, ArtistBrief, Song


def put_track(connection: Connection, track_id: int, song: Song) -> int:
    """Complete a track; 1 when anything changed, else 0."""
    given = {
        "track_id": track_id,
        "name": song.name,
        "credit_name": song.credit_name,
        "image_url": song.image_url,
        "isrc": song.isrc.value if song.isrc else None,
        "release_on": song.release_date.date() if song.release_date else None,
        "duration_s": song.duration,
        "is_explicit": song.explicit,
        "language_code": song.language_code,
        "copyright": song.copyright,
        "distributor": song.distributor,
        "labels": _as_json(song.labels),
        "genres": _as_json(song.genres),
        "audio": _as_json(song.audio),
    }
    return connection.execute(statement("catalog/track"), given).rowcount


def put_credits(connection: Connection, track_id: int, artists: Sequence[ArtistBrief]) -> int:
    """Enter artists thin where they are new and credit them on a track; number of changed credits."""
    thin = {
        "uuids": [str(artist.uuid) for artist in artists],
        "names": [artist.name for artist in artists],
        "slugs": [artist.slug for artist in artists],
        "image_urls": [artist.image_url for artist in artists],
    }
    connection.execute(statement("catalog/thin_artists"), thin)
    credits = {"track_id": track_id, "uuids": thin["uuids"]}
    changed: int = connection.execute(statement("catalog/credits"), credits).scalar_one()
    return changed


def put_artist(connection: Connection, artist_id: int, artist: Artist) -> int:
    """Complete an artist; genres come as words or as {root, sub}, both are kept as {root, sub}. 1 when it changed."""
    genres = (
        [{"root": genre, "sub": []} if isinstance(genre, str) else genre for genre in artist.genres]
        if artist.genres is not None
        else None
    )
    given = {
        "artist_id": artist_id,
        "name": artist.name,
        "slug": artist.slug,
        "image_url": artist.image_url,
        "country_code": artist.country_code,
        "city_name": artist.city_name,
        "artist_type": artist.type,
        "gender": artist.gender,
        "birth_on": artist.birth_date.date() if artist.birth_date else None,
        "career_stage": artist.career_stage,
        "biography": artist.biography,
        "genres": _as_json(genres),
    }
    return connection.execute(statement("catalog/artist"), given).rowcount


def _as_json(value: object) -> str | None:
    """JSON text for a jsonb column; None stays null rather than JSON's null."""
    return None if value is None else storable_json(value)
