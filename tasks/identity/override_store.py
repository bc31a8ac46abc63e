"""Identities entered by hand, in the warehouse; and the tracks that lack one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from db.statements import statement


def find_items(connection: Connection, name: str, number: int | None) -> Sequence[Any]:
    """Music items of a Spotify id, a name or our number: heard_item_id, item_id_spotify, name, artist_name."""
    return connection.execute(statement("identity/find_item"), {"name": name, "number": number}).all()


def find_recording(connection: Connection, mbid: str) -> int | None:
    """Our number of a recording that was looked up."""
    found: int | None = connection.execute(statement("identity/recording_named"), {"mbid": mbid}).scalar()
    return found


def put_override(connection: Connection, heard_item_id: int, mbid: str | None, by: str, reason: str) -> None:
    """Enter what an item is, None for no recording."""
    given = {"heard_item_id": heard_item_id, "mbid": mbid, "linked_by": by, "reason": reason}
    connection.execute(statement("identity/put_override"), given)


def end_override(connection: Connection, heard_item_id: int) -> bool:
    """End what was entered for an item; False when nothing was."""
    given = {"heard_item_id": heard_item_id}
    return connection.execute(statement("identity/end_override"), given).first() is not None


def ask_again(connection: Connection, heard_item_id: int) -> None:
    """Queue the item, so that MusicBrainz is asked for it again."""
    connection.execute(statement("identity/ask_again"), {"heard_item_id": heard_item_id})


def forget_item(connection: Connection, heard_item_id: int) -> None:
    """Take away what an item was found to be."""
    connection.execute(statement("identity/forget_item"), {"heard_item_id": heard_item_id})


def list_overrides(connection: Connection) -> list[dict[str, Any]]:
    """What people said and still holds, the oldest first."""
    return [dict(row) for row in connection.execute(statement("identity/overrides")).mappings()]


def list_unresolved(connection: Connection, most: int) -> list[dict[str, Any]]:
    """Tracks whose recording is not known, the most played first, with the reason."""
    return [dict(row) for row in connection.execute(statement("identity/unresolved"), {"most": most}).mappings()]
