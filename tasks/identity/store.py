"""Heard items and the recordings they are, in the warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from db.statements import statement
from db.storable import storable_json
from tasks.identity.match import MATCH_VERSION, Decision, Wanted
from tasks.identity.release import choose_release
from tasks.providers.musicbrainz.records import Recording


@dataclass(frozen=True, slots=True)
class Override:
    """What a person says: a recording's MBID, or None for none of MusicBrainz' recordings."""

    override_id: int
    mbid: str | None


def read_wanted(connection: Connection, heard_item_id: int) -> tuple[Wanted, Override | None]:
    """The item as far as it is known, and what a person says of it."""
    row = connection.execute(statement("identity/wanted"), {"heard_item_id": heard_item_id}).one()
    wanted = Wanted(row.title, tuple(row.artists), row.album, row.duration_ms, row.isrc)
    return wanted, Override(row.override_id, row.recording_id) if row.override_id is not None else None


def current_override(connection: Connection, heard_item_id: int) -> int | None:
    """The number of the override that holds; nobody takes it back until the transaction ends."""
    found: int | None = connection.execute(
        statement("identity/current_override"), {"heard_item_id": heard_item_id}
    ).scalar()
    return found


def put_decision(connection: Connection, heard_item_id: int, decision: Decision) -> bool:
    """Write down what an item is; whether that changed anything.

    The release of album tags is chosen for all albums the recording is heard on, so that the order in which items are
    looked up makes no difference.
    """
    recording_id = put_recording(connection, decision.recording) if decision.recording is not None else None
    changed = put_item(connection, heard_item_id, recording_id, decision)
    if decision.recording is not None and recording_id is not None:
        given = {"recording_id": recording_id}
        albums: Sequence[str] = connection.execute(statement("identity/albums_of"), given).scalars().all()
        release = choose_release(decision.recording.releases, albums)
        chosen = {"release_id": release.id if release else None, "release_name": release.name if release else None}
        changed |= connection.execute(statement("identity/put_release"), {**given, **chosen}).rowcount > 0
    return changed


def put_item(connection: Connection, heard_item_id: int, recording_id: int | None, decision: Decision) -> bool:
    """Link an item to a recording that is stored, or to none; whether that changed anything."""
    given = {
        "heard_item_id": heard_item_id,
        "recording_id": recording_id,
        "method": decision.method,
        "score": decision.score,
        "reasons": storable_json(decision.reasons),
        "candidates": decision.candidates,
        "match_version": MATCH_VERSION,
    }
    return connection.execute(statement("identity/put_item"), given).rowcount > 0


def put_recording(connection: Connection, recording: Recording) -> int:
    """A recording, and our number of it."""
    given = {
        "id": recording.id,
        "name": recording.name,
        "credit_name": "".join(credit.name + credit.join_phrase for credit in recording.artists),
        "length_ms": recording.length_ms,
        "artist_ids": [credit.id for credit in recording.artists],
        "artist_names": [credit.name for credit in recording.artists],
    }
    number: int = connection.execute(statement("identity/put_recording"), given).scalar_one()
    return number


def drop_unheard(engine: Engine) -> int:
    """Forget recordings that no item is any more; how many."""
    with engine.begin() as connection:
        return connection.execute(statement("identity/drop_unheard")).rowcount
