"""What is read of artists, in the warehouse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Engine

from db.statements import statement
from tasks.providers.spotify.records import Track


@dataclass(frozen=True, slots=True)
class Target:
    """A followed artist to be read: Spotify's id, and those of the tracks known of the artist."""

    artist_id: int
    name: str
    artist_id_spotify: str
    track_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarketReading:
    """A market of an artist as a source told it."""

    market: str
    is_present: bool
    track_count: int | None
    top_popularity: int | None


def count_followed(engine: Engine) -> int:
    """Artists with a confirmed card."""
    with engine.connect() as connection:
        found: int = connection.execute(statement("growth/count_followed")).scalar_one()
        return found


def put_platform(connection: Connection) -> None:
    """Make sure that metrics of Spotify have a platform to be of."""
    connection.execute(statement("growth/put_platform"))


def read_targets(engine: Engine) -> dict[int, Target]:
    """Followed artists that Spotify has, by our number."""
    with engine.connect() as connection:
        return {
            row.artist_id: Target(row.artist_id, row.name, row.artist_id_spotify, tuple(row.track_ids))
            for row in connection.execute(statement("growth/targets"))
        }


def plan_day(engine: Engine, kind: str, day: date, artist_ids: Sequence[int]) -> list[int]:
    """Queue what a day still lacks of a kind that is read day by day; numbers of the open items."""
    given = {"kind": kind, "for_at": datetime.combine(day, time(), UTC), "artist_ids": list(artist_ids)}
    with engine.begin() as connection:
        return list(connection.execute(statement("growth/plan_day"), given).scalars())


def plan_series(engine: Engine, kinds: Sequence[str], day: date) -> list[int]:
    """Queue series of followed artists at Soundcharts that do not reach a day; numbers of the open items."""
    with engine.begin() as connection:
        given = {"kinds": list(kinds), "day": day}
        return list(connection.execute(statement("growth/plan_series"), given).scalars())


def put_levels(connection: Connection, artist_id: int, day: date, levels: Mapping[str, int]) -> int:
    """Levels of an artist by metric; rows changed. Which answer they came in is not kept: one is of many artists."""
    if not levels:
        return 0
    ids = {row.code: row.metric_id for row in connection.execute(statement("audience/metric_ids"))}
    codes = [code for code in levels if code in ids]
    given = {
        "track_id": None,
        "artist_id": artist_id,
        "metric_ids": [ids[code] for code in codes],
        "identifiers": [""] * len(codes),
        "countries": [None] * len(codes),
        "days": [day] * len(codes),
        "values": [levels[code] for code in codes],
        "answer_ids": [None] * len(codes),
    }
    changed: int = connection.execute(statement("audience/points"), given).scalar_one()
    return changed


def put_markets(
    connection: Connection, artist_id: int, source: str, day: date, readings: Sequence[MarketReading]
) -> int:
    """The markets of an artist on a day, all of them or none; rows."""
    given = {
        "artist_id": artist_id,
        "source": source,
        "day": day,
        "markets": [one.market for one in readings],
        "present": [one.is_present for one in readings],
        "counts": [one.track_count for one in readings],
        "best": [one.top_popularity for one in readings],
    }
    return connection.execute(statement("growth/put_markets"), given).rowcount


def put_genres(connection: Connection, artist_id: int, source: str, day: date, genres: Sequence[str]) -> int:
    """The genres of an artist by a source's own names, where they are others than before; rows."""
    given = {"artist_id": artist_id, "source": source, "day": day, "genres": list(genres)}
    return connection.execute(statement("growth/put_genres"), given).rowcount


def put_listed_genres(engine: Engine, day: date) -> int:
    """Genres from Soundcharts' metadata of followed artists, where they are others than before; rows."""
    with engine.begin() as connection:
        return connection.execute(statement("growth/put_listed_genres"), {"day": day}).rowcount


def put_top_tracks(connection: Connection, artist_id: int, day: date, top_tracks: Mapping[str, Sequence[Track]]) -> int:
    """The top tracks of an artist in each market on a day; rows."""
    rows = [(market, place, track) for market, tracks in top_tracks.items() for place, track in enumerate(tracks, 1)]
    given: dict[str, Any] = {
        "artist_id": artist_id,
        "day": day,
        "markets": [market for market, _, _ in rows],
        "places": [place for _, place, _ in rows],
        "ids": [track.id for _, _, track in rows],
        "names": [track.name for _, _, track in rows],
        "popularity": [track.popularity for _, _, track in rows],
    }
    connection.execute(statement("growth/drop_top_tracks"), given)
    return connection.execute(statement("growth/put_top_tracks"), given).rowcount


def put_track_popularity(connection: Connection, day: date, tracks: Sequence[Track]) -> int:
    """Popularity of tracks the warehouse knows by their Spotify id; rows changed."""
    told = [track for track in tracks if track.popularity is not None]
    given = {"day": day, "ids": [track.id for track in told], "values": [track.popularity for track in told]}
    changed: int = connection.execute(statement("growth/put_track_popularity"), given).scalar_one()
    return changed


def put_listened_markets(engine: Engine, day: date) -> int:
    """Markets that Soundcharts lists listeners in, from readings by country of the last weeks up to a day; rows."""
    with engine.begin() as connection:
        return connection.execute(statement("growth/put_listened_markets"), {"day": day}).rowcount
