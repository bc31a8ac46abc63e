"""Rows of the account form and the fuller ones beside them, read and moved."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection

from db.statements import statement


def has_account_rows(connection: Connection, user_id: int, first_at: datetime | None, last_at: datetime | None) -> bool:
    """Whether account rows of the user were loaded, between two times when they are given."""
    given = {"user_id": user_id, "first_at": first_at, "last_at": last_at}
    return bool(connection.execute(statement("listening/load/has_account_rows"), given).scalar_one())


def read_account_rows(connection: Connection, user_id: int) -> Sequence[Any]:
    """All account rows of the user, those in core.play and those aside."""
    return connection.execute(statement("listening/load/account_rows"), {"user_id": user_id}).all()


def read_full_items(connection: Connection, user_id: int, first_at: datetime, last_at: datetime) -> Sequence[Any]:
    """Items of fuller rows between two times: heard_item_id, artist_name, name."""
    given = {"user_id": user_id, "first_at": first_at, "last_at": last_at}
    return connection.execute(statement("listening/load/full_items"), given).all()


def read_full_rows(
    connection: Connection, user_id: int, first_at: datetime, last_at: datetime, items: Sequence[int]
) -> Sequence[Any]:
    """Fuller rows of these items between two times: heard_item_id, at, ms_played."""
    given = {"user_id": user_id, "first_at": first_at, "last_at": last_at, "items": list(items)}
    return connection.execute(statement("listening/load/full_rows"), given).all()


def move_rows(
    connection: Connection,
    to: Literal["aside", "back"],
    user_id: int,
    file_id: int,
    keys: Sequence[tuple[datetime, int]],
) -> None:
    """Move account rows, by time and hash, out of core.play or back into it."""
    given = {
        "user_id": user_id,
        "file_id": file_id,
        "times": [at for at, _ in keys],
        "hashes": [row_hash for _, row_hash in keys],
    }
    connection.execute(statement(f"listening/load/step_{to}"), given)
