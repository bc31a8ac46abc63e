"""Works, what Spotify answered for them, and their links, in the warehouse."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row

from db.statements import statement
from db.storable import storable, storable_json
from tasks.providers.spotify.records import AlbumHead, ArtistHead, Track
from tasks.works.finding import FoundBy
from tasks.works.match import METHOD_VERSION
from tasks.works.work import Planned, Verdict, Work


def plan(connection: Connection, kind: str, *, is_all: bool = False) -> Planned:
    """Queue what is due of a kind of work, or all of it."""
    row = connection.execute(statement("works/plan"), {"kind": kind, "is_all": is_all}).one()
    return Planned(row.found_items, row.new_items, row.again_items)


def read_works(connection: Connection, only: Sequence[int] | None = None) -> list[tuple[Work, frozenset[str]]]:
    """Works that people leave to the linker, each with the tracks it must not be linked to."""
    rows = connection.execute(statement("works/works"), {"only": None if only is None else list(only)})
    return [
        (
            Work(
                row.work_id,
                row.title,
                row.credit_name,
                row.artist_name,
                row.artist_id_spotify,
                row.isrc,
                row.album,
                row.duration_ms,
                row.release_on,
            ),
            frozenset(row.barred),
        )
        for row in rows
    ]


def read_candidates(connection: Connection, only: Sequence[int] | None = None) -> Mapping[int, list[Track]]:
    """Tracks Spotify answered, by work."""
    found: defaultdict[int, list[Track]] = defaultdict(list)
    rows = connection.execute(statement("works/candidates"), {"only": None if only is None else list(only)})
    for row in rows:
        found[row.work_id].append(track_of(row))
    return found


def put_candidates(connection: Connection, work_id: int, found: Mapping[str, tuple[Track, FoundBy]]) -> None:
    """What Spotify answers for a work now, instead of what it answered before."""
    connection.execute(statement("works/drop_candidates"), {"work_id": work_id, "kept": list(found)})
    for track, found_by in found.values():
        put_candidate(connection, work_id, track, found_by)


def put_candidate(connection: Connection, work_id: int, track: Track, found_by: FoundBy) -> None:
    """One track that was answered for a work."""
    album = track.album
    given = {
        "work_id": work_id,
        "track_id": track.id,
        "title": track.name,
        "artist_ids": [artist.id for artist in track.artists],
        "artist_names": [artist.name for artist in track.artists],
        "album_id": album.id if album else None,
        "album": album.name if album else None,
        "album_type": album.album_type if album else None,
        "release_on": album.release_on if album else None,
        "duration_ms": track.duration_ms,
        "isrc": track.isrc,
        "found_by": found_by,
    }
    connection.execute(statement("works/put_candidate"), given)


def put_verdicts(connection: Connection, verdicts: Mapping[int, Verdict]) -> int:
    """Write down what works are: links, suggestions, or why there is neither; how many links are new."""
    order = sorted(verdicts)
    told = [verdicts[work_id] for work_id in order]
    given = {
        "work_ids": order,
        "confidences": [one.confidence for one in told],
        "track_ids": [one.track.id if one.track else None for one in told],
        "albums": [one.track.album.name if one.track and one.track.album else None for one in told],
        "scores": [one.score for one in told],
        "reasons": [storable_json(list(one.reasons)) for one in told],
        "whys": [None if one.confidence == "high" else storable("; ".join(one.reasons)) for one in told],
        "method_version": METHOD_VERSION,
    }
    connection.execute(statement("works/end_links"), given)
    added: int = connection.execute(statement("works/put_links"), given).one().added
    connection.execute(statement("works/put_suggestions"), given)
    connection.execute(statement("works/put_reasons"), given)
    return added


def read_link(connection: Connection, work_id: int) -> Row[Any] | None:
    """The link of a work that holds, with the track as it was when it was linked; None where it has none."""
    return connection.execute(statement("works/link"), {"work_id": work_id}).one_or_none()


def put_check(connection: Connection, link_id: int, state: str, reason: str | None, absences: int) -> bool:
    """Write down what a check found; False where the link holds no longer."""
    given = {"link_id": link_id, "state": state, "state_reason": reason, "absences": absences}
    return connection.execute(statement("works/put_check"), given).rowcount == 1


def track_of(row: Row[Any]) -> Track:
    """A stored candidate as Spotify's client tells tracks."""
    artists = tuple(map(ArtistHead, row.artist_ids_spotify, row.artist_names))
    album = None
    if row.album_id_spotify is not None:
        album = AlbumHead(row.album_id_spotify, row.album or "", row.album_type or "", row.release_on, None, ())
    return Track(row.track_id_spotify, row.title, row.isrc, row.duration_ms, album, artists, None, None)


def read_counts(engine: Engine) -> Mapping[str, int]:
    """How the catalogue stands, see works/counts.sql."""
    with engine.connect() as connection:
        return dict(connection.execute(statement("works/counts")).mappings().one())


def list_suggestions(connection: Connection, artist_id: int | None) -> list[dict[str, Any]]:
    """Tracks that wait for a decision, the likeliest first."""
    rows = connection.execute(statement("works/suggestions"), {"artist_id": artist_id})
    return [dict(row) for row in rows.mappings()]


def list_missing(connection: Connection, artist_id: int | None) -> list[dict[str, Any]]:
    """Works without a link that holds, and why."""
    return [dict(row) for row in connection.execute(statement("works/missing"), {"artist_id": artist_id}).mappings()]
