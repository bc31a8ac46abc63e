"""What is stored of a heard track's genres or moods, and what they were made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, RowMapping

from db.statements import statement


@dataclass(frozen=True, slots=True)
class KnownItem:
    """Evidence of a heard track, its stored shares in millionths by name, its recording, and the method shown."""

    method_version: str
    priors: Mapping[str, Any]
    evidence: Sequence[Row[Any]]
    shares: Mapping[str, int]
    recording: Mapping[str, Any] | None
    roots: Mapping[str, Sequence[str]]


def find_items(connection: Connection, wanted_track: str, spotify_id: str | None) -> Sequence[RowMapping]:
    """Heard tracks of a Spotify id, else of a name."""
    given = {"asked": wanted_track, "spotify_id": spotify_id}
    return connection.execute(statement("tags/find_items"), given).mappings().all()


def read_item(connection: Connection, heard_item_id: int, kind: str) -> KnownItem | None:
    """What is known of a heard track, of ``kind`` genre or mood; None while no tags were mapped."""
    method = connection.execute(statement("tags/current_method")).one_or_none()
    if method is None:
        return None
    given = {"heard_item_id": heard_item_id, "method_id": method.method_id, "kind": kind}
    recording = connection.execute(statement("tags/item_recording"), given).mappings().one_or_none()
    return KnownItem(
        method_version=method.method_version,
        priors=method.priors,
        evidence=connection.execute(statement("tags/item_evidence"), given).all(),
        shares={row.name: row.share_ppm for row in connection.execute(statement("tags/item_shares"), given)},
        recording=dict(recording) if recording else None,
        roots={row.name: row.roots for row in connection.execute(statement("tags/root_names"))},
    )
